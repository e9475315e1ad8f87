"""Reference data that a company has beside its template: exchange rates, headings, dated VAT rates, mandates, expenses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import BankAccount, GLAccount, VATCode
from unibooks.sandbox.exact.books import classifications, exchange_rates, mandates, vat_percentages
from unibooks.sandbox.exact.seed import claims
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.template import SYSTEM, TEMPLATE_MADE
from unibooks.sandbox.exact.state import Row, Write

#: What one unit is worth in euros at first, in hundredths of a cent (round figures of ours, not market rates).
RATES: Final = {"CHF": 10400, "GBP": 11700, "USD": 9200}
#: How far each month's rate lies from the first, in hundredths of a cent, over and over.
SWING: Final = (0, 20, 50, 30, -10, -40, -20)
#: The Dutch rates in percent and the days on which they began; each holds until the day before the next.
HISTORY: Final = {
    21: ((19, date(2001, 1, 1)), (21, date(2012, 10, 1))),
    9: ((6, date(2001, 1, 1)), (9, date(2019, 1, 1))),
}
#: How many relations have signed a mandate.
MANDATES: Final = 3


def fill(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """Add the reference data behind everything else."""
    template = Write(write.world, write.company, SYSTEM)
    clock.set(TEMPLATE_MADE)
    for code in list(write.company[VATCode]):
        clock.tick(12)
        vat_percentages.store(template, code, _history(code))
    _headings(template, clock)
    _rates(write, clock, calendar)
    _mandates(write, clock, calendar)
    claims.fill(write, clock, calendar)


def _history(code: Row) -> list[Row]:
    """The dated rates of a seeded VAT code, whose last one is the rate that it has."""
    percent = int(code["Percentage"] * 100)
    steps = HISTORY.get(percent, ((percent, date(2001, 1, 1)),))
    ends = [midnight(start - timedelta(days=1)) for _, start in steps[1:]]
    if code["IsBlocked"]:
        ends.append(midnight(date(2012, 9, 30)))
    return [
        {"Percentage": Decimal(rate) / 100, "StartDate": midnight(start), "EndDate": end}
        for (rate, start), end in zip(steps, (*ends, None), strict=False)
    ]


def _headings(write: Write, clock: SeedClock) -> None:
    for account in list(write.company[GLAccount]):
        clock.tick(3)
        heading = classifications.key(classifications.BY_TYPE[account["Type"]])
        body = {"GLAccount": account["ID"], "Classification": heading, "GLSchemeID": classifications.SCHEME[0]}
        classifications.create(write, body)


def _rates(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """A rate from the first day there is, and one for each month from the first with bookings to today's."""
    days = [date(min(calendar.years), 1, 1), *calendar.months, calendar.today.replace(day=1)]
    for number, day in enumerate(dict.fromkeys(days)):
        clock.set(midnight(day) + timedelta(hours=8, minutes=30))
        for currency, first in RATES.items():
            clock.tick(4_120)
            value = Decimal(first + SWING[number % len(SWING)]) / 10_000
            exchange_rates.create(write, {"SourceCurrency": currency, "Rate": value, "StartDate": midnight(day)})


def _mandates(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """The first relations with a Dutch account have allowed to be collected from."""
    clock.set(midnight(calendar.months[1]) + timedelta(days=3, hours=13))
    dutch = [row for row in write.company[BankAccount] if row["Main"] and (row["IBAN"] or "").startswith("NL")]
    for account in dutch[:MANDATES]:
        clock.tick(95_003)
        mandates.create(
            write,
            {
                "Account": account["Account"],
                "BankAccount": account["ID"],
                "Description": "Doorlopende machtiging",
                "SignatureDate": midnight(calendar.months[1]),
            },
        )
