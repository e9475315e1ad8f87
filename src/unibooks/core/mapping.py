"""The table of a resource: its record's table with filters, order, scope, and what a write needs besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from unibooks.accounting.base import Filters, Resource, Write
from unibooks.core.conditions import NOTHING, Conditions, FilterRule, OrderRule, Unfiltered
from unibooks.core.context import Context, Reference, Written
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.related import Related
from unibooks.core.shapes import shapes
from unibooks.core.source import LooksUp, MappingError, Source
from unibooks.core.sources import Many
from unibooks.core.table import Composer, Mapped
from unibooks.core.target import Codecs, Entity, Nav, Prop


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
        fixed: fields of the composer that a change does not reach.
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
        fixed: frozenset[str] = frozenset(),
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
        self.fixed = fixed
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
