"""A handler that is linked to the sandbox over a real socket, as a customer's connection is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from yarl import URL

from unibooks.accounting.base import Filters
from unibooks.accounting.bills import CreateBill
from unibooks.connectors.exact.oauth import ExactOAuth
from unibooks.connectors.exact.target import Account
from unibooks.core.clock import MovableClock
from unibooks.core.connector import Handler, Kept, ListQuery, Outcome, Session
from unibooks.core.errors import ReauthorisationNeeded
from unibooks.core.mapping import ResourceMapping
from unibooks.core.oauth import Tokens
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import World
from unibooks.sandbox.exact.state import Company

CLIENT = "0b6f2f3a-0000-4000-8000-00000000c11e"
SECRET = "not worth hiding"
REDIRECT = "https://vendor.example/callback"


class LeapingClock(MovableClock):
    """A clock on which whoever sleeps moves time: nobody else is there to move it."""

    def __init__(self, start: Any) -> None:
        super().__init__(start)
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.move(max(0.0, seconds))


@dataclass
class HeldGrant:
    """The tokens of a consent, kept in memory."""

    oauth: ExactOAuth
    clock: MovableClock
    tokens: Tokens
    refusals: int = 0

    async def access_token(self) -> Secret:
        if self.clock.now() >= self.tokens.obtained_at + timedelta(seconds=self.oauth.profile.refresh_after):
            self.tokens = await self.oauth.refresh(self.tokens.refresh)
        return self.tokens.access

    async def refused(self, token: Secret) -> Secret:
        self.refusals += 1
        if self.refusals > 3:
            raise ReauthorisationNeeded("the grant has ended")
        return await self.access_token()


@dataclass
class Linked:
    """A connection at work on the sandbox.

    Attributes:
        url: where the sandbox is.
        http: a client of the sandbox's control endpoints.
        kept: what the connection remembers between sessions.
    """

    url: str
    http: aiohttp.ClientSession
    world: World
    clock: LeapingClock
    handler: Handler
    oauth: ExactOAuth
    kept: Kept = field(default_factory=Kept)
    grant: HeldGrant | None = None
    company_id: str = ""

    async def code(self, state: str = "s") -> str:
        """Consent as the user would, and come back with the code."""
        url = URL(self.oauth.authorize_url(REDIRECT, state), encoded=True)
        async with self.http.get(url, allow_redirects=False) as response:
            assert response.status == 302, await response.text()
            back = parse_qs(urlsplit(response.headers["Location"]).query)
        assert back["state"] == [state]
        return back["code"][0]

    async def consent(self) -> None:
        tokens = await self.oauth.exchange(await self.code(), REDIRECT)
        self.grant = HeldGrant(self.oauth, self.clock, tokens)
        self.company_id = str(next(iter(self.world.companies)))

    def session(self, company_id: str | None = None) -> Session:
        assert self.grant is not None
        company = self.company_id if company_id is None else company_id
        return Session(self.grant, CLIENT, "user", self.clock, self.kept, company)

    async def fault(self, name: str, *, times: int = 1, path: str = "", method: str = "") -> None:
        body = {"fault": name, "times": times, "path": path, "method": method}
        async with self.http.post(f"{self.url}/_sandbox/faults", json=body) as response:
            assert response.status == 204, await response.text()

    async def limits(self, **rules: int) -> None:
        async with self.http.post(f"{self.url}/_sandbox/limits", json=rules) as response:
            assert response.status == 200, await response.text()

    async def calls(self) -> list[dict[str, Any]]:
        """The calls of the API that the sandbox has answered since it was last asked."""
        async with self.http.get(f"{self.url}/_sandbox/calls") as response:
            found: list[dict[str, Any]] = await response.json()
        async with self.http.delete(f"{self.url}/_sandbox/calls"):
            return [call for call in found if call["path"].startswith(("/api/v1", "/docs"))]

    async def list(self, mapping: ResourceMapping, filters: Filters | None = None, **part: Any) -> Outcome:
        query = ListQuery(filters or mapping.resource.filters(), part.pop("limit", 100), **part)
        return await self.handler.list(self.session(), mapping, query)

    def company(self) -> Company:
        return self.world.companies[int(self.company_id)]

    def supplier(self) -> str:
        """A supplier that takes bookings."""
        rows = self.company()[Account]
        return str(next(r["ID"] for r in rows if r["IsSupplier"] and not r["Blocked"] and r["Type"] != "D"))

    def bill(self, **values: Any) -> CreateBill:
        """A bill of one line that Exact takes."""
        line = {"accountNumber": "4040", "totalNetAmount": 100, "taxRatePercentage": 21, "description": "Paper"}
        body = {"contactId": self.supplier(), "billDate": "2026-06-01", "billNumber": "F-1", "lineItems": [line]}
        return CreateBill.model_validate(body | values)
