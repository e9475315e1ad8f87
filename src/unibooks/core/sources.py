"""Where a unified field comes from and goes to: the kinds of source a mapping table is written with.

| source | use |
|---|---|
| `To` | the same value under another name |
| `OneOf` | a code here, a word there |
| `Many` | lines |
| `Inline` (in `core.inline`) | nested objects that the target keeps flat |
| `Computed` | derived from several properties |
| `Ref` | a code that the target wants as an id, through cached reference data |
| `Related` (in `core.related`) | rows of another entity that hang under the record by its key |

Each source knows the properties it touches, checks its types when the table is built, and makes one reading function
per company's time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from unibooks.core.context import Context, Reference, ReferenceRows, RelatedRows, Written
from unibooks.core.shapes import Shape
from unibooks.core.source import (
    MappingError,
    NotKept,
    Reader,
    closed,
    codec_for,
    empty,
    encode,
    plain,
)
from unibooks.core.target import Codecs, Nav, Prop

if TYPE_CHECKING:
    from unibooks.core.table import Mapped


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

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((self.prop,), path, out, ctx)


@dataclass(frozen=True)
class OneOf:
    """A code in the target, a word in the contract. Several codes may share a word; the first is the one written.

    `also` are further words that may be written, each with the word as which it comes back.
    """

    prop: Prop
    codes: Mapping[Any, str]
    also: Mapping[str, str] = field(default_factory=dict[str, str])

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
        kept = self.also.get(value, value)
        code = next((c for c, word in self.codes.items() if word == kept), None)
        if code is None:
            out.drop(path, f"{ctx.system} has nothing like {value}")
        else:
            out.put(self.prop, code, path, ctx)
            if kept != value:
                out.drop(path, f"{value} is kept as {kept}")

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((self.prop,), path, out, ctx)


@dataclass(frozen=True)
class Many:
    """Lines: rows under a navigation property, with a table of their own.

    `shown` makes of the record's row and the mapped lines those that are given, where that depends on the record; `related`
    are the rows of other entities that it looks at.
    """

    nav: Nav
    lines: Mapped
    shown: Callable[[Any, list[Any], Context], list[Any]] | None = None
    related: tuple[RelatedRows, ...] = ()

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
        shown = self.shown

        def read(row: Any, ctx: Context) -> Any:
            rows = get(row)
            if rows is None:
                return None
            records = [record(r, ctx) for r in rows]
            return records if shown is None else shown(row, records, ctx)

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

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        """A record without lines is none; its lines stay."""


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
    related: tuple[RelatedRows, ...] = ()

    def members(self) -> tuple[Prop | Nav, ...]:
        return self.of

    def looked_up(self, *, writing: bool) -> tuple[Reference, ...]:
        return () if writing and self.write_as is None else self.references

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
        except NotKept as reason:
            out.drop(path, str(reason))
            return
        except ValueError as problem:
            out.fault(path, str(problem))
            return
        if not values:
            out.sent[path] = ""
        for prop, encoded in values.items():
            out.put(prop, encoded, path, ctx)

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        if self.write_as is not None:
            empty(self.of, path, out, ctx)


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

    def looked_up(self, *, writing: bool) -> tuple[Reference, ...]:
        return (self.table,) if writing else ()

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
                f"there is no {what} {wanted or repr(wanted)} in this company; {self._cure(wanted, rows, what)}",
                "UNKNOWN_REFERENCE",
            )
            return
        key = self.table.entity.key if self.prop.edm == "Edm.Guid" else self.table.code
        out.put(self.prop, getattr(row, key.name), path, ctx)

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((self.prop,), path, out, ctx)

    def _cure(self, wanted: str, rows: ReferenceRows, what: str) -> str:
        return _near(wanted, rows) if self.by_code else f"take the id from the list of {what}s"


def _near(wanted: str, rows: ReferenceRows) -> str:
    """Name a few codes that begin alike, so that a typing error is seen at once."""
    alike = sorted(code for code in rows.by_code if wanted[:2] and code.startswith(wanted[:2]))[:5]
    listed = alike or sorted(rows.by_code)[:8]
    return f"it has {', '.join(listed)}{'' if alike else ' …'}" if listed else "it has none"
