"""Steps: done once, found again after a crash, taken back in reverse."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from unibooks.core.clock import MovableClock
from unibooks.core.errors import OutcomeUnknown, Rejected, TargetUnavailable
from unibooks.core.flow import AnswerLost, MemoryJournal, Step, Steps

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Target:
    """A target that keeps what it is sent, and can lose answers or go away."""

    def __init__(self) -> None:
        self.stored: list[str] = []
        self.lose: set[str] = set()
        self.swallow: set[str] = set()
        self.blind = False

    def step(self, name: str, *, findable: bool = True) -> Step:
        async def act() -> str:
            if name in self.swallow:
                self.swallow.remove(name)
                raise AnswerLost("The connection was closed.")
            self.stored.append(name)
            if name in self.lose:
                self.lose.remove(name)
                raise AnswerLost("The connection was closed.")
            return f"id of {name}"

        async def find(begun: datetime) -> str | None:
            if self.blind:
                raise TargetUnavailable("down")
            return f"id of {name}" if name in self.stored else None

        async def undo(result: Any) -> None:
            self.stored.remove(name)

        return Step(name, act, find if findable else None, undo)


async def run(target: Target, journal: MemoryJournal, *names: str) -> Steps:
    steps = Steps(journal, MovableClock(NOON))
    for name in names:
        assert await steps.run(target.step(name)) == f"id of {name}"
    return steps


async def test_a_finished_flow_run_again_sends_nothing() -> None:
    target, journal = Target(), MemoryJournal()
    await run(target, journal, "a", "b")
    await run(target, journal, "a", "b")
    assert target.stored == ["a", "b"]


@pytest.mark.parametrize("died_after", ["nothing", "a begun", "a sent", "a done", "b sent"])
async def test_a_flow_that_died_anywhere_is_finished_without_doubles(died_after: str) -> None:
    target, journal = Target(), MemoryJournal()
    clock = MovableClock(NOON)
    if died_after != "nothing":
        await _die(target, Steps(_Dying(journal, died_after), clock))
    await run(target, journal, "a", "b")
    assert target.stored == ["a", "b"]


class _Dying:
    """A journal whose process dies at a given write."""

    def __init__(self, journal: MemoryJournal, at: str) -> None:
        self.journal, self.at = journal, at

    async def read(self, name: str) -> Any:
        return await self.journal.read(name)

    async def write(self, name: str, record: Any) -> None:
        if record.done and self.at == f"{name} sent":
            raise KeyboardInterrupt
        await self.journal.write(name, record)
        if self.at == f"{name} {'done' if record.done else 'begun'}":
            raise KeyboardInterrupt


async def _die(target: Target, steps: Steps) -> None:
    async def both() -> None:
        for name in ("a", "b"):
            await steps.run(target.step(name))

    with pytest.raises(KeyboardInterrupt):
        await both()


async def test_a_lost_answer_is_found_in_the_target() -> None:
    target, journal = Target(), MemoryJournal()
    target.lose.add("a")
    await run(target, journal, "a")
    assert target.stored == ["a"]


async def test_a_lost_request_was_not_done() -> None:
    target = Target()
    target.swallow.add("a")
    with pytest.raises(TargetUnavailable, match="was not done"):
        await run(target, MemoryJournal(), "a")


async def test_an_outcome_that_cannot_be_asked_for_is_said_to_be_unknown() -> None:
    target, steps = Target(), Steps(MemoryJournal(), MovableClock(NOON))
    target.lose.add("a")
    target.blind = True
    with pytest.raises(OutcomeUnknown, match="look before sending it again"):
        await steps.run(target.step("a"))
    target.lose.add("b")
    with pytest.raises(OutcomeUnknown, match="cannot be told"):
        await steps.run(target.step("b", findable=False))


async def test_a_step_that_may_have_been_done_is_not_done_again_unseen() -> None:
    target, journal = Target(), MemoryJournal()
    steps = Steps(_Dying(journal, "a sent"), MovableClock(NOON))
    with pytest.raises(KeyboardInterrupt):
        await steps.run(target.step("a", findable=False))
    with pytest.raises(OutcomeUnknown, match="cannot be told"):
        await Steps(journal, MovableClock(NOON)).run(target.step("a", findable=False))
    assert target.stored == ["a"]


async def test_a_refused_step_leaves_the_way_open_to_undo_the_earlier_ones() -> None:
    target, journal = Target(), MemoryJournal()
    steps = await run(target, journal, "a", "b")

    async def refuse() -> None:
        raise Rejected("no")

    with pytest.raises(Rejected):
        await steps.run(Step("c", refuse))
    assert await steps.undo() == []
    assert target.stored == []


async def test_what_cannot_be_taken_back_is_named() -> None:
    steps = Steps(MemoryJournal(), MovableClock(NOON))

    async def act() -> str:
        return "x"

    async def undo(result: Any) -> None:
        raise TargetUnavailable("down")

    await steps.run(Step("document", act, undo=undo))
    assert await steps.undo() == ["document"]
