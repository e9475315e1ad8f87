from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from unibooks.core.errors import ReauthorisationNeeded, TargetUnavailable
from unibooks.core.oauth import TokenRefused, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.store import grants as rows
from unibooks.store.engine import reading, writing
from unibooks.store.tables import grants
from unibooks.vault.authorisation import User
from unibooks.vault.connections import remove_connection
from unibooks.vault.grants import LEASE_SECONDS
from unibooks.vault.ring import SealBroken


@pytest.fixture
def grant(vault, connected, profile, target):
    return vault.grant_source(connected.connection.grant_id, profile, target)


@pytest.fixture
def elsewhere(other_vault, connected, profile, target):
    """The same grant in another process."""
    return other_vault.grant_source(connected.connection.grant_id, profile, target)


async def stored(vault, connected) -> rows.GrantRow:
    async with reading(vault.engine) as connection:
        row = await rows.grant(connection, connected.connection.grant_id)
    assert row is not None
    return row


async def soon(what: asyncio.Event) -> None:
    """Wait for what must happen; a test that waits for nothing fails instead of hanging."""
    await asyncio.wait_for(what.wait(), 20)


def started(*calls):
    return [asyncio.create_task(call) for call in calls]


async def test_a_fresh_token_is_used_without_asking_the_target(grant, target, clock):
    first = await grant.access_token()
    clock.move(569)
    assert await grant.access_token() == first == Secret("access-token-1")
    assert target.calls == 0


async def test_a_token_in_memory_costs_no_read(vault, grant):
    await grant.access_token()
    read: list[str] = []
    event.listen(vault.engine.sync_engine, "before_cursor_execute", lambda *call: read.append(call[2]))
    await grant.access_token()
    assert read == []


async def test_at_570_seconds_it_is_refreshed_and_both_tokens_are_stored(vault, grant, target, clock, connected):
    await grant.access_token()
    clock.move(570)
    assert await grant.access_token() == Secret("access-token-2")
    row = await stored(vault, connected)
    assert (row.version, row.state, row.lease_owner, row.obtained_at) == (2, "active", None, clock.now())
    place = {"table": "grants", "row": row.id}
    assert vault.ring.open(row.access_token_sealed, column="access_token_sealed", **place) == target.live.access
    assert vault.ring.open(row.refresh_token_sealed, column="refresh_token_sealed", **place) == target.live.refresh


async def test_fifty_callers_in_two_processes_refresh_once(grant, elsewhere, target, clock):
    await grant.access_token()
    clock.move(575)
    target.before.clear()
    callers = started(*(source.access_token() for source in (grant, elsewhere) for _ in range(25)))
    await soon(target.called)
    await soon(clock.slept)
    target.before.set()
    await asyncio.wait(callers, return_when=asyncio.FIRST_COMPLETED)
    clock.move(0.25)
    assert {token.reveal() for token in await asyncio.gather(*callers)} == {"access-token-2"}
    assert target.calls == 1


async def test_the_lease_of_a_process_that_died_runs_out(vault, grant, target, clock, connected):
    clock.move(575)
    now = clock.now()
    async with writing(vault.engine) as connection:
        until = now + timedelta(seconds=LEASE_SECONDS)
        assert await rows.take_lease(connection, connected.connection.grant_id, 1, "dead", now, until)
    (caller,) = started(grant.access_token())
    await soon(clock.slept)
    assert target.calls == 0
    clock.move(LEASE_SECONDS)
    assert await caller == Secret("access-token-2")
    assert target.calls == 1


async def test_a_process_that_was_overtaken_takes_the_other_ones_tokens(
    vault, grant, elsewhere, target, clock, connected
):
    clock.move(575)
    gate = target.before = asyncio.Event()
    (slow,) = started(grant.access_token())
    await soon(target.called)
    clock.move(LEASE_SECONDS)
    target.before = target.after
    assert await elsewhere.access_token() == Secret("access-token-2")
    gate.set()
    assert await slow == Secret("access-token-2")
    assert target.calls == 2
    assert (await stored(vault, connected)).state == "active"


