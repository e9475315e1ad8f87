"""The interactive way to connect: consent, choice of a company, and how the account key gets where it belongs."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import func, select
from tests.api.conftest import Client, Reply
from tests.api.memory_books import GOOD_CODE
from tests.api.test_auth import BROWSER, DONE, come_back, state_of
from tests.api.test_tenants import STYLE

from unibooks.api.ending import SIGNATURE
from unibooks.api.services import Services
from unibooks.core.clock import MovableClock
from unibooks.core.connector import TargetCompany
from unibooks.core.outbound import Outbound
from unibooks.store.engine import reading
from unibooks.store.tables import grants
from unibooks.vault import connections, tenants
from unibooks.vault.vault import Tenant

NO = "https://app.example/no?user=7"
CHOOSE = "/auth/setEndUserSelections"


async def consent(api: Client, **wanted: str) -> str:
    """Consent; gives the state with which the company is chosen. The client has no keys any more."""
    asked = {"environmentSelection": "true", "callbackUrl": DONE, "cancelCallbackUrl": NO} | wanted
    reply = await come_back(api, state=await state_of(api, **asked), code=GOOD_CODE)
    assert reply.status == 302, reply.text
    parts = urlsplit(reply.headers["Location"])
    assert (parts.netloc, parts.path) == ("unibooks.example", "/auth/selections")
    query = dict(parse_qsl(parts.query))
    assert query["targetSystem"] == "memory-nl"
    return query["state"]


async def posted(api: Client, path: str, headers: dict[str, str] = BROWSER, **form: str) -> Reply:
    return await api.call("POST", path, data=form, headers=headers)


async def grant_count(services: Services) -> int:
    async with reading(services.vault.engine) as connection:
        return (await connection.execute(select(func.count()).select_from(grants))).scalar_one()


async def test_the_end_user_chooses_and_returns_with_the_key(api: Client, services: Services) -> None:
    keys = dict(api.keys)
    state = await consent(api)
    assert len(await connections.list_connections(services.vault)) == 1, "nothing is connected before the choice"
    page = await api.get("/auth/selections", params={"state": state, "targetSystem": "memory-nl"})
    assert page.status == 200
    assert "Kleine BV" in page.text
    assert "Bo Baan has given access to Memory Books" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    reply = await posted(api, CHOOSE, state=state, companyId="1002")
    assert reply.status == 303
    assert reply.headers["Location"].startswith(DONE + "&accountKey=")
    key = dict(parse_qsl(urlsplit(reply.headers["Location"]).query))["accountKey"]
    made = next(c for c in await connections.list_connections(services.vault) if c.user_name == "Bo Baan")
    assert made.company_id == "1002"
    keys["X-ACCOUNT-KEY"] = key
    assert (await api.get("/accounting/accounts", headers=keys)).status == 200, "no request has to name it"


async def test_the_same_choice_again_brings_the_same_key_and_another_one_another(
    api: Client, services: Services
) -> None:
    keys, found = dict(api.keys), []
    for company in ("1001", "1002", "1001"):
        api.keys = dict(keys)
        state = await consent(api)
        reply = await posted(api, CHOOSE, state=state, companyId=company)
        found.append(dict(parse_qsl(urlsplit(reply.headers["Location"]).query))["accountKey"])
    assert found[0] == found[2] != found[1]
    assert len(await connections.list_connections(services.vault)) == 3


async def test_a_choice_is_made_once_and_in_time(api: Client, services: Services, clock: MovableClock) -> None:
    keys = dict(api.keys)
    state = await consent(api)
    assert (await posted(api, CHOOSE, state=state, companyId="1002")).status == 303
    api.keys = dict(keys)
    late = await consent(api)
    clock.move(minutes=15)
    for used in (state, late, "made-up"):
        for reply in (
            await api.get("/auth/selections", params={"state": used}, headers=BROWSER),
            await posted(api, CHOOSE, state=used, companyId="1002"),
            await posted(api, "/auth/cancel", state=used),
            await api.get("/auth/companiesFlow", params={"state": used}),
        ):
            assert reply.status == 400
            assert "start again" in reply.text


async def test_one_state_does_not_do_for_the_other(api: Client) -> None:
    """The state of a link is no state of a choice, and the other way round."""
    keys = dict(api.keys)
    link = await state_of(api, environmentSelection="true")
    choice = await consent(api)
    assert (await api.get("/auth/selections", params={"state": link}, headers=BROWSER)).status == 400
    assert (await posted(api, CHOOSE, state=link, companyId="1001")).status == 400
    assert (await come_back(api, state=choice, code=GOOD_CODE)).status == 400
    assert (await posted(api, CHOOSE, state=choice, companyId="1001")).status == 303, "and neither was used up"
    api.keys = keys
    assert (await come_back(api, state=link, code=GOOD_CODE)).status == 302


@pytest.mark.parametrize("company", ["", "9999", "1001\x00"])
async def test_a_company_that_is_none_of_theirs(api: Client, company: str) -> None:
    state = await consent(api)
    page = await posted(api, CHOOSE, state=state, companyId=company)
    assert page.status == 400
    assert "Choose one of these companies." in page.text
    told = await posted(api, CHOOSE, {"Accept": "application/json"}, state=state, companyId=company)
    assert set(told.fields) == {"companyId"}
    assert (await posted(api, CHOOSE, state=state, companyId="1001")).status == 303, "the choice is still to be made"


async def test_a_program_can_do_the_same(api: Client) -> None:
    state = await consent(api)
    listed = await api.get("/auth/companiesFlow", params={"state": state})
    assert [company["id"] for company in listed.body["data"]] == ["1001", "1002"]
    json_only = {"Accept": "application/json"}
    reply = await api.call("POST", CHOOSE, params={"state": state, "companyId": "1001"}, headers=json_only)
    assert reply.status == 201
    assert reply.body["url"].startswith(DONE + "&accountKey=")


async def test_a_vendor_chooses_for_a_connection_that_there_is(api: Client, services: Services) -> None:
    account_key = api.keys.pop("X-ACCOUNT-KEY")
    query = {"accountKey": account_key, "companyId": "1002", "environmentName": ""}
    reply = await api.call("POST", CHOOSE, params=query)
    assert reply.status == 201
    assert "1002" in reply.body["message"]
    (linked,) = await connections.list_connections(services.vault)
    assert linked.company_id == "1002"
    listed = await api.get("/auth/companiesFlow", headers={"X-ACCOUNT-KEY": account_key})
    assert [company["name"] for company in listed.body["data"]] == ["Kleine BV", "Grote BV"]
    wrong = await api.call("POST", CHOOSE, params=query | {"companyId": "7", "odd": "1"})
    assert set(wrong.fields) == {"companyId", "odd"}
    assert (await api.call("POST", CHOOSE, params=query, headers={"X-API-KEY": "nobody"})).status == 403
    assert (await api.call("POST", CHOOSE, params=query | {"accountKey": "made-up"})).status == 401


async def test_giving_up_leaves_nothing(api: Client, services: Services) -> None:
    state = await consent(api)
    assert await grant_count(services) == 2
    reply = await posted(api, "/auth/cancel", state=state)
    assert (reply.status, reply.headers["Location"]) == (303, NO)
    assert await grant_count(services) == 1


async def test_giving_up_without_a_page_to_go_to(api: Client) -> None:
    state = await consent(api, cancelCallbackUrl="")
    reply = await posted(api, "/auth/cancel", state=state)
    assert reply.status == 200
    assert "You did not choose a company." in reply.text


async def test_going_away_leaves_nothing_once_the_time_is_over(
    api: Client, services: Services, clock: MovableClock
) -> None:
    keys = dict(api.keys)
    await consent(api)
    clock.move(minutes=15)
    assert await grant_count(services) == 2
    api.keys = keys
    await state_of(api)
    assert await grant_count(services) == 1


async def test_a_wanted_company_is_chosen_beforehand_and_a_long_list_is_a_box(
    api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = dict(api.keys)
    few = await api.get("/auth/selections", params={"state": await consent(api, companyId="1002")})
    assert 'value="1002" required checked' in few.text
    assert "<select" not in few.text
    first = TargetCompany("1", "<b>A & B</b>", None, "EUR", "NL")  # pyright: ignore[reportArgumentType]
    many = [first, *(TargetCompany(str(n), f"Company {n}", first.zone, "EUR", "NL") for n in range(2, 40))]
    monkeypatch.setattr("tests.api.memory_books.COMPANIES", many)
    api.keys = keys
    box = await api.get("/auth/selections", params={"state": await consent(api)})
    assert box.text.count("<option") == 40
    assert "&lt;b&gt;A &amp; B&lt;/b&gt; (1)" in box.text


async def test_the_pages_are_in_the_tenants_colours(api: Client) -> None:
    assert (await api.post("/tenants/submission-page-style", STYLE)).status == 201
    page = await api.get("/auth/selections", params={"state": await consent(api)})
    assert "--paper: #fff8ee; --title: #123;" in page.text
    assert "--submit: #ffe14d;" in page.text
    assert "--on-submit: #000;" in page.text
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert "<path" not in page.text, "a drawing is an image and no part of the page"


@pytest_asyncio.fixture
async def hook(services: Services) -> AsyncIterator[tuple[str, list[Any]]]:
    """A vendor's server on this machine, and what was posted to it."""
    seen: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((dict(request.headers), await request.read()))
        return web.Response(status=500 if request.path == "/broken" else 200)

    app = web.Application()
    app.router.add_post("/{tail:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    services.outbound = Outbound(private=True)
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", seen
    await runner.cleanup()


async def start(api: Client, **body: Any) -> Reply:
    return await api.post("/auth/memory-nl", body)


def state_in(link: str) -> str:
    return dict(parse_qsl(urlsplit(link).query))["state"]


@pytest.mark.parametrize("signed", [True, False])
async def test_the_key_is_posted_to_a_server(
    api: Client, services: Services, tenant: Tenant, hook: tuple[str, list[Any]], signed: bool
) -> None:
    url, seen = hook
    secret = await tenants.renew_signing_secret(services.vault, tenant.id) if signed else None
    reply = await start(api, webhookCallbackUrl=f"{url}/hook", callBackUrl=DONE, companyId="1002")
    assert (reply.status, reply.headers["Content-Type"].partition(";")[0]) == (201, "text/html")
    back = await come_back(api, state=state_in(reply.text), code=GOOD_CODE)
    assert back.status == 302
    key = dict(parse_qsl(urlsplit(back.headers["Location"]).query))["accountKey"]
    ((headers, body),) = seen
    assert json.loads(body) == {"accountKey": key, "targetSystem": "memory-nl", "companyId": "1002"}
    if secret is not None:
        expected = hmac.new(secret.reveal().encode(), body, hashlib.sha256).hexdigest()
        assert headers[SIGNATURE] == expected
    assert (SIGNATURE in headers) is signed


async def test_the_key_is_posted_after_the_choice(api: Client, hook: tuple[str, list[Any]]) -> None:
    url, seen = hook
    reply = await start(api, webhookCallbackUrl=f"{url}/hook", environmentSelection=True)
    back = await come_back(api, state=state_in(reply.text), code=GOOD_CODE)
    assert seen == []
    done = await posted(api, CHOOSE, state=state_in(back.headers["Location"]), companyId="1001")
    assert done.status == 200
    assert "The program that sent you here knows." in done.text
    ((_, body),) = seen
    assert json.loads(body)["accountKey"] not in done.text, "the key is the server's alone"


async def test_a_server_that_does_not_take_it_stops_nobody(
    api: Client, hook: tuple[str, list[Any]], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    url, _ = hook
    keys = dict(api.keys)
    for address in (f"{url}/broken", "http://127.0.0.1:1/hook"):
        api.keys = dict(keys)
        reply = await start(api, webhookCallbackUrl=address, callbackUrl=DONE)
        back = await come_back(api, state=state_in(reply.text), code=GOOD_CODE)
        assert back.headers["Location"].startswith(DONE)
    # Where log lines go was decided when the logger was first used, in this test or in one before it.
    assert (capfd.readouterr().out + caplog.text).count("the account key was not delivered") == 2
    api.keys = dict(keys)
    reply = await start(api, webhookCallbackUrl=f"{url}/broken")
    page = await come_back(api, state=state_in(reply.text), code=GOOD_CODE)
    assert "could not be told" in page.text


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"webhookCallbackUrl"}),
        ({"webhookCallbackUrl": "http://app.example/hook"}, {"webhookCallbackUrl"}),
        ({"webhookCallbackUrl": "https://169.254.169.254/latest"}, {"webhookCallbackUrl"}),
        ({"webhookCallbackUrl": "https://localhost/hook"}, {"webhookCallbackUrl"}),
        (
            {"webhookCallbackUrl": "https://a.example", "tenantId": "7", "baseUrl": "x", "odd": 1, "callbackUrl": "y"},
            {"tenantId", "baseUrl", "odd", "callbackUrl"},
        ),
        ({"webhookCallbackUrl": "https://a.example", "callbackUrl": DONE, "callBackUrl": NO}, {"callBackUrl"}),
        ({"webhookCallbackUrl": "https://a.example", "includeSignature": True}, {"include_signature"}),
        ({"webhookCallbackUrl": "https://a.example", "companyId": "1\x00"}, {"companyId"}),
    ],
)
async def test_what_cannot_be_wanted(api: Client, body: dict[str, Any], fields: set[str]) -> None:
    reply = await start(api, **body)
    assert reply.status == 400, reply.text
    assert set(reply.fields) == fields


async def test_what_a_link_cannot_want(api: Client) -> None:
    wrong = {"tenantId": "7", "baseUrl": "https://x.example", "odd": "1", "companyId": "1" * 81}
    reply = await api.get("/auth/memory-nl", params=wrong)
    assert set(reply.fields) == set(wrong)
    assert (await api.get("/auth/memory-nl", params={"tenantId": "", "baseUrl": ""})).status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/auth/submit?code=1"),
        ("POST", "/auth/apiKeyConfirmation"),
        ("GET", "/auth/test?accountKey=1"),
        ("GET", "/auth/longToken?targetSystem=datev&companyId=1"),
    ],
)
async def test_what_is_for_systems_with_keys_is_refused_honestly(api: Client, method: str, path: str) -> None:
    reply = await api.call(method, path)
    assert (reply.status, reply.errors["code"]) == (405, "NOT_OFFERED")
    assert "/auth/{system}" in reply.errors["message"]
