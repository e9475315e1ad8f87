"""Vendor credits: positive in the API, the other way round in Exact's ledger; with files, lists, changes and removal."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from tests.e2e.stack import Stack
from tests.e2e.test_bills import PDF, supplier, totals

from unibooks.connectors.exact.target import Document, PurchaseEntry

PATH = "/accounting/vendorCredits"


def credit(supplier_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "contactId": supplier_id,
        "vendorCreditNumber": "C-2026-7",
        "vendorCreditDate": "2026-02-27",
        "name": "Retour folders",
        "lineItems": [
            {
                "description": "Folders",
                "accountNumber": "5541",
                "totalNetAmount": 437.50,
                "taxCode": "2",
                "quantity": 2,
            },
            {"description": "Boeken", "accountNumber": "5520", "totalGrossAmount": 109, "taxRatePercentage": 9},
        ],
        "totalGrossAmount": 638.38,
    } | changes


@pytest.mark.parametrize("path", ["/accounting/vendorCredit", PATH])
async def test_a_credit_stands_in_the_ledger_the_other_way_round(stack: Stack, path: str) -> None:
    created = await stack.call("POST", path, json=credit(await supplier(stack)))
    assert created.status == 201, created.body
    record = created.data
    assert totals(stack, record["id"]) == {
        "1600": Decimal("638.38"),
        "5541": Decimal("-437.50"),
        "5520": Decimal(-100),
        "1520": Decimal("-100.88"),
    }
    assert stack.entry(record["id"])["Type"] == 31
    amounts = (record["totalNetAmount"], record["totalTaxAmount"], record["totalGrossAmount"], record["openAmount"])
    assert amounts == (537.5, 100.88, 638.38, 638.38)
    assert [line["totalNetAmount"] for line in record["lineItems"]] == [437.5, 100]
    assert [line["totalTaxAmount"] for line in record["lineItems"]] == [91.88, 9]
    assert record["lineItems"][0]["quantity"] == 2
    assert (record["vendorCreditNumber"], record["vendorCreditDate"]) == ("C-2026-7", "2026-02-27T00:00:00Z")
    assert (record["status"], record["paymentStatus"], record["paymentTermId"]) == ("OPEN", "PENDING", "30")
    assert (await stack.call("GET", f"{PATH}/{record['id']}")).data == record


@pytest.mark.parametrize("code", ["2", "4"])
async def test_a_prescribed_vat_is_booked_with_its_sign(stack: Stack, code: str) -> None:
    lines = [{"accountNumber": "5541", "totalNetAmount": 100, "totalTaxAmount": 20.99, "taxCode": code}]
    body = credit(await supplier(stack), lineItems=lines, totalGrossAmount=120.99)
    created = await stack.call("POST", PATH, json=body)
    assert created.status == 201, created.body
    assert totals(stack, created.data["id"]) == {
        "1600": Decimal("120.99"),
        "5541": Decimal(-100),
        "1520": Decimal("-20.99"),
    }
    assert created.data["totalTaxAmount"] == 20.99


async def test_bills_and_credits_are_told_apart(stack: Stack) -> None:
    created = (await stack.call("POST", PATH, json=credit(await supplier(stack)))).data
    assert (await stack.call("GET", f"/accounting/bills/{created['id']}")).status == 404
    assert (await stack.call("GET", f"/accounting/bills/{created['id']}/lineItems")).status == 404
    rows = {str(row["EntryID"]) for row in stack.table(PurchaseEntry) if row["Type"] == 31}
    listed = await stack.call("GET", PATH, params={"limit": 100})
    assert {record["id"] for record in listed.data} == rows
    assert created["id"] in rows
    assert all(record["totalGrossAmount"] > 0 for record in listed.data)
    assert listed.calls == 2


async def test_a_credit_with_its_files(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    form = aiohttp.FormData()
    form.add_field("vendorCredit", json.dumps(credit(supplier_id)))
    form.add_field("files", PDF, filename="creditnota.pdf", content_type="application/pdf")
    as_form = await stack.call("POST", "/accounting/vendorCredit", data=form)
    files = [{"fileName": "creditnota.pdf", "content": base64.b64encode(PDF).decode()}]
    as_json = await stack.call("POST", PATH, json=credit(supplier_id, files=files, vendorCreditNumber="C-2026-8"))
    for created in (as_form, as_json):
        assert created.status == 201, created.body
        document = next(row for row in stack.table(Document) if str(row["ID"]) == created.data["fileId"])
        assert str(document["FinancialTransactionEntryID"]) == created.data["id"]


async def test_a_credit_is_changed_and_removed(stack: Stack) -> None:
    created = (await stack.call("POST", PATH, json=credit(await supplier(stack)))).data
    line = {"accountNumber": "5541", "totalNetAmount": 50, "taxCode": "2"}
    patched = await stack.call("PATCH", f"{PATH}/{created['id']}", json={"lineItems": [line], "name": "Minder"})
    assert patched.status == 200, patched.body
    assert (patched.data["totalGrossAmount"], patched.data["name"]) == (60.5, "Minder")
    assert totals(stack, created["id"]) == {"1600": Decimal("60.5"), "5541": Decimal(-50), "1520": Decimal("-10.5")}
    body = credit(created["contactId"], vendorCreditNumber="C-2026-9", lineItems=[{**line, "totalNetAmount": 80}])
    replaced = await stack.call("PUT", f"{PATH}/{created['id']}", json=body | {"totalGrossAmount": 96.8})
    assert replaced.status == 200, replaced.body
    assert (replaced.data["vendorCreditNumber"], replaced.data["totalNetAmount"]) == ("C-2026-9", 80)
    assert stack.entry(created["id"])["Type"] == 31
    removed = await stack.call("DELETE", f"{PATH}/{created['id']}")
    assert (removed.status, removed.data) == (200, created["id"])
    assert (await stack.call("GET", f"{PATH}/{created['id']}")).status == 404


async def test_sending_a_credit_back_writes_nothing(stack: Stack) -> None:
    created = (await stack.call("POST", PATH, json=credit(await supplier(stack)))).data
    lines = [
        {name: line[name] for name in ("id", "description", "accountNumber", "taxCode", "totalNetAmount", "quantity")}
        for line in created["lineItems"]
    ]
    header = {
        name: created[name] for name in ("contactId", "vendorCreditNumber", "vendorCreditDate", "name", "dueDate")
    }
    await stack.forget_calls()
    again = await stack.call("PUT", f"{PATH}/{created['id']}", json={**header, "lineItems": lines})
    assert (again.status, again.data) == (200, created), again.body
    assert {call["method"] for call in await stack.exact_calls()} == {"GET"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"vendorCreditDate": None}, ["vendorCreditDate"]),
        ({"vendorCreditNumber": " "}, ["vendorCreditNumber"]),
        ({"contactId": None, "vendorCreditNumber": None}, ["contactId", "vendorCreditNumber"]),
        ({"lineItems": []}, ["lineItems"]),
        ({"lineItems": [{"accountNumber": "5541", "totalNetAmount": -100, "taxCode": "2"}]}, ["lineItems"]),
        ({"lineItems": [{"accountNumber": "5541", "totalNetAmount": 0, "taxCode": "2"}]}, ["lineItems"]),
        ({"totalGrossAmount": -638.38}, ["totalGrossAmount"]),
        ({"dueDate": "2026-02-01"}, ["dueDate"]),
        ({"paymentTermCode": "99"}, ["paymentTermId"]),
        (
            {"lineItems": [{"totalNetAmount": 1, "taxCode": "77"}]},
            ["lineItems[0].accountNumber", "lineItems[0].taxCode"],
        ),
    ],
)
async def test_a_bad_credit_is_refused_before_a_write(stack: Stack, changes: dict[str, Any], fields: list[str]) -> None:
    body = credit(await supplier(stack)) | ({"totalGrossAmount": None} if "lineItems" in changes else {}) | changes
    await stack.forget_calls()
    refused = await stack.call("POST", PATH, json=body)
    assert (refused.status, sorted(refused.fields)) == (400, fields), refused.body
    assert {call["method"] for call in await stack.exact_calls()} <= {"GET"}


async def test_objects_in_the_place_of_days_and_other_names_are_taken(stack: Stack) -> None:
    body = credit(await supplier(stack), paidDate={}, shippingDate={}, paymentTermCode="00")
    created = await stack.call("POST", "/accounting/vendorCredit", json=body)
    assert created.status == 201, created.body
    assert created.data["paymentTermId"] == "00"
    assert not any("Date" in warning for warning in created.body["meta"]["warnings"] or [])
