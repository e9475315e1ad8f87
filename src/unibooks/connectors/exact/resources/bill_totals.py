"""The totals printed on a bill, held against its lines, and booked to the cent as they were printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from typing import Final

from unibooks.accounting.bills import CreatePurchase
from unibooks.accounting.types import CENT
from unibooks.connectors.exact.resources.bill_amounts import ZERO, LineAmounts
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.core.errors import Fault

#: Name of a total -> what the lines come to.
SUMS: Final[dict[str, Callable[[Sequence[LineAmounts]], Decimal]]] = {
    "totalNetAmount": lambda lines: sum((line.net for line in lines), ZERO),
    "totalTaxAmount": lambda lines: sum((line.tax for line in lines), ZERO),
    "totalGrossAmount": lambda lines: sum((line.gross for line in lines), ZERO),
}


def check_totals(body: CreatePurchase, lines: Sequence[LineAmounts]) -> Findings:
    """Hold the printed totals against the lines: a cent a line may be off, and then the lines follow the totals.

    Where the printed totals do not add up among themselves, the gross stands, because it is what is paid; whatever was
    not booked as printed is named in a warning.
    """
    out = Findings()
    printed = printed_totals(body)
    if fault := next(_too_far(printed, lines), None):
        out.faults.append(fault)
        return out
    before = [(line.net, line.tax) for line in lines]
    _follow(printed, lines)
    moved = [f"lineItems[{i}]" for i, line in enumerate(lines) if (line.net, line.tax) != before[i]]
    if moved:
        out.warnings["lineItems"] = (
            f"lineItems: come to other totals than are given; the rounding was booked on {', '.join(moved)}"
        )
    for name, value in printed.items():
        if (booked := SUMS[name](lines)) != value:
            out.warnings[name] = f"{name}: is {value}, which does not fit totalGrossAmount; {booked} was booked"
    return out


def printed_totals(body: CreatePurchase) -> dict[str, Decimal]:
    """The totals that a body names."""
    values = (body.total_net_amount, body.total_tax_amount, body.total_gross_amount)
    return {name: value for name, value in zip(SUMS, values, strict=True) if value is not None}


def _too_far(printed: dict[str, Decimal], lines: Sequence[LineAmounts]) -> Iterator[Fault]:
    taxed = sum(line.vat.taxed for line in lines)
    for name, value in printed.items():
        booked, room = SUMS[name](lines), CENT * (taxed if name == "totalTaxAmount" else len(lines))
        if abs(value - booked) > room:
            message = f"is {value}, but the lines come to {booked}; a difference of at most {room} could be rounding"
            yield Fault(name, message, "CONTRADICTION")


def _follow(printed: dict[str, Decimal], lines: Sequence[LineAmounts]) -> None:
    """Net and VAT as printed; what the gross then still lacks goes into the VAT first."""
    net, tax, gross = (printed.get(name) for name in SUMS)
    if net is None and tax is not None and gross is not None:
        net = gross - tax
    if net is not None:
        _spread(net - SUMS["totalNetAmount"](lines), [(line, False) for line in _by_size(lines)])
    if tax is not None:
        taxed = [line for line in lines if line.vat.taxed]
        _spread(tax - SUMS["totalTaxAmount"](lines), [(line, True) for line in _by_size(taxed)])
    if gross is not None:
        places = sorted(((line, line.vat.taxed) for line in _by_size(lines)), key=lambda place: not place[1])
        _spread(gross - SUMS["totalGrossAmount"](lines), places)


def _by_size(lines: Iterable[LineAmounts]) -> list[LineAmounts]:
    return sorted(lines, key=lambda line: -abs(line.gross))


def _spread(difference: Decimal, places: Sequence[tuple[LineAmounts, bool]]) -> None:
    """A cent in each place, over and over until nothing is left; the flag says whether it goes into the VAT."""
    step = CENT if difference > 0 else -CENT
    for line, in_tax in cycle(places):
        if difference == 0:
            return
        if in_tax:
            line.tax += step
        else:
            line.net += step
        difference -= step
