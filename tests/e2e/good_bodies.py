"""A record of everything that can be written, and a body for each that is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from tests.e2e.stack import Stack


@dataclass(frozen=True)
class Good:
    """By the resource's name: the ids that its path takes, the body of a create or update, and of a patch where it is another."""

    places: Mapping[str, Mapping[str, str]]
    bodies: Mapping[str, dict[str, Any]]
    patches: Mapping[str, dict[str, Any]]


RELATION = {
    "contactType": "COMPANY",
    "companyName": "Papier B.V.",
    "addresses": [{"type": "BILLING", "addressLine1": "Dreef 1", "city": "Utrecht", "countryCode": "NL"}],
    "contactPersons": [{"lastName": "Baan", "phoneNumbers": [{"number": "06 12345678"}]}],
    "emailAddresses": [{"email": "info@papier.example", "type": "BUSINESS"}],
    "phoneNumbers": [{"number": "030 123 4567", "type": "BUSINESS"}],
    "bankAccounts": [{"iban": "NL91ABNA0417164300"}],
}
LINE = {
    "description": "Folders",
    "accountNumber": "5541",
    "totalNetAmount": 100,
    "taxCode": "2",
    "dimensions": [{"categoryName": "CostCenter", "name": "ALG"}],
}
VALUE = {"code": "NEW", "name": "New"}


def _bodies(supplier: str) -> dict[str, dict[str, Any]]:
    purchase = {"contactId": supplier, "lineItems": [LINE]}
    cost = {"accountCode": "5530", "totalGrossAmount": 12.10, "taxRate": {"code": "2"}}
    paid = {"supplierId": supplier, "amount": 10, "paymentDate": "2026-02-27"}
    return {
        "customers": RELATION,
        "suppliers": RELATION,
        "bills": {**purchase, "billDate": "2026-02-27"},
        "billLineItems": LINE,
        "vendorCredits": {**purchase, "vendorCreditDate": "2026-02-27", "vendorCreditNumber": "C-1"},
        "expenses": {
            "journalCode": "60",
            "supplierId": supplier,
            "transactionDate": "2026-02-27",
            "expenseLines": [cost],
        },
        "payments": {"journalCode": "20", "paymentLines": [paid]},
        "dimensionValues": VALUE,
        "trackingOptions": VALUE,
        "files": {"note": "Read"},
    }


async def prepared(stack: Stack) -> Good:
    """Write one of each."""
    supplier = await _made(stack, "/accounting/suppliers", RELATION)
    bodies = _bodies(supplier)
    bills = [await _made(stack, "/accounting/bills", bodies["bills"]) for _ in range(2)]
    (line,) = (await stack.call("GET", f"/accounting/bills/{bills[1]}/lineItems")).data
    centre = await _made(stack, "/accounting/v2/dimensions/CostCenter", VALUE)
    unit = await _made(stack, "/accounting/trackingCategories/CostUnit/options", VALUE)
    form = aiohttp.FormData()
    form.add_field("file", b"%PDF-1.4\n%%EOF\n", filename="note.pdf", content_type="application/pdf")
    stored = await stack.call("POST", "/accounting/files", data=form)
    places = {
        "customers": {"contactId": await _made(stack, "/accounting/customers", RELATION)},
        "suppliers": {"contactId": supplier},
        "bills": {"billId": bills[0]},
        "billLineItems": {"billId": bills[1], "lineItemId": line["id"]},
        "vendorCredits": {"vendorCreditId": await _made(stack, "/accounting/vendorCredits", bodies["vendorCredits"])},
        "expenses": {"expenseId": await _made(stack, "/accounting/expenses", bodies["expenses"])},
        "payments": {"paymentId": await _made(stack, "/accounting/payments", bodies["payments"])},
        "dimensionValues": {"dimension": "CostCenter", "dimensionId": centre},
        "trackingOptions": {"dimension": "CostUnit", "optionId": unit},
        "files": {"fileId": stored.data["id"]},
    }
    return Good(places, bodies, {"expenses": {"description": "Lunch"}})


async def _made(stack: Stack, path: str, body: Any) -> str:
    """The id of a new record."""
    answer = await stack.call("POST", path, json=body)
    assert answer.status == 201, answer.body
    return answer.data["id"]
