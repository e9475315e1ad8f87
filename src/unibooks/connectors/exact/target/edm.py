"""Exact's wire types and how their values become unified ones.

Dates: `/Date(ms)/` holds the company's local wall clock written as if it were UTC [R: `Created` 16:17:09 beside a `Date`
header of 14:17:09 GMT]. A day is local midnight so encoded; an instant needs the company's time zone. Requests take ISO 8601
text, whose zone Exact ignores, so local time is sent without one [R].
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from unibooks.core.target import Codec, Codecs, Prop

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
HUNDRED: Final = Decimal(100)
DAY_MS: Final = 86_400_000
#: Dates and offsets kept per time zone.
REMEMBERED: Final = 16_384
FLOAT_SAFE_MS: Final = 2**31 * 1000


def milliseconds(text: str) -> int:
    """The number in `/Date(ms)/`; ValueError where the text is something else."""
    return int(text[6:-2])


def wall_clock(text: str) -> datetime:
    """The wall clock in `/Date(ms)/`, naive. Whole milliseconds are added to the epoch: a float would round them."""
    return (EPOCH + timedelta(milliseconds=milliseconds(text))).replace(tzinfo=None)


def _read_day(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    return lambda text: EPOCH + timedelta(days=milliseconds(text) // DAY_MS)


def _read_instant(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    return _instants(zone)


@lru_cache(maxsize=64)
def _instants(zone: tzinfo) -> Callable[[str], datetime]:
    """Local wall clock to UTC. The offset is kept per day; on a day that changes it, it is asked for each time."""
    offsets: dict[int, int | None] = {}
    # The same records are read again and again, and a date costs as much as the rest of a row.
    seen: dict[str, datetime] = {}

    def read(text: str) -> datetime:
        known = seen.get(text)
        if known is not None:
            return known
        local = int(text[6:-2])
        day = local // DAY_MS
        if day not in offsets:
            if len(offsets) >= REMEMBERED:
                offsets.clear()
            begin, end = _offset(day * DAY_MS, zone), _offset((day + 1) * DAY_MS, zone)
            offsets[day] = begin if begin == end else None
        offset = offsets[day]
        utc = local - (_offset(local, zone) if offset is None else offset)
        # Twice as quick, and exact to the millisecond while seconds fit 31 bits; outside them the float would round.
        exact = 0 <= utc < FLOAT_SAFE_MS
        value = datetime.fromtimestamp(utc / 1000, UTC) if exact else EPOCH + timedelta(milliseconds=utc)
        if len(seen) >= REMEMBERED:
            seen.clear()
        seen[text] = value
        return value

    return read


def _offset(local: int, zone: tzinfo) -> int:
    """How far the zone is ahead of UTC at that wall clock, in milliseconds."""
    wall = (EPOCH + timedelta(milliseconds=local)).replace(tzinfo=zone)
    return (wall.utcoffset() or timedelta()) // timedelta(milliseconds=1)


def _write_day(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    def write(value: date) -> str:
        if not 1900 <= value.year <= 2100:
            raise ValueError(f"{value.isoformat()} is outside the years 1900 to 2100 that Exact Online keeps")
        return value.isoformat()

    return write


def _write_instant(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    return lambda value: value.astimezone(zone).replace(tzinfo=None).isoformat(timespec="milliseconds")


def _read_text(prop: Prop, zone: tzinfo) -> Callable[[Any], Any] | None:
    return str.strip if prop.width else None


def _same(value: Any) -> Any:
    return value


def _write_text(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    def write(value: str) -> str:
        text = value.strip() if prop.width < 0 else value
        if prop.length and len(text) > prop.length:
            raise ValueError(f"has {len(text)} characters; Exact Online takes at most {prop.length}, shorten it")
        return prop.pad(text) if prop.width < 0 else text

    return write


def _write_guid(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    def write(value: str) -> str:
        try:
            return str(uuid.UUID(value))
        except ValueError:
            raise ValueError(
                f"{value!r} is not an id of this system; its ids look like 6f9619ff-8b86-d011-b42d-00cf4fc964ff"
            ) from None

    return write


def _read_percent(prop: Prop, zone: tzinfo) -> Callable[[Any], Any] | None:
    if not prop.fraction:
        return None
    return lambda value: (value * HUNDRED).normalize() + 0


def _write_percent(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    return (lambda value: value / HUNDRED) if prop.fraction else _same


def _whole_text(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    return str


def _write_whole(prop: Prop, zone: tzinfo) -> Callable[[Any], Any]:
    def write(value: str) -> int:
        if not value.isascii() or not value.isdigit():
            raise ValueError(f"{value!r} must be a whole number here")
        return int(value)

    return write


CODECS: Final[Codecs] = {
    ("Edm.Guid", "text"): Codec(str, write=_write_guid),
    ("Edm.String", "text"): Codec(str, read=_read_text, write=_write_text),
    ("Edm.Double", "amount"): Codec(Decimal),
    ("Edm.Double", "quantity"): Codec(Decimal),
    ("Edm.Double", "percent"): Codec(Decimal, read=_read_percent, write=_write_percent),
    ("Edm.DateTime", "day"): Codec(str, read=_read_day, write=_write_day),
    ("Edm.DateTime", "instant"): Codec(str, read=_read_instant, write=_write_instant),
    ("Edm.Boolean", "flag"): Codec(bool),
    ("Edm.Byte", "integer"): Codec(int),
    ("Edm.Int16", "integer"): Codec(int),
    ("Edm.Int32", "integer"): Codec(int),
    ("Edm.Int16", "text"): Codec(int, read=_whole_text, write=_write_whole),
    ("Edm.Int32", "text"): Codec(int, read=_whole_text, write=_write_whole),
}
