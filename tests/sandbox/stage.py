"""A sandbox with a caller who speaks some language, and a receiver for its webhooks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
from tests.sandbox.recorded import app
from tests.sandbox.small_exact import Client, Reply
from tests.worlds import seeded_world

from unibooks.connectors.exact.target import Account, GLAccount, Journal
from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import LimitRules, Settings, create_app, running
from unibooks.sandbox.exact.state import Company, User, World

START: Final = datetime(2026, 11, 22, 10, tzinfo=UTC)
DIVISION: Final = 3187041
FREE: Final = LimitRules(enforced=False)


@dataclass
class Stage:
    """A sandbox with its seeded companies and a caller who speaks some language."""

    client: Client
    world: World

    @property
    def company(self) -> Company:
        return self.world.companies[DIVISION]

    @property
    def user(self) -> User:
        return next(iter(self.world.users.values()))

    def url(self, path: str) -> str:
        return f"/api/v1/{DIVISION}/{path}"

    async def get(self, path: str) -> Reply:
        return await self.client.get(self.url(path))

    async def post(self, path: str, body: Any) -> Reply:
        return await self.client.send("POST", self.url(path), json=body)

    async def put(self, path: str, body: Any) -> Reply:
        return await self.client.send("PUT", self.url(path), json=body)

    async def fault(self, name: str) -> None:
        await self.client.send("POST", "/_sandbox/faults", json={"fault": name})

    def customer(self) -> str:
        return str(next(row["ID"] for row in self.company[Account] if row["Status"] == "C" and row["IsSales"]))

    def supplier(self) -> str:
        """Somebody who is no customer."""
        rows = self.company[Account]
        return str(next(row["ID"] for row in rows if row["IsSupplier"] and row["Status"] != "C" and not row["IsSales"]))

    def journal(self, kind: int) -> str:
        return next(row["Code"] for row in self.company[Journal] if row["Type"] == kind)

    def gl(self, kind: str = "W") -> str:
        return str(next(row["ID"] for row in self.company[GLAccount] if row["BalanceType"] == kind))


@asynccontextmanager
async def stage(
    language: str = "nl", settings: Settings | None = None, world: World | None = None, **of_app: Any
) -> AsyncIterator[Stage]:
    """A stage of its own, with the caller connected.

    Args:
        language: what the caller speaks.
        settings: of the sandbox; limits are off by default.
        world: the companies; the seeded ones by default.
        of_app: what is particular about the app.
    """
    made = world or seeded_world(MovableClock(START))
    speaking = [user for user in made.users.values() if user.language.startswith(language)] or list(made.users.values())
    made.users = {user.id: user for user in speaking}
    application = replace(app(), **of_app)
    made.apps[application.client_id] = application
    chosen = replace(settings or Settings(limits=FREE), auto_consent=True)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(running(create_app(made, chosen)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        clock = made.clock
        assert isinstance(clock, MovableClock)
        client = Client(url, http, made, clock)
        await client.connect()
        yield Stage(client, made)


@asynccontextmanager
async def receiver(phrase: str = "200 OK") -> AsyncIterator[tuple[str, list[bytes]]]:
    """Whoever waits for messages of webhooks: its address, and whatever was sent to it, head and body."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        heard.append(head + await reader.readexactly(int(length[1]) if length else 0))
        writer.write(f"HTTP/1.1 {phrase}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", heard
