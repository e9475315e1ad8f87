"""Connecting an end user: out to the consent page with a `state`, back with a code, and a connection made of
it.

The caller in between is the API: it sends the browser out with `begin_authorisation`'s state, takes the state
back with `take_authorisation`, has the connector exchange the code and ask who the user is, and ends with
`finish_authorisation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.oauth import Tokens
from unibooks.core.secret import Secret
from unibooks.store import authorisations, connections, grants
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.connections import linked
from unibooks.vault.grants import seal_pair
from unibooks.vault.keys import digest, make_account_key, make_state, redirect_signature
from unibooks.vault.tenants import check_addresses, signing_secret_within
from unibooks.vault.vault import App, Connection, Tenant, Vault

STATE_MINUTES: Final = 15


@dataclass(frozen=True)
class Wanted:
    """What a request to connect asks for.

    Attributes:
        callback_url: where the end user goes after connecting; the tenant's own page if absent.
        cancel_callback_url: where the end user goes after refusing.
        include_signature: whether the redirect is signed.
        environment_selection: whether the end user chooses the company on a page of ours.
        company_id: the company that later requests mean when they name none.
        connection_id: the connection to repair; its account key stays, whoever consents.
    """

    callback_url: str | None = None
    cancel_callback_url: str | None = None
    include_signature: bool = False
    environment_selection: bool = False
    company_id: str | None = None
    connection_id: str | None = None


@dataclass(frozen=True)
class Authorisation:
    """A trip to the consent page that came back: for whom, where, and what was wanted."""

    tenant_id: str
    target_system: str
    wanted: Wanted


@dataclass(frozen=True)
class User:
    """Who consented, as the target system knows them."""

    id: str
    name: str


@dataclass(frozen=True)
class Connected:
    """A connection that was made or renewed; the signature is there when it was wanted."""

    connection: Connection
    account_key: Secret
    signature: str | None


async def begin_authorisation(vault: Vault, tenant: Tenant, target_system: str, wanted: Wanted) -> Secret:
    """The `state` for a consent URL: good once, for 15 minutes.

    Raises:
        InvalidRequest: a page to return to is not an http or https address, or the connection is not the
            tenant's.
    """
    check_addresses([("callbackUrl", wanted.callback_url), ("cancelCallbackUrl", wanted.cancel_callback_url)])
    state, now = make_state(), vault.clock.now()
    row = authorisations.AuthorisationRow(
        id=new_id(),
        state_hash=digest(state),
        tenant_id=tenant.id,
        target_system=target_system,
        callback_url=wanted.callback_url or tenant.callback_url,
        cancel_callback_url=wanted.cancel_callback_url or tenant.cancel_callback_url,
        include_signature=wanted.include_signature,
        environment_selection=wanted.environment_selection,
        company_id=wanted.company_id,
        connection_id=wanted.connection_id,
        created_at=now,
        expires_at=now + timedelta(minutes=STATE_MINUTES),
    )
    async with writing(vault.engine) as connection:
        if wanted.connection_id is not None:
            await _own_connection(connection, tenant.id, target_system, wanted.connection_id)
        await authorisations.add_authorisation(connection, row)
    return state


async def take_authorisation(vault: Vault, state: str) -> Authorisation:
    """What was wanted when this `state` was made; it cannot be taken a second time.

    Raises:
        InvalidRequest: the state is unknown, used, or older than 15 minutes.
    """
    async with writing(vault.engine) as connection:
        row = await authorisations.take_authorisation(connection, digest(Secret(state)))
    if row is None or vault.clock.now() >= row.expires_at:
        message = f"this link was used before or is older than {STATE_MINUTES} minutes; start again"
        raise InvalidRequest([Fault("state", message, "EXPIRED")])
    wanted = Wanted(
        callback_url=row.callback_url,
        cancel_callback_url=row.cancel_callback_url,
        include_signature=row.include_signature,
        environment_selection=row.environment_selection,
        company_id=row.company_id,
        connection_id=row.connection_id,
    )
    return Authorisation(row.tenant_id, row.target_system, wanted)


async def finish_authorisation(
    vault: Vault, authorisation: Authorisation, app: App, host: str, user: User, tokens: Tokens
) -> Connected:
    """Store the tokens of a consent and link the tenant to them, in one transaction.

    A second consent of the same user to the same app replaces the tokens of every connection that shares the
    grant. The tenant's connection by that user is found again, and its account key stays.

    Args:
        host: `OAuthProfile.host` of the profile that gave the tokens.

    Raises:
        InvalidRequest: the connection that was to be repaired was removed meanwhile.
    """
    async with writing(vault.engine) as connection:
        grant = await grants.claim_grant(connection, _new_grant(vault, host, app.client_id, user.id))
        await grants.replace_tokens(connection, grant.id, seal_pair(vault.ring, grant.id, tokens))
        link, key, left = await _link(vault, connection, authorisation, grant.id, user.name)
        if left is not None:
            await grants.forget_if_unused(connection, left)
        signature = None
        if authorisation.wanted.include_signature:
            secret = await signing_secret_within(vault, connection, authorisation.tenant_id)
            signature = redirect_signature(secret, key)
        stored = await connections.connection_by_id(connection, link)
    assert stored is not None
    vault.connections.forget()
    vault.forget_grant(grant.id)
    return Connected(linked(stored), key, signature)


async def account_key_of(vault: Vault, connection_id: str) -> Secret:
    """The account key of a connection.

    Raises:
        InvalidRequest: there is no connection with that id.
    """
    async with reading(vault.engine) as connection:
        row = await connections.connection_by_id(connection, connection_id)
    if row is None:
        raise _no_connection()
    return _account_key(vault, row)


async def _link(
    vault: Vault, connection: AsyncConnection, authorisation: Authorisation, grant_id: str, user_name: str
) -> tuple[str, Secret, str | None]:
    """The connection's id, its account key, and the grant it has left behind, if any."""
    wanted, now = authorisation.wanted, vault.clock.now()
    tenant_id, target_system = authorisation.tenant_id, authorisation.target_system
    if wanted.connection_id is not None:
        row = await _own_connection(connection, tenant_id, target_system, wanted.connection_id)
    else:
        row = await connections.connection_of_grant(connection, tenant_id, target_system, grant_id)
    if row is None:
        made, key = new_id(), make_account_key()
        new = connections.ConnectionRow(
            id=made,
            tenant_id=tenant_id,
            target_system=target_system,
            grant_id=grant_id,
            account_key_index=vault.ring.index(key),
            account_key_sealed=vault.ring.seal(key, table="connections", row=made, column="account_key_sealed"),
            company_id=wanted.company_id,
            user_name=user_name,
            created_at=now,
            connected_at=now,
        )
        await connections.add_connection(connection, new)
        return made, key, None
    await connections.relink(connection, row.id, grant_id, user_name, now)
    if wanted.company_id is not None:
        await connections.choose_company(connection, row.id, wanted.company_id)
    return row.id, _account_key(vault, row), row.grant_id if row.grant_id != grant_id else None


async def _own_connection(
    connection: AsyncConnection, tenant_id: str, target_system: str, connection_id: str
) -> connections.LinkedRow:
    row = await connections.connection_by_id(connection, connection_id)
    if row is None or (row.tenant_id, row.target_system) != (tenant_id, target_system):
        raise _no_connection()
    return row


def _no_connection() -> InvalidRequest:
    return InvalidRequest([Fault("connection", "there is no such connection; connect anew", "UNKNOWN")])


def _account_key(vault: Vault, row: connections.ConnectionRow) -> Secret:
    return vault.ring.open(row.account_key_sealed, table="connections", row=row.id, column="account_key_sealed")


def _new_grant(vault: Vault, host: str, client_id: str, user_id: str) -> grants.GrantRow:
    return grants.GrantRow(
        id=new_id(),
        host=host,
        client_id=client_id,
        user_id=user_id,
        access_token_sealed=None,
        refresh_token_sealed=None,
        obtained_at=None,
        expires_at=None,
        state=grants.ACTIVE,
        version=0,
        lease_owner=None,
        lease_until=None,
        created_at=vault.clock.now(),
    )
