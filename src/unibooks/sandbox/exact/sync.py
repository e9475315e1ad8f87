"""The group `sync`: the latest state of every row by its version, and the log of what was deleted.

A row's `Timestamp` is the version that its last write got; versions count up through the company. A page holds a thousand
rows, only `Timestamp` can be filtered [H].
"""

from __future__ import annotations

import calendar
import uuid
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from unibooks.connectors.exact.target import sync
from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.filters import parse_filter
from unibooks.sandbox.exact.odata.options import Options
from unibooks.sandbox.exact.odata.order import guid_rank, parse_order
from unibooks.sandbox.exact.odata.page import Page
from unibooks.sandbox.exact.state import Row, Table
from unibooks.sandbox.exact.streams import DELETED, STREAMS, TIMED, Source
from unibooks.sandbox.exact.tables import Removal
from unibooks.sandbox.exact.virtual import kept
from unibooks.sandbox.exact.watches import Watch

#: [M] how long a deletion is remembered.
MONTHS_KEPT: Final = 2
_NAMESPACE: Final = uuid.UUID("0b3f8b5e-6a54-4b41-9d5e-6f1c2c1f7a10")


class _Rows:
    """The rows of one source, made as the stream shows them."""

    def __init__(self, asked: Asked, entity: type[Entity], source: Source) -> None:
        self.rows = asked.table(source.entity).rows
        self.versions = _logged(asked, source.entity).versions
        self._source = source
        self._header = asked.table(source.header[1]) if source.header else None
        own = source.entity.props()
        above: Mapping[str, Prop] = source.header[1].props() if source.header else {}
        named = {name: source.renamed.get(name, name) for name in entity.props()}
        self._same = not source.header and not source.renamed
        self._own = [(name, other) for name, other in named.items() if other in own]
        self._above = [name for name in entity.props() if name in above and name not in own]
        self._blank = dict.fromkeys(entity.props()) | source.fixed
        self._more = {name: value for name, value in self._blank.items() if name not in own or name in source.fixed}

    def version(self, key: Any) -> int:
        """The version of a row, that of its header where that is newer."""
        if self._source.header is None or self._header is None:
            return self.versions[key]
        return max(self.versions[key], self._header.versions.get(self.rows[key][self._source.header[0].name], 0))

    def show(self, key: Any, version: int) -> Row:
        """The row as the stream shows it."""
        row = self.rows[key]
        if self._same:
            return {**row, **self._more, "Timestamp": version}
        return self._joined(row) | {"Timestamp": version}

    def _joined(self, row: Row) -> Row:
        shown = self._blank | {name: row[other] for name, other in self._own} | self._source.fixed
        if self._header is not None and self._source.header is not None:
            header = self._header.rows.get(row[self._source.header[0].name])
            if header is not None:
                shown |= {name: header[name] for name in self._above}
        return shown


@dataclass(frozen=True, eq=False)
class Stream:
    """All rows of a resource by version: the versions, and beside each which row it is."""

    versions: list[int]
    keys: list[Any]
    parts: list[_Rows]

    def rows(self, first: int = 0, test: Callable[[Row], Any] | None = None) -> Iterator[Row]:
        """The rows from one place on whose version passes a test."""
        for at in range(first, len(self.keys)):
            version = self.versions[at]
            if test is None or test({"Timestamp": version}) is True:
                yield self.parts[at].show(self.keys[at], version)


def _logged(asked: Asked, entity: type[Entity]) -> Table | Watch:
    """What knows the versions and the removals of an entity: its table, or a watch over what follows from others."""
    stored, seen = asked.company[entity], asked.table(entity)
    if stored is seen:
        return stored
    watch = asked.company.watches.setdefault(entity, Watch())
    watch.look(seen, asked.company.versions)
    return watch


def stream(asked: Asked, entity: type[Entity]) -> Stream:
    """The rows of a resource by version, worked out anew after a write."""
    sources = STREAMS[entity]
    entities = [source.entity for source in sources] + [s.header[1] for s in sources if s.header]
    return kept([asked.table(each).memo for each in entities], entity, lambda: _stream(asked, entity))


