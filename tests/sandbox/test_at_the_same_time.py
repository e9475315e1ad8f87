"""Several callers at once, each on a connection of its own."""

from __future__ import annotations

import asyncio

from tests.sandbox.seeded import DIVISION, desk
from tests.sandbox.small_exact import Client

from unibooks.connectors.exact.target import PurchaseEntry, TransactionLine

ENTRIES = f"/api/v1/{DIVISION}/purchaseentry/PurchaseEntries"


async def test_entries_that_are_posted_at_once_get_numbers_of_their_own(seeded: Client) -> None:
    there = desk(seeded)
    line = {"GLAccount": str(there.gl("5520")), "AmountFC": 12.34, "VATCode": "2"}
    supplier = str(there.relation("Van Dalen Transport B.V.")["ID"])
    body = {"Supplier": supplier, "Journal": "60", "PurchaseEntryLines": [line]}
    before = len(there.company[PurchaseEntry])
    replies = await asyncio.gather(*(seeded.send("POST", ENTRIES, json=body) for _ in range(24)))
    assert {reply.status for reply in replies} == {201}
    numbers = sorted(reply.json["d"]["EntryNumber"] for reply in replies)
    assert numbers == list(range(numbers[0], numbers[0] + 24))
    assert len(there.company[PurchaseEntry]) == before + 24
    for reply in replies:
        entry = next(row for row in there.company[PurchaseEntry].where("EntryNumber", reply.json["d"]["EntryNumber"]))
        assert sum(row["AmountDC"] for row in there.company[TransactionLine].where("EntryID", entry["EntryID"])) == 0
