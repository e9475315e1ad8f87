"""Where a unified field comes from and goes to: the kinds of source a mapping table is written with.

| source | use |
|---|---|
| `To` | the same value under another name |
| `OneOf` | a code here, a word there |
| `Many` | lines |
| `Inline` | nested objects that the target keeps flat |
| `Computed` | derived from several properties |
| `Ref` | a code that the target wants as an id, through cached reference data |

Each source knows the properties it touches, checks its types when the table is built, and makes one reading function
per company's time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, cast

from pydantic import BaseModel

from unibooks.core.errors import Fault
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.target import Codec, Codecs, Entity, Nav, Prop

if TYPE_CHECKING:
    from unibooks.core.mapping import Mapped


class MappingError(TypeError):
    """A table that cannot be right; raised when it is imported."""


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


@dataclass
class Context:
    """What mapping functions may look at, and where they say what could not be carried over."""

    zone: tzinfo
    references: References
    verb: str = "list"
    system: str = "the target"
    company_currency: str = ""
    warnings: dict[str, None] = field(default_factory=dict[str, None])

    def warn(self, text: str) -> None:
        """Note something the caller should know; the same text counts once."""
        self.warnings[text] = None


@dataclass
class Written:
    """The target's form of a caller's body, and an account of every leaf of it."""

    payload: dict[str, Any] = field(default_factory=dict[str, Any])
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


Reader = Callable[[Any, Context], Any]


class Source(Protocol):
    """What every kind of source can do."""

    def members(self) -> tuple[Prop | Nav, ...]:
        """The properties it touches."""
        ...

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        """Raise `MappingError` if the types do not fit."""
        ...

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        """The function that reads the field from a row."""
        ...

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        """Put a caller's value where it belongs, or say why not."""
        ...


def codec_for(name: str, prop: Prop, shape: Shape, codecs: Codecs) -> Codec:
    """The codec of a pair; a pair that is not listed cannot be mapped."""
    kind = shape.kind.name if shape.kind and not shape.many else str(shape)
    codec = codecs.get((prop.edm, kind))
    if codec is None or shape.many:
        raise MappingError(f"{name}: there is no codec from {prop!r} ({prop.edm}) to {kind}")
    return codec


def closed(read: Reader, shape: Shape, what: str) -> Reader:
    """Keep a value out of a closed set that lacks it: null and a warning, since clients refuse the whole answer."""
    values = shape.values
    if values is None:
        return read

    def checked(row: Any, ctx: Context) -> Any:
        value = read(row, ctx)
        if value is None or value in values:
            return value
        ctx.warn(f"{shape.alias}: {what} {value!r} has no counterpart in the contract; null is given")
        return None

    return checked


def plain(prop: Prop, codec: Codec, zone: tzinfo) -> Reader:
    """Read one property through its codec."""
    get: Callable[[Any], Any] = attrgetter(prop.name)
    decode = codec.read(prop, zone) if codec.read else None
    if decode is None:
        return lambda row, ctx: get(row)
    return lambda row, ctx: None if (value := get(row)) is None else decode(value)


def encode(prop: Prop, codec: Codec, value: Any, path: str, out: Written, ctx: Context) -> None:
    """Write one property through its codec."""
    try:
        out.put(prop, codec.write(prop, ctx.zone)(value) if codec.write else value, path, ctx)
    except ValueError as problem:
        out.fault(path, str(problem))


@dataclass(frozen=True)
class To:
    """The same value under another name."""

    prop: Prop

    def members(self) -> tuple[Prop | Nav, ...]:
        return (self.prop,)

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        codec_for(name, self.prop, shape, codecs)

    def direct(self, shape: Shape, codecs: Codecs) -> str | None:
        """The attribute of a row whose value passes as it is, or None where it must be looked at."""
        decode = codec_for(shape.alias, self.prop, shape, codecs).read
        decodes = decode is not None and decode(self.prop, UTC) is not None
        return None if decodes or shape.values is not None else self.prop.name

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        codec = codec_for(shape.alias, self.prop, shape, codecs)
        return closed(plain(self.prop, codec, zone), shape, repr(self.prop))

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        encode(self.prop, codec_for(path, self.prop, shape, codecs), value, path, out, ctx)


