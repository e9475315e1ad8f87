"""Files on their way to and from Exact: what is refused before it is sent, and how one is read back."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from unibooks.accounting.base import FileContent
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.target import DocumentAttachment
from unibooks.connectors.exact.target.limits import MAX_BODY
from unibooks.core.conditions import Condition
from unibooks.core.connector import Upload
from unibooks.core.errors import Fault, NotFound

#: Bytes of a file. It travels in base64, four bytes for three, in a body that holds its name and document as well.
MAX_FILE: Final = (MAX_BODY - 4_000) // 4 * 3
MAX_NAME: Final = 200
#: A PDF says what it is within its first kilobyte.
_PDF_MARK: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
_FORBIDDEN: Final = set('\\/:*?"<>|')
#: Endings that a file stored by itself can have [I]: documents, pictures, tables, mails and archives, nothing that runs.
EXTENSIONS: Final = (
    *(
        "bmp",
        "csv",
        "doc",
        "docx",
        "eml",
        "gif",
        "heic",
        "jpeg",
        "jpg",
        "json",
        "msg",
        "odp",
        "ods",
        "odt",
        "pdf",
        "png",
    ),
    *("ppt", "pptx", "rtf", "tif", "tiff", "txt", "webp", "xls", "xlsx", "xml", "zip"),
)


def extension_of(name: str) -> str:
    """The ending of a file's name in small letters, without its dot; "" where it has none."""
    return PurePosixPath(name).suffix[1:].lower()


def file_faults(files: Sequence[Upload]) -> Iterator[Fault]:
    """Everything that is wrong with files, before any of them is sent."""
    names: dict[str, str] = {}
    for file in files:
        name = file.name
        if len(PurePosixPath(name).suffix) < 2 or name.startswith("."):
            yield Fault(file.field, f"{name!r} must be a file name with its extension, such as invoice.pdf")
        elif len(name) > MAX_NAME or _FORBIDDEN & set(name) or not name.isprintable():
            yield Fault(
                file.field, f"{name!r} must be a plain file name of at most {MAX_NAME} characters, without a path"
            )
        if name.lower() in names:
            yield Fault(file.field, f"has the same name as {names[name.lower()]}; rename one of them")
        names.setdefault(name.lower(), file.field)
        if not file.content:
            yield Fault(file.field, f"{name!r} is empty")
        elif len(file.content) > MAX_FILE:
            size = f"{name!r} has {len(file.content):,} bytes"
            yield Fault(file.field, f"{size}; Exact Online takes at most {MAX_FILE:,} in a file", "TOO_LARGE")
        elif name.lower().endswith(".pdf") and _PDF_MARK not in file.content[:_PDF_WITHIN]:
            yield Fault(file.field, f"{name!r} is not a PDF; send a PDF, or give the file its true extension")


async def read_file(api: ExactApi, document_id: str | None, what: str, part: str = "") -> FileContent:
    """The file of a document: the one with the id `part`, or else its first PDF, or else its first file.

    Raises:
        NotFound: there is no document, or it holds no file, or none with that id.
    """
    rows = await _attachments(api, document_id) if document_id else []
    if not rows:
        raise NotFound(f"No file is stored with this {what} in Exact Online")
    if part and part.lower() not in {row.ID for row in rows}:
        raise NotFound(f"This {what} has no file {part!r}; it has {', '.join(row.ID for row in rows)}")
    named = (row for row in rows if part.lower() == row.ID)
    pdfs = (row for row in rows if (row.FileName or "").lower().endswith(".pdf"))
    chosen = next(named, None) or next(pdfs, rows[0])
    name = chosen.FileName or "file"
    if len(rows) > 1 and not part:
        api.session.warnings[f"{len(rows)} files are stored with this {what}; {name} is given"] = None
    content, media = await api.download(chosen.Url, name)
    if not media or media == "application/octet-stream":
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileContent(
        id=chosen.ID,
        base64_encoded=True,
        content=base64.b64encode(content).decode("ascii"),
        content_type=media,
        file_name=name,
    )


async def _attachments(api: ExactApi, document_id: str) -> list[Any]:
    props = (DocumentAttachment.FileName, DocumentAttachment.Url)
    found = await api.rows(DocumentAttachment, props, (Condition(DocumentAttachment.Document, "eq", document_id),))
    return [row for row in found if row.Url]
