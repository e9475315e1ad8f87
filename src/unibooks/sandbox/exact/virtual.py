"""Tables that nobody writes: their rows follow from other tables and are worked out when somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from unibooks.core.target import Entity
from unibooks.sandbox.exact.functions import Function
from unibooks.sandbox.exact.state import Company, Row, Table, World


def _nothing(_world: World, _company: Company) -> None:
    return None


@dataclass(frozen=True)
class Virtual:
    """How the rows of an entity follow from what a company has.

    Attributes:
        derive: gives the rows, every property present in each, in any order, no key twice.
        sources: the entities whose tables it reads; the rows are remembered until one of these is written.
        state: whatever else the rows depend on, as a value that stays equal as long as they stand: closed periods,
            the day, matches. Exact's own clock need not be in it when the rows do not show the time.
    """

    derive: Callable[[World, Company], Iterable[Row]]
    sources: tuple[type[Entity], ...]
    state: Callable[[World, Company], object] = _nothing


Virtuals = Mapping[type[Entity], Virtual | Function]


@dataclass(frozen=True, eq=False)
class _Derived:
    table: Table
    state: object


Kept = TypeVar("Kept")


def kept(memos: Sequence[dict[Any, Any]], key: object, make: Callable[[], Kept]) -> Kept:
    """What was made before, as long as no table behind these memos was written to; made anew otherwise.

    A write clears the memo of its table, so the thing stands as long as all the memos still hold the same one.
    """
    known: Kept | None = memos[0].get(key)
    if known is None or any(memo.get(key) is not known for memo in memos):
        known = make()
        for memo in memos:
            memo[key] = known
    return known


def table(world: World, company: Company, entity: type[Entity], virtual: Virtual) -> Table:
    """The rows of a virtual entity, those of the last reading while nothing below them has changed.

    The table that the company has of the entity itself stays empty; its memo is used like that of a source.
    """
    memos = [company[source].memo for source in (entity, *virtual.sources)]
    state = virtual.state(world, company)

    def make() -> _Derived:
        derived = _Derived(Table(entity), state)
        for row in virtual.derive(world, company):
            derived.table.add(row)
        return derived

    known = kept(memos, virtual, make)
    if known.state != state:
        for memo in memos:
            memo.pop(virtual, None)
        known = kept(memos, virtual, make)
    return known.table
