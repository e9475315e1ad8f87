"""salesinvoice/PrintedSalesInvoices: an invoice gets its number, its entry in the books and its document.

The entry has the invoice's number, so that whoever reads both meets the sale twice.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import Document, TransactionLine
from unibooks.connectors.exact.target.salesinvoice import Layout, PrintedSalesInvoice, SalesInvoice
from unibooks.sandbox.exact.books import (
    documents,
    invoice_pdf,
    items,
    references,
    sales,
    sales_invoices,
    sold_lines,
    texts,
    trade_booking,
)
from unibooks.sandbox.exact.books import status as entry_status
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.sales_invoice_header import INVOICES
from unibooks.sandbox.exact.books.sales_invoices import BOOK, PRINTED
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.trade import SALES
from unibooks.sandbox.exact.books.trade_header import due_date
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.state import Company, Row, Write

PROCESSED: Final = 50
SALES_INVOICE: Final = 10
#: `InvoicingMethod` of a relation that gets its invoices by e-mail, 4 in its mailbox [H].
BY_EMAIL, BY_MAILBOX = 2, 4
#: A line of an invoice says its VAT itself, none included.
RULES: Final = Rules("none")
#: What the answer repeats of the request.
ASKED: Final = (
    *("DocumentLayout", "EmailLayout", "ExtraText", "InvoiceID", "PostboxSender", "ReportingPeriod", "ReportingYear"),
    *("SendEmailToCustomer", "SendInvoiceToCustomerPostbox", "SendInvoiceViaPeppol", "SendOutputBasedOnAccount"),
    "SenderEmailAddress",
)
#: What a line of an invoice hands to that of the entry as it is.
CARRIED: Final = ("CostCenter", "CostUnit", "Description", "GLAccount", "Notes", "Project", "Quantity", "VATCode")


def create(write: Write, given: Row) -> Row:
    """Process an invoice; the answer says what became of its document and of each way to send it.

    Raises:
        Refused: there is no such invoice, it is processed already, a layout is unknown, or its entry cannot be booked,
            because the period is closed for one; nothing is written then.
    """
    company = write.company
    key = given.get("InvoiceID")
    invoice = company[SalesInvoice].rows.get(key)
    if invoice is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.SALES_INVOICE)
    sales_invoices.refuse_processed(write, invoice)
    faults = Faults(write.user)
    for name in ("DocumentLayout", "EmailLayout"):
        if given.get(name) is not None and given[name] not in company[Layout].rows:
            faults.add(texts.BAD_REFERENCE, texts.LAYOUT)
    if given.get("SenderEmailAddress") and not references.EMAIL.fullmatch(given["SenderEmailAddress"]):
        faults.add(texts.INVALID, texts.EMAIL)
    faults.stop()
    now = invoice | _dates(write, invoice, given)
    lines, charges = INVOICES.lines_of(company, key), INVOICES.charges_of(company, key)
    entry = sales.create(write, _entry(write, now, given, lines, charges), RULES)
    _name_items(company, entry, lines)
    entry_status.change(write, entry["EntryID"], PROCESSED)
    now |= {"InvoiceNumber": entry["EntryNumber"]} | sales_invoices.status(write, PROCESSED, PRINTED)
    document = _document(write, now, entry)
    pdf = invoice_pdf.sheet(company, write.user, now, lines, charges)
    name = f"{now['InvoiceNumber']}.pdf"
    documents.attach(write, {"Document": document["ID"], "FileName": name, "Attachment": pdf})
    trade_booking.tie(SALES, write, entry, document)
    now |= {"Document": document["ID"], "DocumentNumber": document["HID"], "DocumentSubject": document["Subject"]}
    company[SalesInvoice].change(key, now | touched(write))
    return _answer(write, now, given, document)


def _dates(write: Write, invoice: Row, given: Row) -> Row:
    """The day of the invoice is as sent, else today [R: a processed invoice]; a due date that followed it follows."""
    day: datetime = midnight(given.get("InvoiceDate") or write.world.local(write.company))
    condition = references.payment_condition(write.company, invoice["PaymentCondition"] or "")
    dates: Row = {"InvoiceDate": day}
    try:
        if condition is not None and invoice["DueDate"] == due_date(invoice["InvoiceDate"], condition):
            dates["DueDate"] = due_date(day, condition)
    except ValueError:
        # the day that was sent lies too near to the end of the calendar
        raise texts.refuse(write.user, texts.INVALID, texts.DUE_DATE) from None
    return dates


def _entry(write: Write, invoice: Row, given: Row, lines: list[Row], charges: list[Row]) -> Row:
    """The body of the invoice's entry."""
    sale = BOOK.sale(write, invoice, Faults(write.user))
    parts = _discounted(invoice, [sold_lines.parts(sale, line) for line in lines], charges)
    booked = [
        {name: line[name] for name in CARRIED} | _amounts(write, line["VATCode"], line["VATPercentage"], *part)
        for line, part in zip(lines, parts, strict=True)
    ]
    booked += [
        {
            "Description": charge["OrderChargesLineDescription"],
            "GLAccount": _charged(write),
            "VATCode": charge["VATCode"],
        }
        | _amounts(write, charge["VATCode"], charge["VATPercentage"], charge["AmountFCExclVAT"], charge["AmountVATFC"])
        for charge in charges
    ]
    same = ("Currency", "Description", "DueDate", "OrderNumber", "PaymentCondition", "PaymentReference", "YourRef")
    return {name: invoice[name] for name in (*same, "Journal", "IsExtraDuty", "GAccountAmountFC")} | {
        "Customer": invoice["InvoiceTo"],
        "EntryDate": invoice["InvoiceDate"],
        "ReportingPeriod": given.get("ReportingPeriod"),
        "ReportingYear": given.get("ReportingYear"),
        SALES.lines: booked,
    }


