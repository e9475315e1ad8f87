"""What mapping functions look at and where they account for what they did: reference data, context, the written form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, cast

from pydantic import BaseModel

from unibooks.core.conditions import Conditions
from unibooks.core.errors import Fault
from unibooks.core.shapes import shapes
from unibooks.core.target import Entity, Prop


@dataclass(frozen=True)
class Reference:
    """Reference data of a company: the rows of a small entity, kept per connection.

    `extra` are the properties that rules need beside the code and the id.
    """

    name: str
    entity: type[Entity]
    code: Prop
    extra: tuple[Prop, ...] = ()

    def props(self) -> tuple[Prop, ...]:
        """What is fetched."""
        return (self.entity.key, self.code, *self.extra)


class ReferenceRows:
    """The fetched rows of one reference: structs with the properties' names as attributes."""

    def __init__(self, reference: Reference, rows: Sequence[Any]) -> None:
        self.reference = reference
        self.rows = tuple(rows)
        self.by_id = {str(getattr(r, reference.entity.key.name)): r for r in rows}
        self.by_code = {str(getattr(r, reference.code.name)).strip(): r for r in rows}


References = Mapping[str, ReferenceRows]


@dataclass(frozen=True)
class RelatedRows:
    """Rows of another entity that belong to a record, fetched with one filtered call for a page of records.

    Attributes:
        name: tells them from other related rows of the same record.
        parent: the property of the other entity that holds the record's key.
        props: what is fetched besides.
        of: the name of the record's key, or of what names the rows: `Nav/Property` for the first line that has it.
        where: what else must hold of them.
        main: the flag of the row that comes first, where one of them is the main one.
        when: what else must hold of them by the filters of the request, in `Context.filters`; None where they are not wanted.
        after: the name of other related rows, fetched before, whose rows name these in place of the records.
        optional: whether records are shown without them where the app or the user may not read them.
    """

    name: str
    parent: Prop
    props: tuple[Prop, ...]
    of: str = "ID"
    where: Conditions = ()
    main: Prop | None = None
    when: Callable[[Context], Conditions | None] | None = None
    after: str = ""
    optional: bool = False

    @property
    def entity(self) -> type[Entity]:
        """The other entity."""
        return self.parent.entity

    def key_of(self, record: Any) -> str | None:
        """What the other rows name this record by, None where there is nothing that they could."""
        head, _, below = self.of.partition("/")
        found = getattr(record, head)
        if below:
            found = next((one for line in found or () if (one := getattr(line, below)) is not None), None)
        return None if found is None else str(found)


#: Name of related rows -> key of the record -> its rows.
RelatedTables = Mapping[str, Mapping[str, Sequence[Any]]]


@dataclass
class Context:
    """What mapping functions may look at, and where they say what could not be carried over.

    `row` is the record as it stands in the target, where one is being changed; `filters` are those of a list.
    """

    zone: tzinfo
    references: References
    verb: str = "list"
    system: str = "the target"
    company_currency: str = ""
    today: date = date.min
    related: RelatedTables = field(default_factory=dict[str, Mapping[str, Sequence[Any]]])
    row: Any = None
    filters: Any = None
    warnings: dict[str, None] = field(default_factory=dict[str, None])

    def warn(self, text: str) -> None:
        """Note something the caller should know; the same text counts once."""
        self.warnings[text] = None

    def rows_of(self, related: RelatedRows, key: Any) -> Sequence[Any]:
        """The related rows of the record with this key."""
        return self.related.get(related.name, {}).get(str(key), ())


@dataclass
class Written:
    """The target's form of a caller's body, and an account of every leaf of it.

    Attributes:
        payload: what is sent as the record itself.
        related: what is sent as records of other entities below it, by the name of the related rows; a name that is there
            with no rows stands for a list that the caller emptied.
        sent: caller's path -> where it went, `Nav[0].Property` for lines, "" where it is said in another way.
        warned: caller's path -> why it did not go anywhere.
        faults: what is wrong.
    """

    payload: dict[str, Any] = field(default_factory=dict[str, Any])
    related: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    sent: dict[str, str] = field(default_factory=dict[str, str])
    warned: dict[str, str] = field(default_factory=dict[str, str])
    faults: list[Fault] = field(default_factory=list[Fault])

    def drop(self, path: str, reason: str) -> None:
        """Say that a leaf does not reach the target, and why."""
        self.warned[path] = f"{path}: {reason}"

    def fault(self, path: str, message: str, code: str = "INVALID") -> None:
        """Say that a leaf is wrong."""
        self.faults.append(Fault(path, message, code))

    def put(self, prop: Prop, value: Any, path: str, ctx: Context) -> None:
        """Send an already encoded value, unless the target does not take the property or two fields disagree on it."""
        if not (prop.post if ctx.verb == "create" else prop.put):
            self.drop(path, f"{ctx.system} does not take {prop!r} on {ctx.verb}")
        elif prop.name in self.payload and self.payload[prop.name] != value:
            other = next((p for p, name in self.sent.items() if name == prop.name), "another field")
            self.fault(path, f"contradicts {other}; send one of the two", "CONTRADICTION")
        else:
            self.payload[prop.name] = value
            self.sent[path] = prop.name


def leaves(value: Any, path: str) -> list[str]:
    """The paths of every value in a body that is not null, as the caller wrote them."""
    if value is None:
        return []
    if isinstance(value, BaseModel):
        known = ((shape.alias, getattr(value, name)) for name, shape in shapes(type(value)).items())
        parts = [*known, *(value.model_extra or {}).items()]
    elif isinstance(value, Mapping):
        parts = [(str(k), v) for k, v in cast("Mapping[Any, Any]", value).items()]
    elif isinstance(value, list | tuple):
        sequence = cast("Sequence[Any]", value)
        return [leaf for i, v in enumerate(sequence) for leaf in leaves(v, f"{path}[{i}]")]
    else:
        return [path]
    return [leaf for name, v in parts for leaf in leaves(v, f"{path}.{name}" if path else name)]


def strangers(value: Any, path: str) -> list[str]:
    """The paths of the values under keys that the models below a body do not know."""
    if isinstance(value, list | tuple):
        entries = cast("Sequence[Any]", value)
        return [leaf for i, entry in enumerate(entries) for leaf in strangers(entry, f"{path}[{i}]")]
    if not isinstance(value, BaseModel):
        return []
    known = ((f"{path}.{shape.alias}", getattr(value, name)) for name, shape in shapes(type(value)).items())
    extra = (leaf for name, inner in (value.model_extra or {}).items() for leaf in leaves(inner, f"{path}.{name}"))
    return [*(leaf for at, inner in known for leaf in strangers(inner, at)), *extra]
