"""The sandbox with its seeded books, and a connection to its first company."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import aiohttp
import pytest
from tests.connectors.exact.linked import CLIENT, REDIRECT, SECRET, LeapingClock, Linked
from tests.readings import sandbox_settings
from tests.worlds import seeded_world

from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.connectors.exact.oauth import ExactOAuth
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import App, LimitRules, create_app, running

QUOTA_WAIT = 30.0


BEGIN = datetime(2026, 6, 15, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
def clock() -> LeapingClock:
    return LeapingClock(BEGIN)


@pytest.fixture
async def exact(clock: LeapingClock) -> AsyncIterator[Linked]:
    world = seeded_world(clock)
    world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,))
    settings = sandbox_settings(auto_consent=True, limits=LimitRules(minute=100_000, day=100_000))
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(create_app(world, settings)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        handler = EXACT_NL.open(url, clock, QUOTA_WAIT)
        stack.push_async_callback(handler.close)
        oauth = ExactOAuth(url, CLIENT, Secret(SECRET), clock)
        stack.push_async_callback(oauth.close)
        linked = Linked(url, http, world, clock, handler, oauth)
        await linked.consent()
        yield linked
