"""A resource that a target keeps in several entities: one table for each of them, and how one of the tables is chosen.

Ids must tell the records of all entities apart, as GUIDs do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from unibooks.accounting.base import Resource
from unibooks.core.context import Context, Reference
from unibooks.core.errors import Fault
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.source import MappingError


@dataclass(frozen=True)
class Family:
    """The tables of a resource that is kept in several entities.

    A list gives the records of one table after those of the other, so that none of them may have an order of its own.

    Attributes:
        resource: the resource; the same for every table.
        tables: name -> table, in the order in which they are listed and searched.
        choose: the name of the table that a new record goes to, or what is wrong with the body. It is pure; what it decides
            by itself it says as a warning of the context.
        references: the reference data that `choose` and `narrow` look at.
        narrow: the names of the tables that a hint leaves: the value of the filter that the resource calls its hint. It raises
            ValueError, with the cure, for a value that there is not.
    """

    resource: Resource
    tables: Mapping[str, ResourceMapping]
    choose: Callable[[Any, Context], str | Fault]
    references: tuple[Reference, ...] = ()
    narrow: Callable[[Any, Context], Collection[str]] | None = None

    def __post_init__(self) -> None:
        name = self.resource.name
        if strangers := [n for n, table in self.tables.items() if table.resource is not self.resource]:
            raise MappingError(f"{name}: {', '.join(strangers)} belong to another resource")
        if ordered := [n for n, table in self.tables.items() if table.order is not None]:
            raise MappingError(f"{name}: {', '.join(ordered)} cannot be ordered, the family is listed table by table")
        if self.narrow is not None and self.resource.hint not in shapes(self.resource.filters):
            raise MappingError(f"{name}: {self.resource.hint or 'its hint'} is no filter, so nothing can narrow by it")


#: How a target has a resource: in one entity or in several.
Offered = ResourceMapping | Family


def tables_of(offered: Offered) -> tuple[ResourceMapping, ...]:
    """The tables of a resource, in the order in which they are listed."""
    return tuple(offered.tables.values()) if isinstance(offered, Family) else (offered,)


def narrowed(offered: Offered, filters: Any, ctx: Context) -> tuple[ResourceMapping, ...]:
    """The tables that can have what the filters ask for.

    Raises:
        ValueError: what the hint names is not there.
    """
    value = getattr(filters, offered.resource.hint, None) if offered.resource.hint else None
    if not isinstance(offered, Family) or offered.narrow is None or value is None:
        return tables_of(offered)
    names = offered.narrow(value, ctx)
    return tuple(table for name, table in offered.tables.items() if name in names)


__all__ = ["Family", "Offered", "narrowed", "tables_of"]
