"""What a bill comes to: from the amounts a caller sends to the net and VAT of each line, to the cent.

Exact rounds VAT per line, half up [R: 17 lines at 19 % booked 6,777.79 where one rounding gives 6,777.78]. Codes of type E
take the amount without VAT, codes of type I with it, codes of type N and B carry none; a charged code (reverse charge)
books VAT to pay and to claim at once, so that the supplier's total is the net amount. What a supplier printed may differ
by a cent a line, and then it is the printed VAT that is booked (`VATAmountFC`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from unibooks.accounting.bills import CreateBillLine
from unibooks.accounting.types import CENT, MAX_DIGITS
from unibooks.core.errors import Fault

ZERO: Final = Decimal(0)
HUNDRED: Final = Decimal(100)


def cents(value: Decimal) -> Decimal:
    """Rounded to whole cents, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def place(at: str, name: str) -> str:
    """The caller's path to a field of the line at `at`; a line that is a body of its own stands at ""."""
    return f"{at}.{name}" if at else name


@dataclass(frozen=True)
class Vat:
    """A VAT code as booking needs it: `rate` is a fraction."""

    code: str
    kind: str
    rate: Decimal
    charged: bool

    @property
    def taxed(self) -> bool:
        """Whether the supplier's total contains VAT."""
        return self.rate != 0 and not self.charged and self.kind in ("E", "I")

    def computed(self, amount: Decimal) -> Decimal:
        """The VAT that Exact computes for a posted line amount."""
        if not self.taxed:
            return ZERO
        if self.kind == "I":
            return amount - cents(amount / (1 + self.rate))
        return cents(amount * self.rate)


@dataclass
class LineAmounts:
    """A line: what it comes to, what is wrong with it, and, by field, what its caller should know."""

    vat: Vat
    net: Decimal = ZERO
    tax: Decimal = ZERO
    faults: list[Fault] = field(default_factory=list[Fault])
    notes: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def gross(self) -> Decimal:
        """Net and VAT together."""
        return self.net + self.tax

    @property
    def posted(self) -> Decimal:
        """What Exact wants as AmountFC: with VAT for a code of type I."""
        return self.gross if self.vat.kind == "I" else self.net

    @property
    def override(self) -> Decimal | None:
        """The printed VAT where Exact would compute another, else None."""
        return self.tax if self.vat.taxed and self.vat.computed(self.posted) != self.tax else None


def line_amounts(line: CreateBillLine, vat: Vat, at: str, *, gross_prices: bool) -> LineAmounts:
    """What one line comes to; `at` is the caller's path to it."""
    out = LineAmounts(vat)
    priced = _from_price(line, out)
    if priced is not None and priced.adjusted() >= MAX_DIGITS:
        message = f"times the quantity comes to more than {MAX_DIGITS} digits before the decimal point"
        out.faults.append(Fault(place(at, "unitAmount"), message, "OUT_OF_RANGE"))
        return out
    priced = None if priced is None else cents(priced)
    net, gross = line.total_net_amount, line.total_gross_amount
    if priced is not None:
        given, name = (gross, "totalGrossAmount") if gross_prices else (net, "totalNetAmount")
        if given is not None and abs(given - priced) > CENT:
            out.faults.append(
                Fault(place(at, name), f"is {given}, but quantity times price comes to {priced}", "CONTRADICTION")
            )
        elif given is None and gross_prices:
            gross = priced
        elif given is None:
            net = priced
    if net is None and gross is None:
        cure = "is missing; give totalNetAmount, totalGrossAmount, or unitAmount with quantity"
        out.faults.append(Fault(place(at, "totalNetAmount"), cure, "MISSING"))
        return out
    _split(out, net, gross, line.total_tax_amount, at)
    return out


