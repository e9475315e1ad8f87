"""Vendor credits: what suppliers credit. The same as bills the other way round; amounts are positive."""

from __future__ import annotations

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.bills import CreatePurchase, Purchase, PurchaseFilters
from unibooks.accounting.types import Day, Text


class VendorCredit(Purchase):
    """A supplier's credit note: `vendorCreditNumber` is the supplier's own number, `reference` the caller's."""

    payment_term_id: Text | None
    vendor_credit_date: Day | None
    vendor_credit_number: Text | None


class CreateVendorCredit(CreatePurchase):
    """A vendor credit to be, or as it is to be. Beyond the contract: `paymentTermId`, as answers have it, and `fileId`."""

    payment_term_id: Text | None = None
    vendor_credit_date: Day | None = None
    vendor_credit_number: Text | None = None


SINGULAR = "the contract has this path in the singular, its documentation in the plural; both are served"

VENDOR_CREDITS = Resource(
    name="vendorCredits",
    path="/accounting/vendorCredits",
    parameter="vendorCreditId",
    read=VendorCredit,
    write=CreateVendorCredit,
    filters=PurchaseFilters,
    operations=(
        Operation("list", "getVendorCredits", "List the vendor credits"),
        Operation("get", "getVendorCredit", "Get one vendor credit"),
        Operation(
            "create",
            "createVendorCredit",
            "Book a vendor credit, with its files",
            files="vendorCredit",
            path="/accounting/vendorCredit",
            oddity=SINGULAR,
        ),
        Operation(
            "create",
            "createVendorCredits",
            "Book a vendor credit, with its files",
            files="vendorCredit",
            oddity=SINGULAR,
        ),
        Operation("update", "updateVendorCredit", "Replace a vendor credit that is open, with its lines"),
        Operation("patch", "patchVendorCredit", "Change some fields of a vendor credit that is open"),
        Operation("delete", "deleteVendorCredit", "Remove a vendor credit that is open"),
    ),
)
