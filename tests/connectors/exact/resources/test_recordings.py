"""Answers that Exact really gave pass through decoding and mapping, and come out as the contract's client takes them.

The answers lie beside this checkout where they are at all; nothing of them stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from tests.contract.sdk_rules import contract

from unibooks.connectors.exact.answers import Page, created_key, decoder_of
from unibooks.connectors.exact.companies import ZONES, Companies
from unibooks.connectors.exact.odata import Selection, selection_of
from unibooks.connectors.exact.resources import MAPPINGS
from unibooks.connectors.exact.target import Division, Me, PurchaseEntry
from unibooks.core.context import Context, Reference, ReferenceRows
from unibooks.core.family import tables_of
from unibooks.core.inline import Inline
from unibooks.core.mapping import ResourceMapping
from unibooks.core.related import Related
from unibooks.core.sources import Many
from unibooks.core.table import Mapped

RECORDINGS = Path(__file__).parents[4].parent / "shared" / "recordings"
#: What a live answer is; others are assembled, from documentation, or parts that their source cut off.
LIVE = "recorded__"
#: What is told by rows of another entity, which no answer here goes with.
APART = {PurchaseEntry.path: "paymentStatus:"}
#: On this day the answers are looked at.
TODAY = date(2026, 3, 2)
ENTITY = re.compile(r"/api/v1/(?:[0-9]+/)?([A-Za-z]+/[A-Za-z]+)")


@dataclass(frozen=True)
class Recorded:
    """A live answer: of which entity, of a company in which country, with which rows."""

    name: str
    path: str
    method: str
    country: str
    body: Any

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows, whatever stands round them; a record is one row."""
        d: Any = self.body.get("d", self.body) if isinstance(self.body, dict) else self.body  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return d if isinstance(d, list) else d.get("results", [d])  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


@cache
def recorded() -> tuple[Recorded, ...]:
    """Every live answer with rows."""
    return tuple(found for file in sorted(RECORDINGS.glob(f"{LIVE}*.json")) if (found := _recorded(file)) is not None)


def _recorded(file: Path) -> Recorded | None:
    told = json.loads(file.read_text(encoding="utf-8"))
    request, answer = told["request"], told["response"]
    entity = ENTITY.match(request.get("path", ""))
    if entity is None or not 200 <= answer["status"] < 300 or not answer.get("body"):
        return None
    return Recorded(file.stem, entity.group(1), request["method"], told["exact_country"].upper(), answer["body"])


def mapped() -> Iterator[tuple[str, Mapped]]:
    """Every table, and every table of what hangs below a record."""
    for resource, offered in MAPPINGS.items():
        for table in tables_of(offered):
            yield resource, table
            inner = (source.further if isinstance(source, Inline) else source for source in table.fields.values())
            yield from ((resource, source.lines) for source in inner if isinstance(source, Many | Related))


NONE = pytest.mark.skip(reason="no recordings beside this checkout")
CASES = [
    pytest.param(found, table, id=f"{resource}.{table.read.__name__}-{found.name}")
    for found in recorded()
    for resource, table in {id(table): (name, table) for name, table in mapped()}.values()
    if table.entity.path == found.path
] or [pytest.param(None, None, marks=NONE)]


def live(method: str, path: str) -> list[Any]:
    """The answers to that method, of one entity or of all."""
    found = [one for one in recorded() if one.method == method and path in ("", one.path)]
    return [pytest.param(one, id=one.name) for one in found] or [pytest.param(None, marks=NONE)]


def key_of(table: Mapped) -> str:
    """The property that a record's id stands for."""
    return (table.key if isinstance(table, ResourceMapping) else table.entity.key).name


def forms(rows: Sequence[Any]) -> Iterator[bytes]:
    """The rows in every envelope in which Exact writes a collection."""
    yield json.dumps({"d": rows}).encode()
    yield json.dumps({"d": {"results": rows}}).encode()
    yield json.dumps(
        {"d": {"results": rows, "__count": str(len(rows)), "__next": "https://there/?$skiptoken=1"}}
    ).encode()


