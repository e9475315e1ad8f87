"""Tokens over time: refreshed when due and never before, stored before use, shared by a user's connections, ended by a consent."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

from tests.e2e.stack import Stack


async def accounts(stack: Stack) -> int:
    return (await stack.call("GET", "/accounting/accounts", params={"limit": 5})).status


async def refreshes(stack: Stack) -> int:
    return sum(call["path"].endswith("/token") for call in await stack.exact_calls())


async def test_a_day_of_work_refreshes_when_due_and_never_before(stack: Stack) -> None:
    await stack.forget_calls()
    for minute in range(0, 60, 3):
        assert await accounts(stack) == 200, minute
        stack.clock.move(minutes=3)
    calls = await stack.exact_calls()
    assert {call["status"] for call in calls} == {200}, "no refusal, so none came too early"
    assert 4 <= await refreshes(stack) <= 6


async def test_many_requests_at_once_refresh_once(stack: Stack) -> None:
    await stack.forget_calls()
    stack.clock.move(minutes=11)
    assert set(await asyncio.gather(*(accounts(stack) for _ in range(20)))) == {200}
    assert await refreshes(stack) == 1


async def test_a_grant_left_for_more_than_thirty_days_asks_for_a_new_consent(stack: Stack) -> None:
    stack.clock.move(days=31)
    answer = await stack.call("GET", "/accounting/accounts")
    assert (answer.status, answer.body["errors"]["code"]) == (401, "REAUTHORISATION_NEEDED")
    assert answer.body["errors"]["connectUrl"].startswith(f"{stack.exact}/api/oauth2/auth?")


async def test_connecting_again_keeps_the_account_key_and_goes_on(stack: Stack) -> None:
    stack.clock.move(days=31)
    assert await accounts(stack) == 401
    before = stack.account_key
    await stack.connect()
    assert stack.account_key == before
    assert await accounts(stack) == 200


async def test_a_token_refused_before_its_time_is_not_sent_again_and_the_grant_outlives_it(stack: Stack) -> None:
    stack.clock.move(minutes=5)
    await stack.fault("unauthorised", times=1, path="/api/v1/.*")
    await stack.forget_calls()
    assert [await accounts(stack) for _ in range(3)] == [401, 401, 401]
    assert len(await stack.exact_calls()) == 1, "errors count against the customer"
    stack.clock.move(minutes=5)
    assert await accounts(stack) == 200


async def test_the_way_back_keeps_the_vendors_own_parameters_and_signs(stack: Stack) -> None:
    url = await stack.connect(companyId="3187042")
    query = parse_qs(urlsplit(url).query)
    assert query["customer"] == ["7"]
    assert query["accountKey"] == [stack.account_key]
    chosen = await stack.call("GET", "/accounting/accounts", params={"companyId": "3187042", "limit": 5})
    assert chosen.status == 200


async def test_a_state_is_good_once(stack: Stack) -> None:
    started = await stack.call("GET", "/auth/exact-nl")
    async with stack.http.get(started.body, allow_redirects=False) as consent:
        back = consent.headers["Location"]
    async with stack.http.get(back, allow_redirects=False) as first:
        assert first.status in (200, 302)
    async with stack.http.get(back, allow_redirects=False) as second:
        assert second.status == 400


async def test_keys_open_what_they_open_and_nothing_else(stack: Stack) -> None:
    for keys, status, code in (
        ({}, 403, "UNKNOWN_API_KEY"),
        ({"X-API-KEY": "ub_nonsense"}, 403, "UNKNOWN_API_KEY"),
        ({"X-API-KEY": stack.api_key}, 401, "UNKNOWN_ACCOUNT_KEY"),
        ({"X-API-KEY": stack.api_key, "X-ACCOUNT-KEY": "nonsense"}, 401, "UNKNOWN_ACCOUNT_KEY"),
    ):
        answer = await stack.call("GET", "/accounting/accounts", keys=keys)
        assert (answer.status, answer.body["errors"]["code"]) == (status, code)
        assert "nonsense" not in str(answer.body)
