"""Reference data that a company has beside its template: exchange rates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import exchange_rates
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.state import Write

#: What one unit is worth in euros at first, in hundredths of a cent (round figures of ours, not market rates).
RATES: Final = {"CHF": 10400, "GBP": 11700, "USD": 9200}
#: How far each month's rate lies from the first, in hundredths of a cent, over and over.
SWING: Final = (0, 20, 50, 30, -10, -40, -20)


def fill(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """Add the reference data in the order in which somebody would have typed it in."""
    _rates(write, clock, calendar)


def _rates(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """A rate from the first day there is, and one for each month from the first with bookings to today's."""
    days = [date(min(calendar.years), 1, 1), *calendar.months, calendar.today.replace(day=1)]
    for number, day in enumerate(dict.fromkeys(days)):
        clock.set(midnight(day) + timedelta(hours=8, minutes=30))
        for currency, first in RATES.items():
            clock.tick(4_120)
            value = Decimal(first + SWING[number % len(SWING)]) / 10_000
            exchange_rates.create(write, {"SourceCurrency": currency, "Rate": value, "StartDate": midnight(day)})
