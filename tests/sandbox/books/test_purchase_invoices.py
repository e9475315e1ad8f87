"""Purchase invoices by item: what they add up to, what processing makes of them, and what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.shop import (
    VAN_DALEN,
    came,
    held,
    item,
    lines_of,
    order,
    other_supplier,
    receive,
    states,
    wanted,
    warehouse,
)

from unibooks.connectors.exact.target import Account, Document, GLAccount, PurchaseEntry, TransactionLine
from unibooks.connectors.exact.target.purchase import PurchaseInvoice, PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder
from unibooks.sandbox.exact.books import closing, ledger, purchase_invoice_booking
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal


def bought(desk: Desk, quantity: str = "10", code: str = "KABEL-05", **more: Any) -> Row:
    """The body of an invoice's line, of a price of 3."""
    return {"Item": item(desk, code)["ID"], "Quantity": D(quantity), "UnitPrice": D(3), "VATCode": "2", **more}


def asked(desk: Desk, *lines: Row, **more: Any) -> Row:
    body: Row = {
        "Supplier": desk.relation(VAN_DALEN)["ID"],
        "Journal": "60",
        "Type": 8033,
        "InvoiceDate": datetime(2026, 11, 5),
    }
    return {**body, "PurchaseInvoiceLines": list(lines), **more}


def enter(desk: Desk, *lines: Row, **more: Any) -> Row:
    return desk.post(PurchaseInvoice, asked(desk, *(lines or (bought(desk),)), **more))


def process(desk: Desk, invoice: Row) -> Row:
    return purchase_invoice_booking.process(desk.write, invoice)


def test_a_new_invoice_is_open_and_in_no_ledger(desk: Desk) -> None:
    before = len(desk.company[TransactionLine])
    invoice = enter(desk, YourRef="F1", Remarks="Nota")
    expected: dict[str, Any] = {
        "Amount": D("36.30"),
        "AmountDC": D("36.30"),
        "AmountFCExclVat": D("30.00"),
        "Currency": "EUR",
        "DueDate": datetime(2026, 11, 26),
        "ExchangeRate": 1,
        "FinancialPeriod": 11,
        "FinancialYear": 2026,
        "Journal": "60",
        "PaymentCondition": "21",
        "Remarks": "Nota",
        "Source": 5,
        "Status": 20,
        "Type": 8033,
        "VATAmount": D("6.30"),
        "YourRef": "F1",
    }
    assert {name: invoice[name] for name in expected} == expected
    line = desk.company[PurchaseInvoiceLine].where("InvoiceID", invoice["ID"])[0]
    expected = {
        "Amount": D("30.00"),
        "Description": "Netwerkkabel 5 meter",
        "InvoiceType": 8033,
        "ItemUnit": "pc",
        "LineNumber": 1,
        "NetPrice": D(3),
        "QuantityInDefaultUnits": D(10),
        "VATAmount": D("6.30"),
        "VATCode": "2  ",
        "VATPercentage": D("0.21"),
    }
    assert {name: line[name] for name in expected} == expected
    assert len(desk.company[TransactionLine]) == before
    assert invoice["ID"] not in desk.company[PurchaseEntry].rows


def test_the_number_of_an_open_invoice_is_not_given_twice(desk: Desk) -> None:
    invoice = enter(desk)
    entry = desk.book(desk.line("1"), EntryDate=datetime(2026, 11, 5))
    assert entry["EntryNumber"] == invoice["EntryNumber"] + 1
    assert enter(desk)["EntryNumber"] == invoice["EntryNumber"] + 2


