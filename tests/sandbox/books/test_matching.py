"""Ledger lines that settle each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.payments import control, pay

from unibooks.connectors.exact.target import PurchaseEntry, PurchaseEntryLine, TransactionLine
from unibooks.sandbox.exact.books import matching
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal


def supplier(desk: Desk) -> Row:
    return desk.relation("Van Dalen Transport B.V.")


def offset(desk: Desk, line: Row) -> object:
    return desk.company[TransactionLine].rows[line["ID"]]["OffsetID"]


def left(desk: Desk, line: Row) -> D:
    return matching.open_amounts(desk.company, line)[0]


def test_bill_and_payment_point_at_each_other(shared_desk: Desk) -> None:
    bill, paid = (
        control(shared_desk, shared_desk.book(shared_desk.line("100"))),
        pay(shared_desk, "121", supplier(shared_desk)),
    )
    matching.match(shared_desk.write, {bill["ID"]: None, paid["ID"]: None})
    assert offset(shared_desk, bill) == paid["ID"]
    assert offset(shared_desk, paid) == bill["ID"]
    assert left(shared_desk, bill) == left(shared_desk, paid) == 0


def test_one_payment_of_two_bills_keeps_its_bank_line(shared_desk: Desk) -> None:
    desk = shared_desk
    bills = [control(desk, desk.book(desk.line(amount))) for amount in ("100", "200")]
    paid = pay(desk, "363", supplier(desk))
    bank = offset(desk, paid)
    matching.match(desk.write, dict.fromkeys([*(bill["ID"] for bill in bills), paid["ID"]]))
    assert [offset(desk, bill) for bill in bills] == [paid["ID"]] * 2
    assert offset(desk, paid) == bank


def test_two_payments_of_one_bill(shared_desk: Desk) -> None:
    desk = shared_desk
    bill = control(desk, desk.book(desk.line("100")))
    first, second = pay(desk, "60.50", supplier(desk)), pay(desk, "60.50", supplier(desk))
    matching.match(desk.write, dict.fromkeys([bill["ID"], first["ID"], second["ID"]]))
    assert offset(desk, bill) == first["ID"]
    assert offset(desk, first) == offset(desk, second) == bill["ID"]


def test_what_is_not_in_balance_is_refused_unless_the_rest_stays_open(shared_desk: Desk) -> None:
    desk = shared_desk
    bill, paid = control(desk, desk.book(desk.line("100"))), pay(desk, "100", supplier(desk))
    claims = {bill["ID"]: None, paid["ID"]: None}
    with pytest.raises(Refused, match="Verschil: -21,00"):
        matching.match(desk.write, claims)
    assert offset(desk, bill) is None
    matching.match(desk.write, claims, rest_open=True)
    assert (left(desk, bill), left(desk, paid)) == (D("-21.00"), 0)
    with pytest.raises(Refused, match="niets af te letteren"):
        matching.match(desk.write, claims, rest_open=True)


@pytest.mark.parametrize("claim", ["-121.01", "50", "0"])
def test_a_claim_on_more_than_is_open_or_the_other_side_is_refused(shared_desk: Desk, claim: str) -> None:
    desk = shared_desk
    bill, paid = control(desk, desk.book(desk.line("100"))), pay(desk, "121", supplier(desk))
    with pytest.raises(Refused):
        matching.match(desk.write, {bill["ID"]: D(claim), paid["ID"]: None}, rest_open=True)


def test_lines_that_do_not_belong_together_are_refused(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill = control(desk, entry)
    other = next(
        row["Account"]
        for row in desk.company[TransactionLine].where("GLAccountCode", "1600")
        if row["Account"] not in (None, bill["Account"])
    )
    stranger = pay(desk, "121", {"ID": other, "Code": "", "Name": ""})
    cost = next(
        row for row in desk.company[TransactionLine].where("EntryID", entry["EntryID"]) if row["LineNumber"] == 1
    )
    for wrong, said in ((stranger, "Ongeldig: Relatie"), (cost, "Niet toegestaan: Grootboekrekening")):
        with pytest.raises(Refused, match=said):
            matching.match(desk.write, {bill["ID"]: None, wrong["ID"]: None})
    with pytest.raises(Refused, match="Ongeldige referentie: Mutatie"):
        matching.match(desk.write, {bill["ID"]: None, desk.world.new_id(): None})


def test_entries_are_matched_as_far_as_they_go(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill, paid = control(desk, entry), pay(desk, "100", supplier(desk))
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]], D("40"))
    assert (left(desk, bill), left(desk, paid)) == (D("-81.00"), D("60.00"))
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    assert (left(desk, bill), left(desk, paid)) == (D("-21.00"), 0)
    with pytest.raises(Refused, match="niets af te letteren"):
        matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])


def test_a_credit_note_settles_a_bill(shared_desk: Desk) -> None:
    desk = shared_desk
    entry, credit = desk.book(desk.line("100")), desk.book(desk.line("-100"))
    matching.match_entries(desk.write, [entry["EntryID"], credit["EntryID"]])
    assert offset(desk, control(desk, entry)) == control(desk, credit)["ID"]


def test_half_of_a_foreign_bill_is_half_in_its_currency_too(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("200", vat="0"), Journal="61", Currency="USD", Rate=D("0.9"))
    bill, paid = control(desk, entry), pay(desk, "90", supplier(desk))
    matching.match(desk.write, {bill["ID"]: D("-90"), paid["ID"]: None})
    assert matching.open_amounts(desk.company, bill) == (D("-90.00"), D("-100.00"))


def test_a_deleted_bill_leaves_its_payment_open(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill, paid = control(desk, entry), pay(desk, "121", supplier(desk))
    bank = offset(desk, paid)
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    desk.delete(PurchaseEntry, entry)
    assert offset(desk, paid) == bank
    assert left(desk, paid) == D("121")
    assert bill["ID"] not in desk.company.matches
    assert paid["ID"] not in desk.company.matches


def test_a_bill_booked_anew_stays_matched_as_long_as_it_is_worth_the_same(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill, paid = control(desk, entry), pay(desk, "121", supplier(desk))
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    desk.put(PurchaseEntry, entry, {"YourRef": "anders"})
    assert offset(desk, bill) == paid["ID"]
    line = desk.lines(entry)[0]
    desk.put(PurchaseEntryLine, line, {"AmountFC": D("200")})
    assert offset(desk, bill) is None
    assert left(desk, control(desk, entry)) == D("-242.00")
    assert left(desk, paid) == D("121")


def test_undoing_the_last_of_two_matches_brings_back_the_first(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill, first, second = control(desk, entry), pay(desk, "21", supplier(desk)), pay(desk, "100", supplier(desk))
    for paid in (first, second):
        matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    assert offset(desk, bill) == second["ID"]
    matching.release(desk.company, [second["ID"]])
    assert offset(desk, bill) == first["ID"]
    matching.release(desk.company, [first["ID"]])
    assert offset(desk, bill) is None
    assert not {bill["ID"], first["ID"], second["ID"]} & desk.company.matches.keys()
