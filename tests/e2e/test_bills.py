"""A bill's whole way: created, booked to the cent in Exact's ledger, read back with its file; or refused with every fault."""

from __future__ import annotations

import base64
import io
import json
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Document, DocumentAttachment, PurchaseEntry

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SUPPLIER = {"contactType": "COMPANY", "companyName": "Drukkerij De Letterbak B.V.", "vatId": "NL800123451B01"}


async def supplier(stack: Stack) -> str:
    created = await stack.call("POST", "/accounting/suppliers", json=SUPPLIER)
    assert created.status == 201, created.body
    return created.data["id"]


def body(supplier_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "contactId": supplier_id,
        "billNumber": "2026-0042",
        "billDate": "2026-02-27",
        "name": "Drukwerk februari",
        "currency": "EUR",
        "lineItems": [
            {"description": "Folders", "accountNumber": "5541", "totalNetAmount": 437.50, "taxCode": "2"},
            {"description": "Boeken", "accountNumber": "5520", "totalNetAmount": 100, "taxRatePercentage": 9},
        ],
        "totalGrossAmount": 638.38,
    } | changes


def totals(stack: Stack, entry_id: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in stack.ledger(entry_id):
        code = line["GLAccountCode"].strip()
        found[code] = found.get(code, Decimal(0)) + line["AmountDC"]
    return found


async def test_a_bill_with_its_pdf_stands_in_the_ledger_balanced(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    files = [{"fileName": "factuur.pdf", "content": base64.b64encode(PDF).decode()}]
    created = await stack.call("POST", "/accounting/bills", json=body(supplier_id, files=files))
    assert created.status == 201, created.body
    bill = created.data
    assert totals(stack, bill["id"]) == {
        "1600": Decimal("-638.38"),
        "5541": Decimal("437.50"),
        "5520": Decimal("100"),
        "1520": Decimal("100.88"),
    }
    assert sum(line["AmountDC"] for line in stack.ledger(bill["id"])) == 0
    assert (bill["totalNetAmount"], bill["totalTaxAmount"], bill["totalGrossAmount"]) == (537.5, 100.88, 638.38)
    assert [line["totalTaxAmount"] for line in bill["lineItems"]] == [91.88, 9]
    assert [line["taxCode"] for line in bill["lineItems"]] == ["2", "1"]
    assert (bill["status"], bill["journalCode"], bill["billNumber"]) == ("OPEN", "60", "2026-0042")

    read = await stack.call("GET", f"/accounting/bills/{bill['id']}")
    assert read.data == bill
    document = await stack.call("GET", f"/accounting/bills/{bill['id']}/document")
    assert document.status == 200, document.body
    assert document.data["fileName"] == "factuur.pdf"
    assert base64.b64decode(document.data["content"]) == PDF


async def test_the_same_bill_as_multipart(stack: Stack) -> None:
    form = aiohttp.FormData()
    form.add_field("bill", json.dumps(body(await supplier(stack))))
    form.add_field("files", PDF, filename="factuur.pdf", content_type="application/pdf")
    created = await stack.call("POST", "/accounting/bills", data=form)
    assert created.status == 201, created.body
    document = await stack.call("GET", f"/accounting/bills/{created.data['id']}/document")
    assert base64.b64decode(document.data["content"]) == PDF


@pytest.mark.parametrize(
    ("line", "tax_rule", "cost", "vat"),
    [
        ({"totalGrossAmount": 121, "taxCode": "2"}, None, "100", "21"),
        ({"totalGrossAmount": 121, "taxCode": "4"}, None, "100", "21"),
        ({"totalNetAmount": 100, "taxCode": "4"}, None, "100", "21"),
        ({"unitAmount": 60.5, "quantity": 2, "taxRatePercentage": 21}, "GROSS", "100", "21"),
        ({"unitAmount": 50, "quantity": 2, "taxRatePercentage": 21}, "NET", "100", "21"),
        ({"totalNetAmount": 100, "totalTaxAmount": 20.99, "taxCode": "2"}, None, "100", "20.99"),
        ({"totalNetAmount": 100, "totalTaxAmount": 21.01, "taxCode": "4"}, None, "100", "21.01"),
        ({"totalNetAmount": 100, "taxCode": "0"}, None, "100", "0"),
    ],
)
async def test_prices_with_and_without_vat_come_out_right(
    stack: Stack, line: dict[str, Any], tax_rule: str | None, cost: str, vat: str
) -> None:
    bill = body(await supplier(stack), lineItems=[{"accountNumber": "5541", **line}], taxRule=tax_rule)
    del bill["totalGrossAmount"]
    created = await stack.call("POST", "/accounting/bills", json=bill)
    assert created.status == 201, created.body
    booked = totals(stack, created.data["id"])
    assert booked["5541"] == Decimal(cost)
    assert booked.get("1520", Decimal(0)) == Decimal(vat)
    assert booked["1600"] == -(Decimal(cost) + Decimal(vat))
    assert created.data["totalGrossAmount"] == float(Decimal(cost) + Decimal(vat))
    assert created.data["lineItems"][0]["totalNetAmount"] == float(cost)


async def test_reverse_charge_books_both_sides(stack: Stack) -> None:
    lines = [{"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "5"}]
    created = await stack.call(
        "POST", "/accounting/bills", json=body(await supplier(stack), lineItems=lines, totalGrossAmount=100)
    )
    assert created.status == 201, created.body
    assert totals(stack, created.data["id"]) == {
        "1600": Decimal(-100),
        "5541": Decimal(100),
        "1500": Decimal(-21),
        "1520": Decimal(21),
    }
    assert created.data["totalTaxAmount"] == 0


async def test_the_printed_gross_is_booked_when_a_cent_off(stack: Stack) -> None:
    created = await stack.call("POST", "/accounting/bills", json=body(await supplier(stack), totalGrossAmount=638.40))
    assert created.status == 201, created.body
    assert totals(stack, created.data["id"])["1600"] == Decimal("-638.40")
    assert created.data["totalGrossAmount"] == 638.4


NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"contactId": NOBODY}, ["contactId"]),
        ({"contactId": "supplier-7"}, ["contactId"]),
        ({"contactId": None}, ["contactId"]),
        ({"lineItems": []}, ["lineItems"]),
        ({"totalGrossAmount": 700}, ["totalGrossAmount"]),
        ({"totalGrossAmount": "9" * 40}, ["totalGrossAmount"]),
        ({"totalGrossAmount": "NaN"}, ["totalGrossAmount"]),
        ({"currency": "XXY"}, ["currency"]),
        ({"currency": "USD", "journalCode": "60"}, ["currency"]),
        ({"billDate": "2026-02-30"}, ["billDate"]),
        ({"journalCode": "70"}, ["journalCode"]),
        ({"paymentTermCode": "99"}, ["paymentTermCode"]),
        ({"dueDate": "2026-01-01"}, ["dueDate"]),
        (
            {
                "contactId": NOBODY,
                "currency": "XXY",
                "lineItems": [
                    {"accountNumber": "9999", "taxCode": "77", "totalNetAmount": 1},
                    {"totalNetAmount": 1, "taxRatePercentage": 14},
                ],
            },
            [
                "lineItems[0].accountNumber",
                "currency",
                "lineItems[0].taxCode",
                "lineItems[1].accountNumber",
                "lineItems[1].taxRatePercentage",
                "contactId",
            ],
        ),
    ],
)
async def test_bad_input_is_refused_before_anything_is_written(
    stack: Stack, changes: dict[str, Any], fields: list[str]
) -> None:
    supplier_id = await supplier(stack)
    before = len(stack.table(PurchaseEntry)), len(stack.table(Document))
    refused = await stack.call("POST", "/accounting/bills", json=body(supplier_id, **changes))
    assert refused.status == 400, refused.body
    assert refused.fields == fields
    assert all(len(fault["message"]) > 15 for fault in refused.body["errors"]["validationErrors"])
    assert (len(stack.table(PurchaseEntry)), len(stack.table(Document))) == before


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("factuur.pdf", b"GIF89a", "files[0]"),
        ("factuur.pdf", b"", "files[0]"),
        ("factuur", PDF, "files[0]"),
        ("factuur.pdf", PDF + b" " * 11_000_000, "files[0]"),
    ],
)
async def test_a_file_that_cannot_be_stored_is_named(stack: Stack, name: str, content: bytes, field: str) -> None:
    files = [{"fileName": name, "content": base64.b64encode(content).decode()}]
    supplier_id = await supplier(stack)
    await stack.forget_calls()
    refused = await stack.call("POST", "/accounting/bills", json=body(supplier_id, files=files))
    assert refused.status == 400, refused.body
    assert [f.partition(".")[0] for f in refused.fields] == [field]
    assert all(call["method"] == "GET" for call in await stack.exact_calls())


