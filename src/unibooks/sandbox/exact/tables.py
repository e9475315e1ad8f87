"""Rows by key, with look-ups by any value, sorted orders, row versions and a memory of removals."""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, Literal, Protocol
from zoneinfo import ZoneInfo

from unibooks.core.target import Entity

Row = dict[str, Any]
SortKey = tuple[Any, ...]

#: Orders that a table keeps up; the one that was asked for longest ago makes room for another.
MOST_ORDERS: Final = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One write of a row.

    Attributes:
        entity: whose row it is; key: which; row: as it is now, or as it was when it is gone.
        action: what happened to it.
        names: the properties that got another value, empty for a new row and for one that is gone.
    """

    entity: type[Entity]
    key: Any
    row: Row
    action: Literal["Create", "Update", "Delete"]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Removal:
    """That a row is gone: under which version of the company, when on its wall clock, and by which user."""

    version: int
    at: datetime | None
    by: uuid.UUID | None


@dataclass(frozen=True, eq=False)
class Content:
    """A copy of what a table held at some time."""

    rows: dict[Any, Row]
    versions: dict[Any, int]
    removed: dict[Any, Removal]


class Clock(Protocol):
    """The sandbox's only source of time; tests pass one that they move."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


@lru_cache(maxsize=16)
def wall_clock(now: datetime, zone: ZoneInfo) -> datetime:
    """An instant on a company's wall clock, naive, in whole milliseconds.

    The same moment is asked for again and again while an entry is booked.
    """
    local = now.astimezone(zone).replace(tzinfo=None)
    return local.replace(microsecond=local.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever writes, which removals are remembered with. It does not hold the world, which holds it."""

    clock: Clock
    zone: ZoneInfo
    user: uuid.UUID


class Versions:
    """The row versions of a company: SQL Server counts every write of the database, whatever its table.

    `journal` holds the writes since somebody last looked, None while nobody looks; `hand` is who writes now.
    """

    def __init__(self) -> None:
        self.last = 0
        self.journal: list[Change] | None = None
        self.hand: Hand | None = None

    def next(self) -> int:
        """The version of one more write."""
        self.last += 1
        return self.last

    def note(self, change: Change) -> None:
        """Keep a write for whoever looks."""
        if self.journal is not None:
            self.journal.append(change)

    def removal(self) -> Removal:
        """One more write, by which a row goes."""
        if self.hand is None:
            return Removal(self.next(), None, None)
        return Removal(self.next(), wall_clock(self.hand.clock.now(), self.hand.zone), self.hand.user)


class Sorted:
    """The rows of a table in an order, kept in it while rows come, change and go.

    No two rows have the same sort key. `keys` and `rows` are parallel.
    """

    def __init__(self, rows: Iterator[Row], key: Callable[[Row], SortKey]) -> None:
        self.key = key
        pairs = sorted(((key(row), row) for row in rows), key=itemgetter(0))
        self.keys: list[SortKey] = [at for at, _ in pairs]
        self.rows: list[Row] = [row for _, row in pairs]

    def add(self, row: Row) -> None:
        """Put a row into its place."""
        key = self.key(row)
        at = bisect_left(self.keys, key)
        self.keys.insert(at, key)
        self.rows.insert(at, row)

    def discard(self, row: Row) -> bool:
        """Take a row out of its place; whether it was there."""
        at = bisect_left(self.keys, self.key(row))
        if at == len(self.rows) or self.rows[at] is not row:
            return False
        del self.keys[at], self.rows[at]
        return True


class Table:
    """The rows of one entity in one company, by key, with look-ups by any property asked for.

    Where the key is made of several properties, rows stand under a tuple of them. Each write gives its row the
    company's next version, and each removal is remembered under one.
    """

    def __init__(self, entity: type[Entity], versions: Versions | None = None) -> None:
        self.entity = entity
        self._key = itemgetter(*(prop.name for prop in entity.keys))
        self.rows: dict[Any, Row] = {}
        #: The version of each row by its key, the row that was written last at the end.
        self.versions: dict[Any, int] = {}
        #: How each key that is gone was removed, the last one at the end.
        self.removed: dict[Any, Removal] = {}
        self._counter = versions or Versions()
        self._indexes: dict[str, dict[Any, dict[Any, Row]]] = {}
        self._orders: dict[Hashable, Sorted] = {}
        #: What readers worked out from the rows and may keep until the next write.
        self.memo: dict[Any, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """A copy on its way elsewhere leaves behind what can be worked out again."""
        return vars(self) | {"_indexes": {}, "_orders": {}, "memo": {}}

    def blank(self) -> Row:
        """A row with every property present and empty."""
        return dict.fromkeys(self.entity.props())

    def add(self, row: Row) -> Row:
        """Store a new row under its key."""
        key = self._key(row)
        if (before := self.rows.get(key)) is not None:
            self._unlist(key, before)
        self.rows[key] = row
        self.removed.pop(key, None)
        self._touch(key)
        self._counter.note(Change(self.entity, key, row, "Create"))
        for name, index in self._indexes.items():
            index.setdefault(row[name], {})[key] = row
        for order in self._orders.values():
            order.add(row)
        return row

    def change(self, key: Any, values: Row) -> Row:
        """Overwrite some properties of a stored row."""
        row = self.rows[key]
        self._touch(key)
        names = frozenset([name for name, value in values.items() if row.get(name) != value])
        self._counter.note(Change(self.entity, key, row, "Update", names))
        for name, index in self._indexes.items():
            if name in names:
                index[row[name]].pop(key, None)
                index.setdefault(values[name], {})[key] = row
        moving = self._taken_out(row) if names else []
        row.update(values)
        for order in moving:
            order.add(row)
        return row

    def remove(self, key: Any) -> None:
        """Forget a row."""
        row = self.rows.pop(key)
        self.memo.clear()
        del self.versions[key]
        self.removed[key] = self._counter.removal()
        self._counter.note(Change(self.entity, key, row, "Delete"))
        self._unlist(key, row)

    def content(self) -> Content:
        """A copy of everything in it; the same one until the next write."""
        known: Content | None = self.memo.get(Content)
        if known is None:
            rows = {key: row.copy() for key, row in self.rows.items()}
            known = self.memo[Content] = Content(rows, self.versions.copy(), self.removed.copy())
        return known

    def put_back(self, content: Content) -> None:
        """Make it what it was when the copy was made."""
        if self.memo.get(Content) is not content:
            rows = {key: row.copy() for key, row in content.rows.items()}
            self.fill(rows, content.versions.copy(), content.removed.copy())
            self.memo[Content] = content

    def fill(self, rows: dict[Any, Row], versions: dict[Any, int], removed: dict[Any, Removal]) -> None:
        """Replace everything in it; nobody is told of single rows."""
        self.rows, self.versions, self.removed = rows, versions, removed
        self._indexes.clear()
        self._orders.clear()
        self.memo.clear()

    def _unlist(self, key: Any, row: Row) -> None:
        for name, index in self._indexes.items():
            index[row[name]].pop(key, None)
        self._taken_out(row)

    def _taken_out(self, row: Row) -> list[Sorted]:
        """The orders, without the row; one that does not find it was changed behind its back and is forgotten."""
        self._orders = {by: order for by, order in self._orders.items() if order.discard(row)}
        return list(self._orders.values())

    def _touch(self, key: Any) -> None:
        self.memo.clear()
        self.versions.pop(key, None)
        self.versions[key] = self._counter.next()

    def _index(self, name: str) -> dict[Any, dict[Any, Row]]:
        index = self._indexes.get(name)
        if index is None:
            index = self._indexes[name] = {}
            for key, row in self.rows.items():
                index.setdefault(row[name], {})[key] = row
        return index

    def where(self, name: str, value: Any) -> list[Row]:
        """The rows whose property has this value; the index is built when it is first asked for."""
        return list(self._index(name).get(value, {}).values())

    def count(self, name: str, value: Any) -> int:
        """How many rows have this value of a property."""
        return len(self._index(name).get(value, ()))

    def first(self, name: str, value: Any) -> Row | None:
        """The first row whose property has this value, or None."""
        found = self.where(name, value)
        return found[0] if found else None

    def ordered(self, by: Hashable, key: Callable[[], Callable[[Row], SortKey]]) -> Sorted:
        """All rows in an order: sorted when it is first asked for, and kept in order through the writes.

        Args:
            by: what tells orders apart.
            key: gives what to sort rows by, different for any two rows.
        """
        order = self._orders.pop(by, None) or Sorted(iter(self.rows.values()), key())
        self._orders[by] = order
        if len(self._orders) > MOST_ORDERS:
            del self._orders[next(iter(self._orders))]
        return order

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)
