from __future__ import annotations

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.store.engine import create_engine, database_file, reading
from unibooks.store.migrate import migrate, migration_state, newest
from unibooks.store.tables import metadata


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_migrations_make_what_the_tables_say(engine: AsyncEngine):
    async with reading(engine) as connection:
        assert await connection.run_sync(differences) == []
        assert len(await connection.run_sync(lambda c: inspect(c).get_table_names())) == len(metadata.tables) + 1


async def test_a_difference_would_be_seen(engine: AsyncEngine):
    column = metadata.tables["tenants"].c.callback_url
    column.nullable = False
    try:
        async with reading(engine) as connection:
            assert await connection.run_sync(differences) != []
    finally:
        column.nullable = True


async def test_a_new_database_is_made_and_a_migrated_one_left_alone(empty_database_url: str):
    await migrate(empty_database_url)
    engine = create_engine(empty_database_url)
    current, head = await migration_state(engine)
    assert current == head
    await engine.dispose()
    await migrate(empty_database_url)


async def test_processes_that_start_together_migrate_once(empty_database_url: str):
    await asyncio.gather(*(migrate(empty_database_url) for _ in range(4)))


async def test_an_unmigrated_database_says_so(empty_database_url: str):
    if (file := database_file(empty_database_url)) is not None:
        file.parent.mkdir()
    engine = create_engine(empty_database_url)
    current, head = await migration_state(engine)
    await engine.dispose()
    assert current is None
    assert head


def test_the_newest_file_is_the_newest_revision():
    config = Config()
    config.set_main_option("script_location", "unibooks.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == newest()
