"""Short ways to say what is bought."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.inventory import ItemWarehouse, Warehouse
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt, PurchaseOrder, PurchaseOrderLine
from unibooks.sandbox.exact.state import Row

D = Decimal
VAN_DALEN = "Van Dalen Transport B.V."


def item(desk: Desk, code: str = "KABEL-05") -> Row:
    row = desk.company[Item].first("Code", code)
    assert row is not None
    return row


def warehouse(desk: Desk, code: str = "1") -> Row:
    row = desk.company[Warehouse].first("Code", code)
    assert row is not None
    return row


def other_supplier(desk: Desk) -> Row:
    van_dalen = desk.relation(VAN_DALEN)
    return next(
        row for row in desk.company[Account] if row["IsSupplier"] and row is not van_dalen and not row["Blocked"]
    )


def wanted(desk: Desk, quantity: str = "10", code: str = "KABEL-05", **more: Any) -> Row:
    """The body of an order's line, of a price of 3."""
    return {"Item": item(desk, code)["ID"], "QuantityInPurchaseUnits": D(quantity), "UnitPrice": D(3), **more}


def asked(desk: Desk, *lines: Row, **more: Any) -> Row:
    """The body of an order."""
    supplier = desk.relation(VAN_DALEN)["ID"]
    return {"Supplier": supplier, "OrderDate": datetime(2026, 11, 2), "PurchaseOrderLines": list(lines), **more}


def order(desk: Desk, *lines: Row, **more: Any) -> Row:
    return desk.post(PurchaseOrder, asked(desk, *(lines or (wanted(desk),)), **more))


def lines_of(desk: Desk, ordered: Row) -> list[Row]:
    return desk.company[PurchaseOrderLine].where("PurchaseOrderID", ordered["PurchaseOrderID"])


def came(line: Row, quantity: str | None = None, **more: Any) -> Row:
    """The body of a receipt's line."""
    return {"PurchaseOrderLineID": line["ID"], "QuantityReceived": D(quantity) if quantity else None, **more}


def receive(desk: Desk, *lines: Row, **more: Any) -> Row:
    return desk.post(GoodsReceipt, {"ReceiptDate": datetime(2026, 11, 9), "GoodsReceiptLines": list(lines), **more})


def held(desk: Desk, code: str = "KABEL-05") -> Decimal:
    """How many lie in the main warehouse."""
    rows = desk.company[ItemWarehouse].where("Item", item(desk, code)["ID"])
    place = warehouse(desk)["ID"]
    return sum((row["CurrentStock"] for row in rows if row["Warehouse"] == place), D(0))


def states(ordered: Row) -> tuple[int, int, int]:
    return ordered["OrderStatus"], ordered["ReceiptStatus"], ordered["InvoiceStatus"]
