"""Parts of a list: by number, or by a cursor that goes on behind the last row.

A cursor is a token of ours round the skip token that Exact would write itself [R]: the value that the list is ordered by,
then the key. Asking for one row more than is wanted shows whether a next part exists without costing a call, since pages
hold 60 rows whatever is asked.

What is kept in several entities is listed one entity after the other. The first part asks each of them once, since all of
them count towards the length of the list; a later part by cursor asks only those that it reaches.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from unibooks.connectors.exact.api import ExactApi, Rows
from unibooks.connectors.exact.odata import Query, Selection, filter_text, order_text, wire_literal
from unibooks.core.conditions import Conditions
from unibooks.core.connector import ListQuery
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.target import Prop

_FINGERPRINT_BYTES: Final = 6


class _Cursor(msgspec.Struct, array_like=True):
    """`total` was counted with the first part; counting again would cost Exact more than the rows.

    `listing` says which of several lists goes on behind the token; with an empty token it begins.
    """

    fingerprint: str
    token: str
    total: int | None
    listing: int = 0


@dataclass(frozen=True)
class Listing:
    """A list as Exact is asked for it.

    Attributes:
        selection: the wanted properties.
        conditions: what must hold.
        order: property and whether the greatest comes first, None for Exact's own order.
        sifted: what else is wanted of the records, which Exact is not asked for.
    """

    selection: Selection
    conditions: Conditions
    order: tuple[Prop, bool] | None
    sifted: tuple[str, ...] = ()

    def narrowed(self, api: ExactApi, *, raw: bool) -> Query:
        """Filter, order and selection."""
        named = (("$filter", filter_text(self.conditions, api.company.zone)), ("$orderby", order_text(self.order)))
        given = tuple((name, value) for name, value in named if value)
        return (*given, *self.selection.options(everything=raw))

    def told_apart_by(self, api: ExactApi) -> tuple[str, ...]:
        """What tells this list from others."""
        asked = (v for _, v in self.narrowed(api, raw=True))
        return (api.company.id, self.selection.entity.path, *asked, *self.sifted)

    def token(self, row: Any) -> str:
        """The skip token that continues behind a row."""
        key = self.selection.entity.key
        columns = [self.order[0]] if self.order and self.order[0] is not key else []
        return ",".join(wire_literal(prop, getattr(row, prop.name)) for prop in (*columns, key))


@dataclass(frozen=True)
class Part:
    """A part of a list.

    Attributes:
        found: the rows, of each listing apart.
        total: how many rows all the listings have, None where Exact does not say.
        cursor: of the next part, where parts go by cursor and there is a next one.
    """

    found: tuple[Rows, ...]
    total: int | None
    cursor: str | None = None


async def read_part(api: ExactApi, listings: Sequence[Listing], query: ListQuery) -> Part:
    """A part of the rows of the listings, one after the other.

    Raises:
        InvalidRequest: a cursor that is none, or of another list.
    """
    return await (_by_number if query.cursor is None else _by_cursor)(api, listings, query)


async def _by_number(api: ExactApi, listings: Sequence[Listing], query: ListQuery) -> Part:
    skip, wanted = ((query.page or 1) - 1) * query.limit, query.limit
    parts: list[Rows] = []
    for listing in listings:
        if wanted:
            skipped = (("$skip", str(skip)),) if skip else ()
            options = (*listing.narrowed(api, raw=query.raw), *_COUNTED, ("$top", str(wanted)), *skipped)
            parts.append(await api.read(listing.selection, options, most=wanted, raw=query.raw))
        else:
            parts.append(await _counted(api, listing, raw=query.raw))
        skip = max(0, skip - (parts[-1].count or 0))
        wanted -= len(parts[-1].rows)
    return Part(tuple(parts), _total(parts))


async def _by_cursor(api: ExactApi, listings: Sequence[Listing], query: ListQuery) -> Part:
    fingerprint = _fingerprint(api, listings)
    cursor = _opened(query.cursor, fingerprint) if query.cursor else None
    start = cursor.listing if cursor else 0
    parts: list[Rows] = [Rows([]) for _ in listings[:start]]
    wanted, onwards = query.limit, None
    for index, listing in enumerate(listings[start:], start):
        if onwards is not None:
            parts.append(await _counted(api, listing, raw=query.raw) if cursor is None else Rows([]))
            continue
        behind = (("$skiptoken", cursor.token),) if cursor and cursor.token and index == start else ()
        options = (*listing.narrowed(api, raw=query.raw), ("$top", str(wanted + 1)), *behind)
        options += () if cursor else _COUNTED
        found = await api.read(listing.selection, options, most=wanted, raw=query.raw)
        kept = Rows(found.rows[:wanted], found.raw and found.raw[:wanted], found.count)
        if found.more or len(found.rows) > wanted:
            onwards = (index, listing.token(kept.rows[-1]) if kept.rows else "")
        wanted -= len(kept.rows)
        parts.append(kept)
    total = cursor.total if cursor else _total(parts)
    token = onwards and _sealed(_Cursor(fingerprint, onwards[1], total, onwards[0]))
    return Part(tuple(parts), total, token)


def cursor_behind(api: ExactApi, listings: Sequence[Listing], index: int, row: Any) -> str:
    """The cursor that goes on behind a row of one of the listings."""
    return _sealed(_Cursor(_fingerprint(api, listings), listings[index].token(row), None, index))


_COUNTED: Final = (("$inlinecount", "allpages"),)


async def _counted(api: ExactApi, listing: Listing, *, raw: bool) -> Rows:
    """No rows, and how many there are."""
    bare = replace(listing, selection=Selection.of(listing.selection.entity, ()), order=None)
    found = await api.read(bare.selection, (*bare.narrowed(api, raw=False), *_COUNTED, ("$top", "1")), most=1)
    return Rows([], [] if raw else None, found.count)


def _total(parts: Sequence[Rows]) -> int | None:
    counts = [part.count for part in parts if part.count is not None]
    return sum(counts) if len(counts) == len(parts) else None


def _fingerprint(api: ExactApi, listings: Sequence[Listing]) -> str:
    """Tells a list from others, so that a cursor is not used for another one."""
    own = (part for listing in listings for part in listing.told_apart_by(api))
    return hashlib.sha256("\n".join(own).encode()).hexdigest()[: 2 * _FINGERPRINT_BYTES]


def _sealed(cursor: _Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _opened(text: str, fingerprint: str) -> _Cursor:
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        cursor = msgspec.json.decode(base64.urlsafe_b64decode(padded), type=_Cursor)
    except (msgspec.DecodeError, binascii.Error, UnicodeError):
        cursor = None
    if cursor is None or cursor.listing < 0:
        raise InvalidRequest([Fault("cursor", "is not a cursor of this API; leave it empty to begin")])
    if cursor.fingerprint != fingerprint:
        cure = "belongs to another list; use it with the company, filters and order it came from, or leave it empty"
        raise InvalidRequest([Fault("cursor", cure)])
    return cursor
