"""A bookkeeper in the seeded world: short ways to say what is booked."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.worlds import seeded_world

from unibooks.connectors.exact.target import (
    Account,
    GLAccount,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import WRITERS, Rules, writers
from unibooks.sandbox.exact.state import Company, Refused, Row, World, Write

START = datetime(2026, 11, 22, 10, tzinfo=UTC)


@dataclass
class Desk:
    """A bookkeeper at work in the first company."""

    world: World
    write: Write

    @property
    def company(self) -> Company:
        return self.write.company

    def speaking(self, language: str) -> Desk:
        """The same company, another user's language."""
        user = copy.copy(self.write.user)
        user.language = language
        return Desk(self.world, Write(self.world, self.company, user))

    def gl(self, code: str) -> UUID:
        row = self.company[GLAccount].first("Code", code)
        assert row is not None
        return row["ID"]

    def relation(self, name: str) -> Row:
        row = self.company[Account].first("Name", name)
        assert row is not None
        return row

    def line(self, amount: str, vat: str | None = "2", gl: str = "5520", **more: Any) -> Row:
        return {"GLAccount": self.gl(gl), "AmountFC": Decimal(amount), "VATCode": vat, **more}

    def bill(self, *lines: Row, **more: Any) -> Row:
        """The body of an entry of the transport company, whose lines are given."""
        supplier = self.relation("Van Dalen Transport B.V.")["ID"]
        return {"Supplier": supplier, "Journal": "60", "PurchaseEntryLines": list(lines), **more}

    def post(self, entity: type[Entity], body: Row, rules: Rules | None = None) -> Row:
        create = (writers(rules) if rules else WRITERS)[entity].create
        assert create is not None
        return create(self.write, body)

    def put(self, entity: type[Entity], row: Row, body: Row) -> None:
        update = WRITERS[entity].update
        assert update is not None
        update(self.write, row, body)

    def delete(self, entity: type[Entity], row: Row) -> None:
        remove = WRITERS[entity].delete
        assert remove is not None
        remove(self.write, row)

    def book(self, *lines: Row, rules: Rules | None = None, **more: Any) -> Row:
        return self.post(PurchaseEntry, self.bill(*lines, **more), rules)

    def refusal(self, entity: type[Entity], body: Row) -> tuple[str, ...]:
        """The sentences with which a create is refused."""
        with pytest.raises(Refused) as caught:
            self.post(entity, body)
        return caught.value.messages

    def ledger(self, entry: Row) -> list[tuple[int, str, Decimal]]:
        """Line number, account and amount of the entry's ledger lines."""
        rows = self.company[TransactionLine].where("EntryID", entry["EntryID"])
        return [(row["LineNumber"], row["GLAccountCode"], row["AmountDC"]) for row in rows]

    def lines(self, entry: Row) -> list[Row]:
        return self.company[PurchaseEntryLine].where("EntryID", entry["EntryID"])


def new_desk() -> Desk:
    world = seeded_world(MovableClock(START))
    user = next(user for user in world.users.values() if user.language == "nl-NL")
    return Desk(world, Write(world, world.companies[3187041], user))
