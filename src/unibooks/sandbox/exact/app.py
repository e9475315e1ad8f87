"""The sandbox as one ASGI app."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

from starlette.types import Receive, Scope, Send

from unibooks.sandbox.exact import control
from unibooks.sandbox.exact.api import Api, Outcome, failure
from unibooks.sandbox.exact.books import Rules, virtuals
from unibooks.sandbox.exact.books import writers as books_writers
from unibooks.sandbox.exact.control import CallLog, Panel
from unibooks.sandbox.exact.downloads import download
from unibooks.sandbox.exact.faults import BEFORE, SILENT, Delay, Delays, Faults, cut, instead, lose, stay_silent
from unibooks.sandbox.exact.http import Answer, Call, TooLargeError, read_call
from unibooks.sandbox.exact.limits import ErrorBlock, LimitRules, Meter
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.oauth_pages import OAuthPages
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.snapshots import Snapshots
from unibooks.sandbox.exact.state import World
from unibooks.sandbox.exact.statefile import StateFile
from unibooks.sandbox.exact.webhooks import Outbox
from unibooks.sandbox.exact.writing import Writers
from unibooks.sandbox.exact.xml_upload import XmlUpload

_API: Final = "/api/v1/"
_OAUTH: Final = "/api/oauth2/"
_DOWNLOAD: Final = "/docs/sysattachment.aspx"
_XML_UPLOAD: Final = "/docs/xmlupload.aspx"
_CONTROL: Final = "/_sandbox/"
#: The calls that `Settings.latency` holds up.
_API_PATHS: Final = "(?i)^/api/v1/"


class Sandbox:
    """Takes each call apart once and hands it to the part that answers.

    Args:
        world: the companies, users and apps.
        settings: how it begins; controls may change limits and switches later.
        writers: how each entity is written; the books' own rules where there are none.
        file: keeps the state beyond the process; what it holds already takes the world's place.
    """

    def __init__(self, world: World, settings: Settings, writers: Writers | None, file: StateFile | None) -> None:
        self._world = world
        self._settings = settings
        self._given_writers = writers
        self._faults = Faults()
        self._delays = Delays([Delay(settings.latency, _API_PATHS)] if settings.latency else [])
        self._log = CallLog()
        self._consents = Consents(world, settings)
        self._meter, self._errors = Meter(settings.limits), ErrorBlock(settings.limits)
        self._oauth = OAuthPages(world, self._consents, settings)
        self._xml = XmlUpload(world, self._consents, self._meter)
        self._outbox = Outbox(world, self._faults.take_webhook, keep=lambda: self._keep(books=True))
        self._wire(settings)
        self._file = file
        self._snapshots = Snapshots(self, world, (self._log, self._outbox, file))
        self._panel = Panel(
            world,
            self._consents,
            self._faults,
            self._delays,
            self._log,
            self._snapshots,
            lambda: self._meter.rules,
            self._limit,
            lambda: self._settings,
            self._wire,
        )
        if file is not None and not file.fresh:
            self._snapshots.before_writing()
            file.load(world, self._parts)
        if file is not None:
            file.flush(world, self._parts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Send what waits from an earlier run, and in the end stop sending and keep the state."""
        await receive()
        if self._world.deliveries:
            self._outbox.hurry()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._outbox.close()
        self._keep(books=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            call = await read_call(scope, receive)
        except TooLargeError:
            await Answer(413).send(send)
            return
        if self._settings.control and call.path.startswith(_CONTROL):
            await self._controlled(call).send(send)
            return
        wait = self._delays.of(call.method, call.path)
        if wait:
            await asyncio.sleep(wait)
        if call.method != "GET":
            self._snapshots.before_writing()
        fault = self._faults.take(call.method, call.path)
        self._break(fault, call)
        early = instead(fault, call, self._world.clock.now())
        self._outbox.watch()
        before = self._versions()
        outcome = Outcome(early, None, False) if early else self._answer(call)
        outcome = await self._told(call, outcome)
        answer = cut(outcome.answer) if fault == "cut" else outcome.answer
        # the queries of the login pages hold tickets, which are secrets; those of the API hold none
        query = call.query if call.path.lower().startswith(_API) else ""
        self._log.add(call.method, call.path, query, answer.status, outcome.company, outcome.counted, fault)
        # looking at rows that follow from others can be what gives them their versions
        self._keep(books=call.method != "GET" or self._versions() != before)
        if fault == "lost":
            await lose(scope, receive, send)
        elif fault in SILENT:
            await stay_silent(receive)
        else:
            await answer.send(send)

    def _controlled(self, call: Call) -> Answer:
        found = control.find(call, call.path.removeprefix(_CONTROL))
        if found is not None and found.writes:
            self._snapshots.before_writing()
        self._outbox.watch()
        answer = control.handle(self._panel, call, found)
        self._outbox.queue(self._outbox.take(), call.origin)
        self._outbox.hurry()
        self._keep(books=True)
        return answer

    def _break(self, fault: str, call: Call) -> None:
        """What a failure does to the consent of a call before it is carried out."""
        bearer = self._consents.bearer(call.bearer) if fault in BEFORE else None
        if bearer is not None:
            (self._consents.expire if fault == "expired" else self._consents.revoke)(bearer.grant)

    def _versions(self) -> list[int]:
        return [company.versions.last for company in self._world.companies.values()]

    @property
    def _parts(self) -> dict[str, object]:
        """The parts that have state, besides the world, by their names in the file."""
        return {"consents": self._consents, "meter": self._meter, "errors": self._errors, "pages": self._oauth}

    def _keep(self, *, books: bool) -> None:
        if self._file is not None:
            self._file.flush(self._world, self._parts, books=books)

    def _limit(self, rules: LimitRules) -> None:
        self._meter.rules = self._errors.rules = self._consents.rules = rules

    def _wire(self, settings: Settings) -> None:
        """Let the parts follow these switches from now on."""
        if settings.latency != self._settings.latency:
            self._delays.set(Delay(settings.latency, _API_PATHS))
        self._settings = self._consents.settings = self._oauth.settings = settings
        self._meter.manners = settings.manners
        writers = self._given_writers
        if writers is None:
            writers = books_writers(Rules(settings.absent_vat_code, settings.numeric_codes, settings.blanked_due_dates))
        shown = virtuals(settings.mirrored_terms)
        self._api = Api(self._world, self._consents, self._meter, self._errors, writers, shown, settings)

    def _answer(self, call: Call) -> Outcome:
        path = call.path.lower()
        if path.startswith(_API):
            return self._api.handle(call, call.path[len(_API) :])
        if path.startswith(_OAUTH):
            return Outcome(self._oauth.handle(call), None, False)
        if path == _DOWNLOAD and call.method == "GET":
            return Outcome(download(self._world, self._consents, call), None, False)
        if path == _XML_UPLOAD and call.method == "POST":
            return self._xml.handle(call)
        return Outcome(Answer(404), None, False)

    async def _told(self, call: Call, outcome: Outcome) -> Outcome:
        """Tell subscribers what a call did; a new subscription whose address does not answer is refused."""
        taken = self._outbox.take()
        refused = await self._outbox.verify(taken)
        self._outbox.queue(taken, call.origin)
        if not refused:
            return outcome
        headers = tuple(header for header in outcome.answer.headers if header[0] != "Location")
        return replace(outcome, answer=replace(failure(ODataError(500, refused)), headers=headers))


def create_app(
    world: World,
    settings: Settings | None = None,
    *,
    writers: Writers | None = None,
    file: StateFile | None = None,
) -> Sandbox:
    """The sandbox on a world of companies.

    Args:
        world: what it remembers; its clock is the sandbox's only source of time.
        settings: limits and switches; the defaults are Exact's own limits and the harsher readings.
        writers: how each entity is written; the books' own rules by default.
        file: keeps the state beyond the process; what it holds already takes the world's place.
    """
    return Sandbox(world, settings or Settings(), writers, file)
