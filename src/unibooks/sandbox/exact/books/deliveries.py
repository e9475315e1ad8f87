"""salesorder/GoodsDeliveries and their lines: goods of sales orders leave a warehouse.

A delivery can be added to and its notes can be changed, nothing else [H: reference page]. It is booked in the general
journal: stock goes down, costs of sales go up, by the standard cost of what left [R: Dutch audit file].
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, GoodsDeliveryLine, SalesOrder, SalesOrderLine
from unibooks.sandbox.exact.books import (
    entry_rules,
    items,
    ledger,
    order_status,
    projects,
    references,
    sales_orders,
    stock,
    texts,
    warehouses,
)
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, OPEN, midnight
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

#: [R] The general journal of a Dutch company; the ledger's type of a delivery [H].
JOURNAL: Final = "90"
DELIVERY: Final = 120


def create(write: Write, given: Row) -> Row:
    """Deliver lines of sales orders; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop("GoodsDeliveryLines", None) or []
    faults = Faults(write.user)
    date = _date(write, given, faults)
    if given.get("ShippingMethod") is not None:
        faults.add(texts.BAD_REFERENCE, texts.SHIPPING_METHOD)
    if len(given.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    document = entry_rules.document(write, given.get("Document"), faults)
    found = _lines(write, posted, faults, None)
    faults.stop()
    order = write.company[SalesOrder].rows[found[0][1]["OrderID"]]
    row = born(write, GoodsDelivery) | {name: value for name, value in given.items() if name != "EntryID"}
    row |= _receiver(write.company, order) | {
        "DeliveryDate": date,
        "DeliveryNumber": max((other["DeliveryNumber"] for other in write.company[GoodsDelivery]), default=0) + 1,
        "Document": document.get("Document"),
        "DocumentSubject": document.get("DocumentSubject"),
        "EntryNumber": entry_rules.next_number(date.year, JOURNAL, numbered(write.company)),
    }
    write.company[GoodsDelivery].add(row)
    _add(write, row, found, 1)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change the notes of a delivery [H: Document, Remarks, TrackingNumber].

    Raises:
        Refused: the document is not there.
    """
    faults = Faults(write.user)
    values = dict(given)
    if "Document" in given:
        found = entry_rules.document(write, given["Document"], faults)
        values["DocumentSubject"] = found.get("DocumentSubject")
    faults.stop()
    write.company[GoodsDelivery].change(row["EntryID"], values | touched(write))


def create_line(write: Write, given: Row) -> Row:
    """Add a line to a delivery.

    Raises:
        Refused: there is no such delivery, its period is closed, or a rule says no.
    """
    key: Any = given.get("EntryID")
    delivery = write.company[GoodsDelivery].rows.get(key)
    if delivery is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.DELIVERIES)
    faults = Faults(write.user)
    _open_period(write, delivery["DeliveryDate"], faults)
    found = _lines(write, [given], faults, delivery)
    faults.stop()
    number = max((line["LineNumber"] for line in lines_of(write.company, key)), default=0) + 1
    write.company[GoodsDelivery].change(key, touched(write))
    return _add(write, delivery, found, number)[0]


def update_line(write: Write, line: Row, given: Row) -> None:
    """Change the notes of a line [H: Notes, TrackingNumber]."""
    write.company[GoodsDeliveryLine].change(line["ID"], given | touched(write))


def lines_of(company: Company, key: object) -> list[Row]:
    """The lines of a delivery in their order."""
    return sorted(company[GoodsDeliveryLine].where("EntryID", key), key=lambda line: line["LineNumber"])


def numbered(company: Company) -> list[Row]:
    """What has a number of the general journal; a delivery without a cost has one too, and no line in the ledger."""
    return [*company[TransactionLine].where("JournalCode", JOURNAL), *company[GoodsDelivery], *company[GoodsReceipt]]


def _date(write: Write, given: Row, faults: Faults) -> datetime:
    sent: datetime | None = given.get("DeliveryDate")
    if sent is None:
        faults.add(texts.MISSING, texts.DELIVERY_DATE)
        return midnight(write.world.local(write.company))
    _open_period(write, sent, faults)
    return midnight(sent)


def _open_period(write: Write, date: datetime, faults: Faults) -> None:
    entry_rules.period(write, date, date.year, date.month, faults, JOURNAL)


def _lines(write: Write, posted: list[Row], faults: Faults, delivery: Row | None) -> list[tuple[Row, Row]]:
    """Each line that was sent with the order's line that it names; all have to go to one relation [I]."""
    company = write.company
    found: list[tuple[Row, Row]] = []
    taken: dict[Any, Decimal] = {}
    receivers = {delivery["DeliveryAccount"]} if delivery else set[Any]()
    for given in posted:
        key: Any = given.get("SalesOrderLineID")
        line = company[SalesOrderLine].rows.get(key)
        if line is None:
            faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.SALES_ORDER)
            continue
        order = company[SalesOrder].rows[line["OrderID"]]
        receivers.add(order["DeliverTo"])
        if line["DeliveryStatus"] in order_status.CLOSED:
            faults.add(texts.PROCESSED, texts.SALES_ORDER)
        elif order["ApprovalStatus"] == sales_orders.AWAITING:
            faults.add(texts.NOT_ALLOWED, texts.SALES_ORDER)
        taken[key] = taken.get(key, ZERO) + _quantity(line, given, taken.get(key, ZERO), faults)
        if given.get("StorageLocation") is not None or given.get("StorageLocationCode"):
            faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
        found.append((given, line))
    if len(receivers) > 1:
        faults.add(texts.INVALID, texts.DELIVER_TO)
    return found


