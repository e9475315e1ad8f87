"""What is remembered of Exact's limits: nothing that cannot be read, and never more than there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from unibooks.connectors.exact import limits
from unibooks.connectors.exact.limits import Caller, Limits
from unibooks.core.clock import MovableClock
from unibooks.core.errors import Throttled

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CALLER = Caller("app", "user", "1001", "crm/Accounts")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def book(clock: MovableClock) -> Limits:
    return Limits(clock, 0)


def minute(remaining: str, reset: str) -> dict[str, str]:
    return {"X-RateLimit-Minutely-Remaining": remaining, "X-RateLimit-Minutely-Reset": reset}


async def test_a_used_up_minute_is_waited_for(book: Limits) -> None:
    returns = NOON + timedelta(seconds=30)
    book.note(CALLER, 200, minute("0", str(int(returns.timestamp()) * 1000)))
    with pytest.raises(Throttled) as refused:
        await book.admit(CALLER)
    assert refused.value.retry_at == returns + limits.MARGIN


@pytest.mark.parametrize(
    ("remaining", "reset"), [("0", "soon"), ("none", "1"), ("\u00b2", "\u00b2"), ("0", "9" * 30), ("0", "9" * 5000)]
)
async def test_headers_that_make_no_sense_say_nothing(book: Limits, remaining: str, reset: str) -> None:
    book.note(CALLER, 200, minute(remaining, reset))
    await book.admit(CALLER)


async def test_errors_are_counted_for_an_hour(book: Limits, clock: MovableClock) -> None:
    for _ in range(9):
        await book.admit(CALLER)
        book.note(CALLER, 404, {})
    with pytest.raises(Throttled):
        await book.admit(CALLER)
    await book.admit(replace(CALLER, endpoint="crm/Contacts"))
    clock.move(hours=1)
    await book.admit(CALLER)


async def test_names_that_callers_make_up_do_not_fill_the_memory(book: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 5)
    for number in range(50):
        made_up = replace(CALLER, company=str(number), endpoint=f"crm/Nothing{number}")
        async with book.turn(made_up):
            await book.admit(made_up)
            book.note(made_up, 404, {})
    assert max(len(kept) for kept in vars(book).values() if hasattr(kept, "popitem")) == 5


async def test_a_company_in_use_is_not_forgotten(book: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 2)
    book.note(CALLER, 200, minute("0", str(int((NOON + timedelta(seconds=30)).timestamp()) * 1000)))
    for number in range(5):
        book.note(replace(CALLER, company=str(number)), 200, {})
        with pytest.raises(Throttled):
            await book.admit(CALLER)