async def test_faults_of_every_kind_are_named_together(stack: Stack) -> None:
    text = """{"contactId": "x", "billDate": "2026-13-01", "totalGrossAmount": NaN, "paymentReference": Infinity,
        "lineItems": [{"totalNetAmount": "a lot", "quantity": -Infinity}], "files": [{"fileName": "a.pdf", "content": "?"}]}"""
    refused = await stack.call("POST", "/accounting/bills", data=text)
    assert refused.status == 400
    assert sorted(refused.fields) == [
        "billDate",
        "files[0].content",
        "lineItems[0].quantity",
        "lineItems[0].totalNetAmount",
        "paymentReference",
        "totalGrossAmount",
    ]


async def test_a_file_and_the_id_of_another_contradict(stack: Stack) -> None:
    files = [{"fileName": "factuur.pdf", "content": base64.b64encode(PDF).decode()}]
    both = body(await supplier(stack), files=files, fileId=NOBODY)
    refused = await stack.call("POST", "/accounting/bills", json=both)
    assert (refused.status, refused.fields) == (400, ["files[0]"])


async def test_warm_reference_data_needs_no_call_to_refuse(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    assert (await stack.call("POST", "/accounting/bills", json=body(supplier_id))).status == 201
    lines = [{"accountNumber": "9999", "totalNetAmount": 1, "taxCode": "77"}]
    for strict, calls, fields in (("", 0, 2), ("duplicates", 1, 3)):
        refused = await stack.call(
            "POST", "/accounting/bills", json=body(supplier_id, lineItems=lines), params={"strict": strict}
        )
        assert (refused.status, refused.calls, len(refused.fields)) == (400, calls, fields)


async def test_what_exact_alone_can_know_comes_back_in_its_words(stack: Stack) -> None:
    """A period that is closed right after it was found open."""
    supplier_id = await supplier(stack)
    assert (await stack.call("POST", "/accounting/bills", json=body(supplier_id))).status == 201
    company = stack.world.companies[int(stack.company)]
    company.closed_periods.add((2026, 2))
    before = len(stack.table(Document)), len(stack.table(DocumentAttachment))
    files = [{"fileName": "factuur.pdf", "content": base64.b64encode(PDF).decode()}]
    refused = await stack.call("POST", "/accounting/bills", json=body(supplier_id, files=files))
    assert refused.status == 422, refused.body
    (downstream,) = refused.body["errors"]["downstreamErrors"]
    assert "afgesloten" in downstream["message"] or "closed" in downstream["message"]
    assert (len(stack.table(Document)), len(stack.table(DocumentAttachment))) == before, "an orphan was left behind"


async def test_a_file_just_under_the_limit_is_stored(stack: Stack) -> None:
    content = PDF + b" " * 6_500_000
    form = aiohttp.FormData()
    form.add_field("bill", json.dumps(body(await supplier(stack))))
    form.add_field("files", io.BytesIO(content), filename="factuur.pdf", content_type="application/pdf")
    created = await stack.call("POST", "/accounting/bills", data=form)
    assert created.status == 201, created.body
    document = await stack.call("GET", f"/accounting/bills/{created.data['id']}/document")
    assert base64.b64decode(document.data["content"]) == content


@pytest.mark.parametrize("lost", ["Documents", "DocumentAttachments", "PurchaseEntries"])
async def test_a_lost_answer_doubles_nothing(stack: Stack, lost: str) -> None:
    supplier_id = await supplier(stack)
    files = [{"fileName": "factuur.pdf", "content": base64.b64encode(PDF).decode()}]
    before = len(stack.table(PurchaseEntry)), len(stack.table(Document)), len(stack.table(DocumentAttachment))
    await stack.fault("lost", method="POST", path=f".*/{lost}$", times=1)
    created = await stack.call("POST", "/accounting/bills", json=body(supplier_id, files=files))
    assert created.status == 201, created.body
    after = len(stack.table(PurchaseEntry)), len(stack.table(Document)), len(stack.table(DocumentAttachment))
    assert tuple(b - a for a, b in zip(before, after, strict=True)) == (1, 1, 1)
