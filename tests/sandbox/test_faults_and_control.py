"""What a test can ask of the sandbox, and what a client then sees."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from tests.sandbox.conftest import Start
from tests.sandbox.small_exact import FIRST, STORING, Client, guid, small_world

from unibooks.connectors.exact.target import Account
from unibooks.core.clock import MovableClock, SystemClock
from unibooks.sandbox.exact import create_app, running
from unibooks.sandbox.exact.control import CONTROLS
from unibooks.sandbox.exact.faults import KINDS, Delay, Delays, Fault, Faults
from unibooks.sandbox.exact.switches import SWITCHES

ONE = "crm/Accounts?$top=1&$select=ID"
GENERIC = "A problem has occurred. The cause of this issue will be investigated as soon as possible."


async def fault(exact: Client, **what: Any) -> None:
    reply = await exact.send("POST", "/_sandbox/faults", json=what)
    assert reply.status == 204, reply.body


@pytest.mark.parametrize(
    ("name", "status", "kind", "body"),
    [
        ("empty429", 429, "", b""),
        ("500", 500, "application/json;charset=utf-8", GENERIC.encode()),
        ("maintenance", 503, "text/html; charset=utf-8", b"Maintenance"),
        ("maintenance200", 200, "text/html; charset=utf-8", b"Maintenance"),
        ("unauthorised", 401, "text/html; charset=utf-8", b"Object moved"),
    ],
)
async def test_answers_in_place_of_the_real_one(exact: Client, name: str, status: int, kind: str, body: bytes) -> None:
    await fault(exact, fault=name)
    reply = await exact.api(ONE)
    assert (reply.status, reply.headers.get("Content-Type", "")) == (status, kind)
    assert body in reply.body
    assert not [header for header in reply.headers if header.lower().startswith("x-ratelimit")]
    assert (await exact.api(ONE)).status == 200, "once"


async def test_429_on_demand_names_the_end_of_the_minute(exact: Client) -> None:
    await fault(exact, fault="429")
    reply = await exact.api(ONE)
    reset = round(datetime(2026, 3, 2, 9, 1, tzinfo=UTC).timestamp() * 1000)
    assert (reply.status, reply.body, reply.headers["X-RateLimit-Minutely-Reset"]) == (429, b"", str(reset))


async def test_an_answer_cut_off_in_mid_stream(exact: Client) -> None:
    await fault(exact, fault="cut")
    reply_body = await _raw(exact, "crm/Accounts?$select=ID&$top=3")
    assert reply_body.endswith(b"\r\n}{\r\n" + b'"error": {\r\n' + reply_body.rpartition(b'"error": {\r\n')[2])
    assert reply_body.count(b'"__metadata"') == 2
    with pytest.raises(json.JSONDecodeError):
        json.loads(reply_body)


async def _raw(exact: Client, path: str) -> bytes:
    headers = {"Accept": "application/json", "Authorization": f"Bearer {exact.access}"}
    async with exact.http.get(f"{exact.url}/api/v1/{FIRST}/{path}", headers=headers) as response:
        assert response.status == 200
        return await response.read()


async def test_a_lost_answer_was_carried_out(exact: Client) -> None:
    await fault(exact, fault="lost", method="post", path="crm/Accounts$")
    with pytest.raises(aiohttp.ClientConnectionError):
        await exact.send("POST", f"/api/v1/{FIRST}/crm/Accounts", json={"Name": "Eenmaal"})
    rows = exact.world.companies[FIRST][Account].where("Name", "Eenmaal")
    assert len(rows) == 1
    calls = (await exact.get("/_sandbox/calls")).json
    assert calls[-1] == {
        "number": 3,
        "method": "POST",
        "path": f"/api/v1/{FIRST}/crm/Accounts",
        "query": "",
        "status": 201,
        "company": FIRST,
        "counted": True,
        "fault": "lost",
    }


async def test_a_lost_refresh_leaves_the_client_with_an_old_token(exact: Client) -> None:
    exact.clock.move(570)
    await fault(exact, fault="lost", path="^/api/oauth2/token$")
    with pytest.raises(aiohttp.ClientConnectionError):
        await exact.token(grant_type="refresh_token", refresh_token=exact.refresh)
    exact.clock.move(570)
    assert (await exact.token(grant_type="refresh_token", refresh_token=exact.refresh)).status == 401


async def test_faults_happen_where_and_as_often_as_asked(exact: Client) -> None:
    await fault(exact, fault="500", times=2, path="GLAccounts", method="GET")
    assert (await exact.api(ONE)).status == 200
    statuses = [(await exact.api("financial/GLAccounts")).status for _ in range(3)]
    assert statuses == [500, 500, 200]
    await fault(exact, fault="500", times=5)
    assert [one["times"] for one in (await exact.get("/_sandbox/faults")).json] == [5]
    assert (await exact.send("DELETE", "/_sandbox/faults")).status == 204
    assert (await exact.api(ONE)).status == 200


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("faults", {"fault": "fire"}, "fault must be one of"),
        ("faults", {"fault": "500", "times": 0}, "times must be"),
        ("faults", {"fault": "500", "path": "("}, "path is not a regular expression"),
        ("faults", {"fault": "500", "wher": "x"}, "unknown member 'wher'"),
        ("faults", [], "must be a JSON object"),
        ("clock", {"advance": -1}, "advance must be"),
        ("clock", {}, "one of advance, set and freeze"),
        ("clock", {"advance": 1e300}, "advance must stay within the calendar"),
        ("clock", {"advance": 1e12}, "advance must stay within the calendar"),
        ("limits", {"minutes": 5}, "unknown member 'minutes'"),
        ("limits", {"minute": "5"}, "minute must be a whole number"),
        ("limits", {"minute": -5}, "minute must be a whole number, 0 or more"),
        ("limits", {"enforced": 1}, "enforced must be true or false"),
    ],
)
async def test_requests_that_control_cannot_read(exact: Client, path: str, body: Any, sentence: str) -> None:
    reply = await exact.send("POST", f"/_sandbox/{path}", json=body)
    assert reply.status == 400
    assert sentence in reply.json["error"]


async def test_the_clock_moves(exact: Client) -> None:
    assert (await exact.get("/_sandbox/clock")).json == {"now": "2026-03-02T09:00:05+00:00", "frozen": True}
    assert (
        (await exact.send("POST", "/_sandbox/clock", json={"advance": 600})).json["now"].startswith("2026-03-02T09:10")
    )
    assert (await exact.api(ONE)).status == 401


async def test_the_machines_clock_does_not() -> None:
    world = small_world(MovableClock(datetime(2026, 1, 1, tzinfo=UTC)))
    world.clock = SystemClock()
    async with (
        running(create_app(world, writers=STORING)) as url,
        aiohttp.ClientSession() as http,
        http.post(f"{url}/_sandbox/clock", json={"advance": 1}) as response,
    ):
        assert response.status == 409


async def test_the_log_tells_calls_but_no_secrets(exact: Client) -> None:
    await exact.api(ONE)
    await exact.get("/api/v1/current/Me")
    calls = (await exact.get("/_sandbox/calls")).json
    assert [(call["path"], call["status"], call["company"], call["counted"]) for call in calls] == [
        ("/api/oauth2/auth", 302, None, False),
        ("/api/oauth2/token", 200, None, False),
        (f"/api/v1/{FIRST}/crm/Accounts", 200, FIRST, True),
        ("/api/v1/current/Me", 200, None, False),
    ]
    text = json.dumps(calls)
    assert exact.access not in text
    assert exact.refresh not in text
    assert calls[2]["query"] == "$top=1&$select=ID"
    await exact.send("DELETE", "/_sandbox/calls")
    assert (await exact.get("/_sandbox/calls")).json == []


async def test_limits_can_be_changed_while_it_runs(exact: Client) -> None:
    reply = await exact.send("POST", "/_sandbox/limits", json={"minute": 1, "errors": 1})
    assert (reply.json["minute"], reply.json["day"]) == (1, 100_000)
    assert [(await exact.api(ONE)).status for _ in range(2)] == [200, 429]
    exact.clock.move(60)
    assert [(await exact.api(f"crm/Accounts(guid'{guid(9999)}')")).status for _ in range(2)] == [404, 429]


async def test_control_can_be_left_out(start: Start) -> None:
    exact = await start(control=False, connect=False)
    assert (await exact.get("/_sandbox/clock")).status == 404


async def test_other_addresses_are_not_there(exact: Client) -> None:
    assert (await exact.get("/")).status == 404
    assert (await exact.get("/_sandbox/nope")).status == 404


async def test_latency_is_added_to_the_api_alone(start: Start) -> None:
    exact = await start(latency=0.05)
    before = time.monotonic()
    await exact.api(ONE)
    assert time.monotonic() - before >= 0.05, "a lower bound: a slow machine cannot break it"


@pytest.mark.parametrize(
    ("name", "status", "header"),
    [("429_day", 429, "X-RateLimit-Reset"), ("408", 408, ""), ("599", 599, ""), ("gateway", 500, "")],
)
async def test_more_answers_in_place_of_the_real_one(exact: Client, name: str, status: int, header: str) -> None:
    await fault(exact, fault=name)
    reply = await exact.api(ONE)
    assert reply.status == status
    assert [one for one in reply.headers if one.lower().endswith("-reset")] == ([header] if header else [])


async def test_the_gateway_fails_and_the_token_is_not_used_up(exact: Client) -> None:
    exact.clock.move(570)
    await fault(exact, fault="gateway", path="/oauth2/token$")
    form = {"grant_type": "refresh_token", "refresh_token": exact.refresh}
    failed = await exact.token(**form)
    assert (failed.status, "ExtractAccessToken" in failed.body.decode()) == (500, True)
    assert (await exact.token(**form)).status == 200


async def test_a_token_that_expires_on_demand_can_be_refreshed(exact: Client) -> None:
    await fault(exact, fault="expired")
    assert [(await exact.api(ONE)).status for _ in range(2)] == [401, 401]
    reply = await exact.token(grant_type="refresh_token", refresh_token=exact.refresh)
    assert reply.status == 200
    exact.access = reply.json["access_token"]
    assert (await exact.api(ONE)).status == 200


async def test_a_consent_that_ends_on_demand_cannot(exact: Client) -> None:
    await fault(exact, fault="revoked")
    assert [(await exact.api(ONE)).status for _ in range(2)] == [401, 401]
    exact.clock.move(600)
    assert (await exact.token(grant_type="refresh_token", refresh_token=exact.refresh)).status == 401


@pytest.mark.parametrize(("name", "made"), [("timeout", 0), ("timeout_after", 1)])
async def test_no_answer_comes_and_the_connection_stays(exact: Client, name: str, made: int) -> None:
    await fault(exact, fault=name, method="POST", path="Accounts")
    with pytest.raises(TimeoutError):
        await exact.send(
            "POST",
            f"/api/v1/{FIRST}/crm/Accounts",
            json={"Name": "Stil"},
            timeout=aiohttp.ClientTimeout(total=0.2),
        )
    assert len(exact.world.companies[FIRST][Account].where("Name", "Stil")) == made
    assert (await exact.api(ONE)).status == 200


async def test_webhook_failures_wait_for_a_message(exact: Client) -> None:
    await fault(exact, fault="webhook_dropped", path="^Accounts$")
    assert (await exact.api(ONE)).status == 200
    pending = (await exact.get("/_sandbox/faults")).json
    assert [one["name"] for one in pending] == ["webhook_dropped"], "a call does not use it up"


def test_each_failure_of_webhooks_is_taken_by_its_topic_once() -> None:
    faults = Faults([Fault("webhook_late", path="^Items$"), Fault("500"), Fault("webhook_duplicate", times=2)])
    assert faults.take_webhook("Accounts") == "webhook_duplicate"
    assert faults.take_webhook("Items") == "webhook_late"
    assert faults.take_webhook("Items") == "webhook_duplicate"
    assert faults.take_webhook("Items") == ""
    assert faults.take("GET", "/") == "500"
    assert faults.take("GET", "/") == ""
    assert faults.pending == []


def test_every_failure_is_told_and_every_answer_is_one() -> None:
    for name, kind in KINDS.items():
        assert kind.does.endswith("."), name
        assert (kind.answer is not None) == (kind.when == "instead" and name != "unauthorised"), name


async def test_latency_by_pattern_while_it_runs(exact: Client) -> None:
    for body in ({"seconds": 0.05, "path": "crm/"}, {"seconds": 0, "path": "Accounts\\(", "method": "GET"}):
        assert (await exact.send("POST", "/_sandbox/latency", json=body)).status == 204
    assert [one["path"] for one in (await exact.get("/_sandbox/latency")).json] == ["crm/", "Accounts\\("]
    before = time.monotonic()
    await exact.api(ONE)
    assert time.monotonic() - before >= 0.05
    assert (await exact.send("DELETE", "/_sandbox/latency")).status == 204
    assert (await exact.get("/_sandbox/latency")).json == []


def test_the_delay_set_last_counts() -> None:
    delays = Delays([Delay(1.0, "crm/")])
    delays.set(Delay(0.0, "Accounts$", "GET"))
    delays.set(Delay(2.0, "crm/"))
    assert [one.seconds for one in delays.rules] == [0.0, 2.0], "a rule takes the place of one for the same calls"
    assert delays.of("GET", "/crm/Accounts") == 2.0
    delays.set(Delay(0.0, "Accounts$", "GET"))
    assert delays.of("GET", "/crm/Accounts") == 0.0
    assert delays.of("POST", "/crm/Accounts") == 2.0
    assert delays.of("GET", "/hrm/Divisions") == 0.0


async def test_the_log_is_searched(exact: Client) -> None:
    await exact.api(ONE)
    await exact.api("financial/GLAccounts?$top=1&$select=ID")
    await exact.api("nothing/Here")

    async def found(**query: Any) -> list[str]:
        return [one["path"] for one in (await exact.get("/_sandbox/calls", params=query)).json]

    accounts, ledger, nothing = (
        f"/api/v1/{FIRST}/{name}" for name in ("crm/Accounts", "financial/GLAccounts", "nothing/Here")
    )
    assert await found(path="Accounts$") == [accounts, ledger]
    assert await found(status="404") == [nothing]
    assert await found(company=str(FIRST), method="get") == [accounts, ledger, nothing]
    assert await found(after="4") == [nothing]
    assert (await exact.get("/_sandbox/calls?colour=red")).status == 400


async def test_switches_are_turned_while_it_runs(exact: Client) -> None:
    assert (await exact.get(f"/api/v1/{FIRST}/CRM/accounts?$top=1&$select=ID")).status == 200
    reply = await exact.send("POST", "/_sandbox/settings", json={"exact_case": True, "unauthorised": "empty"})
    assert (reply.json["exact_case"], reply.json["unauthorised"]) == (True, "empty")
    assert (await exact.get(f"/api/v1/{FIRST}/CRM/accounts?$top=1&$select=ID")).status == 404
    refused = await exact.api(ONE, headers={"Authorization": "Bearer wrong"})
    assert (refused.status, refused.body) == (401, b"")
    for body, sentence in (
        ({"colour": "red"}, "unknown member 'colour'"),
        ({"exact_case": "yes"}, "exact_case must be true or false"),
        ({"unauthorised": "rude"}, "unauthorised must be one of page, header, empty"),
        ({"latency": -1}, "latency must be a number of seconds"),
        ({"auto_user": 5}, "auto_user must be a text"),
    ):
        reply = await exact.send("POST", "/_sandbox/settings", json=body)
        assert (reply.status, sentence in reply.json["error"]) == (400, True), body


async def test_every_switch_can_be_turned_and_shows_what_it_means(exact: Client) -> None:
    for one in SWITCHES:
        value = one.choices[-1] if one.choices else {bool: True, float: 0.0, str: "bram"}[type(one.default)]
        reply = await exact.send("POST", "/_sandbox/settings", json={one.name: value})
        assert reply.json[one.name] == value
        assert len(one.meaning) > 10


async def test_the_clock_is_set_and_stopped(exact: Client) -> None:
    reply = await exact.send("POST", "/_sandbox/clock", json={"set": "2027-05-01T10:00:00+02:00", "advance": 60})
    assert reply.json == {"now": "2027-05-01T08:01:00+00:00", "frozen": True}
    assert (await exact.send("POST", "/_sandbox/clock", json={"freeze": True})).status == 200
    reply = await exact.send("POST", "/_sandbox/clock", json={"freeze": False})
    assert (reply.status, "only moves when it is moved" in reply.json["error"]) == (409, True)
    for wrong in ("yesterday", "", 5):
        assert (await exact.send("POST", "/_sandbox/clock", json={"set": wrong})).status == 400


async def test_it_tells_what_it_can(exact: Client) -> None:
    told = (await exact.get("/_sandbox/")).json
    assert told["companies"] == list(exact.world.companies)
    assert {(one["method"], one["path"]) for one in told["controls"]} == {
        (one.method, f"/_sandbox/{one.path}") for one in CONTROLS
    }
    for one in CONTROLS:
        assert one.does.endswith(".")
        assert all(one.members.values())


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"'])
async def test_bodies_that_are_no_objects(exact: Client, body: bytes) -> None:
    reply = await exact.send("POST", "/_sandbox/faults", data=body)
    assert (reply.status, reply.json["error"]) == (400, "the body must be a JSON object")
