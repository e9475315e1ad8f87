"""How a local Exact Online is described to whoever starts it. Nothing of the database is loaded for that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rich.table import Table

from unibooks.core.secret import Secret
from unibooks.sandbox.exact import World

SYSTEM: Final = "exact-nl"


@dataclass(frozen=True)
class Registered:
    """An app as a sandbox and unibooks both know it."""

    client_id: str
    client_secret: Secret
    redirect_uris: tuple[str, ...]


def described(url: str, app: Registered, world: World) -> Table:
    """What somebody who looks at the terminal needs to use a sandbox."""
    table = Table(box=None, show_header=False, pad_edge=False, title="A local Exact Online", title_justify="left")
    table.add_row("address", url)
    table.add_row("client id", app.client_id)
    table.add_row("client secret", app.client_secret.reveal())
    _rows(table, "redirect URI", app.redirect_uris)
    _rows(table, "user", (f"{user.full_name} ({user.name}), any password" for user in world.users.values()))
    _rows(table, "company", (f"{company.name} ({company.code})" for company in world.companies.values()))
    return table


def _rows(table: Table, label: str, values: Iterable[str]) -> None:
    for number, value in enumerate(values):
        table.add_row("" if number else label, value)
