"""The server: uvicorn, believing the proxies that the settings name and keeping its own log lines to itself."""

from __future__ import annotations

import uvicorn

from unibooks.api.app import create_app
from unibooks.api.services import Services


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
        timeout_graceful_shutdown=30,
    )
    return uvicorn.Server(config)
