"""logistics/SupplierItem: who supplies an item, under which code and for what price."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.logistics import SupplierItem, Unit
from unibooks.sandbox.exact.books import countries, items, references, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Write, Writer

#: What a new row has when nothing is said [I].
DEFAULTS: Final[Row] = {
    "CopyRemarks": 0,
    "DropShipment": 0,
    "MainSupplier": False,
    "MinimumQuantity": Decimal(0),
    "PurchaseLeadTime": 0,
    "PurchaseLotSize": 1,
    "PurchaseUnitFactor": Decimal(1),
}
MANDATORY: Final = (
    ("Item", texts.ITEM),
    ("ItemUnit", texts.UNIT),
    ("PurchasePrice", texts.PRICE),
    ("PurchaseUnit", texts.UNIT),
    ("Supplier", texts.SUPPLIER),
)


def of(company: Company, item: object, supplier: object = None) -> Row | None:
    """What is agreed on an item with a supplier, with the main one for None."""
    rows = company[SupplierItem].where("Item", item)
    return next(
        (row for row in rows if (row["MainSupplier"] if supplier is None else row["Supplier"] == supplier)), None
    )


def create(write: Write, given: Row) -> Row:
    """Add a supplier to an item; the first one is the main one [I].

    Raises:
        Refused: something mandatory is missing, a reference leads nowhere, or the item has this supplier already.
    """
    today = midnight(write.world.local(write.company))
    row = born(write, SupplierItem) | DEFAULTS | {"StartDate": today}
    row |= _resolve(write, {name: value for name, value in given.items() if name != "ID" and value is not None}, row)
    row["MainSupplier"] = row["MainSupplier"] or of(write.company, row["Item"]) is None
    write.company[SupplierItem].add(row)
    _one_main(write, row)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change what is agreed.

    Raises:
        Refused: as for a create.
    """
    values = _resolve(write, {name: value for name, value in given.items() if name != "ID"}, row)
    write.company[SupplierItem].change(row["ID"], values | touched(write))
    _one_main(write, row)


def delete(write: Write, row: Row) -> None:
    """Remove a supplier of an item."""
    write.company[SupplierItem].remove(row["ID"])


def _one_main(write: Write, row: Row) -> None:
    if row["MainSupplier"]:
        for other in write.company[SupplierItem].where("Item", row["Item"]):
            if other is not row and other["MainSupplier"]:
                write.company[SupplierItem].change(other["ID"], {"MainSupplier": False})


def _resolve(write: Write, given: Row, row: Row) -> Row:
    company, now, faults = write.company, row | given, Faults(write.user)
    for name, label in MANDATORY:
        if now[name] is None or now[name] == "":
            faults.add(texts.MISSING, label)
    item = items.item(company, now["Item"])
    supplier = references.account(company, now["Supplier"])
    item_unit = company[Unit].rows.get(now["ItemUnit"])
    bought_in = items.unit(company, now["PurchaseUnit"] or "")
    vat = references.vat_code(company, now["PurchaseVATCode"]) if now["PurchaseVATCode"] else None
    currency = references.currency(now["Currency"] or (supplier or {}).get("PurchaseCurrency") or company.currency)
    country = (now["CountryOfOrigin"] or "").strip().upper() or None
    for name, found, label in (
        ("Item", item, texts.ITEM),
        ("ItemUnit", item_unit, texts.UNIT),
        ("PurchaseUnit", bought_in, texts.UNIT),
        ("Supplier", supplier, texts.SUPPLIER),
        ("PurchaseVATCode", vat, texts.VAT_CODE),
        ("Currency", currency, texts.CURRENCY),
    ):
        if now[name] and found is None:
            faults.add(texts.BAD_REFERENCE, label)
    if supplier is not None and not supplier["IsSupplier"]:
        faults.add(texts.INVALID, texts.SUPPLIER_TYPE)
    if country is not None and country not in countries.CODES:
        faults.add(texts.BAD_REFERENCE, texts.COUNTRY)
    if not sane(now["PurchasePrice"]):
        faults.add(texts.INVALID, texts.PRICE)
    twins = company[SupplierItem].where("Item", now["Item"])
    faults.stop()
    if any(twin is not row and twin["Supplier"] == now["Supplier"] for twin in twins):
        raise Refused(texts.EXISTS.to(write.user))
    code = currency or company.currency
    named: Row = {
        "CountryOfOrigin": country,
        "CountryOfOriginDescription": countries.NAMES.get(country or ""),
        "Currency": code,
        "CurrencyDescription": CURRENCIES[code].name,
    }
    for of_row, names, source in (
        (item, ("ItemCode", "ItemDescription", "Barcode"), ("Code", "Description", "Barcode")),
        (item_unit, ("ItemUnitCode", "ItemUnitDescription"), ("Code", "Description")),
        (bought_in, ("PurchaseUnit", "PurchaseUnitDescription"), ("Code", "Description")),
        (supplier, ("SupplierCode", "SupplierDescription"), ("Code", "Name")),
        (vat, ("PurchaseVATCode", "PurchaseVATCodeDescription"), ("Code", "Description")),
    ):
        named |= zip(names, references.described(of_row, *source), strict=True)
    named |= {name: (named[name] or "").strip() or None for name in ("ItemUnitCode", "PurchaseUnit")}
    return given | named


WRITER: Final = Writer(create, update, delete)
