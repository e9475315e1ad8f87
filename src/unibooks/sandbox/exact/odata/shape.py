"""$select and $expand: which members of an entity an answer shows, always in the entity's own order [R]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact.odata import errors


@dataclass(frozen=True)
class Shape:
    """The members to write, and the collections among them that are written out instead of deferred."""

    entity: type[Entity]
    members: tuple[Prop | Nav, ...]
    expanded: tuple[tuple[Nav, Shape], ...] = ()
    #: the $select of the `__next` inside an expanded collection
    select: str = ""
    #: collections that are expanded although their entity is not described here: they hold nothing
    empty: tuple[Nav, ...] = ()

    def nested(self, nav: Nav) -> Shape | None:
        """The shape of an expanded collection, or None when it is deferred."""
        return next((shape for expanded, shape in self.expanded if expanded is nav), None)


def _items(text: str) -> list[str]:
    found = [item.strip() for item in text.split(",")] if text else []
    if "" in found:
        raise errors.syntax()
    return found


def _expandable(name: str, entity: type[Entity]) -> Nav:
    member = entity.members.get(name)
    if isinstance(member, Nav) and (member.target is None or member.parent):
        return member
    if "/" in name:
        raise errors.syntax()  # [M] one level only
    raise errors.unknown_member(name, entity.type_name)


@lru_cache(maxsize=512)
def parse_shape(entity: type[Entity], select: str, expand: str) -> Shape:
    """The shape that $select and $expand stand for.

    With a $select an expanded collection is shown only when $select names it or members below it [H].

    Raises:
        ODataError: 400 for a name that the entity lacks, or a path below a collection that is not expanded.
    """
    navs = {name: _expandable(name, entity) for name in _items(expand)}
    if not select:
        shown = tuple((nav, parse_shape(nav.target, "", "")) for nav in navs.values() if nav.target)
        return Shape(entity, tuple(entity.members.values()), shown, empty=_empty(navs.values()))
    wanted: set[str] = set()
    below: dict[str, list[str]] = {}
    for item in _items(select):
        name, _, rest = item.partition("/")
        if item == "*":
            wanted.update(entity.props())
        elif name not in entity.members:
            raise errors.unknown_member(name, entity.type_name)
        elif rest and name not in navs:
            raise errors.syntax()
        else:
            wanted.add(name)
            below.setdefault(name, []).append(rest or "")
    expanded = tuple(
        (nav, _nested(nav.target, below[name])) for name, nav in navs.items() if name in below and nav.target
    )
    empty = _empty(nav for name, nav in navs.items() if name in below)
    return Shape(entity, tuple(m for n, m in entity.members.items() if n in wanted), expanded, empty=empty)


def _empty(navs: Iterable[Nav]) -> tuple[Nav, ...]:
    return tuple(nav for nav in navs if nav.target is None)


def _nested(entity: type[Entity], names: list[str]) -> Shape:
    if "" in names:
        return parse_shape(entity, "", "")
    select = ",".join(names)
    shape = parse_shape(entity, select, "")
    return Shape(shape.entity, shape.members, shape.expanded, select)
