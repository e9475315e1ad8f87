"""Tables that nobody writes: their rows follow from other tables and are worked out when somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from unibooks.core.target import Entity
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


Virtuals = Mapping[type[Entity], Virtual]


@dataclass(frozen=True, eq=False)
class _Derived:
    table: Table
    state: object


def table(world: World, company: Company, entity: type[Entity], virtual: Virtual) -> Table:
    """The rows of a virtual entity, those of the last reading while nothing below them has changed.

    A write clears the memo of its table, so the rows stand as long as all the memos still hold the same reading. The
    table that the company has of the entity itself stays empty; its memo is used like that of a source.
    """
    memos = [company[source].memo for source in (entity, *virtual.sources)]
    known: _Derived | None = memos[0].get(virtual)
    state = virtual.state(world, company)
    if known is None or known.state != state or any(memo.get(virtual) is not known for memo in memos):
        known = _Derived(Table(entity), state)
        for row in virtual.derive(world, company):
            known.table.add(row)
        for memo in memos:
            memo[virtual] = known
    return known.table
