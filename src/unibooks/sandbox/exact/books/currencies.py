"""general/Currencies: the currencies that the companies know, with the rate used where no other is known."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import Division
from unibooks.connectors.exact.target import general as target
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual


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
#: A rate above this is refused [I].
HIGHEST_RATE: Final = 1_000_000
#: The smallest parts of an amount and of a price [I].
AMOUNT_PRECISION: Final = Decimal("0.01")
PRICE_PRECISION: Final = Decimal("0.0001")


def rows(_world: World, company: Company) -> Iterator[Row]:
    """The rows of general/Currencies, as old as the company."""
    # not through `references`, which needs this module
    founded = next(iter(company[Division]), company[Division].blank())
    for code, currency in CURRENCIES.items():
        yield {
            "Code": code,
            "AmountPrecision": AMOUNT_PRECISION,
            "Created": founded["Created"],
            "Description": currency.name,
            "Modified": founded["Modified"],
            "PricePrecision": PRICE_PRECISION,
        }


VIRTUALS: Final = {target.Currency: Virtual(rows, (Division,))}
