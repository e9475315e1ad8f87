"""OAuth over a real socket: pages, codes, rotation, and each way to get it wrong."""

from __future__ import annotations

import base64
import re
from html import escape as _escape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.sandbox.conftest import Start
from tests.sandbox.small_exact import CLIENT, FIRST, REDIRECT, SECOND, SECRET, Client, guid

from unibooks.sandbox.exact import LimitRules, page_texts

AUTH = f"/api/oauth2/auth?client_id={CLIENT}&redirect_uri={REDIRECT}&response_type=code"


def escape(text: str) -> str:
    """As the templates write it."""
    return _escape(text).replace("&#x27;", "&#39;")


def exchange(code: str) -> dict[str, str]:
    return {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}


def renew(token: str) -> dict[str, str]:
    return {"grant_type": "refresh_token", "refresh_token": token}


def ticket(page: bytes) -> str:
    found = re.search(rb'name="ticket" value="([^"]+)"', page)
    assert found
    return found[1].decode()


async def log_in(exact: Client, url: str, user: int) -> bytes:
    """From the authorise address to the consent page."""
    login = await exact.get(url)
    assert login.status == 200
    form = {"ticket": ticket(login.body), "user": str(guid(user)), "password": "whatever"}
    reply = await exact.send("POST", "/api/oauth2/login", data=form)
    assert reply.status == 303
    return (await exact.get(reply.headers["Location"])).body


async def consent(exact: Client, page: bytes, *companies: int, decision: str = "approve") -> dict[str, list[str]]:
    form = [("ticket", ticket(page)), ("decision", decision), *(("company", str(code)) for code in companies)]
    reply = await exact.send("POST", "/api/oauth2/consent", data=form)
    assert reply.status == 302
    assert reply.headers["Location"].startswith(REDIRECT + "?")
    return parse_qs(urlsplit(reply.headers["Location"]).query)


async def test_a_person_logs_in_chooses_companies_and_is_sent_back(start: Start) -> None:
    exact = await start(auto_consent=False, connect=False)
    page = await log_in(exact, f"{AUTH}&state=a%26b%20c", 1)
    assert b"Molen Koffie B.V." in page
    assert b"Dijk &amp; Zoon B.V." in page
    assert b"Een Ander B.V." not in page
    back = await consent(exact, page, SECOND)
    assert back["state"] == ["a&b c"]
    tokens = await exact.token(**exchange(back["code"][0]))
    exact.access = tokens.json["access_token"]
    assert (await exact.api("crm/Accounts", company=SECOND)).status == 200
    refused = await exact.api("crm/Accounts", company=FIRST)
    assert (refused.status, refused.headers["Reason"]) == (403, "NoDivisionAccess")


@pytest.mark.parametrize("language", ["nl-NL", "en-GB", "de-DE", "fr-FR", "es-ES"])
async def test_pages_speak_the_language_of_browser_and_user(start: Start, language: str) -> None:
    exact = await start(auto_consent=False, connect=False)
    exact.world.users[guid(1)].language = language
    words = page_texts.PAGES[language[:2]]
    login = await exact.get(AUTH, headers={"Accept-Language": f"pt-PT, {language};q=0.8, nl;q=0.5"})
    for name in ("login", "onwards", "user", "password", "hint"):
        assert escape(words[name]) in login.body.decode()
    page = await log_in(exact, AUTH, 1)
    for name in ("allow_access", "asks", "application", "companies", "deny", "allow"):
        assert escape(words[name]) in page.decode()
    assert f'<html lang="{language}">' in page.decode()


def test_every_language_has_every_word() -> None:
    assert {frozenset(words) for words in page_texts.PAGES.values()} == {frozenset(page_texts.PAGES["en"])}
    assert page_texts.page("pt-PT") is page_texts.PAGES["en"]
    assert page_texts.spoken("pt-PT") == "en"


async def test_a_session_skips_the_login_unless_it_is_forced(start: Start) -> None:
    exact = await start(auto_consent=False, connect=False)
    await log_in(exact, AUTH, 2)
    again = await exact.get(AUTH)
    assert again.status == 302
    assert b"Bram Bakker" in (await exact.get(again.headers["Location"])).body
    assert (await exact.get(f"{AUTH}&force_login=1")).status == 200


