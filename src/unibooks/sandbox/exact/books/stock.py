"""inventory/ItemWarehouses: how much of an item lies in each warehouse, and what is about to come and go."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder, PurchaseOrderLine
from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine
from unibooks.sandbox.exact.books import items, references, texts, warehouses
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Write, Writer

NONE: Final = Decimal(0)
#: What a new row has when nothing is said [I].
DEFAULTS: Final[Row] = {
    "CountingCycle": 0,
    "CurrentStock": NONE,
    "MaximumStock": NONE,
    "OrderPolicy": 1,
    "Period": 0,
    "PlannedStockIn": NONE,
    "PlannedStockOut": NONE,
    "ProjectedStock": NONE,
    "ReorderPoint": NONE,
    "ReorderQuantity": NONE,
    "ReplenishmentType": 1,
    "ReservedStock": NONE,
    "SafetyStock": NONE,
}
LEVELS: Final = ("MaximumStock", "ReorderPoint", "ReorderQuantity", "SafetyStock")


def place(company: Company, item: object, warehouse: object) -> Row | None:
    """The row of an item in a warehouse."""
    rows = company[ItemWarehouse].where("Item", item)
    return next((row for row in rows if row["Warehouse"] == warehouse), None)


def move(write: Write, item: Row, warehouse: Row, quantity: Decimal) -> None:
    """Put so many of an item into a warehouse, take them out for a number below zero; only stock items move."""
    if not item["IsStockItem"]:
        return
    company = write.company
    row = place(company, item["ID"], warehouse["ID"]) or _add(write, item, warehouse, {})
    company[ItemWarehouse].change(row["ID"], {"CurrentStock": row["CurrentStock"] + quantity} | touched(write))
    company[Item].change(item["ID"], {"Stock": (item["Stock"] or NONE) + quantity})
    plan(company, item["ID"])


def plan(company: Company, item: object) -> None:
    """Work out what open orders are about to bring and take, warehouse by warehouse."""
    for row in company[ItemWarehouse].where("Item", item):
        here = row["Warehouse"]
        going = _open(company, SalesOrderLine, SalesOrder, item, here)
        coming = _open(company, PurchaseOrderLine, PurchaseOrder, item, here)
        planned: Row = {
            "PlannedStockIn": coming,
            "PlannedStockOut": going,
            "ProjectedStock": row["CurrentStock"] + coming - going,
        }
        if any(row[name] != value for name, value in planned.items()):
            company[ItemWarehouse].change(row["ID"], planned)


def create(write: Write, given: Row) -> Row:
    """Give an item a place in a warehouse.

    Raises:
        Refused: item or warehouse missing or unknown, or the item has this place already.
    """
    company, faults = write.company, Faults(write.user)
    item = items.item(company, given.get("Item"))
    warehouse = warehouses.warehouse(company, given.get("Warehouse"))
    for name, found, label in (("Item", item, texts.ITEM), ("Warehouse", warehouse, texts.WAREHOUSE)):
        if found is None:
            faults.add(texts.MISSING if given.get(name) is None else texts.BAD_REFERENCE, label)
    _check(given, faults)
    faults.stop()
    if item is None or warehouse is None or place(company, item["ID"], warehouse["ID"]) is not None:
        raise Refused(texts.EXISTS.to(write.user))
    kept = {
        name: value for name, value in given.items() if name not in {"ID", "Item", "Warehouse"} and value is not None
    }
    row = _add(write, item, warehouse, kept)
    plan(company, item["ID"])
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change how an item is kept in a warehouse.

    Raises:
        Refused: a level that is no number to reckon with.
    """
    faults = Faults(write.user)
    _check(given, faults)
    faults.stop()
    write.company[ItemWarehouse].change(row["ID"], given | touched(write))


def delete(write: Write, row: Row) -> None:
    """Take an item's place in a warehouse away.

    Raises:
        Refused: some of it lies there [I].
    """
    if row["CurrentStock"]:
        detail = f" - {texts.USED_IN.to(write.user)}: {texts.STOCK.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.ITEM, detail)
    write.company[ItemWarehouse].remove(row["ID"])


def _check(given: Row, faults: Faults) -> None:
    if given.get("DefaultStorageLocation") is not None:
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    if any(not sane(given.get(name)) for name in LEVELS):
        faults.add(texts.INVALID, texts.QUANTITY)


def _add(write: Write, item: Row, warehouse: Row, given: Row) -> Row:
    unit, unit_name = items.unit_of(write.company, item)
    code, name = references.described(warehouse, "Code", "Description")
    return write.company[ItemWarehouse].add(
        born(write, ItemWarehouse)
        | DEFAULTS
        | given
        | {
            "Item": item["ID"],
            "ItemBarcode": item["Barcode"],
            "ItemCode": item["Code"],
            "ItemDescription": item["Description"],
            "ItemEndDate": item["EndDate"],
            "ItemIsFractionAllowedItem": item["IsFractionAllowedItem"],
            "ItemIsStockItem": item["IsStockItem"],
            "ItemStartDate": item["StartDate"],
            "ItemUnit": unit,
            "ItemUnitDescription": unit_name,
            "Warehouse": warehouse["ID"],
            "WarehouseCode": code,
            "WarehouseDescription": name,
        }
    )


#: Per kind of order: the line's order, how many were asked for, how many came, the order's warehouse.
_PARTS: Final = {
    SalesOrderLine: ("OrderID", "Quantity", "QuantityDelivered", "WarehouseID", "DeliveryStatus"),
    PurchaseOrderLine: ("PurchaseOrderID", "Quantity", "ReceivedQuantity", "Warehouse", None),
}


def _open(
    company: Company,
    lines: type[SalesOrderLine] | type[PurchaseOrderLine],
    orders: type[SalesOrder] | type[PurchaseOrder],
    item: object,
    warehouse: object,
) -> Decimal:
    """What is ordered of an item in a warehouse and has not come yet; closed lines bring nothing any more."""
    order_of, asked, came, where, status = _PARTS[lines]
    total = NONE
    for line in company[lines].where("Item", item):
        order = company[orders].rows.get(line[order_of])
        closed = status is not None and (line[status] or 0) > 20
        if order is not None and order[where] == warehouse and not closed:
            total += max((line[asked] or NONE) - (line[came] or NONE), NONE)
    return total


WRITER: Final = Writer(create, update, delete)
