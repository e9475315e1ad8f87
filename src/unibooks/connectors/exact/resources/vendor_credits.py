"""Vendor credits: purchase entries of type 31, whose lines are negative in Exact."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.vendor_credits import VENDOR_CREDITS
from unibooks.connectors.exact.resources.bill_header import purchase_mapping
from unibooks.connectors.exact.resources.bill_kinds import VENDOR_CREDIT
from unibooks.core.mapping import ResourceMapping

VENDOR_CREDIT_MAPPING: Final[ResourceMapping] = purchase_mapping(
    VENDOR_CREDIT,
    VENDOR_CREDITS,
    required={
        "vendor_credit_date": "is missing; give the day on the supplier's credit note, for example 2026-01-31",
        "vendor_credit_number": "is missing; give the supplier's own number of the credit note",
    },
)
