"""Authorisations under way: what was asked for when an end user was sent to a consent page.

A row is deleted by whoever uses it, so a `state` is good once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first
from unibooks.store.tables import authorisations


@dataclass(frozen=True)
class AuthorisationRow:
    """One trip to a consent page; `state_hash` is the hex SHA-256 of the `state` in its URL."""

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


async def add_authorisation(connection: AsyncConnection, row: AuthorisationRow) -> None:
    """Add one, and drop those whose time is over."""
    await connection.execute(delete(authorisations).where(authorisations.c.expires_at <= row.created_at))
    await connection.execute(insert(authorisations).values(vars(row)))


async def take_authorisation(connection: AsyncConnection, state_hash: str) -> AuthorisationRow | None:
    """Remove it and return it: of two that ask at the same time, one gets None."""
    found = await connection.execute(
        delete(authorisations).where(authorisations.c.state_hash == state_hash).returning(authorisations)
    )
    return first(AuthorisationRow, found)
