"""What the customer's accountant does in Exact itself, in a running sandbox."""

from __future__ import annotations

from typing import Annotated

import typer

from unibooks.cli.sandbox_options import URL, Division, Url, controls

app = typer.Typer()

Keys = Annotated[list[str], typer.Argument(help="EntryIDs; with --lines, IDs of ledger lines.")]
Lines = Annotated[bool, typer.Option("--lines", help="The keys are those of ledger lines.")]
Journal = Annotated[str | None, typer.Option(help="Code of a journal; all of them by default.")]


@app.command()
def match(
    division: Division,
    keys: Keys,
    lines: Lines = False,
    amount: Annotated[str | None, typer.Option(help="No more than this; the rest stays open.")] = None,
    url: Url = URL,
) -> None:
    """Match an invoice with its payment."""
    made = controls(url).match(division, *(() if lines else keys), lines=keys if lines else (), amount=amount)
    for part in made:
        typer.echo(f"{part['line']}  {part['amount']}")


@app.command()
def unmatch(division: Division, keys: Keys, lines: Lines = False, url: Url = URL) -> None:
    """Undo the matches of entries or ledger lines; they are open again."""
    controls(url).unmatch(division, *(() if lines else keys), lines=keys if lines else ())


@app.command("close-period")
def close_period(division: Division, year: int, period: int, journal: Journal = None, url: Url = URL) -> None:
    """Let a financial period take no more bookings."""
    controls(url).close_period(division, year, period, journal=journal)


@app.command("open-period")
def open_period(division: Division, year: int, period: int, journal: Journal = None, url: Url = URL) -> None:
    """Let a financial period take bookings again."""
    controls(url).open_period(division, year, period, journal=journal)


@app.command("select-payments")
def select_payments(
    division: Division,
    payments: Annotated[list[str], typer.Argument(help="IDs of cashflow/Payments.")],
    selected: Annotated[bool, typer.Option("--select/--take-back", help="Select them, or take them back.")] = True,
    url: Url = URL,
) -> None:
    """Select payment terms to suppliers for payment, as is done before they are processed."""
    controls(url).select_payments(division, *payments, selected=selected)


@app.command()
def process(
    division: Division,
    entry: Annotated[str, typer.Argument(help="EntryID of a booked entry, or ID of a purchase invoice.")],
    status: Annotated[int, typer.Option(help="50 Processed, 20 Open or 5 Rejected.")] = 50,
    url: Url = URL,
) -> None:
    """Set the status of an entry and its ledger lines, or process an open purchase invoice."""
    controls(url).call("POST", "process", {"division": division, "entry": entry, "status": status})
