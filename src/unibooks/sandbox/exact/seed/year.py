"""The rest of a year: sales, which exist in the ledger only, general journal, bank and cash entries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import ledger, purchase_header, references, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.ledger import VAT_LINE, Posting
from unibooks.sandbox.exact.seed import memorials, money
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.keeper import Keeper
from unibooks.sandbox.exact.state import Row, Write

SALE, SALES_CREDIT = 20, 21
OPEN: Final = 20
SALES_JOURNAL: Final = "70"
#: Ledger account of sales by the customer's VAT code.
REVENUE: Final = {"2": "8000", "1": "8010", "7": "8100"}


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar, customers: list[Row]) -> None:
    """Book everything but the purchases, and pay what was due."""
    keeper = Keeper(write, clock, calendar)
    memorials.opening(keeper, firm, calendar.months[0])
    numbers: dict[int, int] = {}
    invoices: list[Row] = []
    for month in calendar.months:
        invoices += _sales(keeper, firm, month, customers, numbers)
        memorials.wages(keeper, firm, month)
        memorials.depreciation(keeper, firm, month)
    money.book(keeper, firm, invoices)


def _sales(keeper: Keeper, firm: Firm, month: date, customers: list[Row], numbers: dict[int, int]) -> list[Row]:
    """The month's sales entries; returns their control lines. `numbers` holds the last number of each year."""
    rng = keeper.write.world.random
    count, low, high = firm.sales
    made: list[Row] = []
    for day in sorted(rng.randrange(28) for _ in range(count)):
        customer = rng.choice(customers)
        sign = -1 if rng.random() < 0.04 else 1
        amounts = [
            sign * Decimal(rng.randrange(low * 100, high * 100)) / 100
            for _ in range(1 if sign < 0 else rng.randrange(1, 4))
        ]
        numbers[month.year] = numbers.get(month.year, 0) + 1
        made.append(_sale(keeper, month + timedelta(days=day), customer, amounts, numbers[month.year]))
    return made


def _sale(keeper: Keeper, day: date, customer: Row, amounts: list[Decimal], count: int) -> Row:
    company = keeper.write.company
    text = (customer["SalesVATCode"] or "2").strip()
    code = references.vat_code(company, text) or {}
    shared = _heading(keeper, day, customer, SALE if amounts[0] > 0 else SALES_CREDIT, count)
    subject = texts.DEFAULT_DESCRIPTION.nl.format(shared["EntryNumber"])
    named = {
        "VATCode": code["Code"],
        "VATCodeDescription": code["Description"],
        "VATPercentage": code["Percentage"],
        "VATType": code["Type"],
    }
    taxes = [cents(amount * code["Percentage"]) for amount in amounts]
    gross = sum(amounts, ZERO) + sum(taxes, ZERO)
    postings = [_posting(keeper, 0, "1300", gross, subject)]
    for number, (amount, tax) in enumerate(zip(amounts, taxes, strict=True), 1):
        vat: Row = named | {"AmountVATFC": -tax, "AmountVATBaseFC": -amount}
        postings.append(_posting(keeper, number, REVENUE[text], -amount, f"Levering {number}", **vat))
    if any(taxes):
        vat = named | {"AmountVATBaseFC": -sum(amounts, ZERO)}
        postings.append(_posting(keeper, VAT_LINE, code["GLToPayCode"], -sum(taxes, ZERO), subject, **vat))
    return ledger.book(keeper.write, shared, postings)[0]


def _heading(keeper: Keeper, day: date, customer: Row, kind: int, count: int) -> Row:
    """The shared properties of a new sales entry with the journal's next number."""
    keeper.at(day)
    company = keeper.write.company
    journal = references.journal(company, SALES_JOURNAL)
    if journal is None:
        raise LookupError(f"there is no journal {SALES_JOURNAL}")
    condition = references.payment_condition(company, customer["PaymentConditionSales"] or "30") or {}
    number = int(f"{day.year % 100:02}{SALES_JOURNAL}{count:04}")
    return ledger.heading(
        journal,
        entry_id=keeper.write.world.new_id(),
        number=number,
        kind=kind,
        status=OPEN,
        date=midnight(day),
        year=day.year,
        period=day.month,
        currency=company.currency,
        relation=customer,
    ) | {
        "InvoiceNumber": number,
        "DueDate": purchase_header.due_date(midnight(day), condition),
        "YourRef": f"PO{number % 10_000 + 4000}",
    }


def _posting(keeper: Keeper, number: int, code: str, amount: Decimal, text: str, **more: object) -> Posting:
    """One ledger line in the company's currency."""
    account = references.gl_account_by_code(keeper.write.company, code)
    return Posting(number=number, account=account, fc=amount, dc=amount, more={"Description": text, **more})
