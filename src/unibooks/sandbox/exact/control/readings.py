"""The switches of a sandbox, readings of disputed behaviour among them, while it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, Panel
from unibooks.sandbox.exact.switches import SWITCHES, switch, values


def _set(panel: Panel, given: Given) -> dict[str, Any]:
    panel.set_settings(replace(panel.settings(), **dict(switch(*one) for one in given.members.items())))
    return values(panel.settings())


CONTROLS: Final = (
    Control("GET", "settings", "The switches and how they stand.", lambda panel, _: values(panel.settings())),
    Control(
        "POST",
        "settings",
        "Turn switches, also those of readings; those that are not given stay.",
        _set,
        {one.name: one.meaning for one in SWITCHES},
    ),
)
