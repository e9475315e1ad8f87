"""The bytes, held against what Exact really sent."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sandbox.small_exact import at

from unibooks.connectors.exact.target import Account, Me, PurchaseEntry
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity
from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.odata.shape import parse_shape

RECORDINGS = Path(__file__).parents[2] / "../shared/recordings"
BY_PATH = {entity.path: entity for entity in ENTITIES}
FRENCH = "https://start.exactonline.fr"

PLACE = wire.Place("http://exact.test", 7, "NL001")

#: Answers that a person wrapped in an object again after the recording; the length proves a bare array.
REWRAPPED = frozenset({"divisions__get_system_Divisions"})


@dataclass
class Recorded:
    """A recorded answer of an entity that the sandbox knows."""

    entity: type[Entity]
    company: int | None
    select: str
    answer: Any
    length: int
    rewrapped: bool


def _recorded() -> list[Any]:
    found: list[Any] = []
    for path in sorted(RECORDINGS.glob("recorded__nango_fr2026__*.json")):
        whole = json.loads(path.read_text(encoding="utf-8"))
        address = re.match(r"/api/v1/(?:(\d+)/)?(\w+/\w+)", whole["request"]["path"])
        body, length = whole["response"]["body"], whole["response"]["headers"].get("content-length")
        if address is None or address[2] not in BY_PATH or not isinstance(body, dict) or length is None:
            continue
        if "$expand" in (whole["request"].get("query") or {}):
            continue
        name = path.stem.removeprefix("recorded__nango_fr2026__")
        select = (whole["request"].get("query") or {}).get("$select", "")
        company = int(address[1]) if address[1] else None
        rewrapped = name in REWRAPPED
        row = Recorded(BY_PATH[address[2]], company, select, body["d"], int(length), rewrapped)
        found.append(pytest.param(row, id=name))
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no recordings here"))]


_READ: dict[str, Callable[[Any], Any]] = {
    "Edm.Guid": uuid.UUID,
    "Edm.Double": lambda value: Decimal(str(value)),
    "Edm.Int64": int,
    "Edm.DateTime": lambda value: at(1970, 1, 1) + timedelta(milliseconds=int(re.findall(r"-?\d+", value)[0])),
}


def _row(entity: type[Entity], recorded: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, prop in entity.props().items():
        value = recorded.get(name)
        row[name] = value if value is None else _READ.get(prop.edm, lambda v: v)(value)
    return row


def _nothing(*_: Any) -> Any:
    return [], ""


@pytest.mark.parametrize("recorded", _recorded())
def test_recorded_answers_come_out_at_their_recorded_length(recorded: Recorded) -> None:
    place = wire.Place(FRENCH, recorded.company, "FR001")
    writer = wire.writer_of(parse_shape(recorded.entity, recorded.select, ""))
    answer = recorded.answer
    rows = answer if isinstance(answer, list) else answer.get("results", [answer])
    written = [writer.write(_row(recorded.entity, row), place, _nothing) for row in rows]
    if isinstance(answer, list) or recorded.rewrapped:
        body = wire.document(wire.array(written))
    elif "results" in answer:
        body = wire.document(wire.results(written, onwards=answer.get("__next", "")))
    else:
        body = wire.document(written[0])
    assert len(body) == recorded.length
    unwrapped = rows if recorded.rewrapped else answer
    assert json.loads(body)["d"] == unwrapped


@pytest.mark.parametrize("recorded", _recorded())
def test_members_stand_in_the_recorded_order(recorded: Recorded) -> None:
    writer = wire.writer_of(parse_shape(recorded.entity, recorded.select, ""))
    answer = recorded.answer
    for row in answer if isinstance(answer, list) else answer.get("results", [answer]):
        written = writer.write(_row(recorded.entity, row), PLACE, _nothing)
        assert list(json.loads(written)) == list(row)


def test_error_body_is_the_recorded_one() -> None:
    path = RECORDINGS / "recorded__ruby_nl__error_bad_guid.json"
    if not path.exists():
        pytest.skip("no recordings here")
    recorded = json.loads(path.read_text(encoding="utf-8"))["response"]["body_text"]
    assert wire.error("Unrecognized 'Edm.Guid' literal 'guid'dsadsds'' in '6'.") == recorded.encode()


def _written(entity: type[Entity], select: str, **values: Any) -> str:
    row = dict.fromkeys(entity.props()) | values
    return wire.writer_of(parse_shape(entity, select, "")).write(row, PLACE, _nothing)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("21.00", "21"),
        ("69.95", "69.95"),
        ("0.055", "0.055"),
        ("-100.10", "-100.1"),
        ("0.00", "0"),
        ("1E+3", "1000"),
        ("12345678901.23", "12345678901.23"),
    ],
)
def test_doubles_have_no_forced_decimals(amount: str, text: str) -> None:
    key = uuid.UUID(int=1)
    assert f'"AmountDC": {text}\r\n' in _written(PurchaseEntry, "AmountDC", EntryID=key, AmountDC=Decimal(amount))


def test_whole_record_byte_for_byte() -> None:
    key = uuid.UUID("454a5d46-ee70-4ed1-9375-9cfedeb138cd")
    written = _written(Account, "ID,Name,Modified,BankAccounts", ID=key, Name='Café "a/b"', Modified=at(2024, 5, 30))
    uri = f"http://exact.test/api/v1/7/crm/Accounts(guid'{key}')"
    assert written == (
        '{\r\n"__metadata": {\r\n"uri": "' + uri + '", "type": "Exact.Web.Api.Models.Account"\r\n}, '
        f'"ID": "{key}", '
        '"BankAccounts": {\r\n"__deferred": {\r\n"uri": "' + uri + '/BankAccounts"\r\n}\r\n}, '
        '"Modified": "\\/Date(1717027200000)\\/", "Name": "Caf\\u00e9 \\"a/b\\""\r\n}'
    )


def test_int64_is_text_and_other_integers_are_not() -> None:
    written = _written(Me, "Legislation,CurrentDivision", UserID=uuid.UUID(int=1), Legislation=128, CurrentDivision=7)
    assert '"CurrentDivision": 7, "Legislation": "128"' in written


def test_empty_collections() -> None:
    assert wire.document(wire.array([])) == b'{\r\n"d" : [\r\n\r\n]\r\n}'
    assert wire.document(wire.results([])) == b'{\r\n"d" : {\r\n"results": [\r\n\r\n]\r\n}\r\n}'


@given(st.text())
def test_any_text_survives_and_stays_ascii(text: str) -> None:
    # a lone surrogate cannot be written down in UTF-8 and so never reaches a row
    body = _written(Account, "Name", ID=uuid.UUID(int=1), Name=text.encode("utf-8", "ignore").decode())
    assert body.isascii()
    assert json.loads(body)["Name"] == text.encode("utf-8", "ignore").decode()
