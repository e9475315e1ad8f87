"""The rules that the headers of all financial entries keep: journal, currency and rate, period, number, document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import Document
from unibooks.sandbox.exact.books import closing, exchange_rates, references, texts
from unibooks.sandbox.exact.books.currencies import HIGHEST_RATE
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

DESCRIPTION_WIDTH: Final = 60
OPEN: Final = 20


def midnight(moment: datetime) -> datetime:
    """The day of a moment, as a row holds it."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def journal(write: Write, code: str | None, kinds: frozenset[int], wrong: str, faults: Faults) -> Row | None:
    """The journal of an entry, None when it will not do; `wrong` is the sentence about one of another type."""
    if not code:
        faults.add(texts.MISSING, texts.JOURNAL)
        return None
    found = references.journal(write.company, code)
    if found is None:
        faults.add(texts.BAD_REFERENCE, texts.JOURNALS)
    elif found["Type"] not in kinds:
        faults.say(wrong)
    elif found["IsBlocked"]:
        faults.add(texts.BLOCKED, texts.JOURNAL)
    else:
        return found
    return None


def currency(asked: str, home: str, journal: Row | None, faults: Faults) -> str | None:
    """The currency as Exact spells it, None when unknown; one that is not `home` needs a journal that allows it."""
    code = references.currency(asked)
    if code is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    elif code != home and journal and not journal["AllowVariableCurrency"]:
        faults.add(texts.NOT_ALLOWED, texts.CURRENCY)
    return code


def exchange_rate(
    company: Company, code: str, sent: Decimal | None, day: datetime, journal: Row | None, faults: Faults
) -> Decimal:
    """What one unit of the currency is worth in the company's: as sent, else by financial/ExchangeRates of that day.

    [I] Where neither tells, the rate is missing.
    """
    if sent is None:
        known = exchange_rates.rate(company, code, day)
        if known is None:
            faults.add(texts.MISSING, texts.EXCHANGE_RATE)
        return known or Decimal(1)
    own = code == company.currency
    if not sent.is_finite() or not 0 < sent <= HIGHEST_RATE:
        faults.add(texts.INVALID, texts.EXCHANGE_RATE)
        return Decimal(1)
    if (own and sent != 1) or (not own and journal and not journal["AllowVariableExchangeRate"]):
        faults.add(texts.NOT_ALLOWED, texts.EXCHANGE_RATE)
    return sent


def period(write: Write, date: datetime, year: int, number: int, faults: Faults, journal: str | None = None) -> None:
    """Note a day or a period that is not there or takes no bookings; the two need not agree [R: Dutch audit file]."""
    years = write.company.financial_years
    if year not in years or date.year not in years:
        faults.add(texts.UNKNOWN, texts.FINANCIAL_YEAR)
    elif not 1 <= number <= 12:
        faults.add(texts.INVALID, texts.PERIOD)
    else:
        closed(write, year, number, faults, journal)


def closed(write: Write, year: int, number: int, faults: Faults, journal: str | None = None) -> None:
    """Note a period that takes no bookings in this journal; the number form is the Dutch report's [H]."""
    if closing.is_closed(write.company, year, number, journal):
        faults.say(f"{texts.CLOSED.to(write.user)}: {year} - {number}")


def changeable(write: Write, status: int, *periods: tuple[int, int], journal: str | None = None) -> None:
    """Refuse a change of an entry that is processed or lies in a closed period; a period is a year and a number.

    Args:
        write: the circumstances.
        status: the entry's.
        periods: those of its ledger lines.
        journal: the code of its journal, for which alone a period may be closed.

    Raises:
        Refused: with both faults where both apply.
    """
    faults = Faults(write.user)
    if status != OPEN:
        faults.add(texts.PROCESSED, texts.ENTRY_NUMBER)
    for year, number in periods:
        closed(write, year, number, faults, journal)
    faults.stop()


def entry_number(
    taken: Iterable[Row], journal: str | None, year: int | None, sent: int | None, faults: Faults
) -> int | None:
    """The number of an entry: as sent when it is free among the journal's `taken` ones, else the next one."""
    if sent is None:
        return None if not journal or year is None else next_number(year, journal.strip(), taken)
    if sent <= 0:
        faults.add(texts.INVALID, texts.ENTRY_NUMBER)
    elif any(row["EntryNumber"] == sent for row in taken):
        faults.add(texts.IN_USE, texts.ENTRY_NUMBER)
    return sent


def document(write: Write, key: Any, faults: Faults, name: str = "Document") -> Row:
    """The properties that name a document, nothing when there is none; `name` is the one that holds its key."""
    found = write.company[Document].rows.get(key) if key is not None else None
    if key is not None and found is None:
        faults.add(texts.BAD_REFERENCE, texts.DOCUMENT)
    if found is None:
        return {}
    return {name: found["ID"], name + "Number": found["HID"], name + "Subject": found["Subject"]}


def next_number(year: int, journal: str, taken: Iterable[Row]) -> int:
    """The number after those of the `taken` entries: year, journal and four digits, 24600006 [R]; gaps stay [I].

    A journal whose code is no number of three digits at most counts as 00, for the number has to be an Int32 [I].
    """
    prefix = f"{year % 100:02}{journal if journal.isdigit() and len(journal) <= 3 else '00'}"
    first = int(prefix) * 10_000
    end = first + 10_000
    rows = list(taken)
    number = max([row["EntryNumber"] for row in rows if first < row["EntryNumber"] < end], default=first) + 1
    if number >= end:
        numbers = {row["EntryNumber"] for row in rows}
        while number in numbers:
            number += 1
    return number
