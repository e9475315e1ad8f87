"""Payments that cannot be booked: every fault at once, at the caller's own path, with its cure, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Account, PurchaseEntry

NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"


def bill(stack: Stack, *, blocked: bool = False) -> dict[str, Any]:
    """An open purchase entry of a supplier that is blocked or not, as the sandbox keeps it."""
    relations = stack.table(Account).rows
    rows = (row for row in stack.table(PurchaseEntry) if row["Type"] == 30 and row["EntryDate"].year == 2026)
    return next(row for row in rows if bool(relations[row["Supplier"]]["Blocked"]) == blocked)


def body(**changes: Any) -> dict[str, Any]:
    return {"journalCode": "20", "paymentLines": [{"amount": 10, "documentType": None}]} | changes


def line(**values: Any) -> dict[str, Any]:
    return {"journalCode": "20", "paymentLines": [{"amount": 10, "paymentDate": "2026-03-01", **values}]}


async def refused(stack: Stack, sent: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The faults by field, as code and message; nothing was written."""
    await stack.forget_calls()
    answer = await stack.call("POST", "/accounting/payments", json={k: v for k, v in sent.items() if v is not None})
    assert answer.status == 400, answer.body
    assert {call["method"] for call in await stack.exact_calls()} <= {"GET"}
    faults = answer.body["errors"]["validationErrors"]
    assert all(len(fault["message"]) > 10 for fault in faults)
    return {fault["field"]: (fault["code"], fault["message"]) for fault in faults}


BILL = {"documentType": "BILL"}


@pytest.mark.parametrize(
    ("sent", "field", "code", "says"),
    [
        # missing
        pytest.param({"journalCode": "20", **BILL}, "paymentLines", "MISSING", "at least one line", id="no lines"),
        pytest.param(
            line(supplierId="SUPPLIER") | {"journalCode": None},
            "journalCode",
            "MISSING",
            "20 (Bankboek)",
            id="no journal",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", amount=None), "paymentLines[0].amount", "MISSING", "sum", id="no amount"
        ),
        pytest.param(line(supplierId="SUPPLIER", amount=0), "paymentLines[0].amount", "MISSING", "zero", id="zero"),
        pytest.param(line(accountId="5560"), "documentType", "MISSING", "BILL for money paid", id="no way"),
        pytest.param(line() | BILL, "paymentLines[0].supplierId", "MISSING", "by relation", id="no supplier"),
        pytest.param(
            line() | {"paymentType": "DEBTOR"}, "paymentLines[0].customerId", "MISSING", "by relation", id="no customer"
        ),
        # wrong type
        pytest.param(line() | {"documentType": "RECEIPT"}, "documentType", "UNKNOWN_VALUE", "BILL", id="document type"),
        pytest.param(
            line(supplierId="S-1"), "paymentLines[0].supplierId", "INVALID", "not an id", id="supplier is no id"
        ),
        pytest.param(
            line(supplierId="SUPPLIER", invoiceId="F-1"),
            "paymentLines[0].invoiceId",
            "INVALID",
            "not an id",
            id="invoice",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", amount="ten"), "paymentLines[0].amount", None, "number", id="amount is text"
        ),
        pytest.param(
            line(supplierId="SUPPLIER", paymentDate="soon"), "paymentLines[0].paymentDate", None, "", id="day is none"
        ),
        pytest.param(
            line(supplierId="SUPPLIER") | {"exchangeRate": -1},
            "exchangeRate",
            "INVALID",
            "above zero",
            id="rate below zero",
        ),
        # unknown reference
        pytest.param(
            line(supplierId="SUPPLIER") | {"journalCode": "999"},
            "journalCode",
            "UNKNOWN_REFERENCE",
            "10 (Kasboek)",
            id="journal",
        ),
        pytest.param(
            line(supplierId=NOBODY), "paymentLines[0].supplierId", "UNKNOWN_REFERENCE", "GET", id="supplier unknown"
        ),
        pytest.param(
            line(supplierId="SUPPLIER", accountId=NOBODY),
            "paymentLines[0].accountId",
            "UNKNOWN_REFERENCE",
            "no ledger account",
            id="account unknown",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", invoiceId=NOBODY),
            "paymentLines[0].invoiceId",
            "UNKNOWN_REFERENCE",
            "GET /accounting/bills",
            id="invoice unknown",
        ),
        # wrong role, blocked
        pytest.param(
            line(supplierId="SUPPLIER") | {"journalCode": "60"}, "journalCode", "WRONG_ROLE", "no bank", id="purchase"
        ),
        pytest.param(
            line(supplierId="CUSTOMER"), "paymentLines[0].supplierId", "WRONG_ROLE", "not a supplier", id="customer"
        ),
        pytest.param(
            line(accountId="5599") | BILL, "paymentLines[0].accountId", "BLOCKED", "is blocked", id="blocked account"
        ),
        # contradictions
        pytest.param(
            line(accountId="1100") | BILL,
            "paymentLines[0].accountId",
            "CONTRADICTION",
            "pays from",
            id="its own account",
        ),
        pytest.param(
            line(supplierId="SUPPLIER") | {"documentType": "INVOICE"},
            "paymentLines[0].supplierId",
            "CONTRADICTION",
            "documentType",
            id="supplier of an invoice",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", accountId="1300"),
            "paymentLines[0].accountId",
            "CONTRADICTION",
            "a customer",
            id="supplier on receivables",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", customerId="CUSTOMER"),
            "paymentLines[0].customerId",
            "CONTRADICTION",
            "one relation",
            id="two relations",
        ),
        pytest.param(
            line(supplierId="SUPPLIER") | {"currency": "USD"},
            "currency",
            "CONTRADICTION",
            "books EUR only",
            id="currency",
        ),
        pytest.param(
            line(supplierId="SUPPLIER") | {"exchangeRate": 0.92},
            "exchangeRate",
            "CONTRADICTION",
            "own currency",
            id="rate",
        ),
        # outside what Exact keeps
        pytest.param(
            line(supplierId="SUPPLIER", description="x" * 61),
            "paymentLines[0].description",
            "INVALID",
            "at most 60",
            id="description too long",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", paymentDate="2019-01-01"),
            "paymentLines[0].paymentDate",
            "UNKNOWN_REFERENCE",
            "no financial year",
            id="no such year",
        ),
        pytest.param(
            line(supplierId="SUPPLIER", paymentDate="2150-01-01"),
            "paymentLines[0].paymentDate",
            "INVALID",
            "1900 to 2100",
            id="day too far",
        ),
    ],
)
async def test_what_is_wrong_is_named_with_its_cure(
    stack: Stack, sent: dict[str, Any], field: str, code: str | None, says: str
) -> None:
    faults = await refused(stack, _filled(stack, sent))
    assert list(faults) == [field]
    assert code is None or faults[field][0] == code
    assert says in faults[field][1]


