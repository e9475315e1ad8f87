"""What a tenant sets up for itself."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from tests.api.conftest import Client

from unibooks.api.services import Services
from unibooks.vault import connections, systems, tenants
from unibooks.vault.authorisation import Wanted, begin_authorisation
from unibooks.vault.vault import Tenant

APP = {"targetSystem": "memory-nl", "clientId": "app-2", "clientSecret": "very hush hush", "customValues": []}
STYLE = {
    "logoSvg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#123456"/></svg>',
    "logoPng": "",
    "backgroundColor": "#fff8ee",
    "titleColor": "#123",
    "textColor": "#222222",
    "inputBackgroundColor": "#ffffffcc",
    "submitButtonColor": "#ffe14d",
    "cancelButtonColor": "",
    "errorTextColor": "#A11D1D",
}
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()


async def test_an_app_is_registered_shown_masked_and_rotated(api: Client, services: Services, tenant: Tenant) -> None:
    before = (await api.get("/tenants/get-registered-systems")).body["data"]["systems"]
    made = await api.post("/tenants/register-system", APP)
    assert (made.status, made.headers["Content-Type"]) == (201, "application/json")
    assert isinstance(made.body, str)
    assert "https://unibooks.example/auth/callback/memory-nl" in made.body
    (shown,) = (await api.get("/tenants/get-registered-systems")).body["data"]["systems"]
    assert (shown["clientId"], shown["clientSecret"], shown["customValues"]) == ("app-2", "***", [])
    assert shown["registeredAt"] == before[0]["registeredAt"] == "2026-01-05T09:00:00Z"
    (masked,) = (await api.get("/tenants/get-registered-systems-masked")).body["data"]["systems"]
    assert (masked["clientId"], masked["clientSecret"]) == ("app-***", "***")
    app = await systems.app_for(services.vault, tenant.id, "memory-nl")
    assert app.client_secret.reveal() == "very hush hush"
    for path in ("get-registered-systems", "get-registered-systems-masked", "get-target-system-requirements"):
        assert "hush" not in (await api.get(f"/tenants/{path}")).text


async def test_a_new_secret_of_the_same_app_keeps_its_connections(api: Client) -> None:
    changed = await api.post("/tenants/register-system", APP | {"clientId": "app-1"})
    assert changed.status == 201
    assert (await api.get("/accounting/accounts?companyId=1001")).status == 200


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"targetSystem": "exact-xx"}, {"targetSystem"}),
        ({"clientId": " ", "clientSecret": ""}, {"clientId", "clientSecret"}),
        ({"clientId": "a" * 256}, {"clientId"}),
        ({"clientSecret": "a\x00b"}, {"clientSecret"}),
        ({"customValues": [{"key": "region", "value": "nl"}]}, {"customValues"}),
        ({"customValues": [{"key": "region"}]}, {"customValues[0].value"}),
        ({"scope": "all"}, {"scope"}),
        ({"clientSecret": 7, "scope": "all"}, {"clientSecret", "scope"}),
    ],
)
async def test_an_app_that_cannot_be(api: Client, change: dict[str, Any], fields: set[str]) -> None:
    reply = await api.post("/tenants/register-system", APP | change)
    assert reply.status == 400, reply.text
    assert set(reply.fields) == fields
    assert "hush" not in reply.text


async def test_forgetting_an_app_ends_what_hangs_on_it(api: Client, services: Services, tenant: Tenant) -> None:
    state = await begin_authorisation(services.vault, tenant, "memory-nl", Wanted())
    gone = await api.call("DELETE", "/tenants/delete-registered-system/memory-nl")
    assert (gone.status, gone.body) == (200, "The app for memory-nl is forgotten. Connections that ended with it: 1.")
    assert await connections.list_connections(services.vault) == []
    assert (await api.get("/accounting/accounts?companyId=1001")).status == 401
    assert (await api.get("/tenants/get-registered-systems")).body["data"] == {"systems": []}
    back = await api.get(f"/auth/callback/memory-nl?state={state.reveal()}&code=code!good")
    assert back.status == 400
    for system in ("memory-nl", "made-up"):
        assert (await api.call("DELETE", f"/tenants/delete-registered-system/{system}")).status == 404


async def test_addresses_to_return_to(api: Client) -> None:
    body = {"callbackUrl": "https://app.example/done", "cancelCallbackUrl": "https://app.example/no"}
    assert (await api.get("/tenants/get-callback-url")).body["data"] == dict.fromkeys(body)
    kept = await api.post("/tenants/add-callback-urls", body)
    assert (kept.status, type(kept.body)) == (201, str)
    assert (await api.get("/tenants/get-callback-url")).body["data"] == body
    wrong = await api.post(
        "/tenants/add-callback-urls", {"callbackUrl": "http://app.example", "cancelCallbackUrl": "x"}
    )
    assert set(wrong.fields) == {"callbackUrl", "cancelCallbackUrl"}
    missing = await api.post("/tenants/add-callback-urls", {"callbackUrl": "https://app.example/done"})
    assert set(missing.fields) == {"cancelCallbackUrl"}
    assert (await api.post("/tenants/add-callback-urls", {"callbackUrl": "", "cancelCallbackUrl": ""})).status == 201
    assert (await api.get("/tenants/get-callback-url")).body["data"] == dict.fromkeys(body)


async def test_who_is_connected(api: Client, services: Services) -> None:
    listed = await api.get("/tenants/get-end-user-list")
    (user,) = listed.body["data"]["endUsers"]
    assert user["name"] == "Ann"
    assert (user["targetSystem"], user["companyId"], user["state"]) == ("memory-nl", "1001", "active")
    assert api.keys["X-ACCOUNT-KEY"] not in listed.text
    assert (await api.get("/tenants/count-end-users-by-system")).body["data"] == {"memory-nl": 1}
    gone = await api.call("DELETE", "/tenants/delete-end-user")
    assert (gone.status, gone.body) == (200, {"message": "The connection of Ann is removed."})
    assert (await api.get("/tenants/get-end-user-list")).body["data"] == {"endUsers": []}
    assert (await api.get("/tenants/count-end-users-by-system")).body["data"] == {"memory-nl": 0}
    again = await api.call("DELETE", "/tenants/delete-end-user")
    assert (again.status, again.errors["code"]) == (401, "UNKNOWN_ACCOUNT_KEY")


async def test_what_systems_there_are(api: Client) -> None:
    assert (await api.get("/tenants/get-target-system-values")).body["data"] == {"targetSystems": ["memory-nl"]}
    told = (await api.get("/tenants/get-target-system-requirements")).body["data"]["memory-nl"]
    assert told["redirectUri"] == "https://unibooks.example/auth/callback/memory-nl"
    assert told["required"] == ["clientId", "clientSecret"]


async def test_every_list_is_an_object_in_an_envelope(api: Client) -> None:
    paths = ["get-callback-url", "get-registered-systems", "get-registered-systems-masked", "get-target-system-values"]
    paths += ["get-target-system-requirements", "get-end-user-list", "count-end-users-by-system"]
    for path in paths:
        reply = await api.get(f"/tenants/{path}?odd=1")
        assert reply.status == 200
        assert isinstance(reply.body["data"], dict), "an array would break the contract's client"
        assert reply.body["meta"]["warnings"] == ["odd: is not a parameter of this operation and has no effect"]


async def test_a_signing_secret_is_shown_once_and_renewed(api: Client, services: Services, tenant: Tenant) -> None:
    first, second = [(await api.post("/tenants/signing-secret", b"")).body["signingSecret"] for _ in range(2)]
    assert first != second
    stored = await tenants.signing_secret(services.vault, tenant.id)
    assert stored is not None
    assert stored.reveal() == second


async def test_the_list_of_everybodys_users_is_nobodys(api: Client) -> None:
    assert (await api.get("/tenants/get-all-active-end-users")).status == 404


async def test_a_style_is_kept_and_told(api: Client, services: Services, tenant: Tenant) -> None:
    empty = dict.fromkeys(STYLE, "")
    assert (await api.get("/tenants/submission-page-style-by-key")).body == empty
    kept = await api.post("/tenants/submission-page-style", STYLE)
    assert (kept.status, kept.body) == (201, STYLE)
    assert (await api.get("/tenants/submission-page-style-by-key")).body == STYLE
    state = await begin_authorisation(services.vault, tenant, "memory-nl", Wanted())
    api.keys.clear()
    found = await api.get("/tenants/get-submission-page-style", params={"code": state.reveal()})
    assert (found.status, found.body) == (200, STYLE)
    for code in ("", "made-up"):
        assert (await api.get("/tenants/get-submission-page-style", params={"code": code})).status == 404


def drawing(inside: str, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("titleColor", "red"),
        ("titleColor", "#12"),
        ("titleColor", "#12345"),
        ("titleColor", "#123; } body { display: none"),
        ("titleColor", "#123456\n"),
        ("textColor", "url(https://evil.example)"),
        ("submitButtonColor", "</style><script>alert(1)</script>"),
        ("logoSvg", "<svg"),
        ("logoSvg", "https://app.example/logo.svg"),
        ("logoSvg", "<svg><path/></svg>"),
        ("logoSvg", '<html xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("logoSvg", drawing("<script>alert(1)</script>")),
        ("logoSvg", drawing("<style>@import 'x'</style>")),
        ("logoSvg", drawing("<foreignObject/>")),
        ("logoSvg", drawing('<image href="https://evil.example/x.png"/>')),
        ("logoSvg", drawing('<a href="https://evil.example"><path/></a>')),
        ("logoSvg", drawing('<use href="#a"/>')),
        ("logoSvg", drawing("<path/>", 'onload="alert(1)"')),
        ("logoSvg", drawing('<path fill="url(https://evil.example/#a)"/>')),
        ("logoSvg", drawing('<path style="fill:u\\72l(//evil.example)"/>')),
        (
            "logoSvg",
            drawing('<linearGradient xlink:href="//evil.example#a"/>', 'xmlns:xlink="http://www.w3.org/1999/xlink"'),
        ),
        ("logoSvg", '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + drawing("<title>&a;</title>")),
        ("logoSvg", '<?xml-stylesheet href="https://evil.example/x.css"?>' + drawing("")),
        ("logoSvg", drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>')),
        ("logoSvg", drawing(f"<title>{'a' * 70_000}</title>")),
        ("logoPng", "https://app.example/logo.png"),
        ("logoPng", base64.b64encode(b"GIF89a").decode()),
        ("logoPng", "data:image/svg+xml;base64," + base64.b64encode(b"<svg/>").decode()),
        ("logoPng", base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(300_000)).decode()),
    ],
)
async def test_what_a_page_must_not_show_is_refused(api: Client, field: str, value: str) -> None:
    reply = await api.post("/tenants/submission-page-style", STYLE | {field: value})
    assert reply.status == 400, reply.text
    assert set(reply.fields) == {field}
    assert (await api.get("/tenants/submission-page-style-by-key")).body[field] == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("logoPng", PNG),
        ("logoPng", f"data:image/png;base64,{PNG}"),
        (
            "logoSvg",
            '<?xml version="1.0"?><!-- ours -->' + drawing('<g opacity=".5"><circle r="4" fill="url(#a)"/></g>'),
        ),
    ],
)
async def test_what_a_page_may_show(api: Client, field: str, value: str) -> None:
    reply = await api.post("/tenants/submission-page-style", STYLE | {field: value})
    assert reply.status == 201, reply.text


async def test_every_fault_of_a_style_is_named(api: Client) -> None:
    wrong = await api.post("/tenants/submission-page-style", dict.fromkeys(STYLE, "nonsense"))
    assert set(wrong.fields) == set(STYLE)
    missing = await api.post("/tenants/submission-page-style", {"logoSvg": "", "font": "Comic Sans"})
    assert set(missing.fields) == (set(STYLE) - {"logoSvg"}) | {"font"}


@pytest.mark.parametrize("key", [None, "ub_live_nobody"])
async def test_nothing_of_it_without_a_known_api_key(api: Client, key: str | None) -> None:
    api.keys.pop("X-API-KEY")
    headers = {} if key is None else {"X-API-KEY": key}
    for method, path in (
        ("GET", "get-callback-url"),
        ("GET", "get-registered-systems"),
        ("GET", "get-end-user-list"),
        ("GET", "submission-page-style-by-key"),
        ("POST", "register-system"),
        ("POST", "add-callback-urls"),
        ("POST", "submission-page-style"),
        ("POST", "signing-secret"),
        ("DELETE", "delete-end-user"),
        ("DELETE", "delete-registered-system/memory-nl"),
    ):
        reply = await api.call(method, f"/tenants/{path}", headers=headers)
        assert (reply.status, reply.errors["code"]) == (403, "UNKNOWN_API_KEY"), path
