"""The quotas of companies and the errors of endpoints, kept in memory from what Exact's answers say."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from unibooks.connectors.exact.target.limits import COUNTED_ERRORS, DAY, ERRORS_PER_HOUR, MINUTE, Limit
from unibooks.core.clock import Clock
from unibooks.core.errors import Throttled

#: After a reset, so that a clock that runs a little fast does not ask too early.
MARGIN: Final = timedelta(seconds=1)
HOUR: Final = timedelta(hours=1)
#: Companies, and callers that made errors, that are remembered; the one met longest ago makes room. Callers choose both
#: names, so that without an end to it their typing errors would fill the memory.
MOST: Final = 10_000

V = TypeVar("V")


@dataclass(frozen=True)
class Caller:
    """Under whose name a call counts: quotas by app and company, errors by user and endpoint as well.

    `company` is "" for calls that no company pays for.
    """

    client_id: str
    user_id: str
    company: str
    endpoint: str


@dataclass
class _Left:
    remaining: int
    reset: datetime


@dataclass
class _Company:
    """One app's dealings with one company. Exact asks for one call at a time [H]; the lock sees to that."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    left: dict[str, _Left] = field(default_factory=dict[str, _Left])


class Limits:
    """What is left to ask, for one address.

    Args:
        clock: the clock.
        quota_wait: seconds a call may wait for the minute's quota before it is refused with the time of its return.
    """

    def __init__(self, clock: Clock, quota_wait: float) -> None:
        self._clock = clock
        self._wait = quota_wait
        self._companies: OrderedDict[tuple[str, str], _Company] = OrderedDict()
        self._errors: OrderedDict[Caller, deque[datetime]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, caller: Caller) -> AsyncGenerator[None]:
        """Wait until no other call of this app is under way in the company."""
        if not caller.company:
            yield
            return
        async with self._of(caller).lock:
            yield

    async def admit(self, caller: Caller) -> None:
        """Let a call go out, after a wait if the minute's quota is used up and returns soon.

        Raises:
            Throttled: the quota returns later than that, or the endpoint has seen too many errors.
        """
        self._refuse_after_errors(caller)
        if not caller.company:
            return
        left = self._of(caller).left
        if (returns := self._returns(left, DAY)) is not None:
            raise Throttled(f"This company's calls for today are used up; {_at(returns)}", retry_at=returns + MARGIN)
        if (returns := self._returns(left, MINUTE)) is None:
            return
        seconds = (returns + MARGIN - self._clock.now()).total_seconds()
        if seconds > self._wait:
            raise Throttled(
                f"This company's calls for this minute are used up; {_at(returns)}", retry_at=returns + MARGIN
            )
        await self._clock.sleep(seconds)

    def note(self, caller: Caller, status: int, headers: Mapping[str, str]) -> None:
        """Learn from an answer."""
        now = self._clock.now()
        if status in COUNTED_ERRORS:
            _remembered(self._errors, caller, deque[datetime]).append(now)
        if not caller.company:
            return
        left = self._of(caller).left
        for limit in (MINUTE, DAY):
            found = _read(limit, headers)
            if found is not None:
                left[limit.name] = found
        if status == 429 and not any(now < one.reset and one.remaining <= 0 for one in left.values()):
            # It came without headers, or with budget left [H]: the next minute is worth a try.
            left[MINUTE.name] = _Left(0, now.replace(second=0, microsecond=0) + timedelta(minutes=1))

    def returns(self, caller: Caller) -> datetime:
        """When a company that Exact has just refused may be asked again."""
        left = self._of(caller).left
        later = [at + MARGIN for limit in (MINUTE, DAY) if (at := self._returns(left, limit)) is not None]
        return max(later, default=self._clock.now() + timedelta(minutes=1))

    def _of(self, caller: Caller) -> _Company:
        return _remembered(self._companies, (caller.client_id, caller.company), _Company)

    def _returns(self, left: Mapping[str, _Left], limit: Limit) -> datetime | None:
        """When a used-up limit returns, or None when it is not used up."""
        one = left.get(limit.name)
        if one is None or one.remaining > 0 or self._clock.now() >= one.reset:
            return None
        return one.reset

    def _refuse_after_errors(self, caller: Caller) -> None:
        seen = self._errors.get(caller)
        if seen is None:
            return
        now = self._clock.now()
        while seen and seen[0] <= now - HOUR:
            seen.popleft()
        if not seen:
            del self._errors[caller]
        elif len(seen) >= ERRORS_PER_HOUR - 1:
            raise Throttled(
                f"{caller.endpoint} was called wrongly {len(seen)} times within an hour; Exact Online blocks it for an "
                f"hour at {ERRORS_PER_HOUR}, so no further call is sent before {(seen[0] + HOUR).isoformat(timespec='seconds')}",
                retry_at=seen[0] + HOUR,
            )


def _remembered(book: OrderedDict[Any, V], key: object, make: Callable[[], V]) -> V:
    """What the book says under a key, made if it says nothing."""
    if key not in book:
        book[key] = make()
    book.move_to_end(key)
    if len(book) > MOST:
        book.popitem(last=False)
    return book[key]


def _at(moment: datetime) -> str:
    return f"the quota returns at {moment.isoformat(timespec='seconds')}"


def _read(limit: Limit, headers: Mapping[str, str]) -> _Left | None:
    remaining, reset = headers.get(limit.remaining_header), headers.get(limit.reset_header)
    if remaining is None or reset is None:
        return None
    try:
        return _Left(int(remaining), datetime.fromtimestamp(int(reset) // 1000, UTC))
    except (ValueError, OverflowError, OSError):
        # Not worth an error: the call it came with has been answered, and a write may have been done.
        return None
