"""documents/Documents and documents/DocumentAttachments.

Addresses in rows are paths (`/docs/..`); whoever serves them puts scheme and host in front.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import (
    BankEntry,
    Division,
    Document,
    DocumentAttachment,
    DocumentType,
    PurchaseEntry,
    TransactionLine,
)
from unibooks.connectors.exact.target.crm import Quotation
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt, PurchaseOrder, PurchaseReturn
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, SalesOrder
from unibooks.sandbox.exact.books import projects, references, texts
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, World, Write
from unibooks.sandbox.exact.virtual import Virtual


class Kind(NamedTuple):
    """A document type: its name, its category (ours), and whether a client may make one."""

    name: Text
    category: int
    creatable: bool = True


#: The types we know of; Exact's list is longer and not public. Which may be made by a client is [I].
KINDS: Final = {
    10: Kind(Text("Verkoopfactuur", "Sales invoice", "Verkaufsrechnung", "Facture de vente", "Factura de venta"), 1),
    11: Kind(Text("Offerte", "Quotation", "Angebot", "Devis", "Oferta"), 1, False),
    12: Kind(Text("Verkooporder", "Sales order", "Verkaufsauftrag", "Commande client", "Pedido de venta"), 1, False),
    20: Kind(Text("Inkoopfactuur", "Purchase invoice", "Einkaufsrechnung", "Facture d'achat", "Factura de compra"), 2),
    31: Kind(
        Text("Btw-aangifte", "VAT return", "USt.-Voranmeldung", "Déclaration de TVA", "Declaración de IVA"),
        5,
        False,
    ),
    32: Kind(Text("Opgaaf ICP", "EC sales list", "ZM", "État récapitulatif", "Modelo 349"), 5, False),
    55: Kind(Text("Diversen", "Miscellaneous", "Sonstiges", "Divers", "Varios"), 9),
    146: Kind(
        Text(
            "Loonaangifte",
            "Payroll declaration",
            "Lohnsteueranmeldung",
            "Déclaration de paie",
            "Declaración de nóminas",
        ),
        5,
        False,
    ),
}


def types(_world: World, company: Company) -> Iterator[Row]:
    """The rows of documents/DocumentTypes, in Dutch until `spoken` tells them; all of them can be looked at [I]."""
    founded = references.division(company)
    for key, kind in KINDS.items():
        yield {
            "ID": key,
            "Created": founded["Created"],
            "Description": kind.name.nl,
            "DocumentIsCreatable": kind.creatable,
            "DocumentIsDeletable": kind.creatable,
            "DocumentIsUpdatable": kind.creatable,
            "DocumentIsViewable": True,
            "Modified": founded["Modified"],
            "TypeCategory": kind.category,
        }


#: [I] Keys and running numbers are Exact's own, whatever a client sends.
GIVEN_BY_EXACT: Final = frozenset({"HID", "ID"})
CATEGORY: Final = uuid.UUID("3f0a5d0c-71be-4f8e-9c35-6a2be40f1d77")
#: Where a document may be in use; the ledger has those of all lines.
USES: Final = (
    PurchaseEntry.Document,
    SalesEntry.Document,
    GoodsDelivery.Document,
    Quotation.Document,
    SalesOrder.Document,
    TransactionLine.Document,
    BankEntry.BankStatementDocument,
    GoodsReceipt.Document,
    PurchaseInvoice.Document,
    PurchaseOrder.Document,
    PurchaseReturn.Document,
    SalesInvoice.Document,
)


def view_path(division: int, key: object, page: str = "DocViewContent") -> str:
    """The path of a document's page or, with `SysAttachment`, of an attachment's file [R]."""
    return f"/docs/{page}.aspx?ID={key}&_Division_={division}&Stamp=NL001"


def create(write: Write, given: Row) -> Row:
    """Make a document.

    Raises:
        Refused: subject or type missing, type unknown, or a reference that leads nowhere.
    """
    faults = Faults(write.user)
    if not given.get("Subject"):
        faults.add(texts.MISSING, texts.SUBJECT)
    if given.get("Type") is None:
        faults.add(texts.MISSING, texts.DOCUMENT_TYPE)
    _check(write, given, faults)
    faults.stop()
    return add(write, given)


def add(write: Write, given: Row) -> Row:
    """Make a document from values that are known to be good."""
    table = write.company[Document]
    today = write.world.local(write.company).replace(hour=0, minute=0, second=0, microsecond=0)
    row = born(write, Document)
    row |= {
        # Recorded on every document, whatever its type.
        "Category": CATEGORY,
        "CategoryDescription": "Customers",
        "Currency": write.company.currency,
        "DocumentDate": today,
        "DocumentViewUrl": view_path(write.company.code, row["ID"]),
        "HasEmptyBody": True,
        "HID": max((document["HID"] for document in table), default=0) + 1,
        "InheritShare": False,
        "SendMethod": 0,
    }
    row |= {name: value for name, value in given.items() if name not in GIVEN_BY_EXACT and value is not None}
    return table.add(row | _derived(write, row))


def update(write: Write, row: Row, given: Row) -> None:
    """Change a document.

    Raises:
        Refused: subject or type emptied, type unknown, or a reference that leads nowhere.
    """
    faults = Faults(write.user)
    for name, label in (("Subject", texts.SUBJECT), ("Type", texts.DOCUMENT_TYPE)):
        if name in given and not given[name]:
            faults.add(texts.MISSING, label)
    _check(write, given, faults, row)
    faults.stop()
    changed = row | {name: value for name, value in given.items() if name not in GIVEN_BY_EXACT}
    write.company[Document].change(row["ID"], changed | _derived(write, changed) | touched(write))


def delete(write: Write, row: Row) -> None:
    """Remove a document with its attachments.

    Raises:
        Refused: an entry refers to it.
    """
    if any(write.company[prop.entity].first(prop.name, row["ID"]) for prop in USES):
        detail = f" - {texts.USED_IN.to(write.user)}: {texts.ENTRIES.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.DOCUMENT, detail)
    for attachment in write.company[DocumentAttachment].where("Document", row["ID"]):
        detach(write, attachment)
    write.company[Document].remove(row["ID"])


def untie(write: Write, entry_id: uuid.UUID) -> None:
    """Let the documents of an entry that is gone stay, without the link [I]."""
    table = write.company[Document]
    for document in table.where("FinancialTransactionEntryID", entry_id):
        table.change(document["ID"], {"FinancialTransactionEntryID": None} | touched(write))


def attach(write: Write, given: Row) -> Row:
    """Store a file under a document; `Attachment` holds its bytes, which never come back in a row.

    Raises:
        Refused: document, file name or bytes missing, or no such document.
    """
    faults = Faults(write.user)
    for name, label in (
        ("Document", texts.DOCUMENT),
        ("FileName", texts.FILE_NAME),
        ("Attachment", texts.ATTACHMENT),
    ):
        if not given.get(name):
            faults.add(texts.MISSING, label)
    if given.get("Document") and given["Document"] not in write.company[Document].rows:
        faults.add(texts.BAD_REFERENCE, texts.DOCUMENT)
    faults.stop()
    content: bytes = given["Attachment"]
    row = born(write, DocumentAttachment)
    row |= {
        "Document": given["Document"],
        "FileName": given["FileName"],
        "FileSize": Decimal(len(content)),
        "Url": view_path(write.company.code, row["ID"], "SysAttachment"),
    }
    write.company.blobs[row["ID"]] = content
    return write.company[DocumentAttachment].add(row)


def detach(write: Write, row: Row) -> None:
    """Remove an attachment and its bytes."""
    write.company[DocumentAttachment].remove(row["ID"])
    write.company.blobs.pop(row["ID"], None)


def _check(write: Write, given: Row, faults: Faults, row: Row | None = None) -> None:
    kind = KINDS.get(given["Type"]) if given.get("Type") is not None else None
    if given.get("Type") is not None and kind is None:
        faults.add(texts.BAD_REFERENCE, texts.DOCUMENT_TYPE)
    if kind is not None and not kind.creatable:
        faults.add(texts.NOT_ALLOWED, texts.DOCUMENT_TYPE)
    if given.get("Account") is not None and references.account(write.company, given["Account"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    if given.get("Currency") and references.currency(given["Currency"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    if given.get("Project") is not None and projects.project(write.company, given["Project"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.PROJECT)
    _check_contact(write, (row or {}) | given, given.get("Contact"), faults)


def _check_contact(write: Write, now: Row, sent: uuid.UUID | None, faults: Faults) -> None:
    """A contact that is sent has to exist, and to belong to the document's relation where it has one [I]."""
    contact = references.contact(write.company, sent)
    if sent is not None and (contact is None or now.get("Account") not in {None, contact["Account"]}):
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)


def _derived(write: Write, row: Row) -> Row:
    relation = references.account(write.company, row["Account"])
    code, name = references.described(relation, "Code", "Name")
    date: datetime = row["DocumentDate"]
    return {
        "AccountCode": code,
        "AccountName": name,
        "ContactFullName": (references.contact(write.company, row["Contact"]) or {}).get("FullName"),
        "DocumentDate": date.replace(hour=0, minute=0, second=0, microsecond=0),
        "HasEmptyBody": not row["Body"],
        "TypeDescription": KINDS[row["Type"]].name.to(write.user),
        **projects.named(projects.project(write.company, row["Project"])),
    }


VIRTUALS: Final = {DocumentType: Virtual(types, (Division,))}
