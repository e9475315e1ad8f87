"""The sheet that a printed sales invoice becomes, in the user's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact import pdf
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.texts import Text
from unibooks.sandbox.exact.state import Company, Row, User

#: What stands on it, beside words that refusals have as well.
NUMBER: Final = Text("Factuurnummer", "Invoice number", "Rechnungsnummer", "Numéro de facture", "Número de factura")
DAY: Final = Text("Factuurdatum", "Invoice date", "Rechnungsdatum", "Date de facture", "Fecha de factura")
TOTAL: Final = Text("Totaal exclusief btw", "Total without VAT", "Summe ohne USt.", "Total hors TVA", "Total sin IVA")
VAT: Final = Text("Btw", "VAT", "USt.", "TVA", "IVA")
DUE: Final = Text("Te betalen", "Amount due", "Zu zahlen", "À payer", "Importe a pagar")
#: Columns: the text, quantity, price, amount.
ROW: Final = "{:<34.34} {:>8} {:>11} {:>13}"


def sheet(company: Company, user: User, invoice: Row, lines: Sequence[Row], charges: Sequence[Row]) -> bytes:
    """The invoice as a PDF: number, dates, customer, lines, VAT and total."""
    seller = references.division(company)
    customer = references.account(company, invoice["InvoiceTo"]) or {}
    shown = [
        seller["Description"] or company.name,
        *_address(seller),
        f"{texts.VAT_NUMBER.to(user)} {seller['VATNumber'] or ''}".strip(),
        "",
        invoice["InvoiceToName"],
        *_address(customer),
        "",
        f"{invoice['TypeDescription']}",
        f"{NUMBER.to(user)} {invoice['InvoiceNumber']}",
        f"{DAY.to(user)} {invoice['InvoiceDate']:%d-%m-%Y}",
        f"{texts.DUE_DATE.to(user)} {invoice['DueDate']:%d-%m-%Y}",
        *(f"{texts.REFERENCE.to(user)} {invoice['YourRef']}" for _ in range(bool(invoice["YourRef"]))),
        "",
        _row(*(text.to(user) for text in (texts.DESCRIPTION, texts.QUANTITY, texts.PRICE, texts.AMOUNT))),
        *(
            _row(row["Description"], f"{row['Quantity']:f}", _money(row["NetPrice"]), _money(row["AmountFC"]))
            for row in lines
        ),
        *(_row(row["OrderChargesLineDescription"], "", "", _money(row["AmountFCExclVAT"])) for row in charges),
        "",
        *_totals(user, invoice),
    ]
    return pdf.page(shown, "Courier")


def _address(row: Row) -> Iterable[str]:
    place = f"{row.get('Postcode') or ''} {row.get('City') or ''}".strip()
    return (text for text in (row.get("AddressLine1"), place) if text)


def _totals(user: User, invoice: Row) -> Iterable[str]:
    currency: str = invoice["Currency"]
    if invoice["AmountDiscountExclVat"]:
        yield _row(texts.DISCOUNT.to(user), "", currency, _money(-invoice["AmountDiscountExclVat"]))
    for text, amount in (
        (TOTAL, invoice["AmountFCExclVat"]),
        (VAT, invoice["VATAmountFC"]),
        (DUE, invoice["AmountFC"]),
    ):
        yield _row(text.to(user), "", currency, _money(amount))


def _row(text: str | None, quantity: str, price: str, amount: str) -> str:
    return ROW.format(text or "", quantity, price, amount).rstrip()


def _money(amount: Decimal) -> str:
    return texts.money(amount)
