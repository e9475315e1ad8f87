"""financial/FinancialPeriods and the two lists of journal statuses: the calendar of the books, and where it is closed.

A financial year is a calendar year of twelve months [R: Dutch audit file]; other calendars exist but not here.
"""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from unibooks.connectors.exact.target import Division, FinancialPeriod, Journal, JournalStatus
from unibooks.connectors.exact.target.read import JournalStatusByFinancialPeriod
from unibooks.sandbox.exact.books import closing, references, texts
from unibooks.sandbox.exact.books.journal_types import JOURNAL_TYPES
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual

PERIODS_A_YEAR: Final = 12
OPEN, CLOSED = 0, 1
#: As `spoken` finds them, which tells them in the reader's language.
STATUSES: Final = {OPEN: texts.OPEN.nl, CLOSED: texts.CLOSED_STATUS.nl}
_NAMESPACE: Final = uuid.UUID("6f0c1d52-3a7e-4b8e-9a41-0d8c57e2b913")


def bounds(year: int, period: int) -> tuple[datetime, datetime]:
    """The first and the last day of a period, both midnight."""
    last = calendar.monthrange(year, period)[1]
    return datetime(year, period, 1), datetime(year, period, last)  # noqa: DTZ001 - days, as rows hold them


def financial_periods(_world: World, company: Company) -> Iterator[Row]:
    """The periods of all financial years; keys follow from company, year and period."""
    founded = references.division(company)
    stamps = ("Created", "Creator", "CreatorFullName", "Modified", "Modifier", "ModifierFullName")
    shared = company[FinancialPeriod].blank() | {name: founded[name] for name in stamps}
    for year, period in _all(company):
        start, end = bounds(year, period)
        yield shared | {
            "ID": uuid.uuid5(_NAMESPACE, f"{company.code}/{year}/{period}"),
            "Division": company.code,
            "EndDate": end,
            "FinPeriod": period,
            "FinYear": year,
            "StartDate": start,
        }


def journal_statuses(_world: World, company: Company) -> Iterator[Row]:
    """Each journal in each period."""
    for journal in company[Journal]:
        for year, period in _all(company):
            status = CLOSED if closing.is_closed(company, year, period, journal["Code"]) else OPEN
            yield {
                "Journal": journal["Code"],
                "Period": period,
                "Year": year,
                "JournalDescription": journal["Description"],
                "JournalType": journal["Type"],
                "JournalTypeDescription": JOURNAL_TYPES[journal["Type"]].nl,
                "Status": status,
                "StatusDescription": STATUSES[status],
            }


def _all(company: Company) -> Iterator[tuple[int, int]]:
    return ((year, period) for year in sorted(company.financial_years) for period in range(1, PERIODS_A_YEAR + 1))


def _calendar(_world: World, company: Company) -> object:
    return frozenset(company.financial_years), frozenset(company.closed_periods), frozenset(company.closed_journals)


VIRTUALS: Final = {
    FinancialPeriod: Virtual(financial_periods, (Division,), _calendar),
    JournalStatus: Virtual(journal_statuses, (Journal,), _calendar),
    JournalStatusByFinancialPeriod: Virtual(journal_statuses, (Journal,), _calendar),
}
