"""Ledger accounts: financial/GLAccounts."""

from __future__ import annotations

from typing import Any, Final

from unibooks.accounting.accounts import ACCOUNTS
from unibooks.connectors.exact.resources.balances import YEARLY, yearly
from unibooks.connectors.exact.resources.references import PERIODS
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.financial import GLAccount
from unibooks.core.conditions import AllOf, AnyOf, Condition, after, among, several
from unibooks.core.context import Context
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, OneOf, To

#: GLAccount.Type [H, Exact's reference] -> the contract's word. What has no word of its own takes the nearest one.
TYPES: Final = {
    10: "CASH", 12: "BANK", 14: "CREDIT_CARD", 16: "PAYMENT_PROVIDER", 20: "ACCOUNTS_RECEIVABLE", 21: "CUSTOMER_PREPAYMENT",
    22: "ACCOUNTS_PAYABLE", 24: "VAT", 25: "EMPLOYEES_PAYABLE", 26: "PREPAID_EXPENSES", 27: "ACCRUED_EXPENSES",
    29: "INCOME_TAXES", 30: "FIXED_ASSET", 32: "CURRENT_ASSET", 35: "DEPRECIATION", 40: "INVENTORY", 50: "CAPITAL",
    52: "RETAINED_EARNINGS", 55: "LONG_TERM_LIABILITY", 60: "CURRENT_LIABILITY", 90: "OTHER", 100: "LIABILITY", 110: "REVENUE",
    111: "COST_OF_GOODS_SOLD", 120: "OTHER_EXPENSE", 121: "OVERHEADS", 122: "DEPRECIATION", 123: "RESEARCH_AND_DEVELOPMENT",
    125: "EMPLOYEE_COSTS", 126: "EMPLOYMENT_COSTS", 130: "EXCEPTIONAL_COSTS", 140: "EXCEPTIONAL_INCOME", 150: "INCOME_TAXES",
    160: "INTEREST_INCOME", 300: "YEAR_END_REFLECTION", 301: "INDIRECT_YEAR_END_COSTING", 302: "DIRECT_YEAR_END_COSTING",
}  # fmt: skip

#: GLAccount.Type -> class, by the meaning of the type [I].
CLASSES: Final = {
    **dict.fromkeys((10, 12, 14, 16, 20, 21, 26, 30, 32, 35, 40), "ASSET"),
    **dict.fromkeys((22, 24, 25, 27, 29, 55, 60, 100), "LIABILITY"),
    **dict.fromkeys((50, 52), "EQUITY"),
    **dict.fromkeys((110, 140, 160), "REVENUE"),
    **dict.fromkeys((111, 120, 121, 122, 123, 125, 126, 130, 150), "EXPENSE"),
}
#: (balance sheet or profit and loss, side) for the types that say nothing about the class.
BY_SIDE: Final = {("B", "D"): "ASSET", ("B", "C"): "LIABILITY", ("W", "D"): "EXPENSE", ("W", "C"): "REVENUE"}

SIDES: Final = {"D": "DEBIT", "C": "CREDIT"}


def _class(row: Any, ctx: Context) -> str | None:
    return CLASSES.get(row.Type) or BY_SIDE.get((row.BalanceType, row.BalanceSide))


def _codes(words: dict[int, str]) -> dict[str, list[int]]:
    return {word: [code for code, w in words.items() if w == word] for word in words.values()}


def _of_class(value: Any) -> AnyOf:
    wanted = several(value, set(CLASSES.values()))
    by_type = [Condition(GLAccount.Type, "eq", code) for code, word in CLASSES.items() if word in wanted]
    silent = [code for code in TYPES if code not in CLASSES]
    by_side = [
        AllOf(
            (
                Condition(GLAccount.Type, "eq", code),
                Condition(GLAccount.BalanceType, "eq", kind),
                Condition(GLAccount.BalanceSide, "eq", side),
            )
        )
        for (kind, side), word in BY_SIDE.items()
        if word in wanted
        for code in silent
    ]
    return AnyOf((*by_type, *by_side))


ACCOUNT_MAPPING: Final = ResourceMapping(
    resource=ACCOUNTS,
    entity=GLAccount,
    codecs=CODECS,
    fields={
        "id": To(GLAccount.ID),
        "balance": Computed((), yearly, related=(YEARLY,)),
        "account_class": Computed(
            (GLAccount.Type, GLAccount.BalanceType, GLAccount.BalanceSide),
            _class,
            gives=frozenset((*CLASSES.values(), *BY_SIDE.values())),
        ),
        "code": To(GLAccount.Code),
        "created_date": To(GLAccount.Created),
        "debit_credit_indicator": OneOf(GLAccount.BalanceSide, SIDES),
        "description": To(GLAccount.Description),
        "name": To(GLAccount.Description),
        "number": To(GLAccount.Code),
        "status": Computed(
            (GLAccount.IsBlocked,),
            lambda row, ctx: "ARCHIVED" if row.IsBlocked else "ACTIVE",
            gives=frozenset({"ARCHIVED", "ACTIVE"}),
        ),
        "type": OneOf(GLAccount.Type, TYPES),
        "updated_date": To(GLAccount.Modified),
    },
    absent={
        "an account of Exact Online has no currency of its own": ("currency",),
        "accounts of Exact Online have no parent": ("parent_account_id",),
    },
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": GLAccount.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "the type's word says it already": (GLAccount.TypeDescription,),
        "defaults that Exact applies when it books": GLAccount.pick(
            "Costcenter CostcenterDescription Costunit CostunitDescription VATCode VATDescription"
        ),
        "the contract has no field for it": GLAccount.pick(
            """AllowCostsInSales AssimilatedVATBox BelcotaxType Compress CustomField DeductibilityPercentages
            DescriptionTermID ExcludeVATListing ExpenseNonDeductiblePercentage Matching PrivateGLAccount PrivatePercentage
            ReportingCode RevalueCurrency SearchCode UseCostcenter UseCostunit VATGLAccountType VATNonDeductibleGLAccount
            VATNonDeductiblePercentage VATSystem YearEndCostGLAccount YearEndReflectionGLAccount"""
        ),
    },
    filters={
        "last_modified_at": after(GLAccount.Modified),
        "debit_credit_indicator": lambda v: Condition(GLAccount.BalanceSide, "eq", "D" if v == "DEBIT" else "C"),
        # They choose the balance that is shown, and no account less.
        "fiscal_year": lambda value: None,
        "fiscal_year_start_date": lambda value: None,
        "types": among(GLAccount.Type, _codes(TYPES)),
        "class_filter": _of_class,
        "is_active": lambda v: Condition(GLAccount.IsBlocked, "eq", not v),
    },
    looked_up={"fiscal_year_start_date": (PERIODS,)},
)
