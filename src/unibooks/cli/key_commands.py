"""`unibooks key`: the API keys of tenants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from unibooks.core.secret import Secret
    from unibooks.vault.tenants import ApiKey
    from unibooks.vault.vault import Vault

app = typer.Typer(help="API keys of tenants.", no_args_is_help=True)

TenantName = Annotated[str, typer.Argument(metavar="TENANT", help="Name or id of the tenant.")]


@app.command()
def create(
    tenant: TenantName, label: Annotated[str, typer.Option(help="What it is for, shown in the list.")] = ""
) -> None:
    """Make an API key. It is shown once: only its hash is kept."""
    from unibooks.cli.opening import with_vault
    from unibooks.vault.tenants import create_api_key, find_tenant

    async def work(vault: Vault) -> tuple[ApiKey, Secret]:
        return await create_api_key(vault, (await find_tenant(vault, tenant)).id, label)

    key, text = with_vault(work)
    typer.echo(text.reveal())
    typer.echo(f"This is the key with id {key.id}. Keep it: it cannot be shown again.", err=True)


@app.command()
def revoke(key: Annotated[str, typer.Argument(metavar="KEY_ID", help="Id of the key, from the list.")]) -> None:
    """End an API key. Servers that are running refuse it within half a minute."""
    from unibooks.cli.opening import with_vault
    from unibooks.vault.tenants import revoke_api_key

    revoked = with_vault(lambda vault: revoke_api_key(vault, key))
    typer.echo(f"Key {revoked.id} is revoked.")


@app.command("list")
def list_all(tenant: TenantName) -> None:
    """List a tenant's API keys, the revoked ones included."""
    from unibooks.cli.opening import with_vault
    from unibooks.cli.tables import show
    from unibooks.vault.tenants import find_tenant, list_api_keys

    async def work(vault: Vault) -> list[ApiKey]:
        return await list_api_keys(vault, (await find_tenant(vault, tenant)).id)

    rows = [(k.id, k.label, k.created_at, k.revoked_at) for k in with_vault(work)]
    show(("id", "label", "created", "revoked"), rows, f"No key yet: unibooks key create {tenant}")
