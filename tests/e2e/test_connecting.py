"""Ways to connect beside the plain one, against the sandbox, as the contract's own client would take the answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from tests.e2e.stack import CALLBACK, SYSTEM, Answer, Stack

from unibooks.vault.connections import list_connections

BROWSER = {"Accept": "text/html"}
HOME = "http://127.0.0.1:1/"


async def code_for(stack: Stack, link: str) -> str:
    """Consent at Exact; gives the address that Exact sends the browser back to."""
    async with stack.http.get(link, allow_redirects=False) as answer:
        return answer.headers["Location"]


async def selected(stack: Stack, number: int, **wanted: str) -> str:
    """Connect by the interactive way and choose a company by its place in the list; gives where the browser ends."""
    query = {"callbackUrl": CALLBACK, "environmentSelection": "true"} | wanted
    link = await stack.call("GET", f"/auth/{SYSTEM}", params=query)
    assert link.status == 200, link.body
    async with stack.http.get(await code_for(stack, link.body), headers=BROWSER, allow_redirects=False) as answer:
        page = answer.headers["Location"]
    async with stack.http.get(page, headers=BROWSER) as answer:
        assert answer.status == 200, await answer.text()
    state = parse_qs(urlsplit(page).query)["state"][0]
    listed = await stack.call("GET", "/auth/companiesFlow", keys={}, params={"state": state})
    form = {"state": state, "companyId": listed.data[number]["id"]}
    address = f"{stack.api}/auth/setEndUserSelections"
    async with stack.http.post(address, data=form, headers=BROWSER, allow_redirects=False) as answer:
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]


def key_in(url: str) -> str:
    return parse_qs(urlsplit(url).query)["accountKey"][0]


async def foreign_grant(stack: Stack) -> str:
    """What another program has that used the same app: a refresh token, fresh from Exact."""
    app = stack.world.apps["demo-app"]
    link = await stack.call("GET", f"/auth/{SYSTEM}")
    back = await code_for(stack, link.body)
    form = {
        "grant_type": "authorization_code",
        "code": parse_qs(urlsplit(back).query)["code"][0],
        "redirect_uri": app.redirect_uris[0],
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }
    async with aiohttp.ClientSession() as http, http.post(f"{stack.exact}/api/oauth2/token", data=form) as answer:
        assert answer.status == 200, await answer.text()
        return (await answer.json(content_type=None))["refresh_token"]


async def take_over(stack: Stack, **body: Any) -> Answer:
    unused = dict.fromkeys(("apiKey", "baseUrl", "clientName", "clientSecret", "database", "mandant"), "")
    unused |= dict.fromkeys(("password", "tenantId", "url", "username"), "")
    return await replace(stack, company="").call("POST", f"/auth/accounts/{SYSTEM}", json=unused | body)


@pytest.mark.parametrize("number", [0, 1])
async def test_requests_mean_the_company_that_was_chosen(stack: Stack, number: int) -> None:
    key = key_in(await selected(stack, number))
    chosen = replace(stack, account_key=key, company="")
    companies = (await chosen.call("GET", "/auth/companies")).data
    found = await chosen.call("GET", "/accounting/accounts", params={"limit": 5})
    named = await stack.call("GET", "/accounting/accounts", params={"limit": 5, "companyId": companies[number]["id"]})
    assert (found.status, found.data) == (200, named.data)
    assert [one["id"] for one in companies] != [], "the other company is within reach as well"
    other = companies[1 - number]["id"]
    assert (await chosen.call("GET", "/accounting/accounts", params={"companyId": other})).status == 200


async def test_each_company_has_its_key_and_one_grant_carries_them(stack: Stack) -> None:
    first, second = key_in(await selected(stack, 0)), key_in(await selected(stack, 1))
    assert first != second
    assert key_in(await selected(stack, 0)) == first
    links = await list_connections(stack.services.vault)
    assert len({one.grant_id for one in links}) == 1
    stack.clock.move(minutes=11)
    for key in (first, second):
        assert (await replace(stack, account_key=key, company="").call("GET", "/accounting/accounts")).status == 200


async def test_a_tenant_sets_itself_up_as_the_contracts_client_takes_it(stack: Stack) -> None:
    vendor = replace(stack, company="")
    read = ["get-callback-url", "get-registered-systems", "get-registered-systems-masked", "get-target-system-values"]
    read += ["get-target-system-requirements", "get-end-user-list", "count-end-users-by-system"]
    for path in (*read, "submission-page-style-by-key"):
        assert (await vendor.call("GET", f"/tenants/{path}")).status == 200, path
    urls = {"callbackUrl": "https://app.example/done", "cancelCallbackUrl": "https://app.example/no"}
    assert (await vendor.call("POST", "/tenants/add-callback-urls", json=urls)).status == 201
    made = await vendor.call("POST", "/tenants/signing-secret")
    assert (made.status, len(made.body["signingSecret"])) == (201, 64)
    style = dict.fromkeys((await vendor.call("GET", "/tenants/submission-page-style-by-key")).body, "")
    assert (await vendor.call("POST", "/tenants/submission-page-style", json=style)).status == 201
    assert (await vendor.call("DELETE", "/tenants/delete-end-user")).status == 200
    app = {"targetSystem": SYSTEM, "clientId": "demo-app", "clientSecret": "demo-secret", "customValues": []}
    assert (await vendor.call("POST", "/tenants/register-system", json=app)).status == 201
    assert (await vendor.call("DELETE", f"/tenants/delete-registered-system/{SYSTEM}")).status == 200


async def test_a_customer_who_is_deleted_takes_the_tokens_along_unless_another_uses_them(stack: Stack) -> None:
    vendor = replace(stack, company="", account_key=key_in(await selected(stack, 0)))
    other = replace(vendor, account_key=key_in(await selected(stack, 1)))
    assert (await vendor.call("DELETE", "/tenants/delete-end-user")).status == 200
    assert (await vendor.call("GET", "/accounting/accounts")).status == 401
    assert (await other.call("GET", "/accounting/accounts")).status == 200, "the grant is shared and stays"
    assert (await other.call("DELETE", "/tenants/delete-end-user")).status == 200
    assert await list_connections(stack.services.vault) == []


async def test_a_grant_that_another_program_has_is_taken_over(stack: Stack) -> None:
    token = await foreign_grant(stack)
    assert (await stack.call("GET", "/accounting/accounts")).status == 401, "their consent has ended ours"
    early = await take_over(stack, refreshToken=token)
    assert (early.status, early.fields) == (400, ["refreshToken"])
    assert "ten minutes" in early.body["errors"]["message"]
    stack.clock.move(minutes=10)
    made = await take_over(stack, refreshToken=token)
    assert made.status == 201, made.body
    assert made.body["accountKey"] == stack.account_key, "the same user is the same connection"
    assert (await stack.call("GET", "/accounting/accounts")).status == 200
    stack.clock.move(minutes=11)
    assert (await stack.call("GET", "/accounting/accounts")).status == 200, "and it is refreshed like any other"
    again = await take_over(stack, refreshToken=token)
    assert (again.status, again.fields) == (400, ["refreshToken"])
    assert "was used before" in again.body["errors"]["message"]
    assert token not in str(again.body)


async def test_a_take_over_names_its_company(stack: Stack) -> None:
    companies = (await stack.call("GET", "/auth/companies")).data
    token = await foreign_grant(stack)
    stack.clock.move(minutes=10)
    made = await take_over(stack, refreshToken=token, companyId=companies[1]["id"])
    chosen = replace(stack, account_key=made.body["accountKey"], company="")
    assert (await chosen.call("GET", "/accounting/accounts")).status == 200
    assert companies[1]["id"] in [one.company_id for one in await list_connections(stack.services.vault)]


async def test_a_take_over_that_broke_off_goes_on_when_it_is_sent_again(stack: Stack) -> None:
    """The refresh token is spent and the pair it brought must not be lost."""
    token = await foreign_grant(stack)
    stack.clock.move(minutes=10)
    await stack.fault("unauthorised", times=1, path=".*/Me$")
    broken = await take_over(stack, refreshToken=token)
    assert broken.status == 401, broken.body
    stack.clock.move(minutes=10)
    made = await take_over(stack, refreshToken=token)
    assert made.status == 201, made.body
    assert (await stack.call("GET", "/accounting/accounts")).status == 200
    assert len({one.grant_id for one in await list_connections(stack.services.vault)}) == 1


async def test_what_cannot_be_taken_over(stack: Stack) -> None:
    nothing = await take_over(stack)
    assert (nothing.status, nothing.body["errors"]["code"]) == (405, "NOT_OFFERED")
    assert f"GET /auth/{SYSTEM}" in nothing.body["errors"]["message"]
    made_up = await take_over(stack, refreshToken="made-up")
    assert (made_up.status, made_up.fields) == (400, ["refreshToken"])
    assert "app that is registered here" in made_up.body["errors"]["message"]
    await stack.forget_calls()
    wrong = await take_over(stack, refreshToken="made-up", username="ann", odd=1, companyId="1\x00")
    assert sorted(wrong.fields) == ["companyId", "odd", "username"]
    assert await stack.exact_calls() == [], "nothing was spent on it"
    unknown = await replace(stack, company="").call("POST", "/auth/accounts/datev", json={"refreshToken": "x"})
    assert unknown.status == 405