async def test_denial_and_an_empty_choice(start: Start) -> None:
    exact = await start(auto_consent=False, connect=False)
    back = await consent(exact, await log_in(exact, f"{AUTH}&state=s", 1), FIRST, decision="deny")
    assert back == {"error": ["access_denied"], "state": ["s"]}
    page = (await exact.get((await exact.get(AUTH)).headers["Location"])).body
    form = {"ticket": ticket(page), "decision": "approve", "company": "103"}
    assert (await exact.send("POST", "/api/oauth2/consent", data=form)).status == 400


@pytest.mark.parametrize("uri", ["https://vendor.example/callback/", "https://evil.example/", ""])
async def test_a_redirect_uri_must_be_the_registered_one(start: Start, uri: str) -> None:
    exact = await start(connect=False)
    reply = await exact.get(f"/api/oauth2/auth?client_id={CLIENT}&response_type=code&redirect_uri={uri}")
    assert reply.status == 400
    assert f"Callback URI &#39;{uri}&#39; is not valid" in reply.body.decode()


async def test_addresses_in_another_case(start: Start) -> None:
    exact = await start(connect=False)
    reply = await exact.get(AUTH.replace("/oauth2/auth", "/OAuth2/Auth"))
    assert (reply.status, reply.headers["Location"].startswith(REDIRECT)) == (302, True)
    assert (await exact.send("POST", "/api/OAuth2/Token", data={})).json == {"error": "invalid_request"}


async def test_pages_that_are_no_longer_open(start: Start) -> None:
    exact = await start(auto_consent=False, connect=False)
    assert (await exact.get("/api/oauth2/auth?client_id=nobody")).status == 400
    assert (await exact.get("/api/oauth2/consent?ticket=x")).status == 400
    for path in ("login", "consent"):
        assert (await exact.send("POST", f"/api/oauth2/{path}", data={"ticket": "x"})).status == 400
    assert (await exact.get("/api/oauth2/token")).status == 405
    assert (await exact.get("/api/oauth2/nope")).status == 404
    reply = await exact.get(AUTH.replace("response_type=code", "response_type=both"))
    assert "error=unsupported_response_type" in reply.headers["Location"]


async def test_the_code_arrives_encoded_and_must_be_decoded(start: Start) -> None:
    exact = await start(connect=False)
    location = (await exact.get(AUTH)).headers["Location"]
    raw = location.partition("code=")[2]
    assert "%21" in raw
    assert "!" not in raw
    assert (await exact.token(**exchange(raw))).status == 400
    assert (await exact.token(**exchange(raw.replace("%21", "!")))).status == 200


async def test_a_token_without_a_code_comes_in_the_fragment(start: Start) -> None:
    exact = await start(connect=False)
    reply = await exact.get(AUTH.replace("response_type=code", "response_type=token") + "&state=a%26b")
    back, _, fragment = reply.headers["Location"].partition("#")
    assert (reply.status, back) == (302, REDIRECT)
    found = parse_qs(fragment)
    assert found.keys() == {"access_token", "token_type", "expires_in", "state"}
    assert (found["expires_in"], found["state"]) == (["600"], ["a&b"])
    exact.access = found["access_token"][0]
    assert (await exact.api("crm/Accounts?$top=1")).status == 200
    exact.clock.move(600)
    assert (await exact.api("crm/Accounts?$top=1")).status == 401


async def test_the_days_budget_counts_tokens_without_a_code_too(start: Start) -> None:
    exact = await start(connect=False, limits=LimitRules(token_calls=1))
    implicit = AUTH.replace("response_type=code", "response_type=token")
    assert "access_token=" in (await exact.get(implicit)).headers["Location"]
    assert "error=temporarily_unavailable" in (await exact.get(implicit)).headers["Location"]


