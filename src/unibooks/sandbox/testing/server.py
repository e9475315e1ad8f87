"""A sandbox in a thread of its own, so that tests of any kind can wait for its answers."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from unibooks.core.clock import ShiftedClock, SystemClock
from unibooks.sandbox import defaults
from unibooks.sandbox.controls import Controls
from unibooks.sandbox.exact.app import create_app
from unibooks.sandbox.exact.certificate import certificate, files_in
from unibooks.sandbox.exact.limits import LimitRules
from unibooks.sandbox.exact.seed import build_world
from unibooks.sandbox.exact.server import Tls, running
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App
from unibooks.sandbox.exact.statefile import StateFile
from unibooks.sandbox.exact.switches import switch


@dataclass(frozen=True)
class _Thread:
    """Where a sandbox runs, and how it is ended."""

    thread: threading.Thread
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event
    url: str


@dataclass
class _Start:
    """What a thread needs, and what it tells."""

    port: int
    file: StateFile | None
    tls: Tls | None
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, str]] = field(
        default_factory=Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, str]]
    )


class ExactSandbox(Controls):
    """A local Exact Online with one registered app; `with` starts and stops it.

    Args:
        client_id: of the app.
        client_secret: of the app.
        redirect_uris: where the app may have users sent back to; nothing has to listen there.
        webhook_secret: signs the app's webhooks.
        auto_consent: whether the login address redirects at once, as if the first user had agreed to everything.
        limits: the limits; `False` counts calls and refuses none.
        at: the time at which its clock begins, without an offset in UTC; now by default. The seeded year ends before that month.
        frozen: whether its clock stands still until it is moved.
        state: a file that keeps everything beyond the process.
        tls: a folder for a self-made certificate; the address begins with `https` then.
        port: the port to listen on; a free one by default.
        switches: any other attribute of `Settings`, readings among them.

    Raises:
        ValueError: there is no such switch.
        OSError: when the port is taken.
    """

    def __init__(
        self,
        *,
        client_id: str = defaults.CLIENT_ID,
        client_secret: str = defaults.CLIENT_SECRET,
        redirect_uris: tuple[str, ...] = (defaults.REDIRECT_URI,),
        webhook_secret: str = defaults.WEBHOOK_SECRET,
        auto_consent: bool = True,
        limits: LimitRules | bool = True,
        at: datetime | None = None,
        frozen: bool = False,
        state: Path | str | None = None,
        tls: Path | str | None = None,
        port: int = 0,
        **switches: Any,
    ) -> None:
        self._app = App(client_id, client_secret, tuple(redirect_uris), webhook_secret=webhook_secret)
        rules = limits if isinstance(limits, LimitRules) else LimitRules(enforced=limits)
        settings = Settings(limits=rules, auto_consent=auto_consent)
        self._settings = replace(settings, **dict(switch(*one) for one in switches.items()))
        self._at = at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
        self._frozen = frozen
        self._state = None if state is None else Path(state)
        self._tls = None if tls is None else Path(tls)
        self._port = port
        self._running: _Thread | None = None
        super().__init__()

    @property
    def url(self) -> str:
        """The address to use in the place of `https://start.exactonline.nl`."""
        if self._running is None:
            raise RuntimeError("this sandbox is not running: use it in a `with` block, or call start()")
        return self._running.url

    @property
    def client_id(self) -> str:
        """The client id of the app."""
        return self._app.client_id

    @property
    def client_secret(self) -> str:
        """The client secret of the app."""
        return self._app.client_secret

    @property
    def redirect_uri(self) -> str:
        """The first redirect URI of the app."""
        return self._app.redirect_uris[0]

    @property
    def webhook_secret(self) -> str:
        """What the app's webhooks are signed with."""
        return self._app.webhook_secret

    @property
    def certificate(self) -> str | None:
        """The file with the certificate that clients have to trust, None without TLS."""
        return None if self._tls is None else str(files_in(self._tls).certificate)

    def start(self) -> Self:
        """Start it and wait until it answers; a second time does nothing."""
        if self._running is not None:
            return self
        clock = ShiftedClock()
        if self._frozen:
            clock.freeze()
        if self._at is not None:
            clock.set(self._at)
        tls = None if self._tls is None else certificate(self._tls, SystemClock().now())
        start = _Start(self._port, None if self._state is None else StateFile(self._state), tls)
        thread = threading.Thread(target=self._run, args=(start, clock), name="exact-sandbox", daemon=True)
        thread.start()
        try:
            self._running = _Thread(thread, *start.begun.result())
        except BaseException:
            thread.join()
            raise
        super().__init__(self.url, certificate=self.certificate)
        return self

    def stop(self) -> None:
        """Stop it; a sandbox without a state file forgets everything."""
        if self._running is not None:
            self._running.loop.call_soon_threadsafe(self._running.stop.set)
            self._running.thread.join()
            self._running = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, start: _Start, clock: ShiftedClock) -> None:
        try:
            asyncio.run(self._serve(start, clock))
        except BaseException as fault:  # whoever waits for the start is told; nobody else would see it
            if start.begun.done():
                raise
            start.begun.set_exception(fault)
        finally:
            if start.file is not None:
                start.file.close()

    async def _serve(self, start: _Start, clock: ShiftedClock) -> None:
        world = build_world(clock)
        world.apps[self._app.client_id] = replace(self._app)
        app = create_app(world, self._settings, file=start.file)
        async with running(app, start.port, tls=start.tls) as url:
            stop = asyncio.Event()
            start.begun.set_result((asyncio.get_running_loop(), stop, url))
            await stop.wait()
