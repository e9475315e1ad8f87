"""inventory/Warehouses: where goods lie. One of them is the main one."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.inventory import ItemWarehouse, Warehouse
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt, PurchaseOrder
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, SalesOrder
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.master_data import Master
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write, Writer


def _check(write: Write, given: Row, faults: Faults) -> None:
    if given.get("EMail") and not references.EMAIL.fullmatch(given["EMail"]):
        faults.add(texts.INVALID, texts.EMAIL)
    if given.get("ManagerUser") is not None and given["ManagerUser"] not in write.world.users:
        faults.add(texts.BAD_REFERENCE, texts.MANAGER)


#: A description is asked for as of all master data [I]; the reference page calls nothing mandatory.
WAREHOUSES: Final = Master(
    Warehouse,
    texts.WAREHOUSE,
    {"Main": 0, "UseStorageLocations": 0},
    check=_check,
    uses=(
        GoodsDelivery.Warehouse,
        ItemWarehouse.Warehouse,
        GoodsReceipt.Warehouse,
        PurchaseInvoice.Warehouse,
        PurchaseOrder.Warehouse,
        SalesInvoice.Warehouse,
        SalesOrder.WarehouseID,
    ),
)


def warehouse(company: Company, key: object) -> Row | None:
    """The warehouse with this GUID."""
    return company[Warehouse].rows.get(key)


def main(company: Company) -> Row | None:
    """The main warehouse, None as long as the company has none at all."""
    return company[Warehouse].first("Main", 1)


def create(write: Write, given: Row) -> Row:
    """Add a warehouse; the first one is main, and so is one that asks to be [I].

    Raises:
        Refused: code or description missing, the code taken, or a reference that leads nowhere.
    """
    row = WAREHOUSES.create(write, {**given, "Main": 1 if main(write.company) is None else given.get("Main")})
    _one_main(write, row)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change a warehouse; the main one stays main until another takes its place [I].

    Raises:
        Refused: as for a create.
    """
    asked = {name: value for name, value in given.items() if name != "Main" or value}
    WAREHOUSES.update(write, row, asked)
    _one_main(write, row)


def delete(write: Write, row: Row) -> None:
    """Remove a warehouse that nothing names.

    Raises:
        Refused: it is the main one, or something names it.
    """
    if row["Main"]:
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.WAREHOUSE)
    WAREHOUSES.delete(write, row)


def _one_main(write: Write, row: Row) -> None:
    if row["Main"]:
        for other in write.company[Warehouse].where("Main", 1):
            if other is not row:
                write.company[Warehouse].change(other["ID"], {"Main": 0})


WRITER: Final = Writer(create, update, delete, echoes=False)
