"""Files: documents/Documents with their documents/DocumentAttachments, and documents/DocumentTypes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from unibooks.accounting.base import Write
from unibooks.accounting.files import DOCUMENT_TYPES as TYPES
from unibooks.accounting.files import FILES, StoredFile
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.files import EXTENSIONS, extension_of
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.references import DOCUMENT_TYPES
from unibooks.connectors.exact.target import (
    Account,
    Document,
    DocumentAttachment,
    DocumentType,
    PurchaseEntry,
    TransactionLine,
)
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import Condition, FilterRule, after
from unibooks.core.context import Context, RelatedRows
from unibooks.core.errors import Fault
from unibooks.core.mapping import ResourceMapping
from unibooks.core.related import Related
from unibooks.core.sources import Computed, To
from unibooks.core.table import Mapped
from unibooks.core.target import Entity, Prop

ATTACHMENTS: Final = RelatedRows(
    "attachments",
    DocumentAttachment.Document,
    (DocumentAttachment.ID, DocumentAttachment.FileName, DocumentAttachment.FileSize),
)

ATTACHED: Final = Mapped(
    read=StoredFile,
    write=None,
    entity=DocumentAttachment,
    codecs=CODECS,
    fields={
        "id": To(DocumentAttachment.ID),
        "file_name": To(DocumentAttachment.FileName),
        "size": Computed(
            (DocumentAttachment.FileSize,), lambda row, ctx: None if row.FileSize is None else int(row.FileSize)
        ),
    },
    absent={},
    left_out={
        "GET /accounting/files/{id}/content gives the bytes": DocumentAttachment.pick("Attachment Url"),
        "the file stands below its document": (DocumentAttachment.Document,),
    },
)


def _first_name(row: Any, ctx: Context) -> str | None:
    return next((one.FileName for one in ctx.rows_of(ATTACHMENTS, row.ID)), None)


def _write_type(value: str, ctx: Context) -> Mapping[Prop, Any]:
    rows = ctx.references[DOCUMENT_TYPES.name].rows
    wanted = value.strip().casefold()
    found = [row for row in rows if wanted in (str(row.Description or "").strip().casefold(), str(row.ID))]
    makeable = sorted(str(row.Description) for row in rows if row.DocumentIsCreatable)
    if not found or not any(row.DocumentIsCreatable for row in found):
        why = "is not a kind of document" if not found else "is a kind of document that Exact Online makes itself"
        raise ValueError(f"{value!r} {why}; it takes {', '.join(makeable) or 'none'}")
    return {Document.Type: next(row.ID for row in found if row.DocumentIsCreatable)}


def _by_id(prop: Prop) -> FilterRule:
    def rule(value: Any) -> Condition:
        try:
            return Condition(prop, "eq", guid(value))
        except ValueError:
            raise ValueError(f"{value!r} is not an id of this system") from None

    return rule


FILE_MAPPING: Final = ResourceMapping(
    resource=FILES,
    entity=Document,
    codecs=CODECS,
    fields={
        "id": To(Document.ID),
        "contact_id": To(Document.Account),
        "created_date": To(Document.Created),
        "document_date": To(Document.DocumentDate),
        "document_id": To(Document.ID),
        "document_type": Computed(
            (Document.Type, Document.TypeDescription),
            lambda row, ctx: row.TypeDescription,
            _write_type,
            references=(DOCUMENT_TYPES,),
        ),
        "file_name": Computed((), _first_name, related=(ATTACHMENTS,)),
        "files": Related(ATTACHMENTS, ATTACHED),
        "name": To(Document.Subject),
        "note": To(Document.Body),
        "resource_id": To(Document.FinancialTransactionEntryID),
        "updated_date": To(Document.Modified),
    },
    absent={"Exact Online notes the app that wrote a document by itself": ("integration_source",)},
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": Document.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName DocumentFolder DocumentViewUrl HID InheritShare"
        ),
        "repeats another property in words": Document.pick(
            """AccountCode AccountName CategoryDescription ContactFullName DocumentFolderCode DocumentFolderDescription
            EntryStatusDescription HasEmptyBody ItemCode ItemDescription ProjectCode ProjectDescription"""
        ),
        "the contract has no field for it": Document.pick(
            """ActionRegenerateEntryProposal AmountFC Category Contact ContractID ContractNumber CostcenterCode
            CostcenterDescription CostunitCode CostunitDescription Currency ExpiryDate Item Language Opportunity Project
            ProposedEntryStatus SalesInvoiceNumber SalesOrderNumber ScanServiceStatus SendMethod ShopOrderNumber
            TeamsMeetingId"""
        ),
    },
    filters={
        "last_modified_at": after(Document.Modified),
        "contact_id": _by_id(Document.Account),
        "resource_id": _by_id(Document.FinancialTransactionEntryID),
    },
)

DOCUMENT_TYPE_MAPPING: Final = ResourceMapping(
    resource=TYPES,
    entity=DocumentType,
    codecs=CODECS,
    fields={"name": To(DocumentType.Description), "category": To(DocumentType.TypeCategory)},
    absent={},
    left_out={
        "documents name their kind by its name": (DocumentType.ID,),
        "only kinds that can be made are listed": DocumentType.pick(
            "DocumentIsCreatable DocumentIsDeletable DocumentIsUpdatable DocumentIsViewable"
        ),
        "the contract has no field for it": DocumentType.pick("Created Modified"),
    },
    filters={"last_modified_at": after(DocumentType.Modified)},
    scope=(Condition(DocumentType.DocumentIsCreatable, "eq", True),),
)


async def file_is_sound(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """What a file names is there, its ending can be stored, and its document has no other file of that name."""
    body = intent.body
    if body is None:
        return ()
    faults = [
        Fault(alias, "cannot be emptied; leave it out to keep it", "MISSING")
        for name, alias in (("document_type", "documentType"), ("name", "name"))
        if intent.ctx.verb == "patch" and name in body.model_fields_set and not (getattr(body, name) or "").strip()
    ]
    for file in intent.files:
        if (ending := extension_of(file.name)) and ending not in EXTENSIONS:
            cure = "GET /accounting/files/documentExtensions lists those that can"
            faults.append(Fault(file.field, f"files ending in .{ending} cannot be stored; {cure}", "FILE_TYPE"))
    contact = getattr(body, "contact_id", None)
    if await _there(api, Account, Account.ID, contact) == []:
        cure = "GET /accounting/suppliers and /accounting/customers list them"
        faults.append(
            Fault("contactId", f"there is no relation {contact} in this company; {cure}", "UNKNOWN_REFERENCE")
        )
    return [*faults, *await _joined(api, body, intent)]


async def _joined(api: ExactApi, body: Write, intent: Intent) -> list[Fault]:
    """Faults of the document and the entry that the file is to join."""
    faults: list[Fault] = []
    document, entry_id = getattr(body, "document_id", None), getattr(body, "resource_id", None)
    if await _there(api, Document, Document.ID, document) == []:
        cure = "leave it out for a new document; GET /accounting/files lists those that are there"
        faults.append(
            Fault("documentId", f"there is no document {document} in this company; {cure}", "UNKNOWN_REFERENCE")
        )
    entries = await _there(api, PurchaseEntry, PurchaseEntry.EntryID, entry_id, PurchaseEntry.Document)
    if entries:
        document = document or entries[0].Document
    elif entries == [] and not await _there(api, TransactionLine, TransactionLine.EntryID, entry_id):
        message = f"there is no bill or expense {entry_id} in this company; GET lists both"
        faults.append(Fault("resourceId", message, "UNKNOWN_REFERENCE"))
    for row in (
        await _there(api, DocumentAttachment, DocumentAttachment.Document, document, DocumentAttachment.FileName) or ()
    ):
        twins = [file for file in intent.files if file.name.casefold() == str(row.FileName).casefold()]
        message = f"the document has a file {row.FileName!r} already; give this one another name"
        faults += [Fault(file.field, message, "DUPLICATE") for file in twins]
    return faults


async def _there(api: ExactApi, entity: type[Entity], prop: Prop, value: str | None, *props: Prop) -> list[Any] | None:
    """The rows that an id of the caller's stands for; None where there is no id, or one that the table says is none."""
    if value is None:
        return None
    try:
        key = guid(value)
    except ValueError:
        return None
    return await api.rows(entity, props, (Condition(prop, "eq", key),), top=None if props else 1)


__all__ = ["DOCUMENT_TYPE_MAPPING", "FILE_MAPPING", "file_is_sound"]
