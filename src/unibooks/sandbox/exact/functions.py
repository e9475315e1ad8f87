"""Resources of the group `read` that take parameters: `?year=2026&afterEntry=true`, as Exact's function addresses have them.

[H] all parameters have to be given. Values are literals as in a filter: `guid'..'`, `datetime'..'`, `'text'`, `1`, `true`.
What a missing one or one of another type is answered with is [I]: the error of a query that does not parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unibooks.core.target import Entity
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import KINDS, literal, tokens
from unibooks.sandbox.exact.state import Company, Row, Table, World


@dataclass(frozen=True)
class Asked:
    """A call of a function.

    Attributes:
        table: gives the rows of an entity as the caller sees them.
        given: the parameters by name, as Python values.
    """

    world: World
    company: Company
    table: Callable[[type[Entity]], Table]
    given: Row = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Function:
    """How the rows of a resource follow from its parameters.

    Attributes:
        rows: gives the rows, every property present in each, no key twice.
        parameters: their names, spelled as in Exact's address, and wire types.
    """

    rows: Callable[[Asked], Iterable[Row]]
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])


def values(function: Function, given: Mapping[str, str]) -> Row:
    """The parameters of a query string as Python values.

    Raises:
        ODataError: 400 when one is missing, or is no literal of its type.
    """
    return {name: _value(given.get(name, ""), edm) for name, edm in function.parameters.items()}


def _value(text: str, edm: str) -> Any:
    pieces = tokens(text)
    found = literal(pieces[0]) if len(pieces) == 2 else None
    if found is None or found.edm == "Edm.Null" or KINDS[found.edm] != KINDS[edm]:
        raise errors.syntax()
    return found.value


def table(function: Function, entity: type[Entity], asked: Asked) -> Table:
    """What a call of a function gives."""
    found = Table(entity)
    for row in function.rows(asked):
        found.add(row)
    return found
