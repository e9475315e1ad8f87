"""salesorder/PrintedSalesOrders: an order becomes a document."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.salesorder import PrintedSalesOrder, SalesOrder
from unibooks.sandbox.exact.books import sales_orders, sold_print
from unibooks.sandbox.exact.books.sold import ORDERS
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.state import Row, Write, Writer


def create(write: Write, given: Row) -> Row:
    """Make the document of an order; the order names it from then on.

    Raises:
        Refused: there is no such order, the layout is unknown, or the sender's address is none.
    """
    order = sales_orders.order_of(write, given.get("OrderId"))
    document = sold_print.issue(ORDERS, write, order, given)
    named = {"Document": document["ID"], "DocumentNumber": document["HID"], "DocumentSubject": document["Subject"]}
    write.company[SalesOrder].change(order["OrderID"], named | touched(write))
    row: Row = dict.fromkeys(PrintedSalesOrder.props())
    row |= {name: value for name, value in given.items() if name in row}
    return (
        row | sold_print.answer(write, given, document) | {"Division": write.company.code, "EmailCreationSuccess": None}
    )


WRITERS: Final = {PrintedSalesOrder: Writer(create)}
