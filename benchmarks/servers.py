"""The two servers that the benchmarks measure, each in a process of its own: a sandbox with many rows, and the API.

python -m benchmarks.servers sandbox PORT LATENCY API_PORT
python -m benchmarks.servers api PORT SANDBOX_URL FOLDER
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from pathlib import Path
from typing import Any

import uvloop

from unibooks.connectors.exact.target import GLAccount
from unibooks.core.clock import SystemClock
from unibooks.sandbox.exact import App, LimitRules, Settings, create_app, serve
from unibooks.sandbox.exact.seed import build_world

APP = ("bench-app", "bench-secret")
#: The plain client's own app: one user has one live token pair per app.
PLAIN = "plain-app"
ACCOUNTS = 1000


def crowded(world: Any) -> Any:
    """The seeded companies, the first with 1,000 ledger accounts: seventeen pages of sixty."""
    company = next(iter(world.companies.values()))
    table = company[GLAccount]
    template = dict(next(iter(table)))
    for number in range(ACCOUNTS - len(table)):
        table.add(template | {"ID": uuid.UUID(int=world.random.getrandbits(128), version=4), "Code": f"X{number:05d}"})
    return world


async def sandbox(port: int, latency: float, api_port: int) -> None:
    """A sandbox with limits out of reach that consents by itself and answers `latency` seconds late."""
    world = crowded(build_world(SystemClock()))
    for client_id in (APP[0], PLAIN):
        world.apps[client_id] = App(client_id, APP[1], (f"http://127.0.0.1:{api_port}/auth/callback/exact-nl",))
    settings = Settings(limits=LimitRules(minute=10**9, day=10**9), auto_consent=True, latency=latency)
    await serve(create_app(world, settings), "127.0.0.1", port)


async def api(port: int, exact_url: str, folder: Path) -> None:
    """The API on a fresh SQLite file with one tenant; writes its key to `folder/api.key`."""
    from unibooks.api.logs import configure_logs
    from unibooks.api.server import server
    from unibooks.api.services import Services
    from unibooks.core.secret import Secret
    from unibooks.settings import Settings as ApiSettings
    from unibooks.store.migrate import migrate
    from unibooks.vault.systems import register_system
    from unibooks.vault.tenants import create_api_key, create_tenant

    settings = ApiSettings(
        database_url=f"sqlite:///{folder / 'bench.db'}",
        public_url=f"http://127.0.0.1:{port}",
        vault_keys_file=folder / "vault.keys",
        exact_url=exact_url,
        log_format="json",
    )
    configure_logs(settings, SystemClock())
    await migrate(settings.database_url)
    services = Services(settings)
    tenant = await create_tenant(services.vault, "bench")
    _, key = await create_api_key(services.vault, tenant.id, "bench")
    await register_system(services.vault, tenant.id, "exact-nl", APP[0], Secret(APP[1]))
    (folder / "api.key").write_text(key.reveal(), encoding="utf-8")
    await server(services, host="127.0.0.1", port=port).serve()


if __name__ == "__main__":
    what, port = sys.argv[1], int(sys.argv[2])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if what == "sandbox":
            runner.run(sandbox(port, float(sys.argv[3]), int(sys.argv[4])))
        else:
            runner.run(api(port, sys.argv[3], Path(sys.argv[4])))
