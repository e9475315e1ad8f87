"""Connecting an end user: out to the consent page with a `state`, back with a code, and a connection made of
it.

The caller in between is the API: it sends the browser out with `begin_authorisation`'s state, takes the state
back with `take_authorisation`, has the connector exchange the code and ask who the user is, and ends with
`finish_authorisation`, or goes on with `unibooks.vault.selection` where the user is to choose a company.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.oauth import Tokens
from unibooks.core.secret import Secret
from unibooks.store import authorisations, connections, grants
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.grants import seal_pair
from unibooks.vault.keys import digest, make_state
from unibooks.vault.linking import Connected, Link, account_key, connect, no_connection, own_connection
from unibooks.vault.tenants import check_addresses, signing_secret
from unibooks.vault.vault import App, Tenant, Vault

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
        webhook_callback_url: where the account key is posted to.
    """

    callback_url: str | None = None
    cancel_callback_url: str | None = None
    include_signature: bool = False
    environment_selection: bool = False
    company_id: str | None = None
    connection_id: str | None = None
    webhook_callback_url: str | None = None


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


async def begin_authorisation(vault: Vault, tenant: Tenant, target_system: str, wanted: Wanted) -> Secret:
    """The `state` for a consent URL: good once, for 15 minutes.

    Raises:
        InvalidRequest: a page to return to is not an http or https address, the connection is not the tenant's, or a
            signature is wanted of a tenant that has no signing secret.
    """
    check_addresses([("callbackUrl", wanted.callback_url), ("cancelCallbackUrl", wanted.cancel_callback_url)])
    if wanted.include_signature and await signing_secret(vault, tenant.id) is None:
        cure = "needs a signing secret; make one with POST /tenants/signing-secret first"
        raise InvalidRequest([Fault("include_signature", cure, "NO_SIGNING_SECRET")])
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
        webhook_callback_url=wanted.webhook_callback_url,
        created_at=now,
        expires_at=now + timedelta(minutes=STATE_MINUTES),
    )
    async with writing(vault.engine) as connection:
        if wanted.connection_id is not None:
            await own_connection(connection, tenant.id, target_system, wanted.connection_id)
        await authorisations.drop_expired(connection, now)
        await authorisations.add_authorisation(connection, row)
    return state


async def take_authorisation(vault: Vault, state: str) -> Authorisation:
    """What was wanted when this `state` was made; it cannot be taken a second time.

    Raises:
        InvalidRequest: the state is unknown, used, or older than 15 minutes.
    """
    async with writing(vault.engine) as connection:
        row = await authorisations.take_authorisation(connection, digest(Secret(state)))
    return authorisation_of(vault, row)


def authorisation_of(vault: Vault, row: authorisations.AuthorisationRow | None) -> Authorisation:
    """The stored authorisation.

    Raises:
        InvalidRequest: there is none, or its time is over.
    """
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
        webhook_callback_url=row.webhook_callback_url,
    )
    return Authorisation(row.tenant_id, row.target_system, wanted)


async def tenant_of_state(vault: Vault, state: str) -> str | None:
    """The id of the tenant for whom an end user is on the way with this state; None when nobody is."""
    async with reading(vault.engine) as connection:
        row = await authorisations.authorisation(connection, digest(Secret(state)))
    return None if row is None or vault.clock.now() >= row.expires_at else row.tenant_id


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
    wanted = authorisation.wanted
    async with writing(vault.engine) as connection:
        grant = await grants.claim_grant(connection, new_grant(vault, host, app.client_id, user.id))
        await grants.replace_tokens(connection, grant.id, seal_pair(vault.ring, grant.id, tokens))
        link = Link(
            authorisation.tenant_id,
            authorisation.target_system,
            grant.id,
            user.name,
            wanted.company_id,
            wanted.connection_id,
            wanted.include_signature,
        )
        connected = await connect(vault, connection, link)
    vault.connections.forget()
    vault.forget_grant(grant.id)
    return connected


async def account_key_of(vault: Vault, connection_id: str) -> Secret:
    """The account key of a connection.

    Raises:
        InvalidRequest: there is no connection with that id.
    """
    async with reading(vault.engine) as connection:
        row = await connections.connection_by_id(connection, connection_id)
    if row is None:
        raise no_connection()
    return account_key(vault, row)


def new_grant(vault: Vault, host: str, client_id: str, user_id: str) -> grants.GrantRow:
    """A grant that is about to be made, without tokens."""
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
