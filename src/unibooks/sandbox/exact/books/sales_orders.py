"""salesorder/SalesOrders, their lines and order charges, and closing what is left of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.salesorder import (
    CompleteSalesOrder,
    CompleteSalesOrderLine,
    SalesOrder,
    SalesOrderLine,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import order_status, stock, texts
from unibooks.sandbox.exact.books.order_status import CLOSED, OPEN
from unibooks.sandbox.exact.books.sold import ORDERS
from unibooks.sandbox.exact.books.sold_book import Book, nothing_more
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Row, Write, Writer

#: [H] whether an order is approved: 0 awaits it, 1 needs none, 2 is.
AWAITING, AUTOMATIC, APPROVED = 0, 1, 2
APPROVALS: Final = {
    AWAITING: texts.AWAITING_APPROVAL,
    AUTOMATIC: texts.AUTOMATIC,
    APPROVED: texts.APPROVED,
}


def _own(write: Write, given: Row, order: Row | None, header: Row, faults: Faults) -> Row:
    """Approval, and the day of delivery, which is the order's when none is said [R]."""
    values: Row = {}
    if order is None:
        values = {"DeliveryDate": header["DeliveryDate"] or header["OrderDate"], "ApprovalStatus": AUTOMATIC}
    if given.get("ApprovalStatus") is not None:
        values["ApprovalStatus"] = given["ApprovalStatus"]
    asked = values.get("ApprovalStatus")
    if asked is None:
        return values
    if asked not in APPROVALS:
        faults.add(texts.INVALID, texts.STATUS)
        return values
    values["ApprovalStatusDescription"] = APPROVALS[asked].to(write.user)
    approved = asked == APPROVED
    values["Approved"] = write.world.local(write.company) if approved else None
    values["Approver"] = write.user.id if approved else None
    values["ApproverFullName"] = write.user.full_name if approved else None
    return values


def open_order(write: Write, order: Row) -> None:
    """Refuse a change of an order that is complete or cancelled [H]."""
    if order["Status"] in CLOSED:
        raise texts.refuse(write.user, texts.PROCESSED, texts.SALES_ORDER)


def _may_change(line: Row, given: Row | None, faults: Faults) -> None:
    """What was delivered or invoiced stays [I]: the item, and so many of it."""
    delivered, invoiced = line["QuantityDelivered"], line["QuantityInvoiced"]
    moved = max(abs(delivered), abs(invoiced))
    if given is None:
        if moved:
            place = texts.DELIVERIES if delivered else texts.ENTRIES
            detail = f" - {texts.USED_IN.to(faults.user)}: {place.to(faults.user)}"
            faults.add(texts.UNDELETABLE, texts.SALES_ORDER, detail)
        return
    if line["OrderStatus"] in CLOSED:
        faults.add(texts.PROCESSED, texts.SALES_ORDER)
    if moved and given.get("Item", line["Item"]) != line["Item"]:
        faults.add(texts.NOT_ALLOWED, texts.ITEM)
    wanted: Decimal | None = given.get("Quantity")
    if moved and wanted is not None and abs(wanted) < moved:
        faults.add(texts.INVALID, texts.QUANTITY)


def _released(write: Write, lines: list[Row]) -> None:
    for line in lines:
        stock.plan(write.company, line["Item"])


BOOK: Final = Book(
    kind=ORDERS,
    own=_own,
    line_own={
        "DeliveryStatus": OPEN,
        "InvoiceStatus": OPEN,
        "OrderStatus": OPEN,
        "QuantityDelivered": Decimal(0),
        "QuantityInvoiced": Decimal(0),
        "UseDropShipment": 0,
    },
    line=nothing_more,
    is_open=open_order,
    may_change=_may_change,
    follow=order_status.settle,
    released=_released,
)


def order_of(write: Write, key: object) -> Row:
    """The order with this key.

    Raises:
        Refused: there is none.
    """
    found = write.company[SalesOrder].rows.get(key)
    if found is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.SALES_ORDER)
    return found


def complete(write: Write, given: Row) -> Row:
    """Close what is left of an order; nothing said closes both deliveries and invoices [I].

    Raises:
        Refused: there is no such order, or it is closed already.
    """
    order = order_of(write, given.get("OrderID"))
    open_order(write, order)
    _close(write, order, ORDERS.lines_of(write.company, order["OrderID"]), given)
    return _answer(write, CompleteSalesOrder, given)


def complete_line(write: Write, given: Row) -> Row:
    """Close what is left of one line.

    Raises:
        Refused: there is no such line, or it is closed already.
    """
    key = given.get("ID")
    line = write.company[SalesOrderLine].rows.get(key)
    if line is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.SALES_ORDER)
    if line["OrderStatus"] in CLOSED:
        raise texts.refuse(write.user, texts.PROCESSED, texts.SALES_ORDER)
    _close(write, order_of(write, line["OrderID"]), [line], given)
    return _answer(write, CompleteSalesOrderLine, given)


def _close(write: Write, order: Row, lines: list[Row], given: Row) -> None:
    delivery, invoice = given.get("CompleteDelivery"), given.get("CompleteInvoice")
    both = delivery is None and invoice is None
    for line in lines:
        order_status.close(write, line, delivery=bool(delivery or both), invoice=bool(invoice or both))
    write.company[SalesOrder].change(order["OrderID"], touched(write))
    order_status.settle(write, order)


def _answer(write: Write, entity: type[Entity], given: Row) -> Row:
    """What an action answers: what was sent, and that it is done."""
    row: Row = dict.fromkeys(entity.props())
    row |= {name: value for name, value in given.items() if name in row}
    return row | {
        "Division": write.company.code,
        "ErrorMessage": None,
        "SuccessMessage": texts.DONE.to(write.user),
    }


WRITERS: Final = {
    **BOOK.writers(),
    CompleteSalesOrder: Writer(complete),
    CompleteSalesOrderLine: Writer(complete_line),
}
