"""Tying a tenant to a grant: which connection it is, and with which account key.

Everything here is part of a transaction that holds the grant's lock, so that two consents of one user that arrive together
make one connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.secret import Secret
from unibooks.store import connections, grants, tenants
from unibooks.store.rows import new_id
from unibooks.vault.connections import linked
from unibooks.vault.keys import make_account_key, redirect_signature
from unibooks.vault.tenants import open_signing_secret
from unibooks.vault.vault import Connection, Vault


@dataclass(frozen=True)
class Link:
    """What ties a tenant to a grant.

    Attributes:
        company_id: the company that later requests mean when they name none.
        connection_id: the connection to repair; its account key stays, whoever consented.
        include_signature: whether the account key is to be signed.
    """

    tenant_id: str
    target_system: str
    grant_id: str
    user_name: str
    company_id: str | None = None
    connection_id: str | None = None
    include_signature: bool = False


@dataclass(frozen=True)
class Connected:
    """A connection that was made or renewed; the signature is there when it was wanted."""

    connection: Connection
    account_key: Secret
    signature: str | None


async def connect(vault: Vault, connection: AsyncConnection, link: Link) -> Connected:
    """Make the connection, or renew the one that there is.

    Raises:
        InvalidRequest: the connection that was to be repaired was removed meanwhile.
    """
    row = await _known(connection, link)
    if row is None:
        made, key = await _make(vault, connection, link)
    else:
        made, key = row.id, account_key(vault, row)
        await _renew(vault, connection, link, row)
    signature = None
    if link.include_signature:
        owner = await tenants.tenant(connection, link.tenant_id)
        secret = None if owner is None else open_signing_secret(vault, owner)
        signature = None if secret is None else redirect_signature(secret, key)
    stored = await connections.connection_by_id(connection, made)
    assert stored is not None
    return Connected(linked(stored), key, signature)


def account_key(vault: Vault, row: connections.ConnectionRow) -> Secret:
    """The account key of a connection's row."""
    return vault.ring.open(row.account_key_sealed, table="connections", row=row.id, column="account_key_sealed")


async def own_connection(
    connection: AsyncConnection, tenant_id: str, target_system: str, connection_id: str
) -> connections.LinkedRow:
    """The tenant's connection of that id to that system.

    Raises:
        InvalidRequest: there is none.
    """
    row = await connections.connection_by_id(connection, connection_id)
    if row is None or (row.tenant_id, row.target_system) != (tenant_id, target_system):
        raise no_connection()
    return row


def no_connection() -> InvalidRequest:
    return InvalidRequest([Fault("connection", "there is no such connection; connect anew", "UNKNOWN")])


async def _known(connection: AsyncConnection, link: Link) -> connections.LinkedRow | None:
    if link.connection_id is not None:
        return await own_connection(connection, link.tenant_id, link.target_system, link.connection_id)
    theirs = await connections.connections_of_grant(connection, link.tenant_id, link.target_system, link.grant_id)
    return _same(theirs, link.company_id)


def _same(theirs: Sequence[connections.LinkedRow], company_id: str | None) -> connections.LinkedRow | None:
    """Which of one user's connections a new consent renews.

    The one for the same company; else one without a company takes that company. A consent that names no company renews the
    only connection that there is; among several it must not guess, since a guess would book into somebody else's books.
    """
    same = next((row for row in theirs if row.company_id == company_id), None)
    if same is not None:
        return same
    if company_id is None:
        return theirs[0] if len(theirs) == 1 else None
    return next((row for row in theirs if row.company_id is None), None)


async def _make(vault: Vault, connection: AsyncConnection, link: Link) -> tuple[str, Secret]:
    made, key, now = new_id(), make_account_key(), vault.clock.now()
    new = connections.ConnectionRow(
        id=made,
        tenant_id=link.tenant_id,
        target_system=link.target_system,
        grant_id=link.grant_id,
        account_key_index=vault.ring.index(key),
        account_key_sealed=vault.ring.seal(key, table="connections", row=made, column="account_key_sealed"),
        company_id=link.company_id,
        user_name=link.user_name,
        created_at=now,
        connected_at=now,
    )
    await connections.add_connection(connection, new)
    return made, key


async def _renew(vault: Vault, connection: AsyncConnection, link: Link, row: connections.LinkedRow) -> None:
    await connections.relink(connection, row.id, link.grant_id, link.user_name, vault.clock.now())
    if link.company_id is not None:
        await connections.choose_company(connection, row.id, link.company_id)
    if row.grant_id != link.grant_id:
        await grants.forget_if_unused(connection, row.grant_id)
