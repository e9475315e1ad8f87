"""`unibooks connection`: the links of customers to their books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from unibooks.vault.vault import Connection, Vault

app = typer.Typer(help="Links of customers to their books.", no_args_is_help=True)


@app.command("list")
def list_all(
    tenant: Annotated[str | None, typer.Option(help="Name or id of a tenant; all without it.")] = None,
) -> None:
    """List the connections, without their account keys."""
    from unibooks.cli.opening import with_vault
    from unibooks.cli.tables import show
    from unibooks.vault.connections import list_connections
    from unibooks.vault.tenants import find_tenant

    async def work(vault: Vault) -> list[Connection]:
        return await list_connections(vault, (await find_tenant(vault, tenant)).id if tenant else None)

    rows = [(c.id, c.target_system, c.user_name, c.company_id, c.state, c.connected_at) for c in with_vault(work)]
    show(("id", "system", "user", "company", "state", "connected"), rows, "No connection yet.")


@app.command()
def remove(
    connection: Annotated[str, typer.Argument(metavar="ID", help="Id of the connection, from the list.")],
) -> None:
    """End a connection and forget its secrets. The customer's books are not touched."""
    from unibooks.cli.opening import with_vault
    from unibooks.vault.connections import remove_connection

    removed = with_vault(lambda vault: remove_connection(vault, connection))
    typer.echo(f"The connection of {removed.user_name} to {removed.target_system} is removed.")
