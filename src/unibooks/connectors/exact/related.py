"""Rows of other entities that belong to the records of a page: one filtered call for each 60 records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.core.conditions import AnyOf, Condition, Conditions
from unibooks.core.context import Context, RelatedRows, RelatedTables
from unibooks.core.errors import Forbidden

#: Records whose rows are asked for at once: as many as a page of Exact holds.
AT_ONCE: Final = 60
#: How long rows that may not be read are not asked for again.
FORBIDDEN_FOR: Final = timedelta(hours=1)


async def related_rows(
    api: ExactApi, wanted: Sequence[RelatedRows], records: Sequence[Any], ctx: Context
) -> RelatedTables:
    """The rows by name and by the key of their record, the main one first."""
    asked = {related: related.when(ctx) if related.when else () for related in wanted}
    tables: dict[str, dict[str, list[Any]]] = {}
    for related, where in asked.items():
        before = tables.get(related.after, {}).values()
        naming = [row for rows in before for row in rows] if related.after else records
        if where is not None:
            read = _permitted if related.optional else rows_below
            tables[related.name] = await read(api, related, naming, where)
    return tables


async def _permitted(
    api: ExactApi, related: RelatedRows, records: Sequence[Any], where: Conditions
) -> dict[str, list[Any]]:
    """The rows, or none with a warning where they may not be read; then they are not asked for again for a while, since
    each refusal counts towards Exact's error limit."""
    kept, now = api.session.kept.records, api.session.clock.now()
    place = (api.company.id, f"forbidden {related.entity.path}")
    refused = kept.get(place)
    if refused is None or now - refused[0] >= FORBIDDEN_FOR:
        try:
            return await rows_below(api, related, records, where)
        except Forbidden as problem:
            refused = kept[place] = (now, problem.message)
    api.session.warnings[refused[1]] = None
    return {}


async def rows_below(
    api: ExactApi, related: RelatedRows, records: Sequence[Any], where: Conditions = ()
) -> dict[str, list[Any]]:
    """The rows of one kind by the key of their record, the main one first."""
    keys = list(dict.fromkeys(key for record in records if (key := related.key_of(record)) is not None))
    main = related.main
    props = (related.parent, *related.props, *((main,) if main else ()))
    found: dict[str, list[Any]] = {}
    for start in range(0, len(keys), AT_ONCE):
        mine = AnyOf(tuple(Condition(related.parent, "eq", key) for key in keys[start : start + AT_ONCE]))
        for row in await api.rows(related.entity, props, (mine, *related.where, *where)):
            found.setdefault(str(getattr(row, related.parent.name)), []).append(row)
    if main:
        for rows in found.values():
            rows.sort(key=lambda row: not getattr(row, main.name))
    return found
