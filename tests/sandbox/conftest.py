"""A sandbox on a small world, started for each test on a socket of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any, cast

import aiohttp
import pytest
from tests.sandbox.small_exact import CLIENT, REDIRECT, SECRET, STORING, Client, small_world

from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import App, LimitRules, Settings, create_app, running
from unibooks.sandbox.exact.seed import build_world
from unibooks.sandbox.exact.state import World

START = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
Start = Callable[..., Awaitable[Client]]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(START)


@pytest.fixture
async def start(clock: MovableClock) -> AsyncIterator[Start]:
    """Start a sandbox with settings and connect to it: `await start(limits=LimitRules(minute=3))`."""
    async with AsyncExitStack() as stack:

        async def begin(*, connect: bool = True, **settings: Any) -> Client:
            settings.setdefault("auto_consent", True)
            settings.setdefault("limits", LimitRules(minute=100_000, day=100_000))
            world = small_world(clock)
            url = await stack.enter_async_context(running(create_app(world, Settings(**settings), writers=STORING)))
            http = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)))
            client = Client(url, http, world, clock)
            if connect:
                await client.connect()
            return client

        yield begin


@pytest.fixture
async def exact(start: Start) -> Client:
    """A connected caller."""
    return await start()


@pytest.fixture(scope="session")
def seeded_world() -> World:
    """The seeded companies, shared by tests that only add to them."""
    world = build_world(MovableClock(START))
    world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,))
    return world


@pytest.fixture
async def seeded(seeded_world: World) -> AsyncIterator[Client]:
    """A connected caller of a sandbox with its seeded companies and the books' own rules."""
    async with (
        running(create_app(seeded_world, Settings(auto_consent=True))) as url,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        client = Client(url, http, seeded_world, cast("MovableClock", seeded_world.clock))
        await client.connect()
        yield client
