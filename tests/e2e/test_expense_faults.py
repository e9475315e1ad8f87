"""Expenses that cannot be booked: every fault at once, at the caller's own path, with its cure, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Account, GLAccount, Journal

NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
LINE: dict[str, Any] = {"accountCode": "5530", "totalGrossAmount": 12.10, "taxRate": {"code": "2"}}


def body(**changes: Any) -> dict[str, Any]:
    return {
        "journalCode": "10",
        "type": "EXPENSE",
        "transactionDate": "2026-02-27",
        "expenseLines": [LINE],
    } | changes


def lines(**changes: Any) -> dict[str, Any]:
    return {"expenseLines": [LINE | changes]}


def without(*names: str, **changes: Any) -> dict[str, Any]:
    return dict.fromkeys(names) | changes


async def refused(stack: Stack, sent: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The faults by field, as code and message; nothing was written."""
    await stack.forget_calls()
    answer = await stack.call("POST", "/accounting/expenses", json={k: v for k, v in sent.items() if v is not None})
    assert answer.status == 400, answer.body
    assert {call["method"] for call in await stack.exact_calls()} <= {"GET"}
    faults = answer.body["errors"]["validationErrors"]
    assert all(len(fault["message"]) > 10 for fault in faults)
    return {fault["field"]: (fault["code"], fault["message"]) for fault in faults}


