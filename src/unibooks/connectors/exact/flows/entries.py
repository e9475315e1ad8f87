"""How expenses and payments are written: entries of any kind, with their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.entry_kinds import EXPENSE_KINDS, PURCHASE, EntryKind
from unibooks.connectors.exact.flows.documents import MISCELLANEOUS, PURCHASE_INVOICE, file_away
from unibooks.connectors.exact.flows.records import Change, equal, since
from unibooks.connectors.exact.odata import Selection, filter_text
from unibooks.connectors.exact.target import Document, PurchaseEntry
from unibooks.core.flow import Step, Steps
from unibooks.core.target import Prop

_SUBJECT: Final = "Expense"


async def create_expense(change: Change, steps: Steps) -> str:
    """The files' document, each file, then the entry: it, or each of its lines, carries the document."""
    kind, payload = kind_of_entry(change), dict(change.payload)
    if change.files:
        document = await file_away(change.api, steps, change.files, _document(kind, payload))
        payload |= _carried(kind, payload, document)
    return await steps.run(entry_step(change.api, kind, payload))


def kind_of_entry(change: Change) -> EntryKind:
    """The kind of entry that a table is of."""
    return next(kind for kind in EXPENSE_KINDS if kind.entry is change.mapping.entity)


def _document(kind: EntryKind, payload: Mapping[str, Any]) -> dict[Prop, Any]:
    lines = payload[kind.lines.name]
    subject = next((line["Description"] for line in lines if line.get("Description")), None)
    if kind is PURCHASE:
        return {
            Document.Type: PURCHASE_INVOICE,
            Document.Subject: payload.get(PurchaseEntry.Description.name) or subject or _SUBJECT,
            Document.Account: payload.get(PurchaseEntry.Supplier.name),
            Document.DocumentDate: payload.get(PurchaseEntry.EntryDate.name),
        }
    return {
        Document.Type: MISCELLANEOUS,
        Document.Subject: subject or _SUBJECT,
        Document.Account: lines[0].get("Account"),
        Document.DocumentDate: lines[0].get("Date"),
    }


def _carried(kind: EntryKind, payload: Mapping[str, Any], document: str) -> dict[str, Any]:
    if kind is PURCHASE:
        return {PurchaseEntry.Document.name: document}
    return {kind.lines.name: [{**line, "Document": document} for line in payload[kind.lines.name]]}


def entry_step(api: ExactApi, kind: EntryKind, payload: Mapping[str, Any]) -> Step:
    """The entry; a lost one is looked for by its journal and lines since the step began."""
    telling = [kind.entry.props()[name] for name in _TELLING if name in kind.entry.props()]
    values = {prop: payload[prop.name] for prop in telling if payload.get(prop.name) is not None}
    sent: Sequence[Mapping[str, Any]] = payload[kind.lines.name]
    compared = [name for name in _COMPARED if all(line.get(name) is not None for line in sent)]
    selection = Selection.of(kind.entry, ()).with_lines(kind.lines, [kind.prop(name) for name in compared])

    async def find(begun: datetime) -> str | None:
        conditions = (*equal(values), *since(kind.entry, begun))
        query = (("$filter", filter_text(conditions, api.company.zone)), *selection.options())
        wanted = sorted(tuple(_plain(line[name]) for name in compared) for line in sent)
        for entry in (await api.read(selection, query)).rows:
            if sorted(tuple(_plain(getattr(line, name)) for name in compared) for line in kind.rows(entry)) == wanted:
                return str(entry.EntryID)
        return None

    return Step("entry", act=lambda: api.post(kind.entry, payload), find=find)


#: What tells an entry from another, on its header and on its lines.
_TELLING: Final = ("Journal", "JournalCode", "Supplier", "Document", "EntryDate")
_COMPARED: Final = ("GLAccount", "AmountFC", "Account", "OurRef")


def _plain(value: Any) -> str:
    """A value of a line in a form in which what was sent equals what stands there."""
    return f"{(value + 0).normalize():f}" if isinstance(value, Decimal) else str(value).lower()
