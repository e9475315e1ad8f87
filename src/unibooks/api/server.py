"""The server: uvicorn, believing the proxies that the settings name and keeping its own log lines to itself."""

from __future__ import annotations

from typing import Final

import uvicorn

from unibooks.api.app import create_app
from unibooks.api.services import Services

#: Seconds that an idle connection stays open: longer than proxies keep theirs, most of them for 60, since a request would be
#: lost that they send into one that is just being closed.
KEPT_OPEN: Final = 75


def server(services: Services, *, host: str | None = None, port: int | None = None) -> uvicorn.Server:
    """A server for the API; `await server(...).serve()` runs it until it is told to end.

    Args:
        host: address to listen on instead of the one in the settings.
        port: port instead of the one in the settings; 0 for any that is free.
    """
    settings = services.settings
    config = uvicorn.Config(
        create_app(services),
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
        access_log=False,
        log_config=None,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=30,
    )
    return uvicorn.Server(config)
