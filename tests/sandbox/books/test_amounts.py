"""Splitting a line by its VAT code; the figures come from a published audit file and the reference page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from unibooks.sandbox.exact.books.amounts import cents, split

D = Decimal


@pytest.mark.parametrize(
    ("amount", "kind", "rate", "base", "vat"),
    [
        ("437.50", "E", "0.19", "437.50", "83.13"),
        ("262.50", "E", "0.19", "262.50", "49.88"),
        ("131.25", "E", "0.19", "131.25", "24.94"),
        ("481.25", "E", "0.19", "481.25", "91.44"),
        ("288.75", "E", "0.06", "288.75", "17.33"),
        ("100", "E", "0.21", "100", "21.00"),
        ("-437.50", "E", "0.19", "-437.50", "-83.13"),
        ("8000", "I", "0.06", "7547.17", "452.83"),
        ("4000", "I", "0.21", "3305.79", "694.21"),
        ("100", "I", "0.21", "82.64", "17.36"),
        ("100", "B", "0", "100", "0"),
        ("100", "N", "0", "100", "0"),
    ],
)
def test_vectors(amount: str, kind: str, rate: str, base: str, vat: str) -> None:
    taxed = split(D(amount), kind, D(rate), False)
    assert (taxed.base, taxed.vat) == (D(base), D(vat))


def test_a_reverse_charge_is_never_inside_the_amount() -> None:
    taxed = split(D(100), "I", D("0.21"), True)
    assert (taxed.base, taxed.vat) == (D(100), D("21.00"))


def test_half_a_cent_goes_away_from_zero() -> None:
    assert (cents(D("0.005")), cents(D("-0.005")), cents(D("0.0049"))) == (D("0.01"), D("-0.01"), D("0.00"))
