"""Whoever keeps the books of a seeded company: books in the evening, and processes what is some months old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from unibooks.sandbox.exact.books import status
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.state import Row, Write

PROCESSED: Final = 50
#: The last months, whose entries are still open.
OPEN_MONTHS: Final = 3


@dataclass(frozen=True)
class Keeper:
    """A bookkeeper and the year that he books."""

    write: Write
    clock: SeedClock
    calendar: Calendar

    def at(self, day: date) -> None:
        """Make it the evening of a day."""
        rng = self.write.world.random
        self.clock.set(
            midnight(day) + timedelta(hours=17, seconds=rng.randrange(7000), milliseconds=rng.randrange(1000))
        )

    def settle(self, entry: Row, day: date) -> None:
        """Process an entry of this day unless it belongs to the months that are still open [I]."""
        if day < self.calendar.months[-OPEN_MONTHS]:
            status.change(self.write, entry["EntryID"], PROCESSED)
