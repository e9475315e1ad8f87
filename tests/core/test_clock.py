"""Clocks: sleepers wake when their hour has passed on the clock, however it passed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from unibooks.core.clock import MovableClock, ShiftedClock


async def asleep(clock: MovableClock | ShiftedClock, seconds: float) -> asyncio.Task[None]:
    """A task that sleeps on the clock, and has begun to."""
    task = asyncio.create_task(clock.sleep(seconds))
    await asyncio.sleep(0)
    return task


@pytest.mark.parametrize("clock", [MovableClock(datetime(2026, 3, 2, 9, tzinfo=UTC)), ShiftedClock()])
async def test_moving_a_clock_wakes_who_is_due(clock: MovableClock | ShiftedClock) -> None:
    begun = clock.now()
    early, late = await asleep(clock, 600), await asleep(clock, 100_000)
    clock.move(minutes=11)
    await asyncio.wait_for(early, 5)
    assert clock.now() - begun >= timedelta(minutes=11)
    assert not late.done()
    late.cancel()


async def test_nobody_sleeps_for_less_than_nothing() -> None:
    await asyncio.wait_for(ShiftedClock().sleep(-1), 5)


def test_a_clock_needs_an_aware_start() -> None:
    with pytest.raises(ValueError, match="aware"):
        MovableClock(datetime(2026, 3, 2, 9))
