"""The one table that ties a unified resource to a target's entity, in both directions.

A table is checked when it is built: every unified field has a source or a reason for having none, every property of the
entity is mapped or left out with a reason, every pair of types has a codec, every filter exists. What it cannot express is
never dropped unseen: it becomes null with a warning on the way out, and a named warning or a fault on the way in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from operator import attrgetter, itemgetter
from typing import Any

from unibooks.accounting.base import Read, Write
from unibooks.core.context import Context, Reference, RelatedRows, Written, leaves, strangers
from unibooks.core.errors import Fault
from unibooks.core.related import Related
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.source import LooksUp, MappingError, Reader, ReadsRelated, Source
from unibooks.core.sources import Many, To
from unibooks.core.target import Codecs, Entity, Nav, Prop


@dataclass(frozen=True)
class Composed:
    """What a pair of functions made of a body: values for the header and for each line, by property.

    Lines beyond those of the body are lines of their own, which the target needs besides. `sent` tells where a field of
    the body went, by its caller's path, so that a refusal can name the field; `related` is for the flow to do besides.
    """

    header: Mapping[Prop, Any] = field(default_factory=dict[Prop, Any])
    lines: Sequence[Mapping[Prop, Any]] = ()
    faults: Sequence[Fault] = ()
    warnings: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: Mapping[str, str] = field(default_factory=dict[str, str])
    related: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])


@dataclass(frozen=True)
class Composer:
    """The rung above the table: a function that turns several fields of a body into several properties at once.

    Attributes:
        takes: the fields it answers for; those of lines stand behind the name of the lines and a dot.
        write: the function; it is pure, sees the whole body, and lists every fault it finds.
        references: the reference data it looks at.
        lines: the navigation property whose rows it fills, if any.
    """

    takes: frozenset[str]
    write: Callable[[Any, Context], Composed]
    references: tuple[Reference, ...] = ()
    lines: Nav | None = None


class Mapped:
    """The table of one model: of a resource's record, or of its lines.

    Args:
        read: model of a record.
        write: model of a body, None where nothing is written.
        entity: the target's entity.
        fields: unified field -> source, for both directions.
        absent: reason -> unified fields that have no source.
        left_out: reason -> properties that are not mapped.
        codecs: the target's table of codecs.
        composed: fields a `Composer` of the resource answers for.
    """

    def __init__(
        self,
        *,
        read: type[Read],
        write: type[Write] | None,
        entity: type[Entity],
        fields: Mapping[str, Source],
        absent: Mapping[str, tuple[str, ...]],
        left_out: Mapping[str, tuple[Prop | Nav, ...]],
        codecs: Codecs,
        composed: frozenset[str] = frozenset(),
    ) -> None:
        self.read = read
        self.write = write
        self.entity = entity
        self.fields = dict(fields)
        self.absent = {name: reason for reason, names in absent.items() for name in names}
        self.left_out = {member.name: reason for reason, members in left_out.items() for member in members}
        self.codecs = codecs
        self.composed = composed
        self._readers: dict[tzinfo, Reader] = {}
        self._check()
        # Every list asks for them, and to find them costs as much as to map some records.
        self._references = self._find_references()
        self._related = self._find_related()

    def members(self) -> dict[str, Prop | Nav]:
        """The properties the sources read, in the entity's order."""
        used = {m.name for source in self.fields.values() for m in source.members()}
        return {n: m for n, m in self.entity.members.items() if n in used}

    def references(self) -> tuple[Reference, ...]:
        """The reference data that reading needs."""
        return self._references

    def related(self) -> tuple[RelatedRows, ...]:
        """The rows of other entities that reading needs, each fetched with one call a page."""
        return self._related

    def reader(self, zone: tzinfo) -> Callable[[Any, Context], Any]:
        """The function that makes a unified record of a row, for companies in that time zone."""
        if zone not in self._readers:
            self._readers[zone] = self._compile(zone)
        return self._readers[zone]

    def write_body(self, body: Write, ctx: Context, prefix: str = "") -> Written:
        """The target's form of a body; every leaf of it is sent, named in a warning, or a fault."""
        out = Written()
        for name, shape in shapes(type(body)).items():
            value = getattr(body, name)
            path = prefix + shape.alias
            source = self.fields.get(name)
            if value is None:
                continue
            if name in self.composed:
                unknown = strangers(value, path)
                out.sent |= dict.fromkeys((leaf for leaf in leaves(value, path) if leaf not in unknown), "")
                for leaf in unknown:
                    out.drop(leaf, "is not a field of this API")
            elif source is not None:
                source.write(value, path, shape, out, self.codecs, ctx)
            else:
                for leaf in leaves(value, path):
                    out.drop(leaf, self.absent.get(name, f"{ctx.system} has no place for it"))
        for name, value in (body.model_extra or {}).items():
            for leaf in leaves(value, prefix + name):
                out.drop(leaf, "is not a field of this API")
        return out

    def _find_references(self) -> tuple[Reference, ...]:
        found = [r for s in self.fields.values() if isinstance(s, LooksUp) for r in s.looked_up(writing=False)]
        found += [r for s in self.fields.values() if isinstance(s, Many | Related) for r in s.lines.references()]
        return tuple(dict.fromkeys(found))

    def _find_related(self) -> tuple[RelatedRows, ...]:
        readable = shapes(self.read)
        sources = [source for name, source in self.fields.items() if name in readable]
        return tuple(dict.fromkeys(rows for s in sources if isinstance(s, ReadsRelated) for rows in s.related))

    def _compile(self, zone: tzinfo) -> Reader:
        """Values that pass as they are are fetched in one go, and only the others through a function each."""
        make = struct_for(self.read)
        direct: list[str] = []
        derived: list[Reader] = []
        places: list[tuple[int, int]] = []
        for name, shape in shapes(self.read).items():
            source = self.fields.get(name)
            if source is None:
                places.append((2, 0))
            elif isinstance(source, To) and (attribute := source.direct(shape, self.codecs)):
                places.append((0, len(direct)))
                direct.append(attribute)
            else:
                places.append((1, len(derived)))
                derived.append(source.reader(shape, self.codecs, zone))
        starts = (0, len(direct), len(direct) + len(derived))
        arrange = itemgetter(*(starts[part] + place for part, place in places))
        fetch = _fetcher(direct)

        def record(row: Any, ctx: Context) -> Any:
            return make(*arrange((*fetch(row), *[read(row, ctx) for read in derived], None)))

        return record

    def _check(self) -> None:
        where = f"{self.read.__name__} from {self.entity.__name__}"
        for model, writing in ((self.read, False), (self.write, True)):
            known: dict[str, Shape] = shapes(model) if model else {}
            for name, shape in known.items():
                if name in self.fields:
                    self.fields[name].check(f"{where}, {name}", shape, self.codecs, writing=writing)
                elif name not in self.absent and not (writing and name in self.composed):
                    raise MappingError(f"{where}: {name} has neither a source nor a reason for having none")
        models = shapes(self.read) | (shapes(self.write) if self.write else {})
        if strangers := (set(self.fields) | set(self.absent)) - set(models):
            raise MappingError(f"{where}: the model has no {', '.join(sorted(strangers))}")
        if both := set(self.fields) & set(self.absent):
            raise MappingError(f"{where}: {', '.join(sorted(both))} has a source and a reason for having none")
        touched = [m for source in self.fields.values() for m in source.members()]
        if foreign := [m for m in touched if m.entity is not self.entity]:
            raise MappingError(f"{where}: {foreign} belong to another entity")
        mapped = {m.name for m in touched}
        if both := mapped & set(self.left_out):
            raise MappingError(f"{where}: {', '.join(sorted(both))} is mapped and left out")
        if missing := set(self.entity.members) - mapped - set(self.left_out):
            raise MappingError(f"{where}: {', '.join(sorted(missing))} is neither mapped nor left out with a reason")


def _fetcher(names: Sequence[str]) -> Callable[[Any], Sequence[Any]]:
    """The attributes of these names, as a sequence however many there are."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: [getattr(row, name) for name in names]
