"""Numbers and rates of entries."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    BankEntry,
    GeneralJournalEntry,
    Journal,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.financial import ExchangeRate
from unibooks.sandbox.exact.books import entry_rules
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Row

D = Decimal


def number(desk: Desk, *taken: int, journal: str = "60", sent: int | None = None) -> int | None:
    faults = Faults(desk.write.user)
    found = entry_rules.entry_number([{"EntryNumber": number} for number in taken], journal, 2026, sent, faults)
    return None if list(faults) else found


@pytest.mark.parametrize(
    ("taken", "journal", "expected"),
    [
        ((), "60", 26600001),
        # a gap stays, other years and journals do not count
        ((26600001, 26600007, 25600009, 26610004), "60", 26600008),
        ((26609999,), "60", 26610000),
        ((26609999, 26610000), "60", 26610001),
        ((), "700", 267000001),
        ((), "7000", 26000001),
        ((), "IN", 26000001),
    ],
)
def test_a_number_goes_on_from_the_highest_of_its_journal_and_year(
    shared_desk: Desk, taken: tuple[int, ...], journal: str, expected: int
) -> None:
    assert number(shared_desk, *taken, journal=journal) == expected < 2**31


def test_a_number_that_is_sent_has_to_be_free(shared_desk: Desk) -> None:
    assert number(shared_desk, 26600001, sent=5) == 5
    assert number(shared_desk, 5, sent=5) is None
    assert number(shared_desk, sent=0) is None


def test_the_gap_of_a_deleted_entry_stays(desk: Desk) -> None:
    first, second = (desk.book(desk.line("10")) for _ in range(2))
    desk.delete(PurchaseEntry, first)
    third = desk.book(desk.line("10"))
    assert third["EntryNumber"] == second["EntryNumber"] + 1


def rates(desk: Desk) -> None:
    for day, rate in ((datetime(2026, 5, 1), "0.8"), (datetime(2026, 5, 20), "0.7")):
        desk.post(ExchangeRate, {"SourceCurrency": "SEK", "Rate": D(rate), "StartDate": day})
    body = {"Code": "21", "Description": "Bank", "Type": 12, "GLAccount": desk.gl("1110")}
    desk.post(Journal, body | {"AllowVariableCurrency": True, "AllowVariableExchangeRate": True})
    desk.post(Journal, {"Code": "97", "Description": "Memo", "Type": 90, "AllowVariableCurrency": True})


def line(desk: Desk, amount: str, day: datetime, **more: object) -> Row:
    return {"GLAccount": desk.gl("2000"), "AmountFC": D(amount), "Date": day, **more}


def test_an_entry_without_a_rate_takes_that_of_its_day(desk: Desk) -> None:
    rates(desk)
    early, late = datetime(2026, 5, 19), datetime(2026, 5, 20)
    bill = desk.book(desk.line("100", vat="0"), Journal="61", Currency="SEK", EntryDate=early)
    assert (bill["Rate"], bill["AmountDC"]) == (D("0.8"), D(80))
    lines = [line(desk, "10", early), line(desk, "10", late), line(desk, "10", late, ExchangeRate=D("0.5"))]
    bank = desk.post(BankEntry, {"JournalCode": "21", "Currency": "SEK", "BankEntryLines": lines})
    booked = [row["AmountDC"] for row in desk.company[TransactionLine].where("EntryID", bank["EntryID"])]
    assert booked == [D(8), D(-8), D(7), D(-7), D(5), D(-5)]
    memo = {"JournalCode": "97", "Currency": "SEK"}
    lines = [line(desk, "10", late), line(desk, "-10", late)]
    entry = desk.post(GeneralJournalEntry, memo | {"GeneralJournalEntryLines": lines})
    assert entry["ExchangeRate"] == D("0.7")


def test_a_currency_without_any_rate_needs_one_sent(desk: Desk) -> None:
    rates(desk)
    day = datetime(2026, 4, 30)
    missing = ("Verplicht: Wisselkoers",)
    body = desk.bill(desk.line("100"), Journal="61", Currency="SEK", EntryDate=day)
    assert desk.refusal(PurchaseEntry, body) == missing
    lines = [line(desk, "10", day)]
    assert desk.refusal(BankEntry, {"JournalCode": "21", "Currency": "SEK", "BankEntryLines": lines}) == missing
    lines = [line(desk, "10", day), line(desk, "-10", day)]
    body = {"JournalCode": "97", "Currency": "SEK", "GeneralJournalEntryLines": lines}
    assert desk.refusal(GeneralJournalEntry, body) == missing


def test_a_new_rate_leaves_what_is_booked(desk: Desk) -> None:
    rates(desk)
    bill = desk.book(desk.line("100", vat="0"), Journal="61", Currency="SEK", EntryDate=datetime(2026, 5, 2))
    desk.post(ExchangeRate, {"SourceCurrency": "SEK", "Rate": D("0.6"), "StartDate": datetime(2026, 5, 2)})
    desk.post(PurchaseEntryLine, desk.line("100", vat="0", EntryID=bill["EntryID"]))
    assert desk.company[PurchaseEntry].rows[bill["EntryID"]]["AmountDC"] == D(160)
