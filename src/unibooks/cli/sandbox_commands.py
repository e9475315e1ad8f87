"""`unibooks sandbox`: a local Exact Online. Without a sub-command it is started; the sub-commands steer a running one."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from unibooks.cli import sandbox_accountant, sandbox_facts, sandbox_people, sandbox_steering
from unibooks.sandbox import defaults

app = typer.Typer(invoke_without_command=True)
for group in (sandbox_facts, sandbox_steering, sandbox_accountant, sandbox_people):
    app.registered_commands += group.app.registered_commands


@app.callback()
def start(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 picks a free one.")] = defaults.PORT,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    state: Annotated[
        Path | None,
        typer.Option(help="File that keeps everything beyond the process. Without it all is forgotten at the end."),
    ] = None,
    auto_consent: Annotated[
        bool, typer.Option("--auto-consent", help="Consent at once, without the login and consent pages.")
    ] = False,
    client_id: Annotated[
        str | None, typer.Option(help=f"Client id of the registered app.  [default: {defaults.CLIENT_ID}]")
    ] = None,
    client_secret: Annotated[
        str | None, typer.Option(help=f"Client secret of the registered app.  [default: {defaults.CLIENT_SECRET}]")
    ] = None,
    redirect_uri: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Address the app may send users back to; may be given several times.  "
            f"[default: {defaults.REDIRECT_URI}, and that of unibooks]"
        ),
    ] = None,
    app_given: Annotated[
        list[str] | None,
        typer.Option("--app", help="One more app, as ID,SECRET,REDIRECT_URI; may be given several times."),
    ] = None,
    limits: Annotated[
        str, typer.Option(help="'on', 'off', or those that differ, such as minute=600,day=100000.")
    ] = "on",
    switch: Annotated[
        list[str] | None,
        typer.Option(
            help="Turn a switch: NAME=VALUE, the NAME of a reading, or 'others' for all other readings at once; "
            "may be given several times. `unibooks sandbox readings` lists them."
        ),
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="Instant at which its clock begins, such as 2026-03-02T09:00:00Z.")
    ] = None,
    frozen: Annotated[bool, typer.Option("--frozen", help="Let its clock stand still until it is moved.")] = False,
    tls: Annotated[
        Path | None,
        typer.Option(help="Speak HTTPS with a certificate made in this folder, which clients have to trust."),
    ] = None,
    ready_file: Annotated[
        Path | None,
        typer.Option(help="Write address and credentials to this file, as a line of JSON, once calls are taken."),
    ] = None,
) -> None:
    """Serve a local Exact Online until Ctrl-C, or steer one that runs."""
    if context.invoked_subcommand is not None:
        return
    # what is loaded and seeded now stays; looking for rubbish in it would take a tenth of a second
    gc.disable()
    from unibooks.cli.sandbox_start import Asked, run_sandbox

    run_sandbox(
        Asked(
            host=host,
            port=port,
            state=state,
            auto_consent=auto_consent,
            client_id=client_id,
            client_secret=client_secret,
            redirect_uris=tuple(redirect_uri or ()),
            apps=tuple(app_given or ()),
            limits=limits,
            switches=tuple(switch or ()),
            at=at,
            frozen=frozen,
            tls=tls,
            ready_file=ready_file,
        )
    )
