"""What every kind of source can do, and what the kinds are made of; the kinds themselves are in `core.sources`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import tzinfo
from operator import attrgetter
from typing import Any, Protocol, runtime_checkable

from unibooks.core.context import Context, Reference, RelatedRows, Written
from unibooks.core.shapes import Shape
from unibooks.core.target import Codec, Codecs, Nav, Prop


class MappingError(TypeError):
    """A table that cannot be right; raised when it is imported."""


class NotKept(Exception):
    """A value that is right but that the target does not keep; its text is the reason, for the warning."""


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

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        """Empty the field in a record that is there, as far as the target lets it be emptied."""
        ...


@runtime_checkable
class LooksUp(Protocol):
    """A source that looks at reference data."""

    def looked_up(self, *, writing: bool) -> tuple[Reference, ...]:
        """What it looks at in that direction."""
        ...


@runtime_checkable
class ReadsRelated(Protocol):
    """A source that reads rows of other entities."""

    @property
    def related(self) -> tuple[RelatedRows, ...]:
        """The rows it reads."""
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


def once(read: Reader) -> Reader:
    """Work something out once for a row from which several fields are read one after the other."""
    last: tuple[Any, Any, Any] = (None, None, None)

    def kept(row: Any, ctx: Context) -> Any:
        nonlocal last
        if last[0] is not row or last[1] is not ctx:
            last = (row, ctx, read(row, ctx))
        return last[2]

    return kept


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


def empty(props: Iterable[Prop], path: str, out: Written, ctx: Context) -> None:
    """Send nothing as the value of properties that may be changed; a value that another field sends stays."""
    for prop in props:
        if prop.put and not prop.key and prop.name not in out.payload:
            out.payload[prop.name] = None
            out.sent.setdefault(path, prop.name)
