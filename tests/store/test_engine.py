from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.store.engine import create_engine, database_file, database_url, reading, writing
from unibooks.store.tables import api_keys, tenants

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///a/b.db", "sqlite+aiosqlite:///a/b.db"),
        ("postgres://me@db/books", "postgresql+psycopg://me@db/books"),
        ("postgresql://me@db/books", "postgresql+psycopg://me@db/books"),
    ],
)
def test_an_address_gets_our_driver(given: str, used: str):
    assert str(database_url(given)) == used


@pytest.mark.parametrize("given", ["books.db", "mysql://root:hunter2@db/x", "sqlite://", "sqlite:///:memory:"])
def test_an_address_we_cannot_use_is_refused_with_a_cure(given: str):
    with pytest.raises(ValueError, match="sqlite") as refused:
        database_url(given)
    assert "hunter2" not in str(refused.value)


def test_only_sqlite_is_a_file():
    assert database_file("sqlite:///a/b.db") == Path("a/b.db")
    assert database_file("postgresql://me@db/books") is None


async def test_sqlite_survives_a_power_cut_and_waits_for_its_turn(tmp_path: Path):
    engine = create_engine(f"sqlite:///{tmp_path}/x.db")
    async with reading(engine) as connection:
        found = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]
    await engine.dispose()
    assert found == ["wal", 2, 30000, 1]


async def test_instants_come_back_aware_and_sort_by_time(engine: AsyncEngine):
    far = timezone(timedelta(hours=-7))
    instants = [
        datetime(999, 1, 1, tzinfo=UTC),
        datetime(2026, 1, 5, 9, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 1, 5, 2, 1, tzinfo=far),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ]
    async with writing(engine) as connection:
        for number, instant in enumerate(reversed(instants)):
            await connection.execute(insert(tenants).values(id=str(number), name=str(number), created_at=instant))
    async with reading(engine) as connection:
        found = (await connection.execute(select(tenants.c.created_at).order_by(tenants.c.created_at))).scalars()
        assert list(found) == instants
    async with reading(engine) as connection:
        later = select(tenants.c.id).where(tenants.c.created_at > datetime(2026, 1, 5, 9, 0, 30, tzinfo=UTC))
        assert len(list(await connection.execute(later))) == 2


async def test_an_instant_without_a_zone_is_refused(engine: AsyncEngine):
    async with writing(engine) as connection:
        with pytest.raises(StatementError, match="zone"):
            await connection.execute(insert(tenants).values(id="1", name="a", created_at=NOW.replace(tzinfo=None)))


async def write_half(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await connection.execute(insert(tenants).values(id="1", name="a", created_at=NOW))
        await connection.execute(
            insert(api_keys).values(id="1", tenant_id="absent", hash="h", label="", created_at=NOW)
        )


async def test_an_error_leaves_nothing_written(engine: AsyncEngine):
    with pytest.raises(IntegrityError):
        await write_half(engine)
    async with reading(engine) as connection:
        assert (await connection.execute(select(tenants.c.id))).first() is None
