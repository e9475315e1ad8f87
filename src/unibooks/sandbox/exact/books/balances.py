"""financial/ReportingBalance: the ledger summed up.

One row for each ledger account, year, period, cost centre, cost unit, type and status [H: reference page]. Debit and
credit are both positive, `Amount` is debit less credit [I].
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from unibooks.connectors.exact.target import Costcenter, Costunit, GLAccount, ReportingBalance, TransactionLine
from unibooks.sandbox.exact.books import ledger, references
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual

#: Properties of a ledger line that tell the rows apart, and what they are called in a balance.
GROUPED: Final = {
    "GLAccount": "GLAccount",
    "FinancialYear": "ReportingYear",
    "FinancialPeriod": "ReportingPeriod",
    "CostCenter": "CostCenterCode",
    "CostUnit": "CostUnitCode",
    "Type": "Type",
    "Status": "Status",
}


def reporting_balance(_world: World, company: Company) -> Iterator[Row]:
    """The sums, in the company's currency; a row's key follows from what it sums up."""
    for key, found in ledger.sums(company, *GROUPED).items():
        row: Row = dict(zip(GROUPED.values(), key, strict=True))
        yield _named(company, row) | {
            "ID": _number(company, key),
            "Amount": found.amount,
            "AmountCredit": found.credit,
            "AmountDebit": found.debit,
            "Count": found.count,
            "Division": company.code,
        }


def _named(company: Company, row: Row) -> Row:
    account = references.gl_account(company, row["GLAccount"])
    code, text, sheet = references.described(account, "Code", "Description", "BalanceType")
    center = references.cost_center(company, row["CostCenterCode"] or "")
    unit = references.cost_unit(company, row["CostUnitCode"] or "")
    return row | {
        "BalanceType": sheet,
        "CostCenterDescription": references.described(center, "Description")[0],
        "CostUnitDescription": references.described(unit, "Description")[0],
        "GLAccountCode": code,
        "GLAccountDescription": text,
    }


def _number(company: Company, key: tuple[object, ...]) -> int:
    """A key of 63 bits that stays the same as long as the row sums up the same."""
    text = "/".join(str(part) for part in (company.code, *key))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


VIRTUALS: Final = {
    ReportingBalance: Virtual(reporting_balance, (TransactionLine, GLAccount, Costcenter, Costunit)),
}
