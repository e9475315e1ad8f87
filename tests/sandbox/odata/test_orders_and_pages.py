"""Orders, skip tokens and pages: every row once, whatever the page."""

from __future__ import annotations

import json
import re
import uuid
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unibooks.connectors.exact.target import Account
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.odata.options import next_query, parse_options
from unibooks.sandbox.exact.odata.order import guid_rank, parse_order
from unibooks.sandbox.exact.odata.page import count_rows, read_page
from unibooks.sandbox.exact.state import Table

RECORDINGS = Path(__file__).parents[3] / "../shared/recordings"


def test_guids_sort_as_sql_server_sorts_them() -> None:
    # Microsoft's own illustration: the last group weighs most, the first least
    texts = [
        "01000000-0000-0000-0000-000000000000",
        "10000000-0000-0000-0000-000000000000",
        "00000100-0000-0000-0000-000000000000",
        "00000000-0100-0000-0000-000000000000",
        "00000000-0000-0100-0000-000000000000",
        "00000000-0000-0000-0001-000000000000",
        "00000000-0000-0000-0100-000000000000",
        "00000000-0000-0000-0000-000000000001",
        "00000000-0000-0000-0000-010000000000",
    ]
    sorted_texts = sorted(texts, key=lambda text: guid_rank(uuid.UUID(text)))
    assert sorted_texts[-2:] == texts[-2:]
    assert sorted_texts[-4:-2] == texts[-4:-2]
    assert set(sorted_texts[:2]) <= {texts[0], texts[1], texts[2]}


def test_recorded_collections_without_an_order_stand_in_that_order() -> None:
    checked = 0
    for path in RECORDINGS.glob("recorded__nango_fr2026__list-*.json"):
        whole = json.loads(path.read_text(encoding="utf-8"))
        rows = whole["response"]["body"]["d"]
        rows = rows if isinstance(rows, list) else rows["results"]
        keys = [re.search(r"guid'([^']+)'", row["__metadata"]["uri"]) for row in rows]
        if "$orderby" in whole["request"]["query"] or len(rows) < 2 or None in keys:
            continue
        ranks = [guid_rank(uuid.UUID(key[1])) for key in keys if key]
        assert ranks == sorted(ranks), path.name
        checked += 1
    if not checked:
        pytest.skip("no recordings here")


@pytest.mark.parametrize(
    ("asked", "recorded"),
    [
        (
            "$orderby=Modified%20asc&$select=ID,Code,Description,Modified&$top=100",
            "$orderby=Modified%20asc&$select=ID,Code,Description,Modified&$top=40"
            "&$skiptoken=datetime'2018-09-21T04%3A18%3A55.617',guid'cbddbd5c-0068-4385-ae3e-6f96c04b06d6'",
        ),
        (
            "$select=ID,Code,Description,Modified&$skip=0&$top=100",
            "$select=ID,Code,Description,Modified&$top=40&$skiptoken=guid'790fc424-dc9f-405d-ab09-22d4ee00f653'",
        ),
    ],
)
def test_next_is_composed_as_recorded(asked: str, recorded: str) -> None:
    token = unquote(recorded.partition("$skiptoken=")[2])
    assert next_query(parse_options(asked), 60, token) == recorded


def test_a_token_drops_the_zeros_of_its_fraction() -> None:
    order = parse_order("Modified", Account)
    key = uuid.UUID(int=1)
    for moment, text in (
        (datetime(2026, 1, 1, 12, 40, 29, 900000), "2026-01-01T12:40:29.9"),
        (datetime(2026, 1, 1, 12, 40, 29), "2026-01-01T12:40:29"),
    ):
        assert order.token({"Modified": moment, "ID": key}) == f"datetime'{text}',guid'{key}'"


