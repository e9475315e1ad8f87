"""Fiscal years: the first period of each year in financial/FinancialPeriods, with the year's other periods.

The contract insists on one of five German charts of accounts, which no company here has: its own client refuses null. Every
year is given the first of them, with a warning that it says nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any, Final

from unibooks.accounting.fiscal_years import FISCAL_YEARS
from unibooks.connectors.exact.resources.references import LEDGER_ACCOUNTS
from unibooks.connectors.exact.target.edm import CODECS, wall_clock
from unibooks.connectors.exact.target.financial import FinancialPeriod, JournalStatus
from unibooks.core.conditions import Condition, after
from unibooks.core.context import Context, RelatedRows
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, To

CHART: Final = "SKR03"
#: JournalStatus.Status [H]: 1 is closed.
OPEN: Final = 0

PERIODS_OF_YEAR: Final = RelatedRows("periods", FinancialPeriod.FinYear, (FinancialPeriod.EndDate,), of="FinYear")
OPEN_JOURNALS: Final = RelatedRows(
    "open journals",
    JournalStatus.Year,
    (JournalStatus.Period,),
    of="FinYear",
    where=(Condition(JournalStatus.Status, "eq", OPEN),),
)


def _chart(row: Any, ctx: Context) -> str:
    ctx.warn(
        f"chartOfAccount: the contract knows German charts only; {CHART} is given and says nothing about this company's chart"
    )
    return CHART


def _last_day(row: Any, ctx: Context) -> datetime | None:
    days = [wall_clock(one.EndDate) for one in ctx.rows_of(PERIODS_OF_YEAR, row.FinYear) if one.EndDate is not None]
    return max(days).replace(tzinfo=UTC) if days else None


def _status(row: Any, ctx: Context) -> str:
    """Closed when it is over and no journal is open in any of its periods [I]."""
    last = _last_day(row, ctx)
    over = last is not None and last.date() < ctx.today
    return "CLOSED" if over and not ctx.rows_of(OPEN_JOURNALS, row.FinYear) else "OPEN"


def _digits(row: Any, ctx: Context) -> int | None:
    """The length that most ledger accounts have."""
    codes = (str(one.Code or "").strip() for one in ctx.references[LEDGER_ACCOUNTS.name].rows)
    lengths = Counter(len(code) for code in codes if code)
    return max(lengths, key=lambda length: (lengths[length], length), default=None)


FISCAL_YEAR_MAPPING: Final = ResourceMapping(
    resource=FISCAL_YEARS,
    entity=FinancialPeriod,
    codecs=CODECS,
    fields={
        "id": To(FinancialPeriod.FinYear),
        "account_number_length": Computed((), _digits, references=(LEDGER_ACCOUNTS,)),
        "chart_of_account": Computed((), _chart, gives=frozenset({CHART})),
        "created_date": To(FinancialPeriod.Created),
        "description": To(FinancialPeriod.FinYear),
        "end_date": Computed((FinancialPeriod.FinYear,), _last_day, related=(PERIODS_OF_YEAR,)),
        "start_date": To(FinancialPeriod.StartDate),
        "status": Computed(
            (FinancialPeriod.FinYear,),
            _status,
            related=(PERIODS_OF_YEAR, OPEN_JOURNALS),
            gives=frozenset({"OPEN", "CLOSED"}),
        ),
        "updated_date": To(FinancialPeriod.Modified),
    },
    absent={},
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": FinancialPeriod.pick(
            "ID Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "the first period stands for its year": (FinancialPeriod.FinPeriod,),
        "the year ends with the last of its periods": (FinancialPeriod.EndDate,),
    },
    filters={"last_modified_at": after(FinancialPeriod.Modified)},
    scope=(Condition(FinancialPeriod.FinPeriod, "eq", 1),),
    key=FinancialPeriod.FinYear,
    sorted_by=FinancialPeriod.FinYear,
)

__all__ = ["CHART", "FISCAL_YEAR_MAPPING"]
