"""Connections: found by account key, listed, given a company, removed."""

from __future__ import annotations

from unibooks.core.errors import Fault, InvalidRequest, UnknownAccountKey
from unibooks.core.secret import Secret
from unibooks.store import connections, grants
from unibooks.store.engine import reading, writing
from unibooks.vault.vault import Connection, Tenant, Vault


async def connection_for(vault: Vault, account_key: str, tenant: Tenant) -> Connection:
    """The tenant's connection with that account key. A key of another tenant is as unknown as one made up.

    Raises:
        UnknownAccountKey: there is none, or it was removed.
    """
    indexes = vault.ring.indexes(Secret(account_key))

    async def find() -> Connection | None:
        async with reading(vault.engine) as connection:
            row = await connections.connection_by_key(connection, tenant.id, indexes)
        return None if row is None else linked(row)

    found = await vault.connections.recall(f"{tenant.id} {indexes[0]}", find) if account_key else None
    if found is None:
        raise UnknownAccountKey("X-ACCOUNT-KEY is missing, unknown or removed; the end user must connect again.")
    return found


async def list_connections(vault: Vault, tenant_id: str | None = None) -> list[Connection]:
    """The connections of one tenant, or of all; oldest first, without their account keys."""
    async with reading(vault.engine) as connection:
        return [linked(row) for row in await connections.connections_of(connection, tenant_id)]


async def choose_company(vault: Vault, connection_id: str, company_id: str | None) -> None:
    """Set the company that requests mean when they name none."""
    async with writing(vault.engine) as connection:
        await connections.choose_company(connection, connection_id, company_id)
    vault.connections.forget()


async def remove_connection(vault: Vault, connection_id: str) -> Connection:
    """Remove a connection and its account key, and its grant's tokens unless another connection uses them.

    Raises:
        InvalidRequest: there is no connection with that id.
    """
    async with writing(vault.engine) as connection:
        row = await connections.connection_by_id(connection, connection_id)
        if row is None:
            message = f"there is no connection {connection_id}; `unibooks connection list` shows them"
            raise InvalidRequest([Fault("connection", message, "UNKNOWN")])
        await connections.delete_connection(connection, connection_id)
        await grants.forget_if_unused(connection, row.grant_id)
    vault.connections.forget()
    vault.forget_grant(row.grant_id)
    return linked(row)


def linked(row: connections.LinkedRow) -> Connection:
    """The stored connection without its account key."""
    return Connection(
        id=row.id,
        tenant_id=row.tenant_id,
        target_system=row.target_system,
        grant_id=row.grant_id,
        host=row.host,
        client_id=row.client_id,
        company_id=row.company_id,
        user_id=row.user_id,
        user_name=row.user_name,
        state=row.state,
        created_at=row.created_at,
        connected_at=row.connected_at,
    )
