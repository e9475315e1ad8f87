"""Recordings of the real Exact Online: what is in their files, and companies in which they come out again.

A file holds a request and its answer. The rows of an answer are put into a company of that number, in any order but the
recorded one; the request is sent again; the bytes have to be the recorded ones.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from unibooks.connectors.exact.target import Division, Me
from unibooks.connectors.exact.target.hrm import HrmDivision
from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity, Nav
from unibooks.sandbox.exact.mirrors import BASES
from unibooks.sandbox.exact.odata import keys
from unibooks.sandbox.exact.odata.literals import literal, parse_guid, tokens
from unibooks.sandbox.exact.odata.path import Target, parse_address, parse_target
from unibooks.sandbox.exact.state import App, Company, Row, User, World

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
#: what `current/Me` tells of a person and nothing follows from
_PERSONAL: Final = (
    "Title",
    "Initials",
    "MiddleName",
    "Nationality",
    "Phone",
    "PhoneExtension",
    "Mobile",
    "IsOEIMigrationMandatory",
)
_NL: Final = "\r\n"
_DATE: Final = re.compile(r"/Date\((-?\d+)\)/")
_CONDITION: Final = re.compile(r"(\w+) (eq|ge|le|gt|lt) ((?:guid|datetime)?'[^']*'|[\w.-]+)")


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


class Elided(Exception):
    """The author of a recording left a part of a value out."""


def value_of(edm: str, value: Any) -> Any:
    """A recorded value as a row holds it.

    Raises:
        Elided: when it cannot be one.
    """
    if value is None:
        return None
    if edm == "Edm.Guid":
        found = parse_guid(value)
        if found is None:
            raise Elided
        return found
    if edm == "Edm.Double":
        return Decimal(str(value))
    if edm == "Edm.Int64":
        return int(value)
    if edm == "Edm.DateTime":
        milliseconds = _DATE.fullmatch(value)
        if milliseconds is None:
            raise Elided
        return datetime(1970, 1, 1) + timedelta(milliseconds=int(milliseconds[1]))
    return value


def key_of(entity: type[Entity], recorded: dict[str, Any]) -> dict[str, Any]:
    """The key of a row, which its address has although it may not have been selected."""
    inside = re.search(r"\(([^()]*)\)$", recorded["__metadata"]["uri"])
    if inside is None:
        raise Elided
    return keys.named(entity, keys.parse(inside[1], entity))


def row_of(entity: type[Entity], recorded: dict[str, Any]) -> Row:
    """A row with what is recorded of it; the rest is empty."""
    row: Row = dict.fromkeys(entity.props())
    try:
        row |= key_of(entity, recorded)
    except Exception:  # an elided key does not parse, in one way or another
        row[entity.key.name] = uuid.UUID(int=1)
    for name, prop in entity.props().items():
        if name in recorded and not prop.key:
            try:
                row[name] = value_of(prop.edm, recorded[name])
            except Elided:
                row[name] = None
    return row


class Books:
    """A company in which the rows of an answer are, and whoever may look at them."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.world = World(MovableClock(recording.at))
        country = recording.country
        self.zone = ZoneInfo(f"Europe/{ZONES[country]}")
        self.user = User(
            uuid.UUID(int=2), "user", "A User", "user@exact.test", READER, (), recording.division
        )
        self.world.users[self.user.id] = self.user
        self.company = self.add_company(recording.division)

    def add_company(self, code: int, name: str = "Company") -> Company:
        known = self.world.companies.get(code)
        if known is None:
            known = Company(code, name, self.recording.country.upper(), "EUR", self.zone)
            self.world.companies[code] = known
            self.user.companies += (code,)
        return known

    @property
    def cut_short(self) -> bool:
        """Whether the answer is a whole page with more behind it; of some pages a few rows were kept only."""
        answer, size = self.recording.answer, self.recording.target.rows_of.page_size
        return isinstance(answer, dict) and "__next" in answer and len(self.recording.rows) == size

    def load(self) -> None:
        """Put the rows of the answer in place, the last one first."""
        target = self.recording.target
        entity = target.rows_of
        rows = [row_of(entity, recorded) for recorded in self.recording.rows]
        conditions = dict(_conditions(entity, self.recording.query.get("$filter", "")))
        ordered = _ordered(entity, self.recording)
        for index, (row, recorded) in reversed(list(enumerate(zip(rows, self.recording.rows, strict=True)))):
            row |= ordered(index)
            for name, value in conditions.items():
                if name not in recorded:
                    row[name] = value
            if target.nav is not None:
                row[target.nav.parent] = target.key
            self._add(entity, row, recorded)
        if self.cut_short:
            self._add(entity, _last(entity, rows[-1]), {})
        if target.nav is not None:
            self.company[target.entity].add(self.company[target.entity].blank() | keys.named(target.entity, target.key))

    def _add(self, entity: type[Entity], row: Row, recorded: dict[str, Any]) -> None:
        if entity is Me:
            self._know(row)
            return
        if entity is Division:
            self.add_company(row["Code"])[Division].add(row)
            return
        if entity is HrmDivision:
            self.add_company(row["Code"])[Division].add(
                self.company[Division].blank() | {name: row[name] for name in Division.props() if name in row}
            )
            return
        base = BASES.get(entity)
        if base is not None:
            row = self.company[base].blank() | {name: value for name, value in row.items() if name in base.props()}
            entity = base
        self.company[entity].add(row)
        for nav in (member for member in entity.members.values() if isinstance(member, Nav)):
            below = recorded.get(nav.name)
            nested = below.get("results", []) if isinstance(below, dict) else below if isinstance(below, list) else []
            for inner in reversed(nested):
                if nav.target is not None:
                    self.company[nav.target].add(row_of(nav.target, inner) | {nav.parent: row[entity.key.name]})

    def _know(self, row: Row) -> None:
        """Whoever `current/Me` describes, and the company that he has open."""
        user = self.user
        del self.world.users[user.id]
        user.id, user.name, user.full_name = row["UserID"], row["UserName"], row["FullName"]
        user.email, user.language, user.current = row["Email"], row["LanguageCode"], row["CurrentDivision"]
        user.profile = {name: row[name] for name in _PERSONAL}
        self.world.users[user.id] = user
        division = self.add_company(row["CurrentDivision"])[Division]
        division.add(
            division.blank()
            | {
                "Code": row["CurrentDivision"],
                "Customer": row["DivisionCustomer"],
                "CustomerCode": row["DivisionCustomerCode"],
                "CustomerName": row["DivisionCustomerName"],
            }
        )
        if row["ServerTime"]:
            local = datetime.fromisoformat(row["ServerTime"]).replace(tzinfo=self.zone)
            self.world.clock = MovableClock(local)


