"""The form of every answer: `{meta, data, errors, rawData}`, encoded once, with exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

import msgspec
from pydantic import BaseModel
from starlette.responses import Response

from unibooks.core.connector import Outcome


class Pagination(msgspec.Struct, rename="camel"):
    """Where a page stands in its list; null where the target does not say how long the list is."""

    total: int | None
    per_page: int
    current_page: int | None
    total_pages: int | None


class Meta(msgspec.Struct, rename="camel"):
    """What there is to know beside the data. `nextCursor` is there when a list is read by cursor, null at its end."""

    warnings: list[str] | None = None
    pagination: Pagination | None = None
    next_cursor: str | msgspec.UnsetType | None = msgspec.UNSET


class Envelope(msgspec.Struct, rename="camel"):
    """An answer that went well."""

    meta: Meta
    data: Any
    errors: None = None
    raw_data: Any = None


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True)
    raise TypeError(f"{type(value).__name__} cannot be part of an answer")


#: Amounts are numbers in the contract, and keep every digit.
ENCODER: Final = msgspec.json.Encoder(decimal_format="number", enc_hook=_plain)


def json_response(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Anything as JSON."""
    return Response(ENCODER.encode(body), status, headers, media_type="application/json")


def record(data: Any, *, warnings: Iterable[str] = (), raw: Any = None, status: int = 200) -> Response:
    """One record, or whatever object stands in `data`."""
    return json_response(Envelope(Meta(list(warnings) or None), data, raw_data=_object(raw)), status)


def listing(
    outcome: Outcome, *, warnings: Iterable[str] = (), limit: int, page: int | None, by_cursor: bool
) -> Response:
    """A part of a list."""
    total = outcome.total
    pages = None if by_cursor or total is None else -(-total // limit)
    meta = Meta(
        warnings=list(warnings) or None,
        pagination=Pagination(total, limit, None if by_cursor else page, pages),
        next_cursor=outcome.next_cursor if by_cursor or outcome.next_cursor else msgspec.UNSET,
    )
    return json_response(Envelope(meta, outcome.records, raw_data=_object(outcome.raw)))


def as_object(value: Any) -> Any:
    """A value in a place where clients insist on an object: anything else is wrapped in `items`."""
    if isinstance(value, dict | msgspec.Raw):
        return cast("Any", value)
    return {"items": cast("Any", value) if isinstance(value, list) else [value]}


def _object(raw: Any) -> Any:
    return None if raw is None else as_object(raw)
