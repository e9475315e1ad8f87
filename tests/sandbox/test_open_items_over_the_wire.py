"""Payment terms and lists of open items through the front door."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

from tests.sandbox.seeded import DIVISION, bill, desk
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import PurchaseEntry

SENTENCE = "Please add a $select or a $top=1 statement to the query string."


async def read(client: Client, path: str) -> Reply:
    return await client.api(quote(path, safe="$&=?/,'()"), DIVISION)


def rows(reply: Reply) -> list[dict[str, Any]]:
    assert reply.status == 200, reply.body
    found: Any = reply.json["d"]
    return cast("list[dict[str, Any]]", found if isinstance(found, list) else found["results"])


async def test_terms_are_asked_for_by_their_properties(seeded: Client) -> None:
    for name in ("Receivables", "Payments"):
        for refused in ("", "?$top=2", "?$filter=Status eq 20"):
            reply = await read(seeded, f"cashflow/{name}{refused}")
            assert (reply.status, reply.json["error"]["message"]["value"]) == (400, SENTENCE)
        (one,) = rows(await read(seeded, f"cashflow/{name}?$top=1"))
        assert (await read(seeded, f"cashflow/{name}(guid'{one['ID']}')")).json["d"] == one
        assert int((await read(seeded, f"cashflow/{name}/$count")).body) > 60
    assert rows(await read(seeded, "read/financial/PayablesList"))


async def test_the_terms_of_many_entries_in_one_call(seeded: Client) -> None:
    entries = [str(row["EntryID"]) for row in list(desk(seeded).company[PurchaseEntry])[:60]]
    ids = " or ".join(f"TransactionEntryID eq guid'{entry}'" for entry in entries)
    found = rows(await read(seeded, f"cashflow/Payments?$filter=({ids}) and Status eq 50&$select=TransactionEntryID"))
    assert sorted(row["TransactionEntryID"] for row in found) == sorted(entries)
    count = await read(seeded, f"cashflow/Payments/$count?$filter={ids}")
    assert int(count.body) == 60


async def test_pages_of_terms_are_counted_through(seeded: Client) -> None:
    whole = int((await read(seeded, "cashflow/Payments/$count")).body)
    reply = await read(seeded, "cashflow/Payments?$select=ID")
    seen = [row["ID"] for row in rows(reply)]
    while "__next" in reply.json["d"]:
        reply = await seeded.get(reply.json["d"]["__next"])
        seen += [row["ID"] for row in rows(reply)]
    assert len(seen) == len(set(seen)) == whole


async def test_a_term_takes_three_changes_and_nothing_else(seeded: Client) -> None:
    line = bill(seeded)
    (term,) = rows(await read(seeded, f"cashflow/Payments?$filter=TransactionID eq guid'{line['ID']}'&$select=ID"))
    address = f"/api/v1/{DIVISION}/cashflow/Payments(guid'{term['ID']}')"
    body = {"PaymentMethod": "K", "Description": "contant", "PaymentReference": "88", "AmountDC": 1}
    assert (await seeded.send("PUT", address, json=body)).status == 204
    changed = (await seeded.get(address)).json["d"]
    assert {name: changed[name] for name in body} == body | {"AmountDC": 121}
    assert (await seeded.send("PUT", address, json={"PaymentMethod": "X"})).status == 500
    assert (await seeded.send("DELETE", address)).status == 405
    assert (await seeded.send("POST", f"/api/v1/{DIVISION}/cashflow/Payments", json=body)).status == 405


async def test_a_list_of_open_items_shows_what_is_open(seeded: Client) -> None:
    line = bill(seeded)
    (row,) = rows(await read(seeded, f"read/financial/PayablesList?$filter=EntryNumber eq {line['EntryNumber']}"))
    assert (row["Amount"], row["AmountInTransit"], row["AccountCode"]) == (121, 0, line["AccountCode"])
    assert isinstance(row["HID"], str)
    again = await read(seeded, f"read/financial/PayablesList({row['HID']}L)")
    assert again.json["d"] == row


async def test_payments_are_processed_by_their_keys_in_either_form(seeded: Client) -> None:
    company = desk(seeded).company
    keys: list[str] = []
    for _ in range(2):
        line = bill(seeded)
        asked = f"cashflow/Payments?$filter=TransactionID eq guid'{line['ID']}'&$select=ID"
        keys += [row["ID"] for row in rows(await read(seeded, asked))]
    selected = {"division": DIVISION, "payments": keys[:1]}
    assert (await seeded.send("POST", "/_sandbox/select", json=selected)).status == 204
    for key, sent, before in ((keys[0], keys[0], 30), (keys[1], {"ID": keys[1]}, 20)):
        asked = f"cashflow/Payments(guid'{key}')?$select=Status,PaymentBatchNumber"
        assert (await read(seeded, asked)).json["d"]["Status"] == before
        body = {"PaymentIDs": [sent]}
        reply = await seeded.send("POST", f"/api/v1/{DIVISION}/cashflow/ProcessPayments", json=body)
        assert (reply.status, reply.json["d"]["SuccessMessage"]) == (201, "1 betalingen verwerkt.")
        assert (await read(seeded, asked)).json["d"]["Status"] == 40
    assert [company.term_changes[UUID(key)]["PaymentBatchNumber"] for key in keys] == [1, 2]
    for wrong in ({"PaymentIDs": "x"}, {"PaymentIDs": ["x"]}, {"PaymentIDs": [{}]}):
        reply = await seeded.send("POST", f"/api/v1/{DIVISION}/cashflow/ProcessPayments", json=wrong)
        assert reply.status == 400
