"""Two vendors on one server: neither sees, ends or disturbs what is the other's."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.routing import Mount
from tests.e2e.stack import SYSTEM, Stack

from unibooks.accounting.base import Resource
from unibooks.accounting.registry import RESOURCES
from unibooks.api.app import create_app, openapi
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import App
from unibooks.vault.connections import list_connections
from unibooks.vault.systems import list_systems, register_system
from unibooks.vault.tenants import (
    create_api_key,
    create_tenant,
    list_tenants,
    renew_signing_secret,
    set_callback_urls,
    signing_secret,
)

MISSING_ID = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"


async def another_tenant(stack: Stack, client_id: str) -> Stack:
    """A second vendor on the same server, seen through its own API key; nobody is connected to it."""
    known = next(iter(stack.world.apps.values()))
    stack.world.apps.setdefault(client_id, App(client_id, f"secret of {client_id}", known.redirect_uris))
    secret = Secret(stack.world.apps[client_id].client_secret)
    vault = stack.services.vault
    tenant = await create_tenant(vault, "Another vendor")
    await register_system(vault, tenant.id, SYSTEM, client_id, secret)
    _, key = await create_api_key(vault, tenant.id)
    return replace(stack, api_key=key.reveal(), account_key="")


#: What answers without an API key: nothing of anybody's, or a step on the way of an end user who has a state of his own.
OPEN = {
    "GET /",
    "GET /docs",
    "GET /openapi.json",
    "GET /health",
    "GET /auth/callback/{system}",
    "GET /auth/selections",
    "POST /auth/cancel",
    "GET /auth/submit",
    "POST /auth/apiKeyConfirmation",
    "GET /auth/test",
    "GET /auth/longToken",
    "GET /tenants/get-submission-page-style",
}
#: Of those, what answers well to somebody who has nothing.
PLAIN = {"GET /", "GET /docs", "GET /openapi.json", "GET /health"}
#: Names of parameters that hold somebody's account key.
KEYS = ("accountKey",)


@dataclass(frozen=True)
class Endpoint:
    """One route and method, with what a caller who knows somebody's ids would send."""

    method: str
    route: str
    path: str
    schemes: frozenset[str]
    parameters: tuple[str, ...]
    body: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"


async def endpoints(stack: Stack) -> list[Endpoint]:
    """Every route of the app, documented or not, with the connected customer's own ids; those that delete come last."""
    app = create_app(stack.services)
    document = openapi(app)
    ids = {r.path: await first_id(stack, r) for r in RESOURCES if r.operation("list")}
    found = [
        Endpoint(method, route.path, filled(route.path, ids), *documented(document, method, route.path))
        for route in app.routes
        if not isinstance(route, Mount)
        for method in sorted(route.methods - {"HEAD"})
    ]
    return sorted(found, key=lambda endpoint: endpoint.method == "DELETE")


async def first_id(stack: Stack, resource: Resource) -> str:
    if "{" in resource.path:
        return MISSING_ID
    answer = await stack.call("GET", resource.path, params={"limit": 5})
    first = answer.data[0] if answer.status == 200 and answer.data else {}
    return str(first.get("id") or MISSING_ID)


def filled(path: str, ids: dict[str, str]) -> str:
    known = next((found for prefix, found in ids.items() if path.startswith(prefix + "/{")), MISSING_ID)
    systems = {"{system}", "{targetSystem}"}
    parts = [SYSTEM if p in systems else known if p.startswith("{") else p for p in path.split("/")]
    return "/".join(parts)


def documented(document: dict[str, Any], method: str, path: str) -> tuple[frozenset[str], tuple[str, ...], Any]:
    """Which keys an operation asks for, its query parameters, and an example of its body."""
    told = document["paths"].get(path, {}).get(method.lower(), {})
    schemes = frozenset(name for one in told.get("security", []) for name in one)
    query = tuple(p["name"] for p in told.get("parameters", []) if p["in"] == "query")
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    return schemes, query, content.get("example", {})


async def ask(stack: Stack, endpoint: Endpoint, keys: dict[str, str]) -> tuple[int, str]:
    """Status and everything else that somebody gets who knows the customer's account key and ids."""
    query = {name: stack.account_key for name in endpoint.parameters if name in KEYS}
    body = None if endpoint.method in ("GET", "DELETE") else io.BytesIO(json.dumps(endpoint.body).encode())
    headers = keys if body is None else keys | {"Content-Type": "application/json"}
    async with stack.http.request(
        endpoint.method, stack.api + endpoint.path, params=query, headers=headers, data=body, allow_redirects=False
    ) as answer:
        return answer.status, f"{await answer.text()} {dict(answer.headers)}"


async def belongings(stack: Stack) -> tuple[Any, ...]:
    """What the first vendor has."""
    vault = stack.services.vault
    owner = next(one for one in await list_tenants(vault) if one.name == "Vendor")
    secret = await signing_secret(vault, owner.id)
    return owner, await list_connections(vault, owner.id), await list_systems(vault, owner.id), secret


