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
from typing import Any, cast

from unibooks.accounting.base import Filters, Read, Resource, Write
from unibooks.core.conditions import NOTHING, Condition, Conditions, FilterRule, OrderRule, Unfiltered
from unibooks.core.context import Context, Reference, RelatedRows, Written, leaves
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.related import Related
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.sources import LooksUp, Many, MappingError, Reader, ReadsRelated, Source, To
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
                out.sent |= dict.fromkeys(leaves(value, path), "")
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


class ResourceMapping(Mapped):
    """The table of a resource.

    Args:
        resource: the resource.
        filters: filter field -> rule, or `Unfiltered` with a reason.
        order: what the list can be ordered by.
        scope: conditions of every list and get.
        defaults: what every create sends besides.
        required: fields the target cannot do without on create -> what to send.
        kept: fields that a replacing update leaves as they are when it does not name them, because the target gives them
            a value of its own and does not do without one.
        parent: the property that holds the key of the record above, for lines that are a resource of their own.
        key: the property that a record's id stands for, where that is not the entity's own key.
        sorted_by: the property that a list is ordered by, the greatest first, where the caller names no order.
        looked_up: filter field -> the reference data that it needs.
        composer: the rung above the table.
    """

    def __init__(
        self,
        *,
        resource: Resource,
        entity: type[Entity],
        fields: Mapping[str, Source],
        absent: Mapping[str, tuple[str, ...]],
        left_out: Mapping[str, tuple[Prop | Nav, ...]],
        codecs: Codecs,
        filters: Mapping[str, FilterRule | Unfiltered],
        order: OrderRule | None = None,
        scope: Conditions = (),
        defaults: Mapping[Prop, Any] | None = None,
        required: Mapping[str, str] | None = None,
        composer: Composer | None = None,
        kept: frozenset[str] = frozenset(),
        parent: Prop | None = None,
        key: Prop | None = None,
        sorted_by: Prop | None = None,
        looked_up: Mapping[str, tuple[Reference, ...]] | None = None,
    ) -> None:
        super().__init__(
            read=resource.read,
            write=resource.write,
            entity=entity,
            fields=fields,
            absent=absent,
            left_out=left_out,
            codecs=codecs,
            composed=composer.takes if composer else frozenset(),
        )
        self.resource = resource
        self.filters = dict(filters)
        self.order = order
        self.scope = scope
        self.defaults = dict(defaults or {})
        self.required = dict(required or {})
        self.composer = composer
        self.kept = kept
        self.parent = parent
        self.key = key or entity.key
        self.sorted_by = sorted_by
        self.looked_up = dict(looked_up or {})
        self._check_filters()

    def conditions(self, filters: Filters, ctx: Context) -> Conditions:
        """The list's conditions; a filter that the target does not know is named in a warning."""
        found: list[Any] = list(self.scope)
        faults: list[Fault] = []
        for name, shape in shapes(type(filters)).items():
            value = getattr(filters, name)
            if value is None or (self.order and name in self.order.fields()):
                continue
            rule = self.filters[name]
            if isinstance(rule, Unfiltered):
                ctx.warn(f"{shape.alias}: {rule.reason}")
                continue
            try:
                found.append(rule(value))
            except ValueError as problem:
                faults.append(Fault(shape.alias, str(problem)))
            else:
                if found[-1] == NOTHING:
                    ctx.warn(f"{shape.alias}: nothing in {ctx.system} is {value}")
        if faults:
            raise InvalidRequest(faults)
        return tuple(c for c in found if c is not None)

    def filter_references(self, filters: Filters) -> tuple[Reference, ...]:
        """The reference data that the filters in use need."""
        used = (tables for name, tables in self.looked_up.items() if getattr(filters, name) is not None)
        return tuple(dict.fromkeys(reference for tables in used for reference in tables))

    def write_references(self, body: Write) -> tuple[Reference, ...]:
        """The reference data that this body needs, and no more."""
        found = [*(self.composer.references if self.composer else ())]
        for name, source in self.fields.items():
            value = getattr(body, name, None)
            if isinstance(source, LooksUp) and value is not None:
                found += source.looked_up(writing=True)
            if isinstance(source, Many | Related) and value:
                lines = cast("list[Any]", value if isinstance(value, list) else [value])
                found += [
                    table
                    for n, s in source.lines.fields.items()
                    if isinstance(s, LooksUp) and any(getattr(line, n, None) is not None for line in lines)
                    for table in s.looked_up(writing=True)
                ]
        return tuple(dict.fromkeys(found))

    def write_record(self, body: Write, ctx: Context) -> Written:
        """The whole write: the table's part, the composer's part, the defaults, what is required, and what is emptied.

        What it means that a field is not there depends on the verb of the context: nothing on `create`; on `update` the
        field is emptied, since the body replaces the record; on `patch` the field stays, and only null empties it.
        """
        out = self.write_body(body, ctx)
        self._require(body, ctx, out)
        if self.composer:
            composed = self.composer.write(body, ctx)
            out.payload |= {prop.name: value for prop, value in composed.header.items()}
            rows = cast(
                "list[dict[str, Any]]",
                out.payload.get(self.composer.lines.name, []) if self.composer.lines else [],
            )
            for row, values in zip(rows, composed.lines, strict=False):
                row.update({prop.name: value for prop, value in values.items()})
            rows += [{prop.name: value for prop, value in values.items()} for values in composed.lines[len(rows) :]]
            out.sent |= composed.sent
            out.related |= composed.related
            out.faults += composed.faults
            out.warned |= composed.warnings
            out.sent = {path: place for path, place in out.sent.items() if path not in out.warned}
        if ctx.verb == "create":
            out.payload |= {prop.name: value for prop, value in self.defaults.items() if prop.name not in out.payload}
        else:
            self._empty(body, ctx, out)
        return out

    def _require(self, body: Write, ctx: Context, out: Written) -> None:
        aliases = shapes(type(body))
        for name, cure in self.required.items():
            if name not in aliases or (ctx.verb == "patch" and name not in body.model_fields_set):
                continue
            value = getattr(body, name)
            if (value.strip() if isinstance(value, str) else value) in (None, "", []):
                out.fault(aliases[name].alias, cure, "MISSING")

    def _empty(self, body: Write, ctx: Context, out: Written) -> None:
        for name, shape in shapes(type(body)).items():
            source = self.fields.get(name)
            if source is None or getattr(body, name) is not None or name in self.composed or name in self.required:
                continue
            if name in body.model_fields_set or (ctx.verb == "update" and name not in self.kept):
                source.clear(shape.alias, out, ctx)

    def _check_filters(self) -> None:
        known = set(shapes(self.resource.filters))
        ordered = set(self.order.fields()) if self.order else set[str]()
        if strangers := set(self.filters) - known:
            raise MappingError(f"{self.resource.name}: no such filter {', '.join(sorted(strangers))}")
        if missing := known - set(self.filters) - ordered:
            raise MappingError(f"{self.resource.name}: filter {', '.join(sorted(missing))} has no rule and no reason")
        if strangers := set(self.required) - set(shapes(self.resource.write) if self.resource.write else ()):
            raise MappingError(
                f"{self.resource.name}: {', '.join(sorted(strangers))} cannot be required, it is no field"
            )


__all__ = ["Composed", "Composer", "Condition", "Mapped", "ResourceMapping"]
