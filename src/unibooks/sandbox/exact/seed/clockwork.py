"""The time that the seed lives in: it is set to the day of each booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class SeedClock:
    """A clock that the seed sets as it goes."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._now = datetime(2018, 9, 21, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def set(self, local: datetime) -> None:
        """Make it this time on the wall clock of the companies."""
        self._now = local.replace(tzinfo=self._zone).astimezone(UTC)

    def tick(self, milliseconds: int) -> None:
        """Let a moment pass."""
        self._now += timedelta(milliseconds=milliseconds)


@dataclass(frozen=True)
class Calendar:
    """The twelve months that hold bookings: those before the month of `today`.

    Attributes:
        today: the day on which the sandbox starts, in the companies' time zone.
    """

    today: date

    @property
    def months(self) -> list[date]:
        """The first day of each month, oldest first."""
        last = self.today.year * 12 + self.today.month - 1
        return [date(index // 12, index % 12 + 1, 1) for index in range(last - 12, last)]

    @property
    def end(self) -> date:
        """The last day with bookings."""
        return self.today.replace(day=1) - timedelta(days=1)

    @property
    def years(self) -> set[int]:
        """The financial years that exist."""
        return {self.today.year - 1, self.today.year, self.today.year + 1}


def midnight(day: date) -> datetime:
    """A day as a row holds it."""
    return datetime.combine(day, time())
