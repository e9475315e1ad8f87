"""Bringing a database to the schema of this version. Alembic does the work; it is imported when there is some: a server
that finds its database as it should be does without it, and without the memory that it takes."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.store.engine import check_file, create_engine, database_file, reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATING = 4_203_110_907
"""The number of the advisory lock that keeps two processes from migrating one PostgreSQL database at a
time."""


async def migrate(url: str) -> None:
    """Create the database file's folder if there is none, and run every migration that is missing.

    Safe to call from several processes at once, and again at every start.

    Raises:
        OSError: the folder cannot be made, or the file not be written to.
    """
    if (file := database_file(url)) is not None:
        file.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_file(file)
    engine = create_engine(url)
    try:
        async with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


async def migration_state(engine: AsyncEngine) -> tuple[str | None, str]:
    """The migration the database stands at (None: it was never migrated) and the newest one of this
    version."""
    async with reading(engine) as connection:
        return await connection.run_sync(_current), newest()


def newest() -> str:
    """The newest migration of this version. The file of each begins with its number, which is its revision."""
    names = (file.name for file in files("unibooks.store").joinpath("migrations", "versions").iterdir())
    return max(name.partition("_")[0] for name in names if name[:1].isdigit())


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "unibooks.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    if _current(connection) == newest():
        return
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))
