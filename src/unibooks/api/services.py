"""What one process holds: its settings, its vault, the target systems it knows and the connections it keeps open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from types import TracebackType
from typing import Final, Self

from unibooks.connectors.registry import CONNECTORS
from unibooks.core.clock import Clock, SystemClock
from unibooks.core.connector import Connector, Handler, Kept, OAuthClient, Session
from unibooks.core.errors import NotOffered, ReauthorisationNeeded
from unibooks.core.oauth import GrantSource
from unibooks.core.outbound import Outbound
from unibooks.settings import Settings
from unibooks.vault.authorisation import Wanted, begin_authorisation
from unibooks.vault.systems import app_for
from unibooks.vault.vault import App, Connection, Tenant, open_vault

MOST_KEPT: Final = 2_000
"""Connections whose reference data stays in memory; the one used longest ago makes room."""


class Services:
    """The composition root; nothing is opened before it is needed. Use it as an asynchronous context.

    Attributes:
        settings: what this installation was told.
        clock: the clock.
        vault: tenants, keys, grants and connections.
        connectors: the target systems by their ids.
        outbound: posts to addresses that callers have given.
    """

    def __init__(
        self, settings: Settings, clock: Clock | None = None, connectors: Iterable[Connector] = CONNECTORS
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.vault = open_vault(settings, self.clock, make_ring=True)
        self.connectors = {connector.system: connector for connector in connectors}
        self.outbound = Outbound(private=settings.outbound_private)
        self._handlers: dict[tuple[str, str], Handler] = {}
        self._clients: dict[tuple[str, str], tuple[App, OAuthClient]] = {}
        self._retired: list[OAuthClient] = []
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Store what is under way and let go of every connection."""
        try:
            await self.vault.close()
        finally:
            await self.outbound.close()
            for handler in self._handlers.values():
                await handler.close()
            for client in (*self._retired, *(client for _, client in self._clients.values())):
                await client.close()

    def connector(self, system: str) -> Connector:
        """The connector of a target system.

        Raises:
            NotOffered: there is none of that name.
        """
        if system not in self.connectors:
            raise NotOffered(f"There is no target system {system!r}; there are {', '.join(self.connectors)}.")
        return self.connectors[system]

    def base_url(self, connector: Connector) -> str:
        """Where the target system is reached: its own address unless the settings say another."""
        if connector.system.startswith("exact-") and self.settings.exact_url:
            return self.settings.exact_url
        return connector.base_url

    def handler(self, connector: Connector) -> Handler:
        """The one handler that speaks to that system."""
        url = self.base_url(connector)
        key = (connector.system, url)
        if key not in self._handlers:
            self._handlers[key] = connector.open(url, self.clock, float(self.settings.quota_wait))
        return self._handlers[key]

    async def client(self, connector: Connector, app: App) -> OAuthClient:
        """The OAuth2 client of a tenant's app, made anew when the app was registered anew."""
        url = self.base_url(connector)
        known = self._clients.get((app.id, url))
        if known is not None and known[0] == app:
            return known[1]
        client = connector.oauth(url, app.client_id, app.client_secret, self.clock)
        self._clients[app.id, url] = (app, client)
        if known is not None:
            # It may be refreshing a grant at this moment, whose new tokens must not be lost; it is closed at the end.
            self._retired.append(known[1])
        return client

    async def session(self, connection: Connection, company_id: str = "") -> Session:
        """A connection at work for one request.

        Raises:
            ReauthorisationNeeded: the connection belongs to another app or another address than are configured now.
        """
        connector = self.connector(connection.target_system)
        app = await app_for(self.vault, connection.tenant_id, connection.target_system)
        client = await self.client(connector, app)
        # A token is sent to the host that gave it and to no other, whatever the settings say today.
        if client.profile.host != connection.host or app.client_id != connection.client_id:
            raise ReauthorisationNeeded(
                "This connection was made with another app or at another address; the end user must connect again."
            )
        grant = self.vault.grant_source(connection.grant_id, client.profile, client)
        kept = self._kept_of(connection)
        return self.session_with(grant, app, connection.user_id, kept, company_id or connection.company_id or "")

    def session_with(
        self, grant: GrantSource, app: App, user_id: str, kept: Kept | None = None, company_id: str = ""
    ) -> Session:
        """A session on a given grant."""
        return Session(
            grant=grant,
            client_id=app.client_id,
            user_id=user_id,
            clock=self.clock,
            kept=kept or Kept(),
            company_id=company_id,
        )

    def redirect_uri(self, connector: Connector) -> str:
        """The redirect URI to register with the target system's app."""
        return f"{self.settings.public_url}/auth/callback/{connector.system}"

    async def connect_url(self, tenant: Tenant, system: str, wanted: Wanted) -> str:
        """A fresh link to the target system's consent page.

        Raises:
            NotOffered: there is no such system.
            InvalidRequest: no app is registered for it, or what is wanted cannot be.
        """
        connector = self.connector(system)
        client = await self.client(connector, await app_for(self.vault, tenant.id, system))
        state = await begin_authorisation(self.vault, tenant, system, wanted)
        return client.authorize_url(self.redirect_uri(connector), state.reveal())

    def _kept_of(self, connection: Connection) -> Kept:
        key = (connection.id, connection.grant_id)
        kept = self._kept.setdefault(key, Kept())
        self._kept.move_to_end(key)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return kept
