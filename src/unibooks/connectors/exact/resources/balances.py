"""What stands on a ledger account: sums of financial/ReportingBalance, debit less credit, in the company's currency.

A row of ReportingBalance is the movement of one account in one period, by type, status, cost centre and cost unit [H]; the
opening balance is the movement of the entry that brought it in. A new year brings nothing forward by itself, so that what
stands on an account of the balance sheet is the sum of every year so far [M]. Accounts of profit and loss begin each year at
nothing; the entry that closes a year (type 310) would empty them and is left out [M].
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.resources.references import PERIODS
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.connectors.exact.target.financial import ReportingBalance
from unibooks.core.conditions import AllOf, AnyOf, Condition, Conditions
from unibooks.core.context import Context, RelatedRows
from unibooks.core.errors import Fault, InvalidRequest

BALANCE_SHEET: Final = "B"
YEAR_CLOSE: Final = 310
ZERO: Final = Decimal(0)
_LISTED: Final = 8


def fiscal_year(ctx: Context) -> int | None:
    """The year that a list's filters `fiscal_year` and `fiscal_year_start_date` mean, None where they are not used.

    Raises:
        InvalidRequest: no year begins on that day, or the two mean different years.
    """
    year, start = ctx.filters and ctx.filters.fiscal_year, ctx.filters and ctx.filters.fiscal_year_start_date
    if start is None:
        return year
    first = [row for row in ctx.references[PERIODS.name].rows if row.FinPeriod == 1 and row.StartDate]
    starts = {wall_clock(row.StartDate).date(): int(row.FinYear) for row in first}
    if start not in starts:
        known = ", ".join(day.isoformat() for day in sorted(starts, reverse=True)[:_LISTED]) or "none"
        raise InvalidRequest([_wrong(f"no fiscal year of this company begins on {start}; it has {known}")])
    if year is not None and year != starts[start]:
        raise InvalidRequest([_wrong(f"is the first day of {starts[start]}, which contradicts fiscalYear {year}")])
    return starts[start]


def _wrong(message: str) -> Fault:
    return Fault("fiscalYearStartDate", message)


def _up_to_year(ctx: Context) -> Conditions | None:
    year = fiscal_year(ctx)
    if year is None:
        return None
    before = (
        Condition(ReportingBalance.BalanceType, "eq", BALANCE_SHEET),
        Condition(ReportingBalance.ReportingYear, "lt", year),
    )
    return (AnyOf((Condition(ReportingBalance.ReportingYear, "eq", year), AllOf(before))),)


#: What moved on ledger accounts in the year that the request names, and before it on those of the balance sheet.
YEARLY: Final = RelatedRows(
    "balances",
    ReportingBalance.GLAccount,
    (ReportingBalance.Amount, ReportingBalance.BalanceType, ReportingBalance.Type),
    when=_up_to_year,
)

#: Everything that ever moved on the ledger account of a journal.
OF_JOURNAL: Final = RelatedRows(
    "balances", ReportingBalance.GLAccount, (ReportingBalance.Amount, ReportingBalance.BalanceType), of="GLAccount"
)


def total(rows: Iterable[Any]) -> Decimal:
    """The sum of some rows."""
    return sum((row.Amount for row in rows if row.Amount is not None), ZERO)


def yearly(row: Any, ctx: Context) -> Decimal | None:
    """What stands on a ledger account at the end of the year that the request names; None where it names none."""
    if fiscal_year(ctx) is None:
        return None
    rows = ctx.rows_of(YEARLY, row.ID)
    return total(one for one in rows if one.BalanceType == BALANCE_SHEET or one.Type != YEAR_CLOSE)


__all__ = ["OF_JOURNAL", "YEARLY", "fiscal_year", "total", "yearly"]