def _filled(stack: Stack, sent: dict[str, Any]) -> dict[str, Any]:
    """The words in capitals replaced by ids of the company, and account numbers by the ids of accounts."""
    relations = [row for row in stack.table(Account) if not row["Blocked"]]
    ids = {
        "SUPPLIER": str(next(row["ID"] for row in relations if row["IsSupplier"])),
        "CUSTOMER": str(next(row["ID"] for row in relations if row["Status"] == "C" and not row["IsSupplier"])),
    }

    def one(key: str, value: Any) -> Any:
        if key == "accountId" and str(value).isdigit():
            return stack.account_id(value)
        return ids.get(str(value), value)

    if "paymentLines" not in sent:
        return sent
    rows = [{key: one(key, value) for key, value in row.items()} for row in sent["paymentLines"]]
    return sent | {"paymentLines": rows}


async def test_all_that_is_wrong_is_told_at_once(stack: Stack) -> None:
    lines = [{"amount": 0, "supplierId": NOBODY}, {"amount": 5, "invoiceId": NOBODY, "accountId": NOBODY}]
    faults = await refused(
        stack, {"journalCode": "999", "exchangeRate": -1, "documentType": "BILL", "paymentLines": lines}
    )
    assert set(faults) == {
        "journalCode",
        "exchangeRate",
        "paymentLines[0].amount",
        "paymentLines[0].supplierId",
        "paymentLines[1].invoiceId",
        "paymentLines[1].accountId",
    }


async def test_a_closed_period_is_named_before_the_call(stack: Stack) -> None:
    stack.world.companies[int(stack.company)].closed_periods.add((2026, 2))
    sent = _filled(stack, line(supplierId="SUPPLIER", paymentDate="2026-02-10"))
    faults = await refused(stack, sent)
    assert {field: code for field, (code, _) in faults.items()} == {"paymentLines[0].paymentDate": "PERIOD_CLOSED"}


async def test_the_relation_of_what_is_paid_and_no_bill_twice(stack: Stack) -> None:
    entry = bill(stack)
    other = next(
        str(row["ID"])
        for row in stack.table(Account)
        if row["IsSupplier"] and not row["Blocked"] and row["ID"] != entry["Supplier"]
    )
    key = str(entry["EntryID"])
    faults = await refused(stack, line(supplierId=other, invoiceId=key))
    assert faults["paymentLines[0].supplierId"][0] == "CONTRADICTION"
    twice = [{"amount": 1, "invoiceId": key}, {"amount": 1, "invoiceId": key}]
    faults = await refused(stack, {"journalCode": "20", "paymentLines": twice})
    assert faults["paymentLines[1].invoiceId"][0] == "CONTRADICTION"