async def test_every_route_keeps_one_vendors_things_from_another(stack: Stack) -> None:
    vault = stack.services.vault
    owner = next(one for one in await list_tenants(vault) if one.name == "Vendor")
    await set_callback_urls(vault, owner.id, "https://vendor.example/back", "https://vendor.example/no")
    await renew_signing_secret(vault, owner.id)
    reached = await endpoints(stack)
    other = await another_tenant(stack, "other-app")
    keys = {"X-API-KEY": other.api_key, "X-ACCOUNT-KEY": stack.account_key}
    before = await belongings(stack)
    owner, (link,), (app,), secret = before
    telling = [stack.api_key, link.id, link.grant_id, link.user_id, link.user_name, owner.id, app.client_id]
    telling += ["demo-secret", secret.reveal(), "vendor.example"]
    await stack.forget_calls()
    for endpoint in reached:
        status, told = await ask(stack, endpoint, keys)
        if "AccountKey" in endpoint.schemes:
            # A link to connect again comes with it, to the caller's own app: the client id below is not in it.
            assert status == 401, (endpoint.name, status, told)
            assert "UNKNOWN_ACCOUNT_KEY" in told
        assert [text for text in telling if text in told.replace(endpoint.path, "")] == [], endpoint.name
        assert stack.account_key not in told, endpoint.name
        assert status < 500, (endpoint.name, told)
    assert [call for call in await stack.exact_calls() if not call["path"].endswith("/token")] == []
    assert await belongings(stack) == before
    assert (await stack.call("GET", "/accounting/accounts")).status == 200


async def test_every_route_asks_for_an_api_key(stack: Stack) -> None:
    open_to_all: set[str] = set()
    for endpoint in await endpoints(stack):
        status, told = await ask(stack, endpoint, {"X-ACCOUNT-KEY": stack.account_key})
        assert status < 500, (endpoint.name, told)
        if status != 403:
            open_to_all.add(endpoint.name)
            assert (status < 400) is (endpoint.name in PLAIN), (endpoint.name, status, told)
        else:
            assert "UNKNOWN_API_KEY" in told
    assert open_to_all == OPEN
    assert (await stack.call("GET", "/accounting/accounts")).status == 200


async def test_a_consent_ends_at_the_vendor_who_asked_for_it(stack: Stack) -> None:
    other = await another_tenant(stack, "other-app")
    await other.connect()
    mine, theirs = stack.account_key, other.account_key
    assert mine != theirs
    started = await stack.call("GET", f"/auth/{SYSTEM}", params={"callbackUrl": "http://127.0.0.1:1/mine"})
    foreign = await other.call("GET", f"/auth/{SYSTEM}", params={"callbackUrl": "http://127.0.0.1:1/theirs"})
    state = parse_qs(urlsplit(started.body).query)["state"][0]
    async with stack.http.get(foreign.body, allow_redirects=False) as consent:
        code = parse_qs(urlsplit(consent.headers["Location"]).query)["code"][0]
    mixed = await stack.call("GET", f"/auth/callback/{SYSTEM}", keys={}, params={"state": state, "code": code})
    assert mixed.status == 400, "a code that was given to another app"
    for owner, key, foreigner in ((stack, mine, theirs), (other, theirs, mine)):
        own = {"X-API-KEY": owner.api_key, "X-ACCOUNT-KEY": key}
        assert (await owner.call("GET", "/accounting/accounts", keys=own)).status == 200
        answer = await owner.call("GET", "/accounting/accounts", keys=own | {"X-ACCOUNT-KEY": foreigner})
        assert answer.status == 401


async def test_two_apps_of_the_same_user_do_not_disturb_each_other(stack: Stack) -> None:
    other = await another_tenant(stack, "other-app")
    await other.connect()
    for _ in range(3):
        for vendor in (stack, other):
            assert (await vendor.call("GET", "/accounting/accounts")).status == 200
        stack.clock.move(minutes=11)
    await other.connect()
    stack.clock.move(minutes=1)
    assert (await stack.call("GET", "/accounting/accounts")).status == 200
    assert len({one.grant_id for one in await list_connections(stack.services.vault)}) == 2


@pytest.mark.parametrize("systems", [1, 2])
async def test_a_second_connection_of_the_same_user_shares_the_grant(stack: Stack, systems: int) -> None:
    """Within one vendor's app, or across two vendors who use the same app: one live pair at Exact, one here."""
    second = stack if systems == 1 else await another_tenant(stack, "demo-app")
    await second.connect()
    tenants = await list_tenants(stack.services.vault)
    assert len(tenants) == systems
    assert len({one.grant_id for one in await list_connections(stack.services.vault)}) == 1
    assert (stack.account_key == second.account_key) is (systems == 1)
    await stack.forget_calls()
    stack.clock.move(minutes=11)
    for vendor in (stack, second):
        assert (await vendor.call("GET", "/accounting/accounts")).status == 200
    assert sum(call["path"].endswith("/token") for call in await stack.exact_calls()) == 1
