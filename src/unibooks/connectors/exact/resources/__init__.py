"""The mapping of each unified resource onto Exact Online. Adding one is adding a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unibooks.connectors.exact.resources.accounts import ACCOUNT_MAPPING
from unibooks.connectors.exact.resources.bank_accounts import BANK_ACCOUNT_MAPPING
from unibooks.connectors.exact.resources.bill_kinds import BILL, VENDOR_CREDIT
from unibooks.connectors.exact.resources.bills import BILL_LINE_MAPPING, BILL_MAPPING
from unibooks.connectors.exact.resources.checks import line_check, purchase_check
from unibooks.connectors.exact.resources.customers import CUSTOMER_MAPPING
from unibooks.connectors.exact.resources.dimensions import DIMENSION_FAMILIES, value_is_sound
from unibooks.connectors.exact.resources.expense_checks import expense_is_sound
from unibooks.connectors.exact.resources.expenses import EXPENSE_FAMILY
from unibooks.connectors.exact.resources.files import DOCUMENT_TYPE_MAPPING, FILE_MAPPING, file_is_sound
from unibooks.connectors.exact.resources.fiscal_years import FISCAL_YEAR_MAPPING
from unibooks.connectors.exact.resources.journals import JOURNAL_MAPPING
from unibooks.connectors.exact.resources.payment_checks import payment_is_sound, settling
from unibooks.connectors.exact.resources.payment_terms import PAYMENT_TERM_MAPPING
from unibooks.connectors.exact.resources.payments import PAYMENT_FAMILY
from unibooks.connectors.exact.resources.relation_checks import relation_to_be
from unibooks.connectors.exact.resources.suppliers import SUPPLIER_MAPPING
from unibooks.connectors.exact.resources.tax_rates import TAX_RATE_MAPPING
from unibooks.connectors.exact.resources.vendor_credits import VENDOR_CREDIT_MAPPING
from unibooks.connectors.exact.writes import Check, Finder
from unibooks.core.family import Offered

MAPPINGS: Final[dict[str, Offered]] = {
    mapping.resource.name: mapping
    for mapping in (
        ACCOUNT_MAPPING,
        CUSTOMER_MAPPING,
        SUPPLIER_MAPPING,
        BILL_MAPPING,
        BILL_LINE_MAPPING,
        VENDOR_CREDIT_MAPPING,
        EXPENSE_FAMILY,
        PAYMENT_FAMILY,
        JOURNAL_MAPPING,
        TAX_RATE_MAPPING,
        PAYMENT_TERM_MAPPING,
        *DIMENSION_FAMILIES,
        BANK_ACCOUNT_MAPPING,
        FISCAL_YEAR_MAPPING,
        DOCUMENT_TYPE_MAPPING,
        FILE_MAPPING,
    )
}

#: What is looked up before a write.
CHECKS: Final[Mapping[str, Check]] = {
    "bills": purchase_check(BILL),
    "billLineItems": line_check,
    "customers": relation_to_be,
    "dimensionValues": value_is_sound,
    "files": file_is_sound,
    "expenses": expense_is_sound,
    "payments": payment_is_sound,
    "suppliers": relation_to_be,
    "vendorCredits": purchase_check(VENDOR_CREDIT),
    "trackingOptions": value_is_sound,
}

#: What looks up the records that a filter means.
FINDERS: Final[Mapping[str, Finder]] = {"payments": settling}
