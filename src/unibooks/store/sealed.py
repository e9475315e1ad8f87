"""Every sealed value, whatever it is: for changing the key under which it stands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Table, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.tables import SEALED

#: As many characters of a sealed value as hold its version and its key's id.
HEAD = 40


@dataclass(frozen=True)
class Place:
    """A column of sealed values, and the one that an index of them is kept in, where there is one."""

    table: Table
    column: Column[str]
    index: Column[str] | None

    @property
    def name(self) -> str:
        """`table.column`."""
        return f"{self.table.name}.{self.column.name}"


def places() -> list[Place]:
    """Every column that holds a ciphertext."""
    return [Place(t, t.c[name], t.c.get(name.removesuffix("_sealed") + "_index")) for t, name in SEALED]


async def heads(connection: AsyncConnection, place: Place) -> list[str]:
    """The beginning of every value of a column, in which its key is named."""
    found = await connection.execute(
        select(func.substr(place.column, 1, HEAD)).select_from(place.table).where(place.column.is_not(None))
    )
    return list(found.scalars())


async def others(
    connection: AsyncConnection, place: Place, prefix: str, after: str, limit: int
) -> list[tuple[str, str]]:
    """Id and value of rows whose value does not begin with a prefix, by id, from the one after `after`."""
    # Not LIKE, to which an underscore means anything and on SQLite upper and lower case are the same.
    found = await connection.execute(
        select(place.table.c.id, place.column)
        .where(
            place.column.is_not(None),
            func.substr(place.column, 1, len(prefix)) != prefix,
            place.table.c.id > after,
        )
        .order_by(place.table.c.id)
        .limit(limit)
    )
    return [(row_id, value) for row_id, value in found]


async def exchange(
    connection: AsyncConnection, place: Place, row_id: str, old: str, new: str, index: str | None
) -> bool:
    """Put another value into a row; False when it no longer has the old one."""
    values = {place.column.name: new}
    if place.index is not None and index is not None:
        values[place.index.name] = index
    done = await connection.execute(
        update(place.table).where(place.table.c.id == row_id, place.column == old).values(values)
    )
    return done.rowcount == 1
