"""Connecting an end user, from the link to the account key."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import pytest
from tests.api.conftest import Client, Reply
from tests.api.memory_books import GOOD_CODE, Books

from unibooks.api.services import Services
from unibooks.core.clock import MovableClock
from unibooks.core.errors import TargetUnavailable
from unibooks.vault import connections, tenants
from unibooks.vault.vault import Tenant

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DONE = "https://app.example/done?user=7"


async def state_of(api: Client, **query: str) -> str:
    reply = await api.get("/auth/memory-nl", params=query)
    assert reply.status == 200, reply.text
    return parse_qs(urlsplit(reply.text).query)["state"][0]


async def come_back(api: Client, headers: dict[str, str] = BROWSER, **query: str) -> Reply:
    api.keys.clear()
    return await api.get("/auth/callback/memory-nl", params=query, headers=headers)


async def test_the_login_url_is_the_whole_body(api: Client) -> None:
    del api.keys["X-ACCOUNT-KEY"]
    reply = await api.get("/auth/memory-nl?environmentSelection=true&companyId=1001")
    assert reply.headers["Content-Type"].startswith("text/html")
    parts = urlsplit(reply.text)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "books.example", "/oauth2/auth")
    assert parse_qs(parts.query)["redirect_uri"] == ["https://unibooks.example/auth/callback/memory-nl"]


@pytest.mark.parametrize("as_header", [False, True])
async def test_the_browser_returns_with_an_account_key_that_works(api: Client, as_header: bool) -> None:
    api_key = api.keys["X-API-KEY"]
    if as_header:
        link = await api.get("/auth/memory-nl", headers={"callbackUrl": DONE})
        state = parse_qs(urlsplit(link.text).query)["state"][0]
    else:
        state = await state_of(api, callbackUrl=DONE, companyId="1002")
    reply = await come_back(api, state=state, code=GOOD_CODE)
    assert reply.status == 302
    assert reply.headers["Location"].startswith("https://app.example/done?user=7&accountKey=")
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["Cache-Control"] == "no-store"
    key = dict(parse_qsl(urlsplit(reply.headers["Location"]).query))["accountKey"]
    keys = {"X-API-KEY": api_key, "X-ACCOUNT-KEY": key}
    assert (await api.get("/accounting/accounts?companyId=1001", headers=keys)).status == 200


async def test_the_signature_is_an_hmac_of_the_account_key(api: Client) -> None:
    unsigned = await api.get("/auth/memory-nl", params={"include_signature": "true"})
    assert unsigned.status == 400
    assert "POST /tenants/signing-secret first" in unsigned.fields["include_signature"]
    made = await api.post("/tenants/signing-secret", b"")
    assert (made.status, made.headers["Cache-Control"]) == (201, "no-store")
    state = await state_of(api, callbackUrl=DONE, include_signature="true")
    reply = await come_back(api, state=state, code=GOOD_CODE)
    query = dict(parse_qsl(urlsplit(reply.headers["Location"]).query))
    expected = hmac.new(made.body["signingSecret"].encode(), query["accountKey"].encode(), hashlib.sha256).hexdigest()
    assert query["signature"] == expected


async def test_the_tenants_own_page_is_the_default(api: Client, services: Services, tenant: Tenant) -> None:
    await tenants.set_callback_urls(services.vault, tenant.id, DONE, "https://app.example/no")
    reply = await come_back(api, state=await state_of(api), code=GOOD_CODE)
    assert reply.headers["Location"].startswith(DONE)


async def test_a_program_that_wants_json_gets_the_address_as_the_contract_says(api: Client) -> None:
    state = await state_of(api, callbackUrl=DONE)
    reply = await come_back(api, {"Accept": "application/json"}, state=state, code=GOOD_CODE)
    assert reply.status == 200
    assert reply.body["url"].startswith(DONE + "&accountKey=")


async def test_without_a_page_to_return_to_the_key_is_shown(api: Client, services: Services) -> None:
    state = await state_of(api, companyId="1002")
    reply = await come_back(api, state=state, code=GOOD_CODE)
    assert reply.status == 200
    assert "Bo Baan has given access to Memory Books" in reply.text
    assert reply.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    made = {c.user_name: c.company_id for c in await connections.list_connections(services.vault)}
    assert made == {"Ann": "1001", "Bo Baan": "1002"}


async def test_a_refusal_goes_to_the_cancel_page(api: Client, services: Services) -> None:
    state = await state_of(api, callbackUrl=DONE, cancelCallbackUrl="https://app.example/no?user=7")
    reply = await come_back(api, state=state, error="access_denied")
    assert (reply.status, reply.headers["Location"]) == (302, "https://app.example/no?user=7")
    assert len(await connections.list_connections(services.vault)) == 1


async def test_a_refusal_without_a_cancel_page_is_told(api: Client) -> None:
    reply = await come_back(api, state=await state_of(api), error="access_denied")
    assert reply.status == 200
    assert "You did not give access." in reply.text


@pytest.mark.parametrize("headers", [BROWSER, {"Accept": "*/*"}], ids=["browser", "program"])
async def test_a_state_is_good_once_for_fifteen_minutes_and_nothing_made_up(
    api: Client, clock: MovableClock, headers: dict[str, str]
) -> None:
    used, late = await state_of(api, callbackUrl=DONE), await state_of(api, callbackUrl=DONE)
    assert (await come_back(api, state=used, code=GOOD_CODE)).status == 302
    clock.move(minutes=15)
    for query in ({"state": used}, {"state": late}, {"state": "made-up"}, {"state": ""}, {}):
        reply = await come_back(api, headers, code=GOOD_CODE, **query)
        assert reply.status == 400
        assert "start again" in reply.text
        assert "state: " not in reply.text or headers is not BROWSER
        assert ("<h1>" in reply.text) == (headers is BROWSER)


@pytest.mark.parametrize(("code", "status"), [("code!old", 400), ("code!down", 503), ("", 400)])
async def test_a_code_that_brings_nothing(api: Client, services: Services, code: str, status: int) -> None:
    reply = await come_back(api, state=await state_of(api, callbackUrl=DONE), code=code)
    assert reply.status == status
    assert "<h1>Connecting did not work</h1>" in reply.text
    assert len(await connections.list_connections(services.vault)) == 1


async def test_a_user_that_cannot_be_told_is_not_connected(api: Client, books: Books) -> None:
    state = await state_of(api, callbackUrl=DONE)
    books.error = TargetUnavailable("Maintenance <script>")
    reply = await come_back(api, state=state, code=GOOD_CODE)
    assert reply.status == 503
    assert "Maintenance &lt;script&gt;" in reply.text


@pytest.mark.parametrize(
    "url",
    [
        "http://app.example/done",
        "javascript:alert(1)",
        "ftp://app.example",
        "//app.example",
        "https://",
        "https://user:pw@app.example",
        "https://app.example/#top",
        "https://app.example/\nX",
        "https://[::1",
        "http://127.0.0.1.example",
        "https://app.example\\@evil.example",
        "https://app.example/" + "a" * 2000,
    ],
)
async def test_pages_to_return_to_are_https_or_this_machine(api: Client, url: str) -> None:
    reply = await api.get(f"/auth/memory-nl?callbackUrl={quote(url, safe='')}&cancelCallbackUrl={quote(url, safe='')}")
    assert reply.status == 400
    assert set(reply.fields) == {"callbackUrl", "cancelCallbackUrl"}


@pytest.mark.parametrize(
    "url", ["http://localhost:3000/x", "http://127.0.0.2/", "http://[::1]:80/", "https://a.example"]
)
async def test_sound_pages_to_return_to(api: Client, url: str) -> None:
    assert (await api.get("/auth/memory-nl", params={"callbackUrl": url})).status == 200
