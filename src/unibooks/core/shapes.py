"""What a field of a unified model is, read off its annotation once."""

from __future__ import annotations

import types
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel

from unibooks.accounting.types import FLAG, INTEGER, TEXT, Kind

_PLAIN: Final[dict[Any, Kind]] = {str: TEXT, int: INTEGER, bool: FLAG}


@dataclass(frozen=True)
class Shape:
    """One field.

    Attributes:
        alias: its name in JSON.
        kind: what its value means; None for nested models.
        values: the closed set it is limited to, or None.
        model: the nested model, or None.
        many: whether it is a list.
    """

    alias: str
    kind: Kind | None = None
    values: frozenset[str] | None = None
    model: type[BaseModel] | None = None
    many: bool = False

    def __str__(self) -> str:
        name = self.model.__name__ if self.model else (self.kind.name if self.kind else "value")
        return f"list of {name}" if self.many else name


@cache
def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """The fields of a model by their Python name."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _shape(hints[name], info.alias or name) for name, info in model.model_fields.items() if name in hints}


@cache
def struct_for(model: type[BaseModel]) -> type[msgspec.Struct]:
    """The msgspec struct with a model's fields under their JSON names: what the read path fills and encodes."""
    fields = shapes(model)
    return msgspec.defstruct(
        model.__name__,
        [(name, Any) for name in fields],
        rename={name: shape.alias for name, shape in fields.items()},
        module=model.__module__,
    )


def _shape(hint: Any, alias: str) -> Shape:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extras = get_args(hint)
        kind = next((extra for extra in extras if isinstance(extra, Kind)), None)
        return Shape(alias, kind=kind) if kind else _shape(inner, alias)
    if origin in (Union, types.UnionType):
        options = [arg for arg in get_args(hint) if arg is not type(None)]
        # Where a body accepts a plain text or an object, the object is the fuller form.
        return _shape(options[-1], alias)
    if origin is list:
        item = _shape(get_args(hint)[0], alias)
        return Shape(alias, kind=item.kind, values=item.values, model=item.model, many=True)
    if origin is Literal:
        return Shape(alias, kind=TEXT, values=frozenset(get_args(hint)))
    if hint in _PLAIN:
        return Shape(alias, kind=_PLAIN[hint])
    if isinstance(hint, type):
        if issubclass(hint, BaseModel):
            return Shape(alias, model=hint)
        if issubclass(hint, StrEnum):
            return Shape(alias, kind=TEXT, values=frozenset(member.value for member in hint))
    raise TypeError(f"the type of {alias} is not one that a unified model may use: {hint}")
