"""financial/ExchangeRates and general/Currencies: which rate holds on a day, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target.financial import ExchangeRate
from unibooks.connectors.exact.target.general import Currency
from unibooks.sandbox.exact import virtual
from unibooks.sandbox.exact.books import exchange_rates, virtuals
from unibooks.sandbox.exact.state import Refused

D = Decimal


def test_a_rate_holds_from_its_day_until_the_next_one(desk: Desk) -> None:
    for day, value in ((1, "0.5"), (10, "0.6")):
        body = {"SourceCurrency": "SEK", "Rate": D(value), "StartDate": datetime(2026, 11, day)}
        desk.post(ExchangeRate, body)
    found = [
        exchange_rates.rate(desk.company, "SEK", date(2026, *day)) for day in ((10, 31), (11, 1), (11, 9), (11, 10))
    ]
    assert found == [None, D("0.5"), D("0.5"), D("0.6")]
    assert exchange_rates.rate(desk.company, "EUR", date(2026, 1, 1)) == 1


def test_the_seeded_rates_reach_back_to_the_first_financial_year(shared_desk: Desk) -> None:
    for code in ("USD", "GBP", "CHF"):
        assert exchange_rates.rate(shared_desk.company, code, datetime(2025, 1, 1, 15)) is not None
        assert exchange_rates.rate(shared_desk.company, code, date(2024, 12, 31)) is None


def test_a_new_rate_is_filled_in(desk: Desk) -> None:
    row = desk.post(ExchangeRate, {"SourceCurrency": "pln", "Rate": D("0.25")})
    expected = {
        "SourceCurrency": "PLN",
        "SourceCurrencyDescription": "Poolse zloty",
        "StartDate": datetime(2026, 11, 22),
        "TargetCurrency": "EUR",
        "TargetCurrencyDescription": "Euro",
    }
    assert {name: row[name] for name in expected} == expected
    desk.put(ExchangeRate, row, {"Rate": D("0.26")})
    assert exchange_rates.rate(desk.company, "PLN", date(2026, 11, 22)) == D("0.26")
    desk.delete(ExchangeRate, row)
    assert exchange_rates.rate(desk.company, "PLN", date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"Rate": D(1)}, "Verplicht: Valuta"),
        ({"SourceCurrency": "ZZZ", "Rate": D(1)}, "Ongeldige referentie: Valuta"),
        ({"SourceCurrency": "EUR", "Rate": D(1)}, "Niet toegestaan: Valuta"),
        ({"SourceCurrency": "USD"}, "Verplicht: Wisselkoers"),
        ({"SourceCurrency": "USD", "Rate": D(0)}, "Ongeldig: Wisselkoers"),
        ({"SourceCurrency": "USD", "Rate": D("1E7")}, "Ongeldig: Wisselkoers"),
        ({"SourceCurrency": "USD", "Rate": D(1), "StartDate": datetime(2026, 11, 1)}, "Gegeven bestaat reeds."),
    ],
)
def test_what_is_refused(shared_desk: Desk, body: dict[str, Any], sentence: str) -> None:
    assert shared_desk.refusal(ExchangeRate, body) == (sentence,)


def test_a_change_is_judged_as_a_new_rate_is(desk: Desk) -> None:
    row = desk.post(ExchangeRate, {"SourceCurrency": "USD", "Rate": D("0.9"), "StartDate": datetime(2026, 11, 2)})
    with pytest.raises(Refused, match="bestaat reeds"):
        desk.put(ExchangeRate, row, {"StartDate": datetime(2026, 11, 1)})
    with pytest.raises(Refused, match="Verplicht: Begindatum"):
        desk.put(ExchangeRate, row, {"StartDate": None})
    desk.put(ExchangeRate, row, {"StartDate": datetime(2026, 11, 2)})


def test_currencies_are_named(shared_desk: Desk) -> None:
    rows = virtual.table(shared_desk.world, shared_desk.company, Currency, virtuals()[Currency]).rows
    assert rows["USD"]["Description"] == "Amerikaanse dollar"
    assert {tuple(sorted(row)) for row in rows.values()} == {tuple(sorted(Currency.props()))}
