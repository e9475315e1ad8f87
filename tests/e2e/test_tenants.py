"""Two vendors on one server: neither sees, ends or disturbs what is the other's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.e2e.stack import SYSTEM, Stack

from unibooks.api.app import create_app, openapi
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import App
from unibooks.vault.connections import list_connections
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_api_key, create_tenant, list_tenants

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


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str


def endpoints(stack: Stack) -> list[Endpoint]:
    """Every documented endpoint that asks for an account key."""
    document = openapi(create_app(stack.services))
    found: list[Endpoint] = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            schemes = {name for one in operation.get("security", document.get("security", [])) for name in one}
            if len(schemes) > 1:
                filled = "/".join(MISSING_ID if part.startswith("{") else part for part in path.split("/"))
                found.append(Endpoint(method.upper(), filled))
    return found


async def test_an_account_key_opens_nothing_for_another_vendor(stack: Stack) -> None:
    other = await another_tenant(stack, "other-app")
    keys = {"X-API-KEY": other.api_key, "X-ACCOUNT-KEY": stack.account_key}
    reached = endpoints(stack)
    assert {"/auth/companies", "/accounting/bills"} <= {endpoint.path for endpoint in reached}
    # Once known to its owner: what this process remembers of it must not serve the other.
    assert (await stack.call("GET", "/accounting/bills")).status == 200
    await stack.forget_calls()
    for endpoint in reached:
        options = {"json": {}} if endpoint.method in ("POST", "PUT", "PATCH") else {}
        answer = await stack.call(endpoint.method, endpoint.path, keys=keys, **options)
        assert (answer.status, answer.body["errors"]["code"]) == (401, "UNKNOWN_ACCOUNT_KEY"), endpoint
        assert answer.data is None
        link = parse_qs(urlsplit(answer.body["errors"]["connectUrl"]).query)
        assert link["client_id"] == ["other-app"], "the link is the caller's own"
    assert await stack.exact_calls() == []


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
