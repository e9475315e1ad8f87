"""How old an open item is: the four groups of Exact's lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import GLAccount, PaymentCondition, PurchaseEntry, TransactionLine
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.books.terms import Term, terms
from unibooks.sandbox.exact.functions import Asked
from unibooks.sandbox.exact.virtual import kept

#: What terms are worked out from.
SOURCES: Final = (TransactionLine, GLAccount, PaymentCondition, PurchaseEntry, SalesEntry)
#: The last day of each group but the open one, in days since the invoice [R: a recorded row's texts].
LIMITS: Final = (30, 60, 90)
#: What the groups are called, by number.
GROUPS: Final = {1: "<= 30", 2: "31 - 60", 3: "61 - 90", 4: "> 90"}


@dataclass(frozen=True)
class Side:
    """Receivables or payables: the type of their control accounts, and the sign that makes a normal item positive."""

    kind: int
    sign: int


RECEIVABLE: Final = Side(20, 1)
PAYABLE: Final = Side(22, -1)


def group_of(invoiced: datetime, today: datetime) -> int:
    """The age group of an item.

    Whether Exact counts from the invoice or from the day it is due is not known; from the invoice here [I].
    """
    days = (today - invoiced).days
    return next((number for number, limit in enumerate(LIMITS, 1) if days <= limit), len(LIMITS) + 1)


def today(asked: Asked) -> datetime:
    """Midnight of the company's day."""
    return asked.world.local(asked.company).replace(hour=0, minute=0, second=0, microsecond=0)


def open_terms(asked: Asked, side: Side) -> Sequence[Term]:
    """The items of one side that are open, wholly or in part."""
    company = asked.company
    memos = [company[entity].memo for entity in SOURCES]
    return kept(memos, side, lambda: [t for t in terms(company, side.kind) if t.settled is None])


def total(side: Side, terms: Iterable[Term]) -> Decimal:
    """What items sum to in the company's currency; what is owed is positive on its own side."""
    return side.sign * sum((term.dc for term in terms), ZERO)