def decoded(selection: Selection, rows: Sequence[Any]) -> Page:
    """The rows, the same from every envelope and without a word of complaint."""
    pages = [decoder_of(selection).decode(form) for form in forms(rows)]
    assert [page.warnings for page in pages] == [()] * 3
    assert pages[0].rows == pages[1].rows == pages[2].rows
    return pages[0]


@cache
def reference(table: Reference, country: str) -> ReferenceRows:
    """Reference data as that country's companies answered it."""
    selection = Selection.of(table.entity, table.props())
    found = [one.rows for one in recorded() if one.path == table.entity.path and one.country == country]
    return ReferenceRows(table, decoded(selection, [*chain.from_iterable(found)]).rows)


def unified(found: Recorded, table: Mapped) -> tuple[list[Any], list[str]]:
    """The records that the API would answer, and its warnings."""
    zone = ZONES[found.country]
    tables = {one.name: reference(one, found.country) for one in table.references()}
    ctx = Context(zone, tables, system="Exact Online", company_currency="EUR", today=TODAY)
    rows = decoded(selection_of(table), found.rows).rows
    for row in rows:
        for name, value in ((name, getattr(row, name)) for name in table.members()):
            if isinstance(value, Page):
                setattr(row, name, value.rows)
    records = [table.reader(zone)(row, ctx) for row in rows]
    encoded = msgspec.json.Encoder(decimal_format="number").encode(records)
    return json.loads(encoded), [*ctx.warnings]


def complaints(table: Mapped, records: Sequence[Any]) -> list[str]:
    """What the contract's client would refuse of the records; rows below a record are no answer by themselves.

    The client has no list of some resources; of these the model alone tells.
    """
    operation = contract().operation("GET", table.resource.path) if isinstance(table, ResourceMapping) else None
    return [] if operation is None else contract().complaints(operation, 200, {"data": records})


@pytest.mark.parametrize(("found", "table"), CASES)
def test_an_answer_becomes_what_the_contract_takes(found: Recorded, table: Mapped) -> None:
    records, warnings = unified(found, table)
    assert [text for text in warnings if not text.startswith(APART.get(found.path, "none"))] == []
    assert [record["id"] for record in records] == [row[key_of(table)] for row in found.rows]
    for record in records:
        table.read.model_validate(record)
    assert complaints(table, records) == []


@pytest.mark.parametrize("found", live("POST", ""))
def test_an_answer_to_a_create_tells_the_key(found: Recorded) -> None:
    (row,) = found.rows
    for key in ("ID", "EntryID"):
        if key in row:
            assert created_key(key)(json.dumps({"d": row}).encode()) == row[key]
            return
    assert "InvoiceID" in row, "an entity that the connector does not write"


@pytest.mark.parametrize("found", live("GET", Division.path))
def test_companies_are_told_by_their_answer(found: Recorded) -> None:
    wanted = (Division.Code, Division.Description, Division.Country, Division.Currency)
    companies = Companies(cast(Any, None), found.country)
    told = [companies._company(row) for row in decoded(Selection.of(Division, wanted), found.rows).rows]  # pyright: ignore[reportPrivateUsage]
    assert [one.id for one in told] == [str(row["Code"]) for row in found.rows]
    assert {one.zone for one in told} <= set(ZONES.values())
    assert all(one.country == one.country.strip() for one in told)


@pytest.mark.parametrize("found", live("GET", Me.path))
def test_the_user_is_told_by_the_answer(found: Recorded) -> None:
    wanted = (Me.UserID, Me.UserName, Me.FullName, Me.CurrentDivision, Me.Email, Me.LanguageCode)
    (user,) = decoded(Selection.of(Me, wanted), found.rows).rows
    assert (user.UserID, user.CurrentDivision) == (found.rows[0]["UserID"], found.rows[0]["CurrentDivision"])
