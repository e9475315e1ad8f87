"""Tables that follow from others: periods, journal statuses, balances, document types."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    Costcenter,
    DocumentType,
    FinancialPeriod,
    Journal,
    JournalStatus,
    PurchaseEntry,
    ReportingBalance,
)
from unibooks.connectors.exact.target.read import JournalStatusByFinancialPeriod
from unibooks.core.target import Entity
from unibooks.sandbox.exact import virtual
from unibooks.sandbox.exact.books import closing, ledger, virtuals
from unibooks.sandbox.exact.state import Refused, Row, Table

VIRTUALS = virtuals()


def table(desk: Desk, entity: type[Entity]) -> Table:
    return virtual.table(desk.world, desk.company, entity, VIRTUALS[entity])


@pytest.mark.parametrize(
    "entity", [DocumentType, FinancialPeriod, JournalStatus, JournalStatusByFinancialPeriod, ReportingBalance]
)
def test_every_property_is_there(shared_desk: Desk, entity: type[Entity]) -> None:
    rows = list(table(shared_desk, entity))
    assert len(rows) > 2
    assert {tuple(sorted(row)) for row in rows} == {tuple(sorted(entity.props()))}


def test_a_year_has_twelve_months(desk: Desk) -> None:
    rows = {(row["FinYear"], row["FinPeriod"]): row for row in table(desk, FinancialPeriod)}
    assert len(rows) == 36
    assert (rows[2026, 2]["StartDate"], rows[2026, 2]["EndDate"]) == (datetime(2026, 2, 1), datetime(2026, 2, 28))
    assert rows[2026, 12]["EndDate"] == datetime(2026, 12, 31)
    desk.company.financial_years.add(2028)
    later = {(row["FinYear"], row["FinPeriod"]): row for row in table(desk, FinancialPeriod)}
    assert later[2028, 2]["EndDate"] == datetime(2028, 2, 29)
    assert later[2026, 2]["ID"] == rows[2026, 2]["ID"]


def test_each_journal_is_open_or_closed_in_each_period(desk: Desk) -> None:
    rows = table(desk, JournalStatus).rows
    assert len(rows) == 36 * len(desk.company[Journal])
    row = rows["60", 11, 2026]
    assert (row["Status"], row["StatusDescription"], row["JournalType"], row["JournalTypeDescription"]) == (
        0,
        "Open",
        22,
        "Inkoop",
    )
    desk.company.closed_periods.add((2026, 11))
    assert {key for key, row in table(desk, JournalStatus).rows.items() if row["Status"] == 1} == {
        (journal["Code"], month, year)
        for journal in desk.company[Journal]
        for year, month in desk.company.closed_periods
    }


def test_a_period_may_be_closed_for_one_journal(desk: Desk) -> None:
    closing.close(desk.company, 2026, 11, "60")
    closed = {
        key for key, row in table(desk, JournalStatus).rows.items() if row["Status"] == 1 and key[1:] == (11, 2026)
    }
    assert closed == {("60", 11, 2026)}
    assert table(desk, JournalStatusByFinancialPeriod).rows == table(desk, JournalStatus).rows
    assert desk.refusal(PurchaseEntry, desk.bill(desk.line("1"))) == ("Periode is afgesloten: 2026 - 11",)
    entry = desk.book(desk.line("1"), Journal="61")
    closing.close(desk.company, 2026, 11, "61")
    with pytest.raises(Refused, match="Periode is afgesloten"):
        desk.delete(PurchaseEntry, entry)


def test_one_journal_can_be_opened_again_in_a_closed_period(desk: Desk) -> None:
    closing.close(desk.company, 2026, 11)
    closing.reopen(desk.company, 2026, 11, "60")
    assert desk.book(desk.line("1"))
    assert desk.refusal(PurchaseEntry, desk.bill(desk.line("1"), Journal="61")) == ("Periode is afgesloten: 2026 - 11",)
    assert not closing.is_closed(desk.company, 2026, 11)
    closing.close(desk.company, 2026, 11, "60")
    assert closing.is_closed(desk.company, 2026, 11)
    closing.reopen(desk.company, 2026, 11)
    assert not any(closing.is_closed(desk.company, 2026, 11, row["Code"]) for row in desk.company[Journal])


def sums(desk: Desk, **wanted: Any) -> list[Row]:
    """The balances that have these values."""
    return [row for row in table(desk, ReportingBalance) if all(row[name] == v for name, v in wanted.items())]


def test_balances_sum_up_the_ledger(shared_desk: Desk) -> None:
    totals: dict[str, Decimal] = {}
    for row in table(shared_desk, ReportingBalance):
        assert row["Amount"] == row["AmountDebit"] - row["AmountCredit"]
        assert min(row["AmountDebit"], row["AmountCredit"]) >= 0
        totals[row["GLAccountCode"]] = totals.get(row["GLAccountCode"], Decimal(0)) + row["Amount"]
    assert totals == ledger.trial_balance(shared_desk.company)
    assert sum(totals.values()) == 0


def test_balances_follow_an_entry(desk: Desk) -> None:
    desk.post(Costcenter, {"Code": "A", "Description": "Atelier"})
    same = {"ReportingYear": 2026, "ReportingPeriod": 11, "Type": 30, "Status": 20}
    assert sums(desk, GLAccountCode="5520", CostCenterCode="A") == []
    entry = desk.book(
        desk.line("100", CostCenter="A"),
        desk.line("-30", CostCenter="A"),
        desk.line("5"),
        EntryDate=datetime(2026, 11, 3),
    )
    (row,) = sums(desk, GLAccountCode="5520", CostCenterCode="A")
    expected: dict[str, Any] = same | {
        "Amount": Decimal(70),
        "AmountCredit": Decimal(30),
        "AmountDebit": Decimal(100),
        "BalanceType": "W",
        "CostCenterDescription": "Atelier",
        "CostUnitCode": None,
        "Count": 2,
        "GLAccount": desk.gl("5520"),
    }
    assert {name: row[name] for name in expected} == expected
    assert 0 < row["ID"] < 2**63
    (other,) = sums(desk, GLAccountCode="5520", CostCenterCode=None, **same)
    assert other["Amount"] == 5
    desk.book(desk.line("1", CostCenter="A"), EntryDate=datetime(2026, 11, 4))
    (grown,) = sums(desk, GLAccountCode="5520", CostCenterCode="A")
    assert (grown["ID"], grown["Amount"]) == (row["ID"], Decimal(71))
    desk.delete(PurchaseEntry, entry)
    (less,) = sums(desk, GLAccountCode="5520", CostCenterCode="A")
    assert less["Amount"] == 1


def test_document_types_say_what_may_be_done(shared_desk: Desk) -> None:
    rows = table(shared_desk, DocumentType).rows
    assert {key: rows[key]["Description"] for key in (10, 20, 55)} == {
        10: "Verkoopfactuur",
        20: "Inkoopfactuur",
        55: "Diversen",
    }
    assert {row["ID"] for row in rows.values() if row["DocumentIsCreatable"]} == {10, 20, 55}
    assert all(row["DocumentIsViewable"] for row in rows.values())


def test_keys_of_periods_differ_between_companies(shared_desk: Desk) -> None:
    keys: set[UUID] = set()
    for company in shared_desk.world.companies.values():
        keys |= set(virtual.table(shared_desk.world, company, FinancialPeriod, VIRTUALS[FinancialPeriod]).rows)
    assert len(keys) == 36 * len(shared_desk.world.companies)
