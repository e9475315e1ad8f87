"""openingbalance: what stood on the accounts of the balance sheet when this year or the last began.

[H] accounts of the balance sheet with an amount other than zero; `AfterEntry` counts all entries, `Processed` only those.
An opening balance is everything that was booked in earlier years, and the entries of that kind in the year itself. The
result of the earlier years stands on the first account of retained earnings, whether or not a year was closed, so that
the balances sum to zero [I]. `Amount` is positive on the side that is the account's own [L: one client reads it so].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final

from unibooks.connectors.exact.target import GLAccount, TransactionLine, openingbalance
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual

_PROCESSED: Final = 50
_RETAINED: Final = 52
_BALANCE_SHEET: Final = "B"
#: The kinds of entry that bring a balance into a year: those of the accountant, and those of a closed year.
_OPENING: Final = frozenset({10, 328})


def _balances(world: World, company: Company, *, ago: int, processed: bool) -> Iterator[Row]:
    year = _year(world, company) - ago
    accounts = company[GLAccount].rows
    sums: dict[object, Decimal] = {}
    result = ZERO
    for line in company[TransactionLine]:
        earlier = line["FinancialYear"] < year or (line["FinancialYear"] == year and line["Type"] in _OPENING)
        if not earlier or (processed and line["Status"] != _PROCESSED):
            continue
        if accounts[line["GLAccount"]]["BalanceType"] == _BALANCE_SHEET:
            sums[line["GLAccount"]] = sums.get(line["GLAccount"], ZERO) + line["AmountDC"]
        else:
            result += line["AmountDC"]
    retained = min(company[GLAccount].where("Type", _RETAINED), key=_code, default=None)
    if retained is not None:
        sums[retained["ID"]] = sums.get(retained["ID"], ZERO) + result
    for key, amount in sums.items():
        if amount:
            account = accounts[key]
            yield {
                "Division": company.code,
                "GLAccount": key,
                "ReportingYear": year,
                "Amount": -amount if account["BalanceSide"] == "C" else amount,
                "BalanceSide": account["BalanceSide"],
                "GLAccountCode": account["Code"],
                "GLAccountDescription": account["Description"],
            }


def _code(account: Row) -> str:
    code: str = account["Code"]
    return code


def _year(world: World, company: Company) -> int:
    return world.local(company).year


def _virtual(*, ago: int, processed: bool) -> Virtual:
    derive: Callable[[World, Company], Iterator[Row]] = partial(_balances, ago=ago, processed=processed)
    return Virtual(derive, (TransactionLine, GLAccount), _year)


VIRTUALS: Final = {
    openingbalance.CurrentYearAfterEntry: _virtual(ago=0, processed=False),
    openingbalance.CurrentYearProcessed: _virtual(ago=0, processed=True),
    openingbalance.PreviousYearAfterEntry: _virtual(ago=1, processed=False),
    openingbalance.PreviousYearProcessed: _virtual(ago=1, processed=True),
}
