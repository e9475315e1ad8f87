"""Steering a running sandbox: time, failures, limits, switches, the call log, snapshots."""

from __future__ import annotations

from typing import Annotated

import typer

from unibooks.cli.sandbox_options import URL, Json, Method, Pairs, Path, Url, controls, pairs, print_json, print_rows

app = typer.Typer()

Name = Annotated[str, typer.Argument(help="Name of the snapshot.")]


@app.command()
def clock(
    advance: Annotated[float, typer.Option(help="Move it ahead by that many seconds.")] = 0,
    at: Annotated[str, typer.Option("--set", help="Jump to an instant, such as 2026-03-02T09:00:00Z.")] = "",
    freeze: Annotated[bool | None, typer.Option("--freeze/--thaw", help="Stop it, or let it run on.")] = None,
    url: Url = URL,
) -> None:
    """Show the time that a sandbox believes in, or move it."""
    asked = {"advance": advance or None, "set": at or None, "freeze": freeze}
    body = {name: value for name, value in asked.items() if value is not None}
    told = controls(url).call("POST", "clock", body) if body else controls(url).call("GET", "clock")
    typer.echo(told["now"] + ("  (it stands still)" if told["frozen"] else ""))


@app.command()
def fault(
    name: Annotated[str, typer.Argument(help="Which failure; `unibooks sandbox fault-names` lists them.")],
    times: Annotated[int, typer.Option(help="How often.")] = 1,
    path: Path = "",
    method: Method = "",
    url: Url = URL,
) -> None:
    """Let the next matching calls fail."""
    controls(url).fault(name, times=times, path=path, method=method)


@app.command()
def faults(
    clear: Annotated[bool, typer.Option("--clear", help="Let nothing fail any more.")] = False,
    as_json: Json = False,
    url: Url = URL,
) -> None:
    """List the failures that are still to come."""
    if clear:
        controls(url).clear_faults()
        return
    found = controls(url).faults()
    print_rows(found, ("name", "times", "method", "path"), "Nothing is to fail.", as_json=as_json)


@app.command()
def latency(
    seconds: Annotated[float | None, typer.Argument(help="How long; nothing shows what is set.")] = None,
    path: Path = "",
    method: Method = "",
    clear: Annotated[bool, typer.Option("--clear", help="Hold up nothing any more.")] = False,
    as_json: Json = False,
    url: Url = URL,
) -> None:
    """Hold up matching calls, in real time."""
    if clear:
        controls(url).clear_latency()
    if seconds is not None:
        controls(url).latency(seconds, path=path, method=method)
    elif not clear:
        found = controls(url).latencies()
        print_rows(found, ("seconds", "method", "path"), "Nothing is held up.", as_json=as_json)


@app.command()
def limits(given: Pairs = None, as_json: Json = False, url: Url = URL) -> None:
    """Show the limits, or change some: minute=600 day=100000 errors=10 token_calls=200 enforced=false."""
    _print_named(controls(url).limits(**pairs(given)), as_json=as_json)


@app.command("settings")
def switches(given: Pairs = None, as_json: Json = False, url: Url = URL) -> None:
    """Show the switches, or turn some while it runs: refresh_grace=true unauthorised=empty."""
    _print_named(controls(url).settings(**pairs(given)), as_json=as_json)


@app.command()
def calls(
    path: Path = "",
    method: Method = "",
    status: Annotated[int, typer.Option(help="Only calls answered with it.")] = 0,
    company: Annotated[int, typer.Option(help="Only calls on this company.")] = 0,
    clear: Annotated[bool, typer.Option("--clear", help="Forget the calls so far.")] = False,
    as_json: Json = False,
    url: Url = URL,
) -> None:
    """List what was called, newest last; bodies and tokens are not kept."""
    if clear:
        controls(url).clear_calls()
        return
    found = controls(url).calls(path=path, method=method, status=status, company=company)
    columns = ("number", "status", "method", "path", "query", "fault")
    print_rows(found, columns, "Nothing was called.", as_json=as_json)


@app.command()
def webhooks(as_json: Json = False, url: Url = URL) -> None:
    """List the messages of webhooks: those that were sent, then those on their way."""
    columns = ("company", "topic", "action", "key", "attempts", "status", "outcome", "due")
    print_rows(controls(url).webhooks(), columns, "There are no messages.", as_json=as_json)


@app.command()
def snapshot(name: Name, url: Url = URL) -> None:
    """Keep the present state under a name, until the sandbox stops."""
    controls(url).snapshot(name)


@app.command()
def snapshots(url: Url = URL) -> None:
    """List the snapshots; `start` is always there."""
    for name in controls(url).snapshots():
        typer.echo(name)


@app.command()
def restore(name: Name, url: Url = URL) -> None:
    """Go back to a snapshot; it stays."""
    controls(url).restore(name)


@app.command()
def forget(name: Name, url: Url = URL) -> None:
    """Drop a snapshot."""
    controls(url).forget(name)


@app.command()
def reset(url: Url = URL) -> None:
    """Go back to how the sandbox began, and forget the calls so far."""
    controls(url).reset()


def _print_named(values: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print_json(values)
        return
    for name, value in values.items():
        typer.echo(f"{name} = {str(value).lower() if isinstance(value, bool) else value}")
