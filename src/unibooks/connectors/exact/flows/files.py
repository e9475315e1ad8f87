"""How a file is stored by itself: its document, the file, and the entry that it belongs to.

A purchase entry always has a document, since Exact makes one where none is given [R]; a file that belongs to such an entry
joins that document. Other entries name documents on their lines, so that there the document names the entry [I].
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.flows.documents import MISCELLANEOUS, PURCHASE_INVOICE, attachment_step, document_step
from unibooks.connectors.exact.flows.records import Change
from unibooks.connectors.exact.target import Document, PurchaseEntry
from unibooks.core.conditions import Condition
from unibooks.core.flow import Step, Steps

_ENTRY: Final = Document.FinancialTransactionEntryID.name


async def create_file(change: Change, steps: Steps) -> str:
    """Gives the id of the document: a new one, the one that the caller names, or the entry's own."""
    api, said = change.api, dict(change.payload)
    joined = said.pop(Document.ID.name, None)
    entry = await _purchase(api, said.get(_ENTRY))
    document = joined or (entry.Document if entry is not None else None)
    if document is None:
        said.setdefault(Document.Type.name, MISCELLANEOUS if entry is None else PURCHASE_INVOICE)
        said.setdefault(Document.Subject.name, PurePosixPath(change.files[0].name).stem)
        props = Document.props()
        document = await steps.run(document_step(api, {props[name]: value for name, value in said.items()}))
        alone = False
    else:
        alone = True
        if said:
            await steps.run(_change_step(api, document, said))
    for index, file in enumerate(change.files):
        await steps.run(attachment_step(api, document, index, file, alone=alone))
    if entry is not None and entry.Document is None:
        await steps.run(_link_step(api, entry.EntryID, document))
    return document


async def _purchase(api: ExactApi, entry_id: str | None) -> Any:
    if entry_id is None:
        return None
    key = Condition(PurchaseEntry.EntryID, "eq", entry_id)
    return next(iter(await api.rows(PurchaseEntry, (PurchaseEntry.Document,), (key,), top=1)), None)


def _change_step(api: ExactApi, document: str, said: dict[str, Any]) -> Step:
    return Step("change document", act=lambda: api.put(Document, document, said), repeatable=True)


def _link_step(api: ExactApi, entry_id: str, document: str) -> Step:
    values = {PurchaseEntry.Document.name: document}
    return Step("link entry", act=lambda: api.put(PurchaseEntry, entry_id, values), repeatable=True)


__all__ = ["create_file"]
