"""Lists by a value that Exact cannot compare: rows are read and mapped, and of the records those stay that have it.

By cursor an answer reads on until it has as many records as are wanted, or has looked at `LOOKED_AT` rows; then it may have
fewer, and the cursor goes on behind the last row that was looked at. By number the whole list is read, since nobody knows
before on which page a record is; one that is longer is refused.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi, Rows
from unibooks.connectors.exact.paging import Listing, Part, cursor_behind, read_part
from unibooks.core.connector import ListQuery
from unibooks.core.errors import Fault, InvalidRequest

#: Rows that one answer may look at: twenty pages of Exact, and as many calls again for what hangs under their rows.
LOOKED_AT: Final = 1200
#: Rows of one call.
PAGE: Final = 60

#: Makes of the rows, of each listing apart, the records that stay; None in the place of one that does not.
Mapper = Callable[[Sequence[Rows]], Awaitable[Sequence[Sequence[Any | None]]]]


@dataclass
class Sifted:
    """The records that stay, Exact's own rows of them where they were asked for, and where the next part begins."""

    records: list[Any] = field(default_factory=list[Any])
    raw: list[Any] | None = None
    total: int | None = None
    cursor: str | None = None

    def take(self, record: Any, found: Rows, place: int) -> None:
        """Keep a record."""
        self.records.append(record)
        if found.raw is not None:
            self.raw = [*(self.raw or ()), found.raw[place]]


async def sift(
    api: ExactApi, listings: Sequence[Listing], query: ListQuery, mapped: Mapper, filter_name: str
) -> Sifted:
    """A part of the records that stay.

    Args:
        api: the company.
        listings: the lists as far as Exact narrows them.
        query: which part is wanted.
        mapped: makes records of rows.
        filter_name: the caller's name of the filter, for the refusal of a list that is too long.

    Raises:
        InvalidRequest: the list is too long to be read as a whole.
    """
    if query.cursor is not None:
        return await _by_cursor(api, listings, query, mapped)
    whole, cursor, seen = Sifted(raw=[] if query.raw else None), "", 0
    while cursor is not None:
        part = await read_part(api, listings, replace(query, limit=PAGE, page=None, cursor=cursor))
        seen += sum(len(found.rows) for found in part.found)
        if max(part.total or 0, seen) > LOOKED_AT:
            cure = f"needs more than {LOOKED_AT} records to be looked at; narrow the list by lastModifiedAt, or go by cursor"
            raise InvalidRequest([Fault(filter_name, cure, "TOO_MANY")])
        for found, records in zip(part.found, await mapped(part.found), strict=True):
            for place, record in enumerate(records):
                if record is not None:
                    whole.take(record, found, place)
        cursor = part.cursor
    start = ((query.page or 1) - 1) * query.limit
    cut = slice(start, start + query.limit)
    return Sifted(whole.records[cut], whole.raw and whole.raw[cut], len(whole.records))


async def _by_cursor(api: ExactApi, listings: Sequence[Listing], query: ListQuery, mapped: Mapper) -> Sifted:
    out, cursor, seen = Sifted(raw=[] if query.raw else None), query.cursor, 0
    while cursor is not None and seen < LOOKED_AT:
        part = await read_part(api, listings, replace(query, limit=PAGE, cursor=cursor))
        seen += sum(len(found.rows) for found in part.found)
        cursor = part.cursor
        for index, records in enumerate(await mapped(part.found)):
            for place, record in enumerate(records):
                if record is not None:
                    out.take(record, part.found[index], place)
                if len(out.records) == query.limit:
                    last = _is_last(part, index, place)
                    out.cursor = cursor if last else cursor_behind(api, listings, index, part.found[index].rows[place])
                    return out
    out.cursor = cursor
    return out


def _is_last(part: Part, index: int, place: int) -> bool:
    return place == len(part.found[index].rows) - 1 and not any(found.rows for found in part.found[index + 1 :])
