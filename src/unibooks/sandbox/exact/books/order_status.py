"""How far a sales order is: its statuses follow from what was delivered and invoiced of its lines [H].

12 open, 20 partial, 21 complete, 45 cancelled. A line that is closed before all of it came is complete when some came,
and cancelled when nothing did [I]. What is complete stays so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine
from unibooks.sandbox.exact.books import stock, texts
from unibooks.sandbox.exact.books.sold import ORDERS
from unibooks.sandbox.exact.state import Row, Write

OPEN, PARTIAL, COMPLETE, CANCELLED = 12, 20, 21, 45
CLOSED: Final = frozenset({COMPLETE, CANCELLED})
NAMES: Final = {
    OPEN: texts.OPEN,
    PARTIAL: texts.PARTIAL,
    COMPLETE: texts.COMPLETE,
    CANCELLED: texts.CANCELLED,
}
NOTHING: Final = Decimal(0)
#: The two things that happen to a line: the status, and the quantity that tells it.
DELIVERY, INVOICE = ("DeliveryStatus", "QuantityDelivered"), ("InvoiceStatus", "QuantityInvoiced")


def count(write: Write, key: uuid.UUID, *, delivered: Decimal = NOTHING, invoiced: Decimal = NOTHING) -> None:
    """Count what was delivered or invoiced of an order's line; numbers below zero take it back."""
    settle(write, note(write, key, delivered=delivered, invoiced=invoiced))


def note(write: Write, key: uuid.UUID, *, delivered: Decimal = NOTHING, invoiced: Decimal = NOTHING) -> Row:
    """Count as `count` does and leave the statuses to whoever counts many; returns the order, to be settled."""
    table = write.company[SalesOrderLine]
    line = table.rows[key]
    values: Row = {
        "QuantityDelivered": (line["QuantityDelivered"] or NOTHING) + delivered,
        "QuantityInvoiced": (line["QuantityInvoiced"] or NOTHING) + invoiced,
    }
    for (status, quantity), moved in ((DELIVERY, delivered), (INVOICE, invoiced)):
        # taking back opens a line that was complete
        if moved and abs(values[quantity]) < abs(line["Quantity"]) and line[status] in CLOSED:
            values[status] = OPEN
    table.change(key, values)
    return write.company[SalesOrder].rows[line["OrderID"]]


def close(write: Write, line: Row, *, delivery: bool, invoice: bool) -> None:
    """Close a line for deliveries, for invoices or for both, whatever is left of it."""
    values: Row = {}
    for (status, quantity), asked in ((DELIVERY, delivery), (INVOICE, invoice)):
        if asked and line[status] not in CLOSED:
            values[status] = COMPLETE if line[quantity] else CANCELLED
    write.company[SalesOrderLine].change(line["ID"], values)


def settle(write: Write, order: Row) -> None:
    """Bring the statuses of an order and its lines up to date, and what its items' warehouses are about to give."""
    company = write.company
    lines = ORDERS.lines_of(company, order["OrderID"])
    for line in lines:
        found = {status: _of_line(line, status, quantity) for status, quantity in (DELIVERY, INVOICE)}
        found["OrderStatus"] = _together(found.values())
        company[SalesOrderLine].change(line["ID"], found)
    for item in dict.fromkeys(line["Item"] for line in lines):
        stock.plan(company, item)
    values: Row = {}
    for name in ("DeliveryStatus", "InvoiceStatus"):
        values[name] = together = _together(line[name] for line in lines)
        values[name + "Description"] = NAMES[together].to(write.user)
    values["Status"] = _together((values["DeliveryStatus"], values["InvoiceStatus"]))
    values["StatusDescription"] = NAMES[values["Status"]].to(write.user)
    company[SalesOrder].change(order["OrderID"], values)


def _of_line(line: Row, status: str, quantity: str) -> int:
    asked, done = line["Quantity"], line[quantity] or NOTHING
    if line[status] in CLOSED and abs(done) < abs(asked):
        return int(line[status])
    if done and abs(done) >= abs(asked):
        return COMPLETE
    return PARTIAL if done else OPEN


def _together(found: Iterable[int]) -> int:
    """One status for several: closed when all are, open when all are, else partial."""
    states = set(found)
    if states <= CLOSED:
        return COMPLETE if COMPLETE in states else CANCELLED
    return OPEN if states == {OPEN} else PARTIAL
