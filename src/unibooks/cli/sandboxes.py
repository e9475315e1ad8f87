"""A local Exact Online beside `unibooks serve --sandbox`."""

from __future__ import annotations

import secrets
from typing import Any, Final

from unibooks.cli.opening import opened
from unibooks.cli.ports import LOOPBACK, check_port
from unibooks.cli.presented import SYSTEM, Registered, described
from unibooks.cli.servers import serve_api
from unibooks.cli.tables import console
from unibooks.core.clock import Clock, ShiftedClock
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import App, World, create_app, running
from unibooks.sandbox.exact import Settings as SandboxSettings
from unibooks.sandbox.exact.seed import build_world
from unibooks.settings import Settings
from unibooks.store.migrate import migrate
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_api_key, create_tenant, list_tenants

SANDBOX_TENANT: Final = "sandbox"


def sandbox_app(app: Registered, clock: Clock, settings: SandboxSettings | None = None) -> tuple[Any, World]:
    """A sandbox on its seeded companies with one app, and its world to look into."""
    world = build_world(clock)
    world.apps[app.client_id] = App(app.client_id, app.client_secret.reveal(), app.redirect_uris)
    return create_app(world, settings), world


async def serve_with_sandbox(settings: Settings, port: int) -> None:
    """Start a sandbox with an app of its own, then serve the API in front of it."""
    check_port(LOOPBACK, port)
    await migrate(settings.database_url)
    uri = f"{settings.public_url}/auth/callback/{SYSTEM}"
    app = Registered(secrets.token_hex(8), Secret(secrets.token_urlsafe(24)), (uri,))
    await _register(settings, app)
    # One clock for both: when a test moves the sandbox's, tokens age on either side.
    clock = ShiftedClock()
    served, world = sandbox_app(app, clock)
    async with running(served, port) as url:
        console().print(described(url, app, world))
        console().print("It forgets everything when it stops; connections made with it end then.\n")
        await serve_api(settings, clock)


async def _register(settings: Settings, app: Registered) -> None:
    """Give the tenant `sandbox` this app, and an API key if it is new."""
    async with opened(settings) as vault:
        tenant = next((t for t in await list_tenants(vault) if t.name == SANDBOX_TENANT), None)
        if tenant is None:
            tenant = await create_tenant(vault, SANDBOX_TENANT)
            _, key = await create_api_key(vault, tenant.id, "made by serve --sandbox")
            console().print(f"New tenant '{SANDBOX_TENANT}'. Its API key, shown once: {key.reveal()}")
        else:
            console().print(f"Tenant '{SANDBOX_TENANT}'. For another key: unibooks key create {SANDBOX_TENANT}")
        await register_system(vault, tenant.id, SYSTEM, app.client_id, app.client_secret)
