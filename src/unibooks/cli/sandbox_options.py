"""What the commands that steer a running sandbox have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unibooks.sandbox import defaults

if TYPE_CHECKING:
    from unibooks.sandbox.controls import Controls

Url = Annotated[str, typer.Option(envvar="UNIBOOKS_SANDBOX_URL", help="Address of the running sandbox.")]
URL = defaults.URL
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Division = Annotated[int, typer.Argument(help="Number of the company.")]
User = Annotated[str, typer.Option(help="Name of the user; the first one by default.")]
ClientId = Annotated[str, typer.Option(help="Client id of the app; the first one by default.")]
Path = Annotated[str, typer.Option(help="Only calls in whose path this regular expression is found.")]
Method = Annotated[str, typer.Option(help="Only calls with this verb.")]
Pairs = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="What to change; nothing shows all.")
]


def controls(url: str) -> Controls:
    """The controls of the sandbox at an address."""
    import os

    from unibooks.sandbox.controls import Controls as Found

    return Found(url, certificate=os.environ.get("SSL_CERT_FILE"))


def print_json(value: Any) -> None:
    """A value, for programs."""
    typer.echo(json.dumps(value, indent=2))


def print_rows(rows: Sequence[dict[str, Any]], columns: Iterable[str], empty: str, *, as_json: bool) -> None:
    """Some members of each row as a table, all of them as JSON."""
    if as_json:
        print_json(rows)
        return
    from unibooks.cli.tables import show

    names = list(columns)
    show(
        [name.replace("_", " ") for name in names],
        [[_cell(row[name]) for name in names] for row in rows],
        empty,
    )


def pairs(given: Iterable[str] | None) -> dict[str, Any]:
    """`NAME=VALUE` texts, numbers and truth values read as such.

    Raises:
        typer.BadParameter: one has no `=`.
    """
    found: dict[str, Any] = {}
    for one in given or ():
        name, equals, text = one.partition("=")
        if not equals:
            raise typer.BadParameter(f"'{one}' must be NAME=VALUE")
        found[name] = _read(text)
    return found


def _read(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdecimal() else text


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON
    return value
