"""logistics/SalesItemPrices: what an item is sold for, in general or to one customer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.logistics import Item, SalesItemPrice
from unibooks.sandbox.exact.books import items, projects, references, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Refused, Row, Write, Writer

#: What makes two prices the same [I].
IDENTITY: Final = ("Account", "Currency", "Item", "Project", "Quantity", "StartDate", "Unit")


def create(write: Write, given: Row) -> Row:
    """Add a price: for one of the item's unit, in the company's currency, from today, unless it says otherwise [H, I].

    Raises:
        Refused: item or price missing, a reference that leads nowhere, or the same price is there already.
    """
    row = born(write, SalesItemPrice)
    row |= _resolve(write, {name: value for name, value in given.items() if name != "ID" and value is not None}, row)
    write.company[SalesItemPrice].add(row)
    restate(write, row["Item"])
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change a price.

    Raises:
        Refused: as for a create.
    """
    before = row["Item"]
    values = _resolve(write, {name: value for name, value in given.items() if name != "ID"}, row)
    write.company[SalesItemPrice].change(row["ID"], values | touched(write))
    for key in {before, row["Item"]}:
        restate(write, key)


def delete(write: Write, row: Row) -> None:
    """Remove a price."""
    write.company[SalesItemPrice].remove(row["ID"])
    restate(write, row["Item"])


def restate(write: Write, key: object) -> None:
    """Show an item's general price of today as its StandardSalesPrice, nothing when there is none [I]."""
    item = items.item(write.company, key)
    if item is not None:
        today = midnight(write.world.local(write.company))
        found = items.price(write.company, item, today) or Decimal(0)
        if found != item["StandardSalesPrice"]:
            write.company[Item].change(item["ID"], {"StandardSalesPrice": found})


def _resolve(write: Write, given: Row, row: Row) -> Row:
    company, now, faults = write.company, row | given, Faults(write.user)
    item = items.item(company, now["Item"])
    account = references.account(company, now["Account"])
    today: datetime = midnight(write.world.local(company))
    values: Row = {
        **given,
        "Currency": references.currency(now["Currency"] or company.currency),
        "NumberOfItemsPerUnit": now["NumberOfItemsPerUnit"] or Decimal(1),
        "Quantity": Decimal(1) if now["Quantity"] is None else now["Quantity"],
        "StartDate": now["StartDate"] or today,
    }
    if item is None:
        faults.add(texts.MISSING if now["Item"] is None else texts.BAD_REFERENCE, texts.ITEM)
    if now["Price"] is None:
        faults.add(texts.MISSING, texts.PRICE)
    elif not sane(now["Price"]):
        faults.add(texts.INVALID, texts.PRICE)
    if now["Account"] is not None and account is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    if values["Currency"] is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    if not sane(values["Quantity"]) or not sane(values["NumberOfItemsPerUnit"]):
        faults.add(texts.INVALID, texts.QUANTITY)
    if now["EndDate"] is not None and now["EndDate"] < values["StartDate"]:
        faults.add(texts.INVALID, texts.END_DATE)
    if now["Employee"] is not None:
        faults.add(texts.BAD_REFERENCE, texts.PERSON)
    project = projects.project(company, now["Project"])
    if now["Project"] is not None and project is None:
        faults.add(texts.BAD_REFERENCE, texts.PROJECT)
    unit = items.unit(company, now["Unit"]) if now["Unit"] else None
    if now["Unit"] and unit is None:
        faults.add(texts.BAD_REFERENCE, texts.UNIT)
    faults.stop()
    default = items.unit_of(company, item)
    values["Unit"], values["UnitDescription"] = (unit["Code"].strip(), unit["Description"]) if unit else default
    values["DefaultItemUnit"], values["DefaultItemUnitDescription"] = default
    values["AccountName"] = references.described(account, "Name")[0]
    values["ProjectDescription"] = references.described(project, "Description")[0]
    values |= zip(
        ("ItemCode", "ItemDescription", "Barcode"),
        references.described(item, "Code", "Description", "Barcode"),
        strict=True,
    )
    _unique(write, row | values, row)
    return values


def _unique(write: Write, now: Row, row: Row) -> None:
    for other in write.company[SalesItemPrice].where("Item", now["Item"]):
        if other is not row and all(other[name] == now[name] for name in IDENTITY):
            raise Refused(texts.EXISTS.to(write.user))


WRITER: Final = Writer(create, update, delete)
