"""The currencies that the companies know, with the rate used when none is given."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple


class Currency(NamedTuple):
    """A currency: its Dutch name and what one unit is worth in euros (fixed figures of ours, not market rates)."""

    name: str
    rate: Decimal


CURRENCIES: Final[dict[str, Currency]] = {
    "EUR": Currency("Euro", Decimal(1)),
    "USD": Currency("Amerikaanse dollar", Decimal("0.92")),
    "GBP": Currency("Brits pond", Decimal("1.17")),
    "CHF": Currency("Zwitserse frank", Decimal("1.04")),
    "SEK": Currency("Zweedse kroon", Decimal("0.088")),
    "DKK": Currency("Deense kroon", Decimal("0.134")),
    "NOK": Currency("Noorse kroon", Decimal("0.086")),
    "PLN": Currency("Poolse zloty", Decimal("0.232")),
}
