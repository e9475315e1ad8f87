"""What the sandbox does and can: its behaviours, readings and failures. Nothing has to run for these."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from unibooks.cli.sandbox_options import Json, print_json, print_rows

app = typer.Typer()


class Form(StrEnum):
    """How something is printed."""

    TEXT = "text"
    JSON = "json"


class Mark(StrEnum):
    """How sure a behaviour is."""

    CONFIRMED = "confirmed"
    ASSUMED = "assumed"


@app.command()
def behaviours(
    form: Annotated[Form, typer.Option("--format", help="Text to read, or JSON for programs.")] = Form.TEXT,
    area: Annotated[str, typer.Option(help="Only this part of the sandbox, such as 'oauth'.")] = "",
    mark: Annotated[Mark | None, typer.Option(help="Only what is this sure.")] = None,
) -> None:
    """List everything the sandbox does as Exact does it, and how sure that is."""
    from dataclasses import asdict
    from itertools import groupby

    from unibooks.sandbox.exact.behaviours import BEHAVIOURS

    areas = {one.area for one in BEHAVIOURS}
    if area and area not in areas:
        raise typer.BadParameter(f"'{area}' is not an area; there are {', '.join(sorted(areas))}", param_hint="--area")
    found = [one for one in BEHAVIOURS if area in ("", one.area) and mark in (None, one.mark)]
    if form is Form.JSON:
        print_json([asdict(one) for one in found])
        return
    for name, group in groupby(sorted(found, key=lambda one: one.area), key=lambda one: one.area):
        typer.echo(f"{name[:1].upper()}{name[1:]}")
        for one in group:
            typer.echo(f"  {one.mark:<9}  {one.statement}")
            typer.echo(f"             {one.evidence}")
        typer.echo()


@app.command()
def readings(as_json: Json = False) -> None:
    """List what is disputed about Exact, and the switches that show it one way or the other."""
    from unibooks.sandbox.exact.readings import READINGS

    if as_json:
        print_json(
            [
                {
                    "switch": one.setting,
                    "question": one.question,
                    "default": one.default,
                    "others": list(one.others),
                    "why": one.why,
                }
                for one in READINGS
            ]
        )
        return
    for one in READINGS:
        others = ", ".join(_text(value) for value in one.others)
        typer.echo(f"{one.setting} = {_text(one.default)}  (or {others})\n  {one.question}\n  {one.why}\n")


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@app.command("fault-names")
def fault_names(as_json: Json = False) -> None:
    """List the failures that a sandbox can be told to have."""
    from unibooks.sandbox.exact.faults import KINDS

    rows = [{"fault": name, "what_happens": kind.does} for name, kind in KINDS.items()]
    print_rows(rows, ("fault", "what_happens"), "", as_json=as_json)
