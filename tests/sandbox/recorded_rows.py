"""The rows of a recorded answer, and companies that hold them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.sandbox.recorded import READER, ZONES, Recording

from unibooks.connectors.exact.target import Division, Me
from unibooks.connectors.exact.target.hrm import HrmDivision
from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity, Nav
from unibooks.sandbox.exact.mirrors import BASES
from unibooks.sandbox.exact.odata import keys
from unibooks.sandbox.exact.odata.literals import literal, parse_guid, tokens
from unibooks.sandbox.exact.state import Company, Row, User, World

_DATE: Final = re.compile(r"/Date\((-?\d+)\)/")
_CONDITION: Final = re.compile(r"(\w+) (eq|ge|le|gt|lt) ((?:guid|datetime)?'[^']*'|[\w.-]+)")
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
        self.user = User(uuid.UUID(int=2), "user", "A User", "user@exact.test", READER, (), recording.division)
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
