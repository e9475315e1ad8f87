"""Whether the books take an entry of a day: asked before the write, because ten refusals an hour lock a customer out.

The day's period follows from financial/FinancialPeriods, which is kept like reference data; whether a journal is open in it
from read/financial/JournalStatusList: one call, and none for a while once it was found open. Who may not read these lists
is not held up: Exact says then what it thinks of the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.references import FRESH, load
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.connectors.exact.target.financial import FinancialPeriod, JournalStatus
from unibooks.core.conditions import Condition
from unibooks.core.context import Reference
from unibooks.core.errors import Fault, Forbidden, NotFound

PERIODS: Final = Reference(
    "financial_periods",
    FinancialPeriod,
    FinancialPeriod.FinPeriod,
    (FinancialPeriod.FinYear, FinancialPeriod.StartDate, FinancialPeriod.EndDate),
)
#: JournalStatusList.Status [H]: 0 open, 1 closed.
CLOSED: Final = 1
#: How long a period that was found open is taken to be so.
OPEN_FOR: Final = timedelta(minutes=15)
#: Days that the books can have at all; the tables say what is wrong with others.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


async def period_faults(api: ExactApi, journal: str, day: date, field: str) -> Sequence[Fault]:
    """What is wrong with booking in that journal on that day; `field` is the caller's name of the day."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return ()
    try:
        rows = await _around(api, day)
        if not rows:
            return ()
        row = _covering(rows, day)
        if row is None:
            years = ", ".join(sorted({str(r.FinYear) for r in rows}))
            message = f"is {day}, which lies in no financial year of this company; it has {years}"
            return (Fault(field, message, "UNKNOWN_REFERENCE"),)
        if not await is_closed(api, journal, row.FinYear, row.FinPeriod):
            return ()
    except (Forbidden, NotFound):
        return ()
    message = f"is {day}, and period {row.FinPeriod} of {row.FinYear} is closed in Exact Online for journal {journal}"
    return (Fault(field, f"{message}; open it there or choose another day", "PERIOD_CLOSED"),)


async def is_closed(api: ExactApi, journal: str, year: int, period: int) -> bool:
    """Whether a journal is closed in a period; one call unless it was found open a short while ago."""
    kept, now = api.session.kept.records, api.session.clock.now()
    place = (api.company.id, f"period {journal} {year} {period}")
    known = kept.get(place)
    if known is not None and now - known[0] < OPEN_FOR:
        return False
    conditions = (
        Condition(JournalStatus.Journal, "eq", journal),
        Condition(JournalStatus.Year, "eq", year),
        Condition(JournalStatus.Period, "eq", period),
    )
    rows = await api.rows(JournalStatus, (JournalStatus.Status,), conditions, top=1)
    closed = bool(rows) and rows[0].Status == CLOSED
    if not closed:
        kept[place] = (now, True)
    return closed


async def _around(api: ExactApi, day: date) -> Sequence[Any]:
    """The company's periods; fetched anew where none of them has the day, for a year is opened once in a while."""
    rows = (await load(api, (PERIODS,)))[PERIODS.name].rows
    if _covering(rows, day) is None:
        rows = (await load(api, (PERIODS,), older_than=FRESH))[PERIODS.name].rows
    return rows


def _covering(rows: Sequence[Any], day: date) -> Any:
    return next(
        (row for row in rows if wall_clock(row.StartDate).date() <= day <= wall_clock(row.EndDate).date()), None
    )
