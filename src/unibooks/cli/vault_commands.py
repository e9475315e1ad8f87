"""`unibooks vault`: the key ring under which secrets are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unibooks.vault.rotation import Rotated

app = typer.Typer(help="The key ring under which secrets are kept.", no_args_is_help=True)


@app.command("add-key")
def add_key() -> None:
    """Put a fresh key in front of the key ring file; from the next start on it seals.

    Start every server again afterwards, so that all of them can open what the others seal; then run `unibooks vault
    rotate`. Where the ring stands in UNIBOOKS_VAULT_KEYS, the key is printed for you to put in front there.
    """
    from unibooks.settings import load
    from unibooks.vault.ring import add_key as put_in_front
    from unibooks.vault.ring import new_key

    settings = load()
    if settings.vault_keys is not None:
        typer.echo(new_key())
        typer.echo("Put it in front of UNIBOOKS_VAULT_KEYS, with a comma behind it.", err=True)
    else:
        ids = put_in_front(settings.vault_keys_file)
        typer.echo(f"{settings.vault_keys_file} holds {', '.join(ids)} now; the first one seals.")
    typer.echo("Next: back the ring up, start every server again, then run unibooks vault rotate.", err=True)


@app.command()
def rotate() -> None:
    """Put every stored secret under the newest key of the ring.

    Servers may run beside it when they were started with the newest key. It can be stopped and started again at any time.
    """
    from unibooks.cli.opening import with_vault
    from unibooks.cli.tables import show
    from unibooks.vault.rotation import rotate as put_under_newest

    rotated = with_vault(put_under_newest)
    show(
        ("secrets", "moved", "left", "broken"),
        [(one.place, one.done, one.left, len(one.broken)) for one in rotated],
        "No secret is stored.",
    )
    _tell(rotated)


def _tell(rotated: Iterable[Rotated]) -> None:
    rotated = list(rotated)
    broken = [sentence for one in rotated for sentence in one.broken]
    for sentence in broken:
        typer.secho(f"{sentence}.", err=True, fg=typer.colors.RED)
    if any(one.left for one in rotated):
        typer.echo("Some were being changed; run it again.", err=True)
    elif not broken:
        typer.echo("Every secret is under the newest key. The older ones can leave the ring once no backup needs them.")
    if broken:
        raise typer.Exit(1)
