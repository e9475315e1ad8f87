"""What the real Exact was heard to say, word by word, in the situations that it said it in."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from tests.sandbox.provocations import PROVOCATIONS
from tests.sandbox.recorded import Recording, recordings
from tests.sandbox.small_exact import Reply

_MESSAGE: Final = re.compile(r"<Description>(.*?)</Description>", re.DOTALL)

#: Messages of which a part was left out, and where: one text in them, and the same with an ellipsis in its place.
ELIDED: Final = {
    "error_attachment_not_base64": ("'Byte[]'", "'Byte[]'…"),
    "error_mandatory_filter": ("AccountManager,", "AccountManager,…"),
    "error_matchset_closed_period_nl": ("Account=X", "Account=…"),
    "error_not_balanced_nl": ("\r\n", "…"),  # another copy has the type of the entry there
}
#: Messages that are not Exact's own words, and why.
TRANSLATED: Final = {"error_mandatory_en_three": "Diary is what a browser makes of Dagboek; in English it is Journal"}


def _texts() -> list[Any]:
    found: list[Any] = []
    for recording in recordings("text-recorded"):
        reason = TRANSLATED.get(_name(recording))
        marks = [pytest.mark.xfail(reason=reason)] if reason else []
        found.append(pytest.param(recording, id=recording.name, marks=marks))
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no recordings here"))]


def _name(recording: Recording) -> str:
    return recording.name.partition("__")[2]


@pytest.mark.parametrize("recording", _texts())
async def test_a_recorded_text_is_said_again(recording: Recording) -> None:
    provoke = PROVOCATIONS.get(_name(recording))
    assert provoke is not None, (
        "nobody has said yet what provokes this answer; tests/sandbox/provocations.py is the place"
    )
    reply = await provoke()
    expected = recording.response
    if (elided := ELIDED.get(_name(recording))) is not None:
        text = expected["body"]["error"]["message"]["value"].replace(*elided)
        assert re.fullmatch(".*".join(map(re.escape, text.split("…"))), _said(reply), re.DOTALL), _said(reply)
        return
    assert reply.status == recording.status, reply.body
    for name, value in (expected.get("headers") or {}).items():
        assert _kind(reply.headers.get(name, "")) == _kind(value), name
    _same_body(reply, expected)


def _said(reply: Reply) -> str:
    """The message, which the XML interface wraps otherwise."""
    if b"<eExact" in reply.body:
        return _MESSAGE.findall(reply.body.decode())[0]
    return reply.json["error"]["message"]["value"]


def _kind(value: str) -> str:
    """A header without its blanks, and of numbers and days only that they are some."""
    if value.startswith("{epoch") or (value.isdigit() and int(value) > 0):
        return "a number"
    return "a day" if value.endswith("GMT") else value.replace(" ", "")


def _same_body(reply: Reply, expected: dict[str, Any]) -> None:
    text, body = expected.get("body_text"), expected.get("body")
    if text is not None:
        assert reply.body.decode() == text
    elif body is not None:
        assert json.loads(reply.body) == body
    else:
        assert reply.body == b""


def test_each_provocation_belongs_to_a_recording() -> None:
    names = {_name(recording) for recording in recordings("text-recorded")}
    if not names:
        pytest.skip("no recordings here")
    assert set(PROVOCATIONS) <= names
