"""What a sandbox writes down, and what one that starts on the same file knows."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from tests.sandbox.conftest import START
from tests.sandbox.seeded import DIVISION, bill, paid
from tests.sandbox.small_exact import CLIENT, REDIRECT, SECRET, Client
from tests.worlds import seeded_world

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.clock import MovableClock, ShiftedClock
from unibooks.sandbox.exact import App, Settings, create_app, running
from unibooks.sandbox.exact.plain import CannotKeep, dumps, loads
from unibooks.sandbox.exact.state import World
from unibooks.sandbox.exact.statefile import StateFile, StateFileError

ACCOUNTS = f"/api/v1/{DIVISION}/crm/Accounts"


@asynccontextmanager
async def on_file(path: Path, *, clock: Any = None, connect: bool = True, **settings: Any) -> AsyncIterator[Client]:
    clock = clock or MovableClock(START)
    world = seeded_world(clock)
    world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,))
    file = StateFile(path)
    try:
        async with (
            running(create_app(world, Settings(auto_consent=True, **settings), file=file)) as url,
            aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
        ):
            client = Client(url, http, world, clock)
            if connect:
                await client.connect()
            yield client
    finally:
        file.close()


def rows_of(world: World) -> Any:
    return {
        (company.code, entity.__name__): (list(table.rows.items()), list(table.versions.items()), table.removed)
        for company in world.companies.values()
        for entity, table in company.tables.items()
    }


def copy(folder: Path) -> None:
    for part in folder.glob("a.state*"):
        (folder / part.name.replace("a.", "b.")).write_bytes(part.read_bytes())


async def post(exact: Client, path: str, **body: Any) -> Any:
    reply = await exact.send("POST", path, json=body)
    assert reply.status in (200, 201, 204), reply.body
    return reply.json


async def test_a_copy_of_the_file_at_any_time_is_a_whole_sandbox(tmp_path: Path) -> None:
    """What is copied while the sandbox runs is what a crash would leave."""
    async with on_file(tmp_path / "a.state") as exact:
        made = (await post(exact, ACCOUNTS, Name="Bewaard B.V."))["d"]["ID"]
        gone = (await post(exact, ACCOUNTS, Name="Verdwenen B.V."))["d"]["ID"]
        await exact.send("DELETE", f"{ACCOUNTS}(guid'{gone}')")
        entry, payment = bill(exact), paid(exact, "121.00")
        await post(exact, "/_sandbox/match", division=DIVISION, lines=[str(entry["ID"]), str(payment["ID"])])
        await post(exact, "/_sandbox/period", division=DIVISION, year=2026, period=2, closed=True)
        await post(exact, "/_sandbox/block", user="oliver.hart", reason="BlockedUser")
        await post(exact, "/_sandbox/apps", client_id="other", redirect_uris=["https://other.example/"])
        await post(exact, "/_sandbox/clock", advance=60)
        document = (await post(exact, f"/api/v1/{DIVISION}/documents/Documents", Subject="Bon", Type=20))["d"]["ID"]
        attachment = {"Document": document, "FileName": "bon.pdf", "Attachment": "JVBERi0xLjc="}
        await post(exact, f"/api/v1/{DIVISION}/documents/DocumentAttachments", **attachment)
        last = await exact.get(f"{ACCOUNTS}?$top=1&$select=ID")
        copy(tmp_path)
        world = exact.world
        async with on_file(tmp_path / "b.state", connect=False) as again:
            assert rows_of(again.world) == rows_of(world)
            assert again.world.random.getstate() == world.random.getstate()
            assert again.clock.now() == exact.clock.now()
            company, other = world.companies[DIVISION], again.world.companies[DIVISION]
            assert other.blobs == company.blobs
            assert other.closed_periods == company.closed_periods
            assert other.versions.last == company.versions.last
            assert {key: [one.parts for one in made] for key, made in other.matches.items()} == {
                key: [one.parts for one in made] for key, made in company.matches.items()
            }
            assert other.matches[entry["ID"]][0] is other.matches[payment["ID"]][0], "one match, known to both lines"
            again.access, again.refresh = exact.access, exact.refresh
            reply = await again.get(f"{ACCOUNTS}?$top=1&$select=ID")
            assert reply.status == 200, "the token is known"
            name = "X-RateLimit-Remaining"
            assert int(reply.headers[name]) == int(last.headers[name]) - 1, "so are the calls counted so far"
            assert (await again.get(f"{ACCOUNTS}(guid'{made}')")).json["d"]["Name"] == "Bewaard B.V."
            again.clock.move(570)
            form = {"grant_type": "refresh_token", "refresh_token": exact.refresh}
            assert (await again.token(**form)).status == 200
            assert (await again.token(**form)).status == 401, "the old refresh token stays an old one"
            apps = (await again.get("/_sandbox/apps")).json
            assert [app["client_id"] for app in apps] == [CLIENT, "other"]
            users = (await again.get("/_sandbox/users")).json
            assert [user["refusal"] for user in users[:2]] == ["", "BlockedUser"]


async def test_every_value_of_the_seed_comes_back_as_what_it_was(tmp_path: Path) -> None:
    async with on_file(tmp_path / "a.state") as exact:
        before = rows_of(exact.world)
    async with on_file(tmp_path / "a.state") as again:
        for place, (rows, versions, _) in rows_of(again.world).items():
            assert (rows, versions) == before[place][:2]
            for (_, row), (_, known) in zip(rows, before[place][0], strict=True):
                assert list(row) == list(known), "every property, in its order"
                assert {name: type(value) for name, value in row.items()} == {
                    name: type(value) for name, value in known.items()
                }


async def test_going_back_is_written_down_too(tmp_path: Path) -> None:
    async with on_file(tmp_path / "a.state") as exact:
        await post(exact, ACCOUNTS, Name="Eerst")
        await post(exact, "/_sandbox/snapshots", name="one")
        await post(exact, ACCOUNTS, Name="Daarna")
        await post(exact, "/_sandbox/restore", name="one")
        await post(exact, ACCOUNTS, Name="Anders")
        before = rows_of(exact.world)
    async with on_file(tmp_path / "a.state") as again:
        assert rows_of(again.world) == before
        names = {row["Name"] for row in again.world.companies[DIVISION][Account]}
        assert {"Eerst", "Anders"} <= names
        assert "Daarna" not in names
        await again.send("POST", "/_sandbox/reset")
        assert not again.world.companies[DIVISION][Account].where("Name", "Eerst"), "the beginning is the seed's"
    async with on_file(tmp_path / "a.state") as again:
        assert not again.world.companies[DIVISION][Account].where("Name", "Eerst")


async def test_a_clock_that_was_moved_and_stopped_stays_so(tmp_path: Path) -> None:
    async with on_file(tmp_path / "a.state", clock=ShiftedClock()) as exact:
        await post(exact, "/_sandbox/clock", set="2031-05-01T08:00:00Z", freeze=True)
    async with on_file(tmp_path / "a.state", clock=ShiftedClock(), connect=False) as again:
        told = (await again.get("/_sandbox/clock")).json
        assert told == {"now": "2031-05-01T08:00:00+00:00", "frozen": True}


async def test_switches_and_limits_are_those_of_the_run(tmp_path: Path) -> None:
    async with on_file(tmp_path / "a.state") as exact:
        await post(exact, "/_sandbox/settings", refresh_grace=True)
        await post(exact, "/_sandbox/limits", minute=3)
        await post(exact, "/_sandbox/faults", fault="500")
    async with on_file(tmp_path / "a.state", connect=False) as again:
        assert (await again.get("/_sandbox/settings")).json["refresh_grace"] is False
        assert (await again.get("/_sandbox/limits")).json["minute"] == 60
        assert (await again.get("/_sandbox/faults")).json == []


def test_the_file_is_for_its_owner(tmp_path: Path) -> None:
    StateFile(tmp_path / "a.state").close()
    assert stat.S_IMODE((tmp_path / "a.state").stat().st_mode) == 0o600


def test_one_sandbox_at_a_time(tmp_path: Path) -> None:
    file = StateFile(tmp_path / "a.state")
    with pytest.raises(StateFileError, match="in use by another sandbox"):
        StateFile(tmp_path / "a.state")
    file.close()
    StateFile(tmp_path / "a.state").close()


def test_what_is_no_state_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 100)
    with pytest.raises(StateFileError, match="is not a sandbox's state file"):
        StateFile(path)
    assert path.read_text().startswith("Dear reader")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE things (a)")
    other.close()
    with pytest.raises(StateFileError, match="is not a sandbox's state file"):
        StateFile(tmp_path / "other.db")
    with pytest.raises(StateFileError, match="cannot be used"):
        StateFile(tmp_path / "no" / "folder.state")


def test_a_file_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.state"
    StateFile(path).close()
    with sqlite3.connect(path) as opened:
        opened.execute("UPDATE about SET version = '0.0.1', shape = 'other'")
    opened.close()
    with pytest.raises(StateFileError, match=r"written by unibooks 0\.0\.1.*start with a new file"):
        StateFile(path)


def test_what_a_file_cannot_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotKeep, match="PosixPath"):
        dumps({"path": tmp_path})
    with pytest.raises(ValueError, match="not of the sandbox"):
        loads('{"~o": "subprocess:Popen", "n": 0, "v": {}}')
    kept = [timedelta(days=-1, microseconds=3), (1, "a"), {2}, frozenset({"x"}), b"\0\xff", ENTITIES[0]]
    assert loads(dumps(kept)) == kept
