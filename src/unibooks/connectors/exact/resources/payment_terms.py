"""Payment terms: cashflow/PaymentConditions."""

from __future__ import annotations

from typing import Any, Final

from unibooks.accounting.payment_terms import PAYMENT_TERMS
from unibooks.connectors.exact.target.cashflow import PaymentCondition
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import Unfiltered, after
from unibooks.core.context import Context
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, OneOf, To

#: PaymentCondition.PaymentMethod [H]: on credit, collection, cash, collection through a payment service provider.
METHODS: Final = {
    "B": "BANK_TRANSFER",
    "I": "AUTOMATIC_BANK_WITHDRAWAL",
    "K": "CASH",
    "Q": "PAYMENT_SERVICE_PROVIDER",
}


def _due_type(row: Any, ctx: Context) -> str:
    """Days from the entry's date; where months end first [H], the contract has no word for it."""
    if row.PaymentEndOfMonths:
        ctx.warn(
            f"dueType: payment condition {row.Code} counts paymentDays from the end of a month (PaymentEndOfMonths "
            f"{row.PaymentEndOfMonths}), which the contract cannot say"
        )
    return "DUE_IN_DAYS"


PAYMENT_TERM_MAPPING: Final = ResourceMapping(
    resource=PAYMENT_TERMS,
    entity=PaymentCondition,
    codecs=CODECS,
    fields={
        "id": To(PaymentCondition.ID),
        "code": To(PaymentCondition.Code),
        "created_date": To(PaymentCondition.Created),
        "description": To(PaymentCondition.Description),
        "discount_days": To(PaymentCondition.DiscountPaymentDays),
        "discount_percentage": To(PaymentCondition.DiscountPercentage),
        "due_type": Computed(
            (PaymentCondition.Code, PaymentCondition.PaymentEndOfMonths), _due_type, gives=frozenset({"DUE_IN_DAYS"})
        ),
        "payment_days": To(PaymentCondition.PaymentDays),
        "payment_method": OneOf(PaymentCondition.PaymentMethod, METHODS),
        "updated_date": To(PaymentCondition.Modified),
    },
    absent={
        "a payment condition of Exact Online has one discount": (
            "discount_days2",
            "discount_percentage2",
            "discount_periods",
        ),
        "a payment condition of Exact Online has a description and no name": ("name",),
    },
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": PaymentCondition.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "the contract has no field for it": PaymentCondition.pick(
            """CreditManagementScenario CreditManagementScenarioCode CreditManagementScenarioDescription DiscountCalculation
            PaymentDiscountType Percentage VATCalculation"""
        ),
    },
    filters={
        "last_modified_at": after(PaymentCondition.Modified),
        "fiscal_year": Unfiltered("payment terms do not depend on the year; nothing was filtered"),
        "fiscal_year_start_date": Unfiltered("payment terms do not depend on the year; nothing was filtered"),
    },
)
