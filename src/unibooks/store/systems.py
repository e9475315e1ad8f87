"""Registered systems: the app with which a tenant reaches a target system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first, records
from unibooks.store.tables import systems


@dataclass(frozen=True)
class SystemRow:
    """The client id and secret of one tenant's app at one target system."""

    id: str
    tenant_id: str
    target_system: str
    client_id: str
    client_secret_sealed: str
    created_at: datetime


async def add_system(connection: AsyncConnection, row: SystemRow) -> None:
    await connection.execute(insert(systems).values(vars(row)))


async def change_system(connection: AsyncConnection, system_id: str, client_id: str, client_secret_sealed: str) -> None:
    await connection.execute(
        update(systems)
        .where(systems.c.id == system_id)
        .values(client_id=client_id, client_secret_sealed=client_secret_sealed)
    )


async def system_of(connection: AsyncConnection, tenant_id: str, target_system: str) -> SystemRow | None:
    found = await connection.execute(
        select(systems).where(systems.c.tenant_id == tenant_id, systems.c.target_system == target_system)
    )
    return first(SystemRow, found)


async def systems_of(connection: AsyncConnection, tenant_id: str) -> list[SystemRow]:
    """In order of their names."""
    found = await connection.execute(
        select(systems).where(systems.c.tenant_id == tenant_id).order_by(systems.c.target_system)
    )
    return records(SystemRow, found)


async def delete_system(connection: AsyncConnection, system_id: str) -> None:
    await connection.execute(delete(systems).where(systems.c.id == system_id))
