"""The sandbox as one ASGI app."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from unibooks.sandbox.exact.api import Api, Outcome, failure
from unibooks.sandbox.exact.books import Rules, virtuals
from unibooks.sandbox.exact.books import writers as books_writers
from unibooks.sandbox.exact.control import Control, LoggedCall
from unibooks.sandbox.exact.downloads import download
from unibooks.sandbox.exact.faults import Faults, cut, instead, lose
from unibooks.sandbox.exact.http import Answer, Call, TooLargeError, read_call
from unibooks.sandbox.exact.limits import ErrorBlock, Meter
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.oauth_pages import OAuthPages
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import World
from unibooks.sandbox.exact.webhooks import Outbox
from unibooks.sandbox.exact.writing import Writers
from unibooks.sandbox.exact.xml_upload import XmlUpload

_API: Final = "/api/v1/"
_OAUTH: Final = "/api/oauth2/"
_DOWNLOAD: Final = "/docs/sysattachment.aspx"
_XML_UPLOAD: Final = "/docs/xmlupload.aspx"
_CONTROL: Final = "/_sandbox/"


class Sandbox:
    """Takes each call apart once and hands it to the part that answers."""

    def __init__(self, world: World, settings: Settings, writers: Writers) -> None:
        self._world = world
        self._settings = settings
        self._faults = Faults()
        self._consents = Consents(world, settings)
        meter, errors = Meter(settings.limits, settings.manners), ErrorBlock(settings.limits)
        self._api = Api(world, self._consents, meter, errors, writers, virtuals(settings.mirrored_terms), settings)
        self._oauth = OAuthPages(world, self._consents, settings)
        self._xml = XmlUpload(world, self._consents, meter)
        self._outbox = Outbox(world)
        self._control = Control(world, self._faults, meter, errors, self._consents)

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncGenerator[None]:
        """Send what waits from an earlier run, and stop sending in the end."""
        if self._world.deliveries:
            self._outbox.hurry()
        yield
        await self._outbox.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            call = await read_call(scope, receive)
        except TooLargeError:
            await Answer(413).send(send)
            return
        if self._settings.control and call.path.startswith(_CONTROL):
            self._outbox.watch()
            answer = self._control.handle(call, call.path.removeprefix(_CONTROL))
            self._outbox.queue(self._outbox.take(), call.origin)
            self._outbox.hurry()
            await answer.send(send)
            return
        if self._settings.latency and call.path.lower().startswith(_API):
            await asyncio.sleep(self._settings.latency)
        fault = self._faults.take(call.method, call.path)
        early = instead(fault, call, self._end_of_minute())
        self._outbox.watch()
        outcome = Outcome(early, None, False) if early else self._answer(call)
        outcome = await self._told(call, outcome)
        answer = cut(outcome.answer) if fault == "cut" else outcome.answer
        # the queries of the login pages hold tickets, which are secrets; those of the API hold none
        query = call.query if call.path.lower().startswith(_API) else ""
        self._control.calls.append(
            LoggedCall(call.method, call.path, query, answer.status, outcome.company, outcome.counted)
        )
        if fault == "lost":
            await lose(scope, receive, send)
        else:
            await answer.send(send)

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
        answer = failure(ODataError(500, refused))
        return Outcome(
            Answer(answer.status, answer.body, headers=outcome.answer.headers), outcome.company, outcome.counted
        )

    def _end_of_minute(self) -> int:
        minute = self._world.clock.now().replace(second=0, microsecond=0)
        return round((minute + timedelta(minutes=1)).timestamp() * 1000)


def create_app(world: World, settings: Settings | None = None, *, writers: Writers | None = None) -> Starlette:
    """The sandbox on a world of companies.

    Args:
        world: what it remembers; its clock is the sandbox's only source of time.
        settings: limits and switches; the defaults are Exact's own limits and the harsher readings.
        writers: how each entity is written; the books' own rules by default.
    """
    settings = settings or Settings()
    if writers is None:
        writers = books_writers(Rules(settings.absent_vat_code, settings.numeric_codes))
    sandbox = Sandbox(world, settings, writers)
    return Starlette(routes=[Mount("/", app=sandbox)], lifespan=sandbox.lifespan)
