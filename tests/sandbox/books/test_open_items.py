"""Payment terms and lists of open items, as they follow from the ledger and its matches."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.payments import PAID_ON, control, pay

from unibooks.connectors.exact.target import (
    PayablesListRow,
    Payment,
    PurchaseEntry,
    Receivable,
    ReceivablesListRow,
    TransactionLine,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact import virtual
from unibooks.sandbox.exact.books import matching, virtuals
from unibooks.sandbox.exact.state import Refused, Row, Table, Write

D = Decimal
READINGS = {mirrored: virtuals(mirrored) for mirrored in (True, False)}


def table(desk: Desk, entity: type[Entity], *, mirrored: bool = True) -> Table:
    return virtual.table(desk.world, desk.company, entity, READINGS[mirrored][entity])


def terms(desk: Desk, line: Row, *, mirrored: bool = True, entity: type[Entity] = Payment) -> list[Row]:
    """The terms of a ledger line, settled ones first, smallest first."""
    found = table(desk, entity, mirrored=mirrored).where("TransactionID", line["ID"])
    return sorted(found, key=lambda row: (-row["Status"], abs(row["AmountDC"])))


def listed(desk: Desk, entry_number: int, entity: type[Entity] = PayablesListRow) -> list[Row]:
    return table(desk, entity).where("EntryNumber", entry_number)


def supplier(desk: Desk) -> Row:
    return desk.relation("Van Dalen Transport B.V.")


def test_a_bill_is_one_open_term(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"), DueDate=datetime(2026, 12, 24), YourRef="F1", PaymentReference="88")
    (term,) = terms(desk, control(desk, entry))
    assert term.keys() == Payment.props().keys()
    assert term["Status"] == 20
    assert (term["AmountDC"], term["TransactionAmountDC"]) == (D("121.00"), D("-121.00"))
    assert term["EntryID"] == term["TransactionEntryID"] == entry["EntryID"]
    assert (term["DueDate"], term["YourRef"], term["PaymentReference"]) == (datetime(2026, 12, 24), "F1", "88")
    assert (term["PaymentCondition"], term["PaymentMethod"]) == (entry["PaymentCondition"], "B")
    (row,) = listed(desk, entry["EntryNumber"])
    assert row.keys() == PayablesListRow.props().keys()
    assert (row["Amount"], row["CurrencyCode"], row["DueDate"]) == (D("121.00"), "EUR", datetime(2026, 12, 24))
    assert row["AccountCode"] == supplier(desk)["Code"]


def test_a_credit_note_and_a_payment_without_a_bill_have_the_opposite_sign(shared_desk: Desk) -> None:
    desk = shared_desk
    credit = control(desk, desk.book(desk.line("-100")))
    paid = pay(desk, "50", supplier(desk))
    for line, amount in ((credit, "-121.00"), (paid, "-50")):
        (term,) = terms(desk, line)
        assert (term["AmountDC"], term["Status"]) == (D(amount), 20)
        (row,) = listed(desk, line["EntryNumber"])
        assert row["Amount"] == D(amount)


def test_a_paid_bill_is_matched_and_listed_no_more(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"), EntryDate=datetime(2026, 11, 2))
    bill, paid = control(desk, entry), pay(desk, "121", supplier(desk))
    (before,) = terms(desk, bill)
    matching.match_entries(desk.write, [entry["EntryID"], paid["EntryID"]])
    (term,) = terms(desk, bill)
    assert (term["ID"], term["Status"], term["AmountDC"]) == (before["ID"], 50, D("121.00"))
    assert (term["EndDate"], term["EndYear"], term["EndPeriod"]) == (PAID_ON, 2026, 11)
    assert terms(desk, paid)[0]["Status"] == 50
    assert not listed(desk, entry["EntryNumber"])
    assert not listed(desk, paid["EntryNumber"])


def test_a_bill_paid_in_part_splits(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill = control(desk, entry)
    (before,) = terms(desk, bill)
    for amount in ("21", "40"):
        matching.match_entries(desk.write, [entry["EntryID"], pay(desk, amount, supplier(desk))["EntryID"]])
    first, second, rest = terms(desk, bill)
    assert [(row["Status"], row["AmountDC"]) for row in (first, second, rest)] == [
        (50, D(21)),
        (50, D(40)),
        (20, D(60)),
    ]
    assert rest["ID"] == before["ID"]
    assert len({first["ID"], second["ID"], rest["ID"]}) == 3
    assert {row["TransactionAmountDC"] for row in (first, second, rest)} == {D("-121.00")}
    assert [row["Amount"] for row in listed(desk, entry["EntryNumber"])] == [D("60.00")]
    matching.match_entries(desk.write, [entry["EntryID"], pay(desk, "60", supplier(desk))["EntryID"]])
    assert [row["Status"] for row in terms(desk, bill)] == [50, 50, 50]
    assert {row["ID"] for row in terms(desk, bill)} == {first["ID"], second["ID"], rest["ID"]}


def test_customers_owe_in_receivables(shared_desk: Desk) -> None:
    desk = shared_desk
    sale = next(row for row in desk.company[TransactionLine].where("GLAccountCode", "1300") if row["Type"] == 20)
    matching.release(desk.company, [sale["ID"]])
    (term,) = terms(desk, sale, entity=Receivable)
    assert term.keys() == Receivable.props().keys()
    assert (term["AmountDC"], term["TransactionAmountDC"]) == (-sale["AmountDC"], sale["AmountDC"])
    assert term["IsFullyPaid"] is False
    (row,) = listed(desk, sale["EntryNumber"], ReceivablesListRow)
    assert row["Amount"] == sale["AmountDC"] > 0
    half = sale["AmountDC"] - 1
    paid = pay(desk, str(-half), {"ID": sale["Account"], "Code": "", "Name": ""}, "1300")
    matching.match_entries(desk.write, [sale["EntryID"], paid["EntryID"]])
    settled, rest = terms(desk, sale, entity=Receivable)
    assert (settled["IsFullyPaid"], rest["IsFullyPaid"]) == (True, False)
    assert settled["LastPaymentDate"] == rest["LastPaymentDate"] == PAID_ON
    assert rest["AmountDC"] == D("-1.00")


def test_in_the_other_reading_terms_have_the_sign_of_the_ledger_and_are_zero_when_settled(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    matching.match_entries(desk.write, [entry["EntryID"], pay(desk, "21", supplier(desk))["EntryID"]])
    found = terms(desk, control(desk, entry), mirrored=False)
    assert [(row["Status"], row["AmountDC"]) for row in found] == [(50, D(0)), (20, D("-100.00"))]
    assert [row["Amount"] for row in listed(desk, entry["EntryNumber"])] == [D("100.00")]


def test_a_foreign_bill_is_listed_in_its_currency(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("200", vat="0"), Journal="61", Currency="USD", Rate=D("0.9"))
    (row,) = listed(desk, entry["EntryNumber"])
    assert (row["Amount"], row["CurrencyCode"]) == (D("200.00"), "USD")
    (term,) = terms(desk, control(desk, entry))
    assert (term["AmountFC"], term["AmountDC"], term["RateFC"]) == (D("200.00"), D("180.00"), D("0.9"))


def test_a_deleted_bill_has_no_term(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill = control(desk, entry)
    assert terms(desk, bill)
    desk.delete(PurchaseEntry, entry)
    assert not terms(desk, bill)


def test_what_a_client_changes_about_a_term_stays(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    bill = control(desk, entry)
    desk.put(Payment, terms(desk, bill)[0], {"PaymentMethod": "K", "Description": "contant"})
    desk.put(Payment, terms(desk, bill)[0], {"PaymentReference": "88"})
    (term,) = terms(desk, bill)
    assert (term["PaymentMethod"], term["Description"], term["PaymentReference"]) == ("K", "contant", "88")
    assert listed(desk, entry["EntryNumber"])[0]["Description"] == "contant"
    assert desk.company[PurchaseEntry].rows[entry["EntryID"]]["PaymentReference"] is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"PaymentMethod": "X"}, "Ongeldig: Betalingswijze"),
        ({"AccountBankAccountID": "somebody else's"}, "Ongeldige referentie: Bankrekening"),
    ],
)
def test_a_wrong_change_of_a_term_is_refused(shared_desk: Desk, change: Row, said: str) -> None:
    desk = shared_desk
    (term,) = terms(desk, control(desk, desk.book(desk.line("100"))))
    with pytest.raises(Refused, match=said):
        desk.put(Payment, term, change)


def test_a_settled_term_cannot_be_changed(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.book(desk.line("100"))
    matching.match_entries(desk.write, [entry["EntryID"], pay(desk, "121", supplier(desk))["EntryID"]])
    with pytest.raises(Refused, match="Reeds verwerkt: Betalingstermijn"):
        desk.put(Payment, terms(desk, control(desk, entry))[0], {"PaymentMethod": "K"})


def test_terms_are_worked_out_once_until_something_changes(shared_desk: Desk) -> None:
    desk = shared_desk
    both = (Payment, PayablesListRow)
    first = [table(desk, entity) for entity in both]
    assert [table(desk, entity) for entity in both] == first
    desk.book(desk.line("100"))
    assert not set(map(id, first)) & {id(table(desk, entity)) for entity in both}


def test_every_line_on_a_control_account_is_in_its_terms_to_the_cent(shared_desk: Desk) -> None:
    desk = shared_desk
    for entity, code in ((Payment, "1600"), (Receivable, "1300")):
        lines = [row for row in desk.company[TransactionLine].where("GLAccountCode", code) if row["Account"]]
        rows = list(table(desk, entity))
        assert sum(row["AmountDC"] for row in rows) == -sum(line["AmountDC"] for line in lines)
        assert len({row["ID"] for row in rows}) == len(rows)


def test_the_seeded_year_leaves_some_bills_open_some_late_and_one_paid_in_part(desk: Desk) -> None:
    for company in desk.world.companies.values():
        here = Desk(desk.world, Write(desk.world, company, desk.write.user))
        rows, today = list(table(here, PayablesListRow)), desk.world.local(company)
        assert 5 <= len(rows) < len(company[PurchaseEntry]) / 10
        assert sum(row["DueDate"] < today for row in rows) >= 5
        split = [row for row in table(here, Payment) if abs(row["AmountDC"]) != abs(row["TransactionAmountDC"])]
        assert sorted(row["Status"] for row in split) == [20, 50]