async def test_a_late_answer_revives_a_grant_that_another_process_gave_up(
    vault, grant, elsewhere, target, clock, connected
):
    clock.move(575)
    target.after.clear()
    (slow,) = started(grant.access_token())
    await soon(target.called)
    clock.move(LEASE_SECONDS)
    with pytest.raises(ReauthorisationNeeded, match="Old refresh token"):
        await elsewhere.access_token()
    assert (await stored(vault, connected)).state == "revoked"
    target.after.set()
    assert await slow == Secret("access-token-2")
    assert (await stored(vault, connected)).state == "active"
    assert await elsewhere.access_token() == Secret("access-token-2")


async def test_a_caller_that_goes_away_does_not_take_the_new_tokens_with_it(vault, grant, target, clock, connected):
    clock.move(575)
    target.before.clear()
    (caller,) = started(grant.access_token())
    await soon(target.called)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    target.before.set()
    await grant.settle()
    assert (await stored(vault, connected)).version == 2
    assert await grant.access_token() == Secret("access-token-2")


async def test_tokens_that_the_database_would_not_take_are_stored_at_the_next_call(
    vault, grant, target, clock, connected
):
    await grant.access_token()
    clock.move(575)

    def refuse(_conn, _cursor, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE grants SET access_token_sealed"):
            raise RuntimeError("disk full")

    event.listen(vault.engine.sync_engine, "before_cursor_execute", refuse)
    with pytest.raises(RuntimeError, match="disk full"):
        await grant.access_token()
    event.remove(vault.engine.sync_engine, "before_cursor_execute", refuse)
    assert (await stored(vault, connected)).version == 1
    assert await grant.access_token() == Secret("access-token-2")
    assert target.calls == 1
    assert (await stored(vault, connected)).version == 2


async def test_too_early_keeps_the_token_and_asks_again_later(grant, target, clock):
    """The target's clock runs behind ours."""
    clock.move(590)
    target.fault = TokenRefused("too_early", "access_token not expired")
    assert await grant.access_token() == await grant.access_token() == Secret("access-token-1")
    assert target.calls == 1
    clock.move(20)
    assert await grant.access_token() == Secret("access-token-1")
    assert target.calls == 2
    target.fault = None
    clock.move(20)
    assert await grant.access_token() == Secret("access-token-2")


async def test_without_the_token_endpoint_the_old_token_serves_its_time_and_nothing_is_lost(
    vault, grant, target, clock, connected
):
    clock.move(595)
    target.fault = TokenUnavailable("no answer")
    assert await grant.access_token() == Secret("access-token-1")
    clock.move(5)
    with pytest.raises(TargetUnavailable, match="no answer") as refused:
        await grant.access_token()
    assert refused.value.retry_at == clock.now() + timedelta(seconds=5)
    assert target.calls == 1
    clock.move(3600)
    with pytest.raises(TargetUnavailable):
        await grant.access_token()
    row = await stored(vault, connected)
    assert (row.state, row.version, row.lease_owner) == ("active", 1, None)
    target.fault = None
    clock.move(10)
    assert await grant.access_token() == Secret("access-token-2")


@pytest.mark.parametrize("kind", ["old_token", "expired"])
async def test_a_grant_that_has_ended_is_given_up_and_not_asked_for_again(
    kind, vault, grant, elsewhere, target, clock, connected
):
    clock.move(600)
    target.fault = TokenRefused(kind, "The refresh token is no good.")
    for source in (grant, grant, elsewhere):
        with pytest.raises(ReauthorisationNeeded, match="connect again"):
            await source.access_token()
    assert target.calls == 1
    assert (await stored(vault, connected)).state == "revoked"


async def test_a_refused_app_is_not_the_end_of_the_grant(vault, grant, target, clock, connected):
    """The operator changed the client secret and registers the new one a little later."""
    clock.move(600)
    target.fault = TokenRefused("invalid", "invalid_request")
    for _ in range(2):
        with pytest.raises(ReauthorisationNeeded, match="the app or its grant"):
            await grant.access_token()
    assert target.calls == 1
    assert (await stored(vault, connected)).state == "active"
    target.fault = None
    clock.move(300)
    assert await grant.access_token() == Secret("access-token-2")


async def test_a_defect_in_the_endpoint_does_not_keep_the_lease(grant, target, clock):
    clock.move(600)
    target.fault = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        await grant.access_token()
    target.fault = None
    assert await grant.access_token() == Secret("access-token-2")


async def test_a_token_refused_when_it_may_be_refreshed_is_refreshed(grant, target, clock):
    target.fault = TokenRefused("too_early", "access_token not expired")
    clock.move(571)
    old = await grant.access_token()
    target.fault = None
    clock.move(10)
    assert await grant.refused(old) == Secret("access-token-2")


async def test_a_token_refused_before_its_time_ends_in_an_error_without_a_call_until_it_may_be_refreshed(
    vault, grant, target, clock, connected
):
    token = await grant.access_token()
    clock.move(60)
    for call in (grant.refused(token), grant.access_token(), grant.refused(token)):
        with pytest.raises(ReauthorisationNeeded, match="before its time"):
            await call
    assert target.calls == 0
    assert (await stored(vault, connected)).state == "active"
    clock.move(510)
    assert await grant.access_token() == Secret("access-token-2")


async def test_refused_by_the_api_and_too_early_for_the_endpoint_is_nobodys_fault(grant, target, clock):
    clock.move(570)
    target.fault = TokenRefused("too_early", "access_token not expired")
    token = await grant.access_token()
    with pytest.raises(TargetUnavailable):
        await grant.refused(token)
    assert target.calls == 1


async def test_many_refusals_of_one_token_refresh_once(grant, target, clock):
    old = await grant.access_token()
    clock.move(570)
    target.before.clear()
    callers = started(*(grant.refused(old) for _ in range(20)))
    await soon(target.called)
    target.before.set()
    assert {token.reveal() for token in await asyncio.gather(*callers)} == {"access-token-2"}
    assert target.calls == 1


async def test_a_second_consent_replaces_the_tokens_at_once(grant, elsewhere, target, connect):
    old = await grant.access_token()
    assert await elsewhere.access_token() == old
    await connect()
    assert await grant.access_token() == Secret("access-token-2")
    assert await elsewhere.refused(old) == Secret("access-token-2")
    assert target.calls == 0


async def test_a_second_consent_during_a_refresh_wins(vault, grant, target, clock, connect, connected):
    clock.move(575)
    target.after.clear()
    (caller,) = started(grant.access_token())
    await soon(target.called)
    await connect()
    target.after.set()
    assert await caller == target.live.access == Secret("access-token-3")
    assert (await stored(vault, connected)).version == 2


async def test_a_removed_connection_has_no_token(vault, grant, elsewhere, clock, connected):
    await elsewhere.access_token()
    await remove_connection(vault, connected.connection.id)
    with pytest.raises(ReauthorisationNeeded, match="removed"):
        await grant.access_token()
    clock.move(570)
    with pytest.raises(ReauthorisationNeeded, match="removed"):
        await elsewhere.access_token()


async def test_tokens_moved_to_another_grant_do_not_open(vault, grant, connect, connected, profile, target):
    other = await connect(user=User("u2", "Bo"))
    theirs = await stored(vault, other)
    async with writing(vault.engine) as connection:
        await connection.execute(
            update(grants)
            .where(grants.c.id == connected.connection.grant_id)
            .values(access_token_sealed=theirs.access_token_sealed)
        )
    with pytest.raises(SealBroken, match="another place"):
        await grant.access_token()


async def test_grants_at_rest_make_room_and_one_at_work_does_not(
    vault, grant, target, clock, connected, profile, monkeypatch
):
    monkeypatch.setattr("unibooks.vault.vault.MOST_GRANTS", 2)
    clock.move(570)
    target.after.clear()
    (asked,) = started(grant.access_token())
    await soon(target.called)
    for number in range(5):
        vault.grant_source(f"grant-{number}", profile, target)
    assert vault.grant_source(connected.connection.grant_id, profile, target) is grant
    assert len(vars(vault)["_grants"]) == 2
    target.after.set()
    await asked


async def test_one_pair_that_cannot_be_stored_at_the_end_does_not_lose_the_others(vault, grant):
    settled: list[str] = []

    async def fails() -> None:
        raise SealBroken("gone")

    async def takes_a_while() -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        settled.append("stored")

    class Source:
        def __init__(self, settle) -> None:
            self.settle = settle

    vars(vault)["_grants"] |= {"a": Source(fails), "b": Source(takes_a_while)}
    with pytest.raises(SealBroken):
        await vault.close()
    assert settled == ["stored"]
    for name in "ab":
        del vars(vault)["_grants"][name]
