"""The small resources, over HTTP: everything the company has, in as many calls as declared, with the filters that narrow."""

from __future__ import annotations

import math

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Account, Journal, PaymentCondition, VATCode


@pytest.mark.parametrize(
    ("path", "entity", "code"),
    [
        ("/accounting/journals", Journal, "code"),
        ("/accounting/taxRates", VATCode, "code"),
        ("/accounting/paymentTerms", PaymentCondition, "code"),
    ],
)
async def test_a_list_has_everything(stack: Stack, path: str, entity: type, code: str) -> None:
    answer = await stack.call("GET", path)
    assert answer.status == 200, answer.body
    rows = list(stack.table(entity))
    assert {record["id"]: record[code] for record in answer.data} == {str(r["ID"]): r["Code"].strip() for r in rows}
    assert answer.calls == math.ceil(len(rows) / 60)
    # Terms that count from the end of a month are told by a test of their own.
    told = [warning for warning in answer.body["meta"]["warnings"] or () if "from the end of a month" not in warning]
    assert told == [], "every code of the seeded company has a word"


async def test_a_tax_rate_by_its_id(stack: Stack) -> None:
    high = stack.table(VATCode).first("Code", "2  ")
    answer = await stack.call("GET", f"/accounting/taxRates/{high['ID']}")
    assert (answer.data["percentage"], answer.data["type"], answer.data["usage"]) == (21, "EXCLUSIVE", "ALL")
    assert answer.calls == 1


async def test_blocked_tax_rates_are_not_active(stack: Stack) -> None:
    blocked = {r["Code"].strip() for r in stack.table(VATCode) if r["IsBlocked"]}
    assert blocked, "the seeded company has one"
    for active in ("true", "false"):
        answer = await stack.call("GET", "/accounting/taxRates", params={"isActive": active})
        assert {r["code"] for r in answer.data} & blocked == (set() if active == "true" else blocked)


async def test_customers_and_suppliers_are_told_apart(stack: Stack) -> None:
    rows = [r for r in stack.table(Account) if r["Type"] != "D"]
    for path, ids in (
        ("/accounting/customers", {str(r["ID"]) for r in rows if r["Status"] == "C"}),
        ("/accounting/suppliers", {str(r["ID"]) for r in rows if r["IsSupplier"]}),
    ):
        answer = await stack.call("GET", path, params={"cursor": "", "limit": 1000})
        assert {record["id"] for record in answer.data} == ids
        assert {record["role"] for record in answer.data} == {path.rpartition("/")[2].upper().removesuffix("S")}


async def test_a_customer_is_created(stack: Stack) -> None:
    body = {
        "contactType": "COMPANY",
        "companyName": "Bakkerij Zon B.V.",
        "emailAddresses": [{"email": "info@bakkerijzon.example", "type": "BUSINESS"}],
        "addresses": [{"addressLine1": "Dorpsstraat 1", "city": "Ede", "countryCode": "NL", "type": "WORK"}],
        "role": "CUSTOMER",
    }
    created = await stack.call("POST", "/accounting/customers", json=body)
    assert created.status == 201, created.body
    assert created.body["meta"]["warnings"] is None
    assert (await stack.call("GET", f"/accounting/customers/{created.data['id']}")).data == created.data
    assert (await stack.call("GET", f"/accounting/suppliers/{created.data['id']}")).status == 404
    assert created.data["addresses"][0]["city"] == "Ede"
    refused = await stack.call("POST", "/accounting/customers", json={"contactType": "COMPANY", "role": "SUPPLIER"})
    assert (refused.status, sorted(refused.fields)) == (400, ["companyName", "role"])
