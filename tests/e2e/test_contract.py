"""Every operation of the contract that this project serves, called as the contract's own client calls it.

`Stack.call` holds each answer against the client's rules: the exact status, the envelope, closed sets, lists where the client
wants lists. This walk makes sure that each operation is called at all, with bodies in the contract's own form.
"""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from tests.contract.sdk_rules import contract
from tests.e2e.stack import SYSTEM, Stack
from tests.evidence import CALLED, NAMED

PDF = b"%PDF-1.4\n%%EOF\n"


async def good(stack: Stack, method: str, path: str, **options: Any) -> Any:
    """The data of an answer that went well; the sandbox's minute is over each time, since its quota is not meant here."""
    stack.clock.move(20)
    answer = await stack.call(method, path, **options)
    assert answer.status < 300, (path, answer.body)
    return answer.body["data"] if isinstance(answer.body, dict) and "data" in answer.body else answer.body


def multipart(part: str, record: Any, **files: bytes) -> aiohttp.FormData:
    """A body as the contract's client sends it: JSON in a plain text part, files beside it."""
    form = aiohttp.FormData()
    if part:
        form.add_field(part, json.dumps(record))
    for name, content in files.items():
        form.add_field("files", content, filename=f"{name}.pdf", content_type="application/pdf")
    return form


async def listed(stack: Stack, path: str, one: str = "") -> Any:
    """A list, and its first record once more by its id."""
    records = await good(stack, "GET", path, params={"limit": 5})
    assert records, path
    return await good(stack, "GET", f"{one or path}/{records[0]['id']}")


async def test_master_data(stack: Stack) -> None:
    for path in ("accounts", "paymentTerms", "taxRates", "bankAccounts"):
        await listed(stack, f"/accounting/{path}")
    await good(stack, "GET", "/accounting/journals")
    years = await good(stack, "GET", "/accounting/fiscalYears")
    (year,) = await good(stack, "GET", f"/accounting/fiscalYears/{years[0]['id']}")
    assert year == years[0]
    assert await good(stack, "GET", "/accounting/dimensions")
    categories = await good(stack, "GET", "/accounting/v2/dimensions")
    assert await good(stack, "GET", f"/accounting/v2/dimensions/{categories[0]['dimension']}")


async def test_relations(stack: Stack) -> None:
    body = {
        "contactType": "COMPANY",
        "companyName": "Papier B.V.",
        "addresses": [{"type": "BILLING", "addressLine1": "Dreef 1", "city": "Utrecht", "countryCode": "NL"}],
        "contactPersons": [{"firstName": "Bo", "lastName": "Baan", "emailAddresses": ["bo@papier.example"]}],
        "emailAddresses": [{"email": "info@papier.example", "type": "BUSINESS"}],
        "phoneNumbers": [{"number": "030 123 4567", "type": "BUSINESS"}],
        "bankAccount": {"iban": "NL91ABNA0417164300", "bic": "ABNANL2A", "holder": "Papier B.V."},
    }
    for path in ("/accounting/customers", "/accounting/suppliers"):
        made = await good(stack, "POST", path, json=body)
        one = f"{path}/{made['id']}"
        assert (await good(stack, "PUT", one, json={**body, "companyName": "Karton B.V."}))[
            "companyName"
        ] == "Karton B.V."
        assert (await good(stack, "PATCH", one, json={"companyName": "Papier B.V."}))["companyName"] == "Papier B.V."
        await listed(stack, path)


async def test_purchases(stack: Stack) -> None:
    supplier = (await good(stack, "GET", "/accounting/suppliers", params={"limit": 5}))[0]["id"]
    line = {"accountNumber": "5520", "description": "Paper", "totalNetAmount": 100, "taxRatePercentage": 21}
    bill = {
        "contactId": supplier,
        "billNumber": "WALK-1",
        "billDate": "2026-03-01T00:00:00Z",
        "paidDate": {},
        "shippingDate": {},
        "lineItems": [line],
    }
    made = await good(stack, "POST", "/accounting/bills", data=multipart("bill", bill, scan=PDF))
    one = f"/accounting/bills/{made['id']}"
    assert (await good(stack, "GET", f"{one}/document"))["fileName"] == "scan.pdf"
    await good(stack, "PUT", one, json={**bill, "lineItems": [{**line, "totalNetAmount": 120}]})
    (old,) = await good(stack, "GET", f"{one}/lineItems")
    added = await good(stack, "POST", f"{one}/lineItems", json={**line, "totalNetAmount": 30})
    assert added
    await good(stack, "PUT", f"{one}/lineItems/{old['id']}", json={**line, "totalNetAmount": 70})
    await listed(stack, "/accounting/bills")
    assert await good(stack, "DELETE", one) == made["id"]
    credit = {"contactId": supplier, "vendorCreditDate": "2026-03-01", "vendorCreditNumber": "C-1", "lineItems": [line]}
    made = await good(stack, "POST", "/accounting/vendorCredit", json=credit)
    one = f"/accounting/vendorCredits/{made['id']}"
    await good(stack, "PUT", one, json={**credit, "lineItems": [{**line, "totalNetAmount": 50}]})
    assert await good(stack, "GET", "/accounting/vendorCredits")
    assert await good(stack, "DELETE", one) == made["id"]


