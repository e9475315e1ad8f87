"""financial/ExchangeRates: what a foreign currency is worth in the company's, from a day on.

A rate holds until the next one of its currency starts [H: reference page]. It says what one unit of the source currency
is worth in the target currency, which is always the company's.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.financial import ExchangeRate
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.currencies import CURRENCIES, HIGHEST_RATE
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Write, Writer


def rate(company: Company, currency: str, day: date | datetime) -> Decimal | None:
    """What one unit of the currency is worth in the company's on a day: 1 for its own, None where no rate is known."""
    if currency == company.currency:
        return Decimal(1)
    wanted = day.date() if isinstance(day, datetime) else day
    started = [
        row for row in company[ExchangeRate].where("SourceCurrency", currency) if row["StartDate"].date() <= wanted
    ]
    return max(started, key=lambda row: row["StartDate"])["Rate"] if started else None


def create(write: Write, given: Row) -> Row:
    """Add a rate; without a day it holds from today on [I].

    Raises:
        Refused: currency or rate missing, unknown or not to be used, or the currency has a rate from that day.
    """
    today = write.world.local(write.company).replace(hour=0, minute=0, second=0, microsecond=0)
    values = {"StartDate": today} | {name: value for name, value in given.items() if value is not None}
    row = born(write, ExchangeRate) | _resolve(write, values)
    return write.company[ExchangeRate].add(row)


def update(write: Write, row: Row, given: Row) -> None:
    """Change a rate.

    Raises:
        Refused: as for a create.
    """
    write.company[ExchangeRate].change(row["ID"], _resolve(write, given, row) | touched(write))


def delete(write: Write, row: Row) -> None:
    """Remove a rate; entries keep the rate that they were booked with."""
    write.company[ExchangeRate].remove(row["ID"])


def _resolve(write: Write, given: Row, row: Row | None = None) -> Row:
    values = {name: value for name, value in given.items() if name != "ID"}
    now = (row or {}) | values
    faults = Faults(write.user)
    source = _currency(write, now.get("SourceCurrency"), faults)
    worth: Decimal | None = now.get("Rate")
    if worth is None:
        faults.add(texts.MISSING, texts.EXCHANGE_RATE)
    elif not worth.is_finite() or not 0 < worth <= HIGHEST_RATE:
        faults.add(texts.INVALID, texts.EXCHANGE_RATE)
    if now.get("StartDate") is None:
        faults.add(texts.MISSING, texts.START_DATE)
    faults.stop()
    for twin in write.company[ExchangeRate].where("SourceCurrency", source):
        if twin is not row and twin["StartDate"] == now["StartDate"]:
            raise Refused(texts.EXISTS.to(write.user))
    home = write.company.currency
    return values | {
        "SourceCurrency": source,
        "SourceCurrencyDescription": CURRENCIES[source or home].name,
        "TargetCurrency": home,
        "TargetCurrencyDescription": CURRENCIES[home].name,
    }


def _currency(write: Write, sent: str | None, faults: Faults) -> str | None:
    """The currency as Exact spells it; the company's own has no rate [I]."""
    if not (sent or "").strip():
        faults.add(texts.MISSING, texts.CURRENCY)
        return None
    code = references.currency(sent or "")
    if code is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    elif code == write.company.currency:
        faults.add(texts.NOT_ALLOWED, texts.CURRENCY)
    return code


WRITERS: Final = {ExchangeRate: Writer(create, update, delete, echoes=False)}
