"""$orderby, the default order, and the skip tokens that continue it."""

from __future__ import annotations

import operator
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import KINDS, literal, tokens, write

Row = dict[str, Any]
SortKey = tuple[Any, ...]

_ITEM: Final = re.compile(r"\s*(?P<name>[A-Za-z_]\w*(?P<path>/\w+)*)(?:\s+(?P<way>asc|desc))?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class By:
    """One column of an order."""

    prop: Prop
    descending: bool = False


class _Falling:
    """A text that sorts the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: _Falling) -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Falling) and bool(self.value == other.value)

    __hash__ = None  # type: ignore[assignment]


def guid_rank(value: uuid.UUID) -> bytes:
    """Where SQL Server sorts a uniqueidentifier: the last six bytes first, the first four last [R]."""
    b = value.bytes
    return b[10:] + b[8:10] + b[7:5:-1] + b[5:3:-1] + b[3::-1]


_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks are counted from a wall-clock epoch
_COMPLEMENT: Final = bytes(range(255, -1, -1))


def _same(value: Any) -> Any:
    return value


def _falling_guid(value: uuid.UUID) -> bytes:
    return guid_rank(value).translate(_COMPLEMENT)


def _falling_time(value: datetime) -> timedelta:
    return _EPOCH - value


#: What values are sorted by, rising and falling, by how their type compares; texts character by character [I].
_RANKS: Final[dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "binary": (_same, _Falling),
    "boolean": (_same, operator.not_),
    "datetime": (_same, _falling_time),
    "guid": (guid_rank, _falling_guid),
    "number": (_same, operator.neg),
    "string": (_same, _Falling),
}


@dataclass(frozen=True)
class Order:
    """The columns of $orderby with the key behind them, so that no two rows are equal."""

    columns: tuple[By, ...]

    @property
    def names(self) -> tuple[tuple[str, bool], ...]:
        """The columns by name, and whether each falls; equal for entities that show the same rows."""
        return tuple((by.prop.name, by.descending) for by in self.columns)

    def key(self) -> Callable[[Row], SortKey]:
        """What to sort rows by: the rank of each column, with whether there is a value before it where there may be none.

        Nulls come first, as SQL Server sorts them, and last where a column falls.
        """
        parts = [
            (by.prop.name, _RANKS[KINDS[by.prop.edm]][by.descending], None if by.prop.key else not by.descending)
            for by in self.columns
        ]
        if len(parts) == 1:
            name, rank, _ = parts[0]  # the key alone
            return lambda row: (rank(row[name]),)

        def sort_key(row: Row) -> SortKey:
            found: list[Any] = []
            for name, rank, there in parts:
                value = row[name]
                if there is None:
                    found.append(rank(value))
                elif value is None:
                    found += (not there, None)
                else:
                    found += (there, rank(value))
            return tuple(found)

        return sort_key

    def token(self, row: Row) -> str:
        """The skip token that continues after a row, not yet percent-encoded."""
        return ",".join(write(by.prop.edm, row[by.prop.name]) for by in self.columns)

    def after(self, token: str) -> SortKey:
        """The sort key that a skip token stands for.

        Raises:
            ODataError: 400 when the token has other columns than this order.
        """
        pieces = tokens(token)[:-1]
        values = [literal(piece) for piece in pieces[::2]]
        commas = pieces[1::2]
        if len(pieces) != 2 * len(self.columns) - 1 or any(c.text != "," for c in commas):
            raise errors.syntax()
        row: Row = {}
        for by, found in zip(self.columns, values, strict=True):
            if found is None or (found.edm == "Edm.Null" and by.prop.key):
                raise errors.syntax()
            if found.edm != "Edm.Null" and KINDS[found.edm] != KINDS[by.prop.edm]:
                raise errors.syntax()
            row[by.prop.name] = found.value
        return self.key()(row)


@lru_cache(maxsize=256)
def parse_order(text: str, entity: type[Entity]) -> Order:
    """The order that an $orderby stands for; empty text is the default, the key alone [R].

    Raises:
        ODataError: 400 when it does not parse or names what the entity does not have.
    """
    columns: list[By] = []
    at = 0
    for item in text.split(",") if text.strip() else ():
        match = _ITEM.fullmatch(item)
        if match is None:
            raise errors.syntax()
        member = entity.members.get(match["name"])
        if match["path"] or isinstance(member, Nav):
            raise errors.syntax()
        if member is None:
            raise errors.no_property(match["name"], entity.type_name, at + match.start("name"))
        columns.append(By(member, match["way"] == "desc"))
        at += len(item) + 1
    named = {by.prop for by in columns}
    columns += [By(prop) for prop in entity.keys if prop not in named]
    return Order(tuple(columns))
