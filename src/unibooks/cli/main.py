"""The command line. A command parses, calls one function and prints.

Whatever is heavy is imported inside the command that needs it: `unibooks --help` answers without the web framework,
the database layer and the HTTP client.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Final

import typer

from unibooks import __version__
from unibooks.cli import (
    connection_commands,
    key_commands,
    sandbox_commands,
    system_commands,
    tenant_commands,
    vault_commands,
)
from unibooks.cli.faults import explained

EXIT_INTERRUPTED: Final = 130

app = typer.Typer(
    name="unibooks",
    help="One API over the books of many companies, run by yourself.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the other kind takes half a second to import
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(tenant_commands.app, name="tenant")
app.add_typer(key_commands.app, name="key")
app.add_typer(system_commands.app, name="system")
app.add_typer(connection_commands.app, name="connection")
app.add_typer(vault_commands.app, name="vault")
app.add_typer(sandbox_commands.app, name="sandbox")


class Form(StrEnum):
    """How something is printed."""

    MD = "md"
    JSON = "json"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"unibooks {__version__}")
        raise typer.Exit


@app.callback()
def _root(  # pyright: ignore[reportUnusedFunction] - typer calls it
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Leave the API and the sandbox running until Ctrl-C.")] = False,
) -> None:
    """Book one bill in a local Exact Online and look at it.

    It goes the whole way: the customer's consent, the chart of accounts, a new supplier, the bill with its PDF, the ledger.
    """
    from unibooks.cli.demo.run import run_demo

    raise typer.Exit(run_demo(keep=keep))


@app.command()
def serve(
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Start a sandbox beside it and speak to that one only.")
    ] = False,
    sandbox_port: Annotated[int, typer.Option(help="Port of that sandbox.")] = 9000,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of UNIBOOKS_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, instead of UNIBOOKS_PORT.")] = None,
) -> None:
    """Serve the API. Brings the database to this version first."""
    from unibooks.cli.servers import run_api

    run_api(host=host, port=port, sandbox_port=sandbox_port if sandbox else None)


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from unibooks.cli.loop import run
    from unibooks.settings import load
    from unibooks.store.migrate import migrate as bring_up

    run(bring_up(load().database_url))
    typer.echo("The database is at this version's schema.")


@app.command()
def settings() -> None:
    """Show every setting: value, source, meaning. Secrets are masked."""
    from unibooks.cli.tables import console, settings_table
    from unibooks.settings import describe, load

    console().print(settings_table(describe(load())))


@app.command()
def coverage(
    system: Annotated[str, typer.Argument(help="The target system, for example exact-nl.")],
    form: Annotated[Form, typer.Option("--format", help="Markdown to read, or JSON for programs.")] = Form.MD,
) -> None:
    """Show what a target system can do: every operation, field and filter, and the test that shows it."""
    import json

    from unibooks.accounting.registry import RESOURCES
    from unibooks.cli.coverage_text import as_markdown
    from unibooks.connectors.registry import CONNECTORS
    from unibooks.core.coverage import as_json, coverage_of

    known = {connector.system: connector for connector in CONNECTORS}
    if system not in known:
        raise typer.BadParameter(f"'{system}' is not known; there are {', '.join(known)}", param_hint="SYSTEM")
    found = coverage_of(known[system], RESOURCES)
    text = as_markdown(found) if form is Form.MD else json.dumps(as_json(found), indent=2)
    typer.echo(text.rstrip())


@app.command()
def doctor() -> None:
    """Check this installation and say what to do. Exits with 1 when something is broken."""
    from unibooks.cli.doctor import Level, examine
    from unibooks.cli.loop import run
    from unibooks.cli.tables import console, findings_table
    from unibooks.settings import load

    findings = run(examine(load()))
    console().print(findings_table(findings))
    raise typer.Exit(any(finding.level is Level.FAIL for finding in findings))


def main() -> None:
    """The entry point: expected faults become a sentence on standard error and exit code 1."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except Exception as fault:
        sentence = explained(fault)
        if sentence is None:
            raise
        typer.secho(sentence, err=True, fg=typer.colors.RED)
        sys.exit(1)
