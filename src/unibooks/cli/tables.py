"""How commands print tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from unibooks.cli.doctor import Finding
    from unibooks.settings import Described

#: Columns of a table that goes into a file or a pipe, where there is no terminal to ask.
PIPE_WIDTH: Final = 160

LEVELS: Final = {"ok": "[green]ok[/]", "warn": "[yellow]warn[/]", "fail": "[red]fail[/]"}


def console() -> Console:
    """Standard output; wide enough not to break lines when it is not a terminal."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)


def show(columns: Sequence[str], rows: Iterable[Sequence[Any]], empty: str) -> None:
    """A table, or a sentence where it has no rows."""
    listed = list(rows)
    if not listed:
        console().print(empty, markup=False)
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in listed:
        table.add_row(*(_cell(value) for value in row))
    console().print(table)


def settings_table(described: Iterable[Described]) -> Table:
    """Every setting on two rows: name, value and source, and below it what it does."""
    table = Table("setting", "value", "from", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for one in described:
        table.add_row(one.env, _escaped(one.value) or "[dim]not set[/]", one.source)
        table.add_row("", f"[dim]{_escaped(one.meaning)}[/]", "")
    return table


def findings_table(findings: Iterable[Finding]) -> Table:
    """What was examined, how it is, and what to do about it."""
    table = Table("", "checked", "found", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for one in findings:
        table.add_row(LEVELS[one.level.value], one.what, _escaped(one.found))
        if one.cure:
            table.add_row("", "", f"[bold]{_escaped(one.cure)}[/]")
    return table


def _cell(value: Any) -> str:
    if value is None:
        return "[dim]-[/]"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return _escaped(str(value))


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)
