"""What most commands begin with: the settings, and the vault on a migrated database."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from unibooks.cli.loop import run
from unibooks.core.clock import SystemClock
from unibooks.settings import Settings, load
from unibooks.store.engine import check_file, create_engine, database_file
from unibooks.store.migrate import migrate, migration_state
from unibooks.vault.vault import Vault, open_vault

T = TypeVar("T")


class OutOfDate(Exception):
    """The database belongs to another version of unibooks."""


def with_vault(work: Callable[[Vault], Awaitable[T]]) -> T:
    """Open the vault of the settings, do something with it, close it."""

    async def whole() -> T:
        settings = load()
        await prepare(settings)
        async with opened(settings) as vault:
            return await work(vault)

    return run(whole())


async def prepare(settings: Settings) -> None:
    """Make the schema of a database that has none; leave one of another version alone.

    Raises:
        OutOfDate: it has the schema of another version. Only `migrate` and `serve` change that, so that looking
            at a list never changes a database that a running server uses.
    """
    file = database_file(settings.database_url)
    if file is not None:
        check_file(file)
    if file is not None and not file.exists():
        await migrate(settings.database_url)
        return
    engine = create_engine(settings.database_url)
    try:
        current, head = await migration_state(engine)
    finally:
        await engine.dispose()
    if current is None:
        await migrate(settings.database_url)
    elif current != head:
        raise OutOfDate(
            f"the database stands at migration {current}, this version needs {head}; run `unibooks migrate`"
        )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Vault]:
    """The vault, with a key ring made in its file where there is none yet."""
    vault = open_vault(settings, SystemClock(), make_ring=True)
    try:
        yield vault
    finally:
        await vault.close()
