"""How bills are written: the files' document, each file, then the entry that carries the document."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.flows.records import Change, equal, first, payload_of, since
from unibooks.connectors.exact.odata import Selection, filter_text, guid
from unibooks.connectors.exact.target import Document, DocumentAttachment, PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition
from unibooks.core.connector import Upload
from unibooks.core.flow import Step, Steps
from unibooks.core.target import Prop

#: [M] Document.Type of a purchase invoice.
PURCHASE_INVOICE: Final = 20


async def create_bill(change: Change, steps: Steps) -> str:
    """The files' document, each file, then the entry that carries the document.

    In this order, because an entry cannot be refused any more once it has a number in the books, and a document can be
    taken back.
    """
    payload = dict(change.payload)
    if change.files:
        document = await steps.run(_document_step(change.api, payload))
        for index, file in enumerate(change.files):
            await steps.run(_attachment_step(change.api, document, index, file))
        payload[PurchaseEntry.Document.name] = document
    return await steps.run(_entry_step(change.api, payload))


def _document_step(api: ExactApi, entry: Mapping[str, Any]) -> Step:
    supplier, day = entry[PurchaseEntry.Supplier.name], entry.get(PurchaseEntry.EntryDate.name)
    subject = entry.get(PurchaseEntry.Description.name) or entry.get(PurchaseEntry.YourRef.name) or "Purchase invoice"
    values: dict[Prop, Any] = {
        Document.Type: PURCHASE_INVOICE,
        Document.Subject: subject,
        Document.Account: supplier,
    }
    if day:
        values[Document.DocumentDate] = day

    async def find(begun: datetime) -> str | None:
        unlinked = Condition(Document.FinancialTransactionEntryID, "eq", None)
        return await first(api, Document, (*equal(values), unlinked, *since(Document, begun)))

    return Step(
        "document",
        act=lambda: api.post(Document, payload_of(values)),
        find=find,
        undo=lambda key: api.delete(Document, key),
    )


def _attachment_step(api: ExactApi, document: str, index: int, file: Upload) -> Step:
    """Taken back with its document."""
    values = {DocumentAttachment.Document: document, DocumentAttachment.FileName: file.name}

    async def find(begun: datetime) -> str | None:
        return await first(api, DocumentAttachment, equal(values))

    async def act() -> str:
        content = base64.b64encode(file.content).decode("ascii")
        return await api.post(DocumentAttachment, payload_of({**values, DocumentAttachment.Attachment: content}))

    return Step(f"file {index + 1}", act=act, find=find)


def _entry_step(api: ExactApi, payload: Mapping[str, Any]) -> Step:
    async def find(begun: datetime) -> str | None:
        telling = (PurchaseEntry.Supplier, PurchaseEntry.Document, PurchaseEntry.YourRef, PurchaseEntry.EntryDate)
        values = {prop: payload[prop.name] for prop in telling if payload.get(prop.name) is not None}
        query = (
            ("$filter", filter_text((*equal(values), *since(PurchaseEntry, begun)), api.company.zone)),
            *_ENTRY.options(),
        )
        entries = (await api.read(_ENTRY, query)).rows
        return next((str(entry.EntryID) for entry in entries if _sums(entry) == _sums_sent(payload)), None)

    return Step("entry", act=lambda: api.post(PurchaseEntry, payload), find=find)


#: What tells an entry from another of the same supplier, reference and day.
_ENTRY: Final = Selection.of(PurchaseEntry, ()).with_lines(
    PurchaseEntry.PurchaseEntryLines, (PurchaseEntryLine.GLAccount, PurchaseEntryLine.AmountFC)
)


def _sums(entry: Any) -> list[tuple[str, Decimal]]:
    return sorted((str(line.GLAccount), line.AmountFC or Decimal(0)) for line in entry.PurchaseEntryLines or ())


def _sums_sent(payload: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    lines = payload[PurchaseEntry.PurchaseEntryLines.name]
    return sorted((guid(line["GLAccount"]), Decimal(line["AmountFC"])) for line in lines)