def _table(rows: list[tuple[str | None, int | None, datetime | None]]) -> Table:
    table = Table(Account)
    for n, (name, cost, modified) in enumerate(rows):
        key = uuid.UUID(int=(n * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128)
        credit = None if cost is None else Decimal(cost) / 3
        table.add(
            table.blank() | {"ID": key, "Name": name, "CostPaid": cost, "CreditLineSales": credit, "Modified": modified}
        )
    return table


NAMES = st.one_of(st.none(), st.sampled_from(["", "a", "B", "b's", "é, ü", "100% & more"]))
TIMES = st.one_of(st.none(), st.datetimes(datetime(2020, 1, 1), datetime(2020, 1, 2)))
ROWS = st.lists(st.tuples(NAMES, st.one_of(st.none(), st.integers(0, 3)), TIMES), max_size=150)
COLUMNS = st.lists(
    st.tuples(
        st.sampled_from(["Name", "CostPaid", "Modified", "ID", "CreditLineSales"]),
        st.sampled_from(["", " asc", " desc"]),
    ),
    max_size=3,
    unique_by=lambda column: column[0],
)
NOON = datetime(2020, 1, 1, 12)
BY_TIME = "Modified ge datetime'2020-01-01T12:00:00'"
FILTERS = st.sampled_from(
    [
        "",
        "CostPaid gt 0",
        "Name eq 'a'",
        "CostPaid eq 1 or CostPaid eq 2",
        "Name eq null",
        BY_TIME,
        f"{BY_TIME} and CostPaid eq 1",
    ]
)


@given(ROWS, COLUMNS, FILTERS, st.one_of(st.none(), st.integers(0, 200)), st.integers(0, 70))
def test_following_next_visits_every_row_once_and_in_order(
    rows: list[tuple[str | None, int | None, datetime | None]],
    columns: list[tuple[str, str]],
    condition: str,
    top: int | None,
    skip: int,
) -> None:
    table = _table(rows)
    orderby = ",".join(name + way for name, way in columns)
    query = f"$orderby={orderby}&$skip={skip}" + (f"&$filter={condition}" if condition else "")
    options = parse_options(query + ("" if top is None else f"&$top={top}"))
    whole = _expected(table, columns, condition)[skip:]
    whole = whole if top is None else whole[:top]
    found: list[Any] = []
    while True:
        page = read_page(table, options)
        assert len(page.rows) <= table.entity.page_size
        found += [row["ID"] for row in page.rows]
        if not page.token:
            break
        options = parse_options(next_query(options, len(page.rows), page.token))
    assert found == whole


def _expected(table: Table, columns: list[tuple[str, str]], condition: str) -> list[uuid.UUID]:
    """The same by stable sorts, the least important column first."""
    tests = {
        "": lambda _: True,
        "CostPaid gt 0": lambda row: row["CostPaid"] is not None and row["CostPaid"] > 0,
        "Name eq 'a'": lambda row: row["Name"] == "a",
        "CostPaid eq 1 or CostPaid eq 2": lambda row: row["CostPaid"] in (1, 2),
        "Name eq null": lambda row: row["Name"] is None,
        BY_TIME: lambda row: row["Modified"] is not None and row["Modified"] >= NOON,
        f"{BY_TIME} and CostPaid eq 1": lambda row: (
            row["Modified"] is not None and row["Modified"] >= NOON and row["CostPaid"] == 1
        ),
    }
    rows = sorted((row for row in table if tests[condition](row)), key=lambda row: guid_rank(row["ID"]))
    for name, way in reversed(columns):
        rank = guid_rank if name == "ID" else lambda value: value
        rows.sort(
            key=lambda row, name=name, rank=rank: (row[name] is not None, 0 if row[name] is None else rank(row[name])),
            reverse=way == " desc",
        )
    return [row["ID"] for row in rows]


@given(ROWS, FILTERS)
def test_counts_agree(rows: list[tuple[str | None, int | None, datetime | None]], condition: str) -> None:
    table = _table(rows)
    expected = len(_expected(table, [], condition))
    filtered = f"&$filter={condition}" if condition else ""
    page = read_page(table, parse_options(f"$inlinecount=allpages&$top=1{filtered}"))
    assert page.count == expected
    assert count_rows(table, parse_options(filtered)) == expected


@given(ROWS, st.data(), COLUMNS, FILTERS)
def test_orders_and_look_ups_stand_through_any_writes(
    rows: list[tuple[str | None, int | None, datetime | None]],
    data: st.DataObject,
    columns: list[tuple[str, str]],
    condition: str,
) -> None:
    table = _table(rows)
    orderby = ",".join(name + way for name, way in columns)
    options = parse_options(f"$orderby={orderby}" + (f"&$filter={condition}" if condition else ""))
    for number in range(6):
        assert [row["ID"] for row in read_page(table, options).rows] == _expected(table, columns, condition)[:60]
        assert count_rows(table, options) == len(_expected(table, columns, condition))
        key = data.draw(st.sampled_from([*table.rows, uuid.UUID(int=number + 7)]))
        match data.draw(st.sampled_from(["add", "change", "remove"])):
            case "change" if key in table.rows:
                table.change(key, {"Name": data.draw(NAMES), "Modified": data.draw(TIMES)})
            case "remove" if key in table.rows:
                table.remove(key)
            case _:
                table.add(
                    table.blank() | {"ID": key, "Name": data.draw(NAMES), "CostPaid": 1, "Modified": data.draw(TIMES)}
                )


def test_a_row_that_was_changed_behind_the_table_is_found_all_the_same() -> None:
    table = _table([("b", 1, None), ("a", 2, None), ("c", 3, None)])
    options = parse_options("$orderby=Name")
    row = read_page(table, options).rows[0]
    row["Name"] = "z"
    table.change(row["ID"], {"CostPaid": 9})
    assert [row["Name"] for row in read_page(table, options).rows] == ["b", "c", "z"]


def test_a_write_is_seen_by_the_next_page() -> None:
    table = _table([("b", 1, None), ("a", 2, None)])
    options = parse_options("$orderby=Name")
    assert [row["Name"] for row in read_page(table, options).rows] == ["a", "b"]
    key = read_page(table, options).rows[1]["ID"]
    table.change(key, {"Name": "A"})
    assert [row["Name"] for row in read_page(table, options).rows] == ["A", "a"]
    table.remove(key)
    assert [row["Name"] for row in read_page(table, options).rows] == ["a"]


@pytest.mark.parametrize(
    "query",
    [
        "$top=x",
        "$top=-1",
        "$skip=1.5",
        "$top=1&$top=2",
        "$inlinecount=some",
        "$frobnicate=1",
        "$format=json",
        "$orderby=Nmae",
        "$orderby=Name%20up",
        "$orderby=Name,,Code",
        "$orderby=BankAccounts",
        "$skiptoken=5",
        "$skiptoken='x',guid'454a5d46-ee70-4ed1-9375-9cfedeb138cd'",
        "$skiptoken=guid'x'",
    ],
)
def test_options_that_make_no_sense_are_400(query: str) -> None:
    with pytest.raises(ODataError) as refused:
        read_page(Table(Account), parse_options(query))
    assert refused.value.status == 400


def test_options_without_a_dollar_are_none_of_its_business() -> None:
    assert parse_options("lang=nl&$top=5").top == 5
