"""What goes wrong on demand: failures, slowness, limits."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Final

from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, Panel
from unibooks.sandbox.exact.faults import KINDS, Delay, Fault

_PATTERN: Final = {
    "path": "regular expression searched in the path; left out, every call",
    "method": "only calls with this verb",
}


def _add_fault(panel: Panel, given: Given) -> None:
    if given.members.get("fault") not in KINDS:
        raise ValueError(f"fault must be one of {', '.join(sorted(KINDS))}")
    times, path = given.whole("times", least=1, default=1), given.pattern("path")
    panel.faults.pending.append(Fault(given.text("fault"), times, path, given.text("method", "").upper()))


def _add_delay(panel: Panel, given: Given) -> None:
    panel.delays.set(Delay(given.seconds("seconds"), given.pattern("path"), given.text("method", "").upper()))


def _set_limits(panel: Panel, given: Given) -> dict[str, Any]:
    rules = panel.limits()
    wanted: dict[str, Any] = {
        name: given.yes(name) if name == "enforced" else given.whole(name, least=0) for name in given.members
    }
    panel.set_limits(replace(rules, **wanted))
    return asdict(panel.limits())


CONTROLS: Final = (
    Control(
        "GET",
        "faults",
        "The failures that are still to come.",
        lambda panel, _: [asdict(fault) for fault in panel.faults.pending if fault.times],
    ),
    Control(
        "POST",
        "faults",
        "Let the next matching calls fail.",
        _add_fault,
        {"fault": "which failure, by its name", "times": "how often, once by default", **_PATTERN},
    ),
    Control("DELETE", "faults", "Let nothing fail any more on demand.", lambda panel, _: panel.faults.pending.clear()),
    Control(
        "GET",
        "latency",
        "How long matching calls are held up.",
        lambda panel, _: [asdict(delay) for delay in panel.delays.rules],
    ),
    Control(
        "POST",
        "latency",
        "Hold up matching calls, in real time; what was set last goes first, and 0 seconds exempt.",
        _add_delay,
        {"seconds": "how long", **_PATTERN},
    ),
    Control("DELETE", "latency", "Hold up nothing any more.", lambda panel, _: panel.delays.rules.clear()),
    Control("GET", "limits", "The limits in force.", lambda panel, _: asdict(panel.limits())),
    Control(
        "POST",
        "limits",
        "Change limits; those that are not given stay.",
        _set_limits,
        {
            "minute": "calls a minute, by app and company",
            "day": "calls a day, by app and company",
            "errors": "wrong calls an hour, by endpoint",
            "token_calls": "token calls a day, by app and user",
            "enforced": "`false` refuses nothing, and counts all the same",
        },
    ),
)