def _last(entity: type[Entity], row: Row) -> Row:
    """A row behind all others, by any order and by its key."""
    later = {name: value + timedelta(days=1) if isinstance(value, datetime) else value for name, value in row.items()}
    return later | {entity.key.name: uuid.UUID(int=2**128 - 1)}


def _ordered(entity: type[Entity], recording: Recording) -> Callable[[int], Row]:
    """Values that give the recorded order, of a property that the answer does not show."""
    name, _, way = recording.query.get("$orderby", "").partition(",")[0].partition(" ")
    prop = entity.props().get(name)
    if prop is None or not recording.rows or name in recording.rows[0]:
        return lambda _: {}
    last = len(recording.rows) if way.strip() == "desc" else 0

    def value(index: int) -> Any:
        rank = abs(last - index) + 1
        match prop.edm:
            case "Edm.DateTime":
                return datetime(2020, 1, 1) + timedelta(days=rank)
            case "Edm.String":
                return f"{rank:06}"
            case "Edm.Guid":
                return uuid.UUID(int=rank)
            case "Edm.Boolean":
                return False
            case _:
                return rank

    return lambda index: {name: value(index)}


def _conditions(entity: type[Entity], text: str) -> Iterable[tuple[str, Any]]:
    """Values that pass a filter, for properties that it names."""
    for name, operator, written in _CONDITION.findall(text):
        found = literal(tokens(written)[0])
        if name not in entity.props() or found is None:
            continue
        step: Any = timedelta(days=1) if isinstance(found.value, datetime) else 1
        moved = {"gt": lambda value, by: value + by, "lt": lambda value, by: value - by}.get(operator)
        yield name, moved(found.value, step) if moved else found.value


def app() -> App:
    """An app whose consent is asked for."""
    from tests.sandbox.small_exact import CLIENT, REDIRECT, SECRET

    return App(CLIENT, SECRET, (REDIRECT,))
