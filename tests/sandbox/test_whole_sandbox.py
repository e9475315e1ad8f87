"""The seeded sandbox through its front door, and the table of what it does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp
from yarl import URL

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import Settings, create, running
from unibooks.sandbox.exact.behaviours import BEHAVIOURS
from unibooks.sandbox.exact.books import virtuals
from unibooks.sandbox.exact.demands import SELECTED
from unibooks.sandbox.exact.functions import Function

DERIVED = virtuals()
CALLBACK = "https://vendor.example/callback"


async def test_every_resource_of_the_seeded_sandbox_reads() -> None:
    clock = MovableClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    settings = Settings(auto_consent=True)
    app = create(clock, settings, client_id="app", client_secret="hush", redirect_uris=(CALLBACK,))
    async with running(app) as url, aiohttp.ClientSession(headers={"Accept": "application/json"}) as http:
        token = await _consent(http, url)
        headers = {"Authorization": f"Bearer {token}"}

        async def read(path: str) -> Any:
            async with http.get(URL(f"{url}/api/v1/{path}", encoded=True), headers=headers) as response:
                assert response.status == 200, path
                return await response.json()

        me = (await read("current/Me"))["d"]["results"][0]
        companies = (await read(f"{me['CurrentDivision']}/system/Divisions?$top=100"))["d"]
        assert len(companies) >= 2
        for entity in ENTITIES:
            if not entity.company or "GET" not in entity.methods:
                continue
            clock.move(3)  # there are more requests than a minute allows
            path = f"{me['CurrentDivision']}/{entity.path}"
            select = f"&$select={','.join(entity.members)}" if entity.selected or entity in SELECTED else ""
            function = DERIVED.get(entity)
            if isinstance(function, Function) and function.parameters:
                continue  # a function is tested where it is clear what to ask it for
            rows = (await read(f"{path}?$top=2{select}"))["d"]
            if len(rows) < 2:
                continue  # some resources start empty
            assert [list(row) for row in rows] == [["__metadata", *entity.members]] * 2
            again = await read(rows[0]["__metadata"]["uri"].removeprefix(f"{url}/api/v1/"))
            assert again["d"] == rows[0]


async def _consent(http: aiohttp.ClientSession, url: str) -> str:
    query = {"client_id": "app", "redirect_uri": CALLBACK, "response_type": "code"}
    async with http.get(f"{url}/api/oauth2/auth", params=query, allow_redirects=False) as response:
        code = URL(response.headers["Location"]).query["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    form |= {"client_id": "app", "client_secret": "hush"}
    async with http.post(f"{url}/api/oauth2/token", data=form) as response:
        return (await response.json())["access_token"]


def test_the_table_of_behaviours_can_be_read() -> None:
    statements = [behaviour.statement for behaviour in BEHAVIOURS]
    assert len(set(statements)) == len(statements)
    assert {behaviour.mark for behaviour in BEHAVIOURS} == {"confirmed", "assumed"}
    for behaviour in BEHAVIOURS:
        assert behaviour.area
        assert behaviour.evidence
