"""Opening a database: SQLite in one file by default, PostgreSQL for several machines."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from errno import EACCES, EISDIR
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

SETTING: Final = "UNIBOOKS_DATABASE_URL"

DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}

PRAGMAS: Final = (
    "PRAGMA busy_timeout=30000",
    "PRAGMA journal_mode=WAL",
    # FULL, not NORMAL: a rotated refresh token that a power cut takes back is a dead connection.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)

WRITES: Final = "unibooks_writes"

CONNECT_SECONDS: Final = 10
"""For reaching PostgreSQL, unless its address says `connect_timeout`: a host that drops packets would
otherwise hold a request for two minutes."""


class AddressError(ValueError):
    """The address names no database that can be used; the message never holds its password."""


def database_url(url: str) -> URL:
    """The address with the driver we use.

    Raises:
        AddressError: it is no database address, or one of another kind.
    """
    try:
        parsed = make_url(url)
    except Exception:
        raise AddressError(
            f"{SETTING} is no database address; write sqlite:///path/to/file.db or postgresql://user@host/name"
        ) from None
    driver = DRIVERS.get(parsed.drivername)
    if driver is None:
        raise AddressError(f"{SETTING}: {parsed.drivername} is not supported; write sqlite or postgresql")
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise AddressError(f"{SETTING}: name a file, for example sqlite:///.unibooks/unibooks.db; memory is not kept")
    return parsed.set(drivername=driver)


def database_file(url: str) -> Path | None:
    """The file of an SQLite database, None for PostgreSQL."""
    parsed = database_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def check_file(file: Path) -> None:
    """Refuse a file that SQLite could not open, or not write to; one that is not there yet is fine.

    It is asked about and never opened: to close it again would take from this process the locks that SQLite
    holds on it.

    Raises:
        OSError: with the file's name.
    """
    if file.is_dir():
        raise OSError(EISDIR, os.strerror(EISDIR), str(file))
    folder = file.absolute().parent
    place, rights = (file, os.R_OK | os.W_OK) if os.path.exists(file) else (folder, os.W_OK | os.X_OK)
    if folder.exists() and not os.access(place, rights):
        raise OSError(EACCES, os.strerror(EACCES), str(file))


def create_engine(url: str) -> AsyncEngine:
    """An engine for the address; nothing is opened yet. Dispose of it when done."""
    parsed = database_url(url)
    if parsed.get_backend_name() != "sqlite":
        patience = {} if "connect_timeout" in parsed.query else {"connect_timeout": CONNECT_SECONDS}
        return create_async_engine(parsed, pool_pre_ping=True, hide_parameters=True, connect_args=patience)
    engine = create_async_engine(parsed, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own idea of when to begin is switched off: it begins late and never IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes fails at once with "database is locked" when another
    # wrote in between; a writer therefore takes the write lock at its start and waits for it there.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
    """A transaction that only reads."""
    async with engine.connect() as connection, connection.begin():
        yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
    """A transaction that writes: committed at the end, rolled back on an error."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        async with connection.begin():
            yield connection
