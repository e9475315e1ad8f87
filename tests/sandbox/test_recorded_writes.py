"""Recorded creates, changes and removals, and the bodies that real clients send."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Any, Final

import aiohttp
import pytest
from starlette.responses import PlainTextResponse
from tests.sandbox.recorded import Recording, app, recordings
from tests.sandbox.recorded_books import RecordedBooks
from tests.sandbox.small_exact import Client, Reply

from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact import Settings, create_app, running
from unibooks.sandbox.exact.odata.literals import parse_guid

#: Values that the server makes up, or looks up in rows that the recording does not show.
_MADE: Final = (
    "Created",
    "Modified",
    "Creator",
    "Modifier",
    "HID",
    "Number",
    "Url",
    "__metadata",
    "Warehouse",
    "Category",
)
_LOOKED_UP: Final = (
    "Name",
    "Description",
    "Code",
    "ContactPerson",
    "Address",
    "PaymentCondition",
    "DueDate",
    "Salesperson",
)


def _of(*kinds: str) -> list[Any]:
    found = [
        pytest.param(recording, id=recording.name)
        for recording in recordings(*kinds)
        if recording.method in ("POST", "PUT", "DELETE") and recording.path.startswith("/api/v1/")
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no recordings here"))]


async def sent(books: RecordedBooks, body: Any = None) -> Reply:
    """The sandbox's answer to the recorded request."""
    application = app()
    books.world.apps[application.client_id] = application
    clock = books.world.clock
    assert isinstance(clock, MovableClock)
    recording = books.recording
    async with AsyncExitStack() as stack:
        if isinstance(books.body, dict) and "CallbackURL" in books.body:
            books.body["CallbackURL"] = await stack.enter_async_context(running(PlainTextResponse("")))
        url = await stack.enter_async_context(running(create_app(books.world, Settings(auto_consent=True))))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        client = Client(url, http, books.world, clock)
        await client.connect()
        headers = {"Host": f"start.exactonline.{recording.country}", "X-Forwarded-Proto": "https"}
        given = body or books.body
        options: dict[str, Any] = {} if given is None else {"json": given}
        recorded = {n: v for n, v in (recording.request.get("headers") or {}).items() if n == "Prefer"}
        return await client.send(recording.method, recording.url, headers=headers | recorded, **options)


@pytest.mark.parametrize("recording", _of("recorded"))
async def test_a_recorded_write_is_answered_as_it_was(recording: Recording) -> None:
    books = RecordedBooks(recording)
    target = recording.target
    if target.key is not None:
        books.clone(target.entity, books.relation(), target.key)
    reply = await sent(books)
    assert reply.status == recording.status, reply.body
    if recording.status == 204:
        assert reply.body == b""
        assert (target.key in books.company[target.entity].rows) == (recording.method == "PUT")
        return
    got, recorded = reply.json["d"], recording.answer
    newer = set(target.entity.members) - set(recorded)
    known = [name for name in got if name not in newer]
    assert sorted(known) == sorted(recorded)
    assert newer or known == list(recorded)  # the order of an older model is another one
    assert {name for name, value in got.items() if value is None and name not in newer} == {
        name for name, value in recorded.items() if value is None
    }
    assert got["__metadata"]["type"] == recorded["__metadata"]["type"]
    sent_values = recording.request["body"]
    for name, value in recorded.items():
        if not (_made(value) or name in sent_values or name.startswith(_MADE) or name.endswith(_MADE + _LOOKED_UP)):
            assert (name, got[name]) == (name, value)


def _made(value: Any) -> bool:
    """Whether a value is a key, or an address that has one in it."""
    return isinstance(value, dict) or (isinstance(value, str) and parse_guid(value) is not None)


@pytest.mark.parametrize("recording", _of("reqbody"))
async def test_what_clients_send_is_accepted(recording: Recording) -> None:
    books = RecordedBooks(recording)
    entity = recording.target.entity
    unknown = _unknown(entity, books.body)
    if unknown:  # a client of a time when the model was another one
        reply = await sent(books)
        assert reply.status == 400
        assert f"The property name '{unknown}' specified for type" in reply.json["error"]["message"]["value"]
        return
    reply = await sent(books)
    assert reply.status == 201, reply.body
    location = reply.headers["Location"]
    key = parse_guid(location.partition("guid'")[2].partition("'")[0])
    row = books.company[entity].rows[key]
    for name in ("Name", "Description", "YourRef", "Subject", "FileName", "Topic"):
        member = entity.members.get(name)
        if name in books.body and isinstance(member, Prop) and member.post:
            assert row[name] == books.body[name]


def _unknown(entity: type[Entity], body: dict[str, Any]) -> str:
    """The first name that the entity does not have, "" where it has all."""
    return next((name for name in body if name not in entity.members), "")
