"""A few sales invoices of the last booked month, printed and open, and the layouts that they are printed with."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.salesinvoice import Layout
from unibooks.sandbox.exact.books import sales_printing
from unibooks.sandbox.exact.books.sales_invoice_header import CREDIT, INVOICE
from unibooks.sandbox.exact.books.sales_invoices import BOOK
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.state import Row, Write

#: [I] what `Type` says of a layout is not known; here it is the type of invoice.
LAYOUTS: Final = ((INVOICE, "Verkoopfactuur"), (CREDIT, "Creditnota"))


class Sold(NamedTuple):
    """An invoice: the day of the month, items with their quantities, the header's discount, whether it is printed."""

    day: int
    lines: tuple[tuple[str, int], ...]
    discount: str = "0"
    printed: bool = True
    kind: int = INVOICE


GOODS: Final = (
    Sold(4, (("KABEL-05", 40), ("BEKER-50", 12))),
    Sold(11, (("KOFFIE-1000", 25), ("THEE-100", 6), ("MONTAGE", 1)), discount="0.05"),
    Sold(18, (("KABEL-05", -3),), kind=CREDIT),
    Sold(25, (("TAPIJT", 30), ("MONTAGE", 2)), printed=False),
)
SERVICES: Final = (Sold(9, (("ADVIES", 16),)), Sold(23, (("ADVIES", 6), ("MONTAGE", 1)), printed=False))


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar) -> None:
    """Make the layouts and the invoices, each for another of the first customers."""
    month = calendar.months[-1]
    clock.set(midnight(month) + timedelta(hours=9))
    for kind, subject in LAYOUTS:
        clock.tick(59)
        write.company[Layout].add(born(write, Layout) | {"Subject": subject, "Type": kind})
    buyers = [row for row in write.company[Account] if row["Status"] == "C" and row["IsSales"] and row["SalesVATCode"]]
    for sold, buyer in zip(GOODS if firm.goods else SERVICES, buyers, strict=False):
        _invoice(write, clock, month + timedelta(days=sold.day), sold, buyer)


def _invoice(write: Write, clock: SeedClock, day: date, sold: Sold, buyer: Row) -> None:
    clock.set(midnight(day) + timedelta(hours=10, minutes=sold.day))
    found = {code: write.company[Item].first("Code", code) or {} for code, _ in sold.lines}
    invoice = BOOK.create(
        write,
        {
            "OrderedBy": buyer["ID"],
            "Journal": "70",
            "Type": sold.kind,
            "Discount": Decimal(sold.discount),
            "SalesInvoiceLines": [
                {"Item": found[code]["ID"], "Quantity": Decimal(quantity)} for code, quantity in sold.lines
            ],
        },
    )
    if sold.printed:
        clock.tick(48_000)
        sales_printing.create(write, {"InvoiceID": invoice["InvoiceID"]})
