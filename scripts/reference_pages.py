"""The generated pages of docs/reference/, each a function from the code to its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import typer
from typer.testing import CliRunner

from unibooks.cli.main import app
from unibooks.core import errors
from unibooks.sandbox.exact.behaviours import BEHAVIOURS
from unibooks.sandbox.exact.control import CONTROLS
from unibooks.sandbox.exact.faults import KINDS
from unibooks.sandbox.exact.readings import READINGS
from unibooks.sandbox.exact.switches import SWITCHES
from unibooks.settings import PREFIX, Settings

NOTICE: Final = "<!-- Generated from the code by `make docs`. Do not edit. -->"
COLUMNS: Final = "88"


def page(title: str, *parts: str) -> str:
    """A whole page."""
    return "\n\n".join([f"# {title}", NOTICE, *parts]) + "\n"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def settings_page() -> str:
    """Every setting with its default and meaning."""
    rows = [
        (f"`{PREFIX}{name.upper()}`", default, field.description or "")
        for name, field in Settings.model_fields.items()
        for default in [_default(name)]
    ]
    intro = (
        "Settings come from the environment, then from a file `.env` in the working directory, then from the defaults "
        "below. `unibooks settings` shows the values in force and where each comes from."
    )
    return page("Settings", intro, table(("variable", "default", "meaning"), rows))


def env_example() -> str:
    """A `.env` to copy, with every setting commented out."""
    lines = ["# Copy to .env and uncomment what should differ. Made from the code by `make docs`."]
    for name, field in Settings.model_fields.items():
        lines += ["", f"# {field.description}", f"# {PREFIX}{name.upper()}={_default(name).strip('`')}"]
    return "\n".join(lines) + "\n"


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default_factory is not None or field.default is None:
        return ""
    return f"`{field.default}`"


def errors_page() -> str:
    """Every error a caller can meet, from the tree in the docstring of `core.errors`."""
    drawn = re.findall(r"[├└]── (\w+)\s+(\d{3})\s+(.+)", errors.__doc__ or "")
    classes = {cls.__name__: cls for cls in errors.UnibooksError.__subclasses__()}
    if set(classes) != {name for name, _, _ in drawn}:
        raise SystemExit("the tree in core/errors.py does not show every class")
    rows = [
        (f"{classes[name].status}", f"`{classes[name].code}`", _first_line(classes[name]), next_step)
        for name, _, next_step in drawn
    ]
    intro = (
        "Every error has one status and one next step. `validationErrors` names each fault with the caller's own path to the "
        "field; `downstreamErrors` quotes what the accounting system said; `requestId` finds the log line."
    )
    form = """```json
{
  "data": null,
  "meta": {},
  "errors": {
    "statusCode": 400,
    "code": "INVALID_PARAMETERS",
    "message": "...",
    "validationErrors": [{"field": "lineItems[0].taxCode", "code": "UNKNOWN_REFERENCE", "message": "..."}],
    "downstreamErrors": [],
    "requestId": "..."
  }
}
```"""
    more = (
        "401 also has `connectUrl`, a fresh link for the end user. 429 and 503 have a `Retry-After` header, and `retryAt` where "
        "the time is known. 405 has `Allow`. A fault in unibooks itself answers 500 `UNEXPECTED` with the request id."
    )
    return page("Errors", intro, form, more, table(("status", "code", "meaning", "next step"), rows))


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().splitlines()[0]


def cli_page() -> str:
    """The help of every command."""
    parts: list[str] = []
    for path in _commands(app, ()):
        result = CliRunner().invoke(app, [*path, "--help"], prog_name="unibooks", env={"COLUMNS": COLUMNS})
        text = "\n".join(line.rstrip() for line in result.output.strip().splitlines())
        parts.append(f"## `{' '.join(('unibooks', *path))}`\n\n```text\n{text}\n```")
    return page("Command line", *parts)


def _commands(group: typer.Typer, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    for command in group.registered_commands:
        assert command.callback is not None
        yield (*path, command.name or command.callback.__name__.replace("_", "-"))
    for child in group.registered_groups:
        assert child.typer_instance is not None
        yield from _commands(child.typer_instance, (*path, str(child.name)))


def behaviours_page() -> str:
    """What the sandbox does, and how sure that is."""
    intro = (
        "How the sandbox behaves. *Confirmed* names its source; *assumed* is our reading where there is none or where sources "
        "disagree: the one that is harder on a client."
    )
    parts: list[str] = []
    ordered = sorted(BEHAVIOURS, key=lambda one: one.area)
    for area, group in groupby(ordered, key=lambda one: one.area):
        rows = [(one.statement, one.mark, one.evidence) for one in group]
        parts.append(f"## {area[:1].upper()}{area[1:]}\n\n{table(('behaviour', 'mark', 'evidence'), rows)}")
    return page("Behaviour of the sandbox", intro, *parts)


def controls_page() -> str:
    """The controls of the sandbox, its failures and its switches."""
    intro = (
        "Calls that the sandbox takes besides Exact's own. A POST has a JSON object as its body, the others have a query. "
        'What cannot be done answers 400 or 409 with `{"error": "..."}`; 204 is an empty answer. '
        "`unibooks sandbox --help` lists the same as commands."
    )
    controls = [
        (
            f"`{one.method} /_sandbox/{one.path}`",
            one.does,
            "<br>".join(f"`{name}`: {meaning}" for name, meaning in one.members.items() if one.path != "settings"),
        )
        for one in CONTROLS
    ]
    failures = [(f"`{name}`", kind.does) for name, kind in KINDS.items()]
    questions = {reading.setting: reading for reading in READINGS}
    switches = [
        (f"`{one.name}`", f"`{_plain(one.default)}`", one.meaning) for one in SWITCHES if one.name not in questions
    ]
    readings = [
        (
            f"`{one.setting}`",
            f"`{_plain(one.default)}`",
            ", ".join(f"`{_plain(value)}`" for value in one.others),
            f"{one.question} {one.why}",
        )
        for one in READINGS
    ]
    return page(
        "Controls of the sandbox",
        intro,
        table(("call", "what it does", "members"), controls),
        "## Failures",
        table(("fault", "what happens"), failures),
        "## Switches",
        table(("switch", "default", "meaning"), switches),
        "## Readings",
        "Switches for what is disputed or not known about Exact.",
        table(("switch", "default", "others", "question and evidence"), readings),
    )


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