def _discounted(
    invoice: Row, parts: list[tuple[Decimal, Decimal]], charges: list[Row]
) -> list[tuple[Decimal, Decimal]]:
    """Amount and VAT of each line less the header's discount; what rounding leaves goes to the first line [I]."""
    share: Decimal = invoice["Discount"] or ZERO
    left = [(cents(net * (1 - share)), cents(vat * (1 - share))) for net, vat in parts]
    net = invoice["AmountFCExclVat"] - sum((row["AmountFCExclVAT"] for row in charges), ZERO)
    vat = invoice["VATAmountFC"] - sum((row["AmountVATFC"] for row in charges), ZERO)
    gaps = net - sum((part[0] for part in left), ZERO), vat - sum((part[1] for part in left), ZERO)
    first = next((index for index, part in enumerate(left) if part[1]), 0)
    left[first] = left[first][0] + gaps[0], left[first][1] + gaps[1]
    return left


def _amounts(write: Write, code: str | None, rate: Decimal | None, net: Decimal, vat: Decimal) -> Row:
    """What a line of the entry says of its amount: with the VAT where the code finds it inside."""
    found = references.vat_code(write.company, code or "")
    contained = found is not None and found["Type"] == "I" and not found["Charged"]
    amounts: Row = {"AmountFC": net + vat if contained else net}
    return amounts | ({"VATAmountFC": vat, "VATPercentage": rate} if vat else {})


def _charged(write: Write) -> Any:
    """Order charges are revenue of the default item group: charges of their own are not kept here [I].

    Raises:
        Refused: that group has no ledger account for revenue.
    """
    group = items.item_group(write.company) or {}
    if group.get("GLRevenue") is None:
        raise texts.refuse(write.user, texts.NOT_FOUND, texts.LEDGER_SALES)
    return group["GLRevenue"]


def _name_items(company: Company, entry: Row, lines: list[Row]) -> None:
    """Say on the ledger lines what was sold."""
    booked = {row["LineNumber"]: row for row in company[TransactionLine].where("EntryID", entry["EntryID"])}
    for number, line in enumerate(lines, 1):
        names = {name: line[name] for name in ("Item", "ItemCode", "ItemDescription")}
        company[TransactionLine].change(booked[number]["ID"], names)


def _document(write: Write, invoice: Row, entry: Row) -> Row:
    """The document that the invoice has, else a new one."""
    found = write.company[Document].rows.get(invoice["Document"])
    if found is not None:
        return found
    return documents.add(
        write,
        {
            "Type": SALES_INVOICE,
            "Subject": entry["Description"],
            "Account": invoice["InvoiceTo"],
            "DocumentDate": invoice["InvoiceDate"],
            "AmountFC": invoice["AmountFC"],
            "Currency": invoice["Currency"],
        },
    )


def _answer(write: Write, invoice: Row, given: Row, document: Row) -> Row:
    """Nothing is ever sent from here, and the answer says so wherever it was asked for."""
    customer = references.account(write.company, invoice["InvoiceTo"]) or {}
    method = customer.get("InvoicingMethod") if given.get("SendOutputBasedOnAccount") else None
    asked = {
        "EmailCreationError": given.get("SendEmailToCustomer") or method == BY_EMAIL,
        "PeppolCreationError": given.get("SendInvoiceViaPeppol"),
        "PostboxMessageCreationError": given.get("SendInvoiceToCustomerPostbox") or method == BY_MAILBOX,
    }
    row: Row = dict.fromkeys(PrintedSalesInvoice.props()) | {name: given.get(name) for name in ASKED}
    row |= {name: texts.NOT_SENT.to(write.user) if wanted else None for name, wanted in asked.items()}
    return row | {
        "Division": write.company.code,
        "Document": document["ID"],
        "DocumentCreationError": None,
        "DocumentCreationSuccess": texts.DOCUMENT_MADE.to(write.user).format(document["HID"]),
        "InvoiceDate": invoice["InvoiceDate"],
    }
