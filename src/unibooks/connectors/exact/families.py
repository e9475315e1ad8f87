"""Which tables of a resource a request is about, where Exact keeps the resource in several entities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from unibooks.accounting.base import Write
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.references import FRESH, load, stale
from unibooks.core.context import Context, Reference
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.family import Family, Offered, narrowed
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes

T = TypeVar("T")


async def chosen(
    api: ExactApi, ctx: Context, offered: Offered, body: Write
) -> tuple[ResourceMapping, tuple[Fault, ...]]:
    """The table that a new record goes to, and what is wrong with the choice.

    With a fault the first table is given, so that what else is wrong with the body can be told at once.
    """
    if not isinstance(offered, Family):
        return offered, ()
    answer = await _decided(
        api, ctx, offered.references, lambda: offered.choose(body, ctx), lambda a: isinstance(a, Fault)
    )
    if isinstance(answer, Fault):
        return next(iter(offered.tables.values())), (answer,)
    return offered.tables[answer], ()


async def tables_for(api: ExactApi, ctx: Context, offered: Offered, filters: Any) -> Sequence[ResourceMapping]:
    """The tables that can have what the filters ask for.

    Raises:
        InvalidRequest: the hint names what is not there.
    """
    hint = offered.resource.hint

    def ask() -> Sequence[ResourceMapping] | Fault:
        try:
            return narrowed(offered, filters, ctx)
        except ValueError as problem:
            return Fault(shapes(offered.resource.filters)[hint].alias, str(problem), "UNKNOWN_REFERENCE")

    needed = isinstance(offered, Family) and hint and getattr(filters, hint, None) is not None
    references = offered.references if isinstance(offered, Family) and needed else ()
    answer = await _decided(api, ctx, references, ask, lambda a: isinstance(a, Fault))
    if isinstance(answer, Fault):
        raise InvalidRequest([answer])
    return answer


async def _decided(
    api: ExactApi,
    ctx: Context,
    references: Sequence[Reference],
    ask: Callable[[], T],
    wrong: Callable[[T], bool],
) -> T:
    """What is decided with the reference data; a refusal is decided again where the data may lack what was made since."""
    ctx.references = {**ctx.references, **await load(api, references)}
    answer = ask()
    if references and wrong(answer) and stale(api, references):
        ctx.references = {**ctx.references, **await load(api, references, older_than=FRESH)}
        ctx.warnings.clear()
        answer = ask()
    return answer


__all__ = ["chosen", "tables_for"]
