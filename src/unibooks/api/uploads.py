"""Files that come with a record: as parts of a multipart body, or in base64 inside a JSON body."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any, Final, cast

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from unibooks.accounting.parts import UploadedFile
from unibooks.api.bodies import MOST_BYTES, read_bytes, read_object
from unibooks.core.connector import Upload
from unibooks.core.errors import Fault, InvalidRequest

MOST_FILES: Final = 20
#: Parts that are looked at, so that too many files can be told from a body that cannot be read.
MOST_PARTS: Final = 1000
PART: Final = "files"
DEFAULT_TYPE: Final = "application/octet-stream"


@dataclass
class Received:
    """A body as it came: its JSON object, the files beside it, and what of it nobody knows."""

    body: dict[str, Any]
    parts: list[tuple[str, bytes, str]] = field(default_factory=list[tuple[str, bytes, str]])
    warnings: list[str] = field(default_factory=list[str])


async def receive(request: Request, json_part: str) -> Received:
    """Read a body that may be JSON or multipart.

    Args:
        json_part: the multipart part with the JSON; empty where the operation takes no files.

    Raises:
        InvalidRequest: it is neither, or its parts are not as they should be.
    """
    content = await read_bytes(request)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return Received(read_object(content))
    if not json_part:
        raise InvalidRequest([Fault("body", "must be JSON; this operation takes no files", "NOT_JSON")])
    form = await _form(request, content)
    try:
        return await _from_parts(form, json_part)
    finally:
        await form.close()


async def receive_file(request: Request, file_part: str) -> tuple[Received, Upload | None, list[Fault]]:
    """Read a form of one file and text fields; what is wrong with it, so that the fields' own faults can be told with it.

    A text that is empty counts as not there, as forms send fields that nobody filled in.

    Raises:
        InvalidRequest: it is no form that can be read.
    """
    content = await read_bytes(request)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        cure = f"must be multipart/form-data, with the file as the part {file_part}"
        raise InvalidRequest([Fault("body", cure, "NOT_MULTIPART")])
    found, faults = Received({}), list[Fault]()
    form = await _form(request, content)
    try:
        for name, part in form.multi_items():
            if name == file_part and isinstance(part, UploadFile) and part.filename:
                found.parts.append((part.filename, await part.read(), part.content_type or ""))
            elif name == file_part:
                faults.append(Fault(file_part, "must be a file with a file name", "NOT_A_FILE"))
            elif isinstance(part, UploadFile):
                found.warnings.append(f"{name}: is not a file of this body and has no effect")
            elif found.body.get(name, part) != part:
                faults.append(Fault(name, "is there twice with different values; send it once", "TWICE"))
            elif part.strip():
                found.body[name] = part
    finally:
        await form.close()
    if len(found.parts) > 1:
        faults.append(Fault(file_part, "is there twice; send one file at a time", "TWICE"))
    if not found.parts and not faults:
        faults.append(Fault(file_part, "is missing; send the file as a part of this name", "MISSING"))
    if not found.parts:
        return found, None, faults
    name, data, kind = found.parts[0]
    return found, Upload(name, data, kind or _type_of(name), file_part), faults


async def _form(request: Request, content: bytes) -> FormData:
    async def stream() -> AsyncGenerator[bytes]:
        yield content
        yield b""

    # The whole body is bounded already, so that a part needs no other bound.
    parser = MultiPartParser(
        request.headers, stream(), max_files=MOST_PARTS, max_fields=MOST_PARTS, max_part_size=MOST_BYTES
    )
    try:
        return await parser.parse()
    except (MultiPartException, KeyError) as problem:
        what = problem.message if isinstance(problem, MultiPartException) else "it names no boundary"
        raise InvalidRequest([Fault("body", f"is no readable multipart body: {what}", "NOT_MULTIPART")]) from None


async def _from_parts(form: FormData, json_part: str) -> Received:
    faults: list[Fault] = []
    found = Received({})
    text: bytes | None = None
    for name, part in form.multi_items():
        if name == json_part and text is not None:
            faults.append(Fault(json_part, "is there twice; send one record at a time", "TWICE"))
        elif name == json_part:
            text = await part.read() if isinstance(part, UploadFile) else part.encode()
        elif name not in (PART, f"{PART}[]"):
            found.warnings.append(f"{name}: is not a part of this body and has no effect")
        elif not isinstance(part, UploadFile) or not part.filename:
            faults.append(Fault(f"{PART}[{len(found.parts)}]", "must be a file with a file name", "NOT_A_FILE"))
        else:
            found.parts.append((part.filename, await part.read(), part.content_type or ""))
    if text is None:
        faults.append(Fault(json_part, "is required: the part with the record as JSON", "MISSING"))
    else:
        try:
            found.body = read_object(text, json_part)
        except InvalidRequest as problem:
            faults += problem.faults
    if faults:
        raise InvalidRequest(faults)
    return found


def uploads(received: Received) -> tuple[list[Upload], list[Fault]]:
    """Every file of a request: first those inside the JSON, then the parts; and what is wrong with them.

    An entry that is no `UploadedFile` is passed over: the model of the body has said so already.
    """
    files: list[Upload] = []
    faults: list[Fault] = []
    inside = received.body.get(PART)
    entries = cast("list[Any]", inside) if isinstance(inside, list) else []
    for index, entry in enumerate(entries):
        try:
            one = UploadedFile.model_validate(entry)
        except ValidationError:
            continue
        at = f"{PART}[{index}]"
        received.warnings += [f"{at}.{key}: is not a field of this API" for key in one.model_extra or {}]
        try:
            content = base64.b64decode("".join(one.content.split()), validate=True)
        except ValueError:
            faults.append(
                Fault(f"{at}.content", "must be the file's bytes in base64, without a data: prefix", "NOT_BASE64")
            )
            continue
        files.append(Upload(one.file_name, content, one.content_type or _type_of(one.file_name), at))
    for index, (name, content, kind) in enumerate(received.parts, len(entries)):
        files.append(Upload(name, content, kind or _type_of(name), f"{PART}[{index}]"))
    if len(entries) <= MOST_FILES < len(entries) + len(received.parts):
        faults.append(Fault(PART, f"must have at most {MOST_FILES} entries", "OUT_OF_RANGE"))
    return files, faults


def _type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or DEFAULT_TYPE
