"""The API on a real socket, on a database of its own, with a target system in memory behind it."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import uvicorn
from tests.api.memory_books import BASE, Books, MemoryOAuth, memory_connector

from unibooks.api.server import server
from unibooks.api.services import Services
from unibooks.core.clock import MovableClock
from unibooks.core.secret import Secret
from unibooks.settings import load
from unibooks.store.migrate import migrate
from unibooks.vault import authorisation, systems, tenants
from unibooks.vault.authorisation import User, Wanted
from unibooks.vault.vault import Tenant


@dataclass
class Reply:
    """An answer: amounts as exact decimals."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text, parse_float=Decimal)

    @property
    def errors(self) -> Any:
        return self.body["errors"]

    @property
    def fields(self) -> dict[str, str]:
        """What is wrong, by field."""
        return {entry["field"]: entry["message"] for entry in self.errors["validationErrors"]}


class Client:
    """A caller with its keys."""

    def __init__(self, http: aiohttp.ClientSession, url: str, keys: Mapping[str, str]) -> None:
        self.http = http
        self.url = url
        self.keys = dict(keys)

    async def call(self, method: str, path: str, **given: Any) -> Reply:
        headers = self.keys | given.pop("headers", {})
        request = self.http.request(method, self.url + path, headers=headers, allow_redirects=False, **given)
        async with request as answer:
            return Reply(answer.status, answer.headers, await answer.text())

    async def get(self, path: str, **given: Any) -> Reply:
        return await self.call("GET", path, **given)

    async def post(self, path: str, body: Any, **given: Any) -> Reply:
        data = body if isinstance(body, str | bytes | BytesIO | aiohttp.FormData) else json.dumps(body)
        return await self.call("POST", path, data=data, **given)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 1, 5, 9, tzinfo=UTC))


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated and empty database, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "unibooks.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture
def services(migrated: Path, tmp_path: Path, clock: MovableClock, books: Books) -> Services:
    file = shutil.copy(migrated, tmp_path / "unibooks.db")
    settings = load(
        database_url=f"sqlite:///{file}",
        vault_keys_file=tmp_path / "vault.keys",
        public_url="https://unibooks.example",
    )
    return Services(settings, clock, [memory_connector(books)])


@pytest_asyncio.fixture
async def tenant(services: Services) -> Tenant:
    return await tenants.create_tenant(services.vault, "Vendor")


@pytest_asyncio.fixture
async def keys(services: Services, tenant: Tenant, clock: MovableClock) -> dict[str, str]:
    """The keys of a tenant with one connection, whose company is 1001."""
    _, api_key = await tenants.create_api_key(services.vault, tenant.id)
    app = await systems.register_system(services.vault, tenant.id, "memory-nl", "app-1", Secret("hush"))
    oauth = MemoryOAuth(BASE, app.client_id, app.client_secret, clock)
    state = await authorisation.begin_authorisation(services.vault, tenant, "memory-nl", Wanted(company_id="1001"))
    taken = await authorisation.take_authorisation(services.vault, state.reveal())
    tokens = await oauth.exchange("code!good", "")
    made = await authorisation.finish_authorisation(
        services.vault, taken, app, oauth.profile.host, User("user-1", "Ann"), tokens
    )
    return {"X-API-KEY": api_key.reveal(), "X-ACCOUNT-KEY": made.account_key.reveal()}


@asynccontextmanager
async def running(services: Services) -> AsyncIterator[str]:
    """The API on a free port of this machine; gives its address."""
    api: uvicorn.Server = server(services, host="127.0.0.1", port=0)
    task = asyncio.create_task(api.serve())
    while not api.started:
        if task.done():
            await task
        await asyncio.sleep(0)
    try:
        yield f"http://127.0.0.1:{api.servers[0].sockets[0].getsockname()[1]}"
    finally:
        api.should_exit = True
        await task


@pytest_asyncio.fixture
async def api(services: Services, keys: dict[str, str]) -> AsyncIterator[Client]:
    async with running(services) as url, aiohttp.ClientSession() as http:
        yield Client(http, url, keys)