def test_processing_makes_a_purchase_entry(desk: Desk) -> None:
    invoice = enter(desk, bought(desk, CostCenter="INKOOP"), bought(desk, "2", "THEE-100", VATCode="1"), YourRef="F1")
    entry = process(desk, invoice)
    assert desk.ledger(entry) == [
        (0, "1600", D("-42.84")),
        (1, "7000", D("30.00")),
        (2, "7000", D("6.00")),
        (9999, "1520", D("6.30")),
        (9999, "1520", D("0.54")),
    ]
    assert (entry["EntryID"], entry["EntryNumber"]) == (invoice["ID"], invoice["EntryNumber"])
    assert (entry["Status"], invoice["Status"], entry["YourRef"], entry["Type"]) == (50, 50, "F1", 30)
    assert (entry["AmountFC"], entry["VATAmountFC"]) == (invoice["Amount"], invoice["VATAmount"])
    assert entry["DueDate"] == invoice["DueDate"]
    assert desk.company[Document].rows[invoice["Document"]]["FinancialTransactionEntryID"] == entry["EntryID"]
    assert [line["CostCenter"] for line in desk.lines(entry)] == ["INKOOP", None]
    assert sum(ledger.trial_balance(desk.company).values()) == 0
    for change in (
        lambda: desk.put(PurchaseInvoice, invoice, {"YourRef": "F2"}),
        lambda: desk.delete(PurchaseInvoice, invoice),
    ):
        with pytest.raises(Refused, match="Reeds verwerkt: Inkoopfactuur"):
            change()


@pytest.mark.parametrize(
    ("line", "discount", "postings"),
    [
        ({"VATCode": "4", "UnitPrice": D("12.1")}, None, [("1600", "-121.00"), ("7000", "100.00"), ("1520", "21.00")]),
        ({"VATCode": "5"}, None, [("1600", "-30.00"), ("7000", "30.00"), ("1520", "6.30"), ("1500", "-6.30")]),
        ({"VATCode": "0"}, None, [("1600", "-30.00"), ("7000", "30.00")]),
        ({"VATAmount": D("6.31")}, None, [("1600", "-36.31"), ("7000", "30.00"), ("1520", "6.31")]),
        ({}, D("0.1"), [("1600", "-32.67"), ("7000", "27.00"), ("1520", "5.67")]),
        (
            {"VATCode": "4", "UnitPrice": D("12.1")},
            D("0.5"),
            [("1600", "-60.50"), ("7000", "50.00"), ("1520", "10.50")],
        ),
        ({"UnitPrice": None, "Amount": D("33.33")}, None, [("1600", "-40.33"), ("7000", "33.33"), ("1520", "7.00")]),
    ],
)
def test_the_entry_is_worth_what_the_invoice_says(
    shared_desk: Desk, line: Row, discount: Decimal | None, postings: list[tuple[str, str]]
) -> None:
    invoice = enter(shared_desk, bought(shared_desk, **line), Discount=discount)
    entry = process(shared_desk, invoice)
    assert [(gl, dc) for _, gl, dc in shared_desk.ledger(entry)] == [(gl, D(amount)) for gl, amount in postings]
    assert invoice["Amount"] == entry["AmountFC"] == -D(postings[0][1])


def test_a_foreign_invoice_is_booked_at_its_rate(desk: Desk) -> None:
    invoice = enter(desk, Journal="61", Currency="USD", ExchangeRate=D("0.5"))
    assert (invoice["Amount"], invoice["AmountDC"]) == (D("36.30"), D("18.15"))
    assert process(desk, invoice)["AmountDC"] == D("18.15")


def test_a_credit_note_is_below_zero(desk: Desk) -> None:
    invoice = enter(desk, bought(desk, "-10"), Type=8034)
    entry = process(desk, invoice)
    assert (invoice["Amount"], entry["Type"]) == (D("-36.30"), 31)
    for quantity, kind in (("10", 8034), ("-10", 8033)):
        body = asked(desk, bought(desk, quantity), Type=kind)
        assert desk.refusal(PurchaseInvoice, body) == ("Ongeldig: Factuur (type)",)


def test_a_direct_invoice_brings_the_goods(desk: Desk) -> None:
    assert desk.refusal(PurchaseInvoice, asked(desk, bought(desk), Type=8030)) == ("Verplicht: Magazijn",)
    before = held(desk)
    invoice = enter(desk, Type=8030, Warehouse=warehouse(desk)["ID"])
    assert held(desk) == before
    assert desk.ledger(process(desk, invoice))[1] == (1, "3000", D("30.00"))
    assert held(desk) == before + 10
    process(desk, enter(desk, bought(desk, "-4"), Type=8031, Warehouse=warehouse(desk)["ID"]))
    assert held(desk) == before + 6


