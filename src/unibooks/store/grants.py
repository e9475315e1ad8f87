"""Grants: one user's consent to one app, with its single live token pair and the lease for refreshing it.

`version` counts token pairs. Whoever stores a pair names the version it was refreshed from, so a process that
was overtaken (paused for longer than its lease, say) cannot write an older pair over a newer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.store.rows import first
from unibooks.store.tables import authorisations, connections, grants

ACTIVE: Final = "active"
REVOKED: Final = "revoked"


@dataclass(frozen=True)
class GrantRow:
    """A grant as stored; without tokens only between the two statements that make it."""

    id: str
    host: str
    client_id: str
    user_id: str
    access_token_sealed: str | None
    refresh_token_sealed: str | None
    obtained_at: datetime | None
    expires_at: datetime | None
    state: str
    version: int
    lease_owner: str | None
    lease_until: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class SealedPair:
    """A token pair, encrypted for one grant's row."""

    access_token_sealed: str
    refresh_token_sealed: str
    obtained_at: datetime
    expires_at: datetime


async def grant(connection: AsyncConnection, grant_id: str) -> GrantRow | None:
    return first(GrantRow, await connection.execute(select(grants).where(grants.c.id == grant_id)))


async def claim_grant(connection: AsyncConnection, row: GrantRow) -> GrantRow:
    """The grant of this host, client and user, made from `row` if it is new, and locked until the transaction
    ends.

    Two consents of one user that arrive together pass here one after the other.
    """
    # DO UPDATE and not DO NOTHING: only an update locks the row that is there and returns it.
    stored = first(
        GrantRow,
        await connection.execute(
            _insert(connection)
            .values(vars(row))
            .on_conflict_do_update(
                index_elements=[grants.c.host, grants.c.client_id, grants.c.user_id],
                set_={"user_id": row.user_id},
            )
            .returning(grants)
        ),
    )
    assert stored is not None
    return stored


def _insert(connection: AsyncConnection) -> Any:
    """An insert in the words of this database; what the other one needs is not imported."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    return insert(grants)


async def replace_tokens(connection: AsyncConnection, grant_id: str, pair: SealedPair) -> None:
    """Store the pair of a new consent, whatever was there before."""
    await connection.execute(update(grants).where(grants.c.id == grant_id).values(_next_version(pair)))


async def rotate_tokens(connection: AsyncConnection, grant_id: str, version: int, pair: SealedPair) -> bool:
    """Store the pair that a refresh of pair number `version` brought; False when another pair came in
    between.

    A grant that was given up in the meantime comes back to life: the target has just shown that it is alive.
    """
    done = await connection.execute(
        update(grants).where(grants.c.id == grant_id, grants.c.version == version).values(_next_version(pair))
    )
    return done.rowcount == 1


def _next_version(pair: SealedPair) -> dict[str, object]:
    return {
        **vars(pair),
        "state": ACTIVE,
        "version": grants.c.version + 1,
        "lease_owner": None,
        "lease_until": None,
    }


async def take_lease(
    connection: AsyncConnection, grant_id: str, version: int, owner: str, now: datetime, until: datetime
) -> bool:
    """Become the one process that may refresh pair number `version`, until `until`; False when another one
    is."""
    done = await connection.execute(
        update(grants)
        .where(
            grants.c.id == grant_id,
            grants.c.version == version,
            grants.c.state == ACTIVE,
            or_(grants.c.lease_until.is_(None), grants.c.lease_until <= now),
        )
        .values(lease_owner=owner, lease_until=until)
    )
    return done.rowcount == 1


async def drop_lease(connection: AsyncConnection, grant_id: str, owner: str) -> None:
    """Let others refresh again. Nothing happens if the lease has passed to another."""
    await connection.execute(
        update(grants)
        .where(grants.c.id == grant_id, grants.c.lease_owner == owner)
        .values(lease_owner=None, lease_until=None)
    )


async def give_up(connection: AsyncConnection, grant_id: str, version: int) -> bool:
    """Mark the grant as revoked if pair number `version` is still its pair; False when it has another one."""
    done = await connection.execute(
        update(grants)
        .where(grants.c.id == grant_id, grants.c.version == version)
        .values(state=REVOKED, lease_owner=None, lease_until=None)
    )
    return done.rowcount == 1


async def lock_grant(connection: AsyncConnection, grant_id: str) -> GrantRow | None:
    """The grant, locked until the transaction ends: those who link connections to it pass one after the other."""
    return first(GrantRow, await connection.execute(select(grants).where(grants.c.id == grant_id).with_for_update()))


async def forget_if_unused(connection: AsyncConnection, grant_id: str) -> bool:
    """Delete the grant, tokens and all, unless a connection uses it or an end user is choosing a company by it."""
    # The lock comes first, in a statement of its own: one that waits for a new consent to finish must then
    # see the connection that the consent has made.
    await connection.execute(select(grants.c.id).where(grants.c.id == grant_id).with_for_update())
    used = or_(
        select(connections.c.id).where(connections.c.grant_id == grant_id).exists(),
        select(authorisations.c.id).where(authorisations.c.grant_id == grant_id).exists(),
    )
    done = await connection.execute(delete(grants).where(grants.c.id == grant_id, ~used))
    return done.rowcount == 1


async def grant_of(connection: AsyncConnection, host: str, client_id: str, user_id: str) -> GrantRow | None:
    """The grant of that user of that app at that host."""
    found = await connection.execute(
        select(grants).where(grants.c.host == host, grants.c.client_id == client_id, grants.c.user_id == user_id)
    )
    return first(GrantRow, found)
