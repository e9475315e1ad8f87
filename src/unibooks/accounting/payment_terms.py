"""Payment terms."""

from __future__ import annotations

from typing import Literal

from unibooks.accounting.base import Filters, Operation, Read, Resource
from unibooks.accounting.types import Day, Instant, Percent, Text


class DiscountPeriod(Read):
    """A discount that depends on the day of the invoice."""

    invoice_range: Text | None
    discount_deadline: Text | None
    discount_deadline2: Text | None
    payment_deadline: Text | None


class PaymentTerm(Read):
    """When a bill is due; bills name it by its code."""

    id: Text | None
    code: Text | None
    created_date: Instant | None
    description: Text | None
    discount_days: int | None
    discount_days2: int | None
    discount_percentage: Percent | None
    discount_percentage2: Percent | None
    discount_periods: list[DiscountPeriod] | None
    due_type: Literal["DUE_IN_DAYS", "DUE_AS_PERIOD"] | None
    name: Text | None
    payment_days: int | None
    payment_method: Literal["CASH", "BANK_TRANSFER", "PAYMENT_SERVICE_PROVIDER", "AUTOMATIC_BANK_WITHDRAWAL"] | None
    updated_date: Instant | None


class PaymentTermFilters(Filters):
    """Filters of the list of payment terms."""

    fiscal_year: int | None = None
    fiscal_year_start_date: Day | None = None


PAYMENT_TERMS = Resource(
    name="paymentTerms",
    path="/accounting/paymentTerms",
    parameter="paymentTermId",
    read=PaymentTerm,
    filters=PaymentTermFilters,
    operations=(
        Operation("list", "getPaymentTerms", "List the payment terms"),
        Operation("get", "getPaymentTerm", "Get one payment term"),
    ),
)
