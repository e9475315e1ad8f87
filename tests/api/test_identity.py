"""Who may ask for what, and what somebody is told who may not."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import event
from tests.api.conftest import Client
from tests.api.memory_books import Books, memory_connector

from unibooks.accounting.registry import RESOURCES
from unibooks.api.services import Services
from unibooks.core.secret import Secret
from unibooks.vault import connections, systems, tenants
from unibooks.vault.vault import Tenant

PATHS = [
    ("GET", "/accounting/accounts"),
    ("GET", "/accounting/bills/x"),
    ("POST", "/accounting/bills"),
    ("POST", "/accounting/passThrough"),
    ("GET", "/accounting/bills/x/document"),
    ("GET", "/auth/companies"),
    ("GET", "/auth/environments"),
]


@pytest.mark.parametrize(("method", "path"), [*PATHS, ("GET", "/auth/memory-nl")])
@pytest.mark.parametrize("key", [None, "", "ub_live_nobody"])
async def test_without_a_known_api_key_it_is_403(api: Client, books: Books, method: str, path: str, key) -> None:
    api.keys.pop("X-API-KEY")
    reply = await api.call(method, path, headers={} if key is None else {"X-API-KEY": key})
    assert (reply.status, reply.errors["code"]) == (403, "UNKNOWN_API_KEY")
    assert "connectUrl" not in reply.errors
    assert books.seen == []


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_without_a_known_account_key_it_is_401_with_a_fresh_link(
    api: Client, books: Books, method: str, path: str
) -> None:
    links = []
    for key in ("", "made-up"):
        reply = await api.call(method, path, headers={"X-ACCOUNT-KEY": key})
        assert (reply.status, reply.errors["code"]) == (401, "UNKNOWN_ACCOUNT_KEY")
        links.append(parse_qs(urlsplit(reply.errors["connectUrl"]).query))
    assert links[0]["redirect_uri"] == ["https://unibooks.example/auth/callback/memory-nl"]
    assert links[0]["state"] != links[1]["state"]
    assert books.seen == []


async def test_no_link_is_guessed_where_two_systems_are_registered(
    api: Client, services: Services, tenant: Tenant, books: Books
) -> None:
    services.connectors["other"] = memory_connector(books, system="other")
    await systems.register_system(services.vault, tenant.id, "other", "app-2", Secret("hush"))
    reply = await api.get("/accounting/accounts", headers={"X-ACCOUNT-KEY": "made-up"})
    assert reply.status == 401
    assert "connectUrl" not in reply.errors


async def test_the_account_key_of_another_tenant_is_unknown(api: Client, services: Services) -> None:
    stranger = await tenants.create_tenant(services.vault, "Stranger")
    _, key = await tenants.create_api_key(services.vault, stranger.id)
    reply = await api.get("/accounting/accounts", headers={"X-API-KEY": key.reveal()})
    assert reply.status == 401
    assert "connectUrl" not in reply.errors


async def test_a_superfluous_account_key_never_hurts(api: Client) -> None:
    for key in (api.keys["X-ACCOUNT-KEY"], "made-up"):
        reply = await api.get("/auth/memory-nl", headers={"X-ACCOUNT-KEY": key})
        assert reply.status == 200
        assert (await api.get("/health", headers={"X-ACCOUNT-KEY": key})).status == 200


async def test_a_revoked_key_ends_at_once(api: Client, services: Services, tenant: Tenant) -> None:
    assert (await api.get("/accounting/accounts")).status == 200
    (key,) = await tenants.list_api_keys(services.vault, tenant.id)
    await tenants.revoke_api_key(services.vault, key.id)
    assert (await api.get("/accounting/accounts")).status == 403


async def test_a_removed_connection_ends_at_once(api: Client, services: Services) -> None:
    assert (await api.get("/accounting/accounts")).status == 200
    (linked,) = await connections.list_connections(services.vault)
    await connections.remove_connection(services.vault, linked.id)
    assert (await api.get("/accounting/accounts")).status == 401


async def test_a_token_is_not_sent_to_another_host_or_by_another_app(
    api: Client, services: Services, tenant: Tenant, books: Books
) -> None:
    await systems.register_system(services.vault, tenant.id, "memory-nl", "app-9", Secret("hush"))
    reply = await api.get("/accounting/accounts")
    assert (reply.status, reply.errors["code"]) == (401, "REAUTHORISATION_NEEDED")
    assert "client_id=app-9" in reply.errors["connectUrl"]
    assert books.seen == []


async def test_a_repeated_request_reads_no_database(api: Client, services: Services) -> None:
    await api.get("/accounting/accounts")
    statements: list[str] = []
    event.listen(services.vault.engine.sync_engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    await api.get("/accounting/accounts")
    await api.post("/accounting/suppliers", {"contactType": "COMPANY"})
    assert statements == []


async def test_what_the_target_lacks_is_405(api: Client, services: Services, books: Books) -> None:
    services.connectors["memory-nl"] = memory_connector(books, without=[r.name for r in RESOURCES])
    for method, path in PATHS[:3]:
        reply = await api.call(method, path, data="{}" if method == "POST" else None)
        assert (reply.status, reply.errors["code"]) == (405, "NOT_OFFERED")
        assert "Allow" in reply.headers


async def test_what_one_connection_learnt_is_kept_for_it_alone(services: Services, keys) -> None:
    (linked,) = await connections.list_connections(services.vault)
    first, second = await services.session(linked), await services.session(linked)
    assert first.kept is second.kept
    assert first.warnings is not second.warnings
    assert first.company_id == "1001"
    assert (await services.session(linked, "1002")).company_id == "1002"
    await services.close()