@dataclass(frozen=True)
class OneOf:
    """A code in the target, a word in the contract. Several codes may share a word; the first is the one written."""

    prop: Prop
    codes: Mapping[Any, str]

    def members(self) -> tuple[Prop | Nav, ...]:
        return (self.prop,)

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        unknown = {str(word) for word in self.codes.values()} - (shape.values or {str(w) for w in self.codes.values()})
        if unknown or shape.many or shape.kind is None:
            raise MappingError(f"{name}: {self.prop!r} ({self.prop.edm}) gives {sorted(unknown)}, which {shape} lacks")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        get: Callable[[Any], Any] = attrgetter(self.prop.name)
        words = dict(self.codes)

        def read(row: Any, ctx: Context) -> Any:
            code = get(row)
            word = words.get(code)
            if word is None and code is not None:
                ctx.warn(f"{shape.alias}: {self.prop!r} {code!r} has no counterpart in the contract; null is given")
            return word

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        code = next((c for c, word in self.codes.items() if word == value), None)
        if code is None:
            out.drop(path, f"{ctx.system} has nothing like {value}")
        else:
            out.put(self.prop, code, path, ctx)


@dataclass(frozen=True)
class Many:
    """Lines: rows under a navigation property, with a table of their own."""

    nav: Nav
    lines: Mapped

    def members(self) -> tuple[Prop | Nav, ...]:
        return (self.nav,)

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        expected = self.lines.write if writing else self.lines.read
        if not shape.many or shape.model is not expected:
            raise MappingError(f"{name}: the rows of {self.nav!r} are {expected}, not {shape}")
        if self.nav.target is not self.lines.entity:
            raise MappingError(f"{name}: {self.nav!r} leads to {self.nav.target}, the lines map {self.lines.entity}")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        record = self.lines.reader(zone)
        get: Callable[[Any], Any] = attrgetter(self.nav.name)

        def read(row: Any, ctx: Context) -> Any:
            rows = get(row)
            return None if rows is None else [record(r, ctx) for r in rows]

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        payloads: list[dict[str, Any]] = []
        for index, line in enumerate(value):
            written = self.lines.write_body(line, ctx, f"{path}[{index}].")
            payloads.append(written.payload)
            out.sent |= {p: name and f"{self.nav.name}[{index}].{name}" for p, name in written.sent.items()}
            out.warned |= written.warned
            out.faults += written.faults
        out.payload[self.nav.name] = payloads


@dataclass(frozen=True)
class Slot:
    """One nested object that the target keeps in properties of the parent.

    Args:
        fields: the nested model's fields, each to a property.
        label: a nested field and the word that tells this slot, e.g. ("type", "FAX").
        also: other words that may be written here, with a warning that they come back as the label.
    """

    fields: Mapping[str, To]
    label: tuple[str, str] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inline:
    """A list of nested objects kept flat: each slot holds one of them."""

    slots: tuple[Slot, ...]

    def members(self) -> tuple[Prop | Nav, ...]:
        return tuple(to.prop for slot in self.slots for to in slot.fields.values())

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        if shape.model is None or not shape.many:
            raise MappingError(f"{name}: an inline source fills a list of objects, not {shape}")
        nested = shapes(shape.model)
        for slot in self.slots:
            for inner, to in slot.fields.items():
                if inner not in nested:
                    raise MappingError(f"{name}: {shape.model.__name__} has no field {inner}")
                to.check(f"{name}.{inner}", nested[inner], codecs, writing=writing)
            if slot.label and slot.label[1] not in (nested[slot.label[0]].values or ()):
                raise MappingError(f"{name}.{slot.label[0]}: {slot.label[1]} is not one of its words")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        assert shape.model is not None
        nested = shapes(shape.model)
        make = struct_for(shape.model)
        readers = [
            (slot.label, {n: to.reader(nested[n], codecs, zone) for n, to in slot.fields.items()})
            for slot in self.slots
        ]

        def read(row: Any, ctx: Context) -> Any:
            found: list[Any] = []
            for label, fields in readers:
                values = {name: one(row, ctx) for name, one in fields.items()}
                if any(value not in (None, "") for value in values.values()):
                    if label:
                        values[label[0]] = label[1]
                    found.append(make(**{name: values.get(name) for name in nested}))
            return found

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        free = list(self.slots)
        for index, item in enumerate(value):
            at = f"{path}[{index}]"
            slot = self._slot_for(item, free)
            if slot is None:
                for leaf in leaves(item, at):
                    out.drop(leaf, f"{ctx.system} keeps no further entry of this kind here")
                continue
            free.remove(slot)
            self._write_slot(slot, item, at, out, codecs, ctx)

    def _slot_for(self, item: Any, free: Sequence[Slot]) -> Slot | None:
        def word(slot: Slot) -> Any:
            return getattr(item, slot.label[0]) if slot.label else None

        exact = (s for s in free if s.label is None or word(s) == s.label[1])
        loose = (s for s in free if s.label and (word(s) is None or word(s) in s.also))
        return next(exact, None) or next(loose, None)

    def _write_slot(self, slot: Slot, item: Any, at: str, out: Written, codecs: Codecs, ctx: Context) -> None:
        for name, shape in shapes(cast("type[BaseModel]", type(item))).items():
            inner = getattr(item, name)
            leaf = f"{at}.{shape.alias}"
            if inner is None:
                continue
            if slot.label and name == slot.label[0]:
                if all(getattr(item, field) is None for field in slot.fields):
                    out.drop(leaf, "nothing is given that it could tell apart")
                elif inner == slot.label[1]:
                    out.sent[leaf] = ""
                else:
                    out.drop(leaf, f"{inner} is kept as {slot.label[1]}")
            elif name in slot.fields:
                slot.fields[name].write(inner, leaf, shape, out, codecs, ctx)
            else:
                out.drop(leaf, f"{ctx.system} has no place for it here")
        for name, inner in cast("dict[str, Any]", item.model_extra or {}).items():
            for leaf in leaves(inner, f"{at}.{name}"):
                out.drop(leaf, "is not a field of this API")


