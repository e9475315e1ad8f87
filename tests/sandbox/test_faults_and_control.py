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
