"""How a target system's vocabulary is written down.

An `Entity` is a class whose attributes are the properties of one endpoint, in the order in which the target writes them:

    class PurchaseEntry(Entity):
        path = "purchaseentry/PurchaseEntries"
        EntryID = Prop("Edm.Guid", key=True, post=True)
        PurchaseEntryLines = Nav("PurchaseEntryLine", many=True, post=True)
        AmountDC = Prop("Edm.Double")

These are facts about the target and nothing else: no unified name occurs here. A property knows its own name and its
entity, so a mapping that names a property which does not exist fails when it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Final

WIRE_TYPES: Final = frozenset(
    {
        "Edm.Binary",
        "Edm.Boolean",
        "Edm.Byte",
        "Edm.DateTime",
        "Edm.Double",
        "Edm.Guid",
        "Edm.Int16",
        "Edm.Int32",
        "Edm.Int64",
        "Edm.String",
    }
)


class Prop:
    """One property of an entity: its wire type and what may be done with it.

    Args:
        edm: the OData v2 type on the wire, one of `WIRE_TYPES`.
        key: whether it is the entity's key.
        post: whether it may be sent when a record is created.
        put: whether it may be sent when a record is changed.
        mandatory: whether a create without it is refused.
        width: fixed width of a padded text; negative pads on the left, 0 means no padding.
        day: whether a DateTime carries a day only, without a time.
        length: the most characters that a text may have, 0 where no limit is known.
        filled: whether the value is never null, not even in an answer that leaves everything else out.
        fraction: whether a percentage is written as a fraction (0.21 for 21 %).
        webhook: whether a change of it raises an event.
    """

    __slots__ = (
        "day",
        "edm",
        "entity",
        "filled",
        "fraction",
        "key",
        "length",
        "mandatory",
        "name",
        "post",
        "put",
        "webhook",
        "width",
    )

    def __init__(
        self,
        edm: str,
        *,
        key: bool = False,
        post: bool = False,
        put: bool = False,
        mandatory: bool = False,
        width: int = 0,
        length: int = 0,
        day: bool = False,
        filled: bool = False,
        fraction: bool = False,
        webhook: bool = False,
    ) -> None:
        if edm not in WIRE_TYPES:
            raise TypeError(f"{edm} is not a wire type; known are {', '.join(sorted(WIRE_TYPES))}")
        self.edm = edm
        self.key = key
        self.post = post
        self.put = put
        self.mandatory = mandatory
        self.width = width
        self.length = length
        self.day = day
        self.filled = filled
        self.fraction = fraction
        self.webhook = webhook
        self.name = ""
        self.entity: type[Entity] = Entity

    def __set_name__(self, owner: type[Entity], name: str) -> None:
        self.name = name
        self.entity = owner

    def pad(self, text: str) -> str:
        """The text as the target stores it: padded to the property's width, unchanged when it has none."""
        if self.width < 0:
            return text.rjust(-self.width)
        return text.ljust(self.width)

    def __repr__(self) -> str:
        return f"{self.entity.__name__}.{self.name}"


class Nav:
    """A navigation property: the rows of another entity that hang under this one.

    Args:
        target: class name of the other entity, in the same module.
        many: whether it is a collection.
        post: whether the rows may be nested in a create.
        mandatory: whether a create without rows is refused.
        parent: name of the property of the other entity that holds this entity's key.
    """

    __slots__ = ("_target", "entity", "mandatory", "many", "name", "parent", "post")

    def __init__(
        self, target: str, *, many: bool = True, post: bool = False, mandatory: bool = False, parent: str = ""
    ) -> None:
        self._target = target
        self.many = many
        self.post = post
        self.mandatory = mandatory
        self.parent = parent
        self.name = ""
        self.entity: type[Entity] = Entity

    def __set_name__(self, owner: type[Entity], name: str) -> None:
        self.name = name
        self.entity = owner

    @property
    def target(self) -> type[Entity] | None:
        """The entity of the rows, or None where this project does not describe it yet."""
        found = getattr(sys.modules[self.entity.__module__], self._target, None)
        return found if isinstance(found, type) and issubclass(found, Entity) else None

    def __repr__(self) -> str:
        return f"{self.entity.__name__}.{self.name}"


class Entity:
    """A thing in the target system, in that system's own words.

    Attributes:
        path: the endpoint under the company, e.g. `crm/Accounts`.
        type_name: the type the target writes into `__metadata`.
        methods: the HTTP verbs it answers to.
        page_size: rows in one page.
        scope: the OAuth scope an app needs for it, "" for none.
        selected: whether a list is refused unless the properties are chosen.
        filterable: the only properties that a filter may name, empty where all may.
        topic: the webhook topic of its events, "" for none.
        company: whether the path stands under a company number.
        members: every property and navigation property, in the target's own order.
        key: the key property, or the first of several.
        keys: all of them, in the order in which the target writes them.
    """

    path: ClassVar[str] = ""
    type_name: ClassVar[str] = ""
    methods: ClassVar[frozenset[str]] = frozenset({"GET"})
    page_size: ClassVar[int] = 60
    scope: ClassVar[str] = ""
    selected: ClassVar[bool] = False
    filterable: ClassVar[frozenset[str]] = frozenset()
    topic: ClassVar[str] = ""
    company: ClassVar[bool] = True
    members: ClassVar[dict[str, Prop | Nav]] = {}
    key: ClassVar[Prop]
    keys: ClassVar[tuple[Prop, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.members = {n: m for n, m in vars(cls).items() if isinstance(m, Prop | Nav)}
        keys = [m for m in cls.members.values() if isinstance(m, Prop) and m.key]
        if not keys:
            raise TypeError(f"{cls.__name__} needs a key property")
        cls.key = keys[0]
        cls.keys = tuple(keys)

    @classmethod
    def pick(cls, names: str) -> tuple[Prop | Nav, ...]:
        """Several members by name, parted by blanks; TypeError names those that do not exist."""
        wanted = names.split()
        if strangers := [name for name in wanted if name not in cls.members]:
            raise TypeError(f"{cls.__name__} has no {', '.join(strangers)}")
        return tuple(cls.members[name] for name in wanted)

    @classmethod
    @cache
    def props(cls) -> Mapping[str, Prop]:
        """The plain properties, without the navigation ones."""
        return MappingProxyType({n: m for n, m in cls.members.items() if isinstance(m, Prop)})


@dataclass(frozen=True)
class Codec:
    """How a wire type and a unified kind of value become each other.

    `read` and `write` are made once for a property and a company's time zone; no function means that the value passes as
    it is.
    A written value that the property cannot hold raises ValueError with a sentence for the caller.
    """

    wire: Any
    read: Callable[[Prop, tzinfo], Callable[[Any], Any] | None] | None = None
    write: Callable[[Prop, tzinfo], Callable[[Any], Any]] | None = None


#: (wire type, kind of unified value) -> codec. A pair that is not in a target's table cannot be mapped.
Codecs = Mapping[tuple[str, str], Codec]
