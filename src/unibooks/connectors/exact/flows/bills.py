"""How bills are written: the files' document, each file, then the entry that carries the document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.flows.documents import PURCHASE_INVOICE, file_away
from unibooks.connectors.exact.flows.records import Change, equal, since
from unibooks.connectors.exact.odata import Selection, filter_text, guid
from unibooks.connectors.exact.target import Document, PurchaseEntry, PurchaseEntryLine
from unibooks.core.flow import Step, Steps
from unibooks.core.target import Prop


async def create_bill(change: Change, steps: Steps) -> str:
    """The files' document, each file, then the entry that carries the document.

    In this order, because an entry cannot be refused any more once it has a number in the books, and a document can be
    taken back.
    """
    payload = dict(change.payload)
    if change.files:
        payload[PurchaseEntry.Document.name] = await file_away(change.api, steps, change.files, _document(payload))
    return await steps.run(_entry_step(change.api, payload))


def _document(entry: Mapping[str, Any]) -> dict[Prop, Any]:
    """What the files' document says of the entry."""
    subject = entry.get(PurchaseEntry.Description.name) or entry.get(PurchaseEntry.YourRef.name) or "Purchase invoice"
    return {
        Document.Type: PURCHASE_INVOICE,
        Document.Subject: subject,
        Document.Account: entry[PurchaseEntry.Supplier.name],
        Document.DocumentDate: entry.get(PurchaseEntry.EntryDate.name),
    }


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
