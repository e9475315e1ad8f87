"""salesinvoice/SalesInvoices, their lines and order charges: drafts that nothing in the ledger knows.

`sales_printing` gives an invoice its number and books it; nothing of it can be changed from then on [H].
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import SalesOrderLine
from unibooks.sandbox.exact.books import items, order_status, sales_invoice_header, texts, trade_lines
from unibooks.sandbox.exact.books.sales_invoice_header import INVOICES
from unibooks.sandbox.exact.books.sold_book import Book
from unibooks.sandbox.exact.books.sold_lines import Sale
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Refused, Row, Write, Writer

OPEN: Final = 20
#: `StarterSalesInvoiceStatus`; the number and the word of a draft are recorded, those of a printed invoice are ours.
DRAFT, PRINTED = 0, 1
STARTER_STATUSES: Final = {
    DRAFT: Text("Concept", "Draft", "Entwurf", "Brouillon", "Borrador", "nl de fr es"),
    PRINTED: texts.OPEN,
}


def status(write: Write, now: int, starter: int) -> Row:
    """The two statuses of an invoice with their texts."""
    return {
        "Status": now,
        "StatusDescription": texts.STATUSES[now].to(write.user),
        "StarterSalesInvoiceStatus": starter,
        "StarterSalesInvoiceStatusDescription": STARTER_STATUSES[starter].to(write.user),
    }


def refuse_processed(write: Write, invoice: Row) -> None:
    """Refuse what only an open invoice takes.

    Raises:
        Refused: with the reported words, which name no field.
    """
    if invoice["Status"] != OPEN:
        raise Refused(texts.PROCESSED.to(write.user))


def _own(write: Write, given: Row, invoice: Row | None, header: Row, faults: Faults) -> Row:
    found = sales_invoice_header.own(write, given, invoice, header, faults)
    return found if invoice is not None else found | status(write, OPEN, DRAFT)


def _line(sale: Sale, given: Row, before: Row | None, found: Row) -> Row:
    """Its ledger account; a day that nobody gave stays empty, unlike on orders, and so does the rate of no VAT code [R]."""
    now = (before or {}) | found
    rate = None if now["VATCode"] is None else now["VATPercentage"]
    day = ((before or {}) | given).get("DeliveryDate")
    return {"DeliveryDate": day, "VATPercentage": rate} | _ledger_account(sale, given, before)


def _ledger_account(sale: Sale, given: Row, before: Row | None) -> Row:
    """As sent, else the item's or its group's; it can be sent with a new line only [H]."""
    write = sale.write
    key: Any = given.get("GLAccount")
    if key is None and before is not None and given.get("Item") in (None, before["Item"]):
        return {}
    item = items.item(write.company, given.get("Item"))
    if key is None and item is not None:
        account = items.revenue_account(write.company, item)
        if account is None:
            place = f"{texts.ITEM.to(write.user)} ({item['Code']}) - {texts.LEDGER_SALES.to(write.user)}"
            sale.faults.say(f"{texts.NOT_FOUND.to(write.user)}: {place}")
            return {}
        key = account["ID"]
    if key is None:
        # that the item is missing or unknown is told already
        return {}
    gl = trade_lines.ledger_account(write, {"GLAccount": key}, sale.faults)
    return {"GLAccount": key, "GLAccountDescription": None if gl is None else gl["Description"]}


def _may_change(line: Row, given: Row | None, faults: Faults) -> None:
    """A line that was made of an order's keeps its item [I]."""
    if given is not None and line["SalesOrderLine"] is not None and given.get("Item", line["Item"]) != line["Item"]:
        faults.add(texts.NOT_ALLOWED, texts.ITEM)


def _follow(write: Write, invoice: Row) -> None:
    _count(write, INVOICES.lines_of(write.company, invoice["InvoiceID"]))


def _count(write: Write, lines: list[Row]) -> None:
    """Bring up to date how much of the orders' lines behind these lines was invoiced."""
    table = write.company[SalesInvoiceLine]
    orders: dict[uuid.UUID, Row] = {}
    for key in dict.fromkeys(line["SalesOrderLine"] for line in lines if line["SalesOrderLine"] is not None):
        ordered = write.company[SalesOrderLine].rows[key]
        invoiced = sum((line["Quantity"] for line in table.where("SalesOrderLine", key)), Decimal(0))
        if invoiced != ordered["QuantityInvoiced"]:
            order = order_status.note(write, key, invoiced=invoiced - (ordered["QuantityInvoiced"] or 0))
            orders[order["OrderID"]] = order
    for order in orders.values():
        order_status.settle(write, order)


def delete(write: Write, invoice: Row) -> None:
    """Remove an open invoice with its lines.

    Raises:
        Refused: the invoice is processed.
    """
    refuse_processed(write, invoice)
    BOOK.delete(write, invoice)


BOOK: Final = Book(
    kind=INVOICES,
    own=_own,
    line_own={},
    line=_line,
    is_open=refuse_processed,
    may_change=_may_change,
    follow=_follow,
    released=_count,
)

WRITERS: Final = BOOK.writers() | {SalesInvoice: Writer(BOOK.create, BOOK.update, delete)}
