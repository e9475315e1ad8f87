"""What processing a purchase invoice does: it becomes a purchase entry with its place in the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.sandbox.exact.books import (
    bought,
    goods_booking,
    items,
    purchase_order_status,
    references,
    status,
    stock,
    warehouses,
)
from unibooks.sandbox.exact.books import trade_entries as entries
from unibooks.sandbox.exact.books.bought import less
from unibooks.sandbox.exact.books.purchase_invoice_lines import DIRECT, lines_of
from unibooks.sandbox.exact.books.purchase_invoices import PROCESSED, entry_header
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.trade import PURCHASES
from unibooks.sandbox.exact.books.vat_lines import WITH_AMOUNT, Rules
from unibooks.sandbox.exact.state import Company, Row, Write

#: What a line hands to the line of the entry under the same name.
_SAME: Final = ("CostCenter", "CostUnit", "Description", "Notes", "Project", "Quantity", "VATCode", "VATPercentage")


def process(write: Write, invoice: Row) -> Row:
    """Book an open invoice; returns its entry, which is processed as well [I].

    Goods of a direct invoice come into its warehouse, and order lines count as invoiced.

    Raises:
        Refused: a rule of purchase entries says no, such as a period that was closed since.
    """
    company = write.company
    lines = lines_of(company, invoice["ID"])
    body = entry_header(invoice)
    body["PurchaseEntryLines"] = [_line(company, line, invoice) for line in lines]
    entry = entries.create(PURCHASES, write, body, Rules("none"), key=invoice["ID"])
    status.change(write, entry["EntryID"], PROCESSED)
    company[PurchaseInvoice].change(
        invoice["ID"],
        {"Status": PROCESSED, "Document": entry["Document"], "Modified": touched(write)["Modified"]},
    )
    for line in lines:
        if line["PurchaseOrderLine"] is not None:
            purchase_order_status.count(write, line["PurchaseOrderLine"], invoiced=line["QuantityInDefaultUnits"])
        item = items.item(company, line["Item"])
        place = warehouses.warehouse(company, invoice["Warehouse"])
        if invoice["Type"] in DIRECT and item is not None and place is not None:
            stock.move(write, item, place, line["QuantityInDefaultUnits"])
    return entry


def _line(company: Company, line: Row, invoice: Row) -> Row:
    """The line of the entry: the amount after the header's discount, with its VAT in it where the code contains it."""
    code = references.vat_code(company, line["VATCode"] or "")
    part: Decimal = invoice["Discount"]
    base, vat = less(line["Amount"], part), less(line["VATAmount"], part)
    contained = code is not None and code["Type"] == "I" and not code["Charged"]
    item = items.item(company, line["Item"])
    account = _account(company, line, invoice, item) if item else None
    return {name: line[name] for name in _SAME if line[name] is not None} | {
        "AmountFC": base + vat if contained else base,
        "GLAccount": account["ID"] if account else None,
        "VATAmountFC": vat if code is not None and code["Type"] in WITH_AMOUNT and line["VATPercentage"] else None,
    }


def _account(company: Company, line: Row, invoice: Row, item: Row) -> Row | None:
    """Goods that came with an order take off what was to be invoiced, a direct invoice puts its own into stock [I]."""
    awaiting = goods_booking.awaiting(company, item)
    if awaiting is not None and line["PurchaseOrderLine"] is not None:
        return awaiting
    if awaiting is not None and invoice["Type"] in DIRECT:
        return items.stock_account(company, item)
    return bought.purchase_account(company, item)
