"""The one clock of every process.

Nothing else in unibooks asks what time it is: token lifetimes, quotas, leases and time stamps all come from here, so
that a test moves time for everything at once, the sandbox included.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What a process may know about time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return once that many seconds have passed on this clock."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class ShiftedClock:
    """The machine's own time, which can be moved, set and stopped: a sandbox beside the API makes both believe it."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._still: datetime | None = None
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._still or datetime.now(UTC) + self._ahead

    @property
    def frozen(self) -> bool:
        """Whether it stands still."""
        return self._still is not None

    def move(self, seconds: float = 0, **delta: float) -> None:
        """Move forward by `seconds` and any `timedelta` arguments; sleepers whose hour has passed wake."""
        self.set(self.now() + timedelta(seconds=seconds, **delta))

    def set(self, at: datetime) -> None:
        """Make it this instant, aware; it may lie before the present one."""
        self._ahead = at - datetime.now(UTC)
        self._still = at if self._still else None
        self._wake()

    def freeze(self) -> None:
        """Stop where it is; it still can be moved and set."""
        self._still = self.now()

    def thaw(self) -> None:
        """Go on from where it stands."""
        now, self._still = self.now(), None
        self.set(now)

    def mark(self) -> tuple[timedelta, datetime | None]:
        """Where it is against the machine's time, for `back_to`."""
        return self._ahead, self._still

    def back_to(self, mark: tuple[timedelta, datetime | None]) -> None:
        """Return to where it was against the machine's time."""
        self._ahead, self._still = mark
        self._wake()

    async def sleep(self, seconds: float) -> None:
        wake = self.now() + timedelta(seconds=seconds)
        while (left := (wake - self.now()).total_seconds()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()


class MovableClock:
    """A clock that stands still until it is moved; sleepers wake when it has passed their hour."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware start, for example datetime(2026, 1, 5, 9, tzinfo=UTC)")
        self._now = start.astimezone(UTC)
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def move(self, seconds: float = 0, **delta: float) -> None:
        """Move forward by `seconds` and any `timedelta` arguments: `clock.move(minutes=10)`."""
        self.set(self._now + timedelta(seconds=seconds, **delta))

    def set(self, at: datetime) -> None:
        """Make it this instant, aware; it may lie before the present one."""
        self._now = at.astimezone(UTC)
        self._moved.set()
        self._moved = asyncio.Event()

    def mark(self) -> datetime:
        """Where it stands, for `back_to`."""
        return self._now

    def back_to(self, mark: datetime) -> None:
        """Return to where it stood."""
        self.set(mark)

    async def sleep(self, seconds: float) -> None:
        wake = self._now + timedelta(seconds=seconds)
        while self._now < wake:
            await self._moved.wait()
