"""The vault: one for each process, opened at its start and closed at its end."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.core.clock import Clock
from unibooks.core.oauth import OAuthProfile, TokenEndpoint
from unibooks.core.secret import Secret
from unibooks.settings import Settings
from unibooks.store.engine import create_engine
from unibooks.vault.grants import StoredGrant
from unibooks.vault.memory import Memory
from unibooks.vault.ring import KeyRing, load_ring

MOST_GRANTS: Final = 10_000
"""Grants whose tokens stay in memory; of those that are at rest, the one used longest ago makes room."""


@dataclass(frozen=True)
class Tenant:
    """A software vendor that uses this installation."""

    id: str
    name: str
    callback_url: str | None
    cancel_callback_url: str | None
    created_at: datetime


@dataclass(frozen=True)
class App:
    """The app with which a tenant reaches a target system."""

    id: str
    tenant_id: str
    target_system: str
    client_id: str
    client_secret: Secret
    created_at: datetime


@dataclass(frozen=True)
class Connection:
    """A customer's link to its books.

    Attributes:
        grant_id: which grant carries it; several connections may share one.
        host: the target's host, with its port where it has one.
        client_id: the app of the grant.
        company_id: the company that requests mean when they name none.
        user_id: the user who consented, as the target numbers it.
        state: `active`, or `revoked` when the user must connect again.
        connected_at: the last consent.
    """

    id: str
    tenant_id: str
    target_system: str
    grant_id: str
    host: str
    client_id: str
    company_id: str | None
    user_id: str
    user_name: str
    state: str
    created_at: datetime
    connected_at: datetime


class Vault:
    """A database, the key ring that opens its secrets, the clock, and what this process remembers of it."""

    def __init__(self, engine: AsyncEngine, ring: KeyRing, clock: Clock) -> None:
        self.engine = engine
        self.ring = ring
        self.clock = clock
        self.tenants: Memory[Tenant] = Memory(clock)
        self.apps: Memory[App] = Memory(clock)
        self.connections: Memory[Connection] = Memory(clock)
        self._grants: OrderedDict[str, StoredGrant] = OrderedDict()

    def grant_source(self, grant_id: str, profile: OAuthProfile, endpoint: TokenEndpoint) -> StoredGrant:
        """The keeper of the grant's tokens: the same one in this process for as long as it is in use."""
        source = self._grants.get(grant_id)
        if source is None:
            source = StoredGrant(self.engine, self.ring, self.clock, grant_id, endpoint, profile.refresh_after)
            self._make_room()
            self._grants[grant_id] = source
        self._grants.move_to_end(grant_id)
        source.endpoint = endpoint
        return source

    def _make_room(self) -> None:
        if len(self._grants) >= MOST_GRANTS:
            at_rest = next((key for key, source in self._grants.items() if source.at_rest), None)
            if at_rest is not None:
                del self._grants[at_rest]

    def forget_grant(self, grant_id: str) -> None:
        """The grant's row was changed: whoever holds its tokens in this process reads them again."""
        source = self._grants.get(grant_id)
        if source is not None:
            source.forget()

    async def close(self) -> None:
        """Let refreshes under way be stored, then close the database."""
        try:
            # Each to its end: one that fails must not take the database away from the others.
            ends = await asyncio.gather(*(s.settle() for s in self._grants.values()), return_exceptions=True)
        finally:
            await self.engine.dispose()
        for end in ends:
            if isinstance(end, BaseException):
                raise end


def open_vault(settings: Settings, clock: Clock, *, make_ring: bool = False) -> Vault:
    """The vault that the settings describe; the database must be migrated. `make_ring` makes a missing key
    ring file.

    Raises:
        KeyRingError: there is no key ring, or it cannot be read.
    """
    return Vault(create_engine(settings.database_url), key_ring(settings, create=make_ring), clock)


def key_ring(settings: Settings, *, create: bool) -> KeyRing:
    """The key ring of the settings; `create` makes its file where there is none.

    Raises:
        KeyRingError: it cannot be read, or there is none and none was to be made.
    """
    keys = Secret(settings.vault_keys.get_secret_value()) if settings.vault_keys else None
    return load_ring(keys, settings.vault_keys_file, create=create)
