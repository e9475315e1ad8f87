from __future__ import annotations

import asyncio
import hashlib
import hmac
from dataclasses import replace

import pytest
from sqlalchemy import text

from unibooks.core.errors import InvalidRequest, UnknownAccountKey
from unibooks.store.engine import database_file, reading
from unibooks.store.tables import SEALED, metadata
from unibooks.vault import connections, tenants
from unibooks.vault.authorisation import (
    User,
    Wanted,
    account_key_of,
    begin_authorisation,
    finish_authorisation,
    take_authorisation,
)


async def test_a_state_is_good_once_and_brings_back_what_was_wanted(vault, tenant):
    await tenants.renew_signing_secret(vault, tenant.id)
    wanted = Wanted("https://app.example/done?session=1", "https://app.example/no", True, True, "42")
    wanted = replace(wanted, webhook_callback_url="https://app.example/hook")
    state = await begin_authorisation(vault, tenant, "exact-nl", wanted)
    taken = await take_authorisation(vault, state.reveal())
    assert (taken.tenant_id, taken.target_system, taken.wanted) == (tenant.id, "exact-nl", wanted)
    for used in (state.reveal(), "made up", ""):
        with pytest.raises(InvalidRequest, match="start again"):
            await take_authorisation(vault, used)


async def test_of_two_who_return_with_one_state_one_gets_on(vault, other_vault, tenant):
    state = await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    both = [take_authorisation(process, state.reveal()) for process in (vault, other_vault)]
    ends = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["Authorisation", "InvalidRequest"]


async def test_a_state_is_good_for_fifteen_minutes(vault, tenant, clock):
    state = await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    clock.move(899)
    await take_authorisation(vault, state.reveal())
    state = await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    clock.move(900)
    with pytest.raises(InvalidRequest, match="15 minutes"):
        await take_authorisation(vault, state.reveal())


async def test_states_that_nobody_came_back_with_are_dropped(vault, tenant, clock):
    for _ in range(3):
        await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    clock.move(900)
    await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    async with reading(vault.engine) as connection:
        assert (await connection.execute(text("SELECT count(*) FROM authorisations"))).scalar() == 1


async def test_without_pages_to_return_to_the_tenants_own_are_used(vault, tenant):
    await tenants.set_callback_urls(vault, tenant.id, "https://app.example/done", "https://app.example/no")
    tenant = await tenants.find_tenant(vault, tenant.id)
    state = await begin_authorisation(vault, tenant, "exact-nl", Wanted(callback_url="https://other.example"))
    wanted = (await take_authorisation(vault, state.reveal())).wanted
    assert (wanted.callback_url, wanted.cancel_callback_url) == ("https://other.example", "https://app.example/no")


async def test_what_cannot_be_wanted_is_refused_before_anybody_is_sent_out(vault, tenant, connected):
    with pytest.raises(InvalidRequest) as refused:
        await begin_authorisation(vault, tenant, "exact-nl", Wanted("app.example", "data:text/html,x"))
    assert [fault.field for fault in refused.value.faults] == ["callbackUrl", "cancelCallbackUrl"]
    stranger = await tenants.create_tenant(vault, "Stranger")
    repair = Wanted(connection_id=connected.connection.id)
    for caller, system in [(stranger, "exact-nl"), (tenant, "exact-de")]:
        with pytest.raises(InvalidRequest, match="no such connection"):
            await begin_authorisation(vault, caller, system, repair)


async def test_a_connection_carries_what_the_consent_said(connected, tenant, clock):
    link = connected.connection
    assert (link.tenant_id, link.target_system, link.company_id) == (tenant.id, "exact-nl", None)
    assert (link.host, link.client_id, link.user_id) == ("start.example", "client-1", "u1")
    assert (link.user_name, link.state, link.created_at) == ("Ada Bakker", "active", clock.now())
    assert connected.signature is None
    assert connected.account_key.reveal() not in repr(connected)


async def test_connecting_again_keeps_the_account_key(vault, connect, connected, clock):
    clock.move(3600)
    again = await connect(Wanted(company_id="42"), User("u1", "Ada de Vries"))
    assert again.account_key == connected.account_key == await account_key_of(vault, again.connection.id)
    assert (again.connection.id, again.connection.company_id) == (connected.connection.id, "42")
    assert (again.connection.user_name, again.connection.connected_at) == ("Ada de Vries", clock.now())
    assert (await connect()).connection.company_id == "42"
    assert len(await connections.list_connections(vault)) == 1


async def test_another_user_gets_another_connection_unless_one_is_to_be_repaired(
    vault, tenant, connect, connected, clock
):
    clock.move(1)
    other = await connect(user=User("u2", "Bo"))
    assert other.account_key != connected.account_key
    repaired = await connect(Wanted(connection_id=connected.connection.id), User("u3", "Cas"))
    assert repaired.account_key == connected.account_key
    assert (repaired.connection.id, repaired.connection.user_id) == (connected.connection.id, "u3")
    assert [link.user_id for link in await connections.list_connections(vault, tenant.id)] == ["u3", "u2"]
    assert await grant_count(vault) == 2