def test_the_line_of_an_order_is_invoiced(desk: Desk) -> None:
    ordered = order(desk, wanted(desk, "10", Discount=D("0.5"), VATCode="1", Description="Kabels", CostUnit="BEURS"))
    line = lines_of(desk, ordered)[0]
    before = held(desk)
    first = enter(desk, {"PurchaseOrderLine": line["ID"], "Quantity": D(4)})
    mine = desk.company[PurchaseInvoiceLine].where("InvoiceID", first["ID"])[0]
    expected: dict[str, Any] = {
        "Amount": D("6.00"),
        "CostUnit": "BEURS",
        "Description": "Kabels",
        "Discount": D("0.5"),
        "Item": line["Item"],
        "VATCode": "1  ",
    }
    assert {name: mine[name] for name in expected} == expected
    assert line["InvoicedQuantity"] == 0
    process(desk, first)
    assert (line["InvoicedQuantity"], states(ordered)) == (4, (20, 10, 20))
    rest = enter(desk, {"PurchaseOrderLine": line["ID"]})
    process(desk, rest)
    assert (line["InvoicedQuantity"], states(ordered)) == (10, (20, 10, 30))
    assert held(desk) == before
    with pytest.raises(Refused, match="Gebruikt in: Inkoopfacturen"):
        desk.delete(PurchaseOrder, ordered)


def test_an_order_that_came_and_was_invoiced_is_complete(desk: Desk) -> None:
    ordered = order(desk)
    line = lines_of(desk, ordered)[0]
    receive(desk, came(line))
    entry = process(desk, enter(desk, {"PurchaseOrderLine": line["ID"]}))
    assert desk.ledger(entry) == [(0, "1600", D("-36.30")), (1, "2200", D("30.00")), (9999, "1520", D("6.30"))]
    assert states(ordered) == (30, 30, 30)
    with pytest.raises(Refused, match="Reeds verwerkt: Inkooporder"):
        desk.put(PurchaseOrder, ordered, {"YourRef": "X"})


REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("Verplicht: Leverancier", {"Supplier": None}),
    ("Ongeldige referentie: Leverancier", {"Supplier": uuid4()}),
    ("Verplicht: Dagboek", {"Journal": None}),
    ("Ongeldig: Dagboek (type)", {"Journal": "70"}),
    ("Verplicht: Factuur (type)", {"Type": None}),
    ("Ongeldig: Factuur (type)", {"Type": 8020}),
    ("Verplicht: Regels", {"PurchaseInvoiceLines": []}),
    ("Niet toegestaan: Valuta", {"Currency": "USD"}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}),
    ("Ongeldige referentie: Magazijn", {"Warehouse": uuid4()}),
    ("Ongeldige referentie: Contactpersoon", {"ContactPerson": uuid4()}),
    ("Ongeldige referentie: Document", {"Document": uuid4()}),
    ("Ongeldig: Korting", {"Discount": D(2)}),
    ("Ongeldig: Periode", {"FinancialPeriod": 13}),
]
LINE_REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("Verplicht: Artikel of inkooporderregel", {"Item": None}),
    ("Ongeldige referentie: Artikel", {"Item": uuid4()}),
    ("Ongeldige referentie: Inkooporderregel", {"Item": None, "PurchaseOrderLine": uuid4()}),
    ("Ongeldig: Aantal", {"Quantity": D(0)}),
    ("Ongeldig: Prijs", {"UnitPrice": D("1E20")}),
    ("Niet toegestaan: Btw-code", {"VATCode": "7"}),
    ("Ongeldige referentie: Kostendrager", {"CostUnit": "XX"}),
    ("Ongeldige referentie: Project", {"Project": uuid4()}),
    ("Ongeldige referentie: Project", {"Expense": uuid4()}),
    ("Ongeldig: Omschrijving", {"Description": "x" * 61}),
]


@pytest.mark.parametrize(("sentence", "more"), REFUSALS)
def test_a_wrong_invoice_is_refused(shared_desk: Desk, sentence: str, more: Row) -> None:
    assert shared_desk.refusal(PurchaseInvoice, asked(shared_desk, bought(shared_desk)) | more) == (sentence,)