def _stream(asked: Asked, entity: type[Entity]) -> Stream:
    parts = [_Rows(asked, entity, source) for source in STREAMS[entity]]
    if len(parts) == 1 and not STREAMS[entity][0].header:
        (rows,) = parts  # the table has its versions in order
        return Stream(list(rows.versions.values()), list(rows.versions), [rows] * len(rows.versions))
    found = [(rows.version(key), guid_rank(key), key, rows) for rows in parts for key in rows.rows]
    found.sort(key=itemgetter(0, 1))
    return Stream([each[0] for each in found], [each[2] for each in found], [each[3] for each in found])


def read_stream(asked: Asked, entity: type[Entity], options: Options) -> Page | None:
    """A page in the order of the versions, or None where the options ask for more than that.

    Raises:
        ODataError: 400 for a filter or token that cannot be served.
    """
    if options.orderby or options.inlinecount:
        return None
    test = parse_filter(options.filter, entity) if options.filter else None
    order = parse_order("", entity)
    found = stream(asked, entity)
    low = max((span.low for span in test.spans if span.low is not None), default=0) if test else 0
    first = _after(found, order.after(options.skiptoken)) if options.skiptoken else 0
    first = max(first, bisect_left(found.versions, low))
    limit = entity.page_size if options.top is None else min(options.top, entity.page_size)
    rows = list(islice(found.rows(first, test.value if test else None), limit + 1))
    more = len(rows) > limit and (options.top is None or options.top > entity.page_size)
    del rows[limit:]
    return Page(rows, order.token(rows[-1]) if more else "", None)


def _after(found: Stream, token: tuple[Any, ...]) -> int:
    """The first place behind a token: a version, and the rank of the key among the rows that share it."""
    version, *rest = token
    at = bisect_left(found.versions, version)
    while at < len(found.versions) and found.versions[at] == version:
        if rest and guid_rank(found.keys[at]) > rest[0]:
            break
        at += 1
    return at


def table(asked: Asked, entity: type[Entity]) -> Table:
    """All rows of a resource of this group as a table, for what is asked beyond a page in order."""
    found = Table(entity)
    rows = _deleted(asked) if entity is sync.SyncDeleted else stream(asked, entity).rows()
    for row in rows:
        found.add(row)
    return found


def _deleted(asked: Asked) -> Iterator[Row]:
    """The deletions of the last months. Nothing but its key and its version tells of a row that is gone."""
    since = _months_before(asked.world.local(asked.company), MONTHS_KEPT)
    for entity, number in DELETED.items():
        for key, removal in _logged(asked, entity).removed.items():
            if removal.at is None or removal.at >= since:
                yield _deletion(asked, number, key, removal)


def _deletion(asked: Asked, number: int, key: uuid.UUID, removal: Removal) -> Row:
    return {
        "Timestamp": removal.version,
        "DeletedBy": removal.by,
        "DeletedDate": removal.at,
        "Division": asked.company.code,
        "EntityKey": key,
        "EntityType": number,
        "ID": uuid.uuid5(_NAMESPACE, f"{asked.company.code}/{removal.version}"),
    }


def _months_before(day: datetime, months: int) -> datetime:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def _timestamp(asked: Asked) -> Iterable[Row]:
    """The first row, by version, that was changed at that time or later [H]."""
    name, since = asked.given["endPoint"], asked.given["modified"]
    if name not in TIMED:
        raise errors.syntax()
    for row in stream(asked, TIMED[name]).rows():
        if row["Modified"] is not None and row["Modified"] >= since:
            yield {"Modified": row["Modified"], "API": name, "TimeStampAsBigInt": row["Timestamp"]}
            return


#: The function of this group.
FUNCTIONS: Final = {
    sync.SyncTimestamp: Function(_timestamp, {"modified": "Edm.DateTime", "endPoint": "Edm.String"}),
}
