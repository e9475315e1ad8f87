"""Writes in named steps that can be resumed.

A flow is an ordinary coroutine that does each write through a step port. The port notes that a step is about to be done
before doing it and what came of it afterwards. When the flow runs again over the same journal, a finished step gives its
old result and is not done twice; a step that was begun but never noted as finished is first looked for in the target.

The journal here lives in memory; a durable one has the same two methods. No other code sends a write to a target.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from unibooks.core.clock import Clock
from unibooks.core.errors import OutcomeUnknown, TargetUnavailable, UnibooksError

_UNTOLD: Final = "Whether it was done cannot be told; look before sending it again."


class AnswerLost(Exception):
    """A write was sent and no usable answer came: it may have happened."""


@dataclass(frozen=True)
class Step:
    """One write.

    Attributes:
        name: unique within the flow.
        act: sends it; the result must be plain data (text, numbers, lists, dicts).
        find: looks for its effect, given the instant at which it was begun; None when there is none. A step without
            one cannot be resolved when its answer is lost.
        undo: takes it back, given its result; None where there is nothing to take back.
        repeatable: whether doing it twice is the same as doing it once, as for a change or a removal by key. Such a step
            needs no look-up: when its answer is lost it is done again.
    """

    name: str
    act: Callable[[], Awaitable[Any]]
    find: Callable[[datetime], Awaitable[Any | None]] | None = None
    undo: Callable[[Any], Awaitable[None]] | None = None
    repeatable: bool = False


@dataclass
class Record:
    """What is known of a step: when it was begun, and its result once it is done."""

    begun: datetime
    done: bool = False
    result: Any = None


class Journal(Protocol):
    """Where steps are noted; a note is safe once the call returns."""

    async def read(self, name: str) -> Record | None:
        """The note of a step, if there is one."""
        ...

    async def write(self, name: str, record: Record) -> None:
        """Note a step."""
        ...


@dataclass
class MemoryJournal:
    """Notes that live as long as the process."""

    records: dict[str, Record] = field(default_factory=dict[str, Record])

    async def read(self, name: str) -> Record | None:
        return self.records.get(name)

    async def write(self, name: str, record: Record) -> None:
        self.records[name] = record


class Steps:
    """The step port of one flow."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock
        self._done: list[tuple[Step, Any]] = []

    async def run(self, step: Step) -> Any:
        """Do a step unless it has been done, and give its result.

        Raises:
            TargetUnavailable: the answer was lost and the target shows that the write did not happen.
            OutcomeUnknown: the answer was lost, now or in an earlier run, and the target could not be asked.
        """
        record = await self._journal.read(step.name)
        if record is None:
            record = Record(begun=self._clock.now())
            await self._journal.write(step.name, record)
            result = await self._attempt(step, record)
        elif record.done:
            result = record.result
        elif step.repeatable:
            result = await self._attempt(step, record)
        elif step.find is None:
            raise OutcomeUnknown(f"The step {step.name!r} was begun before. {_UNTOLD}")
        else:
            result = await step.find(record.begun)
            if result is None:
                result = await self._attempt(step, record)
        await self._journal.write(step.name, Record(record.begun, done=True, result=result))
        self._done.append((step, result))
        return result

    async def undo(self) -> list[str]:
        """Take back what was done, the last first; gives the names of the steps that could not be taken back."""
        stuck: list[str] = []
        while self._done:
            step, result = self._done.pop()
            if step.undo is None:
                continue
            try:
                await step.undo(result)
            except (UnibooksError, AnswerLost):
                stuck.append(step.name)
        return stuck

    async def _attempt(self, step: Step, record: Record) -> Any:
        try:
            return await step.act()
        except AnswerLost as lost:
            if step.repeatable:
                return await self._again(step)
            if step.find is None:
                raise OutcomeUnknown(f"{lost} {_UNTOLD}") from lost
            try:
                found = await step.find(record.begun)
            except UnibooksError as problem:
                raise OutcomeUnknown(
                    f"{lost} Looking whether it was done failed as well; look before sending it again."
                ) from problem
            if found is None:
                raise TargetUnavailable(f"{lost} It was not done; send it again later.") from lost
            return found

    async def _again(self, step: Step) -> Any:
        try:
            return await step.act()
        except AnswerLost as lost:
            raise OutcomeUnknown(f"{lost} Whether it was done cannot be told; it is safe to send it again.") from lost
