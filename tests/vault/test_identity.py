from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event

from unibooks.core.errors import InvalidRequest, UnknownAccountKey, UnknownApiKey
from unibooks.core.secret import Secret
from unibooks.vault import connections, systems, tenants
from unibooks.vault.keys import digest
from unibooks.vault.memory import MOST, Memory


async def test_a_key_is_shown_once_and_names_its_tenant(vault, tenant):
    key, text = await tenants.create_api_key(vault, tenant.id, "build server")
    assert text.reveal().startswith("ub_live_")
    assert len(text.reveal()) == 51
    assert await tenants.authenticate(vault, text.reveal()) == tenant
    assert await tenants.list_api_keys(vault, tenant.id) == [key]
    assert text.reveal() not in repr(key)


@pytest.mark.parametrize("key", ["", "ub_live_", "ub_live_" + "x" * 43, "é" * 10_000])
async def test_an_unknown_key_is_refused_without_being_quoted(vault, tenant, key: str):
    with pytest.raises(UnknownApiKey) as refused:
        await tenants.authenticate(vault, key)
    assert not key or key not in str(refused.value)


@pytest.mark.parametrize("by_text", [True, False])
async def test_a_revoked_key_ends_here_at_once_and_elsewhere_within_half_a_minute(
    vault, other_vault, tenant, clock, by_text: bool
):
    key, text = await tenants.create_api_key(vault, tenant.id)
    for process in (vault, other_vault):
        await tenants.authenticate(process, text.reveal())
    revoked = await tenants.revoke_api_key(vault, text.reveal() if by_text else key.id)
    assert (revoked.id, revoked.revoked_at) == (key.id, clock.now())
    with pytest.raises(UnknownApiKey):
        await tenants.authenticate(vault, text.reveal())
    assert await tenants.authenticate(other_vault, text.reveal()) == tenant
    clock.move(30)
    with pytest.raises(UnknownApiKey):
        await tenants.authenticate(other_vault, text.reveal())
    with pytest.raises(InvalidRequest, match="no live API key"):
        await tenants.revoke_api_key(vault, key.id)


async def test_a_known_caller_costs_no_read(vault, tenant, connected):
    _, text = await tenants.create_api_key(vault, tenant.id)

    async def call() -> None:
        caller = await tenants.authenticate(vault, text.reveal())
        await connections.connection_for(vault, connected.account_key.reveal(), caller)
        await systems.app_for(vault, caller.id, "exact-nl")

    await call()
    read: list[str] = []
    event.listen(vault.engine.sync_engine, "before_cursor_execute", lambda *seen: read.append(seen[2]))
    await call()
    assert read == []


async def test_an_account_key_names_a_connection_of_its_own_tenant_only(vault, tenant, connected):
    key = connected.account_key.reveal()
    assert await connections.connection_for(vault, key, tenant) == connected.connection
    stranger = await tenants.create_tenant(vault, "Stranger")
    for wrong, caller in [(key, stranger), ("", tenant), ("x" * 43, tenant)]:
        with pytest.raises(UnknownAccountKey, match="connect again"):
            await connections.connection_for(vault, wrong, caller)


async def test_a_tenant_has_a_name_of_its_own(vault, tenant):
    assert (await tenants.find_tenant(vault, "Acme")) == tenant == (await tenants.find_tenant(vault, tenant.id))
    assert await tenants.list_tenants(vault) == [tenant]
    for name in ("Acme", " Acme ", "", "  "):
        with pytest.raises(InvalidRequest, match="name"):
            await tenants.create_tenant(vault, name)
    with pytest.raises(InvalidRequest, match="unibooks tenant list"):
        await tenants.find_tenant(vault, "Nobody")


async def test_a_tenant_says_where_its_customers_return_to(vault, tenant):
    _, text = await tenants.create_api_key(vault, tenant.id)
    await tenants.authenticate(vault, text.reveal())
    await tenants.set_callback_urls(vault, tenant.id, "https://app.example/done", "https://app.example/no")
    known = await tenants.authenticate(vault, text.reveal())
    assert (known.callback_url, known.cancel_callback_url) == ("https://app.example/done", "https://app.example/no")
    with pytest.raises(InvalidRequest) as refused:
        await tenants.set_callback_urls(vault, tenant.id, "javascript:alert(1)", "/relative")
    assert [fault.field for fault in refused.value.faults] == ["callbackUrl", "cancelCallbackUrl"]


async def test_a_signing_secret_is_made_when_it_is_wanted_and_stays_until_it_is_renewed(vault, tenant):
    assert await tenants.signing_secret(vault, tenant.id) is None
    first = await tenants.renew_signing_secret(vault, tenant.id)
    assert await tenants.signing_secret(vault, tenant.id) == first
    renewed = await tenants.renew_signing_secret(vault, tenant.id)
    assert renewed != first
    assert await tenants.signing_secret(vault, tenant.id) == renewed


async def test_an_app_is_registered_replaced_and_deleted(vault, tenant, app, clock):
    assert await systems.app_for(vault, tenant.id, "exact-nl") == app
    changed = await systems.register_system(vault, tenant.id, "exact-nl", "client-2 ", Secret(" secret-2\n"))
    assert (changed.id, changed.client_id, changed.client_secret) == (app.id, "client-2", Secret("secret-2"))
    assert await systems.list_systems(vault, tenant.id) == [changed]
    assert "secret-2" not in repr(changed)
    assert await systems.app_for(vault, tenant.id, "exact-nl") == changed
    await systems.delete_registered_system(vault, tenant.id, "exact-nl")
    with pytest.raises(InvalidRequest, match="unibooks system register"):
        await systems.app_for(vault, tenant.id, "exact-nl")
    with pytest.raises(InvalidRequest) as refused:
        await systems.register_system(vault, tenant.id, "exact-nl", " ", Secret(""))
    assert [fault.field for fault in refused.value.faults] == ["clientId", "clientSecret"]


async def test_an_app_that_is_registered_twice_at_once_is_there_once(vault, other_vault, tenant):
    both = [systems.register_system(one, tenant.id, "exact-nl", "client", Secret("s")) for one in (vault, other_vault)]
    first, second = await asyncio.gather(*both)
    assert first.id == second.id
    assert len(await systems.list_systems(vault, tenant.id)) == 1


async def test_memory_forgets_the_oldest_and_what_was_forgotten_while_being_read(clock):
    memory: Memory[int] = Memory(clock)

    async def find(value: int) -> int:
        return value

    for number in range(MOST + 1):
        await memory.recall(str(number), lambda number=number: find(number))
    assert await memory.recall("0", lambda: find(-1)) == -1
    assert await memory.recall(str(MOST), lambda: find(-1)) == MOST

    async def find_while_forgetting() -> int:
        memory.forget()
        return 1

    assert await memory.recall("a", find_while_forgetting) == 1
    assert await memory.recall("a", lambda: find(2)) == 2


def test_a_digest_does_not_hold_the_key():
    assert len(digest(Secret("ub_live_x"))) == 64