async def test_the_answer_of_the_token_endpoint(start: Start) -> None:
    exact = await start(connect=False)
    reply = await exact.token(**exchange(await exact.code()))
    assert reply.headers["Content-Type"] == "application/json"
    assert set(reply.json) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (reply.json["expires_in"], reply.json["token_type"]) == ("600", "bearer")
    for name in ("access_token", "refresh_token"):
        assert reply.json[name].startswith("stampNL001.")
    assert "!" in reply.json["refresh_token"]


async def test_a_code_lives_three_minutes_and_once(start: Start) -> None:
    exact = await start(connect=False)
    code = await exact.code()
    exact.clock.move(179)
    assert (await exact.token(**exchange(code))).status == 200
    assert (await exact.token(**exchange(code))).status == 400
    code = await exact.code()
    exact.clock.move(180)
    late = await exact.token(**exchange(code))
    assert (late.status, late.body) == (400, b'{"error":"invalid_request"}')


async def test_what_must_match_in_an_exchange(start: Start) -> None:
    exact = await start(connect=False)
    good = exchange(await exact.code())
    for wrong in (
        {"client_secret": "no"},
        {"client_secret": "né"},
        {"client_id": "no"},
        {"code": "no"},
        {"redirect_uri": "https://vendor.example/other"},
        {"grant_type": "password"},
        {"grant_type": ""},
    ):
        reply = await exact.token(**{**good, **wrong})
        assert (reply.status, reply.body) == (400, b'{"error":"invalid_request"}')
    whole = {"client_id": CLIENT, "client_secret": SECRET, **good}
    assert (await exact.send("POST", "/api/oauth2/token", json=whole)).status == 400, "form-encoded, not JSON"
    stale = {"Authorization": "Bearer old"}
    assert (await exact.send("POST", "/api/oauth2/token", data=whole, headers=stale)).status == 401
    assert (await exact.token(**good)).status == 200


async def test_basic_authentication_works_too(start: Start) -> None:
    exact = await start(connect=False)
    form = exchange(await exact.code())
    for pair, status in ((f"{CLIENT}:no", 400), (f"{CLIENT}:{SECRET}", 200)):
        headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        assert (await exact.send("POST", "/api/oauth2/token", data=form, headers=headers)).status == status


@pytest.mark.parametrize("pair", ["\u00e9\u00e9", "=", "AAA", "/w==", ""])
async def test_basic_authentication_that_does_not_read(start: Start, pair: str) -> None:
    exact = await start(connect=False)
    form = exchange(await exact.code())
    reply = await exact.send("POST", "/api/oauth2/token", data=form, headers={"Authorization": f"Basic {pair}"})
    assert (reply.status, reply.json) == (400, {"error": "invalid_request"})


async def test_a_refresh_before_570_seconds_is_refused(exact: Client) -> None:
    exact.clock.move(569)
    early = await exact.token(**renew(exact.refresh))
    text = b'{ "error":"access_denied","error_description":"Rate limit exceeded: access_token not expired" }'
    assert (early.status, early.body, early.headers["Reason"]) == (400, text, "TooEarlyToRefreshTokens")
    exact.clock.move(1)
    assert (await exact.token(**renew(exact.refresh))).status == 200


async def test_each_refresh_token_works_once(exact: Client) -> None:
    old = exact.refresh
    exact.clock.move(570)
    new = (await exact.token(**renew(old))).json["refresh_token"]
    exact.clock.move(570)
    used = await exact.token(**renew(old))
    text = b'{"error":"unauthorized_client","error_description":"Old refresh token used."}'
    assert (used.status, used.body) == (401, text)
    assert (await exact.token(**renew(new))).status == 200


async def test_with_grace_the_old_token_lives_until_the_new_one_is_used(start: Start) -> None:
    exact = await start(refresh_grace=True)
    first = exact.refresh
    exact.clock.move(570)
    assert (await exact.token(**renew(first))).status == 200
    exact.clock.move(570)
    again = await exact.token(**renew(first))
    assert again.status == 200
    exact.access = again.json["access_token"]
    assert (await exact.api("crm/Accounts?$top=1")).status == 200
    exact.clock.move(570)
    assert (await exact.token(**renew(first))).status == 401


