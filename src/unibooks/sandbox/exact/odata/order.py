"""$orderby, the default order, and the skip tokens that continue it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
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
    """A value that sorts the other way round."""

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
    b = value.bytes_le
    return b[10:16] + b[8:10] + b[6:8] + b[4:6] + b[0:4]


def _rank(prop: Prop) -> Callable[[Any], Any]:
    """Nulls first, as SQL Server sorts them; texts character by character [I]."""
    if prop.edm == "Edm.Guid":
        return lambda value: (False, b"") if value is None else (True, guid_rank(value))
    return lambda value: (False, 0) if value is None else (True, value)


@dataclass(frozen=True)
class Order:
    """The columns of $orderby with the key behind them, so that no two rows are equal."""

    columns: tuple[By, ...]

    @property
    def names(self) -> tuple[tuple[str, bool], ...]:
        """The columns by name, and whether each falls; equal for entities that show the same rows."""
        return tuple((by.prop.name, by.descending) for by in self.columns)

    def key(self) -> Callable[[Row], SortKey]:
        """What to sort rows by."""
        parts = tuple((by.prop.name, _rank(by.prop), by.descending) for by in self.columns)

        def sort_key(row: Row) -> SortKey:
            return tuple(_Falling(rank(row[name])) if down else rank(row[name]) for name, rank, down in parts)

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
            if found is None or (found.edm != "Edm.Null" and KINDS[found.edm] != KINDS[by.prop.edm]):
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
