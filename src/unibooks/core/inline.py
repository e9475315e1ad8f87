"""Nested objects that the target keeps flat, in properties of the parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, cast

from pydantic import BaseModel

from unibooks.core.context import Context, Written, leaves
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.sources import MappingError, Reader, To, empty
from unibooks.core.target import Codecs, Nav, Prop


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

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((to.prop for slot in self.slots for to in slot.fields.values()), path, out, ctx)

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
