"""One page of a table: filter, order, skip token, skip, top."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from unibooks.sandbox.exact.odata.expressions import Expression, Hits, Row
from unibooks.sandbox.exact.odata.filters import parse_filter
from unibooks.sandbox.exact.odata.options import Options
from unibooks.sandbox.exact.odata.order import Order, SortKey, parse_order
from unibooks.sandbox.exact.state import Table


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, the token of the next one ("" on the last), the size of the whole if asked."""

    rows: list[Row]
    token: str
    count: int | None


def _sorted(rows: Iterable[Row], order: Order) -> tuple[list[SortKey], list[Row]]:
    key = order.key()
    keyed = [(key(row), row) for row in rows]
    keyed.sort(key=lambda pair: pair[0])
    return [k for k, _ in keyed], [row for _, row in keyed]


def _whole(table: Table, order: Order) -> tuple[list[SortKey], list[Row]]:
    """All rows in order; sorted once and kept until the next write."""
    found = table.memo.get(order)
    if found is None:
        found = table.memo[order] = _sorted(table, order)
    return found


def _candidates(table: Table, hits: Hits | None) -> list[Row] | None:
    """The few rows a filter can find at all, by index, or None when it says nothing or too little."""
    if hits is None:
        return None
    if (hits.name,) == tuple(prop.name for prop in table.entity.keys):
        return [table.rows[key] for key in hits.values if key in table.rows]
    found = [row for value in hits.values for row in table.where(hits.name, value)]
    return found if len(found) * 8 < len(table) else None


def _in_order(
    table: Table, hits: Hits | None, order: Order, parent: tuple[str, Any] | None
) -> tuple[list[SortKey], list[Row]]:
    if parent is not None:
        return _sorted(table.where(*parent), order)
    few = _candidates(table, hits)
    return _whole(table, order) if few is None else _sorted(few, order)


def _passing(rows: Iterable[Row], test: Expression | None) -> Iterable[Row]:
    if test is None:
        return rows
    value = test.value
    return (row for row in rows if value(row) is True)


def read_page(table: Table, options: Options, *, parent: tuple[str, Any] | None = None) -> Page:
    """The page that the options ask for.

    Args:
        table: where the rows are.
        options: the query options; `$top` above the page size is served in pages.
        parent: property and value that every row must have: the rows below one record.

    Raises:
        ODataError: 400 for a filter, order or token that cannot be served.
    """
    test = parse_filter(options.filter, table.entity) if options.filter else None
    order = parse_order(options.orderby, table.entity)
    keys, rows = _in_order(table, test.hits if test else None, order, parent)
    count = sum(1 for _ in _passing(rows, test)) if options.inlinecount else None
    start = bisect_right(keys, order.after(options.skiptoken)) if options.skiptoken else 0
    size = table.entity.page_size
    limit = size if options.top is None else min(options.top, size)
    onwards = _passing(islice(rows, start, None) if start else rows, test)
    found = list(islice(onwards, options.skip, options.skip + limit + 1))
    more = len(found) > limit and (options.top is None or options.top > size)
    del found[limit:]
    return Page(found, order.token(found[-1]) if more else "", count)


def count_rows(table: Table, options: Options, *, parent: tuple[str, Any] | None = None) -> int:
    """How many rows the `$count` path answers with: filter, then $skip and $top, never a page's end."""
    test = parse_filter(options.filter, table.entity) if options.filter else None
    few = _candidates(table, test.hits if test else None) if parent is None else table.where(*parent)
    rows: Iterable[Row] = table if few is None else few
    total = max(0, sum(1 for _ in _passing(rows, test)) - options.skip)
    return total if options.top is None else min(total, options.top)
