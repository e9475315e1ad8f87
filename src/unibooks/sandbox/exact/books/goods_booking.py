"""What goods that come from a supplier, and those that go back, do to the ledger.

A receipt puts them on the stock account against the account of what is still to be invoiced, at the price of the order
[I]; types 130 and 131 [H]. The invoice of the order is booked on that account later. The entry is one of the general
journal, as that of a delivery.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import GLAccount
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrderLine
from unibooks.sandbox.exact.books import entry_rules, items
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.deliveries import JOURNAL, book_goods, numbered
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

RECEIPT, RETURN = 130, 131
#: [R] "Nog te ontvangen facturen/goederen" in the chart of a Dutch company.
TO_BE_INVOICED: Final = "2200"


def open_period(write: Write, day: datetime, faults: Faults) -> None:
    """Note a day whose period takes no bookings."""
    entry_rules.period(write, day, day.year, day.month, faults, JOURNAL)


def next_number(company: Company, day: datetime) -> int:
    """The number of the next entry."""
    return entry_rules.next_number(day.year, JOURNAL, numbered(company))


def awaiting(company: Company, item: Row | None) -> Row | None:
    """The account that goods are booked on until their invoice comes; None for what is not kept in stock."""
    if item is None or not item["IsStockItem"] or items.stock_account(company, item) is None:
        return None
    return company[GLAccount].first("Code", TO_BE_INVOICED)


def book(
    write: Write,
    entry_id: uuid.UUID,
    number: int,
    kind: int,
    day: datetime,
    supplier: object,
    moved: Iterable[tuple[Row, Decimal]],
) -> None:
    """Write a receipt or a return into the ledger, in place of what it has there.

    Args:
        write: the circumstances.
        entry_id: its key; number: that of its entry.
        kind: `RECEIPT` or `RETURN`.
        day: when it came or went.
        supplier: the relation's key.
        moved: its lines, each with how many came, below zero for what went.
    """
    postings = [posting for line, quantity in moved for posting in _postings(write.company, line, quantity)]
    book_goods(write, entry_id, number, kind, day, supplier, postings)


def _postings(company: Company, line: Row, quantity: Decimal) -> Iterator[Posting]:
    """The two ledger lines of one line; what has no price or is not kept in stock has none."""
    item = items.item(company, line["Item"])
    ordered = company[PurchaseOrderLine].rows.get(line["PurchaseOrderLineID"])
    owed = awaiting(company, item)
    kept = items.stock_account(company, item) if item is not None else None
    if ordered is None or kept is None or owed is None:
        return
    amount = cents(quantity * ordered["AmountDC"] / ordered["Quantity"])
    if not amount:
        return
    more: Row = {name: line[name] for name in ("Item", "ItemCode", "ItemDescription")}
    more |= {"Description": ordered["Description"], "OrderNumber": line["PurchaseOrderNumber"], "Quantity": quantity}
    yield Posting(number=line["LineNumber"], account=kept, fc=amount, dc=amount, more=more)
    yield Posting(number=line["LineNumber"], account=owed, fc=-amount, dc=-amount, more=more)
