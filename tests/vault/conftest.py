"""A vault on a test's database and clock, and a target system whose token endpoint keeps the real rules."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from unibooks.core.clock import MovableClock
from unibooks.core.oauth import OAuthProfile, TokenRefused, Tokens
from unibooks.core.secret import Secret
from unibooks.store.engine import create_engine
from unibooks.vault import authorisation, systems, tenants
from unibooks.vault.authorisation import Connected, User, Wanted
from unibooks.vault.ring import KeyRing, new_key
from unibooks.vault.vault import App, Tenant, Vault

PROFILE = OAuthProfile("https://start.example/oauth2/auth", "https://start.example/oauth2/token")


class WatchedClock(MovableClock):
    """A clock that tells when somebody sleeps on it."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.slept = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.set()
        await super().sleep(seconds)


class Target:
    """One user's grant at the target: one live refresh token, each good once and not before 570 s.

    `before` holds a call back before the target sees it, `after` holds its answer back; `called` tells that a
    call has arrived; `fault` is raised instead of an answer.
    """

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.calls = 0
        self.pairs = 0
        self.called = asyncio.Event()
        self.before = open_gate()
        self.after = open_gate()
        self.fault: Exception | None = None
        self.live = Tokens(Secret(""), Secret(""), clock.now(), clock.now())

    def issue(self) -> Tokens:
        """A new pair; the one before it is dead."""
        self.pairs += 1
        now = self.clock.now()
        self.live = Tokens(
            Secret(f"access-token-{self.pairs}"),
            Secret(f"refresh-token-{self.pairs}"),
            now,
            now + timedelta(seconds=600),
        )
        return self.live

    async def exchange(self, code: str, redirect_uri: str) -> Tokens:
        del code, redirect_uri
        return self.issue()

    async def refresh(self, refresh: Secret) -> Tokens:
        self.calls += 1
        self.called.set()
        await self.before.wait()
        if self.fault is not None:
            raise self.fault
        if refresh != self.live.refresh:
            raise TokenRefused("old_token", "Old refresh token used.")
        if self.clock.now() < self.live.obtained_at + timedelta(seconds=570):
            raise TokenRefused("too_early", "Rate limit exceeded: access_token not expired")
        answer = self.issue()
        await self.after.wait()
        return answer

    def let_go(self) -> None:
        """Open both gates, so that a test that failed half-way still ends."""
        self.before.set()
        self.after.set()


def open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


@pytest.fixture
def clock() -> WatchedClock:
    return WatchedClock(datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.parse(new_key())


@pytest_asyncio.fixture
async def vault(database_url: str, ring: KeyRing, clock: WatchedClock, target: Target) -> AsyncIterator[Vault]:
    opened = Vault(create_engine(database_url), ring, clock)
    yield opened
    target.let_go()
    await opened.close()


@pytest_asyncio.fixture
async def other_vault(database_url: str, ring: KeyRing, clock: WatchedClock, target: Target) -> AsyncIterator[Vault]:
    """The vault of another process on the same database."""
    opened = Vault(create_engine(database_url), ring, clock)
    yield opened
    target.let_go()
    await opened.close()


@pytest.fixture
def target(clock: WatchedClock) -> Target:
    return Target(clock)


@pytest_asyncio.fixture
async def tenant(vault: Vault) -> Tenant:
    return await tenants.create_tenant(vault, "Acme")


@pytest_asyncio.fixture
async def app(vault: Vault, tenant: Tenant) -> App:
    return await systems.register_system(vault, tenant.id, "exact-nl", "client-1", Secret("client-secret-1"))


@pytest.fixture
def profile() -> OAuthProfile:
    return PROFILE


Connect = Callable[..., Awaitable[Connected]]


@pytest.fixture
def connect(vault: Vault, tenant: Tenant, app: App, target: Target) -> Connect:
    """The whole trip: out with a state, back with it, tokens stored."""

    async def trip(
        wanted: Wanted | None = None,
        user: User | None = None,
        of: Tenant | None = None,
        at: Vault | None = None,
    ) -> Connected:
        on = at or vault
        state = await authorisation.begin_authorisation(on, of or tenant, "exact-nl", wanted or Wanted())
        taken = await authorisation.take_authorisation(on, state.reveal())
        tokens = await target.exchange("code", "https://books.example.com/auth/callback/exact-nl")
        user = user or User("u1", "Ada Bakker")
        return await authorisation.finish_authorisation(on, taken, app, PROFILE.host, user, tokens)

    return trip


@pytest_asyncio.fixture
async def connected(connect: Connect) -> Connected:
    return await connect()
