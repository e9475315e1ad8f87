"""Cost centres and cost units: the master data, and the lines that name them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Costcenter, Costunit, GLAccount, PurchaseEntryLine, TransactionLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import WRITERS
from unibooks.sandbox.exact.payload import read_values
from unibooks.sandbox.exact.state import Refused, Row

BOTH: tuple[tuple[type[Entity], str], ...] = ((Costcenter, "CostCenter"), (Costunit, "CostUnit"))
LABELS = {"CostCenter": "Kostenplaats", "CostUnit": "Kostendrager"}


def account(desk: Desk, **values: Any) -> str:
    """A new ledger account with these settings; returns its code."""
    desk.post(GLAccount, {"Code": "4999", "Description": "Proef", "Type": 121, **values})
    return "4999"


@pytest.mark.parametrize("entity", [Costcenter, Costunit])
def test_code_and_description_are_needed_and_short(shared_desk: Desk, entity: type[Entity]) -> None:
    assert shared_desk.refusal(entity, {}) == ("Verplicht: Code", "Verplicht: Omschrijving")
    long = {"Code": "123456789", "Description": "x" * 61}
    assert shared_desk.refusal(entity, long) == ("Ongeldig: Code", "Ongeldig: Omschrijving")
    row = shared_desk.post(entity, {"Code": "12345678", "Description": "x" * 60})
    assert set(row) == set(entity.props())
    assert row["EndDate"] is None
    assert shared_desk.refusal(entity, {"Code": "12345678", "Description": "x"}) == ("Gegeven bestaat reeds.",)
    assert WRITERS[entity].echoes is False


@pytest.mark.parametrize("entity", [Costcenter, Costunit])
def test_the_code_stays_whatever_is_sent(desk: Desk, entity: type[Entity]) -> None:
    row = desk.post(entity, {"Code": "A", "Description": "Oud"})
    body = {"Code": "B", "Description": "Nieuw", "EndDate": "2026-12-31"}
    desk.put(entity, row, read_values(entity, body, creating=False))
    assert (row["Code"], row["Description"], row["EndDate"]) == ("A", "Nieuw", datetime(2026, 12, 31))


def test_a_line_names_them_by_code(desk: Desk) -> None:
    desk.post(Costcenter, {"Code": "A", "Description": "Atelier"})
    desk.post(Costunit, {"Code": "B", "Description": "Beurs"})
    entry = desk.book(desk.line("100", CostCenter="A", CostUnit=" B "), desk.line("50"))
    named, plain = desk.lines(entry)
    expected = {
        "CostCenter": "A",
        "CostCenterDescription": "Atelier",
        "CostUnit": "B",
        "CostUnitDescription": "Beurs",
    }
    assert {name: named[name] for name in expected} == expected
    assert {plain[name] for name in expected} == {None}
    ledger: dict[int, Row] = {
        row["LineNumber"]: row for row in desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    }
    assert {name: ledger[1][name] for name in expected} == expected
    assert {ledger[number][name] for number in (0, 2, 9999) for name in expected} == {None}
    desk.put(PurchaseEntryLine, named, {"CostCenter": None})
    assert (named["CostCenter"], named["CostCenterDescription"], named["CostUnit"]) == (None, None, "B")


@pytest.mark.parametrize(("entity", "name"), BOTH)
def test_an_unknown_code_is_refused(shared_desk: Desk, entity: type[Entity], name: str) -> None:
    with pytest.raises(Refused, match=rf"^Ongeldige referentie: {LABELS[name]}$"):
        shared_desk.book(shared_desk.line("1", **{name: "NIEMAND"}))


@pytest.mark.parametrize(("entity", "name"), BOTH)
def test_an_ended_one_is_refused_but_stays_where_it_is(desk: Desk, entity: type[Entity], name: str) -> None:
    row = desk.post(entity, {"Code": "A", "Description": "Atelier", "EndDate": datetime(2026, 11, 22)})
    entry = desk.book(desk.line("100", **{name: "A"}))
    desk.put(entity, row, {"EndDate": datetime(2026, 11, 21)})
    with pytest.raises(Refused, match=rf"^Ongeldig: {LABELS[name]}$"):
        desk.book(desk.line("100", **{name: "A"}))
    (line,) = desk.lines(entry)
    desk.put(PurchaseEntryLine, line, {"AmountFC": Decimal(90)})
    assert (line["AmountFC"], line[name]) == (90, "A")


@pytest.mark.parametrize(("entity", "name"), BOTH)
def test_the_ledger_account_may_demand_or_forbid(desk: Desk, entity: type[Entity], name: str) -> None:
    desk.post(entity, {"Code": "A", "Description": "Atelier"})
    use = {"CostCenter": "UseCostcenter", "CostUnit": "UseCostunit"}[name]
    code = account(desk, **{use: 1})
    with pytest.raises(Refused, match=rf"^Verplicht: {LABELS[name]}$"):
        desk.book(desk.line("1", gl=code))
    entry = desk.book(desk.line("1", gl=code, **{name: "A"}))
    row = desk.company[GLAccount].first("Code", code)
    assert row is not None
    desk.put(GLAccount, row, {use: 2})
    with pytest.raises(Refused, match=rf"^Niet toegestaan: {LABELS[name]}$"):
        desk.book(desk.line("1", gl=code, **{name: "A"}))
    with pytest.raises(Refused, match=rf"^Niet toegestaan: {LABELS[name]}$"):
        desk.put(PurchaseEntryLine, desk.lines(entry)[0], {"AmountFC": Decimal(2)})
    desk.book(desk.line("1", gl=code))


@pytest.mark.parametrize(("entity", "name"), BOTH)
def test_one_that_is_used_stays(desk: Desk, entity: type[Entity], name: str) -> None:
    row = desk.post(entity, {"Code": "A", "Description": "Atelier"})
    entry = desk.book(desk.line("100", **{name: "A"}))
    with pytest.raises(Refused, match=rf"^Kan niet verwijderen: {LABELS[name]} - Gebruikt in: Boekingen$"):
        desk.delete(entity, row)
    desk.put(PurchaseEntryLine, desk.lines(entry)[0], {name: None})
    desk.delete(entity, row)
    assert row["ID"] not in desk.company[entity].rows


def test_a_ledger_account_points_at_what_there_is(desk: Desk) -> None:
    faulty = {"Code": "4999", "Description": "x", "Costcenter": "Q", "Costunit": "Q", "UseCostcenter": 3}
    assert desk.refusal(GLAccount, faulty) == (
        "Ongeldige referentie: Kostenplaats",
        "Ongeldige referentie: Kostendrager",
        "Ongeldig: Kostenplaats",
    )
    row = desk.post(Costcenter, {"Code": "A", "Description": "Atelier"})
    account(desk, Costcenter="A")
    found = desk.company[GLAccount].first("Code", "4999")
    assert found is not None
    assert (found["Costcenter"], found["CostcenterDescription"], found["Costunit"]) == ("A", "Atelier", None)
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Kostenplaats - Gebruikt in: Grootboekrekening$"):
        desk.delete(Costcenter, row)
