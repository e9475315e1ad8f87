"""What a match leaves over is booked, and goes with the match."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from tests.sandbox.books.controls import entries_balance, open_items_agree
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.payments import control, pay

from unibooks.connectors.exact.target import (
    BankEntry,
    GeneralJournalEntry,
    Journal,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.sandbox.exact.books import closing, differences, matching
from unibooks.sandbox.exact.books.differences import EXCHANGE_RATES, WriteOff
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
SUPPLIER = "Van Dalen Transport B.V."


def booked(desk: Desk) -> list[Row]:
    return [row for row in desk.company[TransactionLine] if row["Type"] in {82, 83}]


def amounts(desk: Desk) -> list[tuple[int, str, D, D, str]]:
    names = ("Type", "GLAccountCode", "AmountDC", "AmountFC", "Currency")
    return [tuple(row[name] for name in names) for row in booked(desk)]


def dollars(desk: Desk, bill: str, paid: str, rate: str) -> tuple[Row, Row]:
    """The control lines of a bill at 0.90 and of a payment at another rate."""
    body = {"Code": "21", "Description": "Bank", "Type": 12, "GLAccount": desk.gl("1110"), "Currency": "USD"}
    desk.post(Journal, body | {"AllowVariableCurrency": True, "AllowVariableExchangeRate": True})
    entry = desk.book(desk.line(bill, vat="0"), Journal="61", Currency="USD", Rate=D("0.9"))
    line = {
        "GLAccount": desk.gl("1600"),
        "Account": entry["Supplier"],
        "AmountFC": -D(paid),
        "ExchangeRate": D(rate),
        "Date": datetime(2026, 11, 20),
    }
    payment = desk.post(BankEntry, {"JournalCode": "21", "BankEntryLines": [line]})
    return control(desk, entry), desk.company[TransactionLine].where("EntryID", payment["EntryID"])[1]


def left(desk: Desk, *lines: Row) -> list[tuple[D, D]]:
    return [tuple(matching.open_amounts(desk.company, line)) for line in lines]


def test_lines_at_different_rates_leave_an_exchange_difference(desk: Desk) -> None:
    bill, paid = dollars(desk, "100", "100", "0.95")
    made = matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None}, exchange=EXCHANGE_RATES)
    assert left(desk, bill, paid) == [(0, 0), (0, 0)]
    assert amounts(desk) == [(82, "1600", D("-5.00"), 0, "USD"), (82, "9300", D("5.00"), 0, "USD")]
    assert (bill["OffsetID"], paid["OffsetID"]) == (paid["ID"], bill["ID"])
    assert made.difference == booked(desk)[0]["EntryID"]
    assert {row["Account"] for row in booked(desk)} == {bill["Account"]}
    entries_balance(desk.company)
    open_items_agree(desk)


def test_a_part_is_settled_in_its_currency_and_the_rest_stays_open_in_both(desk: Desk) -> None:
    bill, paid = dollars(desk, "100", "40", "0.95")
    entries = [bill["EntryID"], paid["EntryID"]]
    matching.match_entries(desk.write, entries, exchange=EXCHANGE_RATES)
    assert left(desk, bill, paid) == [(D("-54.00"), D("-60.00")), (0, 0)]
    assert [row[2] for row in amounts(desk)] == [D("-2.00"), D("2.00")]


def test_a_limit_counts_in_the_currency_of_the_company(desk: Desk) -> None:
    bill, paid = dollars(desk, "100", "100", "0.95")
    matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None}, limit=D("45"), exchange=EXCHANGE_RATES)
    assert left(desk, bill, paid) == [(D("-45.00"), D("-50.00")), (D("47.50"), D("50.00"))]


def test_without_a_word_about_the_difference_lines_have_to_be_worth_the_same(desk: Desk) -> None:
    bill, paid = dollars(desk, "100", "100", "0.95")
    with pytest.raises(Refused, match="Verschil: 5,00"):
        matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None})
    claims = {bill["ID"]: None, pay(desk, "150", desk.relation(SUPPLIER))["ID"]: None}
    with pytest.raises(Refused, match="Verschil: 60,00"):
        matching.match(desk.write, claims, exchange=EXCHANGE_RATES)  # euros against dollars: no exchange difference
    assert booked(desk) == []


def test_the_accounts_of_customers_are_those_of_sales(desk: Desk) -> None:
    row = next(
        row
        for row in desk.company[TransactionLine].where("GLAccountCode", "1300")
        if row["FinancialYear"] == 2026
        and not row["LineNumber"]
        and matching.open_amounts(desk.company, row).dc == row["AmountDC"]
    )
    for kind, code in ((differences.DISCOUNT, "9400"), (differences.PAYMENT, "9410"), (differences.EXCHANGE, "9300")):
        made = matching.match(desk.write, {row["ID"]: None}, write_off=WriteOff(kind))
        assert [line["GLAccountCode"] for line in booked(desk)] == ["1300", code]
        assert len(made.parts) == 2
        matching.release(desk.company, [row["ID"]])
        assert booked(desk) == []


def test_a_difference_goes_with_its_match_unless_its_period_is_closed(desk: Desk) -> None:
    for closed in (False, True):
        entry = desk.book(desk.line("100"), EntryDate=datetime(2026, 10, 5))
        bill, paid = control(desk, entry), pay(desk, "100", desk.relation(SUPPLIER))
        matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None}, write_off=WriteOff(differences.PAYMENT))
        if closed:
            closing.close(desk.company, 2026, 11)
        (line,) = desk.lines(entry)
        desk.put(PurchaseEntryLine, line, {"AmountFC": D(50)})
        assert [row["AmountDC"] for row in booked(desk)] == ([D("21.00"), D("-21.00")] if closed else [])
        assert [row[0] for row in left(desk, *booked(desk)[:1])] == ([D("21.00")] if closed else [])
        open_items_agree(desk)


def test_a_difference_has_its_own_number_in_the_journal(desk: Desk) -> None:
    entry = desk.book(desk.line("100"))
    bill, paid = control(desk, entry), pay(desk, "100", desk.relation(SUPPLIER))
    matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None}, write_off=WriteOff(differences.PAYMENT))
    number = booked(desk)[0]["EntryNumber"]
    assert booked(desk)[0]["JournalCode"] == "90"
    lines = [{"GLAccount": desk.gl("2000"), "AmountFC": D(amount)} for amount in (1, -1)]
    memo = desk.post(GeneralJournalEntry, {"JournalCode": "90", "GeneralJournalEntryLines": lines})
    assert memo["EntryNumber"] == number + 1
    desk.delete(PurchaseEntry, entry)
    assert booked(desk) == []
