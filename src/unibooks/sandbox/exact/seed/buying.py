"""What a trading company has ordered, received, sent back and been invoiced for by item."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.logistics import Item, SupplierItem, Unit
from unibooks.connectors.exact.target.purchaseorder import GoodsReceiptLine
from unibooks.sandbox.exact.books import (
    goods_receipts,
    purchase_invoices,
    purchase_order_status,
    purchase_orders,
    purchase_returns,
    references,
    supplier_items,
)
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.state import Row, Write

#: Item, purchase price in euros, how many make a purchase unit, and that unit.
DEALS: Final = (
    ("OLIE-L", "4.95", 12, "box"),
    ("FOLIE-M", "0.115", 1, "m"),
    ("BEKER-50", "1.55", 1, "box"),
)
#: Orders: month counted from the last, day, and how many purchase units of each item.
ORDERS: Final = (
    (-3, 5, {"OLIE-L": "10", "FOLIE-M": "400"}),
    (-2, 11, {"FOLIE-M": "250.5", "BEKER-50": "60"}),
    (-1, 8, {"OLIE-L": "4"}),
)
#: The journal that item invoices are entered in; entries of other journals keep their numbers.
JOURNAL: Final = "61"
INVOICE: Final = 8033


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar) -> None:
    """Buy something, unless the company only advises: an order that came, one of which a part came, one that waits."""
    if not firm.goods:
        return
    goods = references.gl_account_by_code(write.company, "7000")["ID"]
    supplier = next(row for row in write.company[Account] if _sells(row, goods))
    clock.set(midnight(calendar.months[0]) + timedelta(days=2, hours=10))
    for code, price, factor, unit in DEALS:
        clock.tick(64_000)
        _deal(write, supplier, code, Decimal(price) * factor, factor, unit)
    orders = [_order(write, clock, supplier, calendar.months[month], day, wanted) for month, day, wanted in ORDERS]
    whole = _receive(write, clock, orders[0], 6, None)
    part = _receive(write, clock, orders[1], 9, Decimal(20))
    for receipt, quantity in ((whole, 2), (part, 1)):
        _send_back(write, clock, receipt, Decimal(quantity))
    for order in orders[:2]:
        _invoice(write, clock, order)


def _sells(row: Row, goods: object) -> bool:
    """A Dutch supplier of trade goods in good order that is nobody's customer."""
    fit = row["IsSupplier"] and row["Status"] == "A" and not row["Blocked"]
    return bool(fit and row["Country"] == Account.Country.pad("NL") and row["GLAccountPurchase"] == goods)


def _item(write: Write, code: str) -> Row:
    row = write.company[Item].first("Code", code)
    if row is None:
        raise LookupError(f"company {write.company.code} has no item {code}")
    return row


def _deal(write: Write, supplier: Row, code: str, price: Decimal, factor: int, unit: str) -> None:
    item = _item(write, code)
    own = write.company[Unit].first("Code", item["Unit"])
    if own is None or write.company[SupplierItem].first("Item", item["ID"]) is not None:
        return
    supplier_items.create(
        write,
        {
            "Item": item["ID"],
            "ItemUnit": own["ID"],
            "PurchasePrice": price,
            "PurchaseUnit": unit,
            "PurchaseUnitFactor": Decimal(factor),
            "PurchaseVATCode": "2",
            "Supplier": supplier["ID"],
            "SupplierItemCode": f"L-{code}",
        },
    )


def _order(write: Write, clock: SeedClock, supplier: Row, month: date, day: int, wanted: dict[str, str]) -> Row:
    clock.set(midnight(month) + timedelta(days=day, hours=11, minutes=20))
    lines: list[Row] = [
        {"Item": _item(write, code)["ID"], "QuantityInPurchaseUnits": Decimal(many)} for code, many in wanted.items()
    ]
    return purchase_orders.create(
        write,
        {
            "Supplier": supplier["ID"],
            "Description": "Aanvulling voorraad",
            "OrderDate": midnight(month) + timedelta(days=day),
            "ReceiptDate": midnight(month) + timedelta(days=day + 7),
            "PurchaseOrderLines": lines,
        },
    )


def _receive(write: Write, clock: SeedClock, order: Row, later: int, quantity: Decimal | None) -> Row:
    """Receive all that was ordered, or so many of the first line only."""
    day = order["OrderDate"] + timedelta(days=later)
    clock.set(day + timedelta(hours=9, minutes=5))
    lines: Iterable[Row] = purchase_order_status.lines_of(write.company, order["PurchaseOrderID"])
    posted: list[Row] = [{"PurchaseOrderLineID": line["ID"], "QuantityReceived": quantity} for line in lines]
    if quantity is not None:
        posted = posted[:1]
    body: Row = {"ReceiptDate": day, "YourRef": f"PB-{order['OrderNumber']:04}", "GoodsReceiptLines": posted}
    return goods_receipts.create(write, body)


def _send_back(write: Write, clock: SeedClock, receipt: Row, quantity: Decimal) -> None:
    clock.set(receipt["ReceiptDate"] + timedelta(days=1, hours=15))
    line = write.company[GoodsReceiptLine].where("GoodsReceiptID", receipt["ID"])[0]
    body: Row = {
        "GoodsReceiptLineID": line["ID"],
        "PurchaseOrderLineID": line["PurchaseOrderLineID"],
        "ReturnQuantity": quantity,
        "Notes": "Beschadigd",
    }
    day = receipt["ReceiptDate"] + timedelta(days=1)
    purchase_returns.create(write, {"ReturnDate": day, "PurchaseReturnLines": [body]})


def _invoice(write: Write, clock: SeedClock, order: Row) -> None:
    """The supplier's invoice, which nobody has processed yet."""
    day = order["OrderDate"] + timedelta(days=10)
    clock.set(day + timedelta(hours=14))
    lines = purchase_order_status.lines_of(write.company, order["PurchaseOrderID"])
    posted: list[Row] = [
        {"PurchaseOrderLine": line["ID"], "Quantity": line["QuantityInPurchaseUnits"]} for line in lines
    ]
    purchase_invoices.create(
        write,
        {
            "Supplier": order["Supplier"],
            "Journal": JOURNAL,
            "Type": INVOICE,
            "InvoiceDate": day,
            "YourRef": f"F{order['OrderNumber']:05}",
            "PurchaseInvoiceLines": posted,
        },
    )
