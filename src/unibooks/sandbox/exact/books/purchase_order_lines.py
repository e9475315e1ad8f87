"""One line of a purchase order: the item in the unit that it is bought in, its price and VAT."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.purchaseorder import PurchaseOrderLine
from unibooks.sandbox.exact.books import bought, dimensions, projects, references, stock, texts
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.bought import Purchase
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.state import Row

COMPUTED: Final = frozenset({"ID", "PurchaseOrderID"})


def resolve(purchase: Purchase, given: Row, receipt: datetime, before: Row | None = None) -> Row:
    """The properties of a line after this write.

    Args:
        purchase: what it has to know of its order.
        given: the properties that were sent.
        receipt: the day on which the order's goods are expected; a line may have one of its own.
        before: the line as it stands, None for a new one.
    """
    write, faults = purchase.write, purchase.faults
    row = {name: value for name, value in given.items() if name not in COMPUTED}
    now = (before or {}) | row
    item = bought.item(purchase, now.get("Item"), known=before is not None and before["Item"] == now.get("Item"))
    unit, unit_name, factor = bought.unit(purchase, item)
    many = bought.quantity(purchase, now.get("QuantityInPurchaseUnits"), item)
    prices = bought.price(purchase, given, item, many, before)
    tax = bought.vat(purchase, given, item, many * prices["NetPrice"], before)
    row |= dimensions.on_line(write, now, None, faults, before) | projects.on_line(write, now, faults, before)
    row["Description"] = now.get("Description") or (item or {}).get("Description")
    if len(row["Description"] or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    amount: Decimal = tax.pop("Base")
    row |= prices | tax | _about(purchase, item)
    row |= {
        "AmountFC": amount,
        "AmountDC": cents(amount * purchase.rate),
        "Quantity": many * factor,
        "QuantityInPurchaseUnits": many,
        "ReceiptDate": midnight(now.get("ReceiptDate") or receipt),
        "Unit": unit,
        "UnitDescription": unit_name,
    }
    known = PurchaseOrderLine.props()
    return {name: value for name, value in row.items() if name in known}


def _about(purchase: Purchase, item: Row | None) -> Row:
    """What a line shows of its item."""
    names = ("Code", "Description", "Barcode", "IsFractionAllowedItem", "Stock")
    code, text, barcode, parted, held = references.described(item, *names)
    deal = bought.agreed(purchase, item)
    return {
        "InStock": held or stock.NONE,
        "IsBatchNumberItem": references.described(item, "IsBatchNumberItem")[0] or 0,
        "IsSerialNumberItem": int(bool(references.described(item, "IsSerialNumberItem")[0])),
        "ItemBarcode": barcode,
        "ItemCode": code,
        "ItemDescription": text,
        "ItemDivisable": bool(parted),
        "SupplierItemCode": deal.get("SupplierItemCode"),
        "SupplierItemCopyRemarks": deal.get("CopyRemarks") or 0,
    }
