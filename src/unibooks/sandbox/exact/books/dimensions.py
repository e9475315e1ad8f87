"""Cost centres and cost units: the master data, and what a line of an entry may say of them.

Entries carry the code. Whether a line must or may have one is told by its ledger account: `UseCostcenter` and
`UseCostunit` are 0 optional, 1 mandatory, 2 not allowed [H: reference page].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from unibooks.connectors.exact.target import (
    BankEntryLine,
    CashEntryLine,
    Costcenter,
    Costunit,
    GeneralJournalEntryLine,
    GLAccount,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.crm import QuotationLine
from unibooks.connectors.exact.target.purchase import PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrderLine
from unibooks.connectors.exact.target.salesentry import SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import SalesOrderLine
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.master_data import Master
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, Write

OPTIONAL, MANDATORY, FORBIDDEN = 0, 1, 2

_LINES: Final = (
    PurchaseEntryLine,
    PurchaseInvoiceLine,
    PurchaseOrderLine,
    SalesEntryLine,
    BankEntryLine,
    CashEntryLine,
    GeneralJournalEntryLine,
    TransactionLine,
    QuotationLine,
    SalesInvoiceLine,
    SalesOrderLine,
)

COST_CENTERS: Final = Master(
    Costcenter,
    texts.COST_CENTER,
    {"Active": True},
    uses_of_code=(*(line.CostCenter for line in _LINES), GLAccount.Costcenter),
)

COST_UNITS: Final = Master(
    Costunit,
    texts.COST_UNIT,
    uses_of_code=(*(line.CostUnit for line in _LINES), GLAccount.Costunit),
)


@dataclass(frozen=True)
class Dimension:
    """How a line of an entry names a cost centre or a cost unit.

    Attributes:
        name: the property of the line.
        label: its name in refusals.
        use: the property of the ledger account that says whether a line must or may have one.
        find: looks it up by its code.
    """

    name: str
    label: Text
    use: str
    find: Callable[[Company, str], Row | None]


DIMENSIONS: Final = (
    Dimension("CostCenter", texts.COST_CENTER, "UseCostcenter", references.cost_center),
    Dimension("CostUnit", texts.COST_UNIT, "UseCostunit", references.cost_unit),
)


def on_line(write: Write, now: Row, gl: Row | None, faults: Faults, before: Row | None = None) -> Row:
    """`CostCenter`, `CostUnit` and their descriptions as an entry's line stores them.

    Args:
        write: the circumstances.
        now: the line after this write.
        gl: the row of its ledger account, None where that is a fault of its own.
        faults: gets what is wrong.
        before: the line as it stands; a code that it has already may have ended since.
    """
    row: Row = {}
    for dimension in DIMENSIONS:
        code = (now.get(dimension.name) or "").strip()
        found = dimension.find(write.company, code) if code else None
        use = OPTIONAL if gl is None else gl[dimension.use]
        if code and found is None:
            faults.add(texts.BAD_REFERENCE, dimension.label)
        elif found is not None and use == FORBIDDEN:
            faults.add(texts.NOT_ALLOWED, dimension.label)
        elif found is not None and ended(write, found) and (before or {}).get(dimension.name) != found["Code"]:
            faults.add(texts.INVALID, dimension.label)
        elif found is None and use == MANDATORY:
            faults.add(texts.MISSING, dimension.label)
        values = references.described(found, "Code", "Description")
        row[dimension.name], row[dimension.name + "Description"] = values
    return row


def ended(write: Write, row: Row) -> bool:
    """Whether its last day lies before today [I: the day of the entry could count as well]."""
    end = row["EndDate"]
    return end is not None and end.date() < write.world.local(write.company).date()
