"""`/_sandbox/..`: the strings a test pulls. None of this exists in Exact."""

from __future__ import annotations

import json
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast

from unibooks.sandbox.exact.books import closing, matching, references, status
from unibooks.sandbox.exact.faults import Faults, parse_fault
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.limits import ErrorBlock, LimitRules, Meter
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.odata.literals import parse_guid
from unibooks.sandbox.exact.state import Delivery, Refused, World, Write

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
    """Clock, call log, faults and limits, and what the customer's accountant does in Exact itself."""

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
            ("GET", "webhooks"): lambda _: _json([_shown(d) for d in (*world.delivered, *world.deliveries)]),
            ("POST", "limits"): self._set_limits,
            ("POST", "match"): self._match,
            ("POST", "period"): self._set_period,
            ("POST", "process"): self._process,
        }

    def handle(self, call: Call, name: str) -> Answer:
        """Answer a call; `name` is what follows `/_sandbox/`."""
        route = self._routes.get((call.method, name))
        if route is None:
            return _json({"error": "not found"}, 404)
        try:
            return route(call)
        except (ValueError, Refused) as error:
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

    def _write(self, given: dict[str, Any]) -> Write:
        """The accountant's circumstances: the named company, the first user who may open it."""
        company = self._world.companies.get(_whole(given, "division"))
        user = next((user for user in self._world.users.values() if company and company.code in user.companies), None)
        if company is None or user is None:
            raise ValueError("division must be the number of a company")
        return Write(self._world, company, user)

    def _match(self, call: Call) -> Answer:
        given = _known(self._body(call), "division", "lines", "entries", "amount")
        if ("lines" in given) == ("entries" in given):
            raise ValueError("either lines or entries must be given")
        limit: Decimal | None = None
        if given.get("amount") is not None:
            try:
                limit = Decimal(str(given["amount"]))
            except InvalidOperation:
                limit = Decimal(0)
            if not (limit.is_finite() and limit > 0 and limit == round(limit, 2)):
                raise ValueError("amount must be a number above 0 with no more than two decimals")
        write = self._write(given)
        if "lines" in given:
            made = matching.match(write, dict.fromkeys(_guids(given, "lines")), limit=limit)
        else:
            made = matching.match_entries(write, _guids(given, "entries"), limit)
        return _json({"matched": [{"line": str(part.line), "amount": f"{part.dc:.2f}"} for part in made.parts]})

    def _set_period(self, call: Call) -> Answer:
        given = _known(self._body(call), "division", "year", "period", "journal", "closed")
        company = self._write(given).company
        year, period, closed = _whole(given, "year"), _whole(given, "period"), given.get("closed", True)
        if year not in company.financial_years or not 1 <= period <= 12:
            raise ValueError("year must be a financial year of the company and period a number from 1 to 12")
        if not isinstance(closed, bool):
            raise ValueError("closed must be true or false")
        journal = given.get("journal")
        if journal is not None and (not isinstance(journal, str) or references.journal(company, journal) is None):
            raise ValueError("journal must be the code of a journal of the company")
        (closing.close if closed else closing.reopen)(company, year, period, journal)
        return Answer(204)

    def _process(self, call: Call) -> Answer:
        given = _known(self._body(call), "division", "entry", "status")
        entry = parse_guid(given["entry"]) if isinstance(given.get("entry"), str) else None
        if not status.change(self._write(given), entry, _whole(given, "status")):
            raise ValueError("entry must be the EntryID of a booked entry")
        return Answer(204)


def _shown(delivery: Delivery) -> dict[str, Any]:
    return asdict(delivery) | {"subscription": str(delivery.subscription), "due": delivery.due.isoformat()}


def _known(given: dict[str, Any], *names: str) -> dict[str, Any]:
    unknown = set(given) - set(names)
    if unknown:
        raise ValueError(f"unknown member {sorted(unknown)[0]!r}")
    return given


def _whole(given: dict[str, Any], name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} must be a whole number")
    return value


def _guids(given: dict[str, Any], name: str) -> list[uuid.UUID]:
    values = cast("list[object]", given[name]) if isinstance(given[name], list) else []
    found = [parse_guid(value) for value in values if isinstance(value, str)]
    if len(found) < 2 or len(found) < len(values) or None in found or len(set(found)) < len(found):
        raise ValueError(f"{name} must be a list of two or more GUIDs, none of them twice")
    return [key for key in found if key is not None]
