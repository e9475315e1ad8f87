"""Several terms of one entry, payment discounts, and the way of a term to the bank."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from tests.sandbox.books.controls import open_items_agree, table
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.payments import control, pay

from unibooks.connectors.exact.target import Account, PayablesListRow, Payment, PaymentCondition, Receivable
from unibooks.connectors.exact.target.cashflow import ProcessPayment
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.sandbox.exact.books import matching, payments
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
DAY = datetime(2026, 11, 2)
SUPPLIER = "Van Dalen Transport B.V."


def parts(desk: Desk, *shares: tuple[str, int]) -> None:
    for share, days in shares:
        body = {"Code": "TR", "Description": "In delen", "Percentage": D(share), "PaymentDays": days}
        desk.post(PaymentCondition, body)


def of(desk: Desk, entry: Row, entity: type = Payment) -> list[Row]:
    rows = [row for row in table(desk, entity) if row["EntryID"] == entry["EntryID"]]
    return sorted(rows, key=lambda row: (row["DueDate"], -row["Status"], row["AmountDC"]))


def said(rows: list[Row]) -> list[tuple[int, D, int]]:
    return [(row["Status"], row["AmountDC"], (row["DueDate"] - DAY).days) for row in rows]


def test_a_condition_in_parts_makes_a_term_of_each(desk: Desk) -> None:
    parts(desk, ("0.333", 60), ("0.333", 10), ("0.334", 30))
    entry = desk.book(desk.line("100", vat="0"), PaymentCondition="TR", EntryDate=DAY)
    rows = of(desk, entry)
    assert said(rows) == [(20, D("33.30"), 10), (20, D("33.40"), 30), (20, D("33.30"), 60)]
    assert {row["PaymentCondition"] for row in rows} == {"TR"}
    assert [row["PaymentDays"] for row in rows] == [10, 30, 60]
    assert len({row["ID"] for row in rows}) == 3
    assert {row["TransactionAmountDC"] for row in rows} == {D("-100.00")}
    listed = [row for row in table(desk, PayablesListRow) if row["EntryNumber"] == entry["EntryNumber"]]
    assert sorted(row["Amount"] for row in listed) == [D("33.30"), D("33.30"), D("33.40")]
    open_items_agree(desk)


def test_the_last_part_takes_the_cents_that_are_left(desk: Desk) -> None:
    parts(desk, ("0.5", 10), ("0.5", 30))
    entry = desk.book(desk.line("0.03", vat="0"), PaymentCondition="TR", EntryDate=DAY)
    assert [row["AmountDC"] for row in of(desk, entry)] == [D("0.02"), D("0.01")]


def test_a_payment_settles_the_term_that_is_due_first(desk: Desk) -> None:
    parts(desk, ("0.5", 30), ("0.5", 10))
    entry = desk.book(desk.line("100", vat="0"), PaymentCondition="TR", EntryDate=DAY)
    keys = {row["PaymentDays"]: row["ID"] for row in of(desk, entry)}
    bill = control(desk, entry)
    for amount in ("30", "40"):
        paid = pay(desk, amount, desk.relation(SUPPLIER))
        matching.match(desk.write, {bill["ID"]: None, paid["ID"]: None}, rest_open=True)
        open_items_agree(desk)
    rows = of(desk, entry)
    assert said(rows) == [(50, D("20.00"), 10), (50, D("30.00"), 10), (50, D("20.00"), 30), (20, D("30.00"), 30)]
    assert len({row["ID"] for row in rows}) == 4
    assert {keys[10], keys[30]} <= {row["ID"] for row in rows}
    assert next(row for row in rows if row["Status"] == 20)["ID"] == keys[30]


def test_parts_of_a_sale(desk: Desk) -> None:
    parts(desk, ("0.25", 0), ("0.75", 30))
    customer = next(row for row in desk.company[Account] if row["Status"] == "C" and not row["Blocked"])
    line = {"GLAccount": desk.gl("8000"), "AmountFC": D(100), "VATCode": "2"}
    body = {"Customer": customer["ID"], "Journal": "70", "EntryDate": DAY, "PaymentCondition": "TR"}
    entry = desk.post(SalesEntry, body | {"SalesEntryLines": [line]})
    assert said(of(desk, entry, Receivable)) == [(20, D("-30.25"), 0), (20, D("-90.75"), 30)]


@pytest.mark.parametrize("more", [{}, {"Percentage": D("0.51")}, {"Percentage": D("NaN")}])
def test_parts_are_no_more_than_the_whole(desk: Desk, more: Row) -> None:
    parts(desk, ("0.5", 10))
    assert desk.refusal(PaymentCondition, {"Code": "TR", "Description": "Te veel"} | more) == (
        "Gegeven bestaat reeds.",
    )


@pytest.mark.parametrize(("name", "label"), [("Percentage", "Percentage"), ("DiscountPercentage", "Korting")])
def test_a_share_is_a_fraction(shared_desk: Desk, name: str, label: str) -> None:
    body = {"Code": "ZZ", "Description": "Fout", name: D("1.5")}
    assert shared_desk.refusal(PaymentCondition, body) == (f"Ongeldig: {label}",)


@pytest.mark.parametrize(("letter", "expected"), [("I", "2.42"), ("E", "2.00")])
def test_a_condition_gives_a_discount(desk: Desk, letter: str, expected: str) -> None:
    body = {"Code": "KO", "Description": "2 % binnen 8 dagen", "PaymentDays": 30}
    discount = {"DiscountPercentage": D("0.02"), "DiscountPaymentDays": 8, "DiscountCalculation": letter}
    desk.post(PaymentCondition, body | discount)
    (row,) = of(desk, desk.book(desk.line("100"), PaymentCondition="KO", EntryDate=DAY))
    assert (row["AmountDiscountDC"], row["AmountDiscountFC"]) == (D(expected), D(expected))
    assert (row["DiscountDueDate"], row["PaymentDaysDiscount"]) == (datetime(2026, 11, 10), 8)
    assert row["PaymentDiscountPercentage"] == D("0.02")


def process(desk: Desk, *rows: Row) -> Row:
    return desk.post(ProcessPayment, {"PaymentIDs": [row["ID"] for row in rows]})


def test_a_term_goes_to_the_bank_and_comes_back_paid(desk: Desk) -> None:
    entry, other = desk.book(desk.line("100")), desk.book(desk.line("200"))
    payments.select(desk.write, [of(desk, entry)[0]["ID"]])
    (row,) = of(desk, entry)
    assert (row["Status"], row["PaymentSelector"]) == (30, desk.write.user.id)
    assert row["PaymentSelected"] == desk.world.local(desk.company)
    made = process(desk, row, *of(desk, other))
    assert made["SuccessMessage"] == "2 betalingen verwerkt."
    rows = [*of(desk, entry), *of(desk, other)]
    assert [(row["Status"], row["PaymentBatchNumber"]) for row in rows] == [(40, 1), (40, 1)]
    assert all(row["PaymentSelected"] for row in rows)
    listed = next(row for row in table(desk, PayablesListRow) if row["EntryNumber"] == entry["EntryNumber"])
    assert (listed["Amount"], listed["AmountInTransit"]) == (D("121.00"), D("121.00"))
    paid = pay(desk, "121", desk.relation(SUPPLIER))
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    assert [row["Status"] for row in of(desk, entry)] == [50]
    third = of(desk, desk.book(desk.line("10")))
    process(desk, *third)
    assert next(row for row in table(desk, Payment) if row["ID"] == third[0]["ID"])["PaymentBatchNumber"] == 2


def test_a_selection_can_be_taken_back(desk: Desk) -> None:
    entry = desk.book(desk.line("100"))
    key = of(desk, entry)[0]["ID"]
    payments.select(desk.write, [key])
    payments.select(desk.write, [key], selected=False)
    (row,) = of(desk, entry)
    assert (row["Status"], row["PaymentSelected"], row["PaymentSelector"]) == (20, None, None)


def test_what_is_on_its_way_takes_no_change(desk: Desk) -> None:
    entry = desk.book(desk.line("100"))
    process(desk, *of(desk, entry))
    (row,) = of(desk, entry)
    done = "Reeds verwerkt: Betalingstermijn"
    with pytest.raises(Refused, match=done):
        desk.put(Payment, row, {"Description": "anders"})
    assert desk.refusal(ProcessPayment, {"PaymentIDs": [row["ID"]]}) == (done,)


def test_only_open_terms_of_suppliers_are_processed_all_or_none(desk: Desk) -> None:
    good = of(desk, desk.book(desk.line("100")))
    wrong = ("Ongeldige referentie: Betalingstermijn",)
    settled = next(row for row in table(desk, Payment) if row["Status"] == 50)
    claim = next(iter(table(desk, Receivable)))
    for bad in (settled["ID"], claim["ID"], desk.world.new_id()):
        assert desk.refusal(ProcessPayment, {"PaymentIDs": [good[0]["ID"], bad]}) == wrong
    assert desk.refusal(ProcessPayment, {}) == ("Verplicht: Betalingstermijn",)
    assert next(row for row in table(desk, Payment) if row["ID"] == good[0]["ID"])["Status"] == 20
