"""The databases that tests run on: SQLite always, PostgreSQL wherever one answers.

A test that asks for `database_url` runs once on each, on a migrated and empty database; `empty_database_url`
is one that was never migrated. PostgreSQL is looked for at `UNIBOOKS_TEST_POSTGRES` (default: this machine,
trusted). Where there is none, the run says so at its end, and with CI=true it fails at its start.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.store.engine import create_engine
from unibooks.store.migrate import migrate
from unibooks.store.tables import metadata

POSTGRES = os.environ.get("UNIBOOKS_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
KINDS = ("sqlite", "postgresql")


@cache
def missing_postgres() -> str:
    """Why there is no PostgreSQL to test on, or an empty text."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.Error as fault:
        return str(fault).strip().splitlines()[0]
    return ""


@contextmanager
def fresh_postgres() -> Iterator[str]:
    """A new database on the server, dropped at the end."""
    name = f"unibooks_test_{uuid4().hex}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def kinds() -> tuple[str, ...]:
    return KINDS[:1] if missing_postgres() else KINDS


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI", "").lower() in ("true", "1") and missing_postgres():
        raise pytest.UsageError(f"CI runs the tests on PostgreSQL as well, and there is none: {missing_postgres()}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in ("migrated_database", "empty_database_url"):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, kinds(), indirect=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if missing_postgres():
        terminalreporter.section("databases")
        terminalreporter.line(
            f"PostgreSQL was left out, only SQLite was tested: {missing_postgres()} "
            "(start one, or name it in UNIBOOKS_TEST_POSTGRES)",
            yellow=True,
        )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that tests copy."""
    path = tmp_path_factory.mktemp("databases") / "template.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated PostgreSQL database of this run (of this worker of it), emptied before each test."""
    with fresh_postgres() as url:
        asyncio.run(migrate(url))
        yield url


@pytest.fixture
def migrated_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        path = tmp_path / "unibooks.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgres_url")
    with psycopg.connect(url) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
    return url


@pytest.fixture
def database_url(migrated_database: str) -> str:
    """The address of a migrated, empty database."""
    return migrated_database


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty' / 'unibooks.db'}"
        return
    with fresh_postgres() as url:
        yield url


@pytest_asyncio.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a migrated, empty database."""
    opened = create_engine(database_url)
    yield opened
    await opened.dispose()
