"""The whole of it on real sockets: API, connector, sandbox, one clock, one customer connected."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from tests.contract.sdk_rules import contract
from tests.evidence import CALLED, note
from tests.ports import free_port
from tests.readings import sandbox_settings
from tests.worlds import seeded_world

from unibooks.api.app import create_app as create_api
from unibooks.api.services import Services
from unibooks.connectors.exact.target import GLAccount, PurchaseEntry, TransactionLine
from unibooks.core.clock import MovableClock, ShiftedClock
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import App, World, create_app, running
from unibooks.sandbox.exact import Settings as SandboxSettings
from unibooks.settings import Settings
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_api_key, create_tenant

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SYSTEM = "exact-nl"
CALLBACK = "http://127.0.0.1:1/vendor/back?customer=7"


@dataclass
class Answer:
    """An answer of the API."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def data(self) -> Any:
        return self.body["data"]

    @property
    def fields(self) -> list[str]:
        """The fields that a refusal names."""
        return [fault["field"] for fault in self.body["errors"]["validationErrors"]]

    @property
    def calls(self) -> int:
        """Calls that went upstream for it."""
        return int(self.headers["X-Upstream-Calls"])


@dataclass
class Stack:
    """A running installation with one connected customer.

    `call` speaks to the API as the vendor's program does; `world` is the sandbox's memory, to look into.
    """

    http: aiohttp.ClientSession
    clock: MovableClock | ShiftedClock
    world: World
    services: Services
    api: str
    exact: str
    api_key: str
    account_key: str = ""
    company: str = ""

    async def call(self, method: str, path: str, *, keys: dict[str, str] | None = None, **options: Any) -> Answer:
        """One request; `json`, `data`, `params` as aiohttp takes them.

        An answer that went well must be one that the contract's own client takes, and counts as evidence of what works.
        """
        headers = {"X-API-KEY": self.api_key, "X-ACCOUNT-KEY": self.account_key} if keys is None else keys
        scope = {"companyId": self.company} if self.company else {}
        params = {**scope, **options.pop("params", {})}
        sent = options.get("json", _json_part(options.get("data")))
        if "json" in options:
            headers = {**headers, "Content-Type": "application/json"}
            options["data"] = io.BytesIO(json.dumps(options.pop("json")).encode())
        async with self.http.request(method, self.api + path, headers=headers, params=params, **options) as answer:
            text = await answer.text()
            body = json.loads(text) if answer.content_type == "application/json" else text
            if answer.status < 300:
                note(method, path, params, sent, body)
                if (operation := contract().operation(method, path)) is not None:
                    assert contract().complaints(operation, answer.status, body) == [], f"{method} {path}"
                    CALLED.add(operation.name)
            return Answer(answer.status, body, answer.headers)

    async def connect(self, **params: str) -> str:
        """Let the (auto-consenting) end user connect; gives the address the browser ends at."""
        started = await self.call("GET", f"/auth/{SYSTEM}", params={"callbackUrl": CALLBACK, **params})
        assert started.status == 200, started.body
        url = started.body
        while not url.startswith("http://127.0.0.1:1/"):
            async with self.http.get(url, allow_redirects=False) as answer:
                assert answer.status in (302, 303, 307), await answer.text()
                url = answer.headers["Location"]
        self.account_key = parse_qs(urlsplit(url).query)["accountKey"][0]
        return url

    async def exact_calls(self) -> list[dict[str, Any]]:
        """What reached the sandbox since the log was last emptied."""
        async with self.http.get(f"{self.exact}/_sandbox/calls") as answer:
            return await answer.json()

    async def forget_calls(self) -> None:
        """Empty the sandbox's log."""
        async with self.http.delete(f"{self.exact}/_sandbox/calls") as answer:
            assert answer.status < 300

    async def fault(self, fault: str, **options: Any) -> None:
        """Let the sandbox misbehave."""
        async with self.http.post(f"{self.exact}/_sandbox/faults", json={"fault": fault, **options}) as answer:
            assert answer.status < 300, await answer.text()

    def table(self, entity: Any) -> Any:
        """A table of the company in the sandbox."""
        return self.world.companies[int(self.company)][entity]

    def account_id(self, number: str) -> str:
        """The id of a ledger account."""
        return str(self.table(GLAccount).first("Code", number)["ID"])

    def ledger(self, entry_id: str) -> list[Any]:
        """The ledger lines of an entry, in their order."""
        lines = [row for row in self.table(TransactionLine) if str(row["EntryID"]) == entry_id]
        return sorted(lines, key=lambda row: row["LineNumber"])

    def entry(self, entry_id: str) -> Any:
        """A purchase entry as the sandbox keeps it."""
        return next(row for row in self.table(PurchaseEntry) if str(row["EntryID"]) == entry_id)


def _json_part(data: Any) -> Any:
    """The JSON in the text part of a multipart body."""
    if not isinstance(data, aiohttp.FormData):
        return None
    for _, _, value in data._fields:  # pyright: ignore[reportPrivateUsage] - it has no other way to be looked into
        if isinstance(value, str) and value.startswith("{"):
            return json.loads(value)
    return None


@asynccontextmanager
async def running_stack(
    database_url: str,
    folder: Path,
    sandbox: SandboxSettings | None = None,
    *,
    writers: Any = None,
    clock: MovableClock | ShiftedClock | None = None,
) -> AsyncGenerator[Stack]:
    """Start everything on a migrated database and connect one customer."""
    clock, port = clock or MovableClock(START), free_port()
    world = seeded_world(clock)
    redirect_uri = f"http://127.0.0.1:{port}/auth/callback/{SYSTEM}"
    world.apps["demo-app"] = App("demo-app", "demo-secret", (redirect_uri,))
    exact_app = create_app(world, sandbox or sandbox_settings(auto_consent=True), writers=writers)
    async with running(exact_app) as exact, aiohttp.ClientSession() as http:
        services = Services(
            Settings(
                database_url=database_url,
                public_url=f"http://127.0.0.1:{port}",
                vault_keys_file=folder / "vault.keys",
                exact_url=exact,
            ),
            clock,
        )
        tenant = await create_tenant(services.vault, "Vendor")
        _, key = await create_api_key(services.vault, tenant.id, "test")
        await register_system(services.vault, tenant.id, SYSTEM, "demo-app", Secret("demo-secret"))
        async with running(create_api(services), port) as api:
            stack = Stack(http, clock, world, services, api, exact, key.reveal())
            await stack.connect()
            stack.company = (await stack.call("GET", "/auth/companies", params={})).data[0]["id"]
            yield stack
