"""The sandbox's seeded companies, made once for a month and given out as copies: making them anew takes four times as long."""

from __future__ import annotations

import gc
import pickle
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import World
from unibooks.sandbox.exact.seed import build_world

HOME = ZoneInfo("Europe/Amsterdam")


def seeded_world(clock: Any) -> World:
    """A world of its own on this clock, the same as `build_world` gives."""
    here = clock.now().astimezone(HOME)
    # The rows are many small objects, which the collector would look at again and again: it is let at what the last
    # test left, and does not see these. They are in no cycle, so that they go when nobody refers to them.
    pickled = _pickled(here.year, here.month)
    gc.collect()
    gc.disable()
    try:
        world: World = pickle.loads(pickled)
    finally:
        gc.freeze()
        gc.enable()
    world.clock = clock
    return world


@cache
def _pickled(year: int, month: int) -> bytes:
    world: Any = build_world(MovableClock(datetime(year, month, 2, 12, tzinfo=HOME)))
    world.clock = None
    return pickle.dumps(world, pickle.HIGHEST_PROTOCOL)
