"""Time: where it stands, moving, setting and stopping it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, NotHere, Panel


def _show(panel: Panel, _: Given) -> dict[str, Any]:
    clock: Any = panel.world.clock
    return {"now": clock.now().isoformat(), "frozen": bool(getattr(clock, "frozen", hasattr(clock, "move")))}


def _steer(panel: Panel, given: Given) -> dict[str, Any]:
    clock: Any = panel.world.clock
    if not given.members:
        raise ValueError("one of advance, set and freeze must be given")
    if not hasattr(clock, "move"):
        raise NotHere("this sandbox runs on the machine's clock, which cannot be moved")
    seconds = given.seconds("advance") if "advance" in given else 0
    at = given.instant("set") if "set" in given else clock.now()
    try:
        # before anything moves: a clock that has left the calendar could not be read again
        _ = at + timedelta(seconds=seconds, days=366)
    except OverflowError:
        raise ValueError("advance must stay within the calendar, which ends in the year 9999") from None
    if "freeze" in given:
        _freeze(clock, given.yes("freeze"))
    if "set" in given:
        clock.set(at)
    if seconds:
        clock.move(seconds)
    return _show(panel, given)


def _freeze(clock: Any, wanted: bool) -> None:
    if hasattr(clock, "freeze"):
        (clock.freeze if wanted else clock.thaw)()
    elif not wanted:
        raise NotHere("this sandbox runs on a clock that only moves when it is moved")


CONTROLS: Final = (
    Control("GET", "clock", "The time it believes in, and whether it stands still.", _show),
    Control(
        "POST",
        "clock",
        "Move time, for tokens, quotas and time stamps alike.",
        _steer,
        {
            "advance": "seconds to move ahead",
            "set": "an instant to jump to, such as `2026-03-02T09:00:00Z`",
            "freeze": "`true` stops the clock, `false` lets it run on",
        },
    ),
)