@pytest.mark.parametrize(("outlives", "status"), [(False, 401), (True, 200)])
async def test_an_access_token_whose_pair_was_renewed(start: Start, outlives: bool, status: int) -> None:
    exact = await start(access_outlives_refresh=outlives)
    exact.clock.move(570)
    assert (await exact.token(**renew(exact.refresh))).status == 200
    assert (await exact.api("crm/Accounts?$top=1")).status == status
    exact.clock.move(30)
    assert (await exact.api("crm/Accounts?$top=1")).status == 401


@pytest.mark.parametrize(("form", "header"), [("header", True), ("empty", False)])
@pytest.mark.parametrize("expired", [True, False])
async def test_a_401_without_a_page(start: Start, form: str, header: bool, expired: bool) -> None:
    exact = await start(unauthorised=form)
    if expired:
        exact.clock.move(600)
    else:
        exact.access = "nonsense"
    reply = await exact.api("crm/Accounts?$top=1")
    assert (reply.status, reply.body) == (401, b"")
    explanation = unquote(reply.headers.get("WWW-Authenticate", ""))
    assert ("access token expired" in explanation) is header
    assert "WWW-Authenticate" not in reply.headers or " " not in reply.headers["WWW-Authenticate"]


async def test_the_access_token_lives_600_seconds(exact: Client) -> None:
    exact.clock.move(599)
    assert (await exact.api("crm/Accounts?$top=1")).status == 200
    exact.clock.move(1)
    reply = await exact.get("/api/v1/current/Me")
    assert (reply.status, reply.headers["Content-Type"]) == (401, "text/html; charset=utf-8")
    assert reply.body == (
        b"<html><head><title>Object moved</title></head><body>\r\n"
        b'<h2>Object moved to <a href="/docs/Login.aspx?ReturnUrl=%2fapi%2fv1%2fcurrent%2fMe">here</a>.</h2>\r\n'
        b"</body></html>\r\n"
    )


@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic eDp5", "Bearer"])
async def test_without_a_token(exact: Client, header: str) -> None:
    assert (await exact.api("crm/Accounts", headers={"Authorization": header})).status == 401


async def test_a_refresh_token_lives_thirty_days_from_its_last_use(exact: Client) -> None:
    exact.clock.move(days=29)
    reply = await exact.token(**renew(exact.refresh))
    assert reply.status == 200
    exact.clock.move(days=30, hours=12, minutes=4, seconds=1)
    late = await exact.token(**renew(reply.json["refresh_token"]))
    assert late.status == 400
    assert late.body == (
        rb'{"error":"invalid_request","error_description":"The refresh token expired at 4\/30\/2026 9:00:05 AM'
        rb' and it is now 4\/30\/2026 9:04:06 PM."}'
    )


async def test_a_second_consent_ends_the_first_also_its_access(exact: Client) -> None:
    access, refresh = exact.access, exact.refresh
    exact.clock.move(5)
    await exact.connect()
    assert (await exact.api("crm/Accounts?$top=1")).status == 200
    assert (await exact.api("crm/Accounts?$top=1", headers={"Authorization": f"Bearer {access}"})).status == 401
    exact.clock.move(570)
    assert (await exact.token(**renew(refresh))).status == 401
    assert (await exact.token(**renew(exact.refresh))).status == 200


async def test_another_users_consent_ends_nothing(start: Start) -> None:
    exact = await start(auto_consent=False, connect=False)
    access: list[str] = []
    for user in (1, 2):
        back = await consent(exact, await log_in(exact, f"{AUTH}&force_login=1", user), FIRST)
        access.append((await exact.token(**exchange(back["code"][0]))).json["access_token"])
    for token in access:
        assert (await exact.api("crm/Accounts?$top=1", headers={"Authorization": f"Bearer {token}"})).status == 200


async def test_token_calls_are_budgeted_by_the_day(start: Start) -> None:
    exact = await start(limits=LimitRules(token_calls=2))
    assert (await exact.token(**exchange(await exact.code()))).status == 200
    assert (await exact.token(**exchange(await exact.code()))).status == 429
    exact.clock.move(days=1)
    assert (await exact.token(**exchange(await exact.code()))).status == 200
