"""Bills to the cent: VAT per line, prices with and without VAT, and what a supplier may print."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unibooks.accounting.bills import CreateBill, CreateBillLine
from unibooks.connectors.exact.resources.bill_amounts import LineAmounts, Vat, cents, line_amounts
from unibooks.connectors.exact.resources.bill_totals import check_totals

D = Decimal
HIGH = Vat("2", "E", D("0.21"), False)
HIGH_INCLUDED = Vat("4", "I", D("0.21"), False)
LOW = Vat("1", "E", D("0.09"), False)
REVERSE = Vat("5", "E", D("0.21"), True)
NONE = Vat("0", "N", D(0), False)


def amounts(vat: Vat, *, gross_prices: bool = False, **fields: Any) -> LineAmounts:
    return line_amounts(CreateBillLine.model_validate(fields), vat, "lineItems[0]", gross_prices=gross_prices)


@pytest.mark.parametrize(
    ("vat", "fields", "net", "tax", "posted", "override"),
    [
        (HIGH, {"totalNetAmount": "100"}, "100", "21", "100", None),
        (HIGH, {"totalNetAmount": "437.50"}, "437.50", "91.88", "437.50", None),
        (HIGH, {"totalGrossAmount": "121"}, "100", "21", "100", None),
        (HIGH, {"totalGrossAmount": "100"}, "82.64", "17.36", "82.64", "17.36"),
        (HIGH, {"totalNetAmount": "100", "totalTaxAmount": "21.01"}, "100", "21.01", "100", "21.01"),
        (HIGH, {"totalNetAmount": "100", "totalGrossAmount": "120.99"}, "100", "20.99", "100", "20.99"),
        (HIGH_INCLUDED, {"totalGrossAmount": "4000"}, "3305.79", "694.21", "4000", None),
        (HIGH_INCLUDED, {"totalNetAmount": "100"}, "100", "21", "121", None),
        (LOW, {"unitAmount": "12.345", "quantity": "3"}, "37.04", "3.33", "37.04", None),
        (LOW, {"unitAmount": "10", "quantity": "2", "totalDiscountPercentage": "10"}, "18", "1.62", "18", None),
        (REVERSE, {"totalNetAmount": "100"}, "100", "0", "100", None),
        (REVERSE, {"totalNetAmount": "100", "totalTaxAmount": "21"}, "100", "0", "100", None),
        (NONE, {"totalGrossAmount": "55.50"}, "55.50", "0", "55.50", None),
        (HIGH, {"totalNetAmount": "-10"}, "-10", "-2.10", "-10", None),
    ],
)
def test_what_a_line_comes_to(
    vat: Vat, fields: dict[str, str], net: str, tax: str, posted: str, override: str | None
) -> None:
    line = amounts(vat, **fields)
    assert line.faults == []
    assert (line.net, line.tax, line.posted) == (D(net), D(tax), D(posted))
    assert line.override == (D(override) if override else None)


def test_prices_with_vat_when_the_bill_says_so() -> None:
    line = amounts(HIGH, gross_prices=True, unitAmount="60.50", quantity="2")
    assert (line.net, line.tax) == (D("100.00"), D("21.00"))


@pytest.mark.parametrize(
    ("vat", "fields", "field"),
    [
        (HIGH, {"totalNetAmount": "100", "totalTaxAmount": "25"}, "totalTaxAmount"),
        (HIGH, {"totalNetAmount": "100", "totalGrossAmount": "125"}, "totalGrossAmount"),
        (HIGH, {"totalNetAmount": "100", "unitAmount": "40", "quantity": "2"}, "totalNetAmount"),
        (HIGH, {"description": "nothing"}, "totalNetAmount"),
        (NONE, {"totalNetAmount": "100", "totalTaxAmount": "21"}, "totalTaxAmount"),
        (NONE, {"totalNetAmount": "100", "totalGrossAmount": "121"}, "totalGrossAmount"),
    ],
)
def test_what_does_not_fit_is_named(vat: Vat, fields: dict[str, str], field: str) -> None:
    assert [fault.field for fault in amounts(vat, **fields).faults] == [f"lineItems[0].{field}"]


def bill(**totals: str) -> CreateBill:
    return CreateBill.model_validate(totals)


def test_the_printed_gross_is_booked_when_it_is_a_cent_off() -> None:
    lines = [amounts(HIGH, totalNetAmount="100"), amounts(HIGH, totalNetAmount="50")]
    assert check_totals(bill(totalGrossAmount="181.52"), lines).faults == []
    assert sum(line.gross for line in lines) == D("181.52")
    assert [line.override for line in lines] == [D("21.01"), D("10.51")]


@pytest.mark.parametrize(
    ("printed", "net", "tax", "warned"),
    [
        ({"Net": "150.01"}, "150.01", "31.50", []),
        ({"Net": "150", "Tax": "31.51"}, "150.00", "31.51", []),
        ({"Net": "150.01", "Tax": "31.50", "Gross": "181.51"}, "150.01", "31.50", []),
        ({"Tax": "31.50", "Gross": "181.49"}, "149.99", "31.50", []),
        ({"Net": "149.98", "Gross": "181.52"}, "149.98", "31.54", []),
        ({"Net": "150", "Tax": "31.50", "Gross": "181.51"}, "150.00", "31.51", ["totalTaxAmount"]),
    ],
)
def test_totals_within_rounding_are_booked_as_printed(
    printed: dict[str, str], net: str, tax: str, warned: list[str]
) -> None:
    lines = [amounts(HIGH, totalNetAmount="100"), amounts(HIGH, totalNetAmount="50")]
    found = check_totals(bill(**{f"total{name}Amount": value for name, value in printed.items()}), lines)
    assert found.faults == []
    assert (sum(line.net for line in lines), sum(line.tax for line in lines)) == (D(net), D(tax))
    assert list(found.warnings) == ["lineItems", *warned], "a cent was moved and nobody told"


def test_totals_that_fit_move_nothing() -> None:
    found = check_totals(bill(totalGrossAmount="121"), [amounts(HIGH, totalNetAmount="100")])
    assert (found.faults, found.warnings) == ([], {})


def test_lines_without_vat_leave_no_room_for_a_printed_tax() -> None:
    (fault,) = check_totals(bill(totalTaxAmount="0.01"), [amounts(NONE, totalNetAmount="100")]).faults
    assert fault.field == "totalTaxAmount"


@pytest.mark.parametrize(
    ("vat", "fields", "name"),
    [
        (HIGH, {"totalNetAmount": "33.33", "totalTaxAmount": "6.99", "totalGrossAmount": "40.33"}, "totalTaxAmount"),
        (REVERSE, {"totalNetAmount": "100", "totalTaxAmount": "21"}, "totalTaxAmount"),
        (NONE, {"totalNetAmount": "100", "totalGrossAmount": "100.01"}, "totalGrossAmount"),
        (NONE, {"totalNetAmount": "100", "totalDiscountAmount": "5"}, "totalDiscountAmount"),
    ],
)
def test_an_amount_that_is_not_booked_as_sent_is_told(vat: Vat, fields: dict[str, str], name: str) -> None:
    line = amounts(vat, **fields)
    assert (line.faults, list(line.notes)) == ([], [name])


@pytest.mark.parametrize("percentage", ["0", "-99999999999"])
def test_a_price_beyond_reckoning_is_refused(percentage: str) -> None:
    line = amounts(HIGH, unitAmount="9" * 12, quantity="9" * 12, unitDiscountPercentage=percentage)
    assert [fault.field for fault in line.faults] == ["lineItems[0].unitAmount"]


@pytest.mark.parametrize("total", ["totalNetAmount", "totalTaxAmount", "totalGrossAmount"])
def test_a_total_that_is_further_off_is_refused_with_both_figures(total: str) -> None:
    lines = [amounts(HIGH, totalNetAmount="100")]
    (fault,) = check_totals(bill(**{total: "130"}), lines).faults
    assert fault.field == total
    assert "130" in fault.message
    assert "0.01" in fault.message


@given(
    nets=st.lists(st.decimals(min_value="0.01", max_value=99999, places=2), min_size=1, max_size=20),
    off=st.integers(-20, 20),
)
def test_what_is_booked_is_always_what_was_printed(nets: list[Decimal], off: int) -> None:
    lines = [amounts(HIGH, totalNetAmount=net) for net in nets]
    computed = sum((line.gross for line in lines), D(0))
    printed = computed + D(off) / 100
    faults = check_totals(bill(totalGrossAmount=str(printed)), lines).faults
    if abs(off) > len(nets):
        assert [fault.field for fault in faults] == ["totalGrossAmount"]
    elif printed >= 0:
        assert sum((line.gross for line in lines), D(0)) == printed
        assert all(line.override in (None, line.tax) for line in lines)


@given(
    gross=st.decimals(min_value="0.01", max_value=99999, places=2),
    rate=st.sampled_from([D("0.21"), D("0.09"), D("0.06")]),
)
def test_a_gross_amount_is_never_changed(gross: Decimal, rate: Decimal) -> None:
    for kind in ("E", "I"):
        line = amounts(Vat("x", kind, rate, False), totalGrossAmount=gross)
        assert line.faults == []
        assert line.gross == gross
        assert abs(line.tax - cents(line.net * rate)) <= D("0.01")