async def test_expenses_payments_and_files(stack: Stack) -> None:
    supplier = (await good(stack, "GET", "/accounting/suppliers", params={"limit": 5}))[0]["id"]
    account = stack.account_id("5520")
    line = {
        "accountId": account,
        "description": "Lunch",
        "totalGrossAmount": 12.1,
        "taxRate": {"taxRatePercentage": "21"},
    }
    expense = {"journalCode": "60", "supplierId": supplier, "transactionDate": "2026-03-01", "expenseLines": [line]}
    made = await good(stack, "POST", "/accounting/expenses", data=multipart("expense", expense, receipt=PDF))
    await listed(stack, "/accounting/expenses")
    open_bill = (await good(stack, "GET", f"/accounting/bills/{made['id']}"))["totalGrossAmount"]
    paid = {"supplierId": supplier, "invoiceId": made["id"], "amount": open_bill, "paymentDate": "2026-03-02"}
    payment = {"journalCode": "20", "paymentLines": [paid]}
    payment_id = (await good(stack, "POST", "/accounting/payments", json=payment))["id"]
    await listed(stack, "/accounting/payments")
    assert (await good(stack, "GET", f"/accounting/bills/{made['id']}"))["status"] == "PAID"
    assert await good(stack, "DELETE", f"/accounting/payments/{payment_id}") == payment_id
    types = await good(stack, "GET", "/accounting/files/documentTypes")
    assert "pdf" in (await good(stack, "GET", "/accounting/files/documentExtensions"))["allowed_file_extensions"]
    form = aiohttp.FormData()
    form.add_field("file", PDF, filename="note.pdf", content_type="application/pdf")
    form.add_field("documentType", types[0]["name"])
    form.add_field("documentDate", "2026-03-01")
    assert (await good(stack, "POST", "/accounting/files", data=form))["fileName"] == "note.pdf"


async def test_the_rest(stack: Stack) -> None:
    for path in ("/accounting/profile", "/user/user-info", "/auth/companies", "/auth/environments", "/health"):
        await good(stack, "GET", path)
    await good(stack, "POST", "/accounting/passThrough", json={"path": "financial/GLAccounts?$top=1", "method": "GET"})


async def test_what_tenants_do(stack: Stack) -> None:
    stack.company = ""
    app = {"targetSystem": SYSTEM, "clientId": "demo-app", "clientSecret": "demo-secret", "customValues": []}
    await good(stack, "POST", "/tenants/register-system", json=app)
    urls = {"callbackUrl": "https://app.example/back", "cancelCallbackUrl": "https://app.example/no"}
    await good(stack, "POST", "/tenants/add-callback-urls", json=urls)
    colours = dict.fromkeys(
        (
            "backgroundColor",
            "titleColor",
            "textColor",
            "inputBackgroundColor",
            "submitButtonColor",
            "cancelButtonColor",
        ),
        "#ffffff",
    )
    style = {"logoSvg": "", "logoPng": "", "errorTextColor": "#cc0000", **colours}
    await good(stack, "POST", "/tenants/submission-page-style", json=style)
    await good(stack, "POST", "/tenants/signing-secret")
    for path in (
        "get-callback-url",
        "get-registered-systems",
        "get-registered-systems-masked",
        "get-target-system-values",
        "get-target-system-requirements",
        "get-end-user-list",
        "count-end-users-by-system",
        "submission-page-style-by-key",
    ):
        await good(stack, "GET", f"/tenants/{path}")
    await good(stack, "DELETE", "/tenants/delete-end-user")
    await good(stack, "DELETE", f"/tenants/delete-registered-system/{SYSTEM}")


def test_the_names_are_the_contracts() -> None:
    assert {operation.name for operation in contract().operations} >= NAMED
    assert {operation.name for operation in contract().operations} >= CALLED
