"""Corrections to the groups `bulk`, `sync` and `read`: keys, wire types, and what has to be selected."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import read, sync
from unibooks.connectors.exact.target.crm import Quotation, QuotationLine
from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine
from unibooks.core.target import Entity, Prop


def _sync() -> tuple[type[Entity], ...]:
    found = (member for member in vars(sync).values() if isinstance(member, type) and issubclass(member, Entity))
    return tuple(entity for entity in found if entity.path.startswith("sync/"))


def _with_id(entity: type[Entity]) -> tuple[Prop, ...]:
    props = entity.props()
    return tuple(props[name] for name in ("Timestamp", "ID") if name in props)


def _types(entity: type[Entity], *sources: type[Entity]) -> tuple[tuple[Prop, str, str], ...]:
    """Properties that are written with another type than the same ones of the resources they are joined from."""
    known = {name: prop.edm for source in sources for name, prop in source.props().items()} | {"Timestamp": "Edm.Int64"}
    return tuple(
        (prop, known[name], "[I] as the resource that it comes from; the copy at hand lost the types")
        for name, prop in entity.props().items()
        if name in known and prop.edm != known[name]
    )


#: The properties that tell rows apart, where one that is said to be the key does not.
KEYS: Final = (
    *(
        (entity, _with_id(entity), "[H] the pair of version and key tells rows apart; the order of the two is [I]")
        for entity in _sync()
    ),
    *(
        (entity, (entity.Period, entity.Year), "[I] as RevenueList: a row for each period")
        for entity in (read.RevenueListByYear, read.RevenueListByYearAndStatus)
    ),
    (
        read.JournalStatusByFinancialPeriod,
        tuple(read.JournalStatusByFinancialPeriod.props()[name] for name in ("Journal", "Period", "Year")),
        "[I] as JournalStatusList: a row for each journal and period",
    ),
)

TYPES: Final = (
    *_types(sync.SyncQuotation, Quotation, QuotationLine),
    *_types(sync.SyncSalesOrder, SalesOrder, SalesOrderLine),
)

#: Resources that are refused unless the properties are chosen, beside those of which the reference says so.
SELECTED: Final = tuple((entity, "[H] bulk and sync") for entity in _sync())
