"""Connections: a customer's link to its books, always read together with the grant that carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first, records
from unibooks.store.tables import connections, grants


@dataclass(frozen=True)
class ConnectionRow:
    """One customer's link of one tenant to one target system."""

    id: str
    tenant_id: str
    target_system: str
    grant_id: str
    account_key_index: str
    account_key_sealed: str
    company_id: str | None
    user_name: str
    created_at: datetime
    connected_at: datetime


@dataclass(frozen=True)
class LinkedRow(ConnectionRow):
    """A connection with what its grant says: where, which app, which user, and whether it is alive."""

    host: str
    client_id: str
    user_id: str
    state: str


def _linked() -> Select[Any]:
    return select(connections, grants.c.host, grants.c.client_id, grants.c.user_id, grants.c.state).join(
        grants, grants.c.id == connections.c.grant_id
    )


async def add_connection(connection: AsyncConnection, row: ConnectionRow) -> None:
    await connection.execute(insert(connections).values(vars(row)))


async def connection_by_id(connection: AsyncConnection, connection_id: str) -> LinkedRow | None:
    found = await connection.execute(_linked().where(connections.c.id == connection_id))
    return first(LinkedRow, found)


async def connection_by_key(connection: AsyncConnection, tenant_id: str, indexes: Sequence[str]) -> LinkedRow | None:
    """The tenant's connection whose account key has one of these indexes (one for each key of the ring)."""
    found = await connection.execute(
        _linked().where(connections.c.tenant_id == tenant_id, connections.c.account_key_index.in_(indexes))
    )
    return first(LinkedRow, found)


async def connections_of_grant(
    connection: AsyncConnection, tenant_id: str, target_system: str, grant_id: str
) -> list[LinkedRow]:
    """The tenant's connections to that system by that grant, oldest first."""
    found = await connection.execute(
        _linked()
        .where(
            connections.c.tenant_id == tenant_id,
            connections.c.target_system == target_system,
            connections.c.grant_id == grant_id,
        )
        .order_by(connections.c.created_at, connections.c.id)
    )
    return records(LinkedRow, found)


async def connections_to(connection: AsyncConnection, tenant_id: str, target_system: str) -> list[LinkedRow]:
    """The tenant's connections to that system, oldest first."""
    return [row for row in await connections_of(connection, tenant_id) if row.target_system == target_system]


async def connections_of(connection: AsyncConnection, tenant_id: str | None = None) -> list[LinkedRow]:
    """Those of one tenant, or of all; oldest first."""
    query = _linked().order_by(connections.c.created_at, connections.c.id)
    if tenant_id is not None:
        query = query.where(connections.c.tenant_id == tenant_id)
    return records(LinkedRow, await connection.execute(query))


async def relink(connection: AsyncConnection, connection_id: str, grant_id: str, user_name: str, at: datetime) -> None:
    """The end user consented again, perhaps another user than before: the account key stays."""
    await connection.execute(
        update(connections)
        .where(connections.c.id == connection_id)
        .values(grant_id=grant_id, user_name=user_name, connected_at=at)
    )


async def choose_company(connection: AsyncConnection, connection_id: str, company_id: str | None) -> None:
    """Set the company that requests mean when they name none."""
    await connection.execute(update(connections).where(connections.c.id == connection_id).values(company_id=company_id))


async def delete_connection(connection: AsyncConnection, connection_id: str) -> None:
    await connection.execute(delete(connections).where(connections.c.id == connection_id))
