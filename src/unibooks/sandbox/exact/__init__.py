"""A local Exact Online: its own OAuth, its own OData, its own books, all in memory.

clock = MovableClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
app = create(clock, client_id="...", client_secret="...", redirect_uris=("https://vendor.example/callback",))
async with running(app) as url:
    ...
"""

from __future__ import annotations

from unibooks.sandbox.exact.app import Sandbox, create_app
from unibooks.sandbox.exact.limits import LimitRules
from unibooks.sandbox.exact.seed import build_world
from unibooks.sandbox.exact.server import Tls, running, serve
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, Clock, World


def create(
    clock: Clock,
    settings: Settings | None = None,
    *,
    client_id: str,
    client_secret: str,
    redirect_uris: tuple[str, ...],
) -> Sandbox:
    """The sandbox on its seeded companies, with one app registered.

    Args:
        clock: its only source of time; one with `move` can be moved through `/_sandbox/clock`.
        settings: limits and switches.
        client_id: what the app calls itself.
        client_secret: what proves it.
        redirect_uris: where the app may have users sent back to; compared character by character.
    """
    world = build_world(clock)
    world.apps[client_id] = App(client_id, client_secret, redirect_uris)
    return create_app(world, settings)


__all__ = ["App", "LimitRules", "Sandbox", "Settings", "Tls", "World", "create", "create_app", "running", "serve"]
