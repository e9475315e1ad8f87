"""Recordings of the real Exact Online: what is in their files, and companies in which they come out again.

A file holds a request and its answer. The rows of an answer are put into a company of that number, in any order but the
recorded one; the request is sent again; the bytes have to be the recorded ones.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from unibooks.sandbox.exact.odata.path import Target, parse_address, parse_target
from unibooks.sandbox.exact.state import App

FOLDER: Final = Path(__file__).parents[2] / "../shared/recordings"
API: Final = "/api/v1/"
#: the company of recordings that do not tell theirs
SOME_COMPANY: Final = 124132
#: [R] every recorded name of a type or status is English, those of Dutch and French companies too.
READER = "en-GB"
LANGUAGES: Final = {"nl": "nl-NL", "be": "nl-BE", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "uk": "en-GB"}
ZONES: Final = {"nl": "Amsterdam", "be": "Brussels", "de": "Berlin", "fr": "Paris", "es": "Madrid", "uk": "London"}
#: what stands unencoded in a query
SAFE: Final = "$,'()*!/-._~=:"
_NL: Final = "\r\n"
_DATE: Final = re.compile(r"/Date\((-?\d+)\)/")


@dataclass(frozen=True)
class Recording:
    """One file: how sure it is, what was asked, what was answered."""

    name: str
    whole: dict[str, Any]

    @property
    def kind(self) -> str:
        """`recorded`, `text-recorded`, `reqbody` and so on."""
        return self.name.partition("__")[0]

    @property
    def request(self) -> dict[str, Any]:
        return self.whole.get("request") or {}

    @property
    def response(self) -> dict[str, Any]:
        return self.whole.get("response") or {}

    @property
    def method(self) -> str:
        return self.request.get("method", "")

    @property
    def country(self) -> str:
        """Where it was recorded, as the end of the host's name tells."""
        return self.whole.get("exact_country") or "nl"

    @property
    def division(self) -> int:
        return self.whole.get("division") or SOME_COMPANY

    @property
    def path(self) -> str:
        """The path with the company's number in it."""
        return re.sub(r"\{\w+\}", str(self.division), self.request.get("path", ""), count=1)

    @property
    def query(self) -> dict[str, str]:
        """The options; an `$expand` that somebody added to the file goes where the answer expands nothing."""
        query: dict[str, str] = self.request.get("query") or {}
        lists = [row.get(name) for row in self.rows for name in query.get("$expand", "").split(",")] if query else []
        deferred = bool(lists) and all(isinstance(found, dict) and "__deferred" in found for found in lists)
        return {name: text for name, text in query.items() if not (deferred and name == "$expand")}

    @property
    def url(self) -> str:
        """The path and its options, in the recorded order."""
        query = self.query
        return self.path + ("?" if query else "") + "&".join(f"{n}={quote(v, safe=SAFE)}" for n, v in query.items())

    @property
    def target(self) -> Target:
        """What the path points at.

        Raises:
            ODataError: when the sandbox has no such resource.
        """
        return parse_target(parse_address(self.path.removeprefix(API)))

    @property
    def status(self) -> int:
        """What Exact answered; a proxy that recorded it may have told its caller something else."""
        return self.response.get("status_on_exact") or self.response["status"]

    @property
    def answer(self) -> Any:
        """What stood under `d` on the wire: some arrays were wrapped in an object by hand, as their length tells."""
        answer = self.response["body"]["d"]
        length = self.response.get("headers", {}).get("content-length")
        if length and isinstance(answer, dict) and list(answer) == ["results"]:
            bare = answer["results"]
            if len(document(bare)) == int(length):
                return bare
        return answer

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The records of the answer, none where it holds none."""
        if "d" not in (self.response.get("body") or {}):
            return []
        answer = self.answer
        return answer if isinstance(answer, list) else answer.get("results", [answer])

    @property
    def origin(self) -> str:
        """Scheme and host that the addresses in the answer begin with."""
        found = next((row["__metadata"]["uri"] for row in self.rows if "__metadata" in row), "")
        parts = urlsplit(found)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"https://start.exactonline.{self.country}"

    @property
    def at(self) -> datetime:
        """When it was recorded."""
        text = self.whole.get("recorded_at") or "Thu, 25 Jun 2026 12:00:00 GMT"
        return parsedate_to_datetime(text)


def recordings(*kinds: str) -> list[Recording]:
    """The files of some kinds, none where the folder is not there."""
    found = (
        Recording(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))
    )
    return [recording for recording in found if recording.kind in kinds]


def document(content: Any) -> bytes:
    """JSON in Exact's layout."""
    return f'{{{_NL}"d" : {_written(content)}{_NL}}}'.encode("ascii")


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + _NL + ", ".join(f'"{name}": {_written(item)}' for name, item in value.items()) + _NL + "}"
    if isinstance(value, list):
        return "[" + _NL + ", ".join(map(_written, value)) + _NL + "]"
    if isinstance(value, str) and _DATE.fullmatch(value):
        return f'"\\/{value[1:-1]}\\/"'
    return json.dumps(value)


def app() -> App:
    """An app whose consent is asked for."""
    from tests.sandbox.small_exact import CLIENT, REDIRECT, SECRET

    return App(CLIENT, SECRET, (REDIRECT,))
