"""Every resource that the API serves by rule. Adding one is adding a line here."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.accounts import ACCOUNTS
from unibooks.accounting.bank_accounts import BANK_ACCOUNTS
from unibooks.accounting.base import Resource
from unibooks.accounting.bills import BILL_LINES, BILLS
from unibooks.accounting.customers import CUSTOMERS
from unibooks.accounting.dimensions import DIMENSION_VALUES, DIMENSIONS, TRACKING_OPTIONS
from unibooks.accounting.expenses import EXPENSES
from unibooks.accounting.files import DOCUMENT_TYPES, FILES
from unibooks.accounting.fiscal_years import FISCAL_YEARS
from unibooks.accounting.journals import JOURNALS
from unibooks.accounting.payment_terms import PAYMENT_TERMS
from unibooks.accounting.payments import PAYMENTS
from unibooks.accounting.suppliers import SUPPLIERS
from unibooks.accounting.tax_rates import TAX_RATES
from unibooks.accounting.vendor_credits import VENDOR_CREDITS

RESOURCES: Final[tuple[Resource, ...]] = (
    ACCOUNTS,
    CUSTOMERS,
    SUPPLIERS,
    BILLS,
    BILL_LINES,
    VENDOR_CREDITS,
    EXPENSES,
    PAYMENTS,
    JOURNALS,
    TAX_RATES,
    PAYMENT_TERMS,
    DIMENSIONS,
    DIMENSION_VALUES,
    TRACKING_OPTIONS,
    BANK_ACCOUNTS,
    FISCAL_YEARS,
    DOCUMENT_TYPES,
    FILES,
)
