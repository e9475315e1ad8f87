"""Rules that hold for entries of every kind: blocked things, closed periods, and what cannot be deleted once used."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    Account,
    BankEntry,
    CashEntry,
    GeneralJournalEntry,
    GLAccount,
    Journal,
    PurchaseEntry,
)
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import closing
from unibooks.sandbox.exact.state import Refused, Row

#: Each kind: the journal, the header's name for it and for its lines, and for the relation where the header has one.
KINDS: dict[type[Entity], tuple[str, str, str, str]] = {
    PurchaseEntry: ("60", "Journal", "PurchaseEntryLines", "Supplier"),
    SalesEntry: ("70", "Journal", "SalesEntryLines", "Customer"),
    BankEntry: ("20", "JournalCode", "BankEntryLines", ""),
    CashEntry: ("10", "JournalCode", "CashEntryLines", ""),
    GeneralJournalEntry: ("90", "JournalCode", "GeneralJournalEntryLines", ""),
}
DAY = datetime(2026, 11, 3)
kinds = pytest.mark.parametrize("kind", KINDS)


def used(desk: Desk) -> tuple[Row, Row]:
    """A relation and a ledger account that nothing knows yet."""
    relation = desk.post(Account, {"Name": "Nieuw B.V.", "Status": "C", "IsSupplier": True})
    gl = desk.post(GLAccount, {"Code": "5999", "Description": "Nieuw", "Type": 121})
    return desk.company[Account].rows[relation["ID"]], desk.company[GLAccount].rows[gl["ID"]]


def body(desk: Desk, kind: type[Entity], relation: Row, gl: Row, journal: str = "") -> Row:
    code, name, lines, party = KINDS[kind]
    line: dict[str, Any] = {"GLAccount": gl["ID"], "AmountFC": Decimal(10)}
    found: Row = {name: journal or code}
    if party:
        return found | {party: relation["ID"], "EntryDate": DAY, lines: [line]}
    line |= {"Account": relation["ID"], "Date": DAY}
    rest = {"GLAccount": desk.gl("2000"), "AmountFC": Decimal(-10), "Date": DAY}
    return found | {lines: [line, rest]}


@kinds
def test_what_an_entry_uses_cannot_be_deleted_until_the_entry_is(desk: Desk, kind: type[Entity]) -> None:
    relation, gl = used(desk)
    code = KINDS[kind][0]
    old = desk.company[Journal].first("Code", code)
    assert old is not None
    new = desk.post(
        Journal, {name: old[name] for name in ("Type", "GLAccount")} | {"Code": "J1", "Description": "Nieuw"}
    )
    entry = desk.post(kind, body(desk, kind, relation, gl, "J1"))
    for entity, row in ((Account, relation), (GLAccount, gl), (Journal, new)):
        with pytest.raises(Refused, match="Kan niet verwijderen"):
            desk.delete(entity, desk.company[entity].rows[row["ID"]])
    desk.delete(kind, entry)
    if kind is not PurchaseEntry:  # the document that was made for a purchase goes on naming the relation
        desk.delete(Account, relation)
    desk.delete(GLAccount, gl)
    desk.delete(Journal, desk.company[Journal].rows[new["ID"]])


@kinds
def test_a_blocked_account_relation_or_journal_takes_no_entry(desk: Desk, kind: type[Entity]) -> None:
    relation, gl = used(desk)
    party = KINDS[kind][3]
    label = {"Supplier": "Leverancier", "Customer": "Klant"}.get(party, "Relatie")
    journal = desk.company[Journal].first("Code", KINDS[kind][0])
    assert journal is not None
    for entity, row, name, said in (
        (GLAccount, gl, "IsBlocked", "Grootboekrekening"),
        (Account, relation, "Blocked", label),
        (Journal, journal, "IsBlocked", "Dagboek"),
    ):
        desk.company[entity].change(row["ID"], {name: True})
        refused = desk.refusal(kind, body(desk, kind, relation, gl))
        assert any(sentence.startswith("Geblokkeerd: ") for sentence in refused), (said, refused)
        desk.company[entity].change(row["ID"], {name: False})
    desk.post(kind, body(desk, kind, relation, gl))


@kinds
def test_a_closed_period_takes_no_entry_and_gives_none_back(desk: Desk, kind: type[Entity]) -> None:
    relation, gl = used(desk)
    entry = desk.post(kind, body(desk, kind, relation, gl))
    closing.close(desk.company, 2026, 11)
    last = desk.company.versions.last
    sentence = "Periode is afgesloten: 2026 - 11"
    assert sentence in desk.refusal(kind, body(desk, kind, relation, gl))
    with pytest.raises(Refused, match=sentence):
        desk.delete(kind, entry)
    assert desk.company.versions.last == last
