"""`unibooks serve`: the API until it is interrupted. Its process holds nothing of a sandbox unless it starts one."""

from __future__ import annotations

import gc
from typing import Any

from unibooks.cli.loop import run
from unibooks.cli.ports import LOOPBACK, check_port
from unibooks.cli.tables import console
from unibooks.core.clock import Clock, SystemClock
from unibooks.settings import Settings, load


def redirect_uri(system: str) -> str:
    """What to enter as redirect URI on an app's page, by the present settings."""
    return f"{load().public_url}/auth/callback/{system}"


def run_api(*, host: str | None, port: int | None, sandbox_port: int | None) -> None:
    """Migrate, then serve the API; with a sandbox port, a sandbox is started first and used instead of the real
    hosts."""
    given: dict[str, Any] = {"host": host, "port": port}
    if sandbox_port is not None:
        given["exact_url"] = f"http://{LOOPBACK}:{sandbox_port}"
    settings = load(**{name: value for name, value in given.items() if value is not None})
    check_port(settings.host, settings.port)
    if sandbox_port is None:
        run(serve_api(settings, SystemClock()))
    else:
        from unibooks.cli.sandboxes import serve_with_sandbox

        run(serve_with_sandbox(settings, sandbox_port))


async def serve_api(settings: Settings, clock: Clock) -> None:
    """Migrate, then serve the API."""
    from unibooks.api.logs import configure_logs
    from unibooks.api.server import server
    from unibooks.api.services import Services
    from unibooks.store.migrate import migrate

    configure_logs(settings, clock)
    await migrate(settings.database_url)
    console().print(f"unibooks at http://{settings.host}:{settings.port}, for browsers {settings.public_url}")
    console().print(f"Its API is described at {settings.public_url}/docs. Ctrl-C stops it.")
    serving = server(Services(settings, clock))
    # What is there now stays to the end: looked through again and again, it would hold up requests for a tenth of a second.
    gc.collect()
    gc.freeze()
    await serving.serve()
