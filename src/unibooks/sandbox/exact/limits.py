"""How much an app may ask of a company, and what happens to one that keeps asking wrongly."""

from __future__ import annotations

import uuid
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

#: [H] answers that count towards the error limit
COUNTED_ERRORS: Final = frozenset({400, 401, 403, 404})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LimitRules:
    """The limits in force.

    Attributes:
        minute: calls per app and company in a minute of the wall clock [H].
        day: calls per app and company in a day that begins at 00:00 UTC [H].
        errors: wrong calls per app, user, company and endpoint within an hour until it is blocked [H].
        token_calls: calls of the token endpoint per app and user in a day [M].
        enforced: whether anything is refused at all; calls are counted either way.
    """

    minute: int = 60
    day: int = 5000
    errors: int = 10
    token_calls: int = 200
    enforced: bool = True


@dataclass(frozen=True)
class Manners:
    """How the rate limits count and show where reports disagree; `Settings` says what each of these is."""

    refusal_headers: Literal["hit", "none", "all"] = "hit"
    error_headers: bool = True
    rolling_minute: bool = False
    refused_calls_count: bool = True

    def shown(self, status: int, headers: Headers) -> Headers:
        """The rate headers of an answer that was let through."""
        return headers if status < 400 or self.error_headers else ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a call may go on, and the rate headers of its answer."""

    allowed: bool
    headers: Headers


@dataclass(slots=True)
class _Used:
    minute: datetime
    in_minute: int
    day: datetime
    in_day: int
    #: when the calls of the last 60 seconds came
    recent: deque[datetime]


def _epoch_ms(at: datetime) -> str:
    """[R] resets are given in milliseconds."""
    return str(round(at.timestamp() * 1000))


@dataclass
class Meter:
    """Counts the calls of each app on each company."""

    rules: LimitRules
    manners: Manners = field(default_factory=Manners)
    _used: dict[tuple[str, int], _Used] = field(default_factory=dict[tuple[str, int], _Used])

    def take(self, client_id: str, company: int, now: datetime) -> Verdict:
        """Count a call, or refuse it when a limit is used up.

        A refusal carries only the headers of the limit that was hit [H: 2024]; in 2019 it carried none [M].
        """
        used = self._of(client_id, company, now)
        minutely = len(used.recent) if self.manners.rolling_minute else used.in_minute
        if self.rules.enforced and used.in_day >= self.rules.day:
            return self._refusal(used, self._daily(used))
        if self.rules.enforced and minutely >= self.rules.minute:
            return self._refusal(used, self._minutely(used))
        used.in_minute += 1
        used.in_day += 1
        used.recent.append(now)
        return Verdict(True, self._daily(used) + self._minutely(used))

    def _of(self, client_id: str, company: int, now: datetime) -> _Used:
        minute = now.replace(second=0, microsecond=0)
        day = minute.replace(hour=0, minute=0)
        used = self._used.setdefault((client_id, company), _Used(minute, 0, day, 0, deque()))
        if used.minute != minute:
            used.minute, used.in_minute = minute, 0
        if used.day != day:
            used.day, used.in_day = day, 0
        while used.recent and used.recent[0] <= now - timedelta(minutes=1):
            used.recent.popleft()
        return used

    def _refusal(self, used: _Used, hit: Headers) -> Verdict:
        """[I] a call that is refused uses up the day as well."""
        used.in_day += self.manners.refused_calls_count
        whole = self._daily(used) + self._minutely(used)
        return Verdict(False, {"hit": hit, "none": (), "all": whole}[self.manners.refusal_headers])

    def _daily(self, used: _Used) -> Headers:
        return (
            ("X-RateLimit-Limit", str(self.rules.day)),
            ("X-RateLimit-Remaining", str(max(0, self.rules.day - used.in_day))),
            ("X-RateLimit-Reset", _epoch_ms(used.day + timedelta(days=1))),
        )

    def _minutely(self, used: _Used) -> Headers:
        return (
            ("X-RateLimit-Minutely-Limit", str(self.rules.minute)),
            ("X-RateLimit-Minutely-Remaining", str(max(0, self.rules.minute - used.in_minute))),
            ("X-RateLimit-Minutely-Reset", _epoch_ms(used.minute + timedelta(minutes=1))),
        )


#: app, user, company (None where the path names none), endpoint
ErrorKey = tuple[str, uuid.UUID, int | None, str]


@dataclass(slots=True)
class _Errors:
    at: deque[datetime] = field(default_factory=deque[datetime])
    blocks: int = 0
    until: datetime | None = None


@dataclass
class ErrorBlock:
    """Blocks an endpoint for an app and user that keep getting it wrong.

    The tenth error within an hour blocks it for an hour [H], the nth block for n hours: that it is longer on
    repeats is [H], how much longer [I].
    """

    rules: LimitRules
    _seen: dict[ErrorKey, _Errors] = field(default_factory=dict[ErrorKey, _Errors])

    def blocked(self, key: ErrorKey, now: datetime) -> bool:
        """Whether calls are refused at present."""
        errors = self._seen.get(key)
        return self.rules.enforced and errors is not None and errors.until is not None and now < errors.until

    def record(self, key: ErrorKey, status: int, now: datetime) -> None:
        """Take note of an answer's status."""
        if status not in COUNTED_ERRORS:
            return
        errors = self._seen.setdefault(key, _Errors())
        errors.at.append(now)
        while errors.at[0] <= now - timedelta(hours=1):
            errors.at.popleft()
        if len(errors.at) >= self.rules.errors:
            errors.blocks += 1
            errors.until = now + timedelta(hours=errors.blocks)
            errors.at.clear()
