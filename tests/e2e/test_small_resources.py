"""Bank accounts, fiscal years, journals and the balances of ledger accounts, held against the sandbox's own books."""

from __future__ import annotations

import math
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import GLAccount, Journal, PaymentCondition, TransactionLine

SKIP_CLOSE = 310


def standing(stack: Stack, year: int | None = None) -> dict[str, Decimal]:
    """What stands on each ledger account, from the ledger's own lines."""
    sheets = {str(row["ID"]): row["BalanceType"] for row in stack.table(GLAccount)}
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in stack.table(TransactionLine):
        account, of = str(line["GLAccount"]), line["FinancialYear"]
        if year is None or of == year or (of < year and sheets[account] == "B"):
            found[account] += line["AmountDC"]
    return found


async def balances(stack: Stack, **params: Any) -> dict[str, Decimal | None]:
    """What the API says stands on each ledger account."""
    found: dict[str, Decimal | None] = {}
    cursor: str | None = ""
    while cursor is not None:
        answer = await stack.call("GET", "/accounting/accounts", params={"cursor": cursor, "limit": 50, **params})
        assert answer.status == 200, answer.body
        found |= {one["id"]: None if one["balance"] is None else Decimal(str(one["balance"])) for one in answer.data}
        cursor = answer.body["meta"].get("nextCursor")
    return found


async def test_balances_are_those_of_the_ledger(stack: Stack) -> None:
    years = sorted({line["FinancialYear"] for line in stack.table(TransactionLine)})
    assert len(years) > 1, "the seeded company has more than one year"
    for year in years[-2:]:
        told = await balances(stack, fiscalYear=year)
        expected = standing(stack, year)
        assert {key: value for key, value in told.items() if value} == {k: v for k, v in expected.items() if v}
        assert None not in told.values()
    first = await balances(stack, fiscalYear=years[0])
    assert sum(value or Decimal(0) for value in first.values()) == 0, "the first year balances"


async def test_a_year_by_its_first_day(stack: Stack) -> None:
    year = max(line["FinancialYear"] for line in stack.table(TransactionLine))
    params = {"types": "BANK,CASH", "limit": 50}
    by_year = await stack.call("GET", "/accounting/accounts", params={**params, "fiscalYear": year})
    by_day = await stack.call("GET", "/accounting/accounts", params={**params, "fiscalYearStartDate": f"{year}-01-01"})
    assert by_day.data == by_year.data
    assert any(one["balance"] for one in by_day.data)
    for wrong in (
        {"fiscalYearStartDate": f"{year}-02-01"},
        {"fiscalYearStartDate": f"{year}-01-01", "fiscalYear": 2000},
    ):
        answer = await stack.call("GET", "/accounting/accounts", params={**params, **wrong})
        assert (answer.status, answer.fields) == (400, ["fiscalYearStartDate"])


async def test_without_a_year_nothing_is_asked_about_balances(stack: Stack) -> None:
    answer = await stack.call("GET", "/accounting/accounts", params={"limit": 50})
    assert {one["balance"] for one in answer.data} == {None}
    assert answer.calls == 1


@pytest.mark.parametrize("word", ["ASSET", "LIABILITY", "EQUITY", "REVENUE", "EXPENSE"])
async def test_accounts_of_a_class(stack: Stack, word: str) -> None:
    everything = (await stack.call("GET", "/accounting/accounts", params={"cursor": "", "limit": 1000})).data
    answer = await stack.call("GET", "/accounting/accounts", params={"cursor": "", "limit": 1000, "classFilter": word})
    assert [one["id"] for one in answer.data] == [one["id"] for one in everything if one["class"] == word]
    side = await stack.call(
        "GET",
        "/accounting/accounts",
        params={"cursor": "", "limit": 1000, "classFilter": word, "debitCreditIndicator": "DEBIT"},
    )
    assert {one["debitCreditIndicator"] for one in side.data} <= {"DEBIT"}


async def test_own_bank_accounts(stack: Stack) -> None:
    answer = await stack.call("GET", "/accounting/bankAccounts")
    rows = {str(row["ID"]): row for row in stack.table(Journal) if row["Type"] in (12, 16)}
    assert {one["id"] for one in answer.data} == set(rows)
    ledger = standing(stack)
    for one in answer.data:
        row = rows[one["id"]]
        assert (one["iban"], one["bankName"]) == (row["BankAccountIBAN"], row["BankName"])
        assert (one["number"], one["type"], one["status"]) == (row["GLAccountCode"], "BANK", "ACTIVE")
        if row["Currency"] == "EUR":
            assert Decimal(str(one["balance"])) == ledger[str(row["GLAccount"])]
        single = await stack.call("GET", f"/accounting/bankAccounts/{one['id']}")
        assert single.data == one
        journal = await stack.call("GET", f"/accounting/journals/{one['id']}")
        assert (journal.data["type"], journal.data["accountId"]) == ("Bank", str(row["GLAccount"]))
    cash = next(str(row["ID"]) for row in stack.table(Journal) if row["Type"] not in (12, 16))
    assert (await stack.call("GET", f"/accounting/bankAccounts/{cash}")).status == 404
    refused = await stack.call("POST", "/accounting/bankAccounts", json={"name": "Savings"})
    assert (refused.status, refused.headers["Allow"]) == (405, "GET")


