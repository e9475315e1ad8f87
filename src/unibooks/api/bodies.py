"""Request bodies: bytes in, a checked model out, every fault named at once and no number through a binary float."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from unibooks.api.faults import faults_of
from unibooks.core.errors import Fault, InvalidRequest

M = TypeVar("M", bound=BaseModel)

MOST_BYTES: Final = 20 * 1024 * 1024
DEEPEST: Final = 32


async def read_bytes(request: Request) -> bytes:
    """The whole body.

    Raises:
        HTTPException: 413, it is larger than 20 MiB; nothing more of it is read.
    """
    chunks: list[bytes] = []
    size = 0
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MOST_BYTES:
        raise _too_large()
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise _too_large()
        chunks.append(chunk)
    return b"".join(chunks)


def parse_object(content: bytes, name: str = "body") -> dict[str, Any]:
    """A JSON object with exact decimals and no strange value.

    Args:
        name: what to call the whole of it in a fault.

    Raises:
        InvalidRequest: it is no JSON, no object, nested too deep, or has values that JSON does not know.
    """
    body = read_object(content, name)
    if faults := strange_values(body, ""):
        raise InvalidRequest(faults)
    return body


def read_object(content: bytes, name: str = "body") -> dict[str, Any]:
    """The same, with the strange values still in it: whoever lists the faults of a body adds `strange_values` to them.

    Raises:
        InvalidRequest: it is no JSON or no object.
    """
    try:
        body = json.loads(content, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_members)
    except _Twice as problem:
        raise InvalidRequest([Fault(name, f"has the key {problem.args[0]!r} twice; keep one", "TWICE")]) from None
    except (ValueError, RecursionError) as problem:
        raise InvalidRequest([Fault(name, f"must be a JSON object; {_where(problem)}", "NOT_JSON")]) from None
    if not isinstance(body, dict):
        raise InvalidRequest([Fault(name, "must be a JSON object", "NOT_JSON")])
    return cast("dict[str, Any]", body)


def validate(model: type[M], body: Mapping[str, Any]) -> M:
    """The body as its model.

    Raises:
        InvalidRequest: with every fault.
    """
    try:
        return model.model_validate(body)
    except ValidationError as problem:
        raise InvalidRequest(faults_of(problem)) from None


def strange_values(value: Any, path: str, depth: int = 0) -> list[Fault]:
    """What Python reads though JSON does not have it, and nesting deeper than anything here.

    `NaN` and infinity would otherwise be taken for text in a field of text, and half a character cannot be sent on.
    """
    if depth > DEEPEST:
        return [Fault(path[:200], f"is nested deeper than {DEEPEST} levels", "TOO_DEEP")]
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        wrong = (
            [Fault(path or "body", "has a key with half a character", "NOT_TEXT")]
            if not all(map(_whole, members))
            else []
        )
        inner = (strange_values(v, f"{path}.{k.strip()}" if path else k.strip(), depth + 1) for k, v in members.items())
        return wrong or [fault for faults in inner for fault in faults]
    if isinstance(value, list):
        entries = cast("Sequence[Any]", value)
        inner = (strange_values(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(entries))
        return [fault for faults in inner for fault in faults]
    if isinstance(value, Decimal) and not value.is_finite():
        return [Fault(path, "must be a finite number; NaN and infinity are not values of JSON", "NOT_FINITE")]
    if isinstance(value, str) and not _whole(value):
        return [Fault(path, "must be text; it has half a character (a lone surrogate)", "NOT_TEXT")]
    return []


def _whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Twice(Exception):
    """A key that stands twice in one object."""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values under one key the parser would lose one unseen. Blanks round a key do not count."""
    members = dict(pairs)
    if len({key.strip() for key in members}) < len(pairs):
        names = [key.strip() for key, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return members


def _where(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        return f"line {problem.lineno}, column {problem.colno}: {problem.msg}"
    if isinstance(problem, RecursionError):
        return "it is nested too deep"
    return "it is not valid UTF-8" if isinstance(problem, UnicodeDecodeError) else "it has a number that is too long"


def _too_large() -> HTTPException:
    return HTTPException(413, f"The body is larger than {MOST_BYTES // 1024 // 1024} MiB; send fewer or smaller files.")
