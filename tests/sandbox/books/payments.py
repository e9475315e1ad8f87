"""Money that moved: a line on a control account against the bank, in the ledger alone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import ledger, references
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.state import Row

PAID_ON = datetime(2026, 11, 20)


def pay(desk: Desk, amount: str, relation: Row, code: str = "1600") -> Row:
    """Pay a supplier, or be paid with a negative amount; returns the line on the control account."""
    company = desk.company
    journal = references.journal(company, "20")
    assert journal is not None
    shared = ledger.heading(
        journal,
        entry_id=desk.world.new_id(),
        number=26209000 + len(company[TransactionLine]),
        kind=40,
        status=20,
        date=PAID_ON,
        year=PAID_ON.year,
        period=PAID_ON.month,
        currency="EUR",
        relation=relation,
    )
    paid = Decimal(amount)
    bank, control = ledger.book(
        desk.write,
        shared,
        [
            Posting(number=1, account=references.gl_account_by_code(company, "1100"), fc=-paid, dc=-paid),
            Posting(number=1, account=references.gl_account_by_code(company, code), fc=paid, dc=paid),
        ],
        offset=False,
    )
    company[TransactionLine].change(control["ID"], {"OffsetID": bank["ID"]})
    return control


def control(desk: Desk, entry: Row) -> Row:
    """The line of an entry on its control account."""
    return next(
        row for row in desk.company[TransactionLine].where("EntryID", entry["EntryID"]) if not row["LineNumber"]
    )
