"""What a caller calls a cost centre or cost unit, and what is said when no one can be meant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from unibooks.accounting.base import Write
from unibooks.accounting.dimensions import CATEGORIES, category_of
from unibooks.accounting.parts import CreateBillDimension
from unibooks.accounting.types import Text
from unibooks.connectors.exact.resources.dimension_codes import codes_of, dimensions_of
from unibooks.connectors.exact.resources.references import COST_CENTRES, COST_UNITS
from unibooks.core.context import Context, ReferenceRows

TODAY = date(2026, 7, 1)


class Named(Write):
    """The fullest form in which a line names a dimension."""

    id: Text | None = None
    category_name: Text | None = None
    code: Text | None = None
    name: Text | None = None


def value(key: str, code: str, name: str, end: date | None = None) -> Any:
    millis = end and int(datetime(end.year, end.month, end.day, tzinfo=UTC).timestamp() * 1000)
    return SimpleNamespace(ID=key, Code=code, Description=name, EndDate=millis and f"/Date({millis})/")


@pytest.fixture
def ctx() -> Context:
    centres = [
        value("c1", "100", "Sales"),
        value("c2", "200", "Production"),
        value("c3", "300", "Old shop", date(2026, 6, 30)),
        value("c4", "210", "Production"),
        value("c5", "400", "New shop", TODAY),
    ]
    units = [value("u1", "A1", "Trucks"), value("u2", "B2", "200")]
    tables = {
        COST_CENTRES.name: ReferenceRows(COST_CENTRES, centres),
        COST_UNITS.name: ReferenceRows(COST_UNITS, units),
    }
    return Context(UTC, tables, "create", "Exact Online", "EUR", TODAY)


def coded(ctx: Context, *dimensions: dict[str, Any]) -> Any:
    return codes_of([Named.model_validate(one) for one in dimensions], "lines[0].dimensions", ctx)


@pytest.mark.parametrize(
    ("dimension", "codes"),
    [
        ({"categoryName": "CostCenter", "name": "Sales"}, {"CostCenter": "100"}),
        ({"categoryName": "CostCenter", "name": "sales "}, {"CostCenter": "100"}),
        ({"categoryName": "cost center", "name": "100"}, {"CostCenter": "100"}),
        ({"categoryName": "Kostenplaats", "code": "210"}, {"CostCenter": "210"}),
        ({"categoryName": "KOSTENDRAGER", "id": "U1"}, {"CostUnit": "A1"}),
        ({"categoryName": "CostUnit", "code": "a1", "name": "Trucks", "id": "u1"}, {"CostUnit": "A1"}),
        ({"code": "A1"}, {"CostUnit": "A1"}),
        ({"id": "c5"}, {"CostCenter": "400"}),
    ],
)
def test_a_dimension_is_found_by_whatever_names_it(
    ctx: Context, dimension: dict[str, Any], codes: dict[str, str]
) -> None:
    found = coded(ctx, dimension)

    assert (found.codes, found.faults) == (codes, [])
    assert set(found.sent) == {f"lines[0].dimensions[0].{key}" for key in dimension}


@pytest.mark.parametrize(
    ("dimension", "field", "code", "told"),
    [
        ({"categoryName": "Project", "name": "Sales"}, "categoryName", "UNKNOWN_REFERENCE", "CostCenter and CostUnit"),
        ({"categoryName": " ", "name": "Sales"}, "categoryName", "UNKNOWN_REFERENCE", "CostCenter and CostUnit"),
        ({"categoryName": "CostCenter", "name": "Sails"}, "name", "UNKNOWN_REFERENCE", "100 (Sales)"),
        ({"categoryName": "CostUnit", "code": "100"}, "code", "UNKNOWN_REFERENCE", "A1 (Trucks)"),
        ({"categoryName": "CostUnit", "id": "c1"}, "id", "UNKNOWN_REFERENCE", "'c1'"),
        ({"categoryName": "CostCenter"}, "name", "MISSING", "CostCenter"),
        ({"categoryName": "CostCenter", "name": " "}, "name", "MISSING", "CostCenter"),
        ({"categoryName": "CostCenter", "name": "Production"}, "name", "AMBIGUOUS", "200, 210"),
        ({"categoryName": "CostCenter", "name": "Old shop"}, "name", "ENDED", "2026-06-30"),
        ({"categoryName": "CostCenter", "code": "100", "name": "Production"}, "name", "AMBIGUOUS", "200, 210"),
        ({"categoryName": "CostCenter", "code": "100", "name": "210"}, "name", "CONTRADICTION", "code"),
        ({"name": "200"}, "categoryName", "MISSING", "CostCenter and CostUnit"),
        ({"name": "nowhere"}, "categoryName", "MISSING", "CostCenter and CostUnit"),
    ],
)
def test_a_wrong_dimension_is_told_at_the_callers_path(
    ctx: Context, dimension: dict[str, Any], field: str, code: str, told: str
) -> None:
    found = coded(ctx, dimension)

    (fault,) = found.faults
    assert (fault.field, fault.code) == (f"lines[0].dimensions[0].{field}", code)
    assert told in fault.message
    assert found.codes == {}


def test_a_line_has_one_value_of_each_category(ctx: Context) -> None:
    found = coded(
        ctx,
        {"categoryName": "CostCenter", "name": "Sales"},
        {"categoryName": "CostUnit", "name": "Trucks"},
        {"categoryName": "Kostenplaats", "code": "200"},
    )

    assert found.codes == {"CostCenter": "100", "CostUnit": "A1"}
    assert [(fault.field, fault.code) for fault in found.faults] == [
        ("lines[0].dimensions[2].categoryName", "CONTRADICTION")
    ]


def test_every_fault_of_a_line_is_told_at_once(ctx: Context) -> None:
    found = coded(ctx, {"categoryName": "Colour", "name": "red"}, {"categoryName": "CostCenter", "name": "none"})

    assert [fault.field for fault in found.faults] == [
        "lines[0].dimensions[0].categoryName",
        "lines[0].dimensions[1].name",
    ]


def test_what_a_line_has_already_may_have_ended(ctx: Context) -> None:
    ended = [CreateBillDimension(name="300", category_name="CostCenter")]

    assert codes_of(ended, "dimensions", ctx, kept=["300"]).codes == {"CostCenter": "300"}
    assert codes_of(ended, "dimensions", ctx).codes == {}


def test_a_line_shows_its_dimensions_by_name_and_code(ctx: Context) -> None:
    row = SimpleNamespace(CostCenter="100", CostCenterDescription="Sales", CostUnit="Z9", CostUnitDescription=None)

    assert dimensions_of(row, ctx) == [
        {"id": "c1", "code": "100", "name": "Sales", "category_name": "CostCenter"},
        {"id": None, "code": "Z9", "name": "Z9", "category_name": "CostUnit"},
    ]
    assert dimensions_of(SimpleNamespace(CostCenter=None, CostUnit=""), ctx) == []


def test_what_is_shown_can_be_sent_back(ctx: Context) -> None:
    row = SimpleNamespace(CostCenter="100", CostCenterDescription="Sales", CostUnit="B2", CostUnitDescription="200")
    shown = dimensions_of(row, ctx)
    sent = [CreateBillDimension.model_validate(one) for one in shown]

    assert codes_of(sent, "dimensions", ctx).codes == {"CostCenter": "100", "CostUnit": "B2"}


def test_each_category_answers_to_its_own_name() -> None:
    assert [category_of(category.name) for category in CATEGORIES] == list(CATEGORIES)
