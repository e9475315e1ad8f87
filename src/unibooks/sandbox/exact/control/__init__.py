"""`/_sandbox/..`: the strings a test pulls. None of this exists in Exact."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

from unibooks import __version__
from unibooks.sandbox.exact.control import accountant, clocks, past, people, readings, troubles
from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import CallLog, Control, LoggedCall, NotHere, Panel
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.oauth import TokenError
from unibooks.sandbox.exact.state import Refused


def _overview(panel: Panel, _: Given) -> dict[str, Any]:
    return {
        "unibooks": __version__,
        "now": panel.world.clock.now().isoformat(),
        "users": [user.name for user in panel.world.users.values()],
        "companies": list(panel.world.companies),
        "apps": list(panel.world.apps),
        "calls": Counter(str(call.status) for call in panel.log.find()),
        "controls": [{"method": one.method, "path": f"/_sandbox/{one.path}", "does": one.does} for one in CONTROLS],
    }


CONTROLS: Final[tuple[Control, ...]] = (
    Control("GET", "", "What this sandbox is, and every control.", _overview),
    *clocks.CONTROLS,
    *troubles.CONTROLS,
    *accountant.CONTROLS,
    *people.CONTROLS,
    *past.CONTROLS,
    *readings.CONTROLS,
)
_ROUTES: Final = {(one.method, one.path): one for one in CONTROLS}


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode("ascii"), "application/json")


def find(call: Call, name: str) -> Control | None:
    """The control that a call asks for; `name` is what follows `/_sandbox/`."""
    return _ROUTES.get((call.method, name.strip("/")))


def handle(panel: Panel, call: Call, control: Control | None) -> Answer:
    """Answer a call of a control."""
    if control is None:
        return _json({"error": "there is no such control; GET /_sandbox/ lists them"}, 404)
    try:
        found = control.run(panel, Given.of(call, control.members))
    except (ValueError, Refused) as error:
        return _json({"error": str(error)}, 400)
    except NotHere as error:
        return _json({"error": str(error)}, 409)
    except TokenError:  # the one that a code made a moment ago can meet
        return _json(
            {"error": "the user's token calls of the day are used up; move the clock, or change token_calls"}, 409
        )
    return Answer(204) if found is None else _json(found)


__all__ = ["CONTROLS", "CallLog", "Control", "LoggedCall", "NotHere", "Panel", "find", "handle"]
