"""Lists of open items, results, opening balances and entries, held against the ledger that they are worked out of."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from tests.sandbox.books.desk import Desk, new_desk
from tests.sandbox.seeded import DIVISION
from tests.sandbox.seeded import desk as behind
from tests.sandbox.small_exact import Client

from unibooks.connectors.exact.target import (
    GLAccount,
    PayablesListRow,
    PurchaseEntry,
    ReceivablesListRow,
    ReportingBalance,
    TransactionLine,
    openingbalance,
    read,
)
from unibooks.connectors.exact.target.financial import GLAccountClassificationMapping
from unibooks.connectors.exact.target.financialtransaction import Transaction
from unibooks.core.target import Entity
from unibooks.sandbox.exact import functions, virtual
from unibooks.sandbox.exact.books import matching, virtuals
from unibooks.sandbox.exact.books.reads.ages import group_of
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.state import Row, Table

VIRTUALS = virtuals()
TODAY = datetime(2026, 11, 22)
D = Decimal


def rows(desk: Desk, entity: type[Entity], **given: Any) -> list[Row]:
    """What a resource shows."""

    def table(each: type[Entity]) -> Table:
        derived = VIRTUALS.get(each)
        if isinstance(derived, Function):
            return functions.table(derived, each, Asked(desk.world, desk.company, table, given))
        return virtual.table(desk.world, desk.company, each, derived) if derived else desk.company[each]

    found = list(table(entity))
    assert all(set(row) == set(entity.props()) for row in found)
    return found


def ledger(desk: Desk, kind: int) -> list[Row]:
    """The lines of ledger accounts of a type."""
    accounts = {row["ID"] for row in desk.company[GLAccount].where("Type", kind)}
    return [line for line in desk.company[TransactionLine] if line["GLAccount"] in accounts]


def added(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, D(0))


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The seeded books, only read."""
    return new_desk()


