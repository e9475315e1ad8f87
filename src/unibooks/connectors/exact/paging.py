"""Parts of a list: by number, or by a cursor that goes on behind the last row.

A cursor is a token of ours round the skip token that Exact would write itself [R]: the value that the list is ordered by,
then the key. Asking for one row more than is wanted shows whether a next part exists without costing a call, since pages
hold 60 rows whatever is asked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
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
    """`total` was counted with the first part; counting again would cost Exact more than the rows."""

    fingerprint: str
    token: str
    total: int | None


@dataclass(frozen=True)
class Listing:
    """A list as Exact is asked for it.

    Attributes:
        selection: the wanted properties.
        conditions: what must hold.
        order: property and whether the greatest comes first, None for Exact's own order.
    """

    selection: Selection
    conditions: Conditions
    order: tuple[Prop, bool] | None

    def narrowed(self, api: ExactApi, *, raw: bool) -> Query:
        """Filter, order and selection."""
        named = (("$filter", filter_text(self.conditions, api.company.zone)), ("$orderby", order_text(self.order)))
        given = tuple((name, value) for name, value in named if value)
        return (*given, *self.selection.options(everything=raw))

    def fingerprint(self, api: ExactApi) -> str:
        """Tells this list from others, so that a cursor is not used for another one."""
        own = (api.company.id, self.selection.entity.path, *(v for _, v in self.narrowed(api, raw=True)))
        return hashlib.sha256("\n".join(own).encode()).hexdigest()[: 2 * _FINGERPRINT_BYTES]

    def token(self, row: Any) -> str:
        """The skip token that continues behind a row."""
        key = self.selection.entity.key
        columns = [self.order[0]] if self.order and self.order[0] is not key else []
        return ",".join(wire_literal(prop, getattr(row, prop.name)) for prop in (*columns, key))


async def read_part(api: ExactApi, listing: Listing, query: ListQuery) -> tuple[Rows, str | None]:
    """A part of a list, and the cursor of the next one where parts go by cursor and there is a next one.

    Raises:
        InvalidRequest: a cursor that is none, or of another list.
    """
    options = listing.narrowed(api, raw=query.raw)
    counted = (("$inlinecount", "allpages"),)
    if query.cursor is None:
        skip = ((query.page or 1) - 1) * query.limit
        options += (*counted, ("$top", str(query.limit)), *((("$skip", str(skip)),) if skip else ()))
        return await api.read(listing.selection, options, most=query.limit, raw=query.raw), None
    fingerprint = listing.fingerprint(api)
    cursor = _opened(query.cursor, fingerprint) if query.cursor else None
    options += (("$top", str(query.limit + 1)), *((("$skiptoken", cursor.token),) if cursor else counted))
    found = await api.read(listing.selection, options, most=query.limit, raw=query.raw)
    more = found.more or len(found.rows) > query.limit
    total = cursor.total if cursor else found.count
    part = Rows(found.rows[: query.limit], found.raw and found.raw[: query.limit], total)
    token = listing.token(part.rows[-1]) if more and part.rows else None
    return part, token and _sealed(_Cursor(fingerprint, token, total))


def _sealed(cursor: _Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _opened(text: str, fingerprint: str) -> _Cursor:
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        cursor = msgspec.json.decode(base64.urlsafe_b64decode(padded), type=_Cursor)
    except (msgspec.DecodeError, binascii.Error, UnicodeError):
        cursor = None
    if cursor is None:
        raise InvalidRequest([Fault("cursor", "is not a cursor of this API; leave it empty to begin")])
    if cursor.fingerprint != fingerprint:
        cure = "belongs to another list; use it with the company, filters and order it came from, or leave it empty"
        raise InvalidRequest([Fault("cursor", cure)])
    return cursor
