"""Users, companies, apps and consents of a running sandbox."""

from __future__ import annotations

from typing import Annotated

import typer

from unibooks.cli.sandbox_options import URL, ClientId, Division, Json, Url, User, controls, print_json, print_rows

app = typer.Typer()

OfUser = Annotated[str | None, typer.Option("--user", help="Name of the user.")]
OfCompany = Annotated[int | None, typer.Option("--division", help="Number of the company, instead of a user.")]


@app.command()
def users(as_json: Json = False, url: Url = URL) -> None:
    """List who can log in."""
    columns = ("name", "full_name", "language", "companies", "refusal")
    print_rows(controls(url).users(), columns, "There are none.", as_json=as_json)


@app.command()
def companies(as_json: Json = False, url: Url = URL) -> None:
    """List the companies; as JSON with the number of rows that each resource has."""
    columns = ("division", "name", "country", "currency", "refusal")
    print_rows(controls(url).companies(), columns, "There are none.", as_json=as_json)


@app.command()
def apps(as_json: Json = False, url: Url = URL) -> None:
    """List the registered apps with their secrets, which guard nothing but the sandbox."""
    columns = ("client_id", "client_secret", "webhook_secret", "redirect_uris")
    print_rows(controls(url).apps(), columns, "There are none.", as_json=as_json)


@app.command()
def register(
    redirect_uri: Annotated[list[str], typer.Argument(help="Addresses that users may be sent back to.")],
    client_id: Annotated[str, typer.Option(help="Made up when it is left out.")] = "",
    client_secret: Annotated[str, typer.Option(help="Made up when it is left out.")] = "",
    webhook_secret: Annotated[str, typer.Option(help="Signs its webhooks; made up when it is left out.")] = "",
    scope: Annotated[
        list[str] | None, typer.Option(help="A scope, such as 'financial.accounting'; may be given several times.")
    ] = None,
    url: Url = URL,
) -> None:
    """Register an app, or change one, and print its credentials as JSON."""
    given = {"client_id": client_id, "client_secret": client_secret, "webhook_secret": webhook_secret, "scopes": scope}
    print_json(controls(url).register(*redirect_uri, **{name: value for name, value in given.items() if value}))


@app.command()
def unregister(
    client_id: Annotated[str, typer.Argument(help="Client id of the app.")],
    url: Url = URL,
) -> None:
    """Remove an app; its consents end."""
    controls(url).unregister(client_id)


@app.command()
def token(
    user: User = "",
    client_id: ClientId = "",
    division: Annotated[
        list[int] | None, typer.Option(help="A company to allow, all by default; may be given several times.")
    ] = None,
    as_json: Json = False,
    url: Url = URL,
) -> None:
    """Print a fresh access token, as after a login, without a browser; as JSON with its refresh token."""
    found = controls(url).tokens(user=user, client_id=client_id, companies=division or ())
    if not as_json:
        typer.echo(found.access_token)
        return
    print_json(
        {
            "access_token": found.access_token,
            "refresh_token": found.refresh_token,
            "user": found.user,
            "division": found.division,
            "companies": list(found.companies),
        }
    )


@app.command()
def consents(as_json: Json = False, url: Url = URL) -> None:
    """List who has consented to which app."""
    columns = ("user", "client_id", "companies", "issued", "ended")
    print_rows(controls(url).consents(), columns, "Nobody has consented.", as_json=as_json)


@app.command()
def expire(user: User = "", client_id: ClientId = "", url: Url = URL) -> None:
    """Let the access token of a consent be at its end."""
    controls(url).expire(user=user, client_id=client_id)


@app.command()
def revoke(user: User = "", client_id: ClientId = "", url: Url = URL) -> None:
    """End a consent, as the user does in Exact: neither token works any more."""
    controls(url).revoke(user=user, client_id=client_id)


@app.command()
def block(
    user: OfUser = None,
    division: OfCompany = None,
    reason: Annotated[str | None, typer.Option(help="Exact's Reason, such as BlockedUser or LicenseExpired.")] = None,
    url: Url = URL,
) -> None:
    """Turn every call of a user, or on a company, away with a 403."""
    controls(url).block(user=user, division=division, reason=reason)


@app.command()
def unblock(user: OfUser = None, division: OfCompany = None, url: Url = URL) -> None:
    """Let a user in again, or open a company again."""
    controls(url).unblock(user=user, division=division)


@app.command()
def module(
    division: Division,
    name: Annotated[str, typer.Argument(help="The module, such as 'projects'.")],
    present: Annotated[bool, typer.Option("--give/--take", help="Give it back, or take it away.")] = False,
    url: Url = URL,
) -> None:
    """Take a module from a company's licence, or give it back."""
    controls(url).module(division, name, present=present)
