"""Payments: money that went to a supplier or came from a customer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from unibooks.accounting.base import Filters, Operation, Read, Resource, Write
from unibooks.accounting.types import Amount, Day, Instant, Quantity, Text

DocumentType = Literal["INVOICE", "BILL", "BOOKING_PROPOSAL"]


class PaymentLine(Read):
    """One sum. `amount` is positive for money paid to a supplier and for money received from a customer.

    `paymentDate` is a day without a time, as the contract's example has it.
    """

    account_id: Text | None
    amount: Amount | None
    contact_name: Text | None
    contact_id: Text | None
    customer_id: Text | None
    description: Text | None
    invoice_id: Text | None
    supplier_id: Text | None
    payment_date: Text | None


class Payment(Read):
    """An entry of a bank or cash journal. `paymentType` is CREDITOR or DEBTOR."""

    id: Text | None
    currency: Text | None
    created_date: Instant | None
    document_type: DocumentType | None
    exchange_rate: Quantity | None
    journal_code: Text | None
    updated_date: Instant | None
    payment_type: Text | None
    payment_lines: list[PaymentLine] | None


class CreatePaymentLine(Write):
    """A sum to be booked.

    Without `accountId` it is booked on the account of what is paid: of the invoice, of the relation, else the company's own for
    payables or receivables. With `invoiceId` (a bill's id, or that of a sales entry) it is settled with it after booking.
    """

    account_id: Text | None = None
    amount: Amount | None = None
    contact_name: Text | None = None
    contact_id: Text | None = None
    customer_id: Text | None = None
    description: Text | None = None
    invoice_id: Text | None = None
    supplier_id: Text | None = None
    payment_date: Day | None = None


class CreatePayment(Write):
    """A payment to be: `documentType` BILL or `paymentType` CREDITOR is money out, INVOICE or DEBTOR money in; a line's
    `supplierId` or `customerId` says it as well."""

    currency: Text | None = None
    document_type: DocumentType | None = None
    exchange_rate: Quantity | None = None
    journal_code: Text | None = None
    payment_type: Text | None = None
    payment_lines: list[CreatePaymentLine] | None = None


class PaymentFilters(Filters):
    """Filters of the list of payments."""

    invoice_id: Annotated[Text | None, Field(description="Payments that are settled with this bill or invoice.")] = None


PAYMENTS = Resource(
    name="payments",
    path="/accounting/payments",
    parameter="paymentId",
    read=Payment,
    write=CreatePayment,
    filters=PaymentFilters,
    operations=(
        Operation("list", "getPayments", "List the payments: all entries of bank and cash journals"),
        Operation("get", "getPayment", "Get one payment"),
        Operation("create", "createPayment", "Book a payment, and settle what it pays"),
        Operation("patch", "patchPayment", "Not offered where the target cannot change a payment"),
        Operation("delete", "deletePayment", "Remove a payment that is open"),
    ),
)