@dataclass(frozen=True)
class Computed:
    """Derived from several properties. Without `write_as` it is read only; a constant has no properties.

    `gives` lists every word that `read` can give; it is held against the field's closed set when the table is built, so that
    no answer has to be.
    """

    of: tuple[Prop, ...]
    read: Callable[[Any, Context], Any]
    write_as: Callable[[Any, Context], Mapping[Prop, Any]] | None = None
    references: tuple[Reference, ...] = ()
    gives: frozenset[str] | None = None

    def members(self) -> tuple[Prop | Nav, ...]:
        return self.of

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        if not writing and shape.values is not None and self.gives is not None and not self.gives <= shape.values:
            raise MappingError(f"{name}: gives {sorted(self.gives - shape.values)}, which {shape.alias} does not know")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        return self.read if self.gives is not None else closed(self.read, shape, "the value")

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        if self.write_as is None:
            out.drop(path, f"{ctx.system} derives it")
            return
        try:
            values = self.write_as(value, ctx)
        except ValueError as problem:
            out.fault(path, str(problem))
            return
        if not values:
            out.sent[path] = ""
        for prop, encoded in values.items():
            out.put(prop, encoded, path, ctx)


@dataclass(frozen=True)
class Ref:
    """A code of the caller that the target wants as an id (`prop`), or that must exist, in reference data.

    `shown` is the property in which the target repeats the code on read. Where `by_code` is false the caller sends the id
    itself and only its existence is checked.
    """

    prop: Prop
    table: Reference
    shown: Prop
    by_code: bool = True

    def members(self) -> tuple[Prop | Nav, ...]:
        return (self.prop, self.shown) if self.shown is not self.prop else (self.prop,)

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        codec_for(name, self.shown, shape, codecs)

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        return To(self.shown).reader(shape, codecs, zone)

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        rows = ctx.references[self.table.name]
        wanted = str(value).strip()
        row = (rows.by_code if self.by_code else rows.by_id).get(wanted if self.by_code else wanted.lower())
        if row is None:
            what = self.table.name.removesuffix("s").replace("_", " ")
            out.fault(
                path,
                f"there is no {what} {wanted} in this company{_near(wanted, rows, self.by_code)}",
                "UNKNOWN_REFERENCE",
            )
            return
        key = self.table.entity.key if self.prop.edm == "Edm.Guid" else self.table.code
        out.put(self.prop, getattr(row, key.name), path, ctx)


def _near(wanted: str, rows: ReferenceRows, by_code: bool) -> str:
    """Name a few codes that begin alike, so that a typing error is seen at once."""
    if not by_code:
        return ""
    alike = sorted(code for code in rows.by_code if wanted[:2] and code.startswith(wanted[:2]))[:5]
    listed = alike or sorted(rows.by_code)[:8]
    return f"; it has {', '.join(listed)}{'' if alike else ' …'}" if listed else ""


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
