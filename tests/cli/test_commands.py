from __future__ import annotations

import asyncio
import io
import re
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from unibooks.cli.opening import opened
from unibooks.core.errors import UnknownApiKey
from unibooks.settings import load
from unibooks.store.engine import create_engine, writing
from unibooks.vault.systems import app_for
from unibooks.vault.tenants import authenticate, find_tenant
from unibooks.vault.vault import Tenant, key_ring

SECRET = "s3cret-of-the-app"


@pytest.fixture(autouse=True)
def database(folder: Path, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every command runs on a database that does not exist yet, or is empty."""
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", empty_database_url)
    return empty_database_url


def _tenant_of(key: str) -> Tenant:
    async def ask() -> Tenant:
        async with opened(load()) as vault:
            return await authenticate(vault, key)

    return asyncio.run(ask())


def test_a_key_opens_until_it_is_revoked(unibooks: Command) -> None:
    assert unibooks("tenant", "create", "Acme").code == 0
    made = unibooks("key", "create", "Acme", "--label", "production")
    key = made.out.strip()  # nothing else on standard output: it can be piped on
    assert _tenant_of(key).name == "Acme"

    listed = unibooks("key", "list", "Acme").out
    assert "production" in listed
    assert key not in listed
    key_id = re.search(r"[0-9a-f-]{36}", made.err)
    assert key_id is not None
    assert unibooks("key", "revoke", key_id[0]).code == 0
    with pytest.raises(UnknownApiKey):
        _tenant_of(key)


def test_tenants_are_listed(unibooks: Command) -> None:
    assert "unibooks tenant create" in unibooks("tenant", "list").out
    unibooks("tenant", "create", "Acme")
    unibooks("tenant", "create", "Borealis")
    lines = unibooks("tenant", "list").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["Acme", "Borealis"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("key", "create", "Nobody"), "no tenant 'Nobody'"),
        (("key", "revoke", "none"), "no live API key"),
        (("connection", "remove", "none"), "no connection none"),
        (("tenant", "create", "  "), "needs a name"),
        (("system", "register", "exact-xx", "--tenant", "Acme", "--client-id", "1"), "exact-nl"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_is_answered_with_a_sentence(unibooks: Command, arguments: tuple[str, ...], said: str) -> None:
    told = unibooks(*arguments)
    assert told.code in (1, 2)
    assert said in told.err
    assert "Traceback" not in told.err


def test_the_client_secret_comes_from_standard_input(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    unibooks("tenant", "create", "Acme")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SECRET}\n"))
    told = unibooks(
        "system", "register", "exact-nl", "--tenant", "Acme", "--client-id", "id-1", "--client-secret-stdin"
    )
    assert told.code == 0
    assert "http://127.0.0.1:8000/auth/callback/exact-nl" in told.out
    assert SECRET not in told.out + told.err

    async def stored() -> str:
        async with opened(load()) as vault:
            tenant = await find_tenant(vault, "Acme")
            return (await app_for(vault, tenant.id, "exact-nl")).client_secret.reveal()

    assert asyncio.run(stored()) == SECRET
    listed = unibooks("system", "list", "--tenant", "Acme").out
    assert "id-1" in listed
    assert "***" in listed
    assert SECRET not in listed


def test_the_client_secret_comes_from_the_environment(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    unibooks("tenant", "create", "Acme")
    monkeypatch.setenv("UNIBOOKS_CLIENT_SECRET", SECRET)
    assert unibooks("system", "register", "exact-nl", "--tenant", "Acme", "--client-id", "id-1").code == 0


def test_no_option_takes_the_client_secret(unibooks: Command) -> None:
    told = unibooks("system", "register", "exact-nl", "--tenant", "A", "--client-id", "1", "--client-secret", "x")
    assert told.code == 2


def test_connections_are_listed(unibooks: Command) -> None:
    assert unibooks("connection", "list").out == "No connection yet.\n"


def test_a_database_of_another_version_is_left_alone(unibooks: Command, database: str) -> None:
    unibooks("migrate")

    async def age() -> None:
        engine = create_engine(database)
        async with writing(engine) as connection:
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        await engine.dispose()

    asyncio.run(age())
    told = unibooks("tenant", "list")
    assert told.code == 1
    assert "unibooks migrate" in told.err


def test_settings_show_source_and_hide_secrets(
    unibooks: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("UNIBOOKS_PORT=8123\n")
    unibooks("tenant", "create", "Acme")
    keys = (folder / ".unibooks" / "vault.keys").read_text().strip()
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS", keys)
    told = unibooks("settings").out
    assert re.search(r"UNIBOOKS_PORT +8123 +\.env", told)
    assert re.search(r"UNIBOOKS_VAULT_KEYS +\*\*\* +environment", told)
    assert re.search(r"UNIBOOKS_HOST +127\.0\.0\.1 +default", told)
    assert keys.partition(":")[2] not in told


def test_a_setting_that_cannot_be_used_is_named(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIBOOKS_PORT", "eighty")
    told = unibooks("settings")
    assert told.code == 1
    assert "UNIBOOKS_PORT" in told.err


def test_a_broken_key_ring_is_named_without_its_key(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS", "k1:bm90IGEga2V5")
    told = unibooks("tenant", "list")
    assert told.code == 1
    assert "k1" in told.err
    assert "bm90IGEga2V5" not in told.err


def test_a_database_that_does_not_answer_is_named(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", "postgresql://books:hush@127.0.0.1:1/books")
    told = unibooks("tenant", "list")
    assert told.code == 1
    assert "cannot be used" in told.err
    assert "hush" not in told.err


def test_the_key_ring_is_made_once(unibooks: Command, folder: Path) -> None:
    unibooks("tenant", "create", "Acme")
    first = key_ring(load(), create=False).key_ids
    unibooks("tenant", "create", "Borealis")
    assert key_ring(load(), create=False).key_ids == first
    assert (folder / ".unibooks" / "vault.keys").stat().st_mode & 0o077 == 0