@pytest.mark.parametrize(
    ("changes", "field", "code", "says"),
    [
        # missing
        pytest.param(without("expenseLines"), "expenseLines", "MISSING", "at least one line", id="no lines"),
        pytest.param({"expenseLines": []}, "expenseLines", "MISSING", "at least one line", id="empty lines"),
        pytest.param(without("journalCode"), "journalCode", "MISSING", "10 (Kasboek)", id="nothing says the journal"),
        pytest.param(
            lines(accountCode=None), "expenseLines[0].accountCode", "MISSING", "ledger account", id="no account"
        ),
        pytest.param(
            lines(totalGrossAmount=None), "expenseLines[0].totalNetAmount", "MISSING", "missing", id="no amount"
        ),
        pytest.param(
            {"journalCode": "60"}, "supplierId", "MISSING", "purchase journal 60", id="purchase without supplier"
        ),
        pytest.param(
            {"journalCode": "90", **lines(taxRate=None)},
            "accountCode",
            "MISSING",
            "general journal 90",
            id="general without counter",
        ),
        pytest.param(
            {**lines(totalGrossAmount=-12.1), "type": None}, "type", "MISSING", "EXPENSE or REFUND", id="sign unsaid"
        ),
        # wrong type
        pytest.param({"type": "REIMBURSEMENT"}, "type", "UNKNOWN_VALUE", "EXPENSE", id="type unknown"),
        pytest.param({"currency": "XYZ"}, "currency", "UNKNOWN_VALUE", "", id="currency unknown"),
        pytest.param({"exchangeRate": "much"}, "exchangeRate", "INVALID", "0.92", id="rate is no number"),
        pytest.param({"exchangeRate": "-1"}, "exchangeRate", "INVALID", "0.92", id="rate below zero"),
        pytest.param({"transactionDate": "soon"}, "transactionDate", None, "", id="day is none"),
        pytest.param({"supplierId": "S-1"}, "supplierId", "INVALID", "not an id", id="supplier is no id"),
        pytest.param({"documentId": "D-1"}, "documentId", "INVALID", "not an id", id="document is no id"),
        pytest.param(
            lines(accountCode=None, accountNumber="fuel"),
            "expenseLines[0].accountNumber",
            None,
            "",
            id="number is text",
        ),
        pytest.param(
            lines(totalGrossAmount=1.005), "expenseLines[0].totalGrossAmount", None, "2 decimals", id="third decimal"
        ),
        pytest.param(
            lines(taxRate={"taxRatePercentage": "high"}),
            "expenseLines[0].taxRate.taxRatePercentage",
            "INVALID",
            "no percentage",
            id="rate of VAT is text",
        ),
        # unknown reference
        pytest.param({"journalCode": "999"}, "journalCode", "UNKNOWN_REFERENCE", "10 (Kasboek)", id="journal unknown"),
        pytest.param(
            {"supplierId": NOBODY}, "supplierId", "UNKNOWN_REFERENCE", "GET /accounting/suppliers", id="relation"
        ),
        pytest.param({"customerId": NOBODY}, "customerId", "UNKNOWN_REFERENCE", "GET", id="customer unknown"),
        pytest.param(
            {"documentId": NOBODY}, "documentId", "UNKNOWN_REFERENCE", "no stored file", id="document unknown"
        ),
        pytest.param({"accountCode": "9999"}, "accountCode", "UNKNOWN_REFERENCE", "no ledger account", id="counter"),
        pytest.param(
            lines(accountCode="5531x"), "expenseLines[0].accountCode", "UNKNOWN_REFERENCE", "5531", id="account unknown"
        ),
        pytest.param(
            lines(taxRate={"code": "77"}),
            "expenseLines[0].taxRate.code",
            "UNKNOWN_REFERENCE",
            "purchases take",
            id="VAT",
        ),
        pytest.param(
            lines(taxRate={"id": NOBODY}), "expenseLines[0].taxRate.id", "UNKNOWN_REFERENCE", "taxRates", id="VAT id"
        ),
        pytest.param(
            lines(taxRate={"name": "Hoog"}),
            "expenseLines[0].taxRate.name",
            "UNKNOWN_REFERENCE",
            "send the code",
            id="VAT name",
        ),
        pytest.param(
            lines(taxRate={"taxRatePercentage": "17"}),
            "expenseLines[0].taxRate.taxRatePercentage",
            "UNKNOWN_REFERENCE",
            "it has 0, 9",
            id="rate that there is not",
        ),
        pytest.param(
            lines(dimensions=[{"categoryName": "CostCenter", "code": "nowhere"}]),
            "expenseLines[0].dimensions[0].code",
            "UNKNOWN_REFERENCE",
            "no CostCenter",
            id="cost centre unknown",
        ),
        # wrong role, blocked
        pytest.param({"journalCode": "70"}, "journalCode", "WRONG_ROLE", "takes no expenses", id="sales journal"),
        pytest.param({"journalCode": "62"}, "journalCode", "BLOCKED", "is blocked", id="blocked journal"),
        pytest.param(
            lines(accountCode="5599"), "expenseLines[0].accountCode", "BLOCKED", "is blocked", id="blocked account"
        ),
        pytest.param(
            lines(accountCode="1600"), "expenseLines[0].accountCode", "WRONG_ROLE", "payable", id="control account"
        ),
        pytest.param(
            lines(taxRate={"code": "6"}),
            "expenseLines[0].taxRate.code",
            "UNKNOWN_REFERENCE",
            "sales only",
            id="VAT of sales",
        ),
        # contradictions
        pytest.param(
            {"accountCode": "1100"}, "accountCode", "CONTRADICTION", "pays from 1000", id="another counter account"
        ),
        pytest.param(
            {"accountCode": "1000", "accountNumber": 1100},
            "accountNumber",
            "CONTRADICTION",
            "send one",
            id="two accounts",
        ),
        pytest.param({"currency": "USD"}, "currency", "CONTRADICTION", "books EUR only", id="currency of the journal"),
        pytest.param(
            {"exchangeRate": "0.92"}, "exchangeRate", "CONTRADICTION", "own currency", id="rate for own currency"
        ),
        pytest.param(
            lines(currency="USD"), "expenseLines[0].currency", "CONTRADICTION", "one currency", id="line currency"
        ),
        pytest.param(
            lines(totalNetAmount=9),
            "expenseLines[0].totalGrossAmount",
            "CONTRADICTION",
            "21 %",
            id="net and gross disagree",
        ),
        pytest.param(
            lines(taxRate={"code": "2", "taxRatePercentage": "9"}),
            "expenseLines[0].taxRate.taxRatePercentage",
            "CONTRADICTION",
            "send one of the two",
            id="code and rate disagree",
        ),
        pytest.param({"totalGrossAmount": 13}, "totalGrossAmount", "CONTRADICTION", "12.10", id="total disagrees"),
        # outside what Exact keeps
        pytest.param(
            lines(description="x" * 61),
            "expenseLines[0].description",
            "INVALID",
            "at most 60",
            id="description too long",
        ),
        pytest.param({"description": "x" * 61}, "description", "INVALID", "at most 60", id="own description too long"),
        pytest.param({"transactionDate": "2150-01-01"}, "transactionDate", "INVALID", "1900 to 2100", id="day too far"),
        pytest.param(
            {"transactionDate": "2019-01-01"},
            "transactionDate",
            "UNKNOWN_REFERENCE",
            "no financial year",
            id="no such year",
        ),
    ],
)
async def test_what_is_wrong_is_named_with_its_cure(
    stack: Stack, changes: dict[str, Any], field: str, code: str | None, says: str
) -> None:
    faults = await refused(stack, body(**changes))
    assert list(faults) == [field]
    assert code is None or faults[field][0] == code
    assert says in faults[field][1]


