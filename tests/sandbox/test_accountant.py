"""What the customer's accountant does in Exact itself, on a test's word."""

from __future__ import annotations

import uuid
from typing import Any

from tests.sandbox.seeded import DIVISION, bill, desk, paid
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import PurchaseEntry, TransactionLine


async def control(client: Client, name: str, **body: Any) -> Reply:
    return await client.send("POST", f"/_sandbox/{name}", json={"division": DIVISION, **body})


async def test_an_accountant_matches_lines_and_entries(seeded: Client) -> None:
    one, other = bill(seeded), paid(seeded, "121")
    reply = await control(seeded, "match", lines=[str(one["ID"]), str(other["ID"])], amount=21)
    assert reply.json == {
        "matched": [{"line": str(one["ID"]), "amount": "-21.00"}, {"line": str(other["ID"]), "amount": "21.00"}]
    }
    reply = await control(seeded, "match", entries=[str(one["EntryID"]), str(other["EntryID"])])
    assert [part["amount"] for part in reply.json["matched"]] == ["-100.00", "100.00"]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "either lines or entries"),
    ({"lines": []}, "lines must be a list of two or more GUIDs"),
    ({"lines": ["x", "y"]}, "lines must be"),
    ({"lines": [str(uuid.UUID(int=1)), str(uuid.UUID(int=1))]}, "none of them twice"),
    ({"lines": [str(uuid.UUID(int=1)), str(uuid.UUID(int=2))]}, "Mutatie"),
    ({"entries": [str(uuid.UUID(int=1)), str(uuid.UUID(int=2))]}, "niets af te letteren"),
    ({"entries": [str(uuid.UUID(int=1)), str(uuid.UUID(int=2))], "amount": "-1"}, "amount must be"),
    ({"entries": [], "speed": 1}, "unknown member 'speed'"),
    ({"division": 1, "entries": [str(uuid.UUID(int=1)), str(uuid.UUID(int=2))]}, "division must be"),
    ({"division": "1", "entries": [str(uuid.UUID(int=1)), str(uuid.UUID(int=2))]}, "division must be"),
]


async def test_what_cannot_be_matched_is_said(seeded: Client) -> None:
    for body, said in REFUSED:
        reply = await control(seeded, "match", **body)
        assert reply.status == 400, body
        assert said in reply.json["error"]


async def test_an_accountant_closes_and_opens_a_period(seeded: Client) -> None:
    there = desk(seeded)
    where = {"year": 2026, "period": 3}
    assert (await control(seeded, "period", **where)).status == 204
    assert "Periode is afgesloten: 2026 - 3" in there.refusal(PurchaseEntry, there.bill(there.line("1")))
    assert (await control(seeded, "period", **where, closed=False)).status == 204
    assert there.book(there.line("1"))
    assert (await control(seeded, "period", **where, journal="60")).status == 204
    assert "Periode is afgesloten: 2026 - 3" in there.refusal(PurchaseEntry, there.bill(there.line("1")))
    assert there.book(there.line("1"), Journal="61")
    assert (await control(seeded, "period", **where, journal="60", closed=False)).status == 204
    assert there.book(there.line("1"))
    for wrong in ({"year": 1999}, {"period": 13}, {"period": "3"}, {"closed": 1}, {"journal": "XX"}, {"journal": 60}):
        assert (await control(seeded, "period", **where | wrong)).status == 400


async def test_an_accountant_processes_and_reopens_an_entry(seeded: Client) -> None:
    there = desk(seeded)
    entry = there.book(there.line("1"))
    for status, text in ((50, "Verwerkt"), (5, "Afgekeurd"), (20, "Open")):
        assert (await control(seeded, "process", entry=str(entry["EntryID"]), status=status)).status == 204
        row = there.company[PurchaseEntry].rows[entry["EntryID"]]
        assert (row["Status"], row["StatusDescription"]) == (status, text)
        lines = there.company[TransactionLine].where("EntryID", entry["EntryID"])
        assert {line["Status"] for line in lines} == {status}
    for wrong in ({"status": 30}, {"entry": str(uuid.UUID(int=1))}, {"entry": None}):
        reply = await control(seeded, "process", **{"entry": str(entry["EntryID"]), "status": 50} | wrong)
        assert reply.status == 400
