"""A thousand writes of every kind, in any order: after each of them the books are right.

`make soak` does ten thousand, other ones each time. What fails is told as the shortest list of writes that still fails.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from tests.sandbox.books import controls
from tests.sandbox.books.clerk import Clerk, new_clerk
from tests.sandbox.books.desk import new_desk
from tests.sandbox.books.operations import OPERATIONS

#: How many writes each company gets.
STEPS = 250
#: After how many writes everything is checked, not only the entries just written.
EVERY = 50
#: For how many seconds a failure is made shorter.
PATIENCE = 60


class Step(NamedTuple):
    """One write: which, and the number that decides everything about it."""

    name: str
    seed: int


def steps(seed: int) -> list[Step]:
    """The writes of one company."""
    dice = random.Random(seed)
    return [Step(dice.choice(OPERATIONS).__name__, dice.getrandbits(32)) for _ in range(STEPS)]


def keep(planned: Sequence[Step], every: int = EVERY) -> None:
    """Do the writes in a fresh company, and check it; stops at the first thing that is wrong."""
    operations: dict[str, Callable[[Clerk], None]] = {operation.__name__: operation for operation in OPERATIONS}
    desk = new_desk()
    clerk, mirror, client = new_clerk(desk), controls.Mirror(desk.company), controls.SyncClient(desk)
    for count, step in enumerate(planned, 1):
        before = desk.company.versions.last
        clerk.dice = random.Random(step.seed)
        operations[step.name](clerk)
        controls.entries_balance(desk.company, before)
        mirror.follow()
        if count % every == 0:
            controls.everything(desk, mirror, client)
    controls.everything(desk, mirror, client)


def fails(planned: Sequence[Step]) -> Exception | None:
    """What goes wrong."""
    try:
        keep(planned, len(planned) or 1)
    except Exception as error:  # whatever it is, it is what the test looks for
        return error
    return None


def shortest(planned: list[Step], kind: type[Exception]) -> list[Step]:
    """A list without anything that the failure can do without, as far as there is time."""
    end = time.monotonic() + PATIENCE
    size = len(planned) // 2
    while size and time.monotonic() < end:
        for start in range(0, len(planned), size):
            fewer = planned[:start] + planned[start + size :]
            if len(fewer) < len(planned) and type(fails(fewer)) is kind:
                planned = fewer
                break
        else:
            size //= 2
    return planned


def seeds() -> list[int]:
    """As many companies as it takes: the same ones in every test run, new ones in a soak."""
    if total := int(os.environ.get("UNIBOOKS_SOAK", "0")):
        first = random.SystemRandom().getrandbits(32)
        return [first + number for number in range(-(-total // STEPS))]
    return [20261122 + number for number in range(4)]


def test_the_books_are_right_after_every_write() -> None:
    for seed in seeds():
        try:
            keep(steps(seed))
        except Exception as error:
            few = shortest(steps(seed), type(error))
            told = "\n".join(f"    Step({step.name!r}, {step.seed})," for step in few)
            pytest.fail(f"company {seed}: {error!r}\nkeep([\n{told}\n]) gives {fails(few)!r}")
