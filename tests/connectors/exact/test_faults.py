"""Exact on a bad day: what is tried again, what is waited for, and what the caller is told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from tests.connectors.exact.linked import LeapingClock, Linked
from tests.readings import taken

from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.core.connector import PassThrough
from unibooks.core.errors import (
    Forbidden,
    ReauthorisationNeeded,
    Rejected,
    TargetUnavailable,
    Throttled,
)

ACCOUNTS = EXACT_NL.mappings["accounts"]


async def warm(exact: Linked) -> None:
    await exact.list(ACCOUNTS, limit=5)
    await exact.calls()


async def statuses(exact: Linked) -> list[int]:
    return [call["status"] for call in await exact.calls()]


@pytest.mark.parametrize("fault", ["maintenance", "maintenance200", "cut", "lost", "500"])
async def test_a_read_is_tried_again(exact: Linked, clock: LeapingClock, fault: str) -> None:
    await warm(exact)
    await exact.fault(fault, times=2)
    found = await exact.list(ACCOUNTS, limit=60)
    assert len(found.records) == 60
    assert len(await exact.calls()) == 3
    assert clock.slept == [1.0, 3.0]


@pytest.mark.parametrize("fault", ["maintenance", "maintenance200", "cut", "lost", "500"])
async def test_after_three_times_it_is_unavailable(exact: Linked, clock: LeapingClock, fault: str) -> None:
    await warm(exact)
    await exact.fault(fault, times=3)
    with pytest.raises(TargetUnavailable) as caught:
        await exact.list(ACCOUNTS, limit=60)
    assert caught.value.retry_at is not None
    assert caught.value.retry_at > clock.now()
    assert len(await exact.calls()) == 3


async def test_nobody_at_home(exact: Linked, clock: LeapingClock) -> None:
    handler = EXACT_NL.open("http://127.0.0.1:1", clock, 0.0)
    with pytest.raises(TargetUnavailable, match="cannot be reached"):
        await handler.companies(exact.session())
    await handler.close()


async def test_a_401_takes_one_new_token(exact: Linked) -> None:
    await warm(exact)
    await exact.fault("unauthorised")
    assert (await exact.list(ACCOUNTS, limit=60)).records
    assert await statuses(exact) == [401, 200]
    assert exact.grant is not None
    assert exact.grant.refusals == 1


async def test_a_second_401_ends_it(exact: Linked) -> None:
    await warm(exact)
    await exact.fault("unauthorised", times=2)
    with pytest.raises(ReauthorisationNeeded):
        await exact.list(ACCOUNTS, limit=60)
    assert await statuses(exact) == [401, 401]


async def test_an_empty_429_is_waited_for_once(exact: Linked, clock: LeapingClock) -> None:
    clock.move(40)  # 09:00:45: the minute ends within the wait that is allowed
    await warm(exact)
    await exact.fault("empty429")
    assert (await exact.list(ACCOUNTS, limit=60)).records
    assert clock.slept == [16.0]
    assert await statuses(exact) == [429, 200]


async def test_a_long_wait_is_the_callers(exact: Linked, clock: LeapingClock) -> None:
    await warm(exact)
    await exact.fault("429")
    with pytest.raises(Throttled) as caught:
        await exact.list(ACCOUNTS, limit=60)
    assert caught.value.retry_at == datetime(2026, 6, 15, 9, 1, 1, tzinfo=UTC)
    assert (clock.slept, await statuses(exact)) == ([], [429])
    with pytest.raises(Throttled):
        await exact.list(ACCOUNTS, limit=60)
    assert await statuses(exact) == []
    clock.move(56)
    assert (await exact.list(ACCOUNTS, limit=60)).records


@pytest.mark.skipif(taken("rolling_minute"), reason="the headers tell of the minute of the clock alone")
async def test_a_used_up_minute_is_known_from_the_headers(exact: Linked, clock: LeapingClock) -> None:
    clock.move(40)
    await exact.limits(minute=3)
    await exact.list(ACCOUNTS, limit=60)  # companies and one page: two calls of three
    await exact.list(ACCOUNTS, limit=60)
    assert clock.slept == []
    await exact.list(ACCOUNTS, limit=60)
    assert clock.slept == [16.0]
    assert 429 not in await statuses(exact)


async def test_a_used_up_day_is_told_at_once(exact: Linked, clock: LeapingClock) -> None:
    await exact.limits(day=2)
    await exact.list(ACCOUNTS, limit=60)
    await exact.calls()
    with pytest.raises(Throttled, match="today") as caught:
        await exact.list(ACCOUNTS, limit=60)
    assert caught.value.retry_at is not None
    assert caught.value.retry_at >= datetime(2026, 6, 16, tzinfo=UTC)
    assert (clock.slept, await statuses(exact)) == ([], [])
    clock.move(hours=16)
    assert (await exact.list(ACCOUNTS, limit=60)).records


async def test_the_quota_is_each_companys_own(exact: Linked) -> None:
    await exact.limits(minute=2)
    await exact.list(ACCOUNTS, limit=60)
    with pytest.raises(Throttled):
        await exact.list(ACCOUNTS, limit=60)
    exact.company_id = str(list(exact.world.companies)[1])
    assert (await exact.list(ACCOUNTS, limit=60)).records


async def test_a_company_is_asked_one_thing_at_a_time(exact: Linked) -> None:
    await exact.limits(minute=5)
    results = await asyncio.gather(*(exact.list(ACCOUNTS, limit=60) for _ in range(12)), return_exceptions=True)
    assert sum(isinstance(r, Throttled) for r in results) > 0
    assert sum(not isinstance(r, BaseException) for r in results) > 0
    # each call knew what the one before it had learnt: nobody ran into the limit
    assert 429 not in await statuses(exact)


async def wrong(exact: Linked) -> None:
    request = PassThrough("crm/Accounts", "GET", query={"$select": "Nonsense"})
    await exact.handler.pass_through(exact.session(), request)


async def test_the_tenth_error_is_not_sent(exact: Linked, clock: LeapingClock) -> None:
    await warm(exact)
    began = clock.now()
    for _ in range(9):
        with pytest.raises(Rejected):
            await wrong(exact)
        clock.move(minutes=1)
    await exact.calls()
    with pytest.raises(Throttled, match="wrongly 9 times") as caught:
        await wrong(exact)
    assert caught.value.retry_at == began + timedelta(hours=1)
    assert await exact.calls() == []
    assert (await exact.list(ACCOUNTS, limit=5)).records  # other endpoints go on
    clock.move(hours=1)
    with pytest.raises(Rejected):
        await wrong(exact)


async def test_a_company_that_was_not_granted(exact: Linked) -> None:
    await warm(exact)
    exact.world.users[next(iter(exact.world.users))].companies = (int(exact.company_id),)
    exact.company_id = str(list(exact.world.companies)[1])
    with pytest.raises(Forbidden, match="may not open this company"):
        await exact.list(ACCOUNTS)
