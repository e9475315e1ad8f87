"""The reference data that mappings look at: small tables of a company, fetched once per connection."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.cashflow import PaymentCondition
from unibooks.connectors.exact.target.crm import Account, Contact
from unibooks.connectors.exact.target.documents import DocumentType
from unibooks.connectors.exact.target.financial import FinancialPeriod, GLAccount, Journal
from unibooks.connectors.exact.target.hrm import Costcenter, Costunit
from unibooks.connectors.exact.target.vat import VATCode
from unibooks.core.context import Reference

LEDGER_ACCOUNTS: Final = Reference(
    "ledger_accounts",
    GLAccount,
    GLAccount.Code,
    (
        GLAccount.Description,
        GLAccount.IsBlocked,
        GLAccount.Type,
        GLAccount.UseCostcenter,
        GLAccount.UseCostunit,
        GLAccount.VATCode,
    ),
)
VAT_CODES: Final = Reference(
    "vat_codes",
    VATCode,
    VATCode.Code,
    (
        VATCode.Description,
        VATCode.Percentage,
        VATCode.Type,
        VATCode.Charged,
        VATCode.IsBlocked,
        VATCode.VATTransactionType,
        VATCode.GLToClaim,
        VATCode.GLToPay,
    ),
)
JOURNALS: Final = Reference(
    "journals",
    Journal,
    Journal.Code,
    (
        Journal.Description,
        Journal.Type,
        Journal.Currency,
        Journal.AllowVariableCurrency,
        Journal.AllowVAT,
        Journal.GLAccount,
        Journal.IsBlocked,
    ),
)
PAYMENT_TERMS: Final = Reference(
    "payment_terms",
    PaymentCondition,
    PaymentCondition.Code,
    (PaymentCondition.Description, PaymentCondition.PaymentDays),
)
COST_CENTRES: Final = Reference(
    "cost_centres", Costcenter, Costcenter.Code, (Costcenter.Description, Costcenter.EndDate)
)
COST_UNITS: Final = Reference("cost_units", Costunit, Costunit.Code, (Costunit.Description, Costunit.EndDate))
DOCUMENT_TYPES: Final = Reference(
    "document_types", DocumentType, DocumentType.Description, (DocumentType.DocumentIsCreatable,)
)
#: The calendar of the books; periods have no code, their number is not unique.
PERIODS: Final = Reference(
    "periods",
    FinancialPeriod,
    FinancialPeriod.FinPeriod,
    (FinancialPeriod.FinYear, FinancialPeriod.StartDate, FinancialPeriod.EndDate),
)
#: The one relation a bill names; looked up by its id, not fetched whole.
SUPPLIER: Final = Reference(
    "supplier", Account, Account.Code, (Account.Name, Account.IsSupplier, Account.Blocked, Account.PurchaseVATCode)
)
#: The titles of contacts that a body names; Exact has no list of them, so that they are looked up where they are used.
TITLES: Final = Reference("titles", Contact, Contact.Title)
