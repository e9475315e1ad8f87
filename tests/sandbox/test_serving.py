"""The server helper: any ASGI app on a socket, started and stopped in the loop that runs."""

from __future__ import annotations

import socket

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from unibooks.sandbox.exact.server import running


async def test_an_app_answers_while_the_block_runs_and_not_after() -> None:
    seen: list[str] = []

    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            seen.append("stopped")
            await send({"type": "lifespan.shutdown.complete"})
        else:
            await PlainTextResponse("here")(scope, receive, send)

    async with aiohttp.ClientSession() as http:
        async with running(lifespan) as url, http.get(url) as response:
            assert await response.text() == "here"
            assert "Date" in response.headers
        assert seen == ["lifespan", "http", "stopped"]
        with pytest.raises(aiohttp.ClientConnectionError):
            await http.get(url)


async def test_two_apps_run_side_by_side() -> None:
    apps = [Starlette(routes=[Route("/", lambda _, name=name: PlainTextResponse(name))]) for name in ("a", "b")]
    async with running(apps[0]) as first, running(apps[1]) as second, aiohttp.ClientSession() as http:
        assert first != second
        for url, name in ((first, "a"), (second, "b")):
            async with http.get(url) as response:
                assert await response.text() == name


async def test_a_taken_port_is_an_error_of_its_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        async with running(Starlette(), taken.getsockname()[1]):
            pass


async def test_an_app_that_does_not_start() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no database"})

    with pytest.raises(RuntimeError, match="did not start"):
        async with running(broken):
            pass


async def test_what_the_block_raises_comes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        async with running(Starlette()):
            raise ZeroDivisionError
