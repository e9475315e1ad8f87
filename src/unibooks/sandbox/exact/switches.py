"""The switches of `Settings` by name, as a command line or a control turns them."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, fields
from typing import Any, Final, get_args, get_type_hints

from unibooks.sandbox.exact.settings import Settings

#: Set in a way of their own: the limits by `LimitRules`, the controls at the start only.
_APART: Final = frozenset({"limits", "control"})


@dataclass(frozen=True)
class Switch:
    """One switch.

    Attributes:
        name: the attribute of `Settings`.
        default: how it stands when nobody turns it.
        choices: the texts that it takes, empty when it takes any value of the default's type.
        meaning: what it does.
    """

    name: str
    default: Any
    choices: tuple[str, ...]
    meaning: str


def _meanings() -> dict[str, str]:
    """What the docstring of `Settings` says of each attribute."""
    text = inspect.getdoc(Settings) or ""
    found = re.findall(r"^    (\w+): ((?:.+\n?)(?:^        .+\n?)*)", text, re.MULTILINE)
    return {name: " ".join(said.split()).rstrip(".") for name, said in found}


def _switches() -> tuple[Switch, ...]:
    meanings, hints = _meanings(), get_type_hints(Settings)
    return tuple(
        Switch(one.name, one.default, tuple(map(str, get_args(hints[one.name]))), meanings[one.name])
        for one in fields(Settings)
        if one.name not in _APART
    )


SWITCHES: Final = _switches()
_BY_NAME: Final = {one.name: one for one in SWITCHES}


def switch(name: str, value: Any) -> tuple[str, Any]:
    """A switch and its value, which may be written as a text: `("refresh_grace", "true")`.

    Raises:
        ValueError: no switch is called so, or it does not take that value.
    """
    known = _BY_NAME.get(name)
    if known is None:
        raise ValueError(f"there is no switch {name!r}; there are {', '.join(_BY_NAME)}")
    if known.choices:
        if value not in known.choices:
            raise ValueError(f"{name} must be one of {', '.join(known.choices)}")
        return name, value
    if isinstance(known.default, bool):
        found = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
        if not isinstance(found, bool):
            raise ValueError(f"{name} must be true or false")
        return name, found
    if isinstance(known.default, float):
        try:
            number = float(value) if not isinstance(value, bool) else -1.0
        except (TypeError, ValueError):
            number = -1.0
        if not 0 <= number < float("inf"):
            raise ValueError(f"{name} must be a number of seconds, 0 or more")
        return name, number
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")
    return name, value


def values(settings: Settings) -> dict[str, Any]:
    """How every switch stands."""
    return {one.name: getattr(settings, one.name) for one in SWITCHES}
