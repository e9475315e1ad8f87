"""Each reading shows on the wire, one way and the other; the table of readings and the settings say the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import fields
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from tests.sandbox.conftest import START, Start
from tests.sandbox.small_exact import CLIENT, FIRST, REDIRECT, SECRET, Client, Reply, guid
from tests.worlds import seeded_world

from unibooks.connectors.exact.target import Account, DocumentAttachment
from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import App, Settings, create_app, readings, running

#: What is set about a sandbox without being disputed.
ORDINARY = {"limits", "auto_consent", "auto_user", "latency", "control"}
DIVISION = 3187041


def message(reply: Reply) -> str:
    return reply.json["error"]["message"]["value"]


def test_every_setting_is_ordinary_or_a_reading() -> None:
    disputed = [reading.setting for reading in readings.READINGS]
    assert len(set(disputed)) == len(disputed)
    assert {field.name for field in fields(Settings)} == ORDINARY | set(disputed)


@pytest.mark.parametrize("reading", readings.READINGS, ids=lambda reading: reading.setting)
def test_a_reading_says_what_it_is_about(reading: readings.Reading) -> None:
    assert reading.question.endswith("?")
    assert reading.why.endswith(".")
    assert reading.default == getattr(Settings(), reading.setting)
    assert reading.others
    assert reading.default not in reading.others
    assert {type(value) for value in reading.others} == {type(reading.default)}


def test_a_run_is_named_by_its_reading() -> None:
    assert readings.changes("") == {}
    assert readings.changes("refresh_grace") == {"refresh_grace": True}
    assert readings.changes("unauthorised") == {"unauthorised": "header"}
    assert readings.changes("unauthorised=empty") == {"unauthorised": "empty"}
    assert readings.changes(readings.OTHERS).keys() == {reading.setting for reading in readings.READINGS}
    for name in readings.NAMES:
        ((setting, value),) = readings.changes(name).items()
        assert value != getattr(Settings(), setting)
    for wrong in ("nope", "refresh_grace=maybe", "unauthorised=page"):
        with pytest.raises(ValueError, match="is no reading"):
            readings.changes(wrong)


@pytest.mark.parametrize(("exact_case", "status"), [(False, 200), (True, 404)])
async def test_case_in_paths(start: Start, exact_case: bool, status: int) -> None:
    exact = await start(exact_case=exact_case)
    for path in ("crm/accounts", "CRM/Accounts", f"crm/ACCOUNTS(guid'{guid(7)}')"):
        assert (await exact.api(path)).status == status
    for path in ("crm/Accounts", f"crm/Accounts(guid'{guid(7)}')", "purchaseentry/PurchaseEntries"):
        assert (await exact.api(path)).status == 200


async def test_a_filter_may_be_demanded_of_an_app(exact: Client) -> None:
    assert (await exact.api("crm/Accounts")).status == 200
    exact.world.apps[CLIENT].filtered = True
    for query in ("", "?$top=1", "?$select=ID", "?$filter=Remarks%20eq%20'x'"):
        refused = await exact.api(f"crm/Accounts{query}")
        assert refused.status == 400
        assert message(refused).startswith(
            "This endpoint has mandatory filtering applied. A GET request for this endpoint must have a $filter parameter "
            "with one of the following fields in the url:Accountant,AccountManager,"
        )
        assert message(refused).endswith(",Type,VATNumber.")
    assert (await exact.api("crm/Accounts?$filter=IsSupplier%20eq%20true")).status == 200
    assert (await exact.api(f"crm/Accounts(guid'{guid(7)}')")).status == 200
    assert (await exact.api("purchaseentry/PurchaseEntries")).status == 200
    assert message(await exact.api("logistics/Items")).partition("url:")[2].startswith("Barcode,Class_01,")


async def test_a_filter_may_be_demanded_of_everybody(start: Start) -> None:
    exact = await start(mandatory_filter=True)
    assert (await exact.api("crm/Accounts")).status == 400
    assert (await exact.api("crm/Accounts?$filter=Code%20eq%20'x'")).status == 200


@pytest.mark.parametrize(("selected", "status"), [(True, 400), (False, 200)])
async def test_terms_without_a_select(start: Start, selected: bool, status: int) -> None:
    exact = await start(selected_terms=selected)
    for path in ("cashflow/Receivables", "cashflow/Payments", "generaljournalentry/GeneralJournalEntries"):
        reply = await exact.api(path)
        assert reply.status == status
        assert (await exact.api(f"{path}?$top=1")).status == 200
    assert (await exact.api("bulk/CRM/Accounts")).status == 400, "of bulk there is no doubt"


@pytest.mark.parametrize("exact_text", [True, False])
async def test_64_bit_numbers(start: Start, exact_text: bool) -> None:
    exact = await start(int64_as_text=exact_text)
    reply = await exact.api(f"documents/DocumentAttachments(guid'{guid(700)}')?$select=FileName,FileSize")
    assert DocumentAttachment.FileSize.edm == "Edm.Double"
    assert reply.json["d"]["FileSize"] == 9
    exact.world.companies[FIRST][Account].change(guid(7), {"Name": "x"})
    found = (await exact.api("sync/CRM/Accounts?$top=1&$select=ID,Timestamp&$filter=Timestamp%20gt%200L")).json["d"]
    (row,) = found if isinstance(found, list) else found["results"]
    assert isinstance(row["Timestamp"], str) is exact_text
    assert int(row["Timestamp"]) > 0


@pytest.mark.parametrize(("kept", "written"), [(True, b'"CreditLineSales": -0'), (False, b'"CreditLineSales": 0')])
async def test_a_negative_zero(start: Start, kept: bool, written: bytes) -> None:
    exact = await start(negative_zero=kept)
    exact.world.companies[FIRST][Account].change(guid(7), {"CreditLineSales": Decimal("-0")})
    assert written in (await exact.api(f"crm/Accounts(guid'{guid(7)}')?$select=CreditLineSales")).body


@pytest.fixture
async def books() -> AsyncIterator[Any]:
    """Start a sandbox with its own books under other readings: `await books(numeric_codes=True)`."""
    async with AsyncExitStack() as stack:

        async def begin(**settings: Any) -> Client:
            clock = MovableClock(START)
            world = seeded_world(clock)
            world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,))
            url = await stack.enter_async_context(running(create_app(world, Settings(auto_consent=True, **settings))))
            http = await stack.enter_async_context(aiohttp.ClientSession())
            client = Client(url, http, world, clock)
            await client.connect()
            return client

        yield begin


@pytest.mark.parametrize("bare", [False, True])
async def test_bulk(books: Any, bare: bool) -> None:
    exact: Client = await books(bare_bulk=bare)
    rows = exact.world.companies[DIVISION][Account]
    for number in range(1001 - len(rows)):
        rows.add(rows.blank() | {"ID": guid(number), "Code": str(number).rjust(18), "Name": "x"})
    reply = await exact.api("bulk/CRM/Accounts?$select=ID", company=DIVISION)
    found = reply.json["d"]
    assert isinstance(found, list) is bare
    assert len(found if bare else found["results"]) == 1000
    onwards = (reply.json if bare else found)["__next"]
    last = (await exact.get(onwards)).json
    assert len(last["d"] if bare else last["d"]["results"]) == 1
    assert ("__next" in last) is False


@pytest.mark.parametrize(("numeric", "status"), [(False, 201), (True, 500)])
async def test_letters_in_the_code_of_a_relation(books: Any, numeric: bool, status: int) -> None:
    exact: Client = await books(numeric_codes=numeric)
    path = f"/api/v1/{DIVISION}/crm/Accounts"
    reply = await exact.send("POST", path, json={"Name": "x", "Code": "A1"})
    assert reply.status == status
    made = await exact.send("POST", path, json={"Name": "x", "Code": "987654"})
    assert made.status == 201
    change = await exact.send("PUT", f"{path}(guid'{made.json['d']['ID']}')", json={"Code": "B2"})
    assert change.status == (500 if numeric else 204)
    if numeric:
        assert message(reply) == "Ongeldig: Code"


@pytest.mark.parametrize(("reading", "code"), [("default", "2  "), ("none", None)])
async def test_a_line_without_a_vat_code(books: Any, reading: str, code: str | None) -> None:
    exact: Client = await books(absent_vat_code=reading)
    gl = "financial/GLAccounts?$select=ID&$top=1&$filter=VATCode%20eq%20'2%20%20'"
    supplier = "crm/Accounts?$select=ID&$top=1&$filter=IsSupplier%20eq%20true"
    found = [(await exact.api(path, company=DIVISION)).json["d"][0]["ID"] for path in (gl, supplier)]
    body = {"Journal": "60", "Supplier": found[1], "PurchaseEntryLines": [{"AmountFC": 100, "GLAccount": found[0]}]}
    made = await exact.send("POST", f"/api/v1/{DIVISION}/purchaseentry/PurchaseEntries", json=body)
    assert made.status == 201, made.body
    lines = await exact.get(made.json["d"]["PurchaseEntryLines"]["__deferred"]["uri"])
    assert [line["VATCode"] for line in lines.json["d"]["results"]] == [code]


@pytest.mark.parametrize(("negative", "sign"), [(False, 1), (True, -1)])
async def test_the_sign_of_a_purchase_entry(books: Any, negative: bool, sign: int) -> None:
    exact: Client = await books(negative_purchases=negative)
    select = "$select=EntryID,AmountDC,AmountFC,VATAmountDC&$filter=Type%20eq%2030%20and%20VATAmountDC%20gt%200&$top=5"
    for path in ("purchaseentry/PurchaseEntries", "purchaseentry/purchaseentries"):
        rows = (await exact.api(f"{path}?{select}", company=DIVISION)).json["d"]
        assert {(row["AmountDC"] * sign > 0, row["AmountFC"] * sign > 0, row["VATAmountDC"] > 0) for row in rows} == {
            (True,) * 3
        }
        single = (await exact.get(rows[0]["__metadata"]["uri"])).json["d"]
        assert single["AmountDC"] == rows[0]["AmountDC"]


@pytest.mark.parametrize("blanked", [True, False])
async def test_the_due_date_of_a_sales_entry_whose_customer_changes(books: Any, blanked: bool) -> None:
    exact: Client = await books(blanked_due_dates=blanked)
    entries = "salesentry/SalesEntries?$select=EntryID,Customer,DueDate&$orderby=EntryDate%20desc&$filter=Status%20eq%2020&$top=1"
    entry = (await exact.api(entries, company=DIVISION)).json["d"][0]
    path = f"/api/v1/{DIVISION}/salesentry/SalesEntries(guid'{entry['EntryID']}')"
    both = {"Customer": entry["Customer"], "YourRef": "x"}
    for change, empty in ((both, False), ({"Customer": entry["Customer"]}, blanked)):
        assert (await exact.send("PUT", path, json=change)).status == 204
        assert ((await exact.get(path)).json["d"]["DueDate"] is None) is empty
    terms = f"cashflow/Receivables?$select=DueDate&$filter=EntryID%20eq%20guid'{entry['EntryID']}'"
    assert (await exact.api(terms, company=DIVISION)).status == 200


@pytest.mark.parametrize(("mirrored", "sign"), [(True, -1), (False, 1)])
async def test_the_sign_of_an_open_receivable(books: Any, mirrored: bool, sign: int) -> None:
    exact: Client = await books(mirrored_terms=mirrored)
    query = "cashflow/Receivables?$select=AmountDC,TransactionAmountDC&$filter=Status%20eq%2020"
    rows = (await exact.api(query, company=DIVISION)).json["d"]["results"]
    assert {row["AmountDC"] * sign > 0 for row in rows if row["TransactionAmountDC"] > 0} == {True}


async def test_errors_speak_the_users_language(books: Any) -> None:
    exact: Client = await books()
    said: dict[str, str] = {}
    for user in list(exact.world.users.values()):
        exact.world.users = {user.id: user} | exact.world.users  # the first one consents
        await exact.connect()
        refused = await exact.send("POST", f"/api/v1/{DIVISION}/crm/Accounts", json={})
        assert refused.status == 500
        said[user.language[:2]] = message(refused)
        assert (
            message(await exact.api("crm/Accounts?$top=x", company=DIVISION)) == "Bad Request - Error in query syntax."
        )
        me = (await exact.get("/api/v1/current/Me")).json["d"]["results"][0]
        assert (me["LanguageCode"], me["FullName"]) == (user.language, user.full_name)
    assert said.keys() == {"nl", "en", "de", "fr", "es"}
    assert len(set(said.values())) == 5
    assert (said["nl"], said["en"]) == ("Verplicht: Naam", "Mandatory: Name")
