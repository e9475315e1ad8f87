"""The two clients that are compared: one speaks to the API, the plain one to the sandbox itself."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import parse_qs, urlsplit

import aiohttp

from benchmarks.processes import Running
from benchmarks.sandbox import PLAIN, SECRET

BACK: Final = "http://127.0.0.1:1/back"


@dataclass
class Gateway:
    """A vendor's program: through the API.

    `calls` counts the calls to Exact Online that the API says it made; `companies` are those that may be read.
    """

    http: aiohttp.ClientSession
    api: str
    headers: dict[str, str]
    companies: tuple[str, ...] = ()
    calls: int = 0

    @classmethod
    async def connected(cls, http: aiohttp.ClientSession, running: Running) -> Gateway:
        """Connect as an end user would, on the auto-consenting sandbox."""
        keys = {"X-API-KEY": running.api_key}
        async with http.get(f"{running.api.url}/auth/exact-nl", params={"callbackUrl": BACK}, headers=keys) as answer:
            url = await answer.text()
        while not url.startswith(BACK):
            async with http.get(url, allow_redirects=False) as answer:
                url = answer.headers["Location"]
        client = cls(http, running.api.url, keys | {"X-ACCOUNT-KEY": parse_qs(urlsplit(url).query)["accountKey"][0]})
        client.companies = tuple(company["id"] for company in (await client.get("/auth/companies"))["data"])
        return client

    @property
    def company(self) -> str:
        return self.companies[0]

    async def get(self, path: str, **params: Any) -> Any:
        """One answer."""
        return await self._told("GET", path, params, None, 200)

    async def post(self, path: str, form: aiohttp.FormData) -> Any:
        """Create something from a multipart body."""
        return await self._told("POST", path, {}, form, 201)

    async def _told(self, method: str, path: str, params: dict[str, Any], body: Any, wanted: int) -> Any:
        if self.companies:
            params = {"companyId": self.company} | params
        async with self.http.request(method, self.api + path, params=params, data=body, headers=self.headers) as answer:
            found = await answer.json()
            assert answer.status == wanted, found
            self.calls += int(answer.headers.get("X-Upstream-Calls", 0))
            return found


@dataclass
class Plain:
    """The leanest program: aiohttp against the sandbox itself, one call after the other. `calls` counts them."""

    http: aiohttp.ClientSession
    exact: str
    headers: dict[str, str]
    company: str = ""
    calls: int = 0

    @classmethod
    async def connected(cls, http: aiohttp.ClientSession, exact: str, redirect_uri: str) -> Plain:
        """Consent and exchange the code by hand."""
        query = {"client_id": PLAIN, "redirect_uri": redirect_uri, "response_type": "code", "state": "x"}
        async with http.get(f"{exact}/api/oauth2/auth", params=query, allow_redirects=False) as answer:
            code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        form |= {"client_id": PLAIN, "client_secret": SECRET}
        async with http.post(f"{exact}/api/oauth2/token", data=form) as answer:
            token = (await answer.json())["access_token"]
        client = cls(http, exact, {"Authorization": f"Bearer {token}", "Accept": "application/json"})
        me = await client.get(f"{exact}/api/v1/current/Me")
        client.company = str(me["results"][0]["CurrentDivision"])
        return client

    def url(self, path: str) -> str:
        """Where an entity is."""
        return f"{self.exact}/api/v1/{self.company}/{path}"

    async def get(self, url: str, params: dict[str, str] | None = None) -> Any:
        """One answer, without its envelope."""
        self.calls += 1
        async with self.http.get(url, params=params, headers=self.headers) as answer:
            assert answer.status == 200, await answer.text()
            return (await answer.json())["d"]

    async def rows(self, path: str, most: float = math.inf, /, **options: str) -> list[Any]:
        """The rows of an entity page by page, all of them or at least `most`; the options without their dollar sign."""
        found = await self.get(self.url(path), {f"${name}": value for name, value in options.items()})
        if isinstance(found, list):  # the form in which Exact writes a page that `$top` made the only one
            return cast("list[Any]", found)
        rows: list[Any] = found["results"]
        while "__next" in found and len(rows) < most:
            found = await self.get(found["__next"])
            rows += found["results"]
        return rows

    async def post(self, path: str, record: dict[str, Any]) -> Any:
        """Create a record."""
        self.calls += 1
        headers = self.headers | {"Content-Type": "application/json"}
        async with self.http.post(self.url(path), data=json.dumps(record).encode(), headers=headers) as answer:
            assert answer.status == 201, await answer.text()
            return (await answer.json())["d"]

    async def page(self, path: str) -> int:
        """Sixty rows with every property, as bytes: the sandbox is measured, not the client's parser."""
        async with self.http.get(self.url(path), params={"$top": "60"}, headers=self.headers) as answer:
            return len(await answer.read())

    async def answer(self, path: str) -> bytes:
        """One answer as bytes; the path holds the whole query."""
        async with self.http.get(self.url(path), headers=self.headers) as answer:
            found = await answer.read()
            assert answer.status == 200, found
            return found
