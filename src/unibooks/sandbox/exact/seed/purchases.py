"""A year of purchase invoices, booked through the same rules that a client meets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import documents, purchase, references
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.pdf import page
from unibooks.sandbox.exact.seed import dimensions
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.identifiers import digits, payment_reference
from unibooks.sandbox.exact.seed.template import VENDOR
from unibooks.sandbox.exact.seed.words import Profile
from unibooks.sandbox.exact.state import Row, Write

GOODS: Final = Profile("", "Handelsgoederen", "7000", "2", 380, 5200, 5, 1)
LICENCES: Final = Profile(VENDOR, "Abonnement boekhoudpakket", "5522", "2", 79, 80, 1, 1, "IN")
#: Every so many invoices of trade goods one is a credit note, and of all invoices one has its PDF.
CREDIT_EVERY: Final = 14
PDF_EVERY: Final = 17


@dataclass(frozen=True)
class Invoice:
    """A supplier's invoice before it is booked."""

    day: date
    supplier: Row
    profile: Profile
    lines: int
    sign: int = 1


def book(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar, roles: dict[str, list[Row]]) -> list[Row]:
    """Book the year's invoices in the order of their dates; returns the entries."""
    rng = write.world.random
    invoices = sorted(_invoices(rng, firm, calendar, roles), key=lambda invoice: invoice.day)
    entries: list[Row] = []
    for number, invoice in enumerate(invoices, 1):
        late = timedelta(days=rng.randrange(0, 3), hours=rng.randrange(8, 18), seconds=rng.randrange(3600))
        clock.set(midnight(invoice.day) + late + timedelta(milliseconds=rng.randrange(1000)))
        entry = purchase.create(write, _body(write, invoice), Rules("none"))
        if number % PDF_EVERY == 0:
            _attach(write, entry, firm)
        entries.append(entry)
    return entries


def _invoices(rng: random.Random, firm: Firm, calendar: Calendar, roles: dict[str, list[Row]]) -> Iterator[Invoice]:
    count = 0
    for index, month in enumerate(calendar.months):
        for profile in (*firm.profiles, LICENCES):
            for _ in range(_times(profile.per_month, index)):
                lines = rng.randrange(1, profile.lines + 1)
                yield Invoice(_day(rng, month), roles[profile.name][0], profile, lines)
        for _ in range(firm.goods):
            count += 1
            sign = -1 if count % CREDIT_EVERY == 0 else 1
            lines = 1 if sign < 0 else rng.randrange(1, GOODS.lines + 1)
            yield Invoice(_day(rng, month), rng.choice(roles["goods"]), GOODS, lines, sign)
        if firm.long and index == 6:
            fuel = next(p for p in firm.profiles if p.vat == "4")
            yield Invoice(_day(rng, month), roles[fuel.name][0], fuel, firm.long)


def _times(per_month: float, index: int) -> int:
    """How often in this month: a fraction of one half means every second month."""
    return int(per_month) if per_month >= 1 else int(index % round(1 / per_month) == 0)


def _day(rng: random.Random, month: date) -> date:
    return month + timedelta(days=rng.randrange(28))


def _body(write: Write, invoice: Invoice) -> Row:
    rng, profile = write.world.random, invoice.profile
    account = references.gl_account_by_code(write.company, profile.account)
    reference = f"{rng.choice(('F', 'INV-', '', ''))}{invoice.day.year}{digits(rng, 4)}"
    return {
        "Supplier": invoice.supplier["ID"],
        "Journal": "60" if profile.currency == "EUR" else "61",
        "Currency": profile.currency,
        # sent with the entry, as the company's own table of rates is filled later
        "Rate": CURRENCIES[profile.currency].rate if profile.currency != "EUR" else None,
        "EntryDate": midnight(invoice.day),
        "YourRef": reference,
        "PaymentReference": payment_reference(rng) if rng.random() < 0.5 else None,
        "Description": f"{'Creditnota' if invoice.sign < 0 else profile.text} {reference}",
        "PurchaseEntryLines": [
            {
                "GLAccount": account["ID"],
                "VATCode": profile.vat,
                "Description": f"{profile.text} {number}" if invoice.lines > 1 else profile.text,
                "Quantity": Decimal(1),
                "AmountFC": invoice.sign * _price(rng, profile),
                **dimensions.habit(profile.account),
            }
            for number in range(1, invoice.lines + 1)
        ],
    }


def _price(rng: random.Random, profile: Profile) -> Decimal:
    return Decimal(rng.randrange(profile.low * 100, profile.high * 100)) / 100


def _attach(write: Write, entry: Row, firm: Firm) -> None:
    content = page(
        [
            entry["SupplierName"],
            "",
            f"Factuur {entry['YourRef']}",
            f"Datum {entry['EntryDate']:%d-%m-%Y}",
            f"Aan {firm.name}, {firm.address}, {firm.postcode} {firm.city}",
            "",
            entry["Description"],
            f"Bedrag exclusief btw {entry['Currency']} {entry['AmountFC'] - entry['VATAmountFC']}",
            f"Btw {entry['Currency']} {entry['VATAmountFC']}",
            f"Te betalen {entry['Currency']} {entry['AmountFC']}",
        ]
    )
    name = f"factuur-{entry['YourRef']}.pdf"
    documents.attach(write, {"Document": entry["Document"], "FileName": name, "Attachment": content})