async def test_all_that_is_wrong_is_told_at_once(stack: Stack) -> None:
    sent = body(
        journalCode="999",
        supplierId=NOBODY,
        exchangeRate="much",
        expenseLines=[
            LINE | {"accountCode": "9999"},
            LINE | {"taxRate": {"code": "77"}},
            LINE | {"totalGrossAmount": None},
        ],
    )
    assert set(await refused(stack, sent)) == {
        "journalCode",
        "supplierId",
        "exchangeRate",
        "expenseLines[0].accountCode",
        "expenseLines[1].taxRate.code",
        "expenseLines[2].totalNetAmount",
    }


@pytest.mark.parametrize("journal", ["10", "60", "90"])
async def test_a_closed_period_is_named_before_the_call(stack: Stack, journal: str) -> None:
    stack.world.companies[int(stack.company)].closed_periods.add((2026, 2))
    created = await stack.call(
        "POST", "/accounting/suppliers", json={"companyName": "Bedrijf", "contactType": "COMPANY"}
    )
    sent = body(journalCode=journal, supplierId=created.data["id"], expenseLines=[LINE | {"taxRate": {"code": "0"}}])
    faults = await refused(stack, sent | ({"accountCode": "1750"} if journal == "90" else {}))
    assert {field: code for field, (code, _) in faults.items()} == {"transactionDate": "PERIOD_CLOSED"}


async def test_a_blocked_relation_and_one_that_is_no_supplier(stack: Stack) -> None:
    rows = stack.table(Account)
    customer = next(row for row in rows if row["Status"] == "C" and not row["IsSupplier"] and not row["Blocked"])
    faults = await refused(stack, body(journalCode="60", supplierId=str(customer["ID"])))
    assert {field: code for field, (code, _) in faults.items()} == {"supplierId": "WRONG_ROLE"}
    supplier = next(row for row in rows if row["IsSupplier"] and not row["Blocked"])
    rows.change(supplier["ID"], {"Blocked": True})
    faults = await refused(stack, body(supplierId=str(supplier["ID"])))
    assert {field: code for field, (code, _) in faults.items()} == {"supplierId": "BLOCKED"}


async def test_a_company_without_such_a_journal_is_told(stack: Stack) -> None:
    journals = stack.table(Journal)
    journals.change(journals.first("Code", "10")["ID"], {"IsBlocked": True})
    faults = await refused(stack, body(journalCode=None, paymentType="CASH"))
    assert faults["journalCode"][0] == "MISSING"
    assert "no open cash journal" in faults["journalCode"][1]


async def test_a_blocked_counter_account_of_a_general_entry(stack: Stack) -> None:
    accounts = stack.table(GLAccount)
    accounts.change(accounts.first("Code", "1750")["ID"], {"IsBlocked": True})
    sent = body(journalCode="90", accountCode="1750", expenseLines=[LINE | {"taxRate": {"code": "0"}}])
    faults = await refused(stack, sent)
    assert {field: code for field, (code, _) in faults.items()} == {"accountCode": "BLOCKED"}
