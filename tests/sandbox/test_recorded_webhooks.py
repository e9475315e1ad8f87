"""Messages of webhooks, character by character as they were recorded, and their signatures where the secret is known."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.sandbox.recorded import API, Recording, recordings

from unibooks.sandbox.exact.odata.path import parse_address, parse_target
from unibooks.sandbox.exact.webhooks.events import Event
from unibooks.sandbox.exact.webhooks.message import content, message


def _messages() -> list[Any]:
    found = [
        pytest.param(recording, id=recording.name)
        for recording in recordings("recorded", "hand-made")
        if "HashCode" in (recording.request.get("body") or {})
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no recordings here"))]


@pytest.mark.parametrize("recording", _messages())
def test_a_message_is_written_as_it_was(recording: Recording) -> None:
    body, text = recording.request["body"], recording.request["body_text"]
    told = body["Content"]
    parts = urlsplit(told["ExactOnlineEndpoint"])
    target = parse_target(parse_address(parts.path.removeprefix(API)))
    event = Event(told["Topic"], target.entity, uuid.UUID(told["Key"]), told["Action"])
    written = content(
        event,
        origin=f"{parts.scheme}://{parts.netloc}",
        client_id=told["ClientId"],
        company=told["Division"],
        at=datetime.fromisoformat(told["EventCreatedOn"]),
    )
    assert f'{{"Content":{written},"HashCode":"{body["HashCode"]}"}}' == text
    secret = recording.whole["hash"].get("secret")
    if secret is not None:
        assert message(written, secret) == text.encode()
