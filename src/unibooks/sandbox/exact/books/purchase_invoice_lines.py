"""One line of a purchase invoice: an item, or the line of an order that is invoiced."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.purchase import PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder, PurchaseOrderLine
from unibooks.sandbox.exact.books import bought, dimensions, items, projects, texts
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.bought import Purchase
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH
from unibooks.sandbox.exact.state import Company, Row

#: [H] 8030 direct invoice, 8031 its credit note, 8033 invoice, 8034 its credit note.
TYPES: Final = frozenset({8030, 8031, 8033, 8034})
DIRECT: Final = frozenset({8030, 8031})
CREDITS: Final = frozenset({8031, 8034})


def lines_of(company: Company, invoice: object) -> list[Row]:
    """The lines of an invoice in their order."""
    return sorted(company[PurchaseInvoiceLine].where("InvoiceID", invoice), key=lambda line: line["LineNumber"])


def resolve(purchase: Purchase, given: Row, kind: int | None) -> Row:
    """The properties of a new line, an empty row where it names neither item nor order; `kind` is the invoice's type."""
    faults, write = purchase.faults, purchase.write
    order = _order_line(purchase, given, kind)
    if given.get("Item") is None and given.get("PurchaseOrderLine") is None:
        faults.add(texts.MISSING, texts.ITEM_OR_ORDER_LINE)
        return {}
    if order is None and given.get("Item") is None:
        return {}
    if order is not None and given.get("Item") not in (None, order["Item"]):
        faults.add(texts.INVALID, texts.ITEM)
    item = bought.item(purchase, order["Item"] if order else given["Item"], known=order is not None)
    unit, _, factor = bought.unit(purchase, item)
    if order is not None:
        unit, factor = order["Unit"], order["Quantity"] / order["QuantityInPurchaseUnits"]
    many = bought.quantity(purchase, _many(given, order, factor), item)
    sent = {name: value for name, value in given.items() if name != "Item" or order is None}
    prices = bought.price(purchase, sent, item, many, order)
    tax = bought.vat(purchase, sent, item, many * prices["NetPrice"], order)
    account = bought.purchase_account(purchase.company, item) if item else None
    if item is not None and account is None:
        faults.add(texts.INVALID, texts.GL_ACCOUNT)
    elif account is not None and account["IsBlocked"]:
        faults.add(texts.BLOCKED, texts.GL_ACCOUNT)
    now = (order or {}) | {name: value for name, value in given.items() if value is not None}
    description = now.get("Description") or (item or {}).get("Description")
    if len(description or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    if given.get("Expense") is not None:
        # costs of projects are not kept here
        faults.add(texts.BAD_REFERENCE, texts.PROJECT)
    amount: Decimal = tax.pop("Base")
    row = dimensions.on_line(write, now, account, faults) | projects.on_line(write, now, faults) | prices | tax
    row |= {
        "Amount": amount,
        "AmountDC": cents(amount * purchase.rate),
        "Currency": purchase.currency,
        "Description": description,
        "InvoiceType": kind,
        "Item": (item or {}).get("ID"),
        "ItemUnit": items.unit_of(purchase.company, item)[0],
        "Notes": given.get("Notes"),
        "PurchaseOrderLine": given.get("PurchaseOrderLine"),
        "Quantity": many,
        "QuantityInDefaultUnits": many * factor,
        "Rebill": bool(given.get("Rebill")),
        "Unit": unit,
    }
    known = PurchaseInvoiceLine.props()
    return {name: value for name, value in row.items() if name in known}


def _many(given: Row, order: Row | None, factor: Decimal) -> Decimal:
    """How many: as sent, else what of the order's line was not invoiced yet, else one [I]."""
    if given.get("Quantity") is not None:
        return given["Quantity"]
    return Decimal(1) if order is None else (order["Quantity"] - order["InvoicedQuantity"]) / factor


def _order_line(purchase: Purchase, given: Row, kind: int | None) -> Row | None:
    """The order's line that is invoiced; a direct invoice has none, as it brings the goods itself [I]."""
    key = given.get("PurchaseOrderLine")
    found = purchase.company[PurchaseOrderLine].rows.get(key)
    if key is None:
        return None
    if found is None:
        purchase.faults.add(texts.BAD_REFERENCE, texts.PURCHASE_ORDER_LINE)
        return None
    order = purchase.company[PurchaseOrder].rows[found["PurchaseOrderID"]]
    if kind in DIRECT:
        purchase.faults.add(texts.NOT_ALLOWED, texts.PURCHASE_ORDER_LINE)
    elif purchase.supplier is not None and order["Supplier"] != purchase.supplier["ID"]:
        purchase.faults.add(texts.INVALID, texts.PURCHASE_ORDER_LINE)
    return found