def _from_price(line: CreateBillLine, out: LineAmounts) -> Decimal | None:
    """Quantity times price less discounts, not rounded; None without a price. Without one, discounts are in the totals."""
    discounts = {
        "unitDiscountAmount": line.unit_discount_amount,
        "unitDiscountPercentage": line.unit_discount_percentage,
        "totalDiscountAmount": line.total_discount_amount,
        "totalDiscountPercentage": line.total_discount_percentage,
    }
    if line.unit_amount is None:
        given = (name for name, value in discounts.items() if value is not None)
        out.notes |= dict.fromkeys(given, "is taken to be contained in the line's total")
        return None
    unit = line.unit_amount - (line.unit_discount_amount or ZERO)
    unit *= 1 - (line.unit_discount_percentage or ZERO) / HUNDRED
    total = unit * (Decimal(1) if line.quantity is None else line.quantity)
    total = (total - (line.total_discount_amount or ZERO)) * (1 - (line.total_discount_percentage or ZERO) / HUNDRED)
    return total


def _split(out: LineAmounts, net: Decimal | None, gross: Decimal | None, tax: Decimal | None, at: str) -> None:
    """Net and VAT from whatever was given, each held against the code's rate within a cent."""
    vat = out.vat
    if not vat.taxed:
        out.net = net if net is not None else (gross or ZERO)
        _check_untaxed(out, net, gross, tax, at)
        return
    if net is None:
        net = cents((gross or ZERO) / (1 + vat.rate))
        net = net if tax is None or gross is None or abs(gross - net - tax) > CENT else gross - tax
    expected = cents(net * vat.rate)
    shown = f"{(vat.rate * HUNDRED).normalize():f} % of {net} is {expected}"
    out.net, out.tax = net, expected
    if tax is not None:
        if abs(tax - expected) > CENT:
            out.faults.append(
                Fault(place(at, "totalTaxAmount"), f"is {tax}, but {shown} (VAT code {vat.code})", "CONTRADICTION")
            )
        else:
            out.tax = tax
    if gross is not None:
        if abs(gross - net - out.tax) > CENT:
            message = f"is {gross}, but {shown}, which makes {net + expected} (VAT code {vat.code})"
            out.faults.append(Fault(place(at, "totalGrossAmount"), message, "CONTRADICTION"))
        else:
            out.tax = gross - net
            if tax is not None and tax != out.tax:
                out.notes["totalTaxAmount"] = (
                    f"is {tax}, but totalNetAmount and totalGrossAmount leave {out.tax}, which was booked"
                )


def _check_untaxed(out: LineAmounts, net: Decimal | None, gross: Decimal | None, tax: Decimal | None, at: str) -> None:
    vat = out.vat
    reverse = cents(out.net * vat.rate) if vat.charged else ZERO
    if tax and abs(tax - reverse) > CENT:
        message = f"is {tax}, but VAT code {vat.code} puts no VAT on the supplier's invoice; choose another taxCode or leave it out"
        out.faults.append(Fault(place(at, "totalTaxAmount"), message, "CONTRADICTION"))
    elif tax:
        out.notes["totalTaxAmount"] = f"VAT code {vat.code} puts no VAT on the supplier's invoice; it is shown as 0"
    if net is not None and gross is not None and abs(gross - net) > CENT:
        message = f"is {gross}, but with VAT code {vat.code} it equals totalNetAmount ({net})"
        out.faults.append(Fault(place(at, "totalGrossAmount"), message, "CONTRADICTION"))
    elif net is not None and gross is not None and gross != net:
        out.notes["totalGrossAmount"] = (
            f"is {gross}, but VAT code {vat.code} adds nothing to totalNetAmount ({net}), which was booked"
        )


def vat_of(row: Any) -> Vat:
    """The VAT code of a row of reference data."""
    return Vat(str(row.Code).strip(), row.Type or "N", row.Percentage or ZERO, bool(row.Charged))


#: A line that books no VAT at all.
NO_VAT: Final = Vat("", "N", ZERO, False)
