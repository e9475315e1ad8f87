"""salesinvoice/InvoiceSalesOrders: sales orders become sales invoices, which are drafts as all others.

How much of an order's line was invoiced follows from the lines of invoices that name it, so that it goes back when such
a line goes [I].
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.salesinvoice import InvoiceSalesOrder, SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, GoodsDeliveryLine, SalesOrder
from unibooks.sandbox.exact.books import entry_rules, sales_invoices, texts
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.order_status import CLOSED
from unibooks.sandbox.exact.books.sales_invoice_header import INVOICES, SALES_JOURNALS
from unibooks.sandbox.exact.books.sold import ORDERS
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Refused, Row, Write

#: [H] `CreateMode`: an invoice for each customer, or for each order. `InvoiceMode`: what was delivered, or ordered.
PER_CUSTOMER, PER_ORDER = 0, 1
DELIVERED, ORDERED = 0, 1
#: [H] Several orders may have so many lines together.
MOST_LINES: Final = 500
NOTHING: Final = Decimal(0)
#: What an order's line hands to that of the invoice as it is.
CARRIED: Final = (
    *("CostCenter", "CostUnit", "DeliveryDate", "Description", "Discount", "Item", "NetPrice", "Notes", "Project"),
    *("UnitCode", "UnitPrice", "VATCode", "VATPercentage"),
)
#: What the header of an order hands to that of the invoice, and what of it only an invoice of one order can have.
SHARED: Final = ("Currency", "DeliverTo", "InvoiceTo", "OrderedBy", "PaymentCondition")
OWN: Final = ("Description", "Discount", "PaymentReference", "Remarks", "Salesperson", "YourRef")
CHARGE: Final = ("AmountFCExclVAT", "IsShippingCost", "OrderChargesLineDescription", "VATCode")

#: An order, and of each of its lines that is to be invoiced how much of it.
Bill = tuple[Row, list[tuple[Row, Decimal]]]


def create(write: Write, given: Row) -> Row:
    """Invoice sales orders; what cannot be invoiced is counted as failed, and why stands in the answer.

    Raises:
        Refused: an order is unknown, the journal will not do, a mode is missing or wrong, or there are too many lines.
    """
    orders = _check(write, given)
    bills = [(order, _wanted(write, order, given)) for order in orders]
    made = 0
    errors: list[str] = []
    for group in _groups(bills, given["CreateMode"]):
        try:
            _invoice(write, given, group)
            made += 1
        except Refused as refused:
            errors += refused.messages
    return (
        born(write, InvoiceSalesOrder)
        | {name: value for name, value in given.items() if name in InvoiceSalesOrder.props() and name != "ID"}
        | {
            "Errors": "\r\n".join(errors) or None,
            "NumberOfCreatedInvoices": made,
            "NumberOfFailedInvoices": len(list(_groups(bills, given["CreateMode"]))) - made,
        }
    )


def _check(write: Write, given: Row) -> list[Row]:
    """The orders, where nothing is wrong with the request."""
    faults = Faults(write.user)
    keys: Sequence[uuid.UUID] = given.get("SalesOrderIDs") or []
    found = [write.company[SalesOrder].rows.get(key) for key in dict.fromkeys(keys)]
    orders = [order for order in found if order is not None]
    if not keys:
        faults.add(texts.MISSING, texts.SALES_ORDERS)
    elif len(orders) < len(found):
        faults.add(texts.BAD_REFERENCE, texts.SALES_ORDERS)
    wrong = f"{texts.INVALID.to(write.user)}: {texts.JOURNAL_TYPE.to(write.user)}"
    entry_rules.journal(write, given.get("JournalCode"), SALES_JOURNALS, wrong, faults)
    for name, label in (("CreateMode", texts.CREATE_MODE), ("InvoiceMode", texts.INVOICE_MODE)):
        if given.get(name) is None:
            faults.add(texts.MISSING, label)
        elif given[name] not in {0, 1}:
            faults.add(texts.INVALID, label)
    number = given.get("DeliveryNumber")
    if number is not None and write.company[GoodsDelivery].first("DeliveryNumber", number) is None:
        faults.add(texts.BAD_REFERENCE, texts.DELIVERIES)
    lines = sum(len(ORDERS.lines_of(write.company, order["OrderID"])) for order in orders)
    if len(orders) > 1 and lines > MOST_LINES:
        faults.add(texts.INVALID, texts.LINES)
    faults.stop()
    return orders


def _wanted(write: Write, order: Row, given: Row) -> list[tuple[Row, Decimal]]:
    """The lines of an order that are not invoiced yet, with what is left of them."""
    wanted: list[tuple[Row, Decimal]] = []
    for line in ORDERS.lines_of(write.company, order["OrderID"]):
        whole: Decimal = line["Quantity"] if given["InvoiceMode"] == ORDERED else _delivered(write, line, given)
        left = whole - (line["QuantityInvoiced"] or NOTHING)
        # what goes back has a quantity below zero, and so has what is left of it
        if line["InvoiceStatus"] not in CLOSED and left * whole > 0:
            wanted.append((line, left))
    return wanted


def _delivered(write: Write, line: Row, given: Row) -> Decimal:
    """What was delivered of a line, of one delivery or between two days where the request says so."""
    number = given.get("DeliveryNumber")
    start: datetime = midnight(given.get("StartDate") or datetime.min)  # noqa: DTZ901 - days, as rows hold them
    end: datetime = given.get("EndDate") or datetime.max  # noqa: DTZ901
    total = NOTHING
    for part in write.company[GoodsDeliveryLine].where("SalesOrderLineID", line["ID"]):
        delivery = write.company[GoodsDelivery].rows[part["EntryID"]]
        if number in (None, delivery["DeliveryNumber"]) and start <= delivery["DeliveryDate"] <= end:
            total += part["QuantityDelivered"]
    return total


def _groups(bills: Iterable[Bill], mode: int) -> Iterable[list[Bill]]:
    """The orders that make an invoice together."""
    groups: dict[Any, list[Bill]] = {}
    for order, lines in bills:
        key = order["OrderID"] if mode == PER_ORDER else tuple(order[name] for name in SHARED)
        groups.setdefault(key, []).append((order, lines))
    return groups.values()


def _invoice(write: Write, given: Row, group: list[Bill]) -> None:
    """Make one invoice of one or several orders.

    Raises:
        Refused: nothing of them is left to be invoiced, or an invoice may not be like that.
    """
    first = group[0][0]
    lines = [(order, line, quantity) for order, wanted in group for line, quantity in wanted]
    if not lines:
        raise texts.refuse(write.user, texts.PROCESSED, texts.SALES_ORDER, f" {first['OrderNumber']}")
    body = {name: first[name] for name in (*SHARED, *(OWN if len(group) == 1 else ()))}
    body |= {
        "Journal": given["JournalCode"],
        "OrderDate": given.get("UserInvoiceDate"),
        INVOICES.lines: [
            {name: line[name] for name in CARRIED} | {"Quantity": quantity} for _, line, quantity in lines
        ],
        INVOICES.charges: [
            {name: charge[name] for name in CHARGE}
            for order, _ in group
            if _is_first(write, order)
            for charge in ORDERS.charges_of(write.company, order["OrderID"])
        ],
    }
    invoice = sales_invoices.BOOK.create(write, body)
    made = INVOICES.lines_of(write.company, invoice["InvoiceID"])
    for row, (order, line, _) in zip(made, lines, strict=True):
        names: Row = {
            "SalesOrder": order["OrderID"],
            "SalesOrderLine": line["ID"],
            "SalesOrderLineNumber": line["LineNumber"],
            "SalesOrderNumber": order["OrderNumber"],
        }
        write.company[SalesInvoiceLine].change(row["ID"], names)
    sales_invoices.BOOK.settle(write, write.company[SalesInvoice].rows[invoice["InvoiceID"]])


def _is_first(write: Write, order: Row) -> bool:
    """Whether nothing of an order was invoiced before: its charges go onto the first invoice [I]."""
    return not any(line["QuantityInvoiced"] for line in ORDERS.lines_of(write.company, order["OrderID"]))
