"""Every field that the coverage claims is sent once and comes back as it should: what no other test had a reason to send."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from tests.e2e.stack import Stack

PDF = {"fileName": "scan.pdf", "content": base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()}
CENTRE = [{"categoryName": "CostCenter", "name": "ALG"}]
DEFERRED = {"deferredStartDate": "2026-03-01", "deferredEndDate": "2026-05-31"}
#: Each comes to 100 net and 21 VAT: ten pieces at eleven, less ten, told in each way that the contract has.
DISCOUNTS: tuple[dict[str, Any], ...] = (
    {"unitAmount": 11, "quantity": 10, "unitDiscountAmount": 1},
    {"unitAmount": 12.5, "quantity": 10, "unitDiscountPercentage": 20},
    {"unitAmount": 11, "quantity": 10, "totalDiscountAmount": 10},
    {"unitAmount": 12.5, "quantity": 10, "totalDiscountPercentage": 20},
    {"totalNetAmount": 100, "totalTaxAmount": 21, "totalGrossAmount": 121},
)


async def good(stack: Stack, method: str, path: str, **options: Any) -> Any:
    """The data of an answer that went well; time passes, so that no quota is met."""
    stack.clock.move(20)
    answer = await stack.call(method, path, **options)
    assert answer.status < 300, answer.body
    return answer.data


async def supplier_of(stack: Stack) -> str:
    return (await good(stack, "GET", "/accounting/suppliers", params={"limit": 5}))[0]["id"]


def lines(stack: Stack) -> list[dict[str, Any]]:
    """Lines of 100 each; the first is spread over three months and names its account by id."""
    plain = [{"accountNumber": "5520", "taxCode": "2", "description": "Paper", **told} for told in DISCOUNTS]
    first = plain[0] | DEFERRED | {"accountId": stack.account_id("5520"), "dimensions": CENTRE}
    first.pop("accountNumber")
    return [first, *plain[1:]]


async def document(stack: Stack) -> str:
    made = await good(stack, "POST", "/accounting/files", json={"fileName": "a.pdf", "content": PDF["content"]})
    return made["id"]


@pytest.mark.parametrize(
    ("path", "day", "number", "term"),
    [
        ("/accounting/bills", "billDate", "billNumber", "paymentTermCode"),
        ("/accounting/vendorCredits", "vendorCreditDate", "vendorCreditNumber", "paymentTermId"),
    ],
)
async def test_purchases_made_and_replaced_with_every_field(
    stack: Stack, path: str, day: str, number: str, term: str
) -> None:
    known = await good(stack, "GET", "/accounting/paymentTerms")
    body = {
        "contactId": await supplier_of(stack),
        day: "2026-03-01",
        number: "EVERY-1",
        "currency": "EUR",
        "files": [PDF],
        "journalCode": "60",
        "name": "Paper for March",
        "paymentReference": "RF18539007547034",
        term: known[0]["code"],
        "reference": "our-1",
        "taxRule": "NET",
        "lineItems": lines(stack),
        "totalNetAmount": 500,
        "totalTaxAmount": 105,
        "totalGrossAmount": 605,
    }
    made = await good(stack, "POST", path, json=body)
    assert (made["totalNetAmount"], made["totalTaxAmount"], made["totalGrossAmount"]) == (500, 105, 605)
    assert [line["totalNetAmount"] for line in made["lineItems"]] == [100] * len(DISCOUNTS)
    assert made["lineItems"][0]["deferredEndDate"].startswith("2026-05-31")
    assert (made["reference"], made["paymentReference"]) == ("our-1", "RF18539007547034")
    changed = {**body, number: "EVERY-2", "reference": "our-2", "paymentReference": "RF45G72UUR", "name": "More paper"}
    changed |= {"files": [], "lineItems": [{**line, "description": "Card"} for line in lines(stack)]}
    changed["fileId"] = made["fileId"]
    replaced = await good(stack, "PUT", f"{path}/{made['id']}", json=changed)
    assert {line["description"] for line in replaced["lineItems"]} == {"Card"}
    assert replaced["reference"] == "our-2"
    stack.clock.move(20)
    refused = await stack.call("PUT", f"{path}/{made['id']}", json={**changed, "files": [PDF]})
    assert (refused.status, refused.fields) == (400, ["files"])
    fixed = await good(stack, "POST", path, json={**body, number: "EVERY-4", "files": None, "dueDate": "2026-03-20"})
    assert fixed["dueDate"].startswith("2026-03-20")
    due = {**body, number: "EVERY-3", "paymentDays": 10, "fileId": made["fileId"], "files": None, term: None}
    later = await good(stack, "POST", path, json=due)
    assert later["dueDate"].startswith("2026-03-11")
    again = await good(stack, "PUT", f"{path}/{later['id']}", json={**due, "paymentDays": 20})
    assert again["dueDate"].startswith("2026-03-21")
    for status in ("PENDING", "PAID"):
        found = await good(stack, "GET", path, params={"paymentStatus": status, "limit": 5})
        assert {one["paymentStatus"] for one in found} <= {status}
    assert await good(stack, "GET", path, params={"lastModifiedAt": "2026-03-01T00:00:00Z", "limit": 5})


async def test_bills_in_each_order(stack: Stack) -> None:
    for word in ("billDate", "billNumber", "createdDate", "updatedDate"):
        found = await good(
            stack, "GET", "/accounting/bills", params={"orderField": word, "orderDir": "ASC", "limit": 20}
        )
        values = [one[word] for one in found]
        assert values == sorted(values, key=lambda value: value or "")


async def test_lines_of_a_bill_with_every_field(stack: Stack) -> None:
    body = {"contactId": await supplier_of(stack), "billDate": "2026-03-01", "lineItems": lines(stack)[-1:]}
    bill = await good(stack, "POST", "/accounting/bills", json=body)
    path = f"/accounting/bills/{bill['id']}/lineItems"
    for line in lines(stack):
        (made,) = [one for one in await good(stack, "POST", path, json=line) if one["description"] == "Paper"][-1:]
        assert made["totalNetAmount"] == 100
        (changed,) = await good(stack, "PUT", f"{path}/{made['id']}", json={**line, "description": "Card"})
        assert changed["description"] == "Card"
    assert (await good(stack, "GET", f"/accounting/bills/{bill['id']}"))["totalGrossAmount"] == 6 * 121


async def test_expenses_with_every_field(stack: Stack) -> None:
    terms = await good(stack, "GET", "/accounting/paymentTerms")
    line = {"accountCode": "5520", "currency": "EUR", "taxRate": {"code": "2"}, "totalNetAmount": 100}
    sums = {"totalNetAmount": 100, "totalTaxAmount": 21, "totalGrossAmount": 121}
    bought = {
        "journalCode": "60",
        "supplierId": await supplier_of(stack),
        "paymentTermId": terms[0]["code"],
        "transactionDate": "2026-03-01",
        "files": [PDF],
        "expenseLines": [line],
        **sums,
    }
    made = await good(stack, "POST", "/accounting/expenses", json=bought)
    assert (made["totalGrossAmount"], made["files"]) == (121, ["scan.pdf"])
    customer = (await good(stack, "GET", "/accounting/customers", params={"limit": 5}))[0]["id"]
    bank = stack.account_id("1100")
    paid = {"accountId": bank, "journalCode": "20", "customerId": customer, "documentId": made["documentId"]}
    paid |= {"type": "REFUND", "transactionDate": "2026-03-01", "expenseLines": [line], **sums}
    refunded = await good(stack, "POST", "/accounting/expenses", json=paid)
    assert (refunded["type"], refunded["documentId"]) == ("REFUND", made["documentId"])
    changes = {
        "description": "Paper and card",
        "documentId": made["documentId"],
        "paymentTermId": terms[1]["code"],
        "transactionDate": "2026-03-02",
    }
    changed = await good(stack, "PATCH", f"/accounting/expenses/{made['id']}", json=changes)
    assert changed["description"] == "Paper and card"
    assert await good(
        stack, "GET", "/accounting/expenses", params={"lastModifiedAt": "2026-03-01T00:00:00Z", "limit": 5}
    )


async def test_a_payment_in_another_currency_to_a_contact(stack: Stack) -> None:
    bill = (await good(stack, "GET", "/accounting/bills", params={"status": "OVERDUE", "limit": 5}))[0]
    line = {"contactId": bill["contactId"], "amount": 10, "paymentDate": "2026-03-01", "description": "Part"}
    body = {"journalCode": "20", "currency": "EUR", "documentType": "BILL", "exchangeRate": 1, "paymentLines": [line]}
    made = await good(stack, "POST", "/accounting/payments", json=body)
    assert made["paymentLines"][0]["amount"] == 10


@pytest.mark.parametrize("path", ["paymentTerms", "taxRates"])
async def test_lists_since_an_instant(stack: Stack, path: str) -> None:
    since = {"lastModifiedAt": "2026-03-01T00:00:00Z"}
    assert await good(stack, "GET", f"/accounting/{path}", params=since) == []
