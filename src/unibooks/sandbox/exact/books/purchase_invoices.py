"""purchase/PurchaseInvoices and PurchaseInvoiceLines: a supplier's invoice by its items.

A new one is open and stands in no ledger [I: as recorded sales invoices]. It is processed in Exact itself, for which the
API has no verb; then it is a purchase entry, which has its key [I], number and document. Lines cannot be posted alone,
changed or removed [H].
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.purchase import PurchaseInvoice, PurchaseInvoiceLine
from unibooks.sandbox.exact.books import bought, purchase_invoice_lines, references, texts, trade_header, warehouses
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.bought import Purchase, Totals
from unibooks.sandbox.exact.books.purchase_invoice_lines import CREDITS, DIRECT, TYPES
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.trade import PURCHASES
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

OPEN, PROCESSED = 20, 50
#: [H] where an invoice came from: 5 is a web service.
WEB_SERVICE: Final = 5
#: What the header of a purchase entry calls the same things.
ENTRY_NAMES: Final = {
    "ExchangeRate": "Rate",
    "FinancialPeriod": "ReportingPeriod",
    "FinancialYear": "ReportingYear",
    "InvoiceDate": "EntryDate",
    **{
        name: name
        for name in (
            *("Currency", "Description", "Document", "DueDate", "EntryNumber", "Journal", "PaymentCondition"),
            *("PaymentReference", "Supplier", "YourRef"),
        )
    },
}
#: Properties that are kept as they were sent.
PLAIN: Final = ("Discount", "Remarks")


def create(write: Write, given: Row) -> Row:
    """Enter an invoice with its lines; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    faults, given = Faults(write.user), dict(given)
    posted: list[Row] = given.pop("PurchaseInvoiceLines", None) or []
    header = _header(write, given, given, faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    purchase = _purchase(write, header, faults)
    found = [purchase_invoice_lines.resolve(purchase, line, header["Type"]) for line in posted]
    sums = _totals(write.company, header, given, found)
    _check_sign(header, sums, faults)
    faults.stop()
    invoice = born(write, PurchaseInvoice) | {"Source": WEB_SERVICE, "Status": OPEN} | header
    invoice["Modified"] = write.world.local(write.company)
    write.company[PurchaseInvoice].add(invoice | _sums(header, sums))
    for number, values in enumerate(found, 1):
        line = born(write, PurchaseInvoiceLine) | values | {"InvoiceID": invoice["ID"], "LineNumber": number}
        write.company[PurchaseInvoiceLine].add(line)
    return write.company[PurchaseInvoice].rows[invoice["ID"]]


def update(write: Write, invoice: Row, given: Row) -> None:
    """Change the header of an open invoice, which is judged anew as a whole.

    Raises:
        Refused: it is processed, or a rule says no.
    """
    _open(write, invoice)
    faults = Faults(write.user)
    now = invoice | given
    if given.keys() & {"InvoiceDate", "PaymentCondition"} and "DueDate" not in given:
        now["DueDate"] = None
    if "Currency" in given and "ExchangeRate" not in given:
        now["ExchangeRate"] = None
    if "InvoiceDate" in given:
        now |= {"FinancialYear": None, "FinancialPeriod": None}
    if given.get("Journal") not in (None, invoice["Journal"]):
        now["EntryNumber"] = None
    header = _header(write, now, given, faults)
    lines = purchase_invoice_lines.lines_of(write.company, invoice["ID"])
    sums = _totals(write.company, invoice | header, given, lines)
    _check_sign(header, sums, faults)
    faults.stop()
    stamp: Row = {"Modified": touched(write)["Modified"]}
    for line in lines:
        values: Row = {
            "AmountDC": cents(line["Amount"] * header["ExchangeRate"]),
            "Currency": header["Currency"],
            "InvoiceType": header["Type"],
        }
        write.company[PurchaseInvoiceLine].change(line["ID"], values | stamp)
    write.company[PurchaseInvoice].change(invoice["ID"], header | _sums(header, sums) | stamp)


def delete(write: Write, invoice: Row) -> None:
    """Remove an open invoice with its lines.

    Raises:
        Refused: it is processed.
    """
    _open(write, invoice)
    for line in purchase_invoice_lines.lines_of(write.company, invoice["ID"]):
        write.company[PurchaseInvoiceLine].remove(line["ID"])
    write.company[PurchaseInvoice].remove(invoice["ID"])


def entry_header(invoice: Row) -> Row:
    """The header as a purchase entry has it."""
    return {theirs: invoice[ours] for ours, theirs in ENTRY_NAMES.items() if invoice.get(ours) is not None}


def _open(write: Write, invoice: Row) -> None:
    if invoice["Status"] == PROCESSED:
        raise texts.refuse(write.user, texts.PROCESSED, texts.PURCHASE_INVOICE)


def _header(write: Write, now: Row, given: Row, faults: Faults) -> Row:
    """The header's properties: those of a purchase entry by its own rules, and those that only an invoice has.

    `now` is the header after this write, `given` what was sent.
    """
    resolved = trade_header.resolve(PURCHASES, write, entry_header(now), faults)
    row: Row = {ours: resolved.get(theirs) for ours, theirs in ENTRY_NAMES.items()}
    row["Currency"] = row["Currency"] or write.company.currency
    row["ExchangeRate"] = resolved.get("Rate") or Decimal(1)
    row |= {name: given[name] for name in PLAIN if name in given}
    kind = now.get("Type")
    if kind is None:
        faults.add(texts.MISSING, texts.INVOICE_TYPE)
    elif kind not in TYPES:
        faults.add(texts.INVALID, texts.INVOICE_TYPE)
    place = warehouses.warehouse(write.company, now.get("Warehouse"))
    if now.get("Warehouse") is None and kind in DIRECT:
        faults.add(texts.MISSING, texts.WAREHOUSE)
    elif now.get("Warehouse") is not None and place is None:
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    contact = references.contact(write.company, now.get("ContactPerson"))
    if now.get("ContactPerson") is not None and (contact is None or contact["Account"] != now.get("Supplier")):
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    bought.check_discount(given, faults)
    return row | {"Type": kind, "Warehouse": now.get("Warehouse"), "ContactPerson": now.get("ContactPerson")}


def _check_sign(header: Row, sums: Totals, faults: Faults) -> None:
    """A credit note's total is below zero, an invoice's is not [I: as sales invoices, whose quantities are negative]."""
    total = sums.base + sums.vat
    # a discount of more than everything is a fault of its own
    if total and abs(sums.discount) <= 1 and (total < 0) != (header["Type"] in CREDITS):
        faults.add(texts.INVALID, texts.INVOICE_TYPE)


def _purchase(write: Write, header: Row, faults: Faults) -> Purchase:
    supplier: Any = references.account(write.company, header["Supplier"])
    return Purchase(write, faults, supplier, header["InvoiceDate"], header["Currency"], header["ExchangeRate"])


def _totals(company: Company, header: Row, given: Row, lines: list[Row]) -> Totals:
    return bought.totals(company, header, given, [(line, line["Amount"]) for line in lines if line])


def _sums(header: Row, sums: Totals) -> Row:
    return {
        "Amount": sums.base + sums.vat,
        "AmountDC": cents((sums.base + sums.vat) * header["ExchangeRate"]),
        "AmountDiscount": sums.off + sums.vat_off,
        "AmountDiscountExclVat": sums.off,
        "AmountFCExclVat": sums.base,
        "Discount": sums.discount,
        "VATAmount": sums.vat,
    }


WRITERS: Final = {PurchaseInvoice: Writer(create, update, delete)}
