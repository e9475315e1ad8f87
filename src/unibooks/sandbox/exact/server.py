"""Serve an ASGI app on a real socket, inside the running event loop or as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from unibooks.sandbox.exact.faults import ABORT

#: seconds that running answers get when a server stops
_PATIENCE: Final = 5


@dataclass(frozen=True)
class Tls:
    """What a server proves itself with: files in PEM form, the certificate followed by those that vouch for it."""

    certificate: Path
    key: Path


class _Protocol(HttpToolsProtocol):
    """uvicorn's protocol, which also lets the app close a connection without an answer."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {ABORT: {"close": self.transport.abort}}


class _Server(uvicorn.Server):
    """A server that says when it has started, leaves signals alone and stops at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = asyncio.Event()
        self.stop = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:  # uvicorn's way of saying that the app refused to start
            self.should_exit = True
        finally:
            self.settled.set()

    async def main_loop(self) -> None:
        ticks = 0
        while not await self.on_tick(ticks) and not self.stop.is_set():
            ticks = (ticks + 1) % 864_000
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's own, which sleeps a tenth of a second at least: here nothing waits but for running answers."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        tasks = set(self.server_state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_PATIENCE)
            for task in late:
                task.cancel()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._connections_gone(), _PATIENCE)
        await self.lifespan.shutdown()

    async def _connections_gone(self) -> None:
        while self.server_state.connections:  # noqa: ASYNC110 - uvicorn tells nobody when a connection ends
            await asyncio.sleep(0.001)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket that says it is TCP.

    asyncio switches Nagle's algorithm off only for sockets whose protocol is given; without that each answer waits
    40 ms for an acknowledgement.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _config(app: ASGIApp, **options: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=_PATIENCE,
        **options,
    )


def _secured(tls: Tls | None) -> dict[str, Any]:
    return {} if tls is None else {"ssl_certfile": tls.certificate, "ssl_keyfile": tls.key}


@contextlib.asynccontextmanager
async def running(
    app: ASGIApp, port: int = 0, *, host: str = "127.0.0.1", tls: Tls | None = None
) -> AsyncGenerator[str, None]:
    """Serve an app while the block runs; yields its base URL, without a slash at the end.

    Args:
        app: any ASGI app; its lifespan is run.
        port: 0 picks a free one.
        host: the address to listen on.
        tls: speak HTTPS with this certificate, which clients that refuse anything else need.

    Raises:
        OSError: when the port is taken, or the certificate cannot be read.
        RuntimeError: when the app fails to start.
    """
    with _listen(host, port) as listener:
        server = _Server(_config(app, **_secured(tls)))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await server.settled.wait()
        if not server.started:
            await serving
            raise RuntimeError("the app did not start; its log says why")
        try:
            yield _address(listener, host, tls)
        finally:
            server.stop.set()
            await serving


class _Standing(uvicorn.Server):
    """A server that stops at a signal, and says when it takes calls."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._started()


async def serve(app: ASGIApp, host: str, port: int, *, started: Callable[[str], None], tls: Tls | None = None) -> None:
    """Serve an app until the process is told to stop by a signal.

    Args:
        app: any ASGI app; its lifespan is run.
        host: the address to listen on.
        port: 0 picks a free one.
        started: told the base URL once calls are taken.
        tls: speak HTTPS with this certificate.

    Raises:
        OSError: when the port is taken, or the certificate cannot be read.
    """
    with _listen(host, port) as listener:
        server = _Standing(_config(app, **_secured(tls)), lambda: started(_address(listener, host, tls)))
        await server.serve(sockets=[listener])


def _address(listener: socket.socket, host: str, tls: Tls | None) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"{'https' if tls else 'http'}://{named}:{listener.getsockname()[1]}"
