"""`unibooks tenant`: the software vendors that use this installation."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="Software vendors that use this installation.", no_args_is_help=True)


@app.command()
def create(name: Annotated[str, typer.Argument(help="Its name, for you to recognise it by.")]) -> None:
    """Add a tenant."""
    from unibooks.cli.opening import with_vault
    from unibooks.vault.tenants import create_tenant

    tenant = with_vault(lambda vault: create_tenant(vault, name))
    typer.echo(f"Tenant '{tenant.name}' is there, with id {tenant.id}.")
    typer.echo(f"Next: unibooks key create '{tenant.name}'")


@app.command("list")
def list_all() -> None:
    """List the tenants."""
    from unibooks.cli.opening import with_vault
    from unibooks.cli.tables import show
    from unibooks.vault.tenants import list_tenants

    rows = [(t.name, t.id, t.created_at, t.callback_url) for t in with_vault(list_tenants)]
    show(("name", "id", "created", "callback URL"), rows, "No tenant yet: unibooks tenant create NAME")
