"""The company's own bank accounts: financial/Journals of the types bank and payment service."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.bank_accounts import BANK_ACCOUNTS
from unibooks.connectors.exact.resources.balances import OF_JOURNAL, total
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.financial import Journal
from unibooks.core.conditions import AnyOf, Condition, after
from unibooks.core.context import Context
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, OneOf, To

#: Journal.Type [H] -> the contract's word for the type of a ledger account.
TYPES: Final = {12: "BANK", 16: "PAYMENT_PROVIDER"}


def _balance(row: Any, ctx: Context) -> Decimal | None:
    """What stands on the ledger account in the company's currency; of an account in another nobody tells it."""
    if row.Currency and ctx.company_currency and row.Currency != ctx.company_currency:
        ctx.warn(
            f"balance: Exact Online tells balances in {ctx.company_currency} only; null is given for accounts in other currencies"
        )
        return None
    return None if row.GLAccount is None else total(ctx.rows_of(OF_JOURNAL, row.GLAccount))


BANK_ACCOUNT_MAPPING: Final = ResourceMapping(
    resource=BANK_ACCOUNTS,
    entity=Journal,
    codecs=CODECS,
    fields={
        "id": To(Journal.ID),
        "balance": Computed((Journal.GLAccount, Journal.Currency), _balance, related=(OF_JOURNAL,)),
        "bank_name": To(Journal.BankName),
        "bic": To(Journal.BankAccountBICCode),
        "created_date": To(Journal.Created),
        "currency": To(Journal.Currency),
        "description": To(Journal.BankAccountDescription),
        "iban": To(Journal.BankAccountIBAN),
        "name": To(Journal.Description),
        "number": To(Journal.GLAccountCode),
        "system": To(Journal.PaymentServiceProviderName),
        "status": Computed(
            (Journal.IsBlocked,),
            lambda row, ctx: "ARCHIVED" if row.IsBlocked else "ACTIVE",
            gives=frozenset({"ARCHIVED", "ACTIVE"}),
        ),
        "type": OneOf(Journal.Type, TYPES),
        "updated_date": To(Journal.Modified),
    },
    absent={"Exact Online does not say in which format statements are read": ("file_type",)},
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": Journal.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "the journal of the same id shows it": (Journal.Code,),
        "repeats another property in words": Journal.pick("CurrencyDescription GLAccountDescription GLAccountType"),
        "the contract has no field for it": Journal.pick(
            """AllowVariableCurrency AllowVariableExchangeRate AllowVAT AutoSave Bank BankAccountCountry BankAccountID
            BankAccountIncludingMask BankAccountUseSEPA BankAccountUseSepaDirectDebit CustomField PaymentInTransitAccount
            PaymentServiceAccountIdentifier PaymentServiceProvider"""
        ),
    },
    filters={"last_modified_at": after(Journal.Modified)},
    scope=(AnyOf(tuple(Condition(Journal.Type, "eq", code) for code in TYPES)),),
)
