"""The apps that tenants register at target systems."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.secret import Secret
from unibooks.store import authorisations, connections, grants, systems, tenants
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.vault import App, Vault

LONGEST: Final = 255


async def register_system(
    vault: Vault, tenant_id: str, target_system: str, client_id: str, client_secret: Secret
) -> App:
    """Register a tenant's app, or replace the one it had for that system.

    Raises:
        InvalidRequest: the client id or secret is empty, too long, or no text that an app's page could have shown.
    """
    given = {"clientId": client_id.strip(), "clientSecret": client_secret.reveal().strip()}
    cure = f"copy it from the app's page; it has 1 to {LONGEST} characters that can be seen"
    faults = [
        Fault(field, cure, "REQUIRED" if not text else "INVALID")
        for field, text in given.items()
        if not text or len(text) > LONGEST or not text.isprintable()
    ]
    if faults:
        raise InvalidRequest(faults)
    client_id, client_secret = given["clientId"], Secret(given["clientSecret"])
    async with writing(vault.engine) as connection:
        await tenants.lock_tenant(connection, tenant_id)
        row = await systems.system_of(connection, tenant_id, target_system)
        if row is None:
            made = new_id()
            row = systems.SystemRow(
                id=made,
                tenant_id=tenant_id,
                target_system=target_system,
                client_id=client_id,
                client_secret_sealed=_seal(vault, made, client_secret),
                created_at=vault.clock.now(),
            )
            await systems.add_system(connection, row)
        else:
            row = replace(row, client_id=client_id, client_secret_sealed=_seal(vault, row.id, client_secret))
            await systems.change_system(connection, row.id, client_id, row.client_secret_sealed)
    vault.apps.forget()
    return _app(vault, row)


async def app_for(vault: Vault, tenant_id: str, target_system: str) -> App:
    """The tenant's app for that system.

    Raises:
        InvalidRequest: it has registered none.
    """

    async def find() -> App | None:
        async with reading(vault.engine) as connection:
            row = await systems.system_of(connection, tenant_id, target_system)
        return None if row is None else _app(vault, row)

    app = await vault.apps.recall(f"{tenant_id} {target_system}", find)
    if app is None:
        cure = "do it with POST /tenants/register-system or `unibooks system register`"
        message = f"no app is registered for {target_system}; {cure}"
        raise InvalidRequest([Fault("targetSystem", message, "NOT_REGISTERED")])
    return app


async def list_systems(vault: Vault, tenant_id: str) -> list[App]:
    """The tenant's apps; their secrets print as `***`."""
    async with reading(vault.engine) as connection:
        return [_app(vault, row) for row in await systems.systems_of(connection, tenant_id)]


async def delete_registered_system(vault: Vault, tenant_id: str, target_system: str) -> int:
    """Forget the tenant's app and whatever hangs on it; gives the number of connections that ended.

    Without the app none of them could be used again, so their account keys go, and the tokens of every grant that no other
    tenant's connection uses. To change an app's secret, register it anew: then everything stays.

    Raises:
        InvalidRequest: it has registered none.
    """
    app = await app_for(vault, tenant_id, target_system)
    async with writing(vault.engine) as connection:
        await authorisations.drop_authorisations_of(connection, tenant_id, target_system)
        ended = await connections.connections_to(connection, tenant_id, target_system)
        for row in ended:
            await connections.delete_connection(connection, row.id)
        left = sorted({row.grant_id for row in ended})
        for grant_id in left:
            await grants.forget_if_unused(connection, grant_id)
        await systems.delete_system(connection, app.id)
    vault.apps.forget()
    vault.connections.forget()
    for grant_id in left:
        vault.forget_grant(grant_id)
    return len(ended)


def _seal(vault: Vault, system_id: str, client_secret: Secret) -> str:
    return vault.ring.seal(client_secret, table="systems", row=system_id, column="client_secret_sealed")


def _app(vault: Vault, row: systems.SystemRow) -> App:
    secret = vault.ring.open(row.client_secret_sealed, table="systems", row=row.id, column="client_secret_sealed")
    return App(row.id, row.tenant_id, row.target_system, row.client_id, secret, row.created_at)
