"""General journal entries: signs, periods, VAT where the journal allows it, and what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    Journal,
    TransactionLine,
)
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
DAY = datetime(2026, 11, 5)


def line(desk: Desk, amount: str, gl: str, **more: Any) -> Row:
    return {"GLAccount": desk.gl(gl), "AmountFC": D(amount), "Date": DAY, **more}


def memo(*lines: Row, **more: Any) -> Row:
    return {"JournalCode": "90", "GeneralJournalEntryLines": list(lines), **more}


def pair(desk: Desk, amount: str = "100", **more: Any) -> tuple[Row, Row]:
    return line(desk, amount, "4000", **more), line(desk, "-" + amount, "2100", **more)


def allow(desk: Desk, **flags: bool) -> None:
    journal = desk.company[Journal].first("Code", "90")
    assert journal is not None
    desk.company[Journal].change(journal["ID"], flags)


def test_an_entry_is_booked_as_its_lines_say(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.post(GeneralJournalEntry, memo(*pair(desk, Description="Lonen")))
    expected: dict[str, Any] = {
        "JournalDescription": "Memoriaal",
        "Currency": "EUR",
        "ExchangeRate": 1,
        "FinancialYear": 2026,
        "FinancialPeriod": 11,
        "Status": 20,
        "Type": 90,
        "TypeDescription": "Overig",
        "Reversal": False,
    }
    assert {name: entry[name] for name in expected} == expected
    assert str(entry["EntryNumber"]).startswith("2690")
    assert desk.ledger(entry) == [(1, "4000", D("100.00")), (2, "2100", D("-100.00"))]
    rows = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert {(row["Type"], row["OffsetID"], row["Description"]) for row in rows} == {(90, None, "Lonen")}


def test_each_period_has_to_balance_for_itself(shared_desk: Desk) -> None:
    debit, credit = pair(shared_desk, "1000")
    october = credit | {"Date": datetime(2026, 10, 30)}
    english = shared_desk.speaking("en-GB")
    sentence = "This entry is not balanced on: 2026 / 11 (Type: Other) - Difference: EUR 1.000,00"
    assert english.refusal(GeneralJournalEntry, memo(debit)) == (sentence,)
    assert english.refusal(GeneralJournalEntry, memo(debit, october)) == (sentence,)
    entry = shared_desk.post(GeneralJournalEntry, memo(debit, october, FinancialYear=2026, FinancialPeriod=11))
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert {row["FinancialPeriod"] for row in rows} == {11}
    both = memo(debit, credit, october, debit | {"Date": datetime(2026, 10, 1)})
    rows = shared_desk.company[TransactionLine].where("EntryID", shared_desk.post(GeneralJournalEntry, both)["EntryID"])
    assert [row["FinancialPeriod"] for row in rows] == [11, 11, 10, 10]


def test_a_line_in_a_closed_period(shared_desk: Desk) -> None:
    old = pair(shared_desk, Date=datetime(2025, 11, 30))
    assert shared_desk.refusal(GeneralJournalEntry, memo(*pair(shared_desk), *old)) == (
        "Periode is afgesloten: 2025 - 11",
    )


def test_vat_needs_a_journal_that_allows_it(desk: Desk) -> None:
    lines = (line(desk, "100", "5520", VATCode="2"), line(desk, "-121", "1295"))
    assert desk.refusal(GeneralJournalEntry, memo(*lines)) == ("Niet toegestaan: Btw-code",)
    bare = (line(desk, "100", "5520", AmountVATFC=D("21")), line(desk, "-121", "1295"))
    assert "Niet toegestaan: Btw-code" in desk.refusal(GeneralJournalEntry, memo(*bare))
    allow(desk, AllowVAT=True)
    assert "Verplicht: Btw-code" in desk.refusal(GeneralJournalEntry, memo(*bare))
    entry = desk.post(GeneralJournalEntry, memo(*lines))
    assert desk.ledger(entry) == [
        (1, "5520", D("100.00")),
        (2, "1295", D("-121.00")),
        (9999, "1520", D("21.00")),
    ]
    inside = desk.post(GeneralJournalEntry, memo(line(desk, "-121", "8000", VATCode="4"), line(desk, "121", "1295")))
    assert desk.ledger(inside) == [
        (1, "8000", D("-100.00")),
        (2, "1295", D("121.00")),
        (9999, "1500", D("-21.00")),
    ]
    rows = desk.company[GeneralJournalEntryLine].where("EntryID", inside["EntryID"])
    assert [(row["AmountVATFC"], row["VATBaseAmountFC"], row["VATType"]) for row in rows] == [
        (D("-21.00"), D("-100.00"), "V"),
        (D("0.00"), D("0.00"), None),
    ]


def test_lines_without_amounts_are_zero_and_may_be_added(shared_desk: Desk) -> None:
    """AmountDC cannot be written, so lines that have nothing else are lines of zero."""
    body = memo({"GLAccount": shared_desk.gl("4000"), "Description": "Regel 1"})
    entry = shared_desk.post(GeneralJournalEntry, body)
    added = shared_desk.post(
        GeneralJournalEntryLine, {"EntryID": entry["EntryID"], "GLAccount": shared_desk.gl("2100")}
    )
    assert added["LineNumber"] == 2
    assert [amount for _, _, amount in shared_desk.ledger(entry)] == [0, 0]


def test_a_line_must_keep_the_balance(shared_desk: Desk) -> None:
    entry = shared_desk.post(GeneralJournalEntry, memo(*pair(shared_desk)))
    before = shared_desk.ledger(entry)
    body = line(shared_desk, "0.01", "4000", EntryID=entry["EntryID"])
    assert shared_desk.refusal(GeneralJournalEntryLine, body) == (
        "De boeking is niet in evenwicht op: 2026 / 11 (Type: Overig) - Verschil: EUR 0,01",
    )
    assert shared_desk.ledger(entry) == before
    assert len(shared_desk.company[GeneralJournalEntryLine].where("EntryID", entry["EntryID"])) == 2


def test_cents_left_over_by_converting_go_to_the_largest_line(desk: Desk) -> None:
    allow(desk, AllowVariableCurrency=True, AllowVariableExchangeRate=True)
    lines = [line(desk, "0.05", "4000"), line(desk, "0.05", "4000"), line(desk, "-0.10", "2100")]
    entry = desk.post(GeneralJournalEntry, memo(*lines, Currency="USD", ExchangeRate=D("0.9")))
    assert [amount for _, _, amount in desk.ledger(entry)] == [D("0.05"), D("0.05"), D("-0.10")]


def test_an_open_entry_can_be_deleted_a_processed_one_not(desk: Desk) -> None:
    entry = desk.post(GeneralJournalEntry, memo(*pair(desk)))
    other = desk.post(GeneralJournalEntry, memo(*pair(desk)))
    desk.delete(GeneralJournalEntry, entry)
    assert not desk.ledger(entry)
    assert not desk.company[GeneralJournalEntryLine].where("EntryID", entry["EntryID"])
    desk.company[GeneralJournalEntry].change(other["EntryID"], {"Status": 50})
    with pytest.raises(Refused, match="Reeds verwerkt: Boekstuknummer"):
        desk.delete(GeneralJournalEntry, other)


def test_an_entry_with_a_line_in_a_closed_period_stays(desk: Desk) -> None:
    october = pair(desk, "7", Date=datetime(2026, 10, 2))
    entry = desk.post(GeneralJournalEntry, memo(*pair(desk), *october))
    desk.company.closed_periods.add((2026, 10))
    with pytest.raises(Refused, match="Periode is afgesloten: 2026 - 10"):
        desk.delete(GeneralJournalEntry, entry)
    zero = line(desk, "0", "4000", EntryID=entry["EntryID"])
    assert desk.refusal(GeneralJournalEntryLine, zero) == ("Periode is afgesloten: 2026 - 10",)


@pytest.mark.parametrize(
    ("sentence", "header", "more"),
    [
        ("Verplicht: Dagboek", {"JournalCode": ""}, {}),
        ("Ongeldig: Dagboek", {"JournalCode": "70"}, {}),
        ("Ongeldige referentie: Journals", {"JournalCode": "99"}, {}),
        ("Verplicht: Regels", {"GeneralJournalEntryLines": []}, {}),
        ("Niet toegestaan: Valuta", {"Currency": "USD"}, {}),
        ("Niet toegestaan: Wisselkoers", {"ExchangeRate": D("1.2")}, {}),
        ("Onbekend: Boekjaar (Periode - datumtabel)", {"FinancialYear": 1999}, {}),
        ("Ongeldig: Periode", {"FinancialPeriod": 14}, {}),
        ("Niet toegestaan: Btw-code", {}, {"VATCode": "0"}),
        ("Niet toegestaan: Btw-code", {}, {"VATCode": ""}),
        ("Ongeldige referentie: Tegenregel", {}, {"OffsetID": uuid4()}),
        ("Ongeldige referentie: Relatie", {}, {"Account": uuid4()}),
        ("Ongeldige referentie: Document", {}, {"Document": uuid4()}),
        ("Ongeldige referentie: Kostenplaats", {}, {"CostCenter": "NOPE"}),
        ("Verplicht: Grootboekrekening", {}, {"GLAccount": None}),
        ("Ongeldig: Bedrag", {}, {"AmountFC": D("1e14")}),
    ],
)
def test_refusals(shared_desk: Desk, sentence: str, header: Row, more: Row) -> None:
    debit, credit = pair(shared_desk)
    assert shared_desk.refusal(GeneralJournalEntry, memo(debit | more, credit) | header) == (sentence,)
