"""Sales entries and invoices over a socket, as programs write them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.sandbox.books import selling
from tests.sandbox.seeded import desk
from tests.sandbox.small_exact import Client
from tests.sandbox.test_selling_on_the_wire import make, order, read, send, sold

from unibooks.connectors.exact.target import DocumentAttachment

ENTRIES, INVOICES = "salesentry/SalesEntries", "salesinvoice/SalesInvoices"
PRINTED = "salesinvoice/PrintedSalesInvoices"


def entry(exact: Client, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"Customer": selling.customer(desk(exact))["ID"], "Journal": "70", "SalesEntryLines": list(lines), **more}


def revenue(exact: Client, amount: Any, **more: Any) -> dict[str, Any]:
    return {"GLAccount": str(desk(exact).gl("8000")), "AmountFC": amount, "VATCode": "2", **more}


async def draft(exact: Client, *lines: dict[str, Any], **more: Any) -> Any:
    buyer = selling.customer(desk(exact))["ID"]
    return await make(exact, INVOICES, {"OrderedBy": buyer, "Journal": "70", "SalesInvoiceLines": list(lines), **more})


async def test_a_published_entry_with_numbers_as_texts_is_booked(seeded: Client) -> None:
    line = revenue(seeded, "100.00", AmountDC="100.00", Description="line") | {"VATCode": "2  "}
    body = entry(seeded, line, AmountDC="121.00", AmountFC="121.00", VATAmountDC="21.00", VATAmountFC="21.00", Type=21)
    made = await make(seeded, ENTRIES, body | {"YourRef": "0001", "EntryDate": "2026-03-01T00:00:00Z"})
    assert made["VATAmountFC"] is None
    assert (made["Type"], made["SalesEntryLines"]) == (
        20,
        {"__deferred": {"uri": f"{made['__metadata']['uri']}/SalesEntryLines"}},
    )
    row = await read(seeded, f"{ENTRIES}(guid'{made['EntryID']}')?$expand=SalesEntryLines")
    assert (row["AmountDC"], row["VATAmountFC"], row["EntryDate"]) == (121, 21, "/Date(1772323200000)/")
    [shown] = row["SalesEntryLines"]["results"]
    assert (shown["AmountDC"], shown["VATBaseAmountDC"], shown["VATCode"]) == (100, 100, "2  ")


async def test_lines_are_exchanged_one_by_one_until_the_last(seeded: Client) -> None:
    made = await make(seeded, ENTRIES, entry(seeded, revenue(seeded, 100)))
    key = f"{ENTRIES}(guid'{made['EntryID']}')"
    refused = await send(seeded, "PUT", key, {"SalesEntryLines": []})
    assert refused.status == 400
    old = (await read(seeded, f"{key}/SalesEntryLines"))["results"][0]
    new = await make(seeded, "salesentry/SalesEntryLines", revenue(seeded, 50) | {"EntryID": made["EntryID"]})
    for line in (old, new):
        assert (await send(seeded, "DELETE", f"salesentry/SalesEntryLines(guid'{line['ID']}')")).status == 204
    assert (await send(seeded, "GET", key)).status == 404


async def test_a_customer_that_is_none_is_refused_in_the_users_language(seeded: Client) -> None:
    supplier = desk(seeded).relation("Van Dalen Transport B.V.")["ID"]
    reply = await send(seeded, "POST", ENTRIES, entry(seeded, revenue(seeded, 1), Customer=supplier))
    assert reply.status == 500
    assert reply.json["error"]["message"]["value"] in {"Ongeldig: Klant (Type)", "Invalid: Customer (Type)"}


async def test_a_draft_answers_as_recorded(seeded: Client) -> None:
    made = await draft(seeded, sold(seeded, 1, NetPrice=1), InvoiceDate="2024-08-12", OrderDate="2026-02-20", Status=50)
    late = ("VATAmountFC", "VATAmountDC", "StarterSalesInvoiceStatus", "StarterSalesInvoiceStatusDescription")
    assert [made[name] for name in late] == [None] * 4
    assert (made["Status"], made["InvoiceNumber"], made["InvoiceDate"]) == (20, None, made["OrderDate"])
    assert list(made)[1:4] == ["AmountFC", "AmountDiscount", "AmountDC"]
    key = f"{INVOICES}(guid'{made['InvoiceID']}')"
    row = await read(seeded, f"{key}?$expand=SalesInvoiceLines")
    assert (row["VATAmountFC"], row["StarterSalesInvoiceStatus"]) == (0.21, 0)
    [line] = row["SalesInvoiceLines"]["results"]
    assert (line["UnitPrice"], line["NetPrice"], line["UnitCode"], line["DeliveryDate"]) == (0, 1, "pc", None)
    assert list(row["SalesInvoiceOrderChargeLines"]) == ["__deferred"]
    assert (await send(seeded, "PUT", key, {"YourRef": "R-9", "Journal": "60"})).status == 204
    row = await read(seeded, key)
    assert (row["YourRef"], row["Journal"]) == ("R-9", "70")


async def test_printing_makes_an_entry_and_a_pdf_to_fetch(seeded: Client) -> None:
    made = await draft(seeded, sold(seeded, 2, NetPrice=50))
    answer = await make(seeded, PRINTED, {"InvoiceID": made["InvoiceID"], "SendEmailToCustomer": True})
    assert answer["DocumentCreationSuccess"]
    assert answer["EmailCreationError"]
    invoice = await read(seeded, f"{INVOICES}(guid'{made['InvoiceID']}')")
    assert (invoice["Status"], invoice["Document"]) == (50, answer["Document"])
    query = f"?$filter=EntryNumber eq {invoice['InvoiceNumber']}&$select=AmountDC,Status"
    [booked] = (await read(seeded, ENTRIES + query))["results"]
    assert (booked["AmountDC"], booked["Status"]) == (121, 50)
    query = f"?$filter=Document eq guid'{answer['Document']}'&$select=Url,FileName"
    [attachment] = (await read(seeded, DocumentAttachment.path + query))["results"]
    file = await seeded.send("GET", attachment["Url"].removeprefix(seeded.url) + "&Download=1")
    assert (file.status, file.body[:8]) == (200, b"%PDF-1.4")
    for method, path, body in (
        ("PUT", f"{INVOICES}(guid'{made['InvoiceID']}')", {"YourRef": "x"}),
        ("DELETE", f"{INVOICES}(guid'{made['InvoiceID']}')", None),
        ("POST", PRINTED, {"InvoiceID": made["InvoiceID"]}),
    ):
        reply = await send(seeded, method, path, body)
        assert reply.status == 500
        assert reply.json["error"]["message"]["value"] in {"Reeds verwerkt", "Already processed"}
    assert (await send(seeded, "GET", PRINTED)).status == 405


async def test_layouts_are_listed(seeded: Client) -> None:
    rows = (await read(seeded, "salesinvoice/Layouts"))["results"]
    assert {row["Subject"] for row in rows} == {"Verkoopfactuur", "Creditnota"}


@pytest.mark.parametrize("nested", [True, False])
async def test_orders_are_invoiced_by_their_keys(seeded: Client, nested: bool) -> None:
    made = await order(seeded, sold(seeded, 3))
    keys = [{"ID": made["OrderID"]}] if nested else [made["OrderID"]]
    body = {"SalesOrderIDs": keys, "JournalCode": "70", "CreateMode": 1, "InvoiceMode": 1}
    answer = await make(seeded, "salesinvoice/InvoiceSalesOrders", body)
    assert (answer["NumberOfCreatedInvoices"], answer["NumberOfFailedInvoices"]) == (1, 0)
    query = f"?$filter=SalesOrder eq guid'{made['OrderID']}'&$select=Quantity,SalesOrderNumber"
    [line] = (await read(seeded, "salesinvoice/SalesInvoiceLines" + query))["results"]
    assert (line["Quantity"], line["SalesOrderNumber"]) == (3, made["OrderNumber"])