@pytest.mark.parametrize(
    ("days", "group"), [(-5, 1), (0, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (900, 4)]
)
def test_age_groups_end_on_days_30_60_and_90(days: int, group: int) -> None:
    assert group_of(TODAY - timedelta(days=days), TODAY) == group


SIDES = [
    (read.AgingReceivablesList, read.AgingReceivablesListByAgeGroup, ReceivablesListRow, 20, 1),
    (read.AgingPayablesList, read.AgingPayablesListByAgeGroup, PayablesListRow, 22, -1),
]


@pytest.mark.parametrize(("aging", "by_group", "listed", "kind", "sign"), SIDES)
def test_ages_sum_to_what_stands_on_the_control_accounts(
    desk: Desk, aging: type[Entity], by_group: type[Entity], listed: type[Entity], kind: int, sign: int
) -> None:
    found = rows(desk, aging)
    relations: dict[uuid.UUID, Decimal] = {}
    for line in ledger(desk, kind):
        if line["Account"] is not None:
            relations[line["Account"]] = relations.get(line["Account"], D(0)) + sign * line["AmountDC"]
    assert {row["AccountId"]: row["TotalAmount"] for row in found if row["TotalAmount"]} == {
        account: amount for account, amount in relations.items() if amount
    }
    for row in found:
        assert added(row[f"AgeGroup{n}Amount"] for n in (1, 2, 3, 4)) == row["TotalAmount"]
        assert [row[f"AgeGroup{n}Description"] for n in (1, 2, 3, 4)] == ["<= 30", "31 - 60", "61 - 90", "> 90"]
    assert len({row["AccountId"] for row in found}) == len(found) > 3
    # each relation of an age group has an item of that age
    items = rows(desk, listed)
    for group in (1, 2, 3, 4):
        mine = {row["AccountId"] for row in items if group_of(row["InvoiceDate"], TODAY) == group}
        assert {row["AccountId"] for row in rows(desk, by_group, ageGroup=group)} == mine
    assert rows(desk, by_group, ageGroup=5) == []


def test_the_overview_is_the_sum_of_both_lists(desk: Desk) -> None:
    both = {name: rows(desk, aging) for name, (aging, *_) in zip(("Receivable", "Payable"), SIDES, strict=True)}
    overview = rows(desk, read.AgingOverview)
    assert [row["AgeGroup"] for row in overview] == [1, 2, 3, 4]
    for row in overview:
        for name, found in both.items():
            assert row[f"Amount{name}"] == added(each[f"AgeGroup{row['AgeGroup']}Amount"] for each in found)
    one = both["Receivable"][0]
    mine = rows(desk, read.AgingOverviewByAccount, accountId=one["AccountId"])
    assert [row["AmountReceivable"] for row in mine] == [one[f"AgeGroup{n}Amount"] for n in (1, 2, 3, 4)]
    nobody = rows(desk, read.AgingOverviewByAccount, accountId=uuid.UUID(int=5))
    assert [(row["AmountPayable"], row["AmountReceivable"]) for row in nobody] == [(0, 0)] * 4


@pytest.mark.parametrize(
    ("whole", "by_account", "by_group", "by_both"),
    [
        (
            ReceivablesListRow,
            read.ReceivablesListByAccount,
            read.ReceivablesListByAgeGroup,
            read.ReceivablesListByAccountAndAgeGroup,
        ),
        (
            PayablesListRow,
            read.PayablesListByAccount,
            read.PayablesListByAgeGroup,
            read.PayablesListByAccountAndAgeGroup,
        ),
    ],
)
def test_parts_of_a_list_make_up_the_whole(
    desk: Desk, whole: type[Entity], by_account: type[Entity], by_group: type[Entity], by_both: type[Entity]
) -> None:
    everything = {row["HID"]: row for row in rows(desk, whole)}
    accounts = {row["AccountId"] for row in everything.values()}
    parts = [row for account in accounts for row in rows(desk, by_account, accountId=account)]
    assert {row["HID"]: row for row in parts} == everything
    parts = [row for group in (1, 2, 3, 4) for row in rows(desk, by_group, ageGroup=group)]
    assert {row["HID"]: row for row in parts} == everything
    parts = [row for a in accounts for n in (1, 2, 3, 4) for row in rows(desk, by_both, accountId=a, ageGroup=n)]
    assert {row["HID"]: row for row in parts} == everything
    assert len(parts) == len(everything)


def test_outstanding_invoices_are_counted_and_told_from_late_ones() -> None:
    desk = new_desk()
    (before,) = rows(desk, read.OutstandingInvoicesOverview)
    desk.book(desk.line("100"), EntryDate=TODAY, DueDate=TODAY)
    late = desk.book(desk.line("200"), EntryDate=TODAY - timedelta(days=3), DueDate=TODAY - timedelta(days=1))
    (after,) = rows(desk, read.OutstandingInvoicesOverview)
    change = {
        name: after[name] - before[name] for name in after if name != "CurrencyCode" and after[name] != before[name]
    }
    assert change == {
        "OutstandingPayableInvoiceAmount": D("363.00"),
        "OutstandingPayableInvoiceCount": 2,
        "OverduePayableInvoiceAmount": D("242.00"),
        "OverduePayableInvoiceCount": 1,
    }
    desk.delete(PurchaseEntry, late)
    (gone,) = rows(desk, read.OutstandingInvoicesOverview)
    assert gone["OverduePayableInvoiceCount"] == before["OverduePayableInvoiceCount"]


def test_a_payment_takes_an_item_off_the_lists() -> None:
    from tests.sandbox.books.payments import control, pay

    desk = new_desk()
    supplier = desk.relation("Van Dalen Transport B.V.")
    line = control(desk, desk.book(desk.line("100")))
    before = rows(desk, read.PayablesListByAccount, accountId=supplier["ID"])
    paid = pay(desk, "121", supplier)
    matching.match(desk.write, {line["ID"]: None, paid["ID"]: None})
    after = rows(desk, read.PayablesListByAccount, accountId=supplier["ID"])
    assert len(after) == len(before) - 1


def test_revenue_is_what_stands_on_accounts_of_revenue(desk: Desk) -> None:
    lines = ledger(desk, 110)
    expected: dict[tuple[int, int], Decimal] = {}
    for line in lines:
        at = line["FinancialYear"], line["FinancialPeriod"]
        expected[at] = expected.get(at, D(0)) - line["AmountDC"]
    shown = {(row["Year"], row["Period"]): row["Amount"] for row in rows(desk, read.RevenueList)}
    assert shown == expected
    year = {(row["Year"], row["Period"]): row["Amount"] for row in rows(desk, read.RevenueListByYear, year=2026)}
    assert year == {at: amount for at, amount in expected.items() if at[0] == 2026}
    assert len(year) > 6
    entered = rows(desk, read.RevenueListByYearAndStatus, year=2026, afterEntry=True)
    assert {(row["Year"], row["Period"]): row["Amount"] for row in entered} == year
    processed = rows(desk, read.RevenueListByYearAndStatus, year=2026, afterEntry=False)
    alone = [line for line in lines if line["Status"] == 50 and line["FinancialYear"] == 2026]
    assert added(row["Amount"] for row in processed) == -added(line["AmountDC"] for line in alone)


def test_the_result_is_revenue_less_costs_for_year_and_period(desk: Desk) -> None:
    (row,) = rows(desk, read.ProfitLossOverview)
    assert (row["CurrentYear"], row["CurrentPeriod"], row["PreviousYear"], row["PreviousYearPeriod"]) == (
        2026,
        11,
        2025,
        11,
    )
    sheet = {account["ID"]: account["BalanceType"] for account in desk.company[GLAccount]}
    for name, year, period in (
        ("CurrentYear", 2026, None),
        ("CurrentPeriod", 2026, 11),
        ("PreviousYear", 2025, None),
        ("PreviousYearPeriod", 2025, 11),
    ):
        assert row[f"Result{name}"] == row[f"Revenue{name}"] - row[f"Costs{name}"]
        booked = [
            line["AmountDC"]
            for line in desk.company[TransactionLine]
            if sheet[line["GLAccount"]] == "W"
            and line["FinancialYear"] == year
            and period in (None, line["FinancialPeriod"])
        ]
        assert row[f"Result{name}"] == -added(booked)
    by_year = rows(desk, read.RevenueListByYear, year=2026)
    assert row["RevenueCurrentYear"] == added(each["Amount"] for each in by_year) > 0


def test_balances_are_shown_under_the_classification_of_the_scheme() -> None:
    desk = new_desk()
    scheme, other = uuid.UUID(int=1), uuid.UUID(int=2)
    table = desk.company[GLAccountClassificationMapping]
    accounts = [row for row in desk.company[GLAccount] if row["Type"] == 110]
    for number, account in enumerate(accounts):
        for n, each in enumerate((scheme, other)):
            mapping = {"ID": uuid.UUID(int=100 + 2 * number + n), "GLAccount": account["ID"], "GLSchemeID": each}
            table.add(table.blank() | mapping | {"ClassificationCode": f"W{n}", "ClassificationDescription": "Omzet"})
    found = rows(desk, read.ReportingBalanceByClassification, glScheme=scheme, reportingYear=2026)
    assert {row["ClassificationCode"] for row in found} == {"W0"}
    assert {row["GLScheme"] for row in found} == {scheme}
    assert len({row["ID"] for row in found}) == len(found) > 5
    assert -added(row["Amount"] for row in found) == added(
        row["Amount"] for row in rows(desk, read.RevenueListByYear, year=2026)
    )
    nothing = rows(desk, read.ReportingBalanceByClassification, glScheme=uuid.UUID(int=9), reportingYear=2026)
    assert nothing == []


@pytest.mark.parametrize(
    ("entity", "year", "processed"),
    [
        (openingbalance.CurrentYearAfterEntry, 2026, False),
        (openingbalance.CurrentYearProcessed, 2026, True),
        (openingbalance.PreviousYearAfterEntry, 2025, False),
        (openingbalance.PreviousYearProcessed, 2025, True),
    ],
)
def test_a_year_opens_with_what_was_booked_before(desk: Desk, entity: type[Entity], year: int, processed: bool) -> None:
    found = rows(desk, entity)
    assert {row["ReportingYear"] for row in found} == {year}
    signed = {row["GLAccountCode"]: row["Amount"] * (-1 if row["BalanceSide"] == "C" else 1) for row in found}
    lines = [
        line
        for line in desk.company[TransactionLine]
        if (line["FinancialYear"] < year or (line["FinancialYear"], line["Type"]) == (year, 10))
        and (line["Status"] == 50 or not processed)
    ]
    expected: dict[str, Decimal] = {}
    for line in lines:
        expected[line["GLAccountCode"]] = expected.get(line["GLAccountCode"], D(0)) + line["AmountDC"]
    sheet = {row["Code"] for row in desk.company[GLAccount] if row["BalanceType"] == "B"}
    assert {code: amount for code, amount in signed.items() if code != "0750"} == {
        code: amount for code, amount in expected.items() if code in sheet and amount and code != "0750"
    }
    assert added(signed.values()) == 0
    assert len(found) > 5


def test_entries_show_what_their_lines_share(desk: Desk) -> None:
    found = rows(desk, Transaction)
    lines = desk.company[TransactionLine]
    assert {row["EntryID"] for row in found} == {line["EntryID"] for line in lines}
    for row in found:
        mine = lines.where("EntryID", row["EntryID"])
        for name in ("EntryNumber", "JournalCode", "FinancialYear", "Status"):
            assert {line[name] for line in mine} == {row[name]}
        assert row["Modified"] == max(line["Modified"] for line in mine)
    bill = next(iter(desk.company[PurchaseEntry]))
    shown = next(row for row in found if row["EntryID"] == bill["EntryID"])
    for name in ("Description", "Document", "EntryNumber"):
        assert shown[name] == bill[name]
    assert shown["PaymentConditionCode"] == bill["PaymentCondition"]
    assert (shown["TypeDescription"], shown["Type"]) == ("Inkoopboeking", 30)
    balances = rows(desk, ReportingBalance)
    assert sum(row["Count"] for row in balances) == len(lines)


# --- on the wire


async def test_entries_open_to_their_lines(seeded: Client) -> None:
    path = "financialtransaction/Transactions?$top=1&$expand=TransactionLines&$orderby=Modified%20desc"
    (entry,) = (await seeded.api(path, company=DIVISION)).json["d"]["results"]
    assert entry["__metadata"]["type"] == "Exact.Web.Api.Models.Financial.Transaction"
    lines = entry["TransactionLines"]["results"]
    assert round(sum(line["AmountDC"] for line in lines), 2) == 0
    below = await seeded.api(
        f"financialtransaction/Transactions(guid'{entry['EntryID']}')/TransactionLines", company=DIVISION
    )
    assert below.json["d"]["results"] == lines


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("AgingOverviewByAccount", {"accountId": "guid'{account}'"}),
        ("AgingPayablesListByAgeGroup", {"ageGroup": "1"}),
        ("AgingReceivablesListByAgeGroup", {"ageGroup": "1"}),
        ("PayablesListByAccount", {"accountId": "guid'{account}'"}),
        ("PayablesListByAgeGroup", {"ageGroup": "1"}),
        ("PayablesListByAccountAndAgeGroup", {"accountId": "guid'{account}'", "ageGroup": "1"}),
        ("ReceivablesListByAccount", {"accountId": "guid'{account}'"}),
        ("ReceivablesListByAgeGroup", {"ageGroup": "1"}),
        ("ReceivablesListByAccountAndAgeGroup", {"accountId": "guid'{account}'", "ageGroup": "1"}),
        ("RevenueListByYear", {"year": "2026"}),
        ("RevenueListByYearAndStatus", {"year": "2026", "afterEntry": "true"}),
        ("ReportingBalanceByClassification", {"glScheme": "guid'{account}'", "reportingYear": "2026"}),
    ],
)
async def test_functions_take_all_their_parameters(seeded: Client, path: str, parameters: dict[str, str]) -> None:
    account = behind(seeded).relation("Van Dalen Transport B.V.")["ID"]
    given = {name: quote(text.format(account=account)) for name, text in parameters.items()}
    address = f"read/financial/{path}"

    async def status(query: dict[str, str]) -> int:
        text = "&".join(f"{name}={value}" for name, value in query.items())
        reply = await seeded.api(f"{address}?{text}", company=DIVISION)
        if reply.status == 400:
            assert reply.json["error"]["message"]["value"] == "Bad Request - Error in query syntax."
        return reply.status

    assert await status(given) == 200
    for name in parameters:
        assert await status({n: value for n, value in given.items() if n != name}) == 400
        assert await status(given | {name: "'x'"}) == 400


async def test_a_function_keeps_its_parameters_from_page_to_page(seeded: Client) -> None:
    there = behind(seeded)
    for _ in range(65):
        there.book(there.line("1"))
    account = there.relation("Van Dalen Transport B.V.")["ID"]
    query = f"?accountId=guid'{account}'&$select=HID"
    found = (await seeded.api(f"read/financial/PayablesListByAccount{query}", company=DIVISION)).json["d"]
    assert len(found["results"]) == 60
    assert f"PayablesListByAccount?accountId=guid'{account}'&$select=HID&$skiptoken=" in found["__next"]
    rest = (await seeded.get(found["__next"])).json["d"]["results"]
    assert len(rest) >= 5
    count = await seeded.api(f"read/financial/PayablesListByAccount/$count?accountId=guid'{account}'", company=DIVISION)
    assert int(count.body) == 60 + len(rest)
