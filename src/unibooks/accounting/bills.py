"""Bills: purchase invoices."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from unibooks.accounting.base import Filters, Operation, Read, Resource, Write
from unibooks.accounting.enums import DocumentStatus, PaymentStatus, ShippingType, TaxRule
from unibooks.accounting.parts import (
    Address,
    BillDimension,
    CreateAddress,
    CreateBillDimension,
    UploadedFile,
)
from unibooks.accounting.types import Amount, Day, Instant, Percent, Quantity, Text


def _empty_object(value: Any) -> Any:
    # The contract's own client sends {} for the two dates that its schema calls objects by mistake.
    return None if value == {} else value


MaybeDay = Annotated[Day | None, BeforeValidator(_empty_object)]


class BillLine(Read):
    """One line of a bill; net amounts are without VAT."""

    id: Text | None
    account_id: Text | None
    account_number: Text | None
    created_date: Instant | None
    deferred_end_date: Day | None
    deferred_start_date: Day | None
    description: Text | None
    dimensions: list[BillDimension] | None
    item_id: Text | None
    item_name: Text | None
    quantity: Quantity | None
    tax_code: Text | None
    tax_rate_percentage: Percent | None
    total_discount_amount: Amount | None
    total_discount_percentage: Percent | None
    total_gross_amount: Amount | None
    total_net_amount: Amount | None
    total_tax_amount: Amount | None
    unit_amount: Quantity | None
    unit_discount_amount: Quantity | None
    unit_discount_percentage: Percent | None
    unit_name: Text | None
    updated_date: Instant | None


class Purchase(Read):
    """What bills and vendor credits have in common; amounts are positive in both.

    Beyond the contract: `openAmount`, what is not settled yet, in the document's currency; null where that cannot be told.
    """

    id: Text | None
    account_id: Text | None
    addresses: list[Address] | None
    contact_id: Text | None
    created_date: Instant | None
    currency: Text | None
    delivery_date: Day | None
    due_date: Day | None
    file_id: Text | None
    journal_code: Text | None
    line_items: list[BillLine] | None
    name: Text | None
    one_line_address: Text | None
    open_amount: Amount | None
    paid_date: Day | None
    payment_reference: Text | None
    payment_status: PaymentStatus | None
    payment_days: int | None
    reference: Text | None
    shipping_date: Day | None
    shipping_type: ShippingType | None
    status: DocumentStatus | None
    tax_rule: TaxRule | None
    tax_text: Text | None
    total_discount_amount: Amount | None
    total_discount_percentage: Percent | None
    total_gross_amount: Amount | None
    total_net_amount: Amount | None
    total_tax_amount: Amount | None
    updated_date: Instant | None


class Bill(Purchase):
    """A supplier's invoice: `billNumber` is the supplier's own number, `reference` the caller's."""

    bill_date: Day | None
    bill_number: Text | None
    payment_term_code: Text | None


class CreateBillLine(Write):
    """A line of a bill to be.

    The amount comes from `totalNetAmount`, or `totalGrossAmount`, or `unitAmount` times `quantity` less discounts; `unitAmount`
    is without VAT unless the bill's `taxRule` is GROSS. VAT comes from `taxCode`, or from `taxRatePercentage`.
    """

    id: Text | None = None
    account_id: Text | None = None
    account_number: Text | None = None
    deferred_end_date: Day | None = None
    deferred_start_date: Day | None = None
    description: Text | None = None
    dimensions: list[CreateBillDimension] | None = None
    item_id: Text | None = None
    item_name: Text | None = None
    quantity: Quantity | None = None
    tax_code: Text | None = None
    tax_rate_percentage: Percent | None = None
    total_discount_amount: Amount | None = None
    total_discount_percentage: Percent | None = None
    total_gross_amount: Amount | None = None
    total_net_amount: Amount | None = None
    total_tax_amount: Amount | None = None
    unit_amount: Quantity | None = None
    unit_discount_amount: Quantity | None = None
    unit_discount_percentage: Percent | None = None
    unit_name: Text | None = None


class CreatePurchase(Write):
    """What bodies of bills and of vendor credits have in common.

    Beyond the contract: `files`, stored with the record. In JSON each is `{fileName, content}` with base64; in a multipart
    body the files are parts named `files` and the rest is a part of its own, named `bill` or `vendorCredit`.
    """

    account_id: Text | None = None
    addresses: list[CreateAddress] | None = None
    contact_id: Text | None = None
    currency: Text | None = None
    delivery_date: Day | None = None
    due_date: Day | None = None
    file_id: Text | None = None
    files: Annotated[list[UploadedFile] | None, Field(max_length=20)] = None
    journal_code: Text | None = None
    line_items: list[CreateBillLine] | None = None
    name: Text | None = None
    one_line_address: Text | None = None
    paid_date: MaybeDay = None
    payment_reference: Text | None = None
    payment_status: PaymentStatus | None = None
    payment_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    reference: Text | None = None
    shipping_date: MaybeDay = None
    shipping_type: ShippingType | None = None
    status: DocumentStatus | None = None
    tax_rule: TaxRule | None = None
    tax_text: Text | None = None
    total_discount_amount: Amount | None = None
    total_discount_percentage: Percent | None = None
    total_gross_amount: Amount | None = None
    total_net_amount: Amount | None = None
    total_tax_amount: Amount | None = None


class CreateBill(CreatePurchase):
    """A bill to be, or as it is to be. On an update lines with the `id` of one that is there are changed, equal ones stay, the
    others are new, and those that are not named are removed."""

    bill_date: Day | None = None
    bill_number: Text | None = None
    payment_term_code: Text | None = None


class PurchaseFilters(Filters):
    """Filters of the lists of bills and of vendor credits."""

    status: DocumentStatus | None = None
    payment_status: PaymentStatus | None = None


class BillFilters(PurchaseFilters):
    """Filters and order of the list of bills."""

    order_field: Literal["billDate", "billNumber", "createdDate", "updatedDate"] | None = None
    order_dir: Literal["ASC", "DESC"] | None = None


BILLS = Resource(
    name="bills",
    path="/accounting/bills",
    parameter="billId",
    read=Bill,
    write=CreateBill,
    filters=BillFilters,
    operations=(
        Operation("list", "getBills", "List the bills"),
        Operation("get", "getBill", "Get one bill"),
        Operation("create", "createBill", "Book a bill, with its files", files="bill"),
        Operation("update", "updateBill", "Replace a bill that is open, with its lines"),
        Operation("patch", "patchBill", "Change some fields of a bill that is open"),
        Operation("delete", "deleteBill", "Remove a bill that is open"),
    ),
)

BILL_LINES = Resource(
    name="billLineItems",
    path="/accounting/bills/{billId}/lineItems",
    parameter="lineItemId",
    read=BillLine,
    write=CreateBillLine,
    parent=BILLS,
    operations=(
        Operation("list", "getBillLineItems", "List the lines of a bill"),
        Operation("create", "createBillLineItem", "Add a line to a bill that is open", as_list=True),
        Operation("update", "updateBillLineItem", "Replace a line of a bill that is open", as_list=True),
        Operation("delete", "deleteBillLineItem", "Remove a line of a bill that is open"),
    ),
)
