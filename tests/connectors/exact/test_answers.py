"""Every form in which Exact hands over rows, and what is no answer at all."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from unibooks.connectors.exact.answers import Unwell, created_key, decoder_of, raw_results, untyped
from unibooks.connectors.exact.odata import Selection
from unibooks.connectors.exact.target import Account, GLAccount, PurchaseEntry, PurchaseEntryLine

RECORDINGS = Path(__file__).parents[3] / "../shared/recordings"
recorded = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="no recordings beside the project")

ACCOUNTS = decoder_of(Selection.of(GLAccount, (GLAccount.Code, GLAccount.Type, GLAccount.IsBlocked)))
ENTRIES = decoder_of(
    Selection.of(PurchaseEntry, (PurchaseEntry.AmountFC,)).with_lines(
        PurchaseEntry.PurchaseEntryLines, (PurchaseEntryLine.AmountFC,)
    )
)


def body(d: Any) -> bytes:
    return json.dumps({"d": d}).encode()


ROW = {"__metadata": {"uri": "x"}, "ID": "1", "Code": "4040", "Type": 120, "IsBlocked": False}


@pytest.mark.parametrize(
    ("d", "onwards", "count"),
    [
        ([ROW], None, None),
        ({"results": [ROW]}, None, None),
        ({"results": [ROW], "__count": "7", "__next": "https://x/y"}, "https://x/y", 7),
    ],
)
def test_each_envelope_is_read(d: Any, onwards: str | None, count: int | None) -> None:
    page = ACCOUNTS.decode(body(d))
    assert [(row.ID, row.Code, row.Type, row.IsBlocked) for row in page.rows] == [("1", "4040", 120, False)]
    assert (page.onwards, page.count) == (onwards, count)
    assert raw_results(body(d)) == [ROW]


@pytest.mark.parametrize(
    ("lines", "expected", "onwards"),
    [
        ([{"AmountFC": 0.1}], [Decimal("0.1")], None),
        ({"results": [{"AmountFC": 12345678901.23}]}, [Decimal("12345678901.23")], None),
        ({"results": [], "__next": "n"}, [], "n"),
        ({"__deferred": {"uri": "x"}}, None, None),
        (None, None, None),
    ],
)
def test_each_form_of_lines_is_read(lines: Any, expected: list[Decimal] | None, onwards: str | None) -> None:
    row = ENTRIES.decode(body([{"EntryID": "1", "PurchaseEntryLines": lines}])).rows[0]
    below = row.PurchaseEntryLines
    assert (below and [line.AmountFC for line in below.rows]) == expected
    assert (below and below.onwards) == onwards


def test_one_odd_value_costs_nothing_but_itself() -> None:
    odd = {**ROW, "ID": "2", "Type": "twenty"}
    page = ACCOUNTS.decode(body({"results": [ROW, odd], "__next": "n", "__count": "2"}))
    assert [(row.ID, row.Type) for row in page.rows] == [("1", 120), ("2", None)]
    assert (page.onwards, page.count) == ("n", 2)
    assert list(page.warnings) == ['GLAccount.Type of 2 is "twenty", which is not of its type; null is given']


def test_an_odd_value_in_a_line_costs_nothing_but_itself() -> None:
    lines = {"results": [{"ID": "a", "AmountFC": "much"}, {"ID": "b", "AmountFC": 2}], "__next": "n"}
    page = ENTRIES.decode(body([{"EntryID": "1", "AmountFC": 3, "PurchaseEntryLines": lines}]))
    below = page.rows[0].PurchaseEntryLines
    assert page.rows[0].AmountFC == 3
    assert [line.AmountFC for line in below.rows] == [None, 2]
    assert below.onwards == "n"
    assert "PurchaseEntryLine.AmountFC of a" in page.warnings[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><html></html>",
        b'{"d":{"results":[{"ID":"1"}',
        b'{"d":{"results":[{"ID":"1"}{"error":{"code":"","message":{"lang":"","value":"A problem"}}}',
        # odd and cut off: the careful second look must not take it for whole
        b'{"d":{"results":[{"ID":"1","Type":"x"},{"ID"',
        b'{"d":{"other":[]}}',
        b'{"e":[]}',
        b"[]",
        b'{"d":[1]}',
        b'\xff\xfe{"d":[]}',
    ],
)
def test_what_is_not_whole_is_no_answer(content: bytes) -> None:
    with pytest.raises(Unwell):
        ACCOUNTS.decode(content)


def test_untyped_numbers_are_exact() -> None:
    assert untyped(b'{"d":[{"A":12345678901234567.89}]}')["d"][0]["A"] == Decimal("12345678901234567.89")


def test_the_key_is_read_from_an_answer_that_holds_nothing_else() -> None:
    assert created_key("ID")(body({"ID": "k", "Name": None, "CostPaid": 0})) == "k"
    with pytest.raises(Unwell):
        created_key("ID")(b"<html>")


@recorded
@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("recorded__nango_fr2026__list-gl-accounts__get_financial_GLAccounts", GLAccount),
        ("recorded__nango_fr2026__list-accounts__get_crm_Accounts", Account),
        ("recorded__nango_fr2026__get-account__get_crm_Accounts_byid", Account),
        ("recorded__nango_fr2026__list-purchase-invoices__get_purchaseentry_PurchaseEntries", PurchaseEntry),
    ],
)
def test_recorded_answers_are_read_without_a_warning(name: str, entity: Any) -> None:
    answer = json.loads((RECORDINGS / f"{name}.json").read_text())["response"]["body"]
    rows = answer["d"]["results"] if "results" in answer["d"] else [answer["d"]]
    page = decoder_of(Selection.of(entity, tuple(entity.props().values()))).decode(body(rows))
    assert not page.warnings
    assert [getattr(row, entity.key.name) for row in page.rows] == [row[entity.key.name] for row in rows]


@recorded
def test_the_recorded_break_in_mid_stream_is_no_answer() -> None:
    text = json.loads((RECORDINGS / "text-recorded__200_truncated_then_error.json").read_text())
    with pytest.raises(Unwell, match="error inside"):
        ACCOUNTS.decode(text["response"]["body_text"].encode())
