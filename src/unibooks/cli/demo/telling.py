"""How the story looks on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from unibooks.cli.demo.vendor import Answer


class NotAsTold(Exception):
    """Something came out differently than the story says; the message says what."""


class Telling:
    """Prints chapters, facts and tables, and stops the story when a fact is not as told."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._chapter = 0
        self.calls = 0

    def chapter(self, title: str) -> None:
        """Begin a chapter."""
        self._chapter += 1
        self._console.print(f"\n[bold cyan]{self._chapter}[/]  [bold]{escape(title)}[/]")

    def say(self, text: str) -> None:
        """A sentence, in Rich's markup; an empty one leaves a line free."""
        self._console.print(Padding(text, (0, 0, 0, 3), expand=False) if text else "")

    def call(self, request: str, answer: Answer) -> None:
        """The request that was made, how it was answered, and what it cost in the target."""
        cost = ""
        if answer.calls is not None:
            self.calls += answer.calls
            cost = f"   [dim]{answer.calls} {'call' if answer.calls == 1 else 'calls'} to Exact[/]"
        self.say(f"[green]{escape(request)}[/]  {answer.status}{cost}")
        for warning in answer.warnings:
            self.say(f"[yellow]warning[/] {escape(warning)}")

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[str] = ()) -> None:
        """Rows under a heading; the columns named in `right` hold numbers."""
        table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 3, 0, 0))
        for column in columns:
            table.add_column(column, justify="right" if column in right else "left", no_wrap=column in right)
        for row in rows:
            table.add_row(*(escape(shown(value)) for value in row))
        self._console.print(Padding(table, (0, 0, 0, 3), expand=False))

    def check(self, holds: bool, sentence: str) -> None:
        """Say that something was verified.

        Raises:
            NotAsTold: it does not hold.
        """
        if not holds:
            raise NotAsTold(sentence)
        self.say(f"[bold green]checked[/] {escape(sentence)}")


def expect(answer: Answer, status: int, request: str) -> Answer:
    """The answer, if it has the status that the story needs.

    Raises:
        NotAsTold: it has another; the API's own message is quoted.
    """
    if answer.status != status:
        said = answer.errors.get("message", "no message")
        raise NotAsTold(f"{request} answers {status}; it answered {answer.status}: {said}")
    return answer


def shown(value: Any) -> str:
    """A cell: amounts with two decimals, nothing as a dash."""
    if value is None:
        return "-"
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
