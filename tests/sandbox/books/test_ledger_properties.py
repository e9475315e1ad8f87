"""Whatever is booked, changed or removed: each entry and the trial balance sum to zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import PurchaseEntry, PurchaseEntryLine, TransactionLine
from unibooks.sandbox.exact.books import ledger
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.state import Refused

AMOUNTS = st.decimals(min_value=-99_999, max_value=99_999, places=3, allow_nan=False, allow_infinity=False)
CODES = st.sampled_from(["0", "1", "2", "3", "4", "5", "9", "10", "12", "15", "20", None])
LINES = st.lists(st.tuples(AMOUNTS, CODES), min_size=1, max_size=6)
RATES = st.decimals(min_value="0.01", max_value=9, places=4)


def check(desk: Desk, entry: dict[str, object]) -> None:
    rows = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert sum(row["AmountDC"] for row in rows) == 0
    assert sum(row["AmountFC"] for row in rows) == 0
    assert rows[0]["AmountFC"] == -entry["AmountFC"]  # type: ignore[operator]
    assert sum(ledger.trial_balance(desk.company).values()) == 0


@settings(max_examples=60, deadline=None)
@given(lines=LINES, extra=st.tuples(AMOUNTS, CODES), rate=st.none() | RATES)
def test_entries_balance_through_every_change(
    shared_desk: Desk, lines: list[tuple[Decimal, str | None]], extra: tuple[Decimal, str | None], rate: Decimal | None
) -> None:
    desk = shared_desk
    foreign = {} if rate is None else {"Journal": "61", "Currency": "GBP", "Rate": rate}
    entry = desk.book(*(desk.line(str(amount), code) for amount, code in lines), **foreign)
    check(desk, entry)
    added = desk.post(PurchaseEntryLine, desk.line(str(extra[0]), extra[1], EntryID=entry["EntryID"]))
    check(desk, entry)
    desk.put(PurchaseEntryLine, added, {"AmountFC": -extra[0], "VATCode": "4"})
    check(desk, entry)
    desk.delete(PurchaseEntryLine, added)
    check(desk, entry)
    desk.delete(PurchaseEntry, entry)
    assert sum(ledger.trial_balance(desk.company).values()) == 0


def test_an_entry_out_of_balance_never_reaches_the_ledger(desk: Desk) -> None:
    entry = desk.book(desk.line("10"))
    row = desk.company[TransactionLine].where("EntryID", entry["EntryID"])[0]
    shared = {name: row[name] for name in ("EntryID", "Type", "Currency", "FinancialYear", "FinancialPeriod")}
    account = {"ID": row["GLAccount"], "Code": "1600", "Description": ""}
    wrong = [
        Posting(number=0, account=account, fc=Decimal("-1000.00"), dc=Decimal("-1000.00")),
        Posting(number=1, account=account, fc=Decimal("2000.00"), dc=Decimal("2000.00")),
    ]
    with pytest.raises(Refused) as caught:
        ledger.book(desk.write, shared, wrong)
    assert caught.value.messages == (
        "De boeking is niet in evenwicht op: 2026 / 11 (Type: Inkoopboeking) - Verschil: EUR 1.000,00",
    )
    assert len(desk.ledger(entry)) == 3
