"""From rows to records: which rows are asked for, as they are or sifted, and what the table of a resource makes of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi, Rows
from unibooks.connectors.exact.odata import guid, selection_of
from unibooks.connectors.exact.paging import Listing, read_part
from unibooks.connectors.exact.related import related_rows
from unibooks.connectors.exact.sifting import sift
from unibooks.core.conditions import AnyOf, Condition, impossible, sifts
from unibooks.core.connector import ListQuery, Outcome
from unibooks.core.context import Context
from unibooks.core.errors import Fault, InvalidRequest, NotFound
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.target import Prop

#: Records mapped before other requests of the process get their turn.
AT_ONCE: Final = 250

#: The tables of a list, each with what Exact is asked for.
Asked = Sequence[tuple[ResourceMapping, Listing]]


def asked_for(tables: Sequence[ResourceMapping], query: ListQuery, ctx: Context, keys: Sequence[str] | None) -> Asked:
    """The tables that can have what is wanted.

    Args:
        tables: those of the resource.
        query: what is wanted.
        ctx: gets a warning where a filter means nothing.
        keys: of the only records that are meant, where they had to be looked up.
    """
    listings = [(table, _listing(table, query, ctx, keys)) for table in tables]
    return [(table, listing) for table, listing in listings if not impossible(listing.conditions)]


async def read_list(api: ExactApi, asked: Asked, query: ListQuery, ctx: Context) -> Outcome:
    """A part of a list; no call where nothing can be in it.

    Raises:
        InvalidRequest: a filter, a cursor, or a list that is too long to be sifted.
    """
    if not asked:
        api.session.warnings.update(ctx.warnings)
        return Outcome([], envelope(Rows([], [] if query.raw else None)), 0)
    try:
        return await (_sifted if any(listing.sifted for _, listing in asked) else _plain)(api, asked, query, ctx)
    except ValueError as problem:
        raise InvalidRequest([Fault("filter", str(problem))]) from problem


async def mapped(api: ExactApi, mapping: ResourceMapping, found: Rows, ctx: Context) -> list[Any]:
    """The records of rows, with the rows of other entities that belong to them."""
    reader = mapping.reader(api.company.zone)
    ctx.related = await related_rows(api, mapping.related(), found.rows, ctx)
    records: list[Any] = []
    for start in range(0, len(found.rows), AT_ONCE):
        if start:
            await asyncio.sleep(0)
        records += [reader(row, ctx) for row in found.rows[start : start + AT_ONCE]]
    api.session.warnings.update(ctx.warnings)
    return records


def below(mapping: ResourceMapping, parent_id: str) -> tuple[Condition, ...]:
    """That a line hangs under the record above.

    Raises:
        NotFound: no record can have this id.
    """
    if mapping.parent is None:
        return ()
    try:
        return (Condition(mapping.parent, "eq", guid(parent_id)),)
    except ValueError:
        what = mapping.resource.parent.name if mapping.resource.parent else "records"
        raise NotFound(f"There is no {what.removesuffix('s')} {parent_id!r} in this company") from None


def envelope(*parts: Rows) -> Any:
    """Exact's own rows in the form of its answers, where they were asked for."""
    raws = [part.raw for part in parts if part.raw is not None]
    return {"d": {"results": [row for raw in raws for row in raw]}} if raws else None


async def _plain(api: ExactApi, asked: Asked, query: ListQuery, ctx: Context) -> Outcome:
    part = await read_part(api, [listing for _, listing in asked], query)
    made = [await mapped(api, table, found, ctx) for (table, _), found in zip(asked, part.found, strict=True)]
    records = [record for rows in made for record in rows]
    return Outcome(records, envelope(*part.found), part.total, part.cursor)


async def _sifted(api: ExactApi, asked: Asked, query: ListQuery, ctx: Context) -> Outcome:
    wanted = [sifts(table.filters, query.filters) for table, _ in asked]

    async def kept(parts: Sequence[Rows]) -> list[list[Any]]:
        made = [await mapped(api, table, found, ctx) for (table, _), found in zip(asked, parts, strict=True)]
        tested = zip(wanted, made, strict=True)
        return [[r if all(keeps(r) for keeps in tests.values()) else None for r in rows] for tests, rows in tested]

    name = next(name for tests in wanted for name in tests)
    alias = shapes(type(query.filters))[name].alias
    found = await sift(api, [listing for _, listing in asked], query, kept, alias)
    return Outcome(found.records, envelope(Rows([], found.raw)), found.total, found.cursor)


def _listing(mapping: ResourceMapping, query: ListQuery, ctx: Context, keys: Sequence[str] | None) -> Listing:
    found = () if keys is None else (AnyOf(tuple(Condition(mapping.entity.key, "eq", key) for key in keys)),)
    conditions = (*mapping.conditions(query.filters, ctx), *found, *below(mapping, query.parent_id))
    order = mapping.order.of(query.filters) if mapping.order else None
    order = (mapping.sorted_by, True) if order is None and mapping.sorted_by else order
    number = mapping.entity.members.get("LineNumber")
    if mapping.parent is not None and isinstance(number, Prop):
        order = (number, False)
    sifted = tuple(f"{name} {getattr(query.filters, name)}" for name in sifts(mapping.filters, query.filters))
    return Listing(selection_of(mapping, (order[0],) if order else ()), conditions, order, sifted)
