"""Rounding, and what a VAT code does to a line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
ZERO: Final = Decimal("0.00")
#: Amounts above this are refused. Exact's own bound is not known [I]; the wire's doubles lose cents at 9e13.
LARGEST: Final = Decimal(10) ** 13


def cents(amount: Decimal) -> Decimal:
    """Rounded half up (away from zero) to whole cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def sane(amount: Decimal | None) -> bool:
    """Whether an amount is absent, or a number small enough to reckon with."""
    return amount is None or (amount.is_finite() and abs(amount) <= LARGEST)


@dataclass(frozen=True)
class Taxed:
    """A line split into the amount without VAT and the VAT, both in the entry's currency."""

    base: Decimal
    vat: Decimal


def split(amount: Decimal, kind: str, percentage: Decimal, charged: bool, given: Decimal | None = None) -> Taxed:
    """Split a line by its VAT code.

    VAT is rounded per line; an inclusive code rounds the net amount and leaves the rest as VAT [R: a Dutch audit file
    written by Exact: 437.50 at 19 % gives 83.13, 4000 including 21 % gives 3305.79 and 694.21].

    Args:
        amount: the line amount as posted, rounded to cents.
        kind: the VAT code's type: E on top, I contained, B base only, N none.
        percentage: the rate as a fraction.
        charged: whether the code is a reverse charge; then the amount never contains the VAT.
        given: the VAT amount that the caller prescribes instead of the computed one.
    """
    if kind not in {"E", "I"}:
        return Taxed(amount, ZERO)
    if kind == "I" and not charged:
        base = cents(amount / (1 + percentage)) if given is None else amount - given
        return Taxed(base, amount - base)
    return Taxed(amount, cents(amount * percentage) if given is None else given)
