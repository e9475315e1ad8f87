"""Tax rates: VAT codes."""

from __future__ import annotations

from typing import Literal

from unibooks.accounting.base import Filters, Operation, Read, Resource
from unibooks.accounting.types import Instant, Percent, Text


class TaxRate(Read):
    """A VAT code: lines name it by its code; `type` says how VAT stands to the line's amount, `usage` where it may be used."""

    id: Text | None
    code: Text | None
    created_date: Instant | None
    description: Text | None
    name: Text | None
    percentage: Percent | None
    type: Literal["INCLUSIVE", "EXCLUSIVE", "NO_TAX", "ZERO_TAX"] | None
    updated_date: Instant | None
    usage: Literal["INVOICE", "BILL", "JOURNAL_ENTRY", "CASH", "ALL"] | None


class TaxRateFilters(Filters):
    """Filters of the list of tax rates."""

    is_active: bool | None = None


TAX_RATES = Resource(
    name="taxRates",
    path="/accounting/taxRates",
    parameter="taxRateId",
    read=TaxRate,
    filters=TaxRateFilters,
    operations=(
        Operation("list", "getTaxRates", "List the tax rates"),
        Operation("get", "getTaxRate", "Get one tax rate"),
    ),
)
