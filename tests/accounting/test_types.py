"""Values on their way in: exact, tolerant of what clients really send, clear about what they cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from unibooks.accounting.base import Write
from unibooks.accounting.types import Amount, Day, Instant, Percent, Quantity, Text


class Thing(Write):
    """Every kind of value."""

    amount: Amount | None = None
    quantity: Quantity | None = None
    percent: Percent | None = None
    day: Day | None = None
    instant: Instant | None = None
    text: Text | None = None


@pytest.mark.parametrize(
    ("field", "given", "understood"),
    [
        ("amount", "121.00", Decimal("121.00")),
        ("amount", 121, Decimal("121.00")),
        ("amount", Decimal("121.00000000000001"), Decimal("121.00")),
        ("amount", Decimal("-0.1"), Decimal("-0.10")),
        ("quantity", "2.500", Decimal("2.5")),
        ("quantity", "0.333333333333", Decimal("0.333333333333")),
        ("quantity", "1e2", Decimal(100)),
        ("percent", 21, Decimal(21)),
        ("day", "2026-01-31", date(2026, 1, 31)),
        ("day", "2026-01-31T23:59:59+14:00", date(2026, 1, 31)),
        ("day", "2026-01-31T00:00:00Z", date(2026, 1, 31)),
        ("instant", "2021-03-30T20:44:18", datetime(2021, 3, 30, 20, 44, 18, tzinfo=UTC)),
        ("instant", "2021-03-30T20:44:18+02:00", datetime(2021, 3, 30, 18, 44, 18, tzinfo=UTC)),
        ("text", 1600, "1600"),
    ],
)
def test_what_is_understood(field: str, given: Any, understood: Any) -> None:
    assert getattr(Thing.model_validate({field: given}), field) == understood


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("amount", "NaN"),
        ("amount", "Infinity"),
        ("amount", "9" * 40),
        ("amount", "0." + "1" * 40),
        ("amount", "1e400"),
        ("amount", "0.125"),
        ("amount", True),
        ("amount", "a lot"),
        ("quantity", "NaN"),
        ("day", "2026-02-30"),
        ("day", "31-01-2026"),
        ("day", "2026-13-01"),
        ("instant", "yesterday"),
        ("instant", "0001-01-01T00:00:00+14:00"),
        ("instant", "9999-12-31T23:59:59-14:00"),
        ("text", ["a"]),
    ],
)
def test_what_is_refused_with_a_cure(field: str, given: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Thing.model_validate({field: given})
    (problem,) = refused.value.errors()
    assert problem["loc"] == (field,)
    assert problem["msg"].startswith(("must", "Input should"))
