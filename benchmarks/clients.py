"""The two clients that are compared: one speaks to the API, the plain one to the sandbox itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp

from benchmarks.processes import Running
from benchmarks.servers import APP, PLAIN

#: What unibooks selects of a ledger account, so that both read the same pages.
SELECT = "BalanceSide,BalanceType,Code,Created,Description,ID,IsBlocked,Modified,Type"
BACK = "http://127.0.0.1:1/back"


@dataclass
class Gateway:
    """A vendor's program: through the API."""

    http: aiohttp.ClientSession
    api: str
    headers: dict[str, str]
    company: str = ""

    @classmethod
    async def connected(cls, http: aiohttp.ClientSession, running: Running) -> Gateway:
        """Connect as an end user would, on the auto-consenting sandbox."""
        keys = {"X-API-KEY": running.api_key}
        async with http.get(f"{running.api}/auth/exact-nl", params={"callbackUrl": BACK}, headers=keys) as answer:
            url = await answer.text()
        while not url.startswith(BACK):
            async with http.get(url, allow_redirects=False) as answer:
                url = answer.headers["Location"]
        client = cls(http, running.api, keys | {"X-ACCOUNT-KEY": parse_qs(urlsplit(url).query)["accountKey"][0]})
        client.company = (await client.get("/auth/companies", {}))["data"][0]["id"]
        return client

    async def get(self, path: str, params: dict[str, Any]) -> Any:
        """One answer."""
        async with self.http.get(self.api + path, params=params, headers=self.headers) as answer:
            found = await answer.json()
            assert answer.status == 200, found
            return found

    async def first(self) -> int:
        """The first 60 ledger accounts."""
        params = {"companyId": self.company, "limit": 60, "cursor": ""}
        return len((await self.get("/accounting/accounts", params))["data"])

    async def whole(self) -> int:
        """All ledger accounts in one call, for which the API reads seventeen pages."""
        return await self._walk(1000)

    async def walk(self) -> int:
        """All ledger accounts in seventeen calls, one page each."""
        return await self._walk(60)

    async def _walk(self, limit: int) -> int:
        count, cursor = 0, ""
        while cursor is not None:
            params = {"companyId": self.company, "limit": limit, "cursor": cursor}
            answer = await self.get("/accounting/accounts", params)
            count += len(answer["data"])
            cursor = answer["meta"].get("nextCursor")
        return count


@dataclass
class Plain:
    """The leanest program: aiohttp against the sandbox itself."""

    http: aiohttp.ClientSession
    exact: str
    headers: dict[str, str]
    company: str = ""

    @classmethod
    async def connected(cls, http: aiohttp.ClientSession, exact: str, redirect_uri: str) -> Plain:
        """Consent and exchange the code by hand."""
        query = {"client_id": PLAIN, "redirect_uri": redirect_uri, "response_type": "code", "state": "x"}
        async with http.get(f"{exact}/api/oauth2/auth", params=query, allow_redirects=False) as answer:
            code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        form |= {"client_id": PLAIN, "client_secret": APP[1]}
        async with http.post(f"{exact}/api/oauth2/token", data=form) as answer:
            token = (await answer.json())["access_token"]
        client = cls(http, exact, {"Authorization": f"Bearer {token}", "Accept": "application/json"})
        me = await client.get(f"{exact}/api/v1/current/Me")
        client.company = str(me["d"]["results"][0]["CurrentDivision"])
        return client

    async def get(self, url: str, params: dict[str, str] | None = None) -> Any:
        """One answer."""
        async with self.http.get(url, params=params, headers=self.headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def page(self, path: str) -> int:
        """Sixty rows with every property, as bytes: the sandbox is measured, not the client's parser."""
        url = f"{self.exact}/api/v1/{self.company}/{path}"
        async with self.http.get(url, params={"$top": "60"}, headers=self.headers) as answer:
            return len(await answer.read())

    async def first(self) -> int:
        """The first 60 ledger accounts."""
        url = f"{self.exact}/api/v1/{self.company}/financial/GLAccounts"
        params = {"$select": SELECT, "$top": "60", "$inlinecount": "allpages"}
        return len((await self.get(url, params))["d"]["results"])

    async def walk(self) -> int:
        """All ledger accounts, page by page."""
        url = f"{self.exact}/api/v1/{self.company}/financial/GLAccounts"
        found = (await self.get(url, {"$select": SELECT}))["d"]
        count = len(found["results"])
        while "__next" in found:
            found = (await self.get(found["__next"]))["d"]
            count += len(found["results"])
        return count
