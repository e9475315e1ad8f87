"""How records are created: each write a named step with the look-up that finds its effect."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.odata import Selection, filter_text, guid
from unibooks.connectors.exact.refusals import blamed
from unibooks.connectors.exact.target import Document, DocumentAttachment, PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition, Conditions
from unibooks.core.connector import Upload
from unibooks.core.errors import OutcomeUnknown, Rejected, UnibooksError
from unibooks.core.flow import Step, Steps
from unibooks.core.mapping import ResourceMapping
from unibooks.core.target import Entity, Prop

#: How far Exact's clock may lag behind ours when the effect of a write is looked for.
CLOCK_SLACK: Final = timedelta(minutes=2)
#: [M] Document.Type of a purchase invoice.
PURCHASE_INVOICE: Final = 20


@dataclass(frozen=True)
class Creation:
    """A record to be.

    Attributes:
        api: the company.
        mapping: its table.
        payload: what to send.
        sent: caller's path -> property, to name the caller's field in a refusal.
        files: what to store with it.
    """

    api: ExactApi
    mapping: ResourceMapping
    payload: Mapping[str, Any]
    sent: Mapping[str, str]
    files: Sequence[Upload] = field(default=())


Flow = Callable[[Creation, Steps], Awaitable[str]]


async def create_record(creation: Creation, steps: Steps) -> str:
    """One write; a lost one is looked for by the record's scope and name since the step began."""
    entity = creation.mapping.entity
    name = entity.props().get("Name")

    async def find(begun: datetime) -> str | None:
        assert name is not None
        named = Condition(name, "eq", creation.payload.get(name.name))
        return await _first(creation.api, entity, (*creation.mapping.scope, named, *_since(entity, begun)))

    step = Step(
        f"create {creation.mapping.resource.name}",
        act=lambda: creation.api.post(entity, creation.payload),
        find=find if name is not None and creation.payload.get(name.name) else None,
    )
    return await steps.run(step)


async def create_bill(creation: Creation, steps: Steps) -> str:
    """The files' document, each file, then the entry that carries the document.

    In this order, because an entry cannot be refused any more once it has a number in the books, and a document can be
    taken back.
    """
    payload = dict(creation.payload)
    if creation.files:
        document = await steps.run(_document_step(creation.api, payload))
        for index, file in enumerate(creation.files):
            await steps.run(_attachment_step(creation.api, document, index, file))
        payload[PurchaseEntry.Document.name] = document
    return await steps.run(_entry_step(creation.api, payload))


#: Resource -> flow, where it takes more than one write.
FLOWS: Final[Mapping[str, Flow]] = {"bills": create_bill}
#: Resources that files can be stored with.
WITH_FILES: Final = frozenset({"bills"})


async def run_flow(creation: Creation, steps: Steps) -> str:
    """Create the record and give its id; when that fails, what was done before is taken back.

    Raises:
        UnibooksError: why it failed; it names what could not be taken back, and the caller's fields where Exact's words
            name them.
    """
    flow = FLOWS.get(creation.mapping.resource.name, create_record)
    try:
        return await flow(creation, steps)
    except OutcomeUnknown:
        raise
    except UnibooksError as problem:
        stuck = await steps.undo()
        if isinstance(problem, Rejected) and not problem.faults:
            problem.faults = blamed(problem, creation.sent)
        if stuck:
            problem.message += f" Left behind in Exact Online, since it could not be removed: {', '.join(stuck)}."
            problem.args = (problem.message,)
        raise


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
        return await _first(api, Document, (*_equal(values), unlinked, *_since(Document, begun)))

    return Step(
        "document",
        act=lambda: api.post(Document, _payload(values)),
        find=find,
        undo=lambda key: api.delete(Document, key),
    )


def _attachment_step(api: ExactApi, document: str, index: int, file: Upload) -> Step:
    """Taken back with its document."""
    values = {DocumentAttachment.Document: document, DocumentAttachment.FileName: file.name}

    async def find(begun: datetime) -> str | None:
        return await _first(api, DocumentAttachment, _equal(values))

    async def act() -> str:
        content = base64.b64encode(file.content).decode("ascii")
        return await api.post(DocumentAttachment, _payload({**values, DocumentAttachment.Attachment: content}))

    return Step(f"file {index + 1}", act=act, find=find)


def _entry_step(api: ExactApi, payload: Mapping[str, Any]) -> Step:
    async def find(begun: datetime) -> str | None:
        telling = (PurchaseEntry.Supplier, PurchaseEntry.Document, PurchaseEntry.YourRef, PurchaseEntry.EntryDate)
        values = {prop: payload[prop.name] for prop in telling if payload.get(prop.name) is not None}
        query = (
            ("$filter", filter_text((*_equal(values), *_since(PurchaseEntry, begun)), api.company.zone)),
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


async def _first(api: ExactApi, entity: type[Entity], conditions: Conditions) -> str | None:
    rows = await api.rows(entity, (), conditions, top=1)
    return str(getattr(rows[0], entity.key.name)) if rows else None


def _since(entity: type[Entity], begun: datetime) -> Conditions:
    created = entity.props().get("Created")
    return (Condition(created, "ge", begun - CLOCK_SLACK),) if created else ()


def _equal(values: Mapping[Prop, Any]) -> Conditions:
    return tuple(Condition(prop, "eq", _comparable(prop, value)) for prop, value in values.items())


def _comparable(prop: Prop, value: Any) -> Any:
    """A payload holds days as text; a filter wants them as days."""
    return date.fromisoformat(value[:10]) if prop.edm == "Edm.DateTime" and isinstance(value, str) else value


def _payload(values: Mapping[Prop, Any]) -> dict[str, Any]:
    return {prop.name: value for prop, value in values.items()}
