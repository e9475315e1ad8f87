"""Tenants: the software vendors that use this installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first, records
from unibooks.store.tables import tenants


@dataclass(frozen=True)
class TenantRow:
    """One software vendor and the pages its customers return to."""

    id: str
    name: str
    created_at: datetime
    callback_url: str | None = None
    cancel_callback_url: str | None = None
    signing_secret_sealed: str | None = None
    page_style: str | None = None


async def add_tenant(connection: AsyncConnection, row: TenantRow) -> None:
    await connection.execute(insert(tenants).values(vars(row)))


async def all_tenants(connection: AsyncConnection) -> list[TenantRow]:
    """Oldest first."""
    rows = await connection.execute(select(tenants).order_by(tenants.c.created_at, tenants.c.id))
    return records(TenantRow, rows)


async def tenant(connection: AsyncConnection, tenant_id: str) -> TenantRow | None:
    return first(TenantRow, await connection.execute(select(tenants).where(tenants.c.id == tenant_id)))


async def lock_tenant(connection: AsyncConnection, tenant_id: str) -> None:
    """Let those who change what is the tenant's pass one after the other."""
    await connection.execute(select(tenants.c.id).where(tenants.c.id == tenant_id).with_for_update())


async def tenant_named(connection: AsyncConnection, name: str) -> TenantRow | None:
    return first(TenantRow, await connection.execute(select(tenants).where(tenants.c.name == name)))


async def set_callback_urls(
    connection: AsyncConnection, tenant_id: str, callback_url: str | None, cancel_callback_url: str | None
) -> None:
    await connection.execute(
        update(tenants)
        .where(tenants.c.id == tenant_id)
        .values(callback_url=callback_url, cancel_callback_url=cancel_callback_url)
    )


async def set_signing_secret(connection: AsyncConnection, tenant_id: str, sealed: str) -> None:
    await connection.execute(update(tenants).where(tenants.c.id == tenant_id).values(signing_secret_sealed=sealed))


async def set_page_style(connection: AsyncConnection, tenant_id: str, style: str) -> None:
    await connection.execute(update(tenants).where(tenants.c.id == tenant_id).values(page_style=style))
