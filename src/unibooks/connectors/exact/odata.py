"""Conditions, selections and orders as OData v2 query options, in Exact's dialect."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.conditions import AllOf, AnyOf, Condition, Conditions
from unibooks.core.sources import Many
from unibooks.core.table import Mapped
from unibooks.core.target import Entity, Nav, Prop

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Selection:
    """Which properties of an entity are wanted, those of its lines included.

    The key is always among them: skip tokens and further lines are asked for by it.
    """

    entity: type[Entity]
    props: tuple[Prop, ...]
    lines: tuple[tuple[Nav, Selection], ...] = ()

    @classmethod
    def of(cls, entity: type[Entity], props: Sequence[Prop]) -> Selection:
        """Some plain properties, in the entity's order."""
        wanted = {entity.key.name, *(prop.name for prop in props)}
        return cls(entity, tuple(prop for name, prop in entity.props().items() if name in wanted))

    def with_lines(self, nav: Nav, props: Sequence[Prop]) -> Selection:
        """The same with the rows under a navigation property."""
        if nav.target is None:
            raise TypeError(f"{nav!r} leads to an entity that is not described")
        return replace(self, lines=(*self.lines, (nav, Selection.of(nav.target, props))))

    def options(self, *, everything: bool = False) -> Query:
        """`$select` and `$expand`; lines are selected by their path. With `everything` nothing is left out."""
        names = [*_paths(self, "")]
        expand = ",".join(nav.name for nav, _ in self.lines)
        return (
            *((("$expand", expand),) if expand else ()),
            *(() if everything else (("$select", ",".join(names)),)),
        )


@lru_cache(maxsize=256)
def selection_of(mapping: Mapped, also: tuple[Prop, ...] = ()) -> Selection:
    """What the sources of a table read, and some more.

    Lines come in the order of their keys, which are random, so that the property with their number is always wanted.
    """
    members = mapping.members()
    props = [member for member in members.values() if isinstance(member, Prop)]
    number = mapping.entity.members.get("LineNumber")
    if isinstance(number, Prop):
        props.append(number)
    lines = tuple(
        (source.nav, selection_of(source.lines)) for source in mapping.fields.values() if isinstance(source, Many)
    )
    return Selection(mapping.entity, Selection.of(mapping.entity, (*props, *also)).props, lines)


def filter_text(conditions: Conditions, zone: tzinfo) -> str:
    """`$filter`, its parts joined by `and`; "" when there are none.

    Args:
        conditions: what must hold.
        zone: the company's; Exact compares wall clocks [H].

    Raises:
        ValueError: a value that the property cannot have.
    """
    parts = [_comparison(c, zone) if isinstance(c, Condition) else _any(c, zone) for c in conditions]
    return " and ".join(part for part in parts if part)


def order_text(order: tuple[Prop, bool] | None) -> str:
    """`$orderby`; "" for the default order, which is that of the keys [R]."""
    return "" if order is None else f"{order[0].name} {'desc' if order[1] else 'asc'}"


def literal(prop: Prop, value: Any, zone: tzinfo) -> str:
    """A Python value as a typed literal.

    Raises:
        ValueError: the property cannot have this value.
    """
    return "null" if value is None else _LITERALS[prop.edm](prop, value, zone)


def wire_literal(prop: Prop, value: Any) -> str:
    """A value as it stood in an answer, as the literal that a skip token holds [R for GUIDs and times]."""
    if value is None:
        return "null"
    if prop.edm == "Edm.DateTime":
        return _time(wall_clock(value))
    if prop.edm == "Edm.Guid":
        return f"guid'{value}'"
    if prop.edm == "Edm.String":
        return _quoted(value)
    return literal(prop, value, UTC)


def guid(value: Any) -> str:
    """A GUID in the form in which Exact writes it; ValueError for anything else."""
    return str(value if isinstance(value, uuid.UUID) else uuid.UUID(str(value)))


def _paths(selection: Selection, prefix: str) -> list[str]:
    own = [prefix + prop.name for prop in selection.props]
    return own + [path for nav, below in selection.lines for path in _paths(below, f"{prefix}{nav.name}/")]


def _any(condition: AnyOf, zone: tzinfo) -> str:
    options = [_comparison(c, zone) if isinstance(c, Condition) else _all(c, zone) for c in condition.conditions]
    if not options:
        raise ValueError("no record meets this, which Exact Online cannot be asked for")
    return f"({' or '.join(options)})"


def _all(condition: AllOf, zone: tzinfo) -> str:
    return f"({' and '.join(_comparison(c, zone) for c in condition.conditions)})"


def _comparison(condition: Condition, zone: tzinfo) -> str:
    prop, value = condition.prop, condition.value
    if condition.operator == "contains":
        return f"substringof({_quoted(str(value))},{prop.name}) eq true"
    if prop.edm == "Edm.String" and isinstance(value, str):
        # Blanks belong to a padded code; an unpadded one finds nothing [H].
        value = prop.pad(value.strip()) if prop.width else value
    return f"{prop.name} {condition.operator} {literal(prop, value, zone)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _time(value: datetime) -> str:
    text = value.isoformat()
    return f"datetime'{text.rstrip('0') if '.' in text else text}'"


def _datetime(prop: Prop, value: Any, zone: tzinfo) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value
        # Exact keeps milliseconds; finer ones are cut, so that "later than" includes rather than loses a record.
        return _time(local.replace(microsecond=local.microsecond // 1000 * 1000))
    if isinstance(value, date):
        # A bare day does not work everywhere [M].
        return f"datetime'{value.isoformat()}T00:00:00'"
    raise ValueError(f"{prop.name} is compared with a date, not with {value!r}")


def _guid(prop: Prop, value: Any, zone: tzinfo) -> str:
    try:
        return f"guid'{guid(value)}'"
    except ValueError:
        raise ValueError(f"{value!r} is not an id of this system") from None


def _text(prop: Prop, value: Any, zone: tzinfo) -> str:
    return _quoted(str(value))


def _double(prop: Prop, value: Any, zone: tzinfo) -> str:
    return format(Decimal(value), "f")


def _whole(prop: Prop, value: Any, zone: tzinfo) -> str:
    return str(int(value))


def _long(prop: Prop, value: Any, zone: tzinfo) -> str:
    return f"{int(value)}L"


def _flag(prop: Prop, value: Any, zone: tzinfo) -> str:
    return "true" if value else "false"


_LITERALS: Final[dict[str, Callable[[Prop, Any, tzinfo], str]]] = {
    "Edm.Boolean": _flag,
    "Edm.Byte": _whole,
    "Edm.DateTime": _datetime,
    "Edm.Double": _double,
    "Edm.Guid": _guid,
    "Edm.Int16": _whole,
    "Edm.Int32": _whole,
    "Edm.Int64": _long,
    "Edm.String": _text,
}
