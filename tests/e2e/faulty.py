"""Bodies with something wrong in them, derived from the models: what nobody has to think of for each field anew."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, get_args

from pydantic import BaseModel

from unibooks.core.shapes import Shape, shapes

#: Kind of value -> values that are none of it, as JSON has them; NaN and infinity as Python writes them.
NONE_OF: Final[dict[str, tuple[Any, ...]]] = {
    "text": ({"no": 1}, ["no"], True, float("nan")),
    "integer": ("much", 1.5, [1], {}),
    "flag": ("perhaps", 7, {}, []),
    "amount": ("much", 1.005, float("nan"), True, 10**13),
    "quantity": ("much", {"no": 1}, float("inf"), True, 10**13),
    "percent": ("much", {"no": 1}, float("nan"), True, 10**13),
    "day": ("soon", "2026-02-30", 20260230, True),
    "instant": ("soon", "2026-02-30T25:00:00Z", 7, True),
}
#: What no closed set has.
NO_WORD: Final = ("NO_SUCH_WORD", 7, {"no": 1}, True)
ROUNDS: Final = max(map(len, NONE_OF.values()))


@dataclass(frozen=True)
class Field:
    """One field of a body or of what it holds: the caller's path to its first value, what it is, and where it stands."""

    path: str
    name: str
    shape: Shape
    plain: bool

    @property
    def holder(self) -> str:
        """The path of the object that it stands in, "" for the body itself."""
        return self.path.rpartition(".")[0]

    def wrong(self) -> tuple[Any, ...]:
        """Values that it cannot have."""
        if self.shape.model is not None:
            return (["no"], True)
        if self.shape.values is not None:
            return NO_WORD
        assert self.shape.kind is not None
        return NONE_OF[self.shape.kind.name]


def fields(model: type[BaseModel], at: str = "") -> Iterator[Field]:
    """Every field that holds a plain value; an object that may be a text as well counts as one."""
    for name, shape in shapes(model).items():
        path = at + shape.alias + ("[0]" if shape.many else "")
        plain = shape.model is None or _mentions_text(model.model_fields[name].annotation)
        if plain:
            yield Field(path, name, shape, plain=shape.model is None and shape.values is None)
        else:
            assert shape.model is not None
            yield from fields(shape.model, f"{path}.")


def containers(model: type[BaseModel], at: str = "") -> Iterator[tuple[str, bool]]:
    """The path of every list and object in a body, and whether it is a list."""
    for name, shape in shapes(model).items():
        if shape.many or shape.model is not None:
            yield at + shape.alias, shape.many
        if shape.model is not None and not _mentions_text(model.model_fields[name].annotation):
            yield from containers(shape.model, f"{at}{shape.alias}{'[0]' if shape.many else ''}.")


def _mentions_text(annotation: Any) -> bool:
    return annotation is str or any(_mentions_text(part) for part in get_args(annotation))


def put(body: Any, path: str, value: Any) -> Any:
    """The body with a value at a path; the objects and lists on the way are made where they are not there."""
    found = copy.deepcopy(body)
    parts = steps(path)
    place = found
    for part, following in pairwise(parts):
        if _at(place, part) is None:
            _set(place, part, [] if isinstance(following, int) else {})
        place = _at(place, part)
    _set(place, parts[-1], value)
    return found


def stands(body: Any, path: str) -> bool:
    """Whether there is something at a path."""
    place = body
    for part in steps(path):
        place = _at(place, part)
    return place is not None


def without(body: Any, path: str) -> Any:
    """The body without what stands at a path."""
    found = copy.deepcopy(body)
    place = found
    for part in steps(path)[:-1]:
        place = _at(place, part)
    del place[steps(path)[-1]]
    return found


def steps(path: str) -> list[str | int]:
    """The keys and places that a path is made of."""
    return [int(part[1:-1]) if part[0] == "[" else part for part in re.findall(r"[^.\[\]]+|\[\d+\]", path)]


def _at(place: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return place[part] if place is not None and part < len(place) else None
    return None if place is None else place.get(part)


def _set(place: Any, part: str | int, value: Any) -> None:
    if isinstance(part, int) and part == len(place):
        place.append(value)
    else:
        place[part] = value
