"""Deliveries of sales orders: what leaves, what the order, the warehouse and the ledger know of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.selling import customer, item, lines_of, order, sold

from unibooks.connectors.exact.target import Account, Document, DocumentAttachment, GeneralJournalEntry, TransactionLine
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.salesorder import (
    CompleteSalesOrder,
    GoodsDelivery,
    GoodsDeliveryLine,
    PrintedSalesOrder,
    SalesOrder,
)
from unibooks.sandbox.exact.books import WRITERS, ledger
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
DAY = datetime(2026, 11, 20)


def part(line: Row, quantity: str = "1", **more: Any) -> Row:
    return {"SalesOrderLineID": line["ID"], "QuantityDelivered": D(quantity), **more}


def deliver(desk: Desk, *parts: Row, **more: Any) -> Row:
    return desk.post(GoodsDelivery, {"DeliveryDate": DAY, "GoodsDeliveryLines": list(parts), **more})


def booked(desk: Desk, delivery: Row) -> list[tuple[int, str, Decimal]]:
    rows = desk.company[TransactionLine].where("EntryID", delivery["EntryID"])
    return [(row["LineNumber"], row["GLAccountCode"], row["AmountDC"]) for row in rows]


def test_a_delivery_is_filled_in_as_documented(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"))
    line = lines_of(desk, made)[0]
    delivery = deliver(
        desk, part(line, "3", TrackingNumber="TR1", Notes="let op"), TrackingNumber="TR1", Remarks="haast"
    )
    expected: dict[str, Any] = {
        "DeliveryAccount": made["DeliverTo"],
        "DeliveryAccountName": made["DeliverToName"],
        "DeliveryAddress": made["DeliveryAddress"],
        "DeliveryContact": made["DeliverToContactPerson"],
        "DeliveryDate": DAY,
        "Document": None,
        "Remarks": "haast",
        "TrackingNumber": "TR1",
        "WarehouseCode": "1",
    }
    assert {name: delivery[name] for name in expected} == expected
    assert str(delivery["EntryNumber"]).startswith("2690")
    row = desk.company[GoodsDeliveryLine].where("EntryID", delivery["EntryID"])[0]
    expected = {
        "Description": "Netwerkkabel 5 meter",
        "ItemCode": "KABEL-05",
        "LineNumber": 1,
        "Notes": "let op",
        "QuantityDelivered": 3,
        "QuantityOrdered": 4,
        "SalesOrderLineNumber": 1,
        "SalesOrderNumber": made["OrderNumber"],
        "TrackingNumber": "TR1",
        "Unitcode": "pc",
    }
    assert {name: row[name] for name in expected} == expected


def test_order_stock_and_ledger_know_of_it(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), sold(desk, "2", "ADVIES"))
    first, service = lines_of(desk, made)
    before = item(desk)["Stock"]
    delivery = deliver(desk, part(first, "3"), part(service, "2"))
    assert item(desk)["Stock"] == before - 3
    assert (first["QuantityDelivered"], first["DeliveryStatus"], made["DeliveryStatus"]) == (3, 20, 20)
    assert booked(desk, delivery) == [(1, "3000", D("-9.30")), (1, "7000", D("9.30"))]
    row = desk.company[TransactionLine].where("EntryID", delivery["EntryID"])[0]
    assert (row["Type"], row["JournalCode"], row["ItemCode"], row["OrderNumber"]) == (
        *(120, "90", "KABEL-05"),
        made["OrderNumber"],
    )
    assert sum(ledger.trial_balance(desk.company).values()) == 0
    deliver(desk, part(first))
    assert (first["DeliveryStatus"], made["DeliveryStatus"], made["Status"]) == (21, 21, 20)


def test_the_ledger_shows_the_dimensions_of_the_order(desk: Desk) -> None:
    project = desk.company[Project].first("Code", "P-100")
    assert project is not None
    made = order(desk, sold(desk, "1", Project=project["ID"], CostCenter="VERKOOP"))
    delivery = deliver(desk, part(lines_of(desk, made)[0]))
    rows = desk.company[TransactionLine].where("EntryID", delivery["EntryID"])
    assert [(row["ProjectCode"], row["CostCenter"]) for row in rows] == [(None, None), ("P-100", "VERKOOP")]


def test_numbers_run_on_from_the_general_journal_and_back(desk: Desk) -> None:
    line = lines_of(desk, order(desk, sold(desk, "4")))[0]
    first = deliver(desk, part(line))
    lines: list[Row] = [{"GLAccount": desk.gl(gl), "AmountFC": D(sign)} for gl, sign in (("5520", 1), ("2000", -1))]
    entry = desk.post(GeneralJournalEntry, {"JournalCode": "90", "GeneralJournalEntryLines": lines})
    second = deliver(desk, part(line))
    assert (entry["EntryNumber"], second["EntryNumber"]) == (first["EntryNumber"] + 1, first["EntryNumber"] + 2)
    assert second["DeliveryNumber"] == first["DeliveryNumber"] + 1


def test_without_a_cost_nothing_is_booked(desk: Desk) -> None:
    cheap = desk.post(Item, {"Code": "GRATIS", "Description": "Folder"})
    made = order(desk, {"Item": cheap["ID"], "Quantity": D(1)})
    delivery = deliver(desk, part(lines_of(desk, made)[0]))
    assert (booked(desk, delivery), cheap["Stock"]) == ([], -1)


def test_a_line_can_be_added(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), sold(desk, "1", "PALLET"))
    first, second = lines_of(desk, made)
    delivery = deliver(desk, part(first, "4"))
    more = desk.post(GoodsDeliveryLine, {"EntryID": delivery["EntryID"], **part(second)})
    assert (more["LineNumber"], made["DeliveryStatus"]) == (2, 21)
    assert booked(desk, delivery)[2:] == [(2, "3000", D("-14.40")), (2, "7000", D("14.40"))]
    assert desk.refusal(GoodsDeliveryLine, {**part(second)}) == ("Verplicht: Leveringen",)
    assert desk.refusal(GoodsDeliveryLine, {"EntryID": uuid4(), **part(second)}) == (
        "Ongeldige referentie: Leveringen",
    )


def test_only_notes_can_be_changed(desk: Desk) -> None:
    delivery = deliver(desk, part(lines_of(desk, order(desk, sold(desk)))[0]))
    document = desk.post(Document, {"Subject": "Pakbon", "Type": 55})
    desk.put(GoodsDelivery, delivery, {"TrackingNumber": "TR888999", "Document": document["ID"]})
    assert (delivery["TrackingNumber"], delivery["DocumentSubject"]) == ("TR888999", "Pakbon")
    line = desk.company[GoodsDeliveryLine].where("EntryID", delivery["EntryID"])[0]
    desk.put(GoodsDeliveryLine, line, {"Notes": "buiten"})
    assert (line["Notes"], line["QuantityDelivered"]) == ("buiten", 1)
    with pytest.raises(Refused, match="Ongeldige referentie: Document"):
        desk.put(GoodsDelivery, delivery, {"Document": uuid4()})
    with pytest.raises(Refused, match="Kan niet verwijderen: Document"):
        desk.delete(Document, document)
    assert {name for name, prop in GoodsDelivery.props().items() if prop.put} == {
        "Document",
        "Remarks",
        "TrackingNumber",
    }
    assert [WRITERS[entity].delete for entity in (GoodsDelivery, GoodsDeliveryLine)] == [None, None]


@pytest.mark.parametrize(
    ("sentence", "header", "change"),
    [
        ("Verplicht: Leverdatum", {"DeliveryDate": None}, {}),
        ("Verplicht: Regels", {"GoodsDeliveryLines": []}, {}),
        ("Periode is afgesloten: 2025 - 11", {"DeliveryDate": datetime(2025, 11, 5)}, {}),
        ("Ongeldige referentie: Leveringswijze", {"ShippingMethod": uuid4()}, {}),
        ("Ongeldige referentie: Document", {"Document": uuid4()}, {}),
        ("Ongeldig: Omschrijving", {"Description": "x" * 61}, {}),
        ("Verplicht: Verkooporder", {}, {"SalesOrderLineID": None}),
        ("Ongeldige referentie: Verkooporder", {}, {"SalesOrderLineID": uuid4()}),
        ("Verplicht: Aantal", {}, {"QuantityDelivered": None}),
        ("Ongeldig: Aantal", {}, {"QuantityDelivered": D(0)}),
        ("Ongeldig: Aantal", {}, {"QuantityDelivered": D(-1)}),
        ("Ongeldig: Aantal", {}, {"QuantityDelivered": D(5)}),
        ("Ongeldige referentie: Magazijn", {}, {"StorageLocationCode": "1"}),
    ],
)
def test_deliveries_that_are_refused(shared_desk: Desk, sentence: str, header: Row, change: Row) -> None:
    line = lines_of(shared_desk, order(shared_desk, sold(shared_desk, "4")))[0]
    body: Row = {"DeliveryDate": DAY, "GoodsDeliveryLines": [part(line) | change], **header}
    assert shared_desk.refusal(GoodsDelivery, body) == (sentence,)
    assert line["QuantityDelivered"] == 0


def test_no_more_than_is_left(desk: Desk) -> None:
    line = lines_of(desk, order(desk, sold(desk, "4")))[0]
    body: Row = {"DeliveryDate": DAY, "GoodsDeliveryLines": [part(line, "3"), part(line, "2")]}
    assert desk.refusal(GoodsDelivery, body) == ("Ongeldig: Aantal",)


def test_what_is_taken_in_comes_back(desk: Desk) -> None:
    line = lines_of(desk, order(desk, sold(desk, "-2")))[0]
    before = item(desk)["Stock"]
    delivery = deliver(desk, part(line, "-2"))
    assert (item(desk)["Stock"], line["DeliveryStatus"]) == (before + 2, 21)
    assert booked(desk, delivery)[0] == (1, "3000", D("6.20"))


def test_orders_that_deliver_nothing(desk: Desk) -> None:
    closed, waiting = order(desk, sold(desk)), order(desk, sold(desk), ApprovalStatus=0)
    desk.post(CompleteSalesOrder, {"OrderID": closed["OrderID"]})
    for made, sentence in ((closed, "Reeds verwerkt: Verkooporder"), (waiting, "Niet toegestaan: Verkooporder")):
        body: Row = {"DeliveryDate": DAY, "GoodsDeliveryLines": [part(lines_of(desk, made)[0])]}
        assert desk.refusal(GoodsDelivery, body) == (sentence,)
    desk.put(SalesOrder, waiting, {"ApprovalStatus": 2})
    assert deliver(desk, part(lines_of(desk, waiting)[0]))["DeliveryNumber"] > 0


def test_one_delivery_goes_to_one_relation(desk: Desk) -> None:
    first = order(desk, sold(desk))
    other = next(
        row
        for row in desk.company[Account].where("Status", "C")
        if not row["Blocked"] and row["ID"] != customer(desk)["ID"]
    )
    second = order(desk, sold(desk), OrderedBy=other["ID"])
    parts = [part(lines_of(desk, made)[0]) for made in (first, second)]
    body: Row = {"DeliveryDate": DAY, "GoodsDeliveryLines": parts}
    assert desk.refusal(GoodsDelivery, body) == ("Ongeldig: Leveren aan",)


def test_an_item_that_was_delivered_stays(desk: Desk) -> None:
    made = order(desk, sold(desk))
    deliver(desk, part(lines_of(desk, made)[0]))
    with pytest.raises(Refused, match="Kan niet verwijderen: Artikel - Gebruikt in: Leveringen"):
        desk.delete(Item, item(desk))


def test_printing_an_order_makes_a_document_with_a_pdf(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), YourRef="PO-9")
    answer = desk.post(PrintedSalesOrder, {"OrderId": made["OrderID"], "SendEmailToCustomer": True})
    assert (made["Document"], made["DocumentSubject"]) == (answer["Document"], f"Verkooporder {made['OrderNumber']}")
    assert (answer["EmailCreationSuccess"], answer["DocumentCreationError"]) == (None, None)
    assert answer["EmailCreationError"] == "Niet verzonden: deze omgeving verstuurt niets."
    document = desk.company[Document].rows[made["Document"]]
    assert (document["Type"], document["TypeDescription"], document["AmountFC"]) == (
        12,
        "Verkooporder",
        made["AmountFC"],
    )
    attachment = desk.company[DocumentAttachment].where("Document", document["ID"])[0]
    content = desk.company.blobs[attachment["ID"]]
    assert attachment["FileName"] == f"{made['OrderNumber']}.pdf"
    assert content.startswith(b"%PDF-1.4")
    assert b"PO-9" in content
    assert b"43,32" in content


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Verplicht: Verkooporder", {"OrderId": None}),
        ("Ongeldige referentie: Verkooporder", {"OrderId": uuid4()}),
        ("Ongeldige referentie: Lay-out", {"DocumentLayout": uuid4()}),
        ("Ongeldig: Email []", {"SenderEmailAddress": "nee"}),
    ],
)
def test_printing_that_is_refused(shared_desk: Desk, sentence: str, body: Row) -> None:
    made = order(shared_desk, sold(shared_desk))
    assert shared_desk.refusal(PrintedSalesOrder, {"OrderId": made["OrderID"], **body}) == (sentence,)
    assert made["Document"] is None
