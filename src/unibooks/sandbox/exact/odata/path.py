"""The path behind `/api/v1/`: company, resource, key, collection below it, `$count`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity, Nav
from unibooks.sandbox.exact.odata import errors, keys

#: Whether case matters in paths is open; being lenient here leaves the connector to be exact.
_BY_PATH: Final = {entity.path.lower(): entity for entity in ENTITIES}
#: How many segments the path of a resource has, most first.
_DEPTHS: Final = sorted({path.count("/") + 1 for path in _BY_PATH}, reverse=True)
_SEGMENT: Final = re.compile(r"(?P<name>[$\w]+)(?:\((?P<key>.*)\))?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """A path taken apart as far as limits and rights need it; its resource may turn out not to exist."""

    company: int | None
    segments: tuple[str, ...]

    @property
    def endpoint(self) -> str:
        """Service and resource in lower case, without a key: what the error limit counts by."""
        return self._names(self.depth)

    @property
    def depth(self) -> int:
        """How many segments name a resource; two where there is no such resource."""
        return next((depth for depth in _DEPTHS if self._names(depth) in _BY_PATH), 2)

    def _names(self, depth: int) -> str:
        return "/".join(segment.partition("(")[0] for segment in self.segments[:depth]).lower()


@dataclass(frozen=True, slots=True)
class Target:
    """What a path points at: a collection, a record (`key` given) or the collection below a record."""

    entity: type[Entity]
    key: Any = None
    has_key: bool = False
    nav: Nav | None = None
    count: bool = False

    @property
    def rows_of(self) -> type[Entity]:
        """The entity whose rows the path shows."""
        return self.nav.target if self.nav and self.nav.target else self.entity

    @property
    def single(self) -> bool:
        """Whether the path points at one record."""
        return self.has_key and self.nav is None

    def relative(self) -> str:
        """The address under the company, in Exact's own spelling."""
        key = f"({keys.text(self.entity, keys.named(self.entity, self.key))})" if self.has_key else ""
        return f"{self.entity.path}{key}{'/' + self.nav.name if self.nav else ''}"


def parse_address(path: str) -> Address:
    """Split the path into the company, None where it names none, and the rest.

    Empty segments, of doubled slashes or one at the end, count for nothing, as in WCF Data Services [I]; Exact itself
    doubles slashes in addresses of images [R].
    """
    segments = tuple(segment for segment in path.split("/") if segment)
    first = segments[0] if segments else ""
    if first.isascii() and first.isdigit() and len(first) < 10:
        return Address(int(first), segments[1:] or ("",))
    return Address(None, segments or ("",))


def parse_target(address: Address) -> Target:
    """Find what the segments point at.

    Raises:
        ODataError: 404 for what does not exist, 400 for a key that does not parse.
    """
    *services, last = address.segments[: address.depth]
    resource = _SEGMENT.fullmatch(last)
    if not services or resource is None:
        raise errors.no_segment(address.segments[-1])
    name = resource["name"]
    entity = _BY_PATH.get("/".join((*services, name)).lower())
    # [M] current/Me has no company in its path, and with one it does not exist
    if entity is None or entity.company != (address.company is not None):
        raise errors.no_segment(name)
    has_key = resource["key"] is not None
    key = keys.parse(resource["key"], entity) if has_key else None
    rest = list(address.segments[address.depth :])
    nav = _below(entity, rest.pop(0)) if has_key and rest and rest[0] != "$count" else None
    count = rest == ["$count"]
    if (rest and not count) or (count and has_key and nav is None):
        raise errors.no_segment(address.segments[-1])
    return Target(entity, key, has_key, nav, count)


def _below(entity: type[Entity], name: str) -> Nav:
    member = next((m for n, m in entity.members.items() if n.lower() == name.lower()), None)
    if isinstance(member, Nav) and member.target is not None and member.parent:
        return member
    raise errors.no_segment(name)
