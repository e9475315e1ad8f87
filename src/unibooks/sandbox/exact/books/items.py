"""logistics/Items, and what others ask of an item: its ledger accounts, VAT code, unit and price.

Units and item groups are read only [H: reference page]; an item without a group belongs to the default one, and the
group's ledger accounts hold where the item names none [H].
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.connectors.exact.target.crm import QuotationLine
from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item, ItemGroup, SalesItemPrice, SupplierItem, Unit
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchase import PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrderLine
from unibooks.connectors.exact.target.salesinvoice import SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import GoodsDeliveryLine, SalesOrderLine
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.master_data import Master
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

#: The ledger accounts that an item may name instead of its group's.
LEDGERS: Final = ("GLCosts", "GLCostsWorkInProgress", "GLRevenue", "GLRevenueWorkInProgress", "GLStock")


def item(company: Company, key: Any) -> Row | None:
    """The item with this GUID."""
    return company[Item].rows.get(key)


def item_group(company: Company, key: Any = None) -> Row | None:
    """The item group with this GUID, the default one for None."""
    return company[ItemGroup].first("IsDefault", 1) if key is None else company[ItemGroup].rows.get(key)


def unit(company: Company, code: str) -> Row | None:
    """The unit with this code, which may be written with or without its padding."""
    return company[Unit].first("Code", Unit.Code.pad(code.strip()))


def unit_of(company: Company, row: Row | None) -> tuple[str | None, str | None]:
    """Code and name of an item's unit as the lines of orders and invoices have them: trimmed [R]."""
    found = unit(company, row["Unit"]) if row is not None and row["Unit"] else None
    return (None, None) if found is None else (found["Code"].strip(), found["Description"])


def revenue_account(company: Company, row: Row) -> Row | None:
    """The ledger account of an item's sales: its own, else its group's."""
    return _ledger(company, row, "GLRevenue")


def costs_account(company: Company, row: Row) -> Row | None:
    """The ledger account of what an item costs: its own, else its group's."""
    return _ledger(company, row, "GLCosts")


def stock_account(company: Company, row: Row) -> Row | None:
    """The ledger account of an item's stock: its own, else its group's."""
    return _ledger(company, row, "GLStock")


def sales_vat_code(company: Company, row: Row | None, customer: Row | None = None) -> Row | None:
    """The VAT code of an item that is sold: the customer's own, else the item's, None when neither has one [R].

    That the customer goes first is [I].
    """
    for code in ((customer or {}).get("SalesVATCode"), (row or {}).get("SalesVatCode")):
        found = references.vat_code(company, code) if code else None
        if found is not None and not found["IsBlocked"] and found["VATTransactionType"] != "P":
            return found
    return None


def price(
    company: Company,
    row: Row,
    day: datetime,
    *,
    customer: Row | None = None,
    quantity: Decimal = Decimal(1),
    currency: str | None = None,
    unit_code: str | None = None,
) -> Decimal | None:
    """The sales price of one unit, None when none was agreed.

    Of the prices that hold on this day for this many, in the currency (the company's when none is named) and unit (the
    item's when none is named), the customer's own go first, then the one for the largest quantity, then the newest.
    """
    wanted = ((unit_code or row["Unit"] or "").strip(), currency or company.currency)
    found = [
        entry
        for entry in company[SalesItemPrice].where("Item", row["ID"])
        if entry["Account"] in (None, (customer or {}).get("ID"))
        and ((entry["Unit"] or "").strip(), entry["Currency"]) == wanted
        and entry["Quantity"] <= abs(quantity)
        and entry["StartDate"] <= day
        and (entry["EndDate"] is None or day <= entry["EndDate"])
    ]
    best = max(
        found, key=lambda e: (e["Account"] is not None, e["Quantity"], e["StartDate"], e["Created"]), default=None
    )
    return None if best is None else best["Price"]


def _ledger(company: Company, row: Row, name: str) -> Row | None:
    group = item_group(company, row["ItemGroup"]) or {}
    return references.gl_account(company, row[name] or group.get(name))


