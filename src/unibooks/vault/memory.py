"""What this process remembers of the database for half a minute, so that a request costs no read of its
own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from unibooks.core.clock import Clock

T = TypeVar("T")

SECONDS: Final = 30
"""How long a change made by another process may go unseen here; the same process forgets at once."""

MOST: Final = 10_000


class Memory(Generic[T]):
    """Found values by key, each for `SECONDS`, the oldest making room when there are `MOST`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[datetime, T]] = {}
        self._generation = 0

    async def recall(self, key: str, find: Callable[[], Awaitable[T | None]]) -> T | None:
        """The remembered value, or what `find` brings; that nothing was found is not remembered."""
        now = self._clock.now()
        kept = self._kept.get(key)
        if kept is not None and now < kept[0]:
            return kept[1]
        generation = self._generation
        value = await find()
        # What was forgotten while it was being read must not come back for another half minute.
        if value is not None and generation == self._generation:
            self._kept.pop(key, None)
            self._kept[key] = (now + timedelta(seconds=SECONDS), value)
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        return value

    def forget(self) -> None:
        """Forget everything: changes are rare, and a read costs a millisecond."""
        self._generation += 1
        self._kept.clear()
