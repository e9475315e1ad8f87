"""Changing the key under which everything is kept, while others work."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from unibooks.core.secret import Secret
from unibooks.store.engine import create_engine, reading, writing
from unibooks.store.tables import SEALED
from unibooks.vault import connections, rotation, systems, tenants
from unibooks.vault.authorisation import User, Wanted, account_key_of
from unibooks.vault.ring import KeyRing, new_key
from unibooks.vault.rotation import keys_in_use, rotate
from unibooks.vault.vault import Vault

OLD, NEW = new_key(), new_key()


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.parse(OLD)


@pytest.fixture
async def renewed(vault: Vault, database_url: str, clock):
    """The vault of a process that was started with the new ring."""
    opened = Vault(create_engine(database_url), KeyRing.parse(f"{NEW}\n{OLD}"), clock)
    yield opened
    await opened.close()


@pytest.fixture
async def filled(vault, tenant, connect):
    """Every kind of secret, several of some."""
    await tenants.renew_signing_secret(vault, tenant.id)
    return [await connect(user=User(f"u{n}", f"User {n}")) for n in range(7)]


def kid(key: str) -> str:
    return key.partition(":")[0]


async def sealed_values(vault: Vault) -> list[str]:
    found = []
    async with reading(vault.engine) as connection:
        for table, column in SEALED:
            found += [v for (v,) in await connection.execute(text(f"SELECT {column} FROM {table.name}")) if v]
    return found


async def test_everything_moves_and_means_the_same(vault, renewed, tenant, app, filled):
    before = {one.connection.id: one.account_key for one in filled}
    signing = await tenants.signing_secret(vault, tenant.id)
    count = len(await sealed_values(vault))
    moved = await rotate(renewed, batch=3)
    assert {one.place: one.done for one in moved} == {
        "tenants.signing_secret_sealed": 1,
        "systems.client_secret_sealed": 1,
        "grants.access_token_sealed": 7,
        "grants.refresh_token_sealed": 7,
        "connections.account_key_sealed": 7,
    }
    assert await keys_in_use(renewed) == {kid(NEW): count}
    alone = Vault(renewed.engine, KeyRing.parse(NEW), renewed.clock)
    for connection_id, key in before.items():
        assert await account_key_of(alone, connection_id) == key
        assert (await connections.connection_for(alone, key.reveal(), tenant)).id == connection_id
    assert await tenants.signing_secret(alone, tenant.id) == signing
    assert (await systems.app_for(alone, tenant.id, "exact-nl")).client_secret == app.client_secret
    assert sum(one.done for one in await rotate(renewed)) == 0, "a second rotation has nothing to do"


async def test_what_was_killed_goes_on(vault, renewed, filled, monkeypatch):
    done = 0
    again = rotation._again

    def dies(*given):
        nonlocal done
        done += 1
        if done > 10:
            raise KeyboardInterrupt
        return again(*given)

    monkeypatch.setattr(rotation, "_again", dies)
    with pytest.raises(KeyboardInterrupt):
        await rotate(renewed, batch=2)
    monkeypatch.undo()
    halfway = await keys_in_use(renewed)
    assert halfway[kid(OLD)] > 0
    assert halfway[kid(NEW)] > 0
    assert sum(one.done for one in await rotate(renewed)) == halfway[kid(OLD)]
    assert kid(OLD) not in await keys_in_use(renewed)


async def test_a_refresh_in_between_is_not_overwritten(vault, renewed, filled, monkeypatch):
    """The row changes between the reading and the exchange; the fresh pair stays."""
    grant = filled[0].connection.grant_id
    exchange, renewals = rotation.sealed.exchange, []

    async def late(connection, place, row_id, old, new, index):
        if place.name == "grants.refresh_token_sealed" and row_id == grant and not renewals:
            sealed = vault.ring.seal(Secret("fresh"), table="grants", row=grant, column="refresh_token_sealed")
            renewals.append(sealed)
            await connection.execute(
                text("UPDATE grants SET refresh_token_sealed = :new WHERE id = :id"), {"new": sealed, "id": grant}
            )
        return await exchange(connection, place, row_id, old, new, index)

    monkeypatch.setattr(rotation.sealed, "exchange", late)
    await rotate(renewed)
    async with reading(renewed.engine) as connection:
        (stored,) = (
            await connection.execute(text("SELECT refresh_token_sealed FROM grants WHERE id = :id"), {"id": grant})
        ).one()
    opened = renewed.ring.open(stored, table="grants", row=grant, column="refresh_token_sealed")
    assert opened == Secret("fresh")
    assert stored.startswith(renewed.ring.prefix), "the next pass took it"


async def test_grants_are_refreshed_while_it_runs(vault, renewed, tenant, connect, target, profile, clock):
    """Two processes with the new ring: one rotates and the other goes on working."""
    made = await connect(at=renewed)
    grant, key = made.connection.grant_id, made.account_key.reveal()
    for _ in range(5):
        clock.move(600)
        source = renewed.grant_source(grant, profile, target)
        _, token, found = await asyncio.gather(
            rotate(renewed, batch=1), source.access_token(), connections.connection_for(renewed, key, tenant)
        )
        assert token == target.live.access
        assert found.id == made.connection.id
    assert target.calls == 5


async def test_what_does_not_open_is_named_and_left(vault, renewed, filled):
    async with writing(vault.engine) as connection:
        await connection.execute(text("UPDATE tenants SET signing_secret_sealed = 'v1.lost.AAAA'"))
    moved = {one.place: one for one in await rotate(renewed)}
    assert moved["tenants.signing_secret_sealed"].done == 0
    (told,) = moved["tenants.signing_secret_sealed"].broken
    assert "'lost', which is not in the key ring" in told
    assert moved["connections.account_key_sealed"].done == 7
    assert (await keys_in_use(renewed))["lost"] == 1


async def test_a_key_whose_id_looks_like_another_is_another(vault, database_url, clock, tenant, connect):
    """`a_1` is no pattern that `aX1` fits, and upper case is not lower case."""
    bytes_of = "A" * 43 + "="
    first = Vault(create_engine(database_url), KeyRing.parse(f"aX1:{bytes_of}"), clock)
    await tenants.renew_signing_secret(first, tenant.id)
    for newest in ("a_1", "A_1", "a-1"):
        ring = KeyRing.parse(
            f"{newest}:{'B' * 43}=,aX1:{bytes_of},a_1:{'B' * 43}=,A_1:{'B' * 43}=".replace(f",{newest}:{'B' * 43}=", "")
        )
        moved = await rotate(Vault(first.engine, ring, clock))
        assert sum(one.done for one in moved) >= 1, newest
    await first.close()


async def test_the_connections_of_a_company(vault, connect, connected):
    """A user's second company is a second customer; the same company again is the same one."""
    first = await connect(Wanted(company_id="1"))
    assert first.account_key == connected.account_key, "the one without a company takes this one"
    second = await connect(Wanted(company_id="2"))
    assert second.account_key != first.account_key
    assert (await connect(Wanted(company_id="1"))).account_key == first.account_key
    assert (await connect(Wanted(company_id="2"))).account_key == second.account_key
    unnamed = await connect()
    assert unnamed.connection.company_id is None, "among several nobody guesses"
    assert unnamed.account_key not in (first.account_key, second.account_key)
    assert len({one.grant_id for one in await connections.list_connections(vault)}) == 1
