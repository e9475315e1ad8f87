"""Sales orders become sales invoices."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.selling import customer, lines_of, order, sold

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.inventory import Warehouse
from unibooks.connectors.exact.target.salesinvoice import (
    InvoiceSalesOrder,
    PrintedSalesInvoice,
    SalesInvoice,
    SalesInvoiceLine,
    SalesInvoiceOrderChargeLine,
)
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, SalesOrderLine
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal


def bill(desk: Desk, *orders: Row, per_order: bool = False, ordered: bool = True, **more: Any) -> Row:
    body = {
        "SalesOrderIDs": [row["OrderID"] for row in orders],
        "JournalCode": "70",
        "CreateMode": int(per_order),
        "InvoiceMode": int(ordered),
        **more,
    }
    return desk.post(InvoiceSalesOrder, body)


def invoices_of(desk: Desk, made: Row) -> list[Row]:
    lines = [
        row
        for line in lines_of(desk, made)
        for row in desk.company[SalesInvoiceLine].where("SalesOrderLine", line["ID"])
    ]
    return [desk.company[SalesInvoice].rows[key] for key in dict.fromkeys(row["InvoiceID"] for row in lines)]


def deliver(desk: Desk, line: Row, quantity: str, **more: Any) -> Row:
    warehouse = desk.company[Warehouse].first("Main", 1)
    assert warehouse is not None
    part = {"SalesOrderLineID": line["ID"], "QuantityDelivered": D(quantity)}
    return desk.post(GoodsDelivery, {"GoodsDeliveryLines": [part], **more})


def test_an_order_becomes_a_draft_of_its_own(desk: Desk) -> None:
    made = order(
        desk,
        sold(desk, "3", NetPrice=D(10), Notes="Bel eerst", CostCenter="VERKOOP"),
        sold(desk, "1", UnitPrice=D(50), Discount=D("0.1")),
        YourRef="PO-7",
        Discount=D("0.05"),
        SalesOrderOrderChargeLines=[{"AmountFCExclVAT": D(8), "OrderChargesLineDescription": "Verzending"}],
    )
    answer = bill(desk, made, UserInvoiceDate=datetime(2026, 11, 3))
    assert (answer["NumberOfCreatedInvoices"], answer["NumberOfFailedInvoices"], answer["Errors"]) == (1, 0, None)
    [invoice] = invoices_of(desk, made)
    names = ("Status", "OrderedBy", "YourRef", "Discount", "AmountFC", "InvoiceDate", "InvoiceNumber")
    assert tuple(invoice[name] for name in names) == (
        *(20, made["OrderedBy"], "PO-7", D("0.05"), made["AmountFC"], datetime(2026, 11, 3), None),
    )
    first, second = desk.company[SalesInvoiceLine].where("InvoiceID", invoice["InvoiceID"])
    assert (first["AmountFC"], first["Notes"], first["CostCenter"], second["AmountFC"], second["Discount"]) == (
        *(30, "Bel eerst", "VERKOOP", 45, D("0.1")),
    )
    assert (first["SalesOrder"], first["SalesOrderNumber"], second["SalesOrderLineNumber"]) == (
        *(made["OrderID"], made["OrderNumber"], 2),
    )
    [charge] = desk.company[SalesInvoiceOrderChargeLine].where("InvoiceID", invoice["InvoiceID"])
    assert charge["AmountFCInclVAT"] == D("9.68")
    assert (made["InvoiceStatus"], [row["QuantityInvoiced"] for row in lines_of(desk, made)]) == (21, [3, 1])
    desk.post(PrintedSalesInvoice, {"InvoiceID": invoice["InvoiceID"]})
    assert invoice["Status"] == 50


def test_orders_of_a_customer_share_an_invoice_or_have_their_own(desk: Desk) -> None:
    other = [row for row in desk.company[Account] if row["Status"] == "C" and row is not customer(desk)][5]
    orders = [order(desk, sold(desk)), order(desk, sold(desk)), order(desk, sold(desk), OrderedBy=other["ID"])]
    assert bill(desk, *orders)["NumberOfCreatedInvoices"] == 2
    first, second, third = (invoices_of(desk, row) for row in orders)
    assert first == second != third
    orders = [order(desk, sold(desk)), order(desk, sold(desk))]
    assert bill(desk, *orders, per_order=True)["NumberOfCreatedInvoices"] == 2
    assert invoices_of(desk, orders[0]) != invoices_of(desk, orders[1])


def test_only_what_was_delivered(desk: Desk) -> None:
    made = order(desk, sold(desk, "5"))
    [line] = lines_of(desk, made)
    nothing = bill(desk, made, ordered=False)
    assert (nothing["NumberOfCreatedInvoices"], nothing["NumberOfFailedInvoices"]) == (0, 1)
    assert nothing["Errors"] == f"Reeds verwerkt: Verkooporder {made['OrderNumber']}"
    first = deliver(desk, line, "2", DeliveryDate=datetime(2026, 11, 2))
    deliver(desk, line, "1", DeliveryDate=datetime(2026, 11, 9))
    assert bill(desk, made, ordered=False, EndDate=datetime(2026, 11, 1))["NumberOfFailedInvoices"] == 1
    assert bill(desk, made, ordered=False, DeliveryNumber=first["DeliveryNumber"])["NumberOfCreatedInvoices"] == 1
    assert (line["QuantityInvoiced"], line["InvoiceStatus"], made["InvoiceStatus"]) == (2, 20, 20)
    bill(desk, made, ordered=False)
    bill(desk, made)
    rows = desk.company[SalesInvoiceLine].where("SalesOrderLine", line["ID"])
    assert [row["Quantity"] for row in rows] == [2, 1, 2]
    assert (line["QuantityInvoiced"], line["InvoiceStatus"]) == (5, 21)
    assert bill(desk, made)["NumberOfFailedInvoices"] == 1


def test_what_is_taken_off_an_invoice_can_be_invoiced_again(desk: Desk) -> None:
    made = order(desk, sold(desk, "5"), sold(desk, "2"))
    bill(desk, made)
    [invoice] = invoices_of(desk, made)
    first, second = desk.company[SalesInvoiceLine].where("InvoiceID", invoice["InvoiceID"])
    desk.put(SalesInvoiceLine, first, {"Quantity": D(3)})
    assert [row["QuantityInvoiced"] for row in lines_of(desk, made)] == [3, 2]
    with pytest.raises(Refused, match=r"^Niet toegestaan: Artikel$"):
        desk.put(SalesInvoiceLine, first, {"Item": sold(desk, code="PALLET")["Item"]})
    desk.delete(SalesInvoiceLine, second)
    assert [row["QuantityInvoiced"] for row in lines_of(desk, made)] == [3, 0]
    desk.delete(SalesInvoice, invoice)
    assert [row["QuantityInvoiced"] for row in lines_of(desk, made)] == [0, 0]
    assert made["InvoiceStatus"] == 12
    with pytest.raises(Refused):
        bill(desk, made, SalesOrderIDs=[])
    assert bill(desk, made)["NumberOfCreatedInvoices"] == 1
    with pytest.raises(Refused, match="Gebruikt in"):
        desk.delete(SalesOrderLine, lines_of(desk, made)[0])


def test_an_invoice_that_cannot_be_made_is_counted(desk: Desk) -> None:
    made, good = order(desk, sold(desk, CostCenter="VERKOOP")), order(desk, sold(desk))
    buyer = [row for row in desk.company[Account] if row["Status"] == "C" and row["SalesVATCode"] == "2  "][3]
    other = order(desk, sold(desk), OrderedBy=buyer["ID"])
    desk.put(Account, buyer, {"Blocked": True})
    answer = bill(desk, made, other, good)
    assert (answer["NumberOfCreatedInvoices"], answer["NumberOfFailedInvoices"]) == (1, 1)
    assert answer["Errors"].startswith("Geblokkeerd: ")
    assert invoices_of(desk, other) == []


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({"SalesOrderIDs": []}, ("Verplicht: Verkooporders",)),
        ({"SalesOrderIDs": [uuid4()]}, ("Ongeldige referentie: Verkooporders",)),
        ({"JournalCode": None}, ("Verplicht: Dagboek",)),
        ({"JournalCode": "60"}, ("Ongeldig: Dagboek (type)",)),
        ({"CreateMode": None, "InvoiceMode": None}, ("Verplicht: Aanmaakwijze", "Verplicht: Factureerwijze")),
        ({"CreateMode": 2, "InvoiceMode": 7}, ("Ongeldig: Aanmaakwijze", "Ongeldig: Factureerwijze")),
        ({"DeliveryNumber": 999_999}, ("Ongeldige referentie: Leveringen",)),
    ],
)
def test_requests_that_are_refused(shared_desk: Desk, given: Row, sentences: tuple[str, ...]) -> None:
    made = order(shared_desk, sold(shared_desk))
    with pytest.raises(Refused) as caught:
        bill(shared_desk, made, **given)
    assert caught.value.messages == sentences


def test_five_hundred_lines_are_enough(desk: Desk) -> None:
    big = order(desk, *(sold(desk) for _ in range(500)))
    with pytest.raises(Refused, match=r"^Ongeldig: Regels$"):
        bill(desk, big, order(desk, sold(desk)))
    assert bill(desk, big)["NumberOfCreatedInvoices"] == 1
