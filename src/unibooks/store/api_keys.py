"""API keys: only their hashes are here, and a revoked one keeps its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first, records
from unibooks.store.tables import api_keys, tenants
from unibooks.store.tenants import TenantRow


@dataclass(frozen=True)
class ApiKeyRow:
    """One key of a tenant; `hash` is the hex SHA-256 of its text."""

    id: str
    tenant_id: str
    hash: str
    label: str
    created_at: datetime
    revoked_at: datetime | None = None


async def add_api_key(connection: AsyncConnection, row: ApiKeyRow) -> None:
    await connection.execute(insert(api_keys).values(vars(row)))


async def api_keys_of(connection: AsyncConnection, tenant_id: str) -> list[ApiKeyRow]:
    """Oldest first, the revoked ones included."""
    found = await connection.execute(
        select(api_keys).where(api_keys.c.tenant_id == tenant_id).order_by(api_keys.c.created_at, api_keys.c.id)
    )
    return records(ApiKeyRow, found)


async def tenant_by_key(connection: AsyncConnection, key_hash: str) -> TenantRow | None:
    """The tenant whose live key has this hash."""
    found = await connection.execute(
        select(tenants)
        .join(api_keys, api_keys.c.tenant_id == tenants.c.id)
        .where(api_keys.c.hash == key_hash, api_keys.c.revoked_at.is_(None))
    )
    return first(TenantRow, found)


async def revoke(connection: AsyncConnection, key_id: str, key_hash: str, at: datetime) -> ApiKeyRow | None:
    """Revoke the key of this id or this hash; None when there is none or it was revoked before."""
    found = await connection.execute(
        update(api_keys)
        .where(or_(api_keys.c.id == key_id, api_keys.c.hash == key_hash), api_keys.c.revoked_at.is_(None))
        .values(revoked_at=at)
        .returning(api_keys)
    )
    return first(ApiKeyRow, found)