def _check(write: Write, given: Row, faults: Faults) -> None:
    company = write.company
    # The picture is taken and not kept: an answer never holds it.
    given.pop("Picture", None)
    for name in LEDGERS:
        if given.get(name) is not None and references.gl_account(company, given[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    if given.get("ItemGroup") is not None and item_group(company, given["ItemGroup"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.ITEM_GROUP)
    for name in ("Unit", "NetWeightUnit"):
        if given.get(name) and unit(company, given[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.UNIT)
    if given.get("SalesVatCode"):
        code = references.vat_code(company, given["SalesVatCode"])
        if code is None:
            faults.add(texts.BAD_REFERENCE, texts.VAT_CODE)
        elif code["VATTransactionType"] == "P":
            faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
    if given.get("CostPriceCurrency") and references.currency(given["CostPriceCurrency"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    if any(not sane(given.get(name)) for name in ("AverageCost", "CostPriceNew", "CostPriceStandard")):
        faults.add(texts.INVALID, texts.PRICE)


def _derive(company: Company, row: Row) -> Row:
    group = item_group(company, row["ItemGroup"])
    found = unit(company, row["Unit"] or "")
    vat = references.vat_code(company, row["SalesVatCode"]) if row["SalesVatCode"] else None
    values: Row = {}
    for row_of, names, of in (
        (group, ("ItemGroup", "ItemGroupCode", "ItemGroupDescription"), ("ID", "Code", "Description")),
        (found, ("Unit", "UnitDescription", "UnitType"), ("Code", "Description", "Type")),
        (vat, ("SalesVatCode", "SalesVatCodeDescription"), ("Code", "Description")),
    ):
        values |= zip(names, references.described(row_of, *of), strict=True)
    for name in LEDGERS:
        account = references.gl_account(company, row[name])
        values[name + "Code"], values[name + "Description"] = references.described(account, "Code", "Description")
    values["CostPriceCurrency"] = references.currency(row["CostPriceCurrency"] or "") or company.currency
    return values


#: What a new item has when nothing is said: [R] stock item, [I] bought, sold and counted whole.
DEFAULTS: Final[Row] = {
    "CopyRemarks": 0,
    "CostPriceStandard": Decimal(0),
    "AverageCost": Decimal(0),
    "IsBatchItem": 0,
    "IsBatchNumberItem": 0,
    "IsFractionAllowedItem": False,
    "IsMakeItem": 0,
    "IsNewContract": 0,
    "IsOnDemandItem": 0,
    "IsPackageItem": False,
    "IsPurchaseItem": True,
    "IsRegistrationCodeItem": 0,
    "IsSalesItem": True,
    "IsSerialItem": False,
    "IsSerialNumberItem": False,
    "IsStockItem": True,
    "IsSubcontractedItem": False,
    "IsTaxableItem": 1,
    "IsTime": 0,
    "IsWebshopItem": 0,
    "SecurityLevel": 0,
    "StandardSalesPrice": Decimal(0),
    "Stock": Decimal(0),
    "Unit": Unit.Code.pad("pc"),
}

ITEMS: Final = Master(
    Item,
    texts.ITEM,
    DEFAULTS,
    _derive,
    _check,
    uses=(
        GoodsDeliveryLine.Item,
        PurchaseInvoiceLine.Item,
        PurchaseOrderLine.Item,
        QuotationLine.Item,
        SalesInvoiceLine.Item,
        SalesOrderLine.Item,
        TransactionLine.Item,
        Project.FixedPriceItem,
        Project.PrepaidItem,
    ),
)

#: What belongs to an item and goes with it.
OWN: Final = (SalesItemPrice.Item, SupplierItem.Item, ItemWarehouse.Item)

#: What these rows show of the item.
COPIED: Final = {
    "Barcode": "Barcode",
    "ItemBarcode": "Barcode",
    "ItemCode": "Code",
    "ItemDescription": "Description",
    "ItemEndDate": "EndDate",
    "ItemIsFractionAllowedItem": "IsFractionAllowedItem",
    "ItemIsStockItem": "IsStockItem",
    "ItemStartDate": "StartDate",
}


def create(write: Write, given: Row) -> Row:
    """Add an item, valid from today unless it says otherwise [I].

    Raises:
        Refused: code or description missing, the code taken, or a reference that leads nowhere.
    """
    today = midnight(write.world.local(write.company))
    values = {**given, "StartDate": given.get("StartDate") or today}
    _refuse_span(write, values, {})
    return ITEMS.create(write, values)


def update(write: Write, row: Row, given: Row) -> None:
    """Change an item.

    Raises:
        Refused: as for a create.
    """
    _refuse_span(write, given, row)
    ITEMS.update(write, row, given)
    for prop in OWN:
        table = write.company[prop.entity]
        shown = {name: row[same] for name, same in COPIED.items() if name in prop.entity.props()}
        for owned in table.where(prop.name, row["ID"]):
            if any(owned[name] != value for name, value in shown.items()):
                table.change(owned["ID"], shown)


def delete(write: Write, row: Row) -> None:
    """Remove an item that nothing names, with its prices and its places in warehouses.

    Raises:
        Refused: something names it.
    """
    ITEMS.delete(write, row)
    for prop in OWN:
        table = write.company[prop.entity]
        for owned in table.where(prop.name, row["ID"]):
            table.remove(owned["ID"])


def _refuse_span(write: Write, given: Row, row: Row) -> None:
    now = row | given
    if now.get("EndDate") and now.get("StartDate") and now["EndDate"] < now["StartDate"]:
        raise texts.refuse(write.user, texts.INVALID, texts.END_DATE)


WRITER: Final = Writer(create, update, delete, echoes=False)
