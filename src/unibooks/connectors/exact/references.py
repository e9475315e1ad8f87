"""Reference data of a company: fetched once for a connection, kept for a while, fetched again for a code nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.core.context import Reference, ReferenceRows
from unibooks.core.target import Entity

KEPT: Final = timedelta(minutes=15)
#: A table younger than this is not fetched again for an unknown code: it was a typing error then.
FRESH: Final = timedelta(seconds=60)


async def load(
    api: ExactApi, references: Sequence[Reference], *, older_than: timedelta = KEPT
) -> dict[str, ReferenceRows]:
    """The tables by name; those that were fetched longer ago than `older_than` are fetched now, by one request for all."""
    return {reference.name: await _table(api, reference, older_than) for reference in references}


async def _table(api: ExactApi, reference: Reference, older_than: timedelta) -> ReferenceRows:
    place = (api.company.id, reference.name)
    async with api.alone(*place):
        kept = api.session.kept.references.get(place)
        now = api.session.clock.now()
        if kept is None or now - kept[0] >= older_than:
            rows = await api.rows(reference.entity, reference.props())
            kept = (now, ReferenceRows(reference, rows))
            api.session.kept.references[place] = kept
    return kept[1]


def stale(api: ExactApi, references: Sequence[Reference]) -> bool:
    """Whether any of the tables is old enough to lack what was made since."""
    now = api.session.clock.now()
    kept = [api.session.kept.references.get((api.company.id, reference.name)) for reference in references]
    return any(one is None or now - one[0] >= FRESH for one in kept)


def forget(api: ExactApi, entity: type[Entity]) -> None:
    """Let the tables of an entity be fetched again, because its rows were written."""
    kept = api.session.kept.references
    for place, (_, table) in list(kept.items()):
        if place[0] == api.company.id and table.reference.entity is entity:
            kept.pop(place, None)
