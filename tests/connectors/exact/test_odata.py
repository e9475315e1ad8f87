"""Conditions as Exact wants to read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.connectors.exact.odata import Selection, filter_text, selection_of, wire_literal
from unibooks.connectors.exact.target import Account, Division, GLAccount, Me, PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import NOTHING, AllOf, AnyOf, Condition
from unibooks.core.target import Prop

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ID = "6F9619FF-8B86-D011-B42D-00CF4FC964FF"


@pytest.mark.parametrize(
    ("prop", "operator", "value", "expected"),
    [
        (Account.ID, "eq", ID, f"ID eq guid'{ID.lower()}'"),
        (Account.Name, "eq", "O'Neill", "Name eq 'O''Neill'"),
        (Account.Name, "contains", "O'N", "substringof('O''N',Name) eq true"),
        (Account.Code, "eq", "25", "Code eq '                25'"),
        (Account.Code, "eq", "                25", "Code eq '                25'"),
        (Account.Country, "eq", "NL", "Country eq 'NL '"),
        (Account.IsSupplier, "eq", True, "IsSupplier eq true"),
        (GLAccount.Type, "ne", 20, "Type ne 20"),
        (Me.Legislation, "eq", 1, "Legislation eq 1L"),
        (PurchaseEntry.AmountFC, "ge", Decimal("1E+2"), "AmountFC ge 100"),
        (PurchaseEntry.AmountFC, "ge", Decimal("0.10"), "AmountFC ge 0.10"),
        (PurchaseEntry.EntryDate, "eq", date(2026, 1, 31), "EntryDate eq datetime'2026-01-31T00:00:00'"),
        (PurchaseEntry.Document, "eq", None, "Document eq null"),
        # an instant is compared on the company's wall clock, in summer and in winter
        (Account.Modified, "gt", datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "Modified gt datetime'2026-07-02T00:30:00'"),
        (Account.Modified, "gt", datetime(2026, 1, 1, 8, tzinfo=UTC), "Modified gt datetime'2026-01-01T09:00:00'"),
        (
            Account.Modified,
            "gt",
            datetime(2026, 1, 1, 8, 0, 0, 120999, tzinfo=UTC),
            "Modified gt datetime'2026-01-01T09:00:00.12'",
        ),
    ],
)
def test_a_comparison(prop: Prop, operator: Any, value: Any, expected: str) -> None:
    assert filter_text((Condition(prop, operator, value),), AMSTERDAM) == expected


def test_conditions_are_joined_and_grouped() -> None:
    either = AnyOf(
        (
            Condition(GLAccount.Type, "eq", 10),
            AllOf((Condition(GLAccount.Type, "eq", 90), Condition(GLAccount.BalanceType, "eq", "B"))),
        )
    )
    text = filter_text((Condition(GLAccount.IsBlocked, "eq", False), either), AMSTERDAM)
    assert text == "IsBlocked eq false and (Type eq 10 or (Type eq 90 and BalanceType eq 'B'))"
    with pytest.raises(ValueError, match="no record"):
        filter_text((NOTHING,), AMSTERDAM)


@pytest.mark.parametrize(("prop", "value"), [(Account.ID, "x"), (Account.Modified, "2026-01-01")])
def test_a_value_of_another_type_is_refused(prop: Prop, value: str) -> None:
    with pytest.raises(ValueError):
        filter_text((Condition(prop, "eq", value),), AMSTERDAM)


def test_lines_are_selected_by_their_path_and_with_their_number() -> None:
    selection = selection_of(EXACT_NL.mappings["bills"])
    options = dict(selection.options())
    names = options["$select"].split(",")
    assert options["$expand"] == "PurchaseEntryLines"
    assert {"EntryID", "PurchaseEntryLines/LineNumber", "PurchaseEntryLines/AmountFC"} <= set(names)
    assert "Creator" not in names
    assert dict(selection.options(everything=True)) == {"$expand": "PurchaseEntryLines"}


def test_a_selection_always_has_the_key() -> None:
    assert Selection.of(PurchaseEntryLine, ()).props == (PurchaseEntryLine.ID,)


@pytest.mark.parametrize(
    ("prop", "value", "expected"),
    [
        # as recorded in an address of Exact's own
        (GLAccount.Modified, "/Date(1537503535617)/", "datetime'2018-09-21T04:18:55.617'"),
        (GLAccount.Modified, "/Date(1537503535000)/", "datetime'2018-09-21T04:18:55'"),
        (GLAccount.ID, ID.lower(), f"guid'{ID.lower()}'"),
        (Account.Code, "                25", "'                25'"),
        (Division.Code, 101, "101"),
        (PurchaseEntry.YourRef, None, "null"),
    ],
)
def test_a_skip_token_repeats_what_the_row_held(prop: Prop, value: Any, expected: str) -> None:
    assert wire_literal(prop, value) == expected
