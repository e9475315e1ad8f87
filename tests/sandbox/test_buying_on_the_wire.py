"""Purchasing and reference data over a socket: from the order to the processed invoice, and users without a company."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox.books.shop import VAN_DALEN, item
from tests.sandbox.seeded import DIVISION, desk
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import BankAccount
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder

ORDERS, RECEIPTS = "purchaseorder/PurchaseOrders", "purchaseorder/GoodsReceipts"
INVOICES = "purchase/PurchaseInvoices"


async def send(
    exact: Client, method: str, path: str, body: dict[str, Any] | None = None, company: str = f"{DIVISION}/"
) -> Reply:
    data = json.dumps(body, default=str) if body is not None else None
    headers = {"Content-Type": "application/json"}
    return await exact.send(method, f"/api/v1/{company}{path}", data=data, headers=headers)


async def read(exact: Client, path: str, company: str = f"{DIVISION}/") -> Any:
    reply = await exact.get(f"/api/v1/{company}{path}")
    assert reply.status == 200, reply.body
    return reply.json["d"]


def wording(reply: Reply) -> str:
    return reply.json["error"]["message"]["value"]


async def test_from_the_order_to_the_processed_invoice(seeded: Client) -> None:
    there = desk(seeded)
    supplier = there.relation(VAN_DALEN)["ID"]
    line = {"Item": str(item(there)["ID"]), "QuantityInPurchaseUnits": 10, "UnitPrice": 3}
    made = await send(seeded, "POST", ORDERS, {"Supplier": supplier, "PurchaseOrderLines": [line]})
    assert made.status == 201, made.body
    key = made.json["d"]["PurchaseOrderID"]
    assert made.json["d"]["PurchaseOrderLines"]["__deferred"]["uri"].endswith("/PurchaseOrderLines")
    lines = await read(seeded, f"{ORDERS}(guid'{key}')/PurchaseOrderLines?$top=10")
    assert [(row["AmountFC"], row["Unit"]) for row in lines] == [(30, "pc")]
    one = {"PurchaseOrderLineID": lines[0]["ID"]}
    receipt = await send(seeded, "POST", RECEIPTS, {"ReceiptDate": "2026-02-20", "GoodsReceiptLines": [one]})
    assert receipt.status == 201, receipt.body
    body = {
        "Supplier": supplier,
        "Journal": "60",
        "Type": 8033,
        "InvoiceDate": "2026-02-21T00:00:00",
        "PurchaseInvoiceLines": [{"PurchaseOrderLine": lines[0]["ID"]}],
    }
    entered = await send(seeded, "POST", INVOICES, body)
    assert entered.status == 201, entered.body
    invoice = entered.json["d"]
    assert (invoice["Status"], invoice["VATAmount"]) == (20, 6.3)
    entry = f"purchaseentry/PurchaseEntries(guid'{invoice['ID']}')"
    assert (await send(seeded, "GET", entry)).status == 404
    control = {"division": DIVISION, "entry": invoice["ID"]}
    reply = await seeded.send("POST", "/_sandbox/process", json={**control, "status": 20})
    assert reply.status == 400
    reply = await seeded.send("POST", "/_sandbox/process", json=control)
    assert reply.status == 204, reply.body
    booked = await read(seeded, entry)
    assert (booked["AmountDC"], booked["EntryNumber"], booked["Status"]) == (36.3, invoice["EntryNumber"], 50)
    order = await read(seeded, f"{ORDERS}(guid'{key}')?$select=OrderStatus,ReceiptStatus,InvoiceStatus")
    assert [order[name] for name in ("OrderStatus", "ReceiptStatus", "InvoiceStatus")] == [30, 30, 30]


async def test_lines_are_not_posted_alone_and_not_nested_in_a_change(seeded: Client) -> None:
    for path in ("purchaseorder/GoodsReceiptLines", "purchase/PurchaseInvoiceLines"):
        assert (await send(seeded, "POST", path, {})).status == 405
    key = next(iter(desk(seeded).company[PurchaseOrder]))["PurchaseOrderID"]
    reply = await send(seeded, "PUT", f"{ORDERS}(guid'{key}')", {"PurchaseOrderLines": []})
    assert reply.status == 400
    invoice = next(iter(desk(seeded).company[PurchaseInvoice]))["ID"]
    reply = await send(seeded, "PUT", f"{INVOICES}(guid'{invoice}')", {"Type": 1})
    assert (reply.status, wording(reply)) == (500, "Ongeldig: Factuur (type)")


async def test_percentages_are_fractions_and_days_have_no_time(seeded: Client) -> None:
    there = desk(seeded)
    body = {
        "Supplier": there.relation(VAN_DALEN)["ID"],
        "OrderDate": "2026-02-20T13:00:00",
        "Discount": 0.1,
        "PurchaseOrderLines": [
            {"Item": item(there)["ID"], "QuantityInPurchaseUnits": 1, "UnitPrice": 10, "VATCode": "2"}
        ],
    }
    made = (await send(seeded, "POST", ORDERS, body)).json["d"]
    assert made["OrderDate"] == "/Date(1771545600000)/"
    assert (made["Discount"], made["AmountFC"], len(made["SupplierCode"])) == (0.1, 10.89, 18)
    line = (await read(seeded, f"{ORDERS}(guid'{made['PurchaseOrderID']}')/PurchaseOrderLines?$top=1"))[0]
    assert (line["VATCode"], line["VATPercentage"]) == ("2  ", 0.21)


async def test_a_vat_code_brings_its_rates_and_a_relation_its_bank_account(seeded: Client) -> None:
    rates = [{"Percentage": 0.03, "StartDate": "2026-01-01"}]
    made = await send(seeded, "POST", "vat/VATCodes", {"Code": "W1", "Description": "Draad", "VATPercentages": rates})
    assert made.status == 201, made.body
    key = made.json["d"]["ID"]
    shown = await read(
        seeded, f"vat/VATCodes(guid'{key}')?$expand=VATPercentages&$select=Percentage,VATPercentages/Percentage"
    )
    assert shown["Percentage"] == 0.03
    assert [row["Percentage"] for row in shown["VATPercentages"]["results"]] == [0.03]
    banks = [{"BankAccount": "NL91ABNA0417164300"}]
    made = await send(seeded, "POST", "crm/Accounts", {"Name": "Draad B.V.", "BankAccounts": banks})
    assert made.status == 201, made.body
    found = await read(seeded, f"crm/Accounts(guid'{made.json['d']['ID']}')/BankAccounts?$top=5")
    assert [(row["IBAN"], row["Main"]) for row in found] == [("NL91ABNA0417164300", True)]
    assert len(desk(seeded).company[BankAccount]) > 1


async def test_reference_data_reads_and_filters(seeded: Client) -> None:
    dollar = await read(seeded, "general/Currencies('USD')")
    assert (dollar["Code"], dollar["Description"]) == ("USD", "Amerikaanse dollar")
    rates = await read(
        seeded,
        "financial/ExchangeRates?$filter=SourceCurrency eq 'USD'&$orderby=StartDate desc&$top=1".replace(" ", "%20"),
    )
    assert rates[0]["TargetCurrency"] == "EUR"
    body = {"SourceCurrency": "SEK", "Rate": 0.09, "StartDate": "2026-02-01"}
    made = await send(seeded, "POST", "financial/ExchangeRates", body)
    assert made.status == 201
    assert made.json["d"]["Rate"] is None  # the key only, as of all master data
    row = await read(seeded, f"financial/ExchangeRates(guid'{made.json['d']['ID']}')")
    assert row["Rate"] == 0.09
    companies = await read(seeded, "hrm/Divisions?$top=10")
    assert {row["Code"] for row in companies} == {3187041, 3187042}
    assert (await send(seeded, "POST", "expensemanagement/Expenses", {})).status == 405
    reply = await send(seeded, "DELETE", f"system/Divisions({DIVISION})")
    assert (reply.status, wording(reply)) == (500, "Kan niet verwijderen: Administratie - Gebruikt in: Boekingen")


async def test_system_users_have_no_company_in_their_path(seeded: Client) -> None:
    body = {"UserName": "draad", "Email": "draad@waterkant.example", "LastName": "Draad", "Phone": "1"}
    made = await send(seeded, "POST", "system/Users", body, company="")
    assert made.status == 201, made.body
    key = made.json["d"]["UserID"]
    assert (await send(seeded, "PUT", f"system/Users(guid'{key}')", {"Phone": "2"}, company="")).status == 204
    row = await read(seeded, f"system/Users(guid'{key}')", company="")
    assert (row["Phone"], row["FullName"]) == ("2", "Draad")
    assert (await send(seeded, "GET", "system/Users")).status == 404
    names = {row["UserName"] for row in await read(seeded, "users/Users?$top=50")}
    assert "draad" in names
    assert (await send(seeded, "DELETE", f"system/Users(guid'{key}')", company="")).status == 405
