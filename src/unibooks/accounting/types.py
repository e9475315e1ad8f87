"""The values that unified models are made of, as they travel in JSON.

| type | in Python | in JSON |
|---|---|---|
| `Amount`, `Quantity`, `Percent` | `Decimal` | a number; numeric text is accepted on input |
| `Day` | `date` | `2026-01-31T00:00:00Z`; on input also `2026-01-31` and any ISO 8601 instant, whose written day counts |
| `Instant` | aware `datetime`, UTC | `2026-01-31T09:30:00Z` |
| `Text` | `str` | text; numbers are accepted on input |

Amounts never pass through a binary float: bodies are read with exact decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

CENT: Final = Decimal("0.01")
#: A difference this small is the noise of somebody's binary floats (121.00000000000001), not a third decimal.
NOISE: Final = Decimal("0.000001")
MAX_DIGITS: Final = 12
#: Years of an instant; one nearer to the ends of the calendar has no local time everywhere.
EARLIEST: Final = 2
LATEST: Final = 9998


@dataclass(frozen=True)
class Kind:
    """What a value means; together with the wire type it selects the codec."""

    name: str


TEXT: Final = Kind("text")
INTEGER: Final = Kind("integer")
FLAG: Final = Kind("flag")
AMOUNT: Final = Kind("amount")
QUANTITY: Final = Kind("quantity")
PERCENT: Final = Kind("percent")
DAY: Final = Kind("day")
INSTANT: Final = Kind("instant")


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str | float):
        raise PydanticCustomError("number", "must be a number, for example 121.00")
    try:
        number = Decimal(str(value).strip()) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise PydanticCustomError("number", "must be a number, for example 121.00") from None
    if not number.is_finite():
        raise PydanticCustomError("number", "must be a finite number; NaN and infinity are not amounts")
    if number and number.adjusted() >= MAX_DIGITS:
        raise PydanticCustomError("digits", "must have at most 12 digits before the decimal point")
    if len(number.as_tuple().digits) > 28:
        raise PydanticCustomError("digits", "must have at most 28 digits in all; round it to the currency's decimals")
    return number


def _amount(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = _decimal(value)
    rounded = number.quantize(CENT)
    if abs(number - rounded) > NOISE:
        raise PydanticCustomError("decimals", "must have at most 2 decimals; round it before sending")
    return rounded


def _quantity(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = _decimal(value).normalize()
    # Written out: 100 and not 1E+2, which not every reader of JSON takes for the same.
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()
    except ValueError:
        raise PydanticCustomError("day", "must be a calendar day such as 2026-01-31 or 2026-01-31T00:00:00Z") from None


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        if not EARLIEST <= moment.year <= LATEST:
            raise ValueError
        # The contract's own example carries no zone (2021-03-30T20:44:18); it is read as UTC.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("instant", "must be an instant such as 2026-01-31T09:30:00Z") from None


def _text(value: Any) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return value


_NUMBER = WithJsonSchema({"type": "number"})

Amount = Annotated[Decimal, BeforeValidator(_amount), PlainSerializer(float, when_used="json"), _NUMBER, AMOUNT]
Quantity = Annotated[Decimal, BeforeValidator(_quantity), PlainSerializer(float, when_used="json"), _NUMBER, QUANTITY]
Percent = Annotated[Decimal, BeforeValidator(_quantity), PlainSerializer(float, when_used="json"), _NUMBER, PERCENT]
Day = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(lambda d: f"{d.isoformat()}T00:00:00Z", when_used="json"),
    WithJsonSchema({"type": "string", "examples": ["2026-01-31T00:00:00Z"]}),
    DAY,
]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "examples": ["2026-01-31T09:30:00Z"]}),
    INSTANT,
]
Text = Annotated[str, BeforeValidator(_text), TEXT]
