"""The general journal entries of a year: opening balance, wages, depreciation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import general_entries, references
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.entries import GENERAL, OTHER
from unibooks.sandbox.exact.seed.clockwork import midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.keeper import Keeper

OPENING: Final = 10


def opening(keeper: Keeper, firm: Firm, day: date) -> None:
    """What the company has and owes on its first day; the rest goes to the reserves."""
    amounts = {code: Decimal(amount) for code, amount in firm.capital.items()}
    _book(keeper, "90", day, "Beginbalans", amounts | {"0750": -sum(amounts.values(), ZERO)}, OPENING)


def wages(keeper: Keeper, firm: Firm, month: date) -> None:
    """The month's payroll."""
    gross = Decimal(firm.wages)
    tax, pension, social = (cents(gross * Decimal(share)) for share in ("0.31", "0.07", "0.19"))
    holiday = cents(gross * Decimal("0.08"))
    amounts = {
        "4000": gross,
        "4010": holiday,
        "4040": pension,
        "4100": social,
        "1700": -(tax + social),
        "1720": -pension,
        "1830": -holiday,
        "2100": -(gross - tax),
    }
    _book(keeper, "80", month + timedelta(days=24), f"Salarissen {month:%m-%Y}", amounts)


def depreciation(keeper: Keeper, firm: Firm, month: date) -> None:
    """A sixtieth of each kind of asset."""
    amounts: dict[str, Decimal] = {}
    for asset, total, cost in (("0420", "0430", "5120"), ("0440", "0450", "5130")):
        if asset in firm.capital:
            amount = cents(Decimal(firm.capital[asset]) / 60)
            amounts |= {cost: amount, total: -amount}
    _book(keeper, "95", month + timedelta(days=27), f"Afschrijving {month:%m-%Y}", amounts)


def _book(keeper: Keeper, journal: str, day: date, text: str, amounts: dict[str, Decimal], kind: int = OTHER) -> None:
    keeper.at(day)
    lines = [
        {
            "GLAccount": references.gl_account_by_code(keeper.write.company, code)["ID"],
            "AmountFC": amount,
            "Date": midnight(day),
            "Description": text,
        }
        for code, amount in amounts.items()
    ]
    body = {"JournalCode": journal, GENERAL.lines: lines}
    keeper.settle(general_entries.create(keeper.write, body, kind), day)
