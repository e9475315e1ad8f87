"""Dimensions: hrm/Costcenters and hrm/Costunits, in the three forms in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from unibooks.accounting.base import Resource
from unibooks.accounting.dimensions import (
    COST_CENTRE,
    COST_UNIT,
    DIMENSION_VALUES,
    DIMENSIONS,
    TRACKING_OPTIONS,
    Category,
    category_of,
)
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.references import load
from unibooks.connectors.exact.resources.dimension_codes import KNOWN, REFERENCES
from unibooks.connectors.exact.target.edm import CODECS, wall_clock
from unibooks.connectors.exact.target.hrm import Costcenter, Costunit
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import FilterRule, after
from unibooks.core.context import Context
from unibooks.core.errors import Fault, NotFound
from unibooks.core.family import Family
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.source import Source
from unibooks.core.sources import Computed, To
from unibooks.core.target import Prop

ENTITIES: Final[Mapping[Category, type[Costcenter | Costunit]]] = {COST_CENTRE: Costcenter, COST_UNIT: Costunit}


def archived(row: Any, today: Any) -> bool:
    """Whether its last day lies before today."""
    return row.EndDate is not None and wall_clock(row.EndDate).date() < today


def _status(row: Any, ctx: Context) -> str:
    return "ARCHIVED" if archived(row, ctx.today) else "ACTIVE"


def _table(resource: Resource, category: Category) -> ResourceMapping:
    """The table of one category in one of the forms."""
    entity = ENTITIES[category]

    def write_status(value: str, ctx: Context) -> Mapping[Prop, Any]:
        if value == "ARCHIVED":
            return {entity.EndDate: date.fromordinal(max(ctx.today.toordinal() - 1, 1)).isoformat()}
        return {entity.EndDate: None} if ctx.verb != "create" else {}

    def write_category(value: str, ctx: Context) -> Mapping[Prop, Any]:
        if category_of(value) is not category:
            raise ValueError(f"contradicts the path, which says {category.name}; leave it out")
        return {}

    def write_code(value: str, ctx: Context) -> Mapping[Prop, Any]:
        encode = CODECS[("Edm.String", "text")].write
        # On a change it is the record's own; another one is a fault of the check.
        return {entity.Code: encode(entity.Code, ctx.zone)(value.strip())} if encode and ctx.verb == "create" else {}

    fields: dict[str, Source] = {
        "id": To(entity.ID),
        "category_name": Computed((), lambda row, ctx: category.name),
        "code": Computed((entity.Code,), lambda row, ctx: (row.Code or "").strip() or None, write_code),
        "created_date": To(entity.Created),
        "description": To(entity.Description),
        "dimension": Computed((), lambda row, ctx: category.name, write_category),
        "name": To(entity.Description),
        "status": Computed((entity.EndDate,), _status, write_status, gives=frozenset({"ACTIVE", "ARCHIVED"})),
        "updated_date": To(entity.Modified),
    }
    known = set(shapes(resource.read)) | set(shapes(resource.write) if resource.write else ())
    mine = {name: source for name, source in fields.items() if name in known}
    shown = {member.name for source in mine.values() for member in source.members()}
    return ResourceMapping(
        resource=resource,
        entity=entity,
        codecs=CODECS,
        fields=mine,
        absent={},
        left_out=_left_out(entity, shown),
        filters={"last_modified_at": after(entity.Modified), **_of_category(resource)},
        required={"code": f"is missing; a {category.name} is told by its code"} if resource.write else None,
    )


def _of_category(resource: Resource) -> dict[str, FilterRule]:
    return {"dimension": lambda value: None} if "dimension" in shapes(resource.filters) else {}


def _left_out(entity: type[Costcenter | Costunit], shown: set[str]) -> dict[str, tuple[Any, ...]]:
    own = "Creator CreatorFullName CustomField Division Modifier ModifierFullName"
    obsolete = (Costcenter.Active,) if entity is Costcenter else ()
    rest = [name for name in ("Code", "Created", "Modified") if name not in shown]
    return {
        "who wrote it and where it lies is Exact's own bookkeeping": entity.pick(own),
        "obsolete [H]; EndDate says whether it is in use": obsolete,
        "this form of a dimension has no field for it": entity.pick(" ".join(rest)),
    }


def _family(resource: Resource) -> Family:
    return Family(
        resource=resource,
        tables={category.name: _table(resource, category) for category in ENTITIES},
        choose=lambda body, ctx: _named(body.dimension),
        narrow=(lambda value, ctx: (_named(value),)) if resource.hint else None,
    )


def _named(word: str) -> str:
    """The table of the dimension that a path names.

    Raises:
        NotFound: there is no such dimension.
    """
    category = category_of(word)
    if category is None:
        raise NotFound(f"There is no dimension {word!r}; Exact Online has {KNOWN}")
    return category.name


DIMENSION_FAMILIES: Final = tuple(_family(resource) for resource in (DIMENSIONS, DIMENSION_VALUES, TRACKING_OPTIONS))


async def value_is_sound(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """A value has a name and a code that no other has; neither code nor status can be emptied, nor the code changed."""
    body, row, verb = intent.body, intent.row, intent.ctx.verb
    if body is None:
        return ()
    faults: list[Fault] = []
    given = {name for name in ("name", "description") if (getattr(body, name, None) or "").strip()}
    emptied = [name for name in ("name", "description") if name in body.model_fields_set]
    if not given and (verb == "create" or emptied):
        faults.append(Fault(emptied[0] if emptied else "name", "is missing; a value needs a name", "MISSING"))
    if verb != "create" and "status" in body.model_fields_set and getattr(body, "status", None) is None:
        faults.append(Fault("status", "cannot be emptied; it is ACTIVE or ARCHIVED"))
    code = (getattr(body, "code", None) or "").strip()
    if verb != "create" and code and code != (row.Code or "").strip():
        cure = f"is fixed in Exact Online once it is there: {row.Code}; create another value and archive this one"
        faults.append(Fault("code", cure, "FIXED"))
    if verb == "create" and code:
        reference = next(REFERENCES[c] for c, entity in ENTITIES.items() if entity is intent.mapping.entity)
        kept = (await load(api, [reference]))[reference.name].by_code.get(code)
        if kept is not None:
            faults.append(
                Fault("code", f"{code} is there already: {kept.Description}; choose another code", "DUPLICATE")
            )
    return faults


__all__ = ["DIMENSION_FAMILIES", "ENTITIES", "archived", "value_is_sound"]
