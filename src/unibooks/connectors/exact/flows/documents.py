"""Files that are stored before the entry that carries them: a document, and each file below it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.flows.records import equal, first, payload_of, since
from unibooks.connectors.exact.target import Document, DocumentAttachment
from unibooks.core.connector import Upload
from unibooks.core.flow import Step, Steps
from unibooks.core.target import Prop

#: Document.Type [M]: a purchase invoice, and miscellaneous.
PURCHASE_INVOICE: Final = 20
MISCELLANEOUS: Final = 55


async def file_away(api: ExactApi, steps: Steps, files: Sequence[Upload], values: Mapping[Prop, Any]) -> str:
    """A document with the files; gives its id. It goes before the entry, because a document can be taken back.

    Args:
        api: the company.
        steps: the step port.
        files: at least one.
        values: type, subject and what else the document says.
    """
    document = await steps.run(document_step(api, {prop: value for prop, value in values.items() if value is not None}))
    for index, file in enumerate(files):
        await steps.run(attachment_step(api, document, index, file))
    return document


def document_step(api: ExactApi, values: Mapping[Prop, Any]) -> Step:
    """A new document, without a file."""

    async def find(begun: datetime) -> str | None:
        telling: dict[Prop, Any] = {Document.FinancialTransactionEntryID: None, **values}
        telling.pop(Document.Body, None)
        return await first(api, Document, (*equal(telling), *since(Document, begun)))

    return Step(
        "document",
        act=lambda: api.post(Document, payload_of(values)),
        find=find,
        undo=lambda key: api.delete(Document, key),
    )


def attachment_step(api: ExactApi, document: str, index: int, file: Upload, *, alone: bool = False) -> Step:
    """Taken back with its document, or where it joins one that is not new, `alone`."""
    values = {DocumentAttachment.Document: document, DocumentAttachment.FileName: file.name}

    async def find(begun: datetime) -> str | None:
        return await first(api, DocumentAttachment, equal(values))

    async def act() -> str:
        content = base64.b64encode(file.content).decode("ascii")
        return await api.post(DocumentAttachment, payload_of({**values, DocumentAttachment.Attachment: content}))

    async def undo(key: str) -> None:
        await api.delete(DocumentAttachment, key)

    return Step(f"file {index + 1}", act=act, find=find, undo=undo if alone else None)
