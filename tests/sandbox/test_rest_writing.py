"""POST, PUT, DELETE over a real socket."""

from __future__ import annotations

import io
import json
import uuid
from decimal import Decimal
from typing import Any

import pytest
from tests.sandbox.small_exact import FIRST, Client, Reply, at, guid

from unibooks.connectors.exact.target import Account, DocumentAttachment, PurchaseEntry

ACCOUNTS = f"/api/v1/{FIRST}/crm/Accounts"
ENTRIES = f"/api/v1/{FIRST}/purchaseentry/PurchaseEntries"
ATTACHMENTS = f"/api/v1/{FIRST}/documents/DocumentAttachments"
STREAM = "Error processing request stream. "
CONVERTING = STREAM + (
    "Error encountered in converting the value from request payload for property '{name}' to type '{clr}', "
    "which is the property's expected type. See inner exception for more detail."
)
NO_OBJECT = STREAM + "The request should be a valid top-level resource object."


async def post(exact: Client, path: str, body: Any, **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await exact.send("POST", path, data=io.BytesIO(raw), headers={"Content-Type": "application/json", **headers})


def message(reply: Reply) -> str:
    return reply.json["error"]["message"]["value"]


async def test_master_data_comes_back_with_nothing_but_its_key(exact: Client) -> None:
    reply = await post(exact, ACCOUNTS, {"Name": "Nieuw", "Status": "S"})
    assert reply.status == 201
    found = reply.json["d"]
    assert found["__metadata"]["uri"] == reply.headers["Location"]
    filled = {name: found[name] for name, prop in Account.props().items() if found[name] is not None}
    assert filled.pop("ID") == str(uuid.UUID(filled.get("ID", found["ID"])))
    assert set(filled) == {name for name, prop in Account.props().items() if prop.filled}
    assert set(filled.values()) <= {0}
    assert (await exact.get(reply.headers["Location"])).json["d"]["Name"] == "Nieuw"


async def test_a_filled_answer_can_be_asked_for(exact: Client) -> None:
    reply = await post(exact, ACCOUNTS, {"Name": "Nieuw"}, Prefer="return=representation")
    assert reply.json["d"]["Name"] == "Nieuw"


async def test_entries_come_back_filled_but_for_late_totals_and_lines(exact: Client) -> None:
    body = {"Journal": "60", "Supplier": str(guid(2)), "VATAmountFC": 21, "PurchaseEntryLines": [{"AmountFC": "1,5"}]}
    assert (await post(exact, ENTRIES, body)).status == 400
    body["PurchaseEntryLines"] = [{"AmountFC": "1.50", "GLAccount": str(guid(3)), "VATCode": "2"}]
    found = (await post(exact, ENTRIES, body)).json["d"]
    assert (found["Journal"], found["VATAmountFC"], found["VATAmountDC"]) == ("60", None, None)
    assert found["PurchaseEntryLines"] == {"__deferred": {"uri": f"{found['__metadata']['uri']}/PurchaseEntryLines"}}
    row = exact.world.companies[FIRST][PurchaseEntry].rows[uuid.UUID(found["EntryID"])]
    assert row["VATAmountFC"] == Decimal(21), "null in the answer only"


async def test_what_cannot_be_written_is_dropped_without_a_word(exact: Client) -> None:
    reply = await post(exact, ENTRIES, {"AmountDC": 100, "Description": "x"})
    assert (reply.status, reply.json["d"]["AmountDC"]) == (201, None)


async def test_a_business_rule_is_a_500_in_the_books_own_words(exact: Client) -> None:
    reply = await post(exact, ENTRIES, {"Description": "refuse me"})
    assert reply.status == 500
    assert message(reply) == "Verplicht: Dagboek\r\nOngeldige referentie: Leverancier"


@pytest.mark.parametrize("body", [b"", b"[]", b"5", b"null", b'"x"', b"{", b"\xff", b'{"Name":NaN}', b"[" * 100000])
async def test_a_body_that_is_no_object(exact: Client, body: bytes) -> None:
    reply = await post(exact, ACCOUNTS, body)
    assert (reply.status, message(reply)) == (400, NO_OBJECT)


@pytest.mark.parametrize("lines", [{}, {"results": []}, 5, None, [5]])
async def test_lines_that_are_no_list_of_objects(exact: Client, lines: Any) -> None:
    reply = await post(exact, ENTRIES, {"PurchaseEntryLines": lines})
    assert (reply.status, message(reply)) == (400, NO_OBJECT)


@pytest.mark.parametrize("name", ["Nope", "name", "bankAccounts"])
async def test_a_name_that_does_not_exist(exact: Client, name: str) -> None:
    reply = await post(exact, ACCOUNTS, {name: 1})
    text = f"The property name '{name}' specified for type 'Exact.Web.Api.Models.Account' is not valid."
    assert (reply.status, message(reply)) == (400, STREAM + text)


@pytest.mark.parametrize(
    ("name", "value", "clr"),
    [
        ("Parent", "x", "Guid"),
        ("Parent", 5, "Guid"),
        ("CreditLineSales", "12,5", "Double"),
        ("CreditLineSales", True, "Double"),
        ("CreditLineSales", "NaN", "Double"),
        ("CreditLineSales", "1E400", "Double"),
        ("IsSupplier", 1, "Boolean"),
        ("StartDate", "/Date(1717027200000)/", "DateTime"),
        ("StartDate", "2026-02-30", "DateTime"),
        ("StartDate", "30/05/2024", "DateTime"),
        ("StartDate", 5, "DateTime"),
        ("Name", True, "String"),
        ("Name", "half a pair: \ud83d", "String"),
        ("InvoicingMethod", 5.5, "Int32"),
        ("InvoicingMethod", 2**31, "Int32"),
        ("InvoicingMethod", "1e1000000000", "Int32"),
        ("IsMailing", 256, "Byte"),
    ],
)
async def test_a_value_of_another_type(exact: Client, name: str, value: Any, clr: str) -> None:
    reply = await post(exact, ACCOUNTS, {"Name": "x"} | {name: value})
    assert (reply.status, message(reply)) == (400, CONVERTING.format(name=name, clr=clr))


@pytest.mark.parametrize(
    ("name", "sent", "stored"),
    [
        ("StartDate", "2024-05-30", at(2024, 5, 30)),
        ("StartDate", "2024-05-30T00:00:00Z", at(2024, 5, 30)),
        ("StartDate", "2024-05-30T23:30:00+02:00", at(2024, 5, 30)),
        ("StartDate", "05/30/2024 00:00:00", at(2024, 5, 30)),
        ("StartDate", None, None),
        ("CreditLineSales", "12.50", Decimal("12.5")),
        ("CreditLineSales", 12345678901234.56, Decimal("12345678901234.56")),
        ("InvoicingMethod", "3", 3),
        ("IsSupplier", "true", True),
        ("Country", "NL", "NL "),
        ("Code", "25", "                25"),
        ("Parent", str(guid(5)).upper(), guid(5)),
    ],
)
async def test_values_as_rows_hold_them(exact: Client, name: str, sent: Any, stored: Any) -> None:
    reply = await post(exact, ACCOUNTS, {"Name": "x"} | {name: sent})
    row = exact.world.companies[FIRST][Account].rows[uuid.UUID(reply.json["d"]["ID"])]
    assert row[name] == stored


async def test_attachments_are_base64(exact: Client) -> None:
    reply = await post(exact, ATTACHMENTS, {"FileName": "a.pdf", "Attachment": "%%%"})
    assert (reply.status, message(reply)) == (400, CONVERTING.format(name="Attachment", clr="Byte[]"))
    reply = await post(exact, ATTACHMENTS, {"FileName": "a.pdf", "Attachment": "dGVzdA=="})
    assert (reply.status, reply.json["d"]["Attachment"]) == (201, None)
    row = exact.world.companies[FIRST][DocumentAttachment].rows[uuid.UUID(reply.json["d"]["ID"])]
    assert row["Attachment"] == b"test", "the writer of this test keeps what it was handed"


async def test_put_changes_what_it_names_and_answers_nothing(exact: Client) -> None:
    url = f"{ACCOUNTS}(guid'{guid(7)}')"
    reply = await exact.send("PUT", url, json={"Name": "Anders"})
    assert (reply.status, reply.body) == (204, b"")
    found = (await exact.get(url)).json["d"]
    assert (found["Name"], found["Code"]) == ("Anders", "                 7")
    assert (await exact.send("PUT", f"{ACCOUNTS}(guid'{guid(9999)}')", json={})).status == 404


async def test_lines_cannot_be_put(exact: Client) -> None:
    reply = await exact.send("PUT", f"{ENTRIES}(guid'{guid(5001)}')", json={"PurchaseEntryLines": []})
    assert reply.status == 400
    assert message(reply).startswith(STREAM + "Binding to new entities")


async def test_delete(exact: Client) -> None:
    url = f"{ACCOUNTS}(guid'{guid(7)}')"
    reply = await exact.send("DELETE", url)
    assert (reply.status, reply.body) == (204, b"")
    assert (await exact.get(url)).status == 404
    assert (await exact.send("DELETE", url)).status == 404


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_a_body_must_say_what_it_is(exact: Client, kind: str) -> None:
    reply = await exact.send("POST", ACCOUNTS, data=b"<entry/>", headers={"Content-Type": kind})
    assert reply.status == 415


async def test_a_body_above_ten_megabytes(exact: Client) -> None:
    size = 10 * 1024 * 1024
    assert (await post(exact, ACCOUNTS, b" " * (size - 2) + b"{}")).status == 201
    assert (await post(exact, ACCOUNTS, b" " * (size - 1) + b"{}")).status == 413
