from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unibooks.cli.doctor import Finding, Level, examine
from unibooks.cli.opening import opened
from unibooks.cli.presented import Registered
from unibooks.cli.sandboxes import sandbox_app
from unibooks.core.clock import MovableClock, SystemClock
from unibooks.core.secret import Secret
from unibooks.sandbox.exact import running
from unibooks.settings import Settings, load
from unibooks.store.engine import create_engine, writing
from unibooks.store.migrate import migrate
from unibooks.vault.ring import new_key
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_tenant

NOBODY = "http://127.0.0.1:1"


@pytest.fixture
async def exact() -> AsyncIterator[str]:
    """A sandbox's address."""
    async with running(sandbox_app(Registered("id", Secret("secret"), ()), SystemClock())[0]) as url:
        yield url


async def _installed(database_url: str, folder: Path, **more: str) -> Settings:
    """Settings of an installation with a database, a key ring and one app."""
    settings = load(
        **{
            "database_url": database_url,
            "vault_keys_file": folder / "keys",
            "exact_url": NOBODY,
            "public_url": "https://books.example.com",
            **more,
        }
    )
    await migrate(database_url)
    async with opened(settings) as vault:
        tenant = await create_tenant(vault, "Acme")
        await register_system(vault, tenant.id, "exact-nl", "id-1", Secret("s3cret"))
    return settings


async def _found(settings: Settings, clock: MovableClock | None = None) -> dict[str, Finding]:
    return {finding.what.split()[0]: finding for finding in await examine(settings, clock)}


async def test_nothing_to_complain_of(empty_database_url: str, folder: Path, exact: str) -> None:
    settings = await _installed(empty_database_url, folder, exact_url=exact)
    found = await _found(settings)
    assert {name: one.level for name, one in found.items()} == dict.fromkeys(
        ("database", "migrations", "key", "apps", "public", "reach", "clock"), Level.OK
    )
    assert not any(one.cure for one in found.values())


async def test_a_new_folder(folder: Path) -> None:
    found = await _found(load(exact_url=NOBODY))
    assert found["database"].level is Level.FAIL
    assert "unibooks migrate" in found["database"].cure
    assert found["key"].level is Level.FAIL
    assert not (folder / ".unibooks").exists(), "looking must not make anything"


async def test_a_database_that_does_not_answer(folder: Path) -> None:
    found = await _found(load(exact_url=NOBODY, database_url="postgresql://books:hush@127.0.0.1:1/books"))
    assert found["database"].level is Level.FAIL
    assert "127.0.0.1" in found["database"].found
    assert "hush" not in str(found)


async def test_a_schema_of_another_version(empty_database_url: str, folder: Path) -> None:
    settings = await _installed(empty_database_url, folder)
    engine = create_engine(empty_database_url)
    async with writing(engine) as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    await engine.dispose()
    found = await _found(settings)
    assert found["migrations"].level is Level.FAIL
    assert found["migrations"].cure == "Run `unibooks migrate`."


async def test_a_ring_without_the_key_of_the_stored_secrets(empty_database_url: str, folder: Path) -> None:
    settings = await _installed(empty_database_url, folder)
    (folder / "keys").write_text(new_key() + "\n")
    found = await _found(settings)
    assert found["key"].level is Level.OK
    assert found["apps"].level is Level.FAIL
    assert "not in the key ring" in found["apps"].found


async def test_no_app_yet(empty_database_url: str, folder: Path) -> None:
    settings = load(database_url=empty_database_url, vault_keys_file=folder / "keys", exact_url=NOBODY)
    await migrate(empty_database_url)
    async with opened(settings):
        pass
    assert (await _found(settings))["apps"].level is Level.WARN


async def test_a_host_out_of_reach(empty_database_url: str, folder: Path) -> None:
    found = await _found(await _installed(empty_database_url, folder))
    assert found["reach"].level is Level.FAIL
    assert "clock" not in found


@pytest.mark.parametrize(("minutes", "word"), [(5, "ahead"), (-5, "behind")])
async def test_a_clock_that_is_wrong(
    empty_database_url: str, folder: Path, exact: str, minutes: int, word: str
) -> None:
    settings = await _installed(empty_database_url, folder, exact_url=exact)
    found = await _found(settings, MovableClock(datetime.now(UTC) + timedelta(minutes=minutes)))
    assert found["clock"].level is Level.FAIL
    assert word in found["clock"].found


@pytest.mark.parametrize(
    ("public_url", "exact_url", "level"),
    [
        ("http://127.0.0.1:8000", NOBODY, Level.OK),
        ("http://127.0.0.1:8000", None, Level.WARN),
        ("https://books.example.com", None, Level.OK),
    ],
)
async def test_the_public_url(
    folder: Path, monkeypatch: pytest.MonkeyPatch, public_url: str, exact_url: str | None, level: Level
) -> None:
    from unibooks.cli.doctor import _public_url

    given = {"public_url": public_url} | ({"exact_url": exact_url} if exact_url else {})
    assert _public_url(load(**given)).level is level


async def test_what_is_unwise_is_said(folder: Path) -> None:
    found = await _found(load(exact_url=NOBODY, public_url="http://books.example.com"))
    assert found["settings"].level is Level.WARN
    assert "UNIBOOKS_PUBLIC_URL" in found["settings"].found
