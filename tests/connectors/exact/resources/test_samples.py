"""Exact's JSON in, the unified form out: a symmetric mistake of a mapping survives any round trip, but not a sample.

`samples/<resource>.exact.json` is a page as Exact writes it, `samples/<resource>.related.json` the rows of other entities below
its records where there are some, `samples/<resource>.unified.json` what the API makes of them. After
a deliberate change, `python -m tests.connectors.exact.resources.test_samples` writes the second ones anew, to be reviewed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from unibooks.accounting.accounts import AccountFilters
from unibooks.accounting.registry import RESOURCES
from unibooks.connectors.exact.answers import decoder_of
from unibooks.connectors.exact.odata import Selection, selection_of
from unibooks.connectors.exact.resources import MAPPINGS
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS, VAT_CODES
from unibooks.core.context import Context, ReferenceRows, RelatedTables
from unibooks.core.family import tables_of
from unibooks.core.inline import Inline
from unibooks.core.mapping import ResourceMapping
from unibooks.core.related import Related
from unibooks.core.shapes import shapes
from unibooks.core.sources import Many
from unibooks.core.table import Mapped

#: Sample -> table; of a resource that is kept in several entities each has a sample of its own.
TABLES = {
    name if table is offered else f"{name}.{table.entity.__name__}": table
    for name, offered in MAPPINGS.items()
    for table in tables_of(offered)
}
SAMPLES = Path(__file__).parent.parent / "samples"
ZONE = ZoneInfo("Europe/Amsterdam")
Code = msgspec.defstruct(
    "Code", [("ID", str), ("Code", str), ("Type", str), ("Charged", bool), ("Percentage", Decimal)]
)
CODES = [
    Code("a", "2  ", "E", False, Decimal("0.21")),
    Code("b", "4  ", "I", False, Decimal("0.21")),
    Code("c", "5  ", "E", True, Decimal("0.21")),
]
#: Accounts of the samples' own company: id, code, type.
OWN = (
    ("047e2168-6e50-4ddc-ace8-8f9bcedc842f", "1000", 10),
    ("0180d5e1-945c-407b-8118-9866d29e6868", "1100", 12),
    ("085f4bc0-2132-4f32-9747-d1dfafee2375", "1300", 20),
    ("77a635ea-7bea-4505-ad66-b1e3bb27675e", "1600", 22),
    ("329ca4bb-0dea-4b15-aced-c7d84e30ba5f", "1750", 90),
)
LEDGER = [
    *(Code("d", code, "", False, Decimal(0)) for code in ("1100", "4500", "80001")),
    *(Code(key, code, kind, False, Decimal(0)) for key, code, kind in OWN),
]
Book = msgspec.defstruct("Book", [("ID", str), ("Code", str), ("GLAccount", str | None)])
#: Journals with the accounts that they pay from.
BOOKS = [
    Book("e", code, next((key for key, number, _ in OWN if number == account), None))
    for code, account in (("10", "1000"), ("20", "1100"), ("60", "1600"), ("90", ""))
]
#: On this day the samples are looked at.
TODAY = date(2026, 3, 2)
#: Samples that say something: of every answer, or of a word that the contract lacks.
SPEAKING = {
    "accounts": ["type"],
    "expenses.BankEntry": ["currency"],
    "fiscalYears": ["chartOfAccount"],
    "journals": ["type"],
    "taxRates": ["type", "usage"],
}
#: Samples of a list that was filtered, where the answer depends on it.
FILTERED = {"accounts": AccountFilters(fiscal_year=2026)}


def related(mapping: ResourceMapping, sample: Path) -> RelatedTables:
    """The rows of other entities in a sample, by name and by the key of their record."""
    found: dict[str, dict[str, list[Any]]] = {}
    for name, rows in json.loads(sample.read_bytes()).items() if sample.exists() else ():
        (wanted,) = (one for one in mapping.related() if one.name == name)
        decoder = decoder_of(Selection.of(wanted.entity, (wanted.parent, *wanted.props)))
        for row in decoder.decode(json.dumps({"d": rows}).encode()).rows:
            found.setdefault(name, {}).setdefault(str(getattr(row, wanted.parent.name)), []).append(row)
    return found


def unified(resource: str, page: bytes, zone: ZoneInfo = ZONE) -> tuple[list[Any], list[str]]:
    """The records that the API would answer, and its warnings."""
    mapping = TABLES[resource]
    known = ((VAT_CODES, CODES), (LEDGER_ACCOUNTS, LEDGER), (JOURNALS, BOOKS))
    tables = {table.name: ReferenceRows(table, rows) for table, rows in known}
    ctx = Context(zone, tables, system="Exact Online", company_currency="EUR", today=TODAY)
    ctx.filters = FILTERED.get(resource)
    ctx.related = related(mapping, SAMPLES / f"{resource}.related.json")
    selection = selection_of(mapping)
    rows = decoder_of(selection).decode(page).rows
    for row in rows:
        for nav, _ in selection.lines:
            lines = getattr(row, nav.name)
            if lines is not None and not isinstance(lines, list):
                setattr(row, nav.name, lines.rows)
    encoded = msgspec.json.Encoder(decimal_format="number").encode([mapping.reader(zone)(row, ctx) for row in rows])
    return json.loads(encoded, parse_float=str), [*ctx.warnings]


def silent(table: Mapped, records: Sequence[Any], at: str = "") -> Iterator[str]:
    """The fields that have a source and no value in any of the records."""
    for name, shape in shapes(table.read).items():
        source = table.fields.get(name)
        values = [record[shape.alias] for record in records]
        if source is not None and all(value in (None, [], "") for value in values):
            yield at + shape.alias
        inner = source.further if isinstance(source, Inline) else source
        if isinstance(inner, Many | Related):
            lists: list[list[Any]] = [value if isinstance(value, list) else [value] for value in values if value]
            held = [one for rows in lists for one in rows]
            yield from silent(inner.lines, held, f"{at}{shape.alias}.") if held else ()


def test_every_resource_has_its_samples() -> None:
    assert {resource.name for resource in RESOURCES} == MAPPINGS.keys()
    missing = [
        name for name in TABLES for kind in ("exact", "unified") if not (SAMPLES / f"{name}.{kind}.json").exists()
    ]
    assert missing == []
    known = {f"{name}.{kind}.json" for name in TABLES for kind in ("exact", "related", "unified")}
    assert [path.name for path in SAMPLES.iterdir() if path.name not in known] == []


@pytest.mark.parametrize("resource", TABLES)
def test_a_sample_shows_every_field_that_has_a_source(resource: str) -> None:
    records = json.loads((SAMPLES / f"{resource}.unified.json").read_text(encoding="utf-8"))
    assert [*silent(TABLES[resource], records)] == []


@pytest.mark.parametrize("resource", TABLES)
def test_samples_become_what_was_reviewed(resource: str) -> None:
    records, warnings = unified(resource, (SAMPLES / f"{resource}.exact.json").read_bytes())
    assert records == json.loads((SAMPLES / f"{resource}.unified.json").read_text(encoding="utf-8"))
    assert [text.partition(":")[0] for text in warnings] == SPEAKING.get(resource, [])


if __name__ == "__main__":
    for name in TABLES:
        found, _ = unified(name, (SAMPLES / f"{name}.exact.json").read_bytes())
        target = SAMPLES / f"{name}.unified.json"
        target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
