"""The document that a printed sales order or quotation becomes: a PDF under documents/Documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.salesinvoice import Layout
from unibooks.sandbox.exact import pdf
from unibooks.sandbox.exact.books import documents, references, texts
from unibooks.sandbox.exact.books.sold import Kind
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Row, Write

DAY: Final = Text("Datum", "Date", "Datum", "Date", "Fecha")
TOTAL: Final = Text("Totaal exclusief btw", "Total without VAT", "Summe ohne USt.", "Total hors TVA", "Total sin IVA")
VAT: Final = Text("Btw", "VAT", "USt.", "TVA", "IVA")
WHOLE: Final = Text("Totaal", "Total", "Summe", "Total", "Total")
#: [I] The types of the documents, free numbers of ours: Exact's list is not public.
DOCUMENT_TYPES: Final = {"QuotationNumber": 11, "OrderNumber": 12}
#: Columns: the text, quantity, price, amount.
ROW: Final = "{:<34.34} {:>8} {:>11} {:>13}"


def issue(kind: Kind, write: Write, header: Row, given: Row) -> Row:
    """Make the document with its PDF, in the user's language; each printing makes another one [I].

    `given` is what was asked for: a layout that there is, an address to send from that is one.

    Raises:
        Refused: the layout is unknown, or the sender's address is none.
    """
    faults = Faults(write.user)
    for name in ("DocumentLayout", "EmailLayout"):
        if given.get(name) is not None and given[name] not in write.company[Layout].rows:
            faults.add(texts.BAD_REFERENCE, texts.LAYOUT)
    if given.get("SenderEmailAddress") and not references.EMAIL.fullmatch(given["SenderEmailAddress"]):
        faults.add(texts.INVALID, texts.EMAIL)
    faults.stop()
    number = header[kind.number]
    subject = f"{kind.label.to(write.user)} {number}"
    document = documents.add(
        write,
        {
            "Type": DOCUMENT_TYPES[kind.number],
            "Subject": subject,
            "Account": header[kind.ordered.name],
            "DocumentDate": header[kind.date],
            "AmountFC": header["AmountFC"],
            "Currency": header["Currency"],
        },
    )
    content = pdf.page(list(_sheet(kind, write, header, subject, given)), "Courier")
    documents.attach(write, {"Document": document["ID"], "FileName": f"{number}.pdf", "Attachment": content})
    return document


def answer(write: Write, given: Row, document: Row) -> Row:
    """What the answer says of the document, and of mail: nothing is ever sent from here."""
    sent = texts.NOT_SENT.to(write.user) if given.get("SendEmailToCustomer") else None
    return {
        "Document": document["ID"],
        "DocumentCreationError": None,
        "DocumentCreationSuccess": texts.DOCUMENT_MADE.to(write.user).format(document["HID"]),
        "EmailCreationError": sent,
    }


def _sheet(kind: Kind, write: Write, header: Row, subject: str, given: Row) -> Iterator[str]:
    company, user = write.company, write.user
    seller = references.division(company)
    yield seller["Description"] or company.name
    yield from _address(seller)
    yield ""
    yield header[kind.ordered.name + "Name"] or ""
    yield from _address(references.account(company, header[kind.ordered.name]) or {})
    yield ""
    yield subject
    yield f"{DAY.to(user)} {header[kind.date]:%d-%m-%Y}"
    if header["YourRef"]:
        yield f"{texts.REFERENCE.to(user)} {header['YourRef']}"
    yield header["Description"] or ""
    yield _row(*(text.to(user) for text in (texts.DESCRIPTION, texts.QUANTITY, texts.PRICE, texts.AMOUNT)))
    for line in kind.lines_of(company, header[kind.key]):
        price, amount = texts.money(line["NetPrice"]), texts.money(line["AmountFC"])
        yield _row(line["Description"] or "", f"{line['Quantity']:f}", price, amount)
    for charge in kind.charges_of(company, header[kind.key]):
        yield _row(charge["OrderChargesLineDescription"] or "", "", "", texts.money(charge["AmountFCExclVAT"]))
    yield ""
    for text, amount in _totals(header):
        yield _row(text.to(user), "", header["Currency"], texts.money(amount))
    yield ""
    yield from str(given.get("ExtraText") or "").splitlines()


def _totals(header: Row) -> Iterable[tuple[Text, Decimal]]:
    whole: Decimal = header["AmountFC"]
    net = header["AmountFCExclVat"] if "AmountFCExclVat" in header else whole - header["VATAmountFC"]
    return (TOTAL, net), (VAT, whole - net), (WHOLE, whole)


def _address(row: Row) -> Iterable[str]:
    place = f"{row.get('Postcode') or ''} {row.get('City') or ''}".strip()
    return (text for text in (row.get("AddressLine1"), place) if text)


def _row(text: str, quantity: str, price: str, amount: str) -> str:
    return ROW.format(text, quantity, price, amount).rstrip()
