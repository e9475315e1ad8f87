"""The rest of a year: sales, general journal, bank and cash entries."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import references, sales
from unibooks.sandbox.exact.books.trade import SALES
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.seed import memorials, money
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.keeper import Keeper
from unibooks.sandbox.exact.state import Row, Write

RULES: Final = Rules("none")
SALES_JOURNAL: Final = "70"
#: Ledger account of sales by the customer's VAT code.
REVENUE: Final = {"2": "8000", "1": "8010", "7": "8100"}


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar, customers: list[Row]) -> None:
    """Book everything but the purchases, and pay what was due."""
    keeper = Keeper(write, clock, calendar)
    memorials.opening(keeper, firm, calendar.months[0])
    keys = random.Random(firm.division)  # noqa: S311 - made to repeat; a stream of its own leaves other rows as they are
    numbers = Counter[int]()
    invoices: list[Row] = []
    for month in calendar.months:
        invoices += _sales(keeper, firm, month, customers, numbers, keys)
        memorials.wages(keeper, firm, month)
        memorials.depreciation(keeper, firm, month)
    money.book(keeper, firm, invoices)


def _sales(
    keeper: Keeper,
    firm: Firm,
    month: date,
    customers: list[Row],
    numbers: Counter[int],
    keys: random.Random,
) -> list[Row]:
    """The month's sales entries; returns their control lines.

    `numbers` counts the entries of each year, `keys` makes the keys of their lines.
    """
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
        numbers[month.year] += 1
        made.append(_sale(keeper, month + timedelta(days=day), customer, numbers[month.year], amounts, keys))
    return made


def _sale(keeper: Keeper, day: date, customer: Row, number: int, amounts: list[Decimal], keys: random.Random) -> Row:
    write = keeper.write
    keeper.at(day)
    vat: str = (customer["SalesVATCode"] or "2").strip()
    account = references.gl_account_by_code(write.company, REVENUE[vat])["ID"]
    body = {
        "Customer": customer["ID"],
        "Journal": SALES_JOURNAL,
        "EntryDate": midnight(day),
        "YourRef": f"PO{number + 4000}",
        SALES.lines: [
            {"GLAccount": account, "AmountFC": amount, "VATCode": vat, "Description": f"Levering {count}"}
            for count, amount in enumerate(amounts, 1)
        ],
    }
    entry = sales.create(write, body, RULES, lambda: uuid.UUID(int=keys.getrandbits(128), version=4))
    return write.company[TransactionLine].where("EntryID", entry["EntryID"])[0]