def _quantity(line: Row, given: Row, taken: Decimal, faults: Faults) -> Decimal:
    """How many leave: not none, and no more than are left of the order's line [I]."""
    quantity: Decimal | None = given.get("QuantityDelivered")
    left: Decimal = line["Quantity"] - line["QuantityDelivered"] - taken
    if quantity is None:
        faults.add(texts.MISSING, texts.QUANTITY)
        return ZERO
    if not sane(quantity) or not quantity or quantity * left < 0 or abs(quantity) > abs(left):
        faults.add(texts.INVALID, texts.QUANTITY)
        return ZERO
    return quantity


def _receiver(company: Company, order: Row) -> Row:
    relation = references.account(company, order["DeliverTo"])
    account, code, name = references.described(relation, "ID", "Code", "Name")
    return {
        "DeliveryAccount": account,
        "DeliveryAccountCode": code,
        "DeliveryAccountName": name,
        "DeliveryAddress": order["DeliveryAddress"],
        "DeliveryContact": order["DeliverToContactPerson"],
        "DeliveryContactPersonFullName": order["DeliverToContactPersonFullName"],
        "Warehouse": order["WarehouseID"],
        "WarehouseCode": order["WarehouseCode"],
        "WarehouseDescription": order["WarehouseDescription"],
    }


def _add(write: Write, delivery: Row, found: list[tuple[Row, Row]], start: int) -> list[Row]:
    """Store the lines, take the goods out of the warehouse, tell the orders, and book it all."""
    company = write.company
    warehouse = warehouses.warehouse(company, delivery["Warehouse"])
    made: list[Row] = []
    for number, (given, line) in enumerate(found, start):
        quantity: Decimal = given["QuantityDelivered"]
        row = born(write, GoodsDeliveryLine)
        row |= {name: value for name, value in given.items() if name in row and name != "ID"}
        row |= {name: line[name] for name in ("Item", "ItemCode", "ItemDescription")}
        row |= {
            "CustomerItemCode": line["CustomerItemCode"],
            "DeliveryDate": delivery["DeliveryDate"],
            "Description": given.get("Description") or line["Description"],
            "EntryID": delivery["EntryID"],
            "LineNumber": number,
            "QuantityOrdered": line["Quantity"],
            "SalesOrderLineNumber": line["LineNumber"],
            "SalesOrderNumber": line["OrderNumber"],
            "Unitcode": line["UnitCode"],
        }
        made.append(company[GoodsDeliveryLine].add(row))
        order_status.count(write, line["ID"], delivered=quantity)
        item = items.item(company, line["Item"])
        if item is not None and warehouse is not None:
            stock.move(write, item, warehouse, -quantity)
    _book(write, delivery)
    return made


def _book(write: Write, delivery: Row) -> None:
    """Write the whole delivery into the ledger; what has no cost or no ledger account for its stock is not there."""
    company, key = write.company, delivery["EntryID"]
    postings = [posting for line in lines_of(company, key) for posting in _postings(company, line)]
    day, receiver = delivery["DeliveryDate"], delivery["DeliveryAccount"]
    book_goods(write, key, delivery["EntryNumber"], DELIVERY, day, receiver, postings)


def book_goods(
    write: Write,
    entry_id: uuid.UUID,
    number: int,
    kind: int,
    day: datetime,
    relation: object,
    postings: Sequence[Posting],
) -> None:
    """Write goods that went or came into the ledger, in place of what the entry has there; nothing without postings.

    Args:
        write: the circumstances.
        entry_id: key of the entry; number: its number; kind: the type of its ledger lines.
        day: when the goods went or came.
        relation: key of whom they went to or came from.
        postings: the ledger lines.
    """
    company = write.company
    journal = references.journal(company, JOURNAL)
    if journal is None or not postings:
        return
    shared = ledger.heading(
        journal,
        entry_id=entry_id,
        number=number,
        kind=kind,
        status=OPEN,
        date=day,
        year=day.year,
        period=day.month,
        currency=company.currency,
        relation=references.account(company, relation),
    )
    ledger.book(write, shared, postings, offset=False)


def _postings(company: Company, line: Row) -> Iterator[Posting]:
    item = items.item(company, line["Item"])
    sold = company[SalesOrderLine].rows.get(line["SalesOrderLineID"])
    if item is None or sold is None or not item["IsStockItem"]:
        return
    kept, spent = items.stock_account(company, item), items.costs_account(company, item)
    amount = cents(line["QuantityDelivered"] * (item["CostPriceStandard"] or ZERO))
    if kept is None or spent is None or not amount:
        return
    more: Row = {name: line[name] for name in ("Description", "Item", "ItemCode", "ItemDescription")}
    more |= {"OrderNumber": line["SalesOrderNumber"], "Quantity": line["QuantityDelivered"]}
    named: Row = {
        name: sold[name] for name in ("CostCenter", "CostCenterDescription", "CostUnit", "CostUnitDescription")
    }
    named |= projects.named(projects.project(company, sold["Project"]))
    number = line["LineNumber"]
    yield Posting(number=number, account=kept, fc=-amount, dc=-amount, more=more)
    yield Posting(number=number, account=spent, fc=amount, dc=amount, more=more | named)


WRITERS: Final = {
    GoodsDelivery: Writer(create, update),
    GoodsDeliveryLine: Writer(create_line, update_line),
}
