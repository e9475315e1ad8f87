"""`unibooks system`: the apps that tenants have registered at target systems."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from unibooks.vault.vault import App, Vault

SECRET_VARIABLE: Final = "UNIBOOKS_CLIENT_SECRET"  # noqa: S105 - the name, not the secret

app = typer.Typer(help="Apps that tenants have registered at target systems.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Name or id of the tenant.")]


@app.command()
def register(
    system: Annotated[str, typer.Argument(help="The target system, for example exact-nl.")],
    tenant: Tenant,
    client_id: Annotated[str, typer.Option(help="Client id, from the app's page at the target system.")],
    client_secret_stdin: Annotated[
        bool, typer.Option("--client-secret-stdin", help="Read the client secret from standard input.")
    ] = False,
) -> None:
    """Register the app with which a tenant reaches a target system, or replace it.

    The client secret is asked for; or it comes from standard input, or from the environment variable
    UNIBOOKS_CLIENT_SECRET. It never stands on the command line, where other users of the machine can read it.
    """
    from unibooks.cli.opening import with_vault
    from unibooks.cli.servers import redirect_uri
    from unibooks.connectors.registry import CONNECTORS
    from unibooks.core.secret import Secret
    from unibooks.vault.systems import register_system
    from unibooks.vault.tenants import find_tenant

    known = [connector.system for connector in CONNECTORS]
    if system not in known:
        raise typer.BadParameter(f"'{system}' is not known; there are {', '.join(known)}", param_hint="SYSTEM")
    secret = Secret(_client_secret(client_secret_stdin))

    async def work(vault: Vault) -> App:
        owner = await find_tenant(vault, tenant)
        return await register_system(vault, owner.id, system, client_id, secret)

    registered = with_vault(work)
    typer.echo(f"App {registered.client_id} is registered for {system}.")
    typer.echo(f"Its redirect URI at the target system must be {redirect_uri(system)}")


@app.command("list")
def list_all(tenant: Tenant) -> None:
    """List a tenant's apps. Their secrets are not shown."""
    from unibooks.cli.opening import with_vault
    from unibooks.cli.tables import show
    from unibooks.vault.systems import list_systems
    from unibooks.vault.tenants import find_tenant

    async def work(vault: Vault) -> list[App]:
        return await list_systems(vault, (await find_tenant(vault, tenant)).id)

    rows = [(a.target_system, a.client_id, str(a.client_secret), a.created_at) for a in with_vault(work)]
    empty = "No app yet: unibooks system register SYSTEM"
    show(("system", "client id", "client secret", "registered"), rows, empty)


def _client_secret(from_stdin: bool) -> str:
    import os

    if from_stdin:
        return sys.stdin.readline().strip()
    if given := os.environ.get(SECRET_VARIABLE):
        return given
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"nobody is there to ask; use --client-secret-stdin or {SECRET_VARIABLE}")
    return str(typer.prompt("Client secret", hide_input=True))
