"""Fiscal years."""

from __future__ import annotations

from typing import Literal

from unibooks.accounting.base import NoFilters, Operation, Read, Resource
from unibooks.accounting.types import Day, Instant, Text

Chart = Literal["SKR03", "SKR04", "SKR51", "SKR14", "SKR42"]


class FiscalYear(Read):
    """A fiscal year; its id is the year. The contract insists on a German chart of accounts, see the warnings of an answer."""

    id: Text | None
    account_number_length: int | None
    chart_of_account: Chart | None
    created_date: Instant | None
    description: Text | None
    end_date: Day | None
    start_date: Day | None
    status: Literal["OPEN", "CLOSED"] | None
    updated_date: Instant | None


FISCAL_YEARS = Resource(
    name="fiscalYears",
    path="/accounting/fiscalYears",
    parameter="fiscalYearId",
    read=FiscalYear,
    filters=NoFilters,
    operations=(
        Operation("list", "getFiscalYears", "List the fiscal years"),
        Operation(
            "get",
            "getFiscalYear",
            "Get one fiscal year",
            as_list=True,
            oddity="The contract answers a list of one.",
        ),
    ),
)
