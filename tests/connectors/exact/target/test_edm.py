"""Exact's dates: local wall clocks written as if they were UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unibooks.connectors.exact.target import Account, PurchaseEntry
from unibooks.connectors.exact.target.edm import CODECS, EPOCH

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def instant(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    codec = CODECS["Edm.DateTime", "instant"].read
    assert codec is not None
    read = codec(Account.Modified, zone)
    assert read is not None
    return read(text)


def written(wall: datetime) -> str:
    """A naive wall clock as Exact writes it."""
    return f"/Date({(wall.replace(tzinfo=UTC) - EPOCH) // timedelta(milliseconds=1)})/"


@given(
    wall=st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30)).map(
        lambda d: d.replace(microsecond=d.microsecond // 1000 * 1000, fold=0)
    ),
    zone=st.sampled_from(["Europe/Amsterdam", "Europe/London", "Europe/Madrid"]).map(ZoneInfo),
)
def test_an_instant_is_the_wall_clock_in_the_companys_zone(wall: datetime, zone: ZoneInfo) -> None:
    assert instant(written(wall), zone) == wall.replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2026-03-29T01:59:59.999", "2026-03-29T00:59:59.999"),
        ("2026-03-29T03:00:00", "2026-03-29T01:00:00"),
        ("2026-10-25T00:30:00", "2026-10-24T22:30:00"),
        ("2026-10-25T12:00:00", "2026-10-25T11:00:00"),
        ("2026-06-25T16:17:09.433", "2026-06-25T14:17:09.433"),
    ],
)
def test_the_days_on_which_the_clocks_change(wall: str, utc: str) -> None:
    assert instant(written(datetime.fromisoformat(wall))) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_stays_the_day_that_was_written() -> None:
    codec = CODECS["Edm.DateTime", "day"].read
    assert codec is not None
    read = codec(PurchaseEntry.EntryDate, AMSTERDAM)
    assert read is not None
    assert read("/Date(1717027200000)/") == datetime(2024, 5, 30, tzinfo=UTC)
