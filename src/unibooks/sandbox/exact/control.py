"""`/_sandbox/..`: the strings a test pulls. None of this exists in Exact."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from typing import Any, Final, cast

from unibooks.sandbox.exact.faults import Faults, parse_fault
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.limits import ErrorBlock, LimitRules, Meter
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.state import World

#: calls that the log keeps; the oldest are forgotten first
_LOG_LENGTH: Final = 10_000


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One line of the call log; it holds no token and no body."""

    method: str
    path: str
    query: str
    status: int
    company: int | None
    counted: bool


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode("ascii"), "application/json")


def _refuse(sentence: str) -> Answer:
    return _json({"error": sentence}, 400)


class Control:
    """Clock, call log, faults and limits."""

    def __init__(self, world: World, faults: Faults, meter: Meter, errors: ErrorBlock, consents: Consents) -> None:
        self._world = world
        self._faults = faults
        self._meter = meter
        self._errors = errors
        self._consents = consents
        self.calls: deque[LoggedCall] = deque(maxlen=_LOG_LENGTH)
        self._routes: dict[tuple[str, str], Callable[[Call], Answer]] = {
            ("GET", "clock"): self._clock,
            ("POST", "clock"): self._move_clock,
            ("GET", "calls"): lambda _: _json([asdict(call) for call in self.calls]),
            ("DELETE", "calls"): lambda _: self._cleared(self.calls),
            ("GET", "faults"): lambda _: _json([asdict(fault) for fault in self._faults.pending if fault.times]),
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): lambda _: self._cleared(self._faults.pending),
            ("POST", "limits"): self._set_limits,
        }

    def handle(self, call: Call, name: str) -> Answer:
        """Answer a call; `name` is what follows `/_sandbox/`."""
        route = self._routes.get((call.method, name))
        if route is None:
            return _json({"error": "not found"}, 404)
        try:
            return route(call)
        except ValueError as error:
            return _refuse(str(error))

    @staticmethod
    def _body(call: Call) -> dict[str, Any]:
        found: object = json.loads(call.body)
        if not isinstance(found, dict):
            raise ValueError("the body must be a JSON object")
        return cast("dict[str, Any]", found)

    @staticmethod
    def _cleared(things: list[Any] | deque[LoggedCall]) -> Answer:
        things.clear()
        return Answer(204)

    def _clock(self, _: Call) -> Answer:
        return _json({"now": self._world.clock.now().isoformat()})

    def _move_clock(self, call: Call) -> Answer:
        seconds = self._body(call).get("advance")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool) or seconds < 0:
            raise ValueError("advance must be a number of seconds, 0 or more")
        move = getattr(self._world.clock, "move", None)
        if move is None:
            return _json({"error": "this sandbox runs on the machine's clock, which cannot be moved"}, 409)
        try:
            # before anything moves: a clock that has left the calendar could not be read again
            _ = self._world.clock.now() + timedelta(seconds=seconds)
        except OverflowError:
            raise ValueError("advance must stay within the calendar, which ends in the year 9999") from None
        move(seconds)
        return self._clock(call)

    def _add_fault(self, call: Call) -> Answer:
        self._faults.pending.append(parse_fault(self._body(call)))
        return Answer(204)

    def _set_limits(self, call: Call) -> Answer:
        given = self._body(call)
        rules = self._meter.rules
        for name, value in given.items():
            if name not in {f.name for f in fields(LimitRules)}:
                raise ValueError(f"unknown limit {name!r}")
            if type(value) is not type(getattr(rules, name)):
                raise ValueError(f"{name} must be {'true or false' if name == 'enforced' else 'a whole number'}")
            if not isinstance(value, bool) and value < 0:
                raise ValueError(f"{name} must not be negative")
        rules = replace(rules, **given)
        self._meter.rules = self._errors.rules = self._consents.rules = rules
        return _json(asdict(rules))
