"""One page of a table: filter, order, skip token, skip, top."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from unibooks.core.target import Entity
from unibooks.sandbox.exact.odata.expressions import Expression, Row, Span
from unibooks.sandbox.exact.odata.filters import parse_filter
from unibooks.sandbox.exact.odata.options import Options
from unibooks.sandbox.exact.odata.order import Order, parse_order
from unibooks.sandbox.exact.state import Table
from unibooks.sandbox.exact.tables import Sorted

#: Properties whose ranges are looked up; a range of any other is found by going through the rows in order.
RANGED: Final = frozenset(
    {"Created", "Date", "DueDate", "EntryDate", "EntryNumber", "InvoiceDate", "InvoiceNumber", "Modified", "OrderDate"}
)
#: Rows found by a look-up are sorted when they are at most so many, or one in so many of the table.
_FEW: Final = 100
_SHARE: Final = 50


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, the token of the next one ("" on the last), the size of the whole if asked."""

    rows: list[Row]
    token: str
    count: int | None


def _ordered(table: Table, order: Order) -> Sorted:
    return table.ordered(order.names, order.key)


def _sorted(rows: Iterable[Row], order: Order) -> Sorted:
    return Sorted(iter(rows), order.key())


def _looked_up(table: Table, test: Expression | None) -> list[Row] | None:
    """The few rows a filter can find at all, by index, or None when it says nothing or too little."""
    if test is None:
        return None
    most = max(_FEW, len(table) // _SHARE)
    key = tuple(prop.name for prop in table.entity.keys)
    for hits in test.hits:
        if key == (hits.name,):
            return [table.rows[value] for value in hits.values if value in table.rows]
    sizes = [(sum(table.count(hits.name, value) for value in hits.values), hits) for hits in test.hits]
    size, best = min(sizes, key=lambda sized: sized[0], default=(most + 1, None))
    if best is not None and size <= most:
        return [row for value in best.values for row in table.where(best.name, value)]
    for span in test.spans:
        if span.name in RANGED and span.name not in key:
            order = _ordered(table, parse_order(span.name, table.entity))
            first, last = _between(order, span)
            if last - first <= most:
                return order.rows[first:last]
    return None


def _between(order: Sorted, span: Span) -> tuple[int, int]:
    """From where to where the rows of a span stand in an order by its property, smallest first."""
    keys = order.keys
    first = 0 if span.low is None else bisect_left(keys, (True, span.low))
    last = len(keys) if span.high is None else bisect_right(keys, (True, span.high), key=itemgetter(slice(2)))
    return first, max(first, last)


def _in_order(
    table: Table, test: Expression | None, order: Order, parent: tuple[str, Any] | None
) -> tuple[Sorted, int, int]:
    """Rows in order, and between which of them a filter can find any."""
    few = _looked_up(table, test) if parent is None else table.where(*parent)
    found = _ordered(table, order) if few is None else _sorted(few, order)
    first = order.columns[0]
    usable = test is not None and not first.descending and not first.prop.key
    span = next((s for s in test.spans if s.name == first.prop.name), None) if test and usable else None
    start, end = _between(found, span) if span else (0, len(found.rows))
    return found, start, end


def _passing(rows: Iterable[Row], test: Expression | None) -> Iterable[Row]:
    if test is None:
        return rows
    value = test.value
    return (row for row in rows if value(row) is True)


def _size(table: Table, rows: list[Row] | None, test: Expression | None) -> int:
    """How many of the rows pass, all of the table's where they are None: by look-up, or by going through them."""
    if test is None:
        return len(table if rows is None else rows)
    if rows is None and len(test.hits) == 1 and test.hits[0].all and test.names == frozenset({test.hits[0].name}):
        return sum(table.count(test.hits[0].name, value) for value in test.hits[0].values)
    return sum(1 for _ in _passing(table if rows is None else rows, test))


def read_page(
    table: Table, options: Options, *, parent: tuple[str, Any] | None = None, entity: type[Entity] | None = None
) -> Page:
    """The page that the options ask for.

    Args:
        table: where the rows are.
        options: the query options; `$top` above the page size is served in pages.
        parent: property and value that every row must have: the rows below one record.
        entity: what the rows are shown as, where that is not what the table holds: its page, its properties.

    Raises:
        ODataError: 400 for a filter, order or token that cannot be served.
    """
    entity = entity or table.entity
    test = parse_filter(options.filter, entity) if options.filter else None
    order = parse_order(options.orderby, entity)
    ordered, first, last = _in_order(table, test, order, parent)
    rows = ordered.rows
    whole = last - first == len(table)
    count = _size(table, None if whole else rows[first:last], test) if options.inlinecount else None
    start = max(first, bisect_right(ordered.keys, order.after(options.skiptoken))) if options.skiptoken else first
    limit = entity.page_size if options.top is None else min(options.top, entity.page_size)
    found = list(islice(_passing(islice(rows, start, last), test), options.skip, options.skip + limit + 1))
    more = len(found) > limit and (options.top is None or options.top > entity.page_size)
    del found[limit:]
    return Page(found, order.token(found[-1]) if more else "", count)


def count_rows(
    table: Table, options: Options, *, parent: tuple[str, Any] | None = None, entity: type[Entity] | None = None
) -> int:
    """How many rows the `$count` path answers with: filter, then $skip and $top, never a page's end."""
    test = parse_filter(options.filter, entity or table.entity) if options.filter else None
    few = _looked_up(table, test) if parent is None else table.where(*parent)
    total = max(0, _size(table, few, test) - options.skip)
    return total if options.top is None else min(total, options.top)
