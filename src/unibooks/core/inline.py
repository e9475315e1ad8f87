"""Nested objects that the target keeps flat, in properties of the parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, cast

from pydantic import BaseModel

from unibooks.core.context import Context, RelatedRows, Written, leaves
from unibooks.core.related import Related
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.source import MappingError, Reader, empty
from unibooks.core.sources import To
from unibooks.core.target import Codecs, Nav, Prop


@dataclass(frozen=True)
class Slot:
    """One nested object that the target keeps in properties of the parent.

    Args:
        fields: the nested model's fields, each to a property.
        label: a nested field and the word that tells this slot, e.g. ("type", "FAX").
        also: other words that may be written here, with a warning that they come back as the label.
        plain: the field that a plain text stands for, where the body takes a text for the whole object.
        kept: fields that an update leaves as they are when it does not name them, since the target does not do without.
    """

    fields: Mapping[str, To]
    label: tuple[str, str] | None = None
    also: tuple[str, ...] = ()
    plain: str = ""
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Inline:
    """A list of nested objects kept flat: each slot holds one of them.

    Those that find no slot go to `further`, rows of another entity, where there is such a thing. A list that is written
    replaces the list: of a record that is there, the slots that it does not fill are emptied.
    """

    slots: tuple[Slot, ...]
    further: Related | None = None

    @property
    def related(self) -> tuple[RelatedRows, ...]:
        """The rows of another entity that it reads."""
        return self.further.related if self.further else ()

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
            if strangers := {*slot.kept, *filter(None, [slot.plain])} - set(slot.fields):
                raise MappingError(f"{name}: the slot has no {', '.join(sorted(strangers))}")
        if self.further:
            self.further.check(name, shape, codecs, writing=writing)

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        assert shape.model is not None
        nested = shapes(shape.model)
        make = struct_for(shape.model)
        further = self.further.reader(shape, codecs, zone) if self.further else None
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
            return [*found, *further(row, ctx)] if further else found

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        taken = self._seats(value)
        if self.further:
            self.further.clear(path, out, ctx)
        for index, item in enumerate(value):
            at = f"{path}[{index}]"
            if index in taken:
                self._write_slot(self.slots[taken[index]], item, at, shape, out, codecs, ctx)
            elif self.further:
                self.further.write_row(item, at, out, ctx)
            else:
                for leaf in leaves(item, at):
                    out.drop(leaf, f"{ctx.system} keeps no further entry of this kind here")
        if ctx.verb in ("update", "patch"):
            free = (slot for place, slot in enumerate(self.slots) if place not in taken.values())
            empty((to.prop for slot in free for to in slot.fields.values()), path, out, ctx)

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((to.prop for slot in self.slots for to in slot.fields.values()), path, out, ctx)
        if self.further:
            self.further.clear(path, out, ctx)

    def _seats(self, items: Sequence[Any]) -> dict[int, int]:
        """Which item gets which slot: first those that ask for it by its word, then those that fit without."""
        taken: dict[int, int] = {}
        for exactly in (True, False):
            for index, item in enumerate(items):
                if index not in taken:
                    free = (place for place in range(len(self.slots)) if place not in taken.values())
                    place = next((p for p in free if _fits(self.slots[p], item, exactly=exactly)), None)
                    if place is not None:
                        taken[index] = place
        return taken

    def _write_slot(
        self, slot: Slot, item: Any, at: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context
    ) -> None:
        if isinstance(item, str):
            assert shape.model is not None
            slot.fields[slot.plain].write(item, at, shapes(shape.model)[slot.plain], out, codecs, ctx)
            return
        for name, inside in shapes(cast("type[BaseModel]", type(item))).items():
            inner = getattr(item, name)
            leaf = f"{at}.{inside.alias}"
            if slot.label and name == slot.label[0]:
                self._write_label(slot, item, leaf, out)
            elif inner is None:
                if ctx.verb in ("update", "patch") and name in slot.fields and name not in slot.kept:
                    empty((slot.fields[name].prop,), leaf, out, ctx)
            elif name in slot.fields:
                slot.fields[name].write(inner, leaf, inside, out, codecs, ctx)
            else:
                out.drop(leaf, f"{ctx.system} has no place for it here")
        for name, inner in cast("dict[str, Any]", item.model_extra or {}).items():
            for leaf in leaves(inner, f"{at}.{name}"):
                out.drop(leaf, "is not a field of this API")

    def _write_label(self, slot: Slot, item: Any, leaf: str, out: Written) -> None:
        word = _word(slot, item)
        if word is None or slot.label is None:
            return
        if all(getattr(item, name) is None for name in slot.fields):
            out.drop(leaf, "nothing is given that it could tell apart")
        elif word == slot.label[1]:
            out.sent[leaf] = ""
        else:
            out.drop(leaf, f"{word} is kept as {slot.label[1]}")


def _word(slot: Slot, item: Any) -> Any:
    return getattr(item, slot.label[0]) if slot.label and not isinstance(item, str) else None


def _fits(slot: Slot, item: Any, *, exactly: bool) -> bool:
    if isinstance(item, str) and not slot.plain:
        return False
    word = _word(slot, item)
    if exactly:
        return slot.label is None or word == slot.label[1]
    return slot.label is not None and (word is None or word in slot.also)
