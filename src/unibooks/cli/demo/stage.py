"""What the demo stands on: a sandbox and the API, each on its own socket, and a vendor that has signed up."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unibooks.api.app import create_app
from unibooks.api.logs import configure_logs
from unibooks.api.services import Services
from unibooks.cli.opening import opened
from unibooks.cli.ports import LOOPBACK, free_ports
from unibooks.cli.presented import SYSTEM, Registered
from unibooks.cli.sandboxes import sandbox_app
from unibooks.core.clock import ShiftedClock
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import running
from unibooks.settings import Settings, load
from unibooks.store.migrate import migrate
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_api_key, create_tenant

TENANT: Final = "Demo Vendor"


@dataclass(frozen=True)
class Stage:
    """Where everything is, and what opens it."""

    api_url: str
    exact_url: str
    database_url: str
    key_file: Path
    app: Registered
    api_key: Secret

    @property
    def redirect_uri(self) -> str:
        """The redirect URI that the app is registered with."""
        return self.app.redirect_uris[0]


@asynccontextmanager
async def staged(folder: Path, *, api_port: int = 0, sandbox_port: int = 0) -> AsyncGenerator[Stage]:
    """Both servers with a fresh database in the folder, for as long as the block runs.

    Args:
        folder: where the database and the key ring are made; they must not be there yet.
        api_port: the port to take if it is free.
        sandbox_port: likewise.
    """
    settings = _settings(folder, *free_ports(api_port, sandbox_port))
    clock = ShiftedClock()
    configure_logs(settings, clock)
    await migrate(settings.database_url)
    uri = f"{settings.public_url}/auth/callback/{SYSTEM}"
    app = Registered(secrets.token_hex(8), Secret(secrets.token_urlsafe(24)), (uri,))
    api_key = await _sign_up(settings, app)
    exact_port = int((settings.exact_url or "").rpartition(":")[2])
    async with (
        running(sandbox_app(app, clock)[0], exact_port) as exact_url,
        running(create_app(Services(settings, clock)), settings.port) as api_url,
    ):
        yield Stage(api_url, exact_url, settings.database_url, settings.vault_keys_file, app, api_key)


def _settings(folder: Path, api_port: int, exact_port: int) -> Settings:
    """Settings that owe nothing to the environment: a demo on a machine with a real installation must not touch it."""
    return load(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        vault_keys=None,
        vault_keys_file=folder / "demo.keys",
        host=LOOPBACK,
        port=api_port,
        public_url=f"http://{LOOPBACK}:{api_port}",
        trusted_proxies=LOOPBACK,
        exact_url=f"http://{LOOPBACK}:{exact_port}",
        log_level="error",
        log_format="console",
    )


async def _sign_up(settings: Settings, app: Registered) -> Secret:
    async with opened(settings) as vault:
        tenant = await create_tenant(vault, TENANT)
        _, api_key = await create_api_key(vault, tenant.id, "demo")
        await register_system(vault, tenant.id, SYSTEM, app.client_id, app.client_secret)
    return api_key
