"""A seller in the seeded world: orders and quotations in few words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine
from unibooks.sandbox.exact.state import Row


def item(desk: Desk, code: str = "KABEL-05") -> Row:
    row = desk.company[Item].first("Code", code)
    assert row is not None
    return row


def customer(desk: Desk, vat: str = "2") -> Row:
    """A customer that is not blocked, with this VAT code."""
    for row in desk.company[Account].where("Status", "C"):
        if not row["Blocked"] and (row["SalesVATCode"] or "").strip() == vat:
            return row
    raise LookupError(vat)


def sold(desk: Desk, quantity: str = "2", code: str = "KABEL-05", **more: Any) -> Row:
    """A line of an order or quotation."""
    return {"Item": item(desk, code)["ID"], "Quantity": Decimal(quantity), **more}


def order(desk: Desk, *lines: Row, **more: Any) -> Row:
    """Make an order of a customer."""
    body: Row = {"OrderedBy": customer(desk)["ID"], "SalesOrderLines": list(lines), **more}
    return desk.post(SalesOrder, body)


def lines_of(desk: Desk, header: Row) -> list[Row]:
    rows = desk.company[SalesOrderLine].where("OrderID", header["OrderID"])
    return sorted(rows, key=lambda row: row["LineNumber"])
