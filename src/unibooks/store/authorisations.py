"""Authorisations under way: what was asked for when an end user was sent to a consent page.

Each has two stages at most. At first it waits for the consent; where the end user is to choose a company on a page of
ours, it goes on with another state and the grant that the consent made. A row is deleted by whoever uses it, so a `state`
is good once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.grants import forget_if_unused
from unibooks.store.rows import first
from unibooks.store.tables import authorisations


@dataclass(frozen=True)
class AuthorisationRow:
    """One trip; `state_hash` is the hex SHA-256 of the `state` in its URL. With a grant it waits for a company."""

    id: str
    state_hash: str
    tenant_id: str
    target_system: str
    callback_url: str | None
    cancel_callback_url: str | None
    include_signature: bool
    environment_selection: bool
    company_id: str | None
    connection_id: str | None
    created_at: datetime
    expires_at: datetime
    webhook_callback_url: str | None = None
    grant_id: str | None = None
    user_name: str | None = None


async def add_authorisation(connection: AsyncConnection, row: AuthorisationRow) -> None:
    await connection.execute(insert(authorisations).values(vars(row)))


async def drop_expired(connection: AsyncConnection, now: datetime) -> None:
    """Drop those whose time is over, and the grants that only they had use for."""
    over = delete(authorisations).where(authorisations.c.expires_at <= now)
    await _forget(connection, await connection.execute(over.returning(authorisations.c.grant_id)))


async def take_authorisation(connection: AsyncConnection, state_hash: str) -> AuthorisationRow | None:
    """Remove the one that waits for a consent and return it: of two that ask at the same time, one gets None."""
    found = await connection.execute(
        delete(authorisations)
        .where(authorisations.c.state_hash == state_hash, authorisations.c.grant_id.is_(None))
        .returning(authorisations)
    )
    return first(AuthorisationRow, found)


async def authorisation(connection: AsyncConnection, state_hash: str) -> AuthorisationRow | None:
    """The one with that state, at whichever stage; it stays."""
    return first(
        AuthorisationRow,
        await connection.execute(select(authorisations).where(authorisations.c.state_hash == state_hash)),
    )


async def take_selection(connection: AsyncConnection, state_hash: str) -> AuthorisationRow | None:
    """Remove the one that waits for a company and return it: of two that ask at the same time, one gets None."""
    found = await connection.execute(
        delete(authorisations)
        .where(authorisations.c.state_hash == state_hash, authorisations.c.grant_id.is_not(None))
        .returning(authorisations)
    )
    return first(AuthorisationRow, found)


async def drop_authorisations_of(connection: AsyncConnection, tenant_id: str, target_system: str) -> None:
    """Drop a tenant's trips to one system, and the grants that only they had use for."""
    theirs = delete(authorisations).where(
        authorisations.c.tenant_id == tenant_id, authorisations.c.target_system == target_system
    )
    await _forget(connection, await connection.execute(theirs.returning(authorisations.c.grant_id)))


async def _forget(connection: AsyncConnection, dropped: CursorResult[Any]) -> None:
    # In one order everywhere, so that two who drop the same grants do not wait for each other.
    for grant_id in sorted({grant_id for (grant_id,) in dropped if grant_id is not None}):
        await forget_if_unused(connection, grant_id)
