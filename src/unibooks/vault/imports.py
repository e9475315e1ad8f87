"""Taking over a grant that a vendor has already: a refresh token is spent once, and the pair that it brings is stored at
once, before anybody asks whose it is.

A refresh token is good for one use. Should the target system fall silent between the refresh and the user's name, the new
pair stands in the vault under the hash of the old token, and the same request, sent again, goes on from there.
"""

from __future__ import annotations

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.oauth import Tokens
from unibooks.core.secret import Secret
from unibooks.store import grants
from unibooks.store.engine import reading, writing
from unibooks.vault.authorisation import User, new_grant
from unibooks.vault.grants import open_pair, seal_pair
from unibooks.vault.keys import digest
from unibooks.vault.linking import Connected, Link, connect
from unibooks.vault.vault import App, Vault


def _placeholder(refresh_token: Secret) -> str:
    """What stands in for the user's id until it is known."""
    return f"import {digest(refresh_token)}"


async def begun_import(vault: Vault, host: str, app: App, refresh_token: Secret) -> str | None:
    """The id of the grant that an earlier request made of this refresh token and could not finish."""
    async with reading(vault.engine) as connection:
        row = await grants.grant_of(connection, host, app.client_id, _placeholder(refresh_token))
    return None if row is None else row.id


async def begin_import(vault: Vault, host: str, app: App, refresh_token: Secret, tokens: Tokens) -> str:
    """Store what a refresh token brought; gives the id of the grant."""
    async with writing(vault.engine) as connection:
        row = new_grant(vault, host, app.client_id, _placeholder(refresh_token))
        grant = await grants.claim_grant(connection, row)
        await grants.replace_tokens(connection, grant.id, seal_pair(vault.ring, grant.id, tokens))
    vault.forget_grant(grant.id)
    return grant.id


async def finish_import(vault: Vault, app: App, grant_id: str, user: User, company_id: str | None) -> Connected:
    """Give the grant to its user and link the tenant to it, in one transaction.

    Raises:
        InvalidRequest: another request has done so.
    """
    async with writing(vault.engine) as connection:
        begun = await grants.lock_grant(connection, grant_id)
        tokens = None if begun is None else open_pair(vault.ring, begun)
        if begun is None or tokens is None:
            raise InvalidRequest([Fault("refreshToken", "was taken over by another request meanwhile", "USED")])
        grant = await grants.claim_grant(connection, new_grant(vault, begun.host, app.client_id, user.id))
        await grants.replace_tokens(connection, grant.id, seal_pair(vault.ring, grant.id, tokens))
        await grants.forget_if_unused(connection, grant_id)
        link = Link(app.tenant_id, app.target_system, grant.id, user.name, company_id)
        connected = await connect(vault, connection, link)
    vault.connections.forget()
    vault.forget_grant(grant_id)
    vault.forget_grant(grant.id)
    return connected
