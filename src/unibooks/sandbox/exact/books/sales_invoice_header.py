"""The header of a sales invoice: what sales orders have as well, and its journal, type, warehouse and due date."""

from __future__ import annotations

from typing import Any, Final

from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine, SalesInvoiceOrderChargeLine
from unibooks.sandbox.exact.books import entry_rules, references, texts, warehouses
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.sold import Kind, Party, anybody, customer
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.books.trade_header import due_date
from unibooks.sandbox.exact.state import Row, Write

#: [H] the types of the reference page; direct ones take their goods from a warehouse, the others must not name one.
INVOICE, CREDIT, DIRECT, DIRECT_CREDIT = 8020, 8021, 8023, 8024
TYPES: Final = {
    INVOICE: Text("Factuur", "Invoice", "Rechnung", "Facture", "Factura", "nl de fr es"),
    CREDIT: Text("Creditnota", "Credit note", "Gutschrift", "Note de crédit", "Nota de crédito", "nl en de fr es"),
    DIRECT: Text(
        "Directe verkoopfactuur",
        "Direct sales invoice",
        "Direkte Verkaufsrechnung",
        "Facture de vente directe",
        "Factura de venta directa",
        "nl de fr es",
    ),
    DIRECT_CREDIT: Text(
        "Directe creditnota",
        "Direct credit note",
        "Direkte Gutschrift",
        "Note de crédit directe",
        "Nota de crédito directa",
        "nl en de fr es",
    ),
}
DIRECTS: Final = frozenset({DIRECT, DIRECT_CREDIT})
CREDITS: Final = frozenset({CREDIT, DIRECT_CREDIT})
#: Types of journal: sales, and for credit notes where a legislation has them apart, returns [H].
SALES_JOURNALS: Final = frozenset({20})
RETURN_JOURNALS: Final = frozenset({20, 21})
#: Kept as they were sent, beyond what orders keep.
PLAIN: Final = (
    *("ExtraDutyAmountFC", "GAccountAmountFC", "IsExtraDuty", "WithholdingTaxAmountFC"),
    *("WithholdingTaxBaseAmount", "WithholdingTaxPercentage"),
)


INVOICES: Final = Kind(
    header=SalesInvoice,
    line=SalesInvoiceLine,
    charge=SalesInvoiceOrderChargeLine,
    lines="SalesInvoiceLines",
    charges="SalesInvoiceOrderChargeLines",
    label=texts.SALES_INVOICE,
    number="OrderNumber",
    date="OrderDate",
    # [H] the relation that gets the invoice has to be a customer; nothing is said of whoever ordered
    ordered=Party("OrderedBy", "OrderedByContactPerson", texts.ORDERED_BY, texts.ORDERED_BY, anybody),
    invoiced=Party("InvoiceTo", "InvoiceToContactPerson", texts.INVOICE_TO, texts.INVOICE_TO_TYPE, customer),
    delivered=Party("DeliverTo", "DeliverToContactPerson", texts.DELIVER_TO, texts.DELIVER_TO, anybody),
    address="DeliverToAddress",
    salesperson="Salesperson",
    vat_text="VATCodeDescription",
    vat_amount="VATAmountFC",
)


def own(write: Write, given: Row, invoice: Row | None, header: Row, faults: Faults) -> Row:
    """What only invoices have; `invoice` is the header as it stands, `header` what was found for orders as well."""
    row = {name: given[name] for name in PLAIN if name in given} | _type(write, given, faults, invoice)
    if invoice is None:
        row |= _journal(write, given, header | row, faults)
        if header["Salesperson"] is None:
            # [R] an invoice without one was given to whoever made it
            row |= {"Salesperson": write.user.id, "SalespersonFullName": write.user.full_name}
    return row | _dates(write, given, header, faults, invoice) | _discount(given, invoice)


def _type(write: Write, given: Row, faults: Faults, invoice: Row | None) -> Row:
    now = {"Type": INVOICE, "Warehouse": None} if invoice is None else invoice
    kind = now["Type"] if given.get("Type") is None else given["Type"]
    if kind not in TYPES:
        faults.add(texts.INVALID, texts.TYPE)
        return {}
    key: Any = given["Warehouse"] if "Warehouse" in given else now["Warehouse"]
    if kind not in DIRECTS:
        if given.get("Warehouse") is not None:
            faults.add(texts.NOT_ALLOWED, texts.WAREHOUSE)
        key = None
    else:
        # [R] a recorded one without a warehouse was given the main one
        found = warehouses.main(write.company) if key is None else warehouses.warehouse(write.company, key)
        if found is None:
            faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.WAREHOUSE)
        key = None if found is None else found["ID"]
    return {"Type": kind, "TypeDescription": TYPES[kind].to(write.user), "Warehouse": key}


def _journal(write: Write, given: Row, row: Row, faults: Faults) -> Row:
    kinds = RETURN_JOURNALS if row.get("Type") in CREDITS else SALES_JOURNALS
    wrong = f"{texts.INVALID.to(write.user)}: {texts.JOURNAL_TYPE.to(write.user)}"
    found = entry_rules.journal(write, given.get("Journal"), kinds, wrong, faults)
    entry_rules.currency(row["Currency"], write.company.currency, found, faults)
    code, text = references.described(found, "Code", "Description")
    return {"Journal": code, "JournalDescription": text}


def _dates(write: Write, given: Row, row: Row, faults: Faults, invoice: Row | None) -> Row:
    """The invoice's day is that of the order until it is printed [H]; its due date follows unless it is sent."""
    if invoice is not None and not {"OrderDate", "PaymentCondition", "DueDate"} & given.keys():
        return {"DueDate": invoice["DueDate"]}
    dates: Row = {"InvoiceDate": row["OrderDate"], "DueDate": given.get("DueDate") and midnight(given["DueDate"])}
    condition = references.payment_condition(write.company, row["PaymentCondition"] or "")
    if dates["DueDate"] is None and condition is not None:
        try:
            dates["DueDate"] = due_date(dates["InvoiceDate"], condition)
        except ValueError:
            faults.add(texts.INVALID, texts.DUE_DATE)
    return dates


def _discount(given: Row, invoice: Row | None) -> Row:
    """`DiscountType` tells which of the three discounts leads: 1 the fraction, 2 and 3 the amounts [H]."""
    sent = [kind for kind, name in DISCOUNTS.items() if given.get(name) is not None]
    if sent:
        return {"DiscountType": sent[0]}
    return {} if invoice is not None else {"DiscountType": 1}


#: What leads by `DiscountType`.
DISCOUNTS: Final = {1: "Discount", 2: "AmountDiscountExclVat", 3: "AmountDiscount"}
