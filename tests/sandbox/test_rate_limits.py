"""Limits over a real socket: headers, refusals, and the block that follows ten errors."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sandbox.conftest import Start
from tests.sandbox.small_exact import CLOSED, FIRST, SECOND, Client, Reply, guid

from unibooks.sandbox.exact import LimitRules
from unibooks.sandbox.exact.limits import Meter

ONE = "crm/Accounts?$top=1&$select=ID"
WRONG = "crm/Accounts?$top=x"


def limits(reply: Reply) -> dict[str, int]:
    prefix = "x-ratelimit-"
    return {n.lower().removeprefix(prefix): int(v) for n, v in reply.headers.items() if n.lower().startswith(prefix)}


def epoch_ms(*parts: int) -> int:
    return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)


async def test_every_counted_answer_carries_both_groups(start: Start) -> None:
    exact = await start(limits=LimitRules())
    resets = {"reset": epoch_ms(2026, 3, 3), "minutely-reset": epoch_ms(2026, 3, 2, 9, 1)}
    for used, path in enumerate((ONE, WRONG, "crm/Nope"), start=1):
        expected = {"limit": 5000, "remaining": 5000 - used, "minutely-limit": 60, "minutely-remaining": 60 - used}
        assert limits(await exact.api(path)) == expected | resets


def test_the_recorded_headers_come_from_the_same_rules() -> None:
    path = Path(__file__).parents[2] / "../shared/recordings/recorded-fragment__ratelimit_headers_ok.json"
    if not path.exists():
        pytest.skip("no recordings here")
    recorded = json.loads(path.read_text(encoding="utf-8"))["response"]["headers"]
    now = datetime.strptime(recorded.pop("date"), "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    meter = Meter(LimitRules())
    for _ in range(232):
        meter.take("app", 1, now.replace(hour=now.hour - 1, minute=_ % 60))
    meter.take("app", 1, now)
    assert {n.lower(): v for n, v in meter.take("app", 1, now).headers} == recorded


async def test_the_minute_is_the_clocks_own(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=3))
    assert [(await exact.api(ONE)).status for _ in range(4)] == [200, 200, 200, 429]
    refused = await exact.api(ONE)
    assert (refused.status, refused.body) == (429, b"")
    assert limits(refused) == {
        "minutely-limit": 3,
        "minutely-remaining": 0,
        "minutely-reset": epoch_ms(2026, 3, 2, 9, 1),
    }
    assert (await exact.api(ONE, company=SECOND)).status == 200, "counted by company"
    exact.clock.move(55)
    assert (await exact.api(ONE)).status == 200


async def test_the_day_ends_at_midnight_utc(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=100, day=2))
    assert [(await exact.api(ONE)).status for _ in range(2)] == [200, 200]
    refused = await exact.api(ONE)
    assert (refused.status, refused.body) == (429, b"")
    assert limits(refused) == {"limit": 2, "remaining": 0, "reset": epoch_ms(2026, 3, 3)}
    exact.clock.move(hours=14, minutes=59, seconds=55)
    await exact.connect()
    assert (await exact.api(ONE)).status == 200


@pytest.mark.parametrize(
    ("shown", "headers"),
    [
        ("none", set[str]()),
        ("hit", {"minutely-limit", "minutely-remaining", "minutely-reset"}),
        ("all", {"limit", "remaining", "reset", "minutely-limit", "minutely-remaining", "minutely-reset"}),
    ],
)
async def test_the_headers_of_a_refusal(start: Start, shown: str, headers: set[str]) -> None:
    exact = await start(limits=LimitRules(minute=1), refusal_headers=shown)
    assert (await exact.api(ONE)).status == 200
    refused = await exact.api(ONE)
    assert (refused.status, refused.body, set(limits(refused))) == (429, b"", headers)


@pytest.mark.parametrize(("shown", "number"), [(True, 6), (False, 0)])
async def test_the_headers_of_an_error(start: Start, shown: bool, number: int) -> None:
    exact = await start(error_headers=shown)
    assert len(limits(await exact.api(ONE))) == 6
    for path in (WRONG, "crm/Nope"):
        assert len(limits(await exact.api(path))) == number


async def test_a_rolling_minute_refuses_with_budget_left(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=2), rolling_minute=True, refusal_headers="all")
    exact.clock.move(50)
    assert [(await exact.api(ONE)).status for _ in range(2)] == [200, 200]
    exact.clock.move(10)
    refused = await exact.api(ONE)
    assert (refused.status, limits(refused)["minutely-remaining"]) == (429, 2)
    exact.clock.move(50)
    assert (await exact.api(ONE)).status == 200


@pytest.mark.parametrize(("counted", "status"), [(True, 429), (False, 200)])
async def test_whether_refused_calls_use_up_the_day(start: Start, counted: bool, status: int) -> None:
    exact = await start(limits=LimitRules(minute=1, day=3), refused_calls_count=counted)
    assert [(await exact.api(ONE)).status for _ in range(3)] == [200, 429, 429]
    exact.clock.move(60)
    assert (await exact.api(ONE)).status == status


async def test_what_names_no_company_is_not_counted(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=1))
    for _ in range(3):
        reply = await exact.get("/api/v1/current/Me")
        assert (reply.status, limits(reply)) == (200, {})


async def test_refusals_do_not_count(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=2))
    await exact.api("crm/Accounts", company=CLOSED)
    assert limits(await exact.api(ONE))["minutely-remaining"] == 1


async def test_limits_can_be_switched_off(start: Start) -> None:
    exact = await start(limits=LimitRules(minute=1, day=1, errors=1, enforced=False))
    for _ in range(3):
        assert (await exact.api(ONE)).status == 200
        assert (await exact.api(WRONG)).status == 400


async def test_ten_errors_block_the_endpoint_for_an_hour(exact: Client) -> None:
    for _ in range(9):
        assert (await exact.api(WRONG)).status == 400
    assert (await exact.api(f"crm/Accounts(guid'{guid(9999)}')")).status == 404
    blocked = await exact.api(ONE)
    assert (blocked.status, blocked.body, limits(blocked)) == (429, b"", {})
    assert (await exact.api("financial/GLAccounts")).status == 200, "the endpoint, not the app"
    assert (await exact.api(ONE, company=SECOND)).status == 200, "the company, not all"
    exact.clock.move(3599)
    await exact.connect()
    assert (await exact.api(ONE)).status == 429
    exact.clock.move(1)
    assert (await exact.api(ONE)).status == 200


async def test_a_repeated_block_lasts_longer(exact: Client) -> None:
    for hours in (1, 2):
        for _ in range(10):
            await exact.api(WRONG)
        exact.clock.move(hours=hours, seconds=-1)
        await exact.connect()
        assert (await exact.api(ONE)).status == 429
        exact.clock.move(1)
        assert (await exact.api(ONE)).status == 200


async def test_errors_are_forgotten_after_an_hour(exact: Client) -> None:
    for _ in range(9):
        await exact.api(WRONG)
    exact.clock.move(3600)
    await exact.connect()
    for _ in range(9):
        assert (await exact.api(WRONG)).status == 400
    assert (await exact.api(ONE)).status == 200


async def test_expired_tokens_and_closed_companies_count_too(exact: Client) -> None:
    for _ in range(10):
        assert (await exact.api("crm/Accounts", company=CLOSED)).status == 403
    assert (await exact.api("crm/Accounts", company=CLOSED)).status == 429
    exact.clock.move(600)
    for _ in range(10):
        assert (await exact.api(ONE)).status == 401
    await exact.connect()
    assert (await exact.api(ONE)).status == 429


async def test_business_errors_do_not_count(exact: Client) -> None:
    for _ in range(12):
        reply = await exact.send("POST", f"/api/v1/{FIRST}/crm/Accounts", json={"Name": "refuse me"})
        assert reply.status == 500


@given(st.lists(st.integers(0, 40), max_size=120), st.integers(1, 5), st.integers(1, 20))
def test_no_minute_and_no_day_lets_more_through(steps: list[int], minute: int, day: int) -> None:
    meter = Meter(LimitRules(minute=minute, day=day))
    at, passed = datetime(2026, 3, 1, 23, 55, tzinfo=UTC).timestamp(), []
    for step in steps:
        at += step
        now = datetime.fromtimestamp(at, UTC)
        if meter.take("app", 1, now).allowed:
            passed.append(now)
    by_minute = [now.replace(second=0) for now in passed]
    by_day = [now.date() for now in passed]
    assert all(by_minute.count(one) <= minute for one in by_minute)
    assert all(by_day.count(one) <= day for one in by_day)
