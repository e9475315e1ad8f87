"""The status of a booked entry, as the customer's accountant sets it in Exact."""

from __future__ import annotations

import uuid
from typing import Final

from unibooks.connectors.exact.target import BankEntry, CashEntry, GeneralJournalEntry, PurchaseEntry, TransactionLine
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.state import Write

#: Entries that have a resource of their own; the others are in the ledger only.
ENTRIES: Final = (PurchaseEntry, SalesEntry, BankEntry, CashEntry, GeneralJournalEntry)


def change(write: Write, entry_id: uuid.UUID | None, status: int) -> bool:
    """Set the status of an entry and of its ledger lines; False when nothing is booked under this key.

    Raises:
        ValueError: there is no such status.
    """
    if status not in texts.STATUSES:
        raise ValueError(f"status must be one of {', '.join(map(str, sorted(texts.STATUSES)))}")
    company = write.company
    lines = company[TransactionLine].where("EntryID", entry_id) if entry_id is not None else []
    for line in lines:
        company[TransactionLine].change(line["ID"], {"Status": status})
    for entity in ENTRIES:
        row = company[entity].rows.get(entry_id)
        if row is not None:
            stamps = {name: value for name, value in touched(write).items() if name in row}
            described = {"Status": status, "StatusDescription": texts.STATUSES[status].to(write.user)}
            company[entity].change(entry_id, described | stamps)
    return bool(lines)
