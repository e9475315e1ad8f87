"""Several processes on one database, each with a memory of its own: what one has done is the other's as well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest_asyncio
from tests.e2e.stack import Stack, running_stack

from unibooks.api.app import create_app
from unibooks.api.services import Services
from unibooks.core.clock import ShiftedClock
from unibooks.sandbox.exact import running
from unibooks.settings import Settings
from unibooks.store import grants
from unibooks.store.engine import writing
from unibooks.vault.connections import list_connections
from unibooks.vault.grants import LEASE_SECONDS


@pytest_asyncio.fixture
async def pair(database_url: str, tmp_path: Path) -> AsyncGenerator[tuple[Stack, Stack]]:
    """One installation served twice: a database, a key ring and a clock, and nothing else in common.

    The clock goes on by itself, because one that waits for the other's refresh looks again after a quarter of a second.
    """
    async with running_stack(database_url, tmp_path, clock=ShiftedClock()) as first:
        services = Services(first.services.settings, first.clock)
        async with running(create_app(services)) as api:
            yield first, replace(first, services=services, api=api)


async def status(stack: Stack) -> int:
    return (await stack.call("GET", "/accounting/accounts", params={"limit": 5})).status


async def refreshes(stack: Stack) -> int:
    return sum(call["path"].endswith("/token") for call in await stack.exact_calls())


async def test_many_requests_to_both_refresh_once(pair: tuple[Stack, Stack]) -> None:
    assert [await status(stack) for stack in pair] == [200, 200], "both know the connection that one has made"
    for turn in range(1, 4):
        pair[0].clock.move(minutes=11)
        assert set(await asyncio.gather(*(status(stack) for stack in pair * 8))) == {200}
        assert await refreshes(pair[0]) == 1 + turn, "one for the consent, one for each eleven minutes"


async def test_a_new_consent_at_one_is_known_to_the_other_at_once(pair: tuple[Stack, Stack]) -> None:
    first, second = pair
    assert await status(second) == 200
    await first.connect()
    assert await status(second) == 200, "its own access token has just been replaced at Exact"
    first.clock.move(days=31)
    assert [await status(stack) for stack in pair] == [401, 401]
    await second.connect()
    assert [await status(stack) for stack in pair] == [200, 200]


async def test_a_state_made_at_one_is_taken_once_at_either(pair: tuple[Stack, Stack]) -> None:
    first, second = pair
    started = await first.call("GET", "/auth/exact-nl")
    async with first.http.get(started.body, allow_redirects=False) as consent:
        back = consent.headers["Location"].replace(first.api, second.api)

    async def come_back(url: str) -> int:
        async with first.http.get(url, allow_redirects=False) as answer:
            return answer.status

    back_at_first = back.replace(second.api, first.api)
    assert sorted(await asyncio.gather(*map(come_back, (back, back_at_first, back)))) == [200, 400, 400]


async def test_what_a_process_held_when_it_was_killed_is_not_missed(pair: tuple[Stack, Stack]) -> None:
    """It dies in the middle of a refresh: its lease runs out, and the other one goes on with the stored pair."""
    first, second = pair
    (link,) = await list_connections(first.services.vault)
    first.clock.move(minutes=11)
    now = first.clock.now()
    async with writing(first.services.vault.engine) as connection:
        row = await grants.grant(connection, link.grant_id)
        assert row is not None
        until = now + timedelta(seconds=LEASE_SECONDS)
        assert await grants.take_lease(connection, row.id, row.version, "the one that dies", now, until)
    asked = asyncio.create_task(status(second))
    await asyncio.wait([asked], timeout=1)
    assert not asked.done(), "the lease of the dead one still stands"
    first.clock.move(seconds=LEASE_SECONDS)
    assert await asked == 200
    assert await refreshes(first) == 2


async def test_a_database_that_is_away_is_said_to_be_so(tmp_path: Path) -> None:
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none", vault_keys_file=tmp_path / "vault.keys")
    async with running(create_app(Services(settings))) as api, aiohttp.ClientSession() as http:
        keys = {"X-API-KEY": "ub_live_x"}
        async with http.get(f"{api}/accounting/accounts", headers=keys) as answer:
            body = await answer.json()
    assert (answer.status, body["errors"]["code"]) == (503, "DATABASE_UNAVAILABLE")
    assert int(answer.headers["Retry-After"]) > 0
    assert "127.0.0.1" not in str(body)