async def test_an_account_with_a_payment_service(stack: Stack) -> None:
    journal = next(row for row in stack.table(Journal) if row["Type"] == 12)
    service = {"Type": 16, "PaymentServiceProviderName": "Mollie", "BankAccountIBAN": None, "IsBlocked": True}
    stack.table(Journal).change(journal["ID"], {**journal, **service})
    shown = (await stack.call("GET", f"/accounting/bankAccounts/{journal['ID']}")).data
    assert (shown["type"], shown["system"], shown["iban"]) == ("PAYMENT_PROVIDER", "Mollie", None)
    assert shown["status"] == "ARCHIVED"


async def test_a_balance_in_another_currency_is_null_with_the_reason(stack: Stack) -> None:
    journal = next(row for row in stack.table(Journal) if row["Type"] == 12)
    stack.table(Journal).change(journal["ID"], {**journal, "Currency": "USD"})
    answer = await stack.call("GET", f"/accounting/bankAccounts/{journal['ID']}")
    assert (answer.data["balance"], answer.data["currency"]) == (None, "USD")
    assert any(text.startswith("balance: ") for text in answer.body["meta"]["warnings"])


async def test_fiscal_years(stack: Stack) -> None:
    company = stack.world.companies[int(stack.company)]
    answer = await stack.call("GET", "/accounting/fiscalYears")
    assert [one["id"] for one in answer.data] == [str(year) for year in sorted(company.financial_years, reverse=True)]
    for one in answer.data:
        year = one["id"]
        assert (one["startDate"], one["endDate"]) == (f"{year}-01-01T00:00:00Z", f"{year}-12-31T00:00:00Z")
        closed = all((int(year), period) in company.closed_periods for period in range(1, 13))
        assert one["status"] == ("CLOSED" if closed else "OPEN")
        assert one["accountNumberLength"] == 4
        single = await stack.call("GET", f"/accounting/fiscalYears/{year}")
        assert single.data == [one], "the contract answers a list here"
    assert [text.partition(":")[0] for text in answer.body["meta"]["warnings"]] == ["chartOfAccount"]
    for missing in ("1999", "nineteen"):
        assert (await stack.call("GET", f"/accounting/fiscalYears/{missing}")).status == 404


async def test_a_year_that_is_over_is_closed_with_its_last_period(stack: Stack) -> None:
    company = stack.world.companies[int(stack.company)]
    year = min(company.financial_years)
    company.closed_periods |= {(year, period) for period in range(1, 13)}
    assert (await stack.call("GET", f"/accounting/fiscalYears/{year}")).data[0]["status"] == "CLOSED"
    company.closed_periods -= {(year, 12)}
    assert (await stack.call("GET", f"/accounting/fiscalYears/{year}")).data[0]["status"] == "OPEN"


async def test_a_page_of_accounts_costs_one_call_for_sixty_rows_of_balances(stack: Stack) -> None:
    year = min(line["FinancialYear"] for line in stack.table(TransactionLine))
    answer = await stack.call("GET", "/accounting/accounts", params={"limit": 5, "fiscalYear": year})
    shown = {one["id"] for one in answer.data}
    lines = [line for line in stack.table(TransactionLine) if str(line["GLAccount"]) in shown]
    names = ("GLAccount", "FinancialPeriod", "CostCenter", "CostUnit", "Type", "Status")
    groups = {tuple(line[name] for name in names) for line in lines if line["FinancialYear"] == year}
    assert answer.calls == 1 + max(1, math.ceil(len(groups) / 60))


async def test_who_is_connected(stack: Stack) -> None:
    user = next(iter(stack.world.users.values()))
    company = stack.world.companies[int(stack.company)]
    info = await stack.call("GET", "/user/user-info")
    last = user.full_name.partition(" ")[2]
    assert info.data == {"id": str(user.id), "account_id": stack.company, "family_name": last, "name": user.full_name}
    profile = (await stack.call("GET", "/accounting/profile")).data
    assert (profile["email"], profile["language"][:2], profile["companyId"]) == (user.email, "nl", stack.company)
    assert (profile["companyName"], profile["country"], profile["currency"]) == (company.name, "NL", "EUR")
    unsaid = await stack.call("GET", "/user/user-info", params={"companyId": ""})
    assert unsaid.data["account_id"], "without a company, the one that the user looks at"
    stranger = await stack.call("GET", "/accounting/profile", params={"companyId": "1"})
    assert (stranger.status, stranger.fields) == (400, ["companyId"])


@pytest.mark.parametrize(
    "name", ["accounts", "journals", "bankAccounts", "fiscalYears", "files", "files/documentTypes"]
)
async def test_lists_of_what_changed_since(stack: Stack, name: str) -> None:
    path = f"/accounting/{name}"
    everything = (await stack.call("GET", path)).data
    assert everything
    long_ago = await stack.call("GET", path, params={"lastModifiedAt": "2001-01-01T00:00:00Z"})
    assert long_ago.data == everything
    later = await stack.call("GET", path, params={"lastModifiedAt": "2099-01-01T00:00:00Z"})
    assert later.data == []


async def test_terms_that_count_from_the_end_of_a_month_are_told(stack: Stack) -> None:
    listed = await stack.call("GET", "/accounting/paymentTerms")
    codes = {row["Code"]: row for row in stack.table(PaymentCondition)}
    late = [code for code, row in codes.items() if row["PaymentEndOfMonths"]]
    assert late
    for code in codes:
        told = [warning for warning in listed.body["meta"]["warnings"] if f"condition {code} counts" in warning]
        assert len(told) == (code in late)
