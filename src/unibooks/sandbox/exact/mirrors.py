"""The group `bulk`: the rows of another resource under an address of its own; and what the large groups do not serve."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.bulk import BulkAccount
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.filters import parse_filter
from unibooks.sandbox.exact.odata.options import Options
from unibooks.sandbox.exact.streams import STREAMS

_PREFIX: Final = "bulk/"
#: Groups whose resources serve neither $skip [H] nor a filter on more than they name [H].
LARGE: Final = (_PREFIX, "sync/")
#: Paths that differ by more than the group's name in front.
_ELSEWHERE: Final = {"financial/transactionlines": "financialtransaction/transactionlines"}

_BY_PATH: Final = {entity.path.lower(): entity for entity in ENTITIES}


def _base(entity: type[Entity]) -> type[Entity]:
    path = entity.path.lower().removeprefix(_PREFIX)
    return _BY_PATH[_ELSEWHERE.get(path, path)]


#: The resource of each bulk resource: the same rows [H].
BASES: Final[dict[type[Entity], type[Entity]]] = {
    entity: _base(entity) for entity in ENTITIES if entity.path.startswith(_PREFIX)
}


NOTHING: Final[frozenset[str]] = frozenset()
#: Properties that no filter may name although the reference has them: two of them [M: PQ#500], the others [I].
UNFILTERED: Final[dict[type[Entity], frozenset[str]]] = {
    BulkAccount: frozenset(f"Classification{number}" for number in range(1, 9))
}


def check_options(entity: type[Entity], options: Options) -> None:
    """Refuse what a resource does not serve.

    Raises:
        ODataError: 400 for `$skip` in the large groups [I], and for a filter on another property than the resource names:
            `bulk` tells which [M: PQ#500], the others only that it is not supported [I].
    """
    if options.skip and entity.path.startswith(LARGE):
        raise errors.syntax()
    if not options.filter:
        return
    names = parse_filter(options.filter, entity).names
    refused = names & UNFILTERED.get(entity, NOTHING) | (names - entity.filterable if entity.filterable else NOTHING)
    if refused and entity in BASES:
        raise errors.unfiltered(name for name in entity.members if name in refused)
    if refused:
        raise errors.unsupported_filter()


def twins(prop: Prop) -> tuple[Prop, ...]:
    """The same property where `bulk` and `sync` show it."""
    bulk = [entity for entity, base in BASES.items() if base is prop.entity]
    sync = [entity for entity, sources in STREAMS.items() if any(source.entity is prop.entity for source in sources)]
    return tuple(found for entity in (*bulk, *sync) if (found := entity.props().get(prop.name)) is not None)
