"""Journals: financial/Journals."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.journals import JOURNALS
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.financial import Journal
from unibooks.core.conditions import after
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import OneOf, To

#: Journal.Type [H] in the words that the contract's examples use.
TYPES: Final = {
    10: "Cash",
    12: "Bank",
    16: "Payment service",
    20: "Sales",
    21: "Return invoice",
    22: "Purchase",
    23: "Received return invoice",
    90: "General",
}

JOURNAL_MAPPING: Final = ResourceMapping(
    resource=JOURNALS,
    entity=Journal,
    codecs=CODECS,
    fields={
        "id": To(Journal.ID),
        "account_id": To(Journal.GLAccount),
        "code": To(Journal.Code),
        "created_date": To(Journal.Created),
        "currency": To(Journal.Currency),
        "description": To(Journal.Description),
        "type": OneOf(Journal.Type, TYPES),
        "updated_date": To(Journal.Modified),
    },
    absent={},
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": Journal.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "repeats another property in words": Journal.pick(
            "CurrencyDescription GLAccountCode GLAccountDescription GLAccountType PaymentServiceProviderName"
        ),
        "a bank account is a resource of its own: GET /accounting/bankAccounts shows it under the same id": Journal.pick(
            """Bank BankAccountBICCode BankAccountCountry BankAccountDescription BankAccountIBAN BankAccountID
            BankAccountIncludingMask BankAccountUseSEPA BankAccountUseSepaDirectDebit BankName PaymentInTransitAccount
            PaymentServiceAccountIdentifier PaymentServiceProvider"""
        ),
        "the contract has no field for it": Journal.pick(
            "AllowVariableCurrency AllowVariableExchangeRate AllowVAT AutoSave CustomField IsBlocked"
        ),
    },
    filters={"last_modified_at": after(Journal.Modified)},
)
