"""read/financial/RevenueList*, ProfitLossOverview and ReportingBalanceByClassification: financial/ReportingBalance summed up.

[H] revenue is what stands on ledger accounts of the type revenue. Costs are all other accounts of profit and loss, so that
revenue less costs is the result [I]. Both are positive in an ordinary year.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import GLAccount, ReportingBalance, read
from unibooks.connectors.exact.target.financial import GLAccountClassificationMapping
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.state import Row

_REVENUE_ACCOUNTS: Final = 110
_PROFIT_AND_LOSS: Final = "W"
_PROCESSED: Final = 50
_YEAR: Final = {"year": "Edm.Int32"}


def _is_revenue(asked: Asked, balance: Row) -> bool:
    return asked.company[GLAccount].rows[balance["GLAccount"]]["Type"] == _REVENUE_ACCOUNTS


def _revenue(asked: Asked) -> Iterator[Row]:
    """A row for each period that something was booked in [I]: of one year, and processed entries alone, where asked for."""
    year, all_entries = asked.given.get("year"), asked.given.get("afterEntry", True)
    sums: dict[tuple[int, int], Decimal] = {}
    for balance in asked.table(ReportingBalance):
        wanted = year is None or balance["ReportingYear"] == year
        if wanted and (all_entries or balance["Status"] == _PROCESSED) and _is_revenue(asked, balance):
            at = balance["ReportingYear"], balance["ReportingPeriod"]
            sums[at] = sums.get(at, ZERO) - balance["Amount"]
    for (found, period), amount in sums.items():
        yield {"Period": period, "Year": found, "Amount": amount}


def _overview(asked: Asked) -> Iterator[Row]:
    """One row: this year and the last, each whole and the period of today."""
    day = asked.world.local(asked.company)
    spans = {
        "CurrentYear": (day.year, None),
        "CurrentPeriod": (day.year, day.month),
        "PreviousYear": (day.year - 1, None),
        "PreviousYearPeriod": (day.year - 1, day.month),
    }
    row: Row = {"CurrencyCode": asked.company.currency}
    row |= {name: year if period is None else period for name, (year, period) in spans.items()}
    balances = [row for row in asked.table(ReportingBalance) if row["BalanceType"] == _PROFIT_AND_LOSS]
    for name, (year, period) in spans.items():
        mine = [b for b in balances if b["ReportingYear"] == year and period in (None, b["ReportingPeriod"])]
        revenue = -_sum(b for b in mine if _is_revenue(asked, b))
        costs = _sum(b for b in mine if not _is_revenue(asked, b))
        row |= {f"Revenue{name}": revenue, f"Costs{name}": costs, f"Result{name}": revenue - costs}
    yield row


def _sum(balances: Iterable[Row]) -> Decimal:
    return sum((balance["Amount"] for balance in balances), ZERO)


def _classified(asked: Asked) -> Iterator[Row]:
    """The balances of a year under each classification that a scheme gives their accounts.

    Accounts that the scheme does not classify are left out [I].
    """
    scheme = asked.given["glScheme"]
    mappings: dict[object, list[Row]] = {}
    for mapping in asked.table(GLAccountClassificationMapping):
        if mapping["GLSchemeID"] == scheme:
            mappings.setdefault(mapping["GLAccount"], []).append(mapping)
    for balance in asked.table(ReportingBalance).where("ReportingYear", asked.given["reportingYear"]):
        for mapping in mappings.get(balance["GLAccount"], ()):
            yield {
                **balance,
                "ID": _number(balance["ID"], mapping["ID"]),
                "ClassificationCode": mapping["ClassificationCode"],
                "ClassificationDescription": mapping["ClassificationDescription"],
                "GLScheme": scheme,
            }


def _number(balance: int, mapping: object) -> int:
    """A key of 63 bits that stays the same as long as the row shows the same."""
    return int.from_bytes(hashlib.blake2b(f"{balance}/{mapping}".encode(), digest_size=8).digest()) >> 1


FUNCTIONS: Final = {
    read.RevenueList: Function(_revenue),
    read.RevenueListByYear: Function(_revenue, _YEAR),
    read.RevenueListByYearAndStatus: Function(_revenue, {**_YEAR, "afterEntry": "Edm.Boolean"}),
    read.ProfitLossOverview: Function(_overview),
    read.ReportingBalanceByClassification: Function(
        _classified, {"glScheme": "Edm.Guid", "reportingYear": "Edm.Int32"}
    ),
}
