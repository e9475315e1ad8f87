"""A clerk who makes up writes by dice, and knows which rows still take a change."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account, GLAccount, Journal, PaymentCondition, TransactionLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import matching
from unibooks.sandbox.exact.state import Company, Row

T = TypeVar("T")

#: Journals with other currencies, and a general one with VAT, beside those of the seeded company.
JOURNALS = (
    {"Code": "21", "Description": "Bank in dollars", "Type": 12, "Currency": "USD"},
    {"Code": "97", "Description": "Memoriaal met btw", "Type": 90, "AllowVAT": True},
)
#: How many of the newest rows an operation chooses from.
NEWEST = 40
OPEN = 20
RATES = ("0.92", "1.1873", "0.5", "7.4601")
#: VAT codes of each type that purchases and money take: none, on top, contained, base only, reverse charge.
CODES = ("0", "1", "2", "3", "4", "5", "10", "12", "20", None)
#: Those of sales: on top, contained, base only.
SALES_CODES = ("0", "1", "2", "3", "4", "6", "7", "20", None)
COSTS = ("5520", "5560", "7000", "4000", "0440")


@dataclass
class Clerk:
    """Makes up what to write.

    `dice` is set anew for each operation, so that one can be left out without the others becoming different.
    """

    desk: Desk
    dice: random.Random = field(default_factory=random.Random)

    @property
    def company(self) -> Company:
        return self.desk.company

    def one(self, values: Sequence[T]) -> T:
        return self.dice.choice(values)

    def yes(self) -> bool:
        return self.dice.random() < 0.5

    def some(self, make: Callable[[], T]) -> list[T]:
        """One to four of them."""
        return [make() for _ in range(self.dice.randint(1, 4))]

    def newest(self, entity: type[Entity], fits: Callable[[Row], bool] = lambda _row: True) -> Row | None:
        """One of the newest rows that fit, None when there is none."""
        found: list[Row] = []
        rows = self.company[entity].rows
        for key in reversed(rows):
            if fits(rows[key]):
                found.append(rows[key])
                if len(found) == NEWEST:
                    break
        return self.one(found) if found else None

    def amount(self) -> Decimal:
        return Decimal(self.dice.randint(-200_000, 200_000)) / 100

    def rate(self) -> Decimal:
        return Decimal(self.one(RATES))

    def day(self, year: int = 2026) -> datetime:
        """A day of a period that is open."""
        months = [month for month in range(1, 13) if (year, month) not in self.company.closed_periods]
        return datetime(year, self.one(months), self.dice.randint(1, 28))

    def supplier(self) -> Row:
        return self._relation("IsSupplier")

    def customer(self) -> Row:
        return self._relation("IsSales")

    def _relation(self, role: str) -> Row:
        found = self.newest(Account, lambda row: row[role] and not row["Blocked"])
        assert found is not None
        return found

    def cost(self) -> Any:
        return self.desk.gl(self.one(COSTS))

    def texts(self, *names: str) -> Row:
        """Values for some of these properties."""
        return {name: f"Text {self.dice.randint(0, 99)}" for name in names if self.yes()}

    def open_entry(self, entity: type[Entity]) -> Row | None:
        """An entry that is not processed and has no ledger line in a closed period."""
        return self.newest(entity, self.changeable)

    def changeable(self, entry: Row) -> bool:
        return entry["Status"] == OPEN and self.is_open(entry["EntryID"])

    def is_open(self, entry_id: Any) -> bool:
        lines = self.company[TransactionLine].where("EntryID", entry_id)
        return not {(row["FinancialYear"], row["FinancialPeriod"]) for row in lines} & self.company.closed_periods

    def line_of(self, line: type[Entity], entry: type[Entity]) -> Row | None:
        """A line of an entry that takes a change."""
        return self.newest(line, lambda row: self.changeable(self.company[entry].rows[row["EntryID"]]))

    def matchable(self, fits: Callable[[Row], bool] = lambda _row: True) -> tuple[list[Row], list[Row]] | None:
        """The open debit and credit lines that fit, of a control account and relation that have both."""
        groups: dict[Any, tuple[list[Row], list[Row]]] = {}
        kinds = matching.CONTROL_ACCOUNTS
        accounts = [row["ID"] for row in self.company[GLAccount] if row["Type"] in kinds]
        for row in (row for account in accounts for row in self.company[TransactionLine].where("GLAccount", account)):
            left = matching.open_amounts(self.company, row)[0]
            if row["Account"] is not None and left and fits(row):
                groups.setdefault((row["GLAccount"], row["Account"]), ([], []))[left < 0].append(row)
        found = [sides for sides in groups.values() if all(sides)]
        return self.one(found) if found else None


def new_clerk(desk: Desk) -> Clerk:
    """A clerk in a company that has journals for everything."""
    for journal in JOURNALS:
        body = {"GLAccount": desk.gl("1110"), "AllowVariableCurrency": True, "AllowVariableExchangeRate": True}
        desk.post(Journal, body | journal)
    for share, days in (("0.3", 30), ("0.7", 8)):
        body = {"Code": "DEEL", "Description": "In delen", "Percentage": Decimal(share), "PaymentDays": days}
        desk.post(PaymentCondition, body | {"DiscountPercentage": Decimal("0.02")})
    return Clerk(desk)
