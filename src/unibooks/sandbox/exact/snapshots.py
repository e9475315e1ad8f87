"""Moments of a sandbox that one can go back to, kept in memory.

A moment is taken by walking through everything that hangs on the parts of a sandbox and copying the content of each
container and object on the way. Going back puts the contents into the same containers and objects again, so that
whoever holds one of them goes on holding the right one. Tables are copied as a whole and put back only where
something was written since: going back costs as much as was changed.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final, cast

from unibooks.sandbox.exact.state import World
from unibooks.sandbox.exact.tables import Table

#: Only objects of these modules are looked into; all others are taken to be values, or somebody else's.
_OURS: Final = "unibooks.sandbox."
#: The moment at which the sandbox began.
START: Final = "start"


@dataclass
class Moment:
    """What some things held when they were looked at."""

    undo: list[Callable[[], object]] = field(default_factory=list[Callable[[], object]])
    seen: dict[int, object] = field(default_factory=dict[int, object])

    def look_at(self, value: Any, leaves: Collection[int]) -> None:
        """Keep what a thing holds, and what hangs on it.

        Args:
            value: where to begin.
            leaves: the `id` of things to leave alone.
        """
        kind = cast("type[object]", type(value))
        look = _LOOKS.get(kind) or (_look_into if kind.__module__.startswith(_OURS) else None)
        if look is None or id(value) in self.seen or id(value) in leaves:
            return
        self.seen[id(value)] = value
        undo, parts = look(value)
        if undo is not None:
            self.undo.append(undo)
        for part in parts:
            self.look_at(part, leaves)


_Looked = tuple[Callable[[], object] | None, Iterable[Any]]


def _dict(value: dict[Any, Any]) -> _Looked:
    kept = value.copy()

    def undo() -> None:
        value.clear()
        value.update(kept)

    return undo, [*kept, *kept.values()]


def _list(value: list[Any] | deque[Any]) -> _Looked:
    kept = list(value)

    def undo() -> None:
        value.clear()
        value.extend(kept)

    return undo, kept


def _set(value: set[Any]) -> _Looked:
    kept = value.copy()

    def undo() -> None:
        value.clear()
        value.update(kept)

    return undo, kept


def _random(value: random.Random) -> _Looked:
    kept = value.getstate()
    return lambda: value.setstate(kept), ()


def _table(value: Table) -> _Looked:
    kept = value.content()
    return lambda: value.put_back(kept), ()


def _look_into(value: Any) -> _Looked:
    """An object of the sandbox's own, by its attributes; what cannot change needs no undoing."""
    names = [one.name for one in fields(value)] if is_dataclass(value) else []
    held = {**{name: getattr(value, name) for name in names}, **getattr(value, "__dict__", {})}
    if isinstance(value, type) or not held:
        return None, ()
    if is_dataclass(value) and cast("Any", value).__dataclass_params__.frozen:
        return None, held.values()

    def undo() -> None:
        for name, kept in held.items():
            setattr(value, name, kept)

    return undo, held.values()


_LOOKS: Final[dict[type, Callable[[Any], _Looked]]] = {
    dict: _dict,
    list: _list,
    deque: _list,
    set: _set,
    tuple: lambda value: (None, value),
    frozenset: lambda value: (None, value),
    random.Random: _random,
    Table: _table,
}


class Snapshots:
    """The named moments of a sandbox, its beginning among them.

    Args:
        root: the object that everything hangs on.
        world: what only writes change; its clock goes back too where it can.
        leaves: what a moment leaves alone, such as the call log.
    """

    def __init__(self, root: object, world: World, leaves: Iterable[object]) -> None:
        self._root = root
        self._world = world
        self._leaves = frozenset(map(id, (*leaves, self)))
        self._moments: dict[str, Moment] = {START: self._moment()}
        self._held = False

    @property
    def names(self) -> list[str]:
        """The names in use, oldest first."""
        return list(self._moments)

    def before_writing(self) -> None:
        """To be called before anything is written; until then nothing of the beginning's world is copied."""
        if not self._held:
            self._held = True
            self._moments[START].look_at(self._world, self._leaves)

    def take(self, name: str) -> None:
        """Keep the present moment under a name; one of that name is replaced.

        Raises:
            ValueError: the beginning cannot be replaced.
        """
        self._changeable(name)
        self._moments.pop(name, None)
        moment = self._moment()
        moment.look_at(self._world, self._leaves)
        self._moments[name] = moment

    def go_back(self, name: str) -> None:
        """Make everything what it was at that moment; one can go back to it again.

        Raises:
            ValueError: there is none of that name.
        """
        for undo in self._known(name).undo:
            undo()

    def forget(self, name: str) -> None:
        """Drop a moment.

        Raises:
            ValueError: there is none of that name, or it is the beginning.
        """
        self._changeable(name)
        self._known(name)
        del self._moments[name]

    def _changeable(self, name: str) -> None:
        if name == START:
            raise ValueError(f"{START!r} is how the sandbox began and stays what it is")

    def _known(self, name: str) -> Moment:
        if name not in self._moments:
            raise ValueError(f"there is no snapshot {name!r}; there are {', '.join(self._moments)}")
        return self._moments[name]

    def _moment(self) -> Moment:
        moment = Moment()
        moment.look_at(self._root, self._leaves | {id(self._world)})
        clock: Any = self._world.clock
        if hasattr(clock, "mark"):
            kept = clock.mark()
            moment.undo.append(lambda: clock.back_to(kept))
        return moment
