"""What a new record cannot do without and how long its texts may be, read off the mapping tables."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from unibooks.core.family import Offered, tables_of
from unibooks.core.related import Related
from unibooks.core.shapes import shapes
from unibooks.core.sources import Many, To
from unibooks.core.table import Mapped


def required_of(offered: Offered) -> dict[str, str]:
    """The fields that a new record cannot do without, as the caller writes them -> what to send."""
    found: dict[str, str] = {}
    for table in tables_of(offered):
        aliases = shapes(offered.resource.write) if offered.resource.write else {}
        found |= {aliases[name].alias: cure for name, cure in table.required.items() if name in aliases}
        for name, told in _needed(table.write, ""):
            found.setdefault(name, told)
    return found


def _needed(model: type[BaseModel] | None, prefix: str) -> Iterator[tuple[str, str]]:
    """What the model itself insists on, in the objects of its lists as well."""
    for name, shape in (shapes(model) if model else {}).items():
        if model is not None and model.model_fields[name].is_required():
            yield prefix + shape.alias, "is missing"
        if shape.model is not None:
            yield from _needed(shape.model, f"{prefix}{shape.alias}{'[]' if shape.many else ''}.")


def lengths_of(offered: Offered) -> dict[str, int]:
    """The most characters that a text may have, by the caller's field."""
    return {name: most for table in tables_of(offered) for name, most in _lengths(table, "")}


def _lengths(table: Mapped, prefix: str) -> Iterator[tuple[str, int]]:
    for name, shape in (shapes(table.write) if table.write else {}).items():
        match table.fields.get(name):
            case To(prop) if prop.length:
                yield prefix + shape.alias, prop.length
            case (Many() | Related()) as source:
                yield from _lengths(source.lines, f"{prefix}{shape.alias}{'[]' if shape.many else ''}.")
            case _:
                pass
