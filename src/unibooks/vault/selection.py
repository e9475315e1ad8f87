"""After the consent, before the connection: the end user chooses a company.

Until then there is no connection, only the grant and a new `state` that leads to it. Whoever goes away in between leaves
nothing behind once the state's time is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from unibooks.core.oauth import Tokens
from unibooks.core.secret import Secret
from unibooks.store import authorisations, grants
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.authorisation import STATE_MINUTES, Authorisation, User, authorisation_of, new_grant
from unibooks.vault.grants import seal_pair
from unibooks.vault.keys import digest, make_state
from unibooks.vault.linking import Connected, Link, connect
from unibooks.vault.vault import App, Vault


@dataclass(frozen=True)
class Selection:
    """A consent that waits for a company.

    Attributes:
        host: the host of the grant.
        client_id: the app of the grant.
        user_id: who consented, as the target system numbers them.
    """

    authorisation: Authorisation
    grant_id: str
    host: str
    client_id: str
    user_id: str
    user_name: str


async def begin_selection(
    vault: Vault, authorisation: Authorisation, app: App, host: str, user: User, tokens: Tokens
) -> Secret:
    """Store the tokens of a consent; gives the state with which the choice is made, good once and for 15 minutes."""
    state, now, wanted = make_state(), vault.clock.now(), authorisation.wanted
    async with writing(vault.engine) as connection:
        grant = await grants.claim_grant(connection, new_grant(vault, host, app.client_id, user.id))
        await grants.replace_tokens(connection, grant.id, seal_pair(vault.ring, grant.id, tokens))
        row = authorisations.AuthorisationRow(
            id=new_id(),
            state_hash=digest(state),
            tenant_id=authorisation.tenant_id,
            target_system=authorisation.target_system,
            callback_url=wanted.callback_url,
            cancel_callback_url=wanted.cancel_callback_url,
            include_signature=wanted.include_signature,
            environment_selection=wanted.environment_selection,
            company_id=wanted.company_id,
            connection_id=wanted.connection_id,
            webhook_callback_url=wanted.webhook_callback_url,
            grant_id=grant.id,
            user_name=user.name,
            created_at=now,
            expires_at=now + timedelta(minutes=STATE_MINUTES),
        )
        await authorisations.add_authorisation(connection, row)
    vault.forget_grant(grant.id)
    return state


async def selection_of(vault: Vault, state: str) -> Selection:
    """The choice that this state leads to; it stays to be made.

    Raises:
        InvalidRequest: the state is unknown, used, or older than 15 minutes.
    """
    async with reading(vault.engine) as connection:
        row = await authorisations.authorisation(connection, digest(Secret(state)))
        waiting = row if row is not None and row.grant_id is not None else None
        authorisation = authorisation_of(vault, waiting)
        assert waiting is not None
        assert waiting.grant_id is not None
        grant = await grants.grant(connection, waiting.grant_id)
    assert grant is not None
    return Selection(authorisation, grant.id, grant.host, grant.client_id, grant.user_id, waiting.user_name or "")


async def finish_selection(vault: Vault, state: str, company_id: str) -> tuple[Authorisation, Connected]:
    """Make the connection with the company that was chosen.

    Raises:
        InvalidRequest: the state is unknown, used, or older than 15 minutes.
    """
    async with writing(vault.engine) as connection:
        row = await authorisations.take_selection(connection, digest(Secret(state)))
        authorisation = authorisation_of(vault, row)
        assert row is not None
        assert row.grant_id is not None
        await grants.lock_grant(connection, row.grant_id)
        link = Link(
            row.tenant_id,
            row.target_system,
            row.grant_id,
            row.user_name or "",
            company_id,
            row.connection_id,
            row.include_signature,
        )
        connected = await connect(vault, connection, link)
    vault.connections.forget()
    return authorisation, connected


async def cancel_selection(vault: Vault, state: str) -> Authorisation:
    """The end user went away: the grant is forgotten unless a connection uses it.

    Raises:
        InvalidRequest: the state is unknown, used, or older than 15 minutes.
    """
    async with writing(vault.engine) as connection:
        row = await authorisations.take_selection(connection, digest(Secret(state)))
        authorisation = authorisation_of(vault, row)
        assert row is not None
        assert row.grant_id is not None
        await grants.forget_if_unused(connection, row.grant_id)
    vault.forget_grant(row.grant_id)
    return authorisation
