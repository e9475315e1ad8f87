"""Python values as JSON and back, for a file that outlives the process.

JSON's own values stand for themselves. Others are an object with one member whose name begins with `~`: the kind.
Objects of the sandbox's own are written by their attributes; those that have a name in the file are written as that
name. Nothing but the kinds below is read, and no class from outside the sandbox is ever made.
"""

from __future__ import annotations

import base64
import importlib
import json
import random
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from unibooks.connectors.exact.target.catalogue import ENTITIES

_OURS: Final = "unibooks.sandbox."

#: kind, its Python type, how it is written and read
_SCALARS: Final[tuple[tuple[str, type, Callable[[Any], Any], Callable[[Any], Any]], ...]] = (
    ("~u", uuid.UUID, lambda value: value.hex, uuid.UUID),
    ("~n", Decimal, str, Decimal),
    ("~t", datetime, datetime.isoformat, datetime.fromisoformat),
    ("~d", date, date.isoformat, date.fromisoformat),
    ("~i", timedelta, lambda value: [value.days, value.seconds, value.microseconds], lambda parts: timedelta(*parts)),
    ("~b", bytes, lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode),
    ("~z", ZoneInfo, str, ZoneInfo),
)
_WRITE: Final = {kind: (tag, write) for tag, kind, write, _ in _SCALARS}
_READ: Final = {tag: read for tag, _, _, read in _SCALARS}
_CONTAINERS: Final[dict[str, type]] = {"~l": tuple, "~s": set, "~f": frozenset, "~q": deque}
_ENTITIES: Final = {entity.__name__: entity for entity in ENTITIES}
_CONTAINER_TAGS: Final = {kind: tag for tag, kind in _CONTAINERS.items()}


class CannotKeep(TypeError):
    """A value of a kind that a file cannot hold."""


def dumps_row(row: Mapping[str, Any]) -> str:
    """A row, without its empty properties."""
    return json.dumps({name: value for name, value in row.items() if value is not None}, default=_scalar)


def loads_row(text: str) -> dict[str, Any]:
    """A row as `dumps_row` wrote it; properties that were empty are not in it."""
    return json.loads(text, object_hook=_read_scalar)


def dumps(value: Any, names: Mapping[int, str] | None = None) -> str:
    """Any value.

    Args:
        value: what to write.
        names: the name of each object that is written elsewhere, by its `id`.

    Raises:
        CannotKeep: something in it is of a kind that is not known here.
    """
    return json.dumps(_Writer(names or {}).plain(value))


def loads(text: str, named: Mapping[str, Any] | None = None) -> Any:
    """A value as `dumps` wrote it, with the objects of these names in their places."""
    return _Reader(named or {}).value(json.loads(text))


def attributes(thing: Any) -> dict[str, Any]:
    """What an object of the sandbox's own holds, by name."""
    slots = [one.name for one in fields(thing)] if is_dataclass(thing) else []
    return {**{name: getattr(thing, name) for name in slots}, **getattr(thing, "__dict__", {})}


def _scalar(value: Any) -> dict[str, Any]:
    found = _WRITE.get(cast("type[Any]", type(value)))
    if found is None:
        raise CannotKeep(f"a row cannot hold a {type(value).__name__}")
    tag, write = found
    return {tag: write(value)}


def _read_scalar(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((tag, value),) = found.items()
        if tag in _READ:
            return _READ[tag](value)
    return found


class _Writer:
    """One value being written; an object that is met again is a reference to the first time."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names
        self._met: dict[int, tuple[int, object]] = {}

    def plain(self, value: Any) -> Any:
        if value is None or isinstance(value, str | int | float):
            return value
        kind = cast("type[Any]", type(value))
        if kind in _WRITE:
            return _scalar(value)
        if kind is list:
            return [self.plain(one) for one in value]
        if kind is dict:
            return {"~m": [[self.plain(key), self.plain(one)] for key, one in value.items()]}
        if kind in _CONTAINER_TAGS:
            return {_CONTAINER_TAGS[kind]: [self.plain(one) for one in value]}
        if kind is random.Random:
            return {"~r": self.plain(value.getstate())}
        return self._object(value, kind)

    def _object(self, value: Any, kind: type[Any]) -> Any:
        if id(value) in self._names:
            return {"~name": self._names[id(value)]}
        if id(value) in self._met:
            return {"~again": self._met[id(value)][0]}
        if isinstance(value, type) and value in _ENTITIES.values():
            return {"~e": value.__name__}
        if not kind.__module__.startswith(_OURS):
            raise CannotKeep(f"a file cannot hold a {kind.__module__}.{kind.__qualname__}")
        number = len(self._met)
        self._met[id(value)] = number, value
        held = {name: self.plain(one) for name, one in attributes(value).items()}
        return {"~o": f"{kind.__module__}:{kind.__qualname__}", "n": number, "v": held}


class _Reader:
    """One value being read."""

    def __init__(self, named: Mapping[str, Any]) -> None:
        self._named = named
        self._met: dict[int, Any] = {}

    def value(self, found: Any) -> Any:
        if isinstance(found, list):
            return [self.value(one) for one in cast("list[Any]", found)]
        if not isinstance(found, dict):
            return found
        members = cast("dict[str, Any]", found)
        tag, held = next(iter(members.items()))
        if tag in _READ:
            return _READ[tag](held)
        if tag in _CONTAINERS:
            return _CONTAINERS[tag](self.value(one) for one in held)
        match tag:
            case "~m":
                return {self.value(key): self.value(one) for key, one in held}
            case "~r":
                made = random.Random()  # noqa: S311 - the world's, made to repeat
                made.setstate(self.value(held))
                return made
            case "~name":
                return self._named[held]
            case "~again":
                return self._met[held]
            case "~e":
                return _ENTITIES[held]
            case "~o":
                return self._object(held, members["n"], members["v"])
            case _:
                raise ValueError(f"there is no kind {tag!r}")

    def _object(self, where: str, number: int, held: dict[str, Any]) -> Any:
        module, _, name = where.partition(":")
        if not module.startswith(_OURS):
            raise ValueError(f"{module} is not of the sandbox")
        made: Any = object.__new__(getattr(importlib.import_module(module), name))
        self._met[number] = made
        for attribute, value in held.items():
            object.__setattr__(made, attribute, self.value(value))
        return made
