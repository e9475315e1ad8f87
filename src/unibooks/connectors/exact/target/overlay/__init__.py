"""Corrections to the generated entities, each with its evidence.

Marks: [R] proved by a recorded answer, [H] Exact's own text or two independent reports, [M] one credible report,
[I] our inference.
"""

from __future__ import annotations

from dataclasses import dataclass

from unibooks.core.target import Entity, Nav, Prop


@dataclass(frozen=True)
class Width:
    """A text of fixed width; negative pads on the left."""

    prop: Prop
    width: int
    evidence: str


@dataclass(frozen=True)
class Length:
    """The most characters that a text may have; Exact refuses longer ones."""

    prop: Prop
    length: int
    evidence: str


@dataclass(frozen=True)
class Flag:
    """One fact about a property that the reference lacks or has wrong."""

    prop: Prop
    flag: str
    value: bool
    evidence: str


@dataclass(frozen=True)
class Corrections:
    """What the reference lacks or has wrong about some entities.

    Attributes:
        widths, lengths, flags: facts about properties.
        page_sizes: rows per page where the reference is wrong, with the evidence.
        key_first: entities whose key comes first although an older recorded answer shows another order.
        parents: navigation property, the property of its rows that holds the key of the record above, evidence.
        keys: the properties that make the key of an entity, in the order in which its address names them.
        types: property, wire type, evidence.
        selected: entities whose lists are refused unless the properties are chosen.
        type_names: entities whose type is called otherwise in `__metadata`, with the name and the evidence.
        nested: navigation properties whose rows may be nested in a create although the reference does not say so.
    """

    widths: tuple[Width, ...] = ()
    lengths: tuple[Length, ...] = ()
    flags: tuple[Flag, ...] = ()
    page_sizes: tuple[tuple[type[Entity], int, str], ...] = ()
    key_first: tuple[tuple[type[Entity], str], ...] = ()
    parents: tuple[tuple[Nav, str, str], ...] = ()
    keys: tuple[tuple[type[Entity], tuple[Prop, ...], str], ...] = ()
    types: tuple[tuple[Prop, str, str], ...] = ()
    selected: tuple[tuple[type[Entity], str], ...] = ()
    nested: tuple[tuple[Nav, str], ...] = ()
    type_names: tuple[tuple[type[Entity], str, str], ...] = ()

    def apply(self) -> None:
        """Write the corrections into the entities; done once, when they are imported."""
        for row in self.widths:
            row.prop.width = row.width
        for text in self.lengths:
            text.prop.length = text.length
        for flag in self.flags:
            setattr(flag.prop, flag.flag, flag.value)
        for entity, size, _ in self.page_sizes:
            entity.page_size = size
        for entity, name, _ in self.type_names:
            entity.type_name = name
        for entity, _ in self.key_first:
            entity.members = {entity.key.name: entity.key, **entity.members}
        for nav, parent, _ in self.parents:
            nav.parent = parent
        for entity, keys, _ in self.keys:
            entity.key, entity.keys = keys[0], keys
            for prop in keys:
                prop.key = True
        for prop, edm, _ in self.types:
            prop.edm = edm
        for entity, _ in self.selected:
            entity.selected = True
        for nav, _ in self.nested:
            nav.post = True