async def test_tenants_that_share_an_app_and_a_user_share_the_grant(vault, connect, connected):
    stranger = await tenants.create_tenant(vault, "Stranger")
    other = await connect(of=stranger)
    assert other.account_key != connected.account_key
    assert other.connection.grant_id == connected.connection.grant_id
    await connections.remove_connection(vault, connected.connection.id)
    assert await grant_count(vault) == 1
    await connections.remove_connection(vault, other.connection.id)
    assert await grant_count(vault) == 0


async def test_two_consents_of_one_user_at_once_make_one_connection(vault, other_vault, connect):
    both = await asyncio.gather(connect(at=vault), connect(at=other_vault))
    assert both[0].account_key == both[1].account_key
    assert len(await connections.list_connections(vault)) == 1


async def test_a_removed_connection_is_unknown_at_once_and_elsewhere_within_half_a_minute(
    vault, other_vault, tenant, connect, connected, clock
):
    key = connected.account_key.reveal()
    for process in (vault, other_vault):
        await connections.connection_for(process, key, tenant)
    assert (await connections.remove_connection(vault, connected.connection.id)).id == connected.connection.id
    with pytest.raises(UnknownAccountKey):
        await connections.connection_for(vault, key, tenant)
    clock.move(30)
    with pytest.raises(UnknownAccountKey):
        await connections.connection_for(other_vault, key, tenant)
    with pytest.raises(InvalidRequest, match="unibooks connection list"):
        await connections.remove_connection(vault, connected.connection.id)
    with pytest.raises(InvalidRequest, match="no such connection"):
        await account_key_of(vault, connected.connection.id)
    assert (await connect()).account_key.reveal() != key


async def test_a_connection_removed_while_its_user_consents_is_not_made_again(
    vault, tenant, app, target, connected, profile
):
    repair = Wanted(connection_id=connected.connection.id)
    state = await begin_authorisation(vault, tenant, "exact-nl", repair)
    taken = await take_authorisation(vault, state.reveal())
    await connections.remove_connection(vault, connected.connection.id)
    with pytest.raises(InvalidRequest, match="no such connection"):
        await finish_authorisation(vault, taken, app, profile.host, User("u1", "Ada"), target.issue())
    assert await grant_count(vault) == 0


async def test_a_company_is_chosen(vault, tenant, connected):
    key = connected.account_key.reveal()
    await connections.connection_for(vault, key, tenant)
    await connections.choose_company(vault, connected.connection.id, "42")
    assert (await connections.connection_for(vault, key, tenant)).company_id == "42"


async def test_a_redirect_is_signed_when_it_was_wanted(vault, tenant, connect):
    with pytest.raises(InvalidRequest, match="signing-secret first"):
        await connect(Wanted(include_signature=True))
    secret = await tenants.renew_signing_secret(vault, tenant.id)
    connected = await connect(Wanted(include_signature=True))
    expected = hmac.new(secret.reveal().encode(), connected.account_key.reveal().encode(), hashlib.sha256)
    assert connected.signature == expected.hexdigest()


async def test_no_secret_can_be_read_from_the_database(vault, tenant, connect, target, profile, clock, database_url):
    _, api_key = await tenants.create_api_key(vault, tenant.id)
    signing = await tenants.renew_signing_secret(vault, tenant.id)
    connected = await connect(Wanted(include_signature=True))
    state = await begin_authorisation(vault, tenant, "exact-nl", Wanted())
    first = target.live
    clock.move(570)
    await vault.grant_source(connected.connection.grant_id, profile, target).access_token()
    secrets = [api_key, connected.account_key, state, signing]
    secrets += [first.access, first.refresh, target.live.access, target.live.refresh]
    written = [secret.reveal() for secret in secrets] + ["client-secret-1"]
    for table, column in SEALED:
        async with reading(vault.engine) as connection:
            values = (await connection.execute(table.select())).mappings().all()
        assert all(row[column].startswith("v1.") for row in values), (table.name, column)
        assert values, table.name
    await vault.engine.dispose()
    stored = await everything(vault, database_url)
    assert b"Ada Bakker" in stored
    assert [secret for secret in written if secret.encode() in stored] == []


async def everything(vault, database_url: str) -> bytes:
    """Every byte of the SQLite files, every row of PostgreSQL."""
    file = database_file(database_url)
    if file is not None:
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    async with reading(vault.engine) as connection:
        rows = [
            str(value)
            for table in metadata.sorted_tables
            for value in (await connection.execute(text(f"SELECT t::text FROM {table.name} t"))).scalars()
        ]
    return "\n".join(rows).encode()


async def grant_count(vault) -> int:
    async with reading(vault.engine) as connection:
        return (await connection.execute(text("SELECT count(*) FROM grants"))).scalar()
