"""The apps that tenants register at target systems."""

from __future__ import annotations

from dataclasses import replace

from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.secret import Secret
from unibooks.store import systems
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.vault import App, Vault


async def register_system(
    vault: Vault, tenant_id: str, target_system: str, client_id: str, client_secret: Secret
) -> App:
    """Register a tenant's app, or replace the one it had for that system.

    Raises:
        InvalidRequest: the client id or secret is empty.
    """
    given = {"clientId": client_id.strip(), "clientSecret": client_secret.reveal().strip()}
    faults = [Fault(field, "copy it from the app's page", "REQUIRED") for field, text in given.items() if not text]
    if faults:
        raise InvalidRequest(faults)
    client_id, client_secret = given["clientId"], Secret(given["clientSecret"])
    async with writing(vault.engine) as connection:
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
        message = f"no app is registered for {target_system}; do it with `unibooks system register`"
        raise InvalidRequest([Fault("targetSystem", message, "NOT_REGISTERED")])
    return app


async def list_systems(vault: Vault, tenant_id: str) -> list[App]:
    """The tenant's apps; their secrets print as `***`."""
    async with reading(vault.engine) as connection:
        return [_app(vault, row) for row in await systems.systems_of(connection, tenant_id)]


async def delete_registered_system(vault: Vault, tenant_id: str, target_system: str) -> None:
    """Forget the tenant's app and its secret. Its connections stay, but cannot be refreshed without one.

    Raises:
        InvalidRequest: it has registered none.
    """
    app = await app_for(vault, tenant_id, target_system)
    async with writing(vault.engine) as connection:
        await systems.delete_system(connection, app.id)
    vault.apps.forget()


def _seal(vault: Vault, system_id: str, client_secret: Secret) -> str:
    return vault.ring.seal(client_secret, table="systems", row=system_id, column="client_secret_sealed")


def _app(vault: Vault, row: systems.SystemRow) -> App:
    secret = vault.ring.open(row.client_secret_sealed, table="systems", row=row.id, column="client_secret_sealed")
    return App(row.id, row.tenant_id, row.target_system, row.client_id, secret, row.created_at)
