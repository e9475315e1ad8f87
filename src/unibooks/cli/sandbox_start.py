"""`unibooks sandbox` without a sub-command: a local Exact Online until it is interrupted."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from unibooks.cli.loop import run
from unibooks.cli.ports import check_port
from unibooks.cli.presented import SYSTEM, Registered, described
from unibooks.cli.tables import console
from unibooks.core.clock import ShiftedClock, SystemClock
from unibooks.core.secret import Secret
from unibooks.sandbox import defaults
from unibooks.sandbox.exact import App, LimitRules, Tls, World, create_app, serve
from unibooks.sandbox.exact import Settings as SandboxSettings
from unibooks.sandbox.exact.certificate import certificate
from unibooks.sandbox.exact.readings import changes
from unibooks.sandbox.exact.seed import build_world
from unibooks.sandbox.exact.statefile import StateFile
from unibooks.sandbox.exact.switches import switch


class NotUnderstood(Exception):
    """An option of `unibooks sandbox` does not say what it has to."""


@dataclass(frozen=True)
class Asked:
    """The options of `unibooks sandbox`, as they were given; None where one was not."""

    host: str
    port: int
    state: Path | None
    auto_consent: bool
    client_id: str | None
    client_secret: str | None
    redirect_uris: tuple[str, ...]
    apps: tuple[str, ...]
    limits: str
    switches: tuple[str, ...]
    at: str | None
    frozen: bool
    tls: Path | None
    ready_file: Path | None


def run_sandbox(asked: Asked) -> None:
    """Serve a sandbox alone until it is interrupted.

    Raises:
        NotUnderstood: an option is not as it has to be.
        AddressInUse: the port is taken.
        StateFileError: the state file cannot be used.
    """
    check_port(asked.host, asked.port)
    settings, clock = _settings(asked), _clock(asked)
    file = StateFile(asked.state) if asked.state else None
    world = build_world(clock)
    known = bool(file and not file.fresh)
    if not known:
        _register_asked(world, asked, first=True)
    # the seed stays as long as the process; nobody need look for rubbish in it
    gc.freeze()
    gc.enable()
    served = create_app(world, settings, file=file)
    if known:
        _register_asked(world, asked, first=False)
    tls = certificate(asked.tls, SystemClock().now()) if asked.tls else None
    app = world.apps.get(asked.client_id or "") or next(iter(world.apps.values()))

    def started(url: str) -> None:
        console().print(described(url, Registered(app.client_id, Secret(app.client_secret), app.redirect_uris), world))
        console().print(_advice(url, asked, tls), markup=False)
        if asked.ready_file:
            _tell(asked.ready_file, _ready(url, app, world, tls))

    run(serve(served, asked.host, asked.port, started=started, tls=tls))


def _settings(asked: Asked) -> SandboxSettings:
    settings = SandboxSettings(auto_consent=asked.auto_consent, limits=_limits(asked.limits))
    try:
        for one in asked.switches:
            name, equals, value = one.partition("=")
            known = dict([switch(name, value)]) if equals else changes(name)
            settings = replace(settings, **known)
    except ValueError as fault:
        raise NotUnderstood(f"--switch: {fault}") from None
    return settings


def _limits(text: str) -> LimitRules:
    if text in ("on", "off"):
        return LimitRules(enforced=text == "on")
    known = {one.name for one in fields(LimitRules)} - {"enforced"}
    found: dict[str, Any] = {}
    for one in text.split(","):
        name, _, value = one.partition("=")
        if name not in known or not value.isdecimal():
            raise NotUnderstood(
                f"--limits must be 'on', 'off' or NAME=NUMBER,.. with names of {', '.join(sorted(known))}"
            )
        found[name] = int(value)
    return replace(LimitRules(), **found)


def _clock(asked: Asked) -> ShiftedClock:
    clock = ShiftedClock()
    if asked.frozen:
        clock.freeze()
    if asked.at is not None:
        try:
            at = datetime.fromisoformat(asked.at)
            clock.set((at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC))
        except (ValueError, OverflowError):
            raise NotUnderstood("--at must be an instant such as 2026-03-02T09:00:00Z") from None
    return clock


def _callback_of_unibooks() -> str:
    """Where unibooks itself has users sent back to.

    Its settings take long to load, and whoever uses the sandbox alone has none.
    """
    if Path(".env").exists() or any(name.startswith("UNIBOOKS_") for name in os.environ):
        from unibooks.cli.servers import redirect_uri

        return redirect_uri(SYSTEM)
    return defaults.UNIBOOKS_REDIRECT_URI


def _register_asked(world: World, asked: Asked, *, first: bool) -> None:
    """Register the apps of the command line; in a state that is known already, only what was named."""
    if first or asked.client_id or asked.client_secret or asked.redirect_uris:
        key = asked.client_id or next(iter(world.apps), defaults.CLIENT_ID)
        uris = (defaults.REDIRECT_URI, _callback_of_unibooks())
        app = world.apps.setdefault(key, App(key, defaults.CLIENT_SECRET, uris, webhook_secret=defaults.WEBHOOK_SECRET))
        app.client_secret = asked.client_secret or app.client_secret
        app.redirect_uris = asked.redirect_uris or app.redirect_uris
    for one in asked.apps:
        client_id, _, rest = one.partition(",")
        secret, _, uri = rest.partition(",")
        if not (client_id and secret and uri):
            raise NotUnderstood("--app must be ID,SECRET,REDIRECT_URI")
        world.apps[client_id] = App(client_id, secret, (uri,), webhook_secret=defaults.WEBHOOK_SECRET)


def _ready(url: str, app: App, world: World, tls: Tls | None) -> dict[str, Any]:
    return {
        "url": url,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": app.redirect_uris[0],
        "webhook_secret": app.webhook_secret,
        "users": [user.name for user in world.users.values()],
        "divisions": list(world.companies),
        "certificate": str(tls.certificate.resolve()) if tls else None,
        "pid": os.getpid(),
    }


def _tell(path: Path, told: dict[str, Any]) -> None:
    """Write the file at once: whoever waits for it never reads half of it."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
    half.replace(path)


def _advice(url: str, asked: Asked, tls: Tls | None) -> str:
    lines = [
        "",
        f"Use {url} in the place of https://start.exactonline.nl; unibooks does so with UNIBOOKS_EXACT_URL={url}.",
        f"A token without a browser: unibooks sandbox token{'' if url == defaults.URL else f' --url {url}'}",
        f"Everything is kept in {asked.state}."
        if asked.state
        else "It forgets everything when it stops; --state FILE keeps it.",
    ]
    if tls:
        lines.append(f"Clients have to trust {tls.certificate}, for example with SSL_CERT_FILE.")
    return "\n".join([*lines, "Ctrl-C stops it."])