@pytest.mark.parametrize(("sentence", "more"), LINE_REFUSALS)
def test_a_wrong_line_is_refused(shared_desk: Desk, sentence: str, more: Row) -> None:
    assert shared_desk.refusal(PurchaseInvoice, asked(shared_desk, bought(shared_desk) | more)) == (sentence,)


def test_an_orders_line_has_to_be_the_suppliers_and_not_on_a_direct_invoice(desk: Desk) -> None:
    line = lines_of(desk, order(desk, Supplier=other_supplier(desk)["ID"]))[0]
    one = {"PurchaseOrderLine": line["ID"]}
    assert desk.refusal(PurchaseInvoice, asked(desk, one)) == ("Ongeldig: Inkooporderregel",)
    mine = {"PurchaseOrderLine": lines_of(desk, order(desk))[0]["ID"]}
    body = asked(desk, mine, Type=8030, Warehouse=warehouse(desk)["ID"])
    assert desk.refusal(PurchaseInvoice, body) == ("Niet toegestaan: Inkooporderregel",)
    other = {**mine, "Item": item(desk, "PALLET")["ID"]}
    assert desk.refusal(PurchaseInvoice, asked(desk, other)) == ("Ongeldig: Artikel",)


def test_every_fault_is_told_at_once_in_the_language_of_the_user(shared_desk: Desk) -> None:
    told = shared_desk.speaking("en-GB").refusal(PurchaseInvoice, {"PurchaseInvoiceLines": [{}]})
    assert told == (
        "Mandatory: Supplier",
        "Mandatory: Journal",
        "Mandatory: Invoice (type)",
        "Mandatory: Item or purchase order line",
    )


def test_an_open_invoice_is_changed(desk: Desk) -> None:
    invoice = enter(desk)
    desk.put(PurchaseInvoice, invoice, {"InvoiceDate": datetime(2026, 10, 20), "Discount": D("0.5"), "Remarks": "R"})
    expected: dict[str, Any] = {
        "Amount": D("18.15"),
        "DueDate": datetime(2026, 11, 10),
        "FinancialPeriod": 10,
        "Remarks": "R",
    }
    assert {name: invoice[name] for name in expected} == expected
    number = invoice["EntryNumber"]
    desk.put(PurchaseInvoice, invoice, {"DueDate": datetime(2026, 12, 31), "YourRef": "F9"})
    assert (invoice["DueDate"], invoice["EntryNumber"]) == (datetime(2026, 12, 31), number)
    desk.put(PurchaseInvoice, invoice, {"Journal": "61", "Currency": "USD", "ExchangeRate": D("0.5")})
    assert (invoice["Journal"], invoice["AmountDC"]) == ("61", D("9.08"))
    assert str(invoice["EntryNumber"]).startswith("2661")
    with pytest.raises(Refused, match="Ongeldig: Factuur"):
        desk.put(PurchaseInvoice, invoice, {"Type": 8034})
    desk.delete(PurchaseInvoice, invoice)
    assert not desk.company[PurchaseInvoiceLine].where("InvoiceID", invoice["ID"])


def test_a_period_that_was_closed_since_keeps_an_invoice_open(desk: Desk) -> None:
    invoice = enter(desk)
    closing.close(desk.company, 2026, 11, "60")
    with pytest.raises(Refused, match="Periode is afgesloten: 2026 - 11"):
        process(desk, invoice)
    assert (invoice["Status"], desk.company[TransactionLine].where("EntryID", invoice["ID"])) == (20, [])
    assert desk.refusal(PurchaseInvoice, asked(desk, bought(desk))) == ("Periode is afgesloten: 2026 - 11",)


def test_what_an_invoice_names_stays(desk: Desk) -> None:
    supplier = desk.post(Account, {"Name": "Nieuwe leverancier", "IsSupplier": True})
    enter(desk, Supplier=supplier["ID"])
    with pytest.raises(Refused, match="Kan niet verwijderen: Relatie - Gebruikt in: Inkoopfacturen"):
        desk.delete(Account, supplier)


def test_an_item_without_a_ledger_account_cannot_be_invoiced(desk: Desk) -> None:
    code = desk.gl("7000")
    desk.company[GLAccount].change(code, {"IsBlocked": True})
    assert desk.refusal(PurchaseInvoice, asked(desk, bought(desk))) == ("Geblokkeerd: Grootboekrekening",)
