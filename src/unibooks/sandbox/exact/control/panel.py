"""What the controls reach: the parts of a running sandbox."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.faults import Delays, Faults
from unibooks.sandbox.exact.limits import LimitRules
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.snapshots import Snapshots
from unibooks.sandbox.exact.state import Company, User, World, Write

#: calls that the log keeps; the oldest are forgotten first
_LOG_LENGTH: Final = 10_000


class NotHere(Exception):
    """The sandbox was started in a way that this control cannot act upon; answered with a 409."""


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One line of the call log; it holds no token and no body.

    Attributes:
        number: counts the calls of a run.
        method, path, query: what was asked for; of the login pages, whose queries hold secrets, without the query.
        status: of the answer, as Exact would have sent it.
        company: the one that the path names.
        counted: whether it used up some of the app's quota.
        fault: the failure that it met on demand, "" for none.
    """

    number: int
    method: str
    path: str
    query: str
    status: int
    company: int | None
    counted: bool
    fault: str


class CallLog:
    """The last calls, oldest first."""

    def __init__(self) -> None:
        self._calls: deque[LoggedCall] = deque(maxlen=_LOG_LENGTH)
        self._count = 0

    def add(
        self, method: str, path: str, query: str, status: int, company: int | None, counted: bool, fault: str
    ) -> None:
        """Write a call down."""
        self._count += 1
        self._calls.append(LoggedCall(self._count, method, path, query, status, company, counted, fault))

    def find(
        self, *, method: str = "", path: str = "", status: int | None = None, company: int | None = None, after: int = 0
    ) -> Iterator[LoggedCall]:
        """The calls of which all of this is true; `path` is a regular expression searched in the path."""
        for call in self._calls:
            if (
                call.number > after
                and method in ("", call.method)
                and status in (None, call.status)
                and company in (None, call.company)
                and re.search(path, call.path)
            ):
                yield call

    def clear(self) -> None:
        """Forget them; the numbers go on."""
        self._calls.clear()


@dataclass
class Panel:
    """The parts of a sandbox, and what is done about all of them at once.

    Attributes:
        limits: reads the limits in force; `set_limits` puts others in force.
        settings: reads the settings in force; `set_settings` puts others in force.
    """

    world: World
    consents: Consents
    faults: Faults
    delays: Delays
    log: CallLog
    snapshots: Snapshots
    limits: Callable[[], LimitRules]
    set_limits: Callable[[LimitRules], None]
    settings: Callable[[], Settings]
    set_settings: Callable[[Settings], None]

    def company(self, given: Given) -> Company:
        """The company whose number is given as `division`."""
        company = self.world.companies.get(given.whole("division"))
        if company is None:
            raise ValueError("division must be the number of a company")
        return company

    def user(self, given: Given) -> User:
        """The user whose name is given as `user`, the first one when none is."""
        name = given.text("user", "")
        users = list(self.world.users.values())
        found = next((user for user in users if name in ("", user.name)), None)
        if found is None:
            raise ValueError(f"user must be one of {', '.join(user.name for user in users)}")
        return found

    def write(self, given: Given) -> Write:
        """The accountant's circumstances: the given company, the first user who may open it."""
        company = self.company(given)
        user = next((user for user in self.world.users.values() if company.code in user.companies), None)
        if user is None:
            raise ValueError("division must be a company that somebody may open")
        return Write(self.world, company, user)


@dataclass(frozen=True)
class Control:
    """One control.

    Attributes:
        method, path: how it is called; `path` is what follows `/_sandbox/`.
        does: what it does, a sentence.
        run: does it; returns what is answered as JSON, None for an empty answer.
        members: what may be given, each with its meaning.
        writes: whether it may change what Exact knows.
    """

    method: str
    path: str
    does: str
    run: Callable[[Panel, Given], Any]
    members: Mapping[str, str] = field(default_factory=dict[str, str])
    writes: bool = False
