"""Customers and suppliers with all that is theirs: made, read, replaced, merged, removed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Answer, Stack

from unibooks.connectors.exact.target import Account, Address, BankAccount, Contact, Document

CUSTOMERS, SUPPLIERS = "/accounting/customers", "/accounting/suppliers"
IBAN, OTHER_IBAN, THIRD_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567", "DE89370400440532013000"

ADDRESSES = [
    {"type": "WORK", "addressLine1": "Dorpsstraat 1", "postalCode": "6711 AA", "city": "Ede", "countryCode": "NL"},
    {"type": "BILLING", "addressLine1": "Postbus 7", "city": "Ede", "countryCode": "NL"},
    {"type": "DELIVERY", "addressLine1": "Kade 3", "city": "Arnhem", "countryCode": "NL"},
    {"type": "DELIVERY", "addressLine1": "Kade 5", "city": "Arnhem", "countryCode": "NL"},
]
ANNA = {
    "firstName": "Anna",
    "lastName": "Berg",
    "emailAddresses": [{"email": "anna@zon.example", "type": "BUSINESS"}],
    "phoneNumbers": [{"number": "+31 318 12 34", "type": "BUSINESS"}, {"number": "+31 6 12 34", "type": "MOBILE"}],
}
BRAM = {"firstName": "Bram", "lastName": "Kok"}


def body(**changes: Any) -> dict[str, Any]:
    """A relation with something in every list."""
    return {
        "contactType": "COMPANY",
        "companyName": "Bakkerij Zon B.V.",
        "vatId": "NL800123451B01",
        "paymentTermCode": "30",
        "addresses": ADDRESSES,
        "emailAddresses": [{"email": "info@zon.example", "type": "BUSINESS"}],
        "phoneNumbers": [{"number": "+31 318 55", "type": "BUSINESS"}, {"number": "+31 318 56", "type": "FAX"}],
        "contactPersons": [ANNA, BRAM],
        "bankAccounts": [
            {"iban": IBAN, "bic": "ABNANL2A", "holder": "Zon", "isMainAccount": "true", "name": "Dagelijks"},
            {"iban": OTHER_IBAN},
        ],
    } | changes


async def made(stack: Stack, path: str = CUSTOMERS, **changes: Any) -> dict[str, Any]:
    created = await stack.call("POST", path, json=body(**changes))
    assert created.status == 201, created.body
    return created.data


def below(stack: Stack, entity: Any, record_id: str) -> list[Any]:
    """The rows of an entity under a relation."""
    return [row for row in stack.table(entity) if str(row["Account"]) == record_id]


def given(full: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries without what is null, in an order of their own, to be compared."""
    return sorted(({k: v for k, v in sorted(one.items()) if v is not None} for one in full), key=str)


def ibans(record: dict[str, Any]) -> list[str]:
    return [account["iban"] for account in record["bankAccounts"]]


def warnings(answer: Answer) -> list[str]:
    return answer.body["meta"]["warnings"] or []


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
async def test_a_relation_with_everything_comes_back_as_it_was_sent(stack: Stack, path: str) -> None:
    created = await stack.call("POST", path, json=body())
    assert created.status == 201, created.body
    assert warnings(created) == []
    record = created.data
    assert given(record["addresses"]) == given(ADDRESSES)
    assert record["addresses"][0]["type"] == "WORK", "the relation's own address comes first"
    assert [person["firstName"] for person in record["contactPersons"]] == ["Anna", "Bram"], "the main contact first"
    assert given(record["contactPersons"][0]["phoneNumbers"]) == given(ANNA["phoneNumbers"])
    assert record["contactPersons"][0]["emailAddresses"] == ANNA["emailAddresses"]
    main = {"iban": IBAN, "bic": "ABNANL2A", "holder": "Zon", "isMainAccount": True, "name": "Dagelijks", "sepa": None}
    assert record["bankAccounts"][0] == main
    assert (ibans(record), record["bankAccounts"][1]["isMainAccount"]) == ([IBAN, OTHER_IBAN], False)
    assert (record["vatId"], record["paymentTermCode"]) == ("NL800123451B01", "30")
    assert record["accountNumber"] is None
    row = stack.table(Account).first("Name", "Bakkerij Zon B.V.")
    sales, purchase = row["PaymentConditionSales"], row["PaymentConditionPurchase"]
    assert (sales, purchase) == (("30", None) if path == CUSTOMERS else (None, "30"))
    (listed,) = (await stack.call("GET", path, params={"number": record["number"]})).data
    assert listed == record == (await stack.call("GET", f"{path}/{record['id']}")).data


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
async def test_the_bodies_of_the_contracts_own_client(stack: Stack, path: str) -> None:
    """Texts for a contact person's addresses and numbers, one bank account, a salutation, the endpoint's role."""
    stack.table(Contact).change(next(iter(stack.table(Contact)))["ID"], {"Title": "MEVR"})
    account = {"iban": IBAN, "bic": "ABNANL2A", "holder": "Zon", "isMainAccount": "true", "name": "Dagelijks"}
    person = ANNA | {"emailAddresses": ["anna@zon.example"], "phoneNumbers": ["+31 318 12 34"], "salutation": "mevr"}
    full = {
        "type": "WORK",
        "addressLine1": "A 1",
        "addressLine2": "B",
        "postalCode": "1",
        "city": "C",
        "countryCode": "NL",
    }
    role = path.rpartition("/")[2].removesuffix("s").upper()
    created = await stack.call(
        "POST",
        path,
        json=body(
            addresses=[full], bankAccount=account, bankAccounts=None, contactPersons=[person], number="4712", role=role
        ),
    )
    assert (created.status, warnings(created)) == (201, []), created.body
    assert created.data["addresses"] == [full]
    (kept,) = created.data["contactPersons"]
    assert kept["emailAddresses"] == [{"email": "anna@zon.example", "type": "BUSINESS"}]
    assert kept["phoneNumbers"] == [{"number": "+31 318 12 34", "type": "BUSINESS"}]
    assert (kept["salutation"], created.data["number"], ibans(created.data)) == ("MEVR", "4712", [IBAN])
    row = stack.table(Account).first("Name", "Bakkerij Zon B.V.")
    document = next(iter(stack.table(Document)))["ID"]
    stack.table(Account).change(row["ID"], {"Document": document})
    read = await stack.call("GET", f"{path}/{created.data['id']}")
    assert read.data["documentId"] == str(document)


async def test_words_that_exact_lacks_come_back_as_others_and_are_told(stack: Stack) -> None:
    addresses = [{"type": kind, "addressLine1": kind, "countryCode": "NL"} for kind in ("PICKUP", "EMPTY", "PRIVATE")]
    people = [
        {"lastName": "Berg", "salutation": "Frau Dr.", "emailAddresses": ["a@b.nl", {"email": "c@d.nl"}, "e@f.nl"]},
    ]
    created = await stack.call(
        "POST",
        CUSTOMERS,
        json=body(
            contactType="CONTACT_PERSON",
            addresses=addresses,
            contactPersons=people,
            emailAddresses=[{"email": "a@b.nl", "type": "INVOICE"}, {"email": "c@d.nl", "type": "PAYMENT"}],
            phoneNumbers=[{"number": "1", "type": "SKYPE"}, {"number": "2"}],
            bankAccounts=None,
            bankAccount={"iban": IBAN, "sepa": True},
            projectId="7",
            documentId="8f3c1f0e-5d0b-4c55-9a3f-2f6f3c1d7a10",
        ),
    )
    assert created.status == 201, created.body
    kept = {one["type"]: one["addressLine1"] for one in created.data["addresses"]}
    assert kept == {"WORK": "EMPTY", "DELIVERY": "PICKUP", "PRIVATE": "PRIVATE"}
    assert created.data["emailAddresses"] == [{"email": "a@b.nl", "type": "BUSINESS"}]
    assert created.data["phoneNumbers"] == [{"number": "2", "type": "BUSINESS"}]
    told = {warning.partition(": ")[0] for warning in warnings(created)}
    assert told == {
        "contactType",
        "documentId",
        "projectId",
        "addresses[0].type",
        "addresses[1].type",
        "bankAccount.sepa",
        "contactPersons[0].emailAddresses[2]",
        "contactPersons[0].salutation",
        "emailAddresses[0].type",
        "emailAddresses[1].email",
        "emailAddresses[1].type",
        "phoneNumbers[0].number",
        "phoneNumbers[0].type",
    }


async def test_lists_cost_three_calls_more_a_page_and_none_where_nothing_is_listed(stack: Stack) -> None:
    assert (await stack.call("GET", CUSTOMERS, params={"limit": 50})).calls == 4
    nothing = await stack.call("GET", CUSTOMERS, params={"number": "99999999"})
    assert (nothing.data, nothing.calls) == ([], 1)
    record = await made(stack)
    assert (await stack.call("GET", f"{CUSTOMERS}/{record['id']}")).calls == 4
    missing = await stack.call("GET", f"{SUPPLIERS}/{record['id']}")
    assert (missing.status, missing.calls) == (404, 1)


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
async def test_filters_find_the_relation(stack: Stack, path: str) -> None:
    record = await made(stack, path)
    for name, value in (("email", "info@zon.example"), ("name", "kerij Zo"), ("number", record["number"])):
        found = await stack.call("GET", path, params={name: value})
        assert [one["id"] for one in found.data] == [record["id"]], name
    since = await stack.call("GET", path, params={"lastModifiedAt": record["updatedDate"]})
    assert record["id"] not in {one["id"] for one in since.data}


async def test_the_other_role_is_given_and_taken(stack: Stack) -> None:
    record = await made(stack)
    one, other = f"{CUSTOMERS}/{record['id']}", f"{SUPPLIERS}/{record['id']}"
    promoted = await stack.call("PATCH", one, json={"role": "SUPPLIER"})
    assert (promoted.status, promoted.data["role"]) == (200, "CUSTOMER"), promoted.body
    assert any(warning.startswith("role: ") for warning in warnings(promoted))
    assert (await stack.call("GET", other)).data["role"] == "SUPPLIER"
    left = await stack.call("DELETE", one)
    assert (left.status, left.data) == (200, record["id"]), left.body
    assert any("supplier" in warning for warning in warnings(left))
    assert ((await stack.call("GET", one)).status, (await stack.call("GET", other)).status) == (404, 200)


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
async def test_a_relation_is_removed_with_all_that_is_below_it(stack: Stack, path: str) -> None:
    record = await made(stack, path)
    removed = await stack.call("DELETE", f"{path}/{record['id']}")
    assert (removed.status, removed.data) == (200, record["id"]), removed.body
    assert all(not below(stack, entity, record["id"]) for entity in (Address, Contact, BankAccount))
    again = await stack.call("DELETE", f"{path}/{record['id']}")
    assert again.status == 404


async def test_a_relation_in_use_stays_and_the_cure_is_told(stack: Stack) -> None:
    used = next(row["Account"] for row in stack.table(Document) if row["Account"] is not None)
    refused = await stack.call("DELETE", f"{SUPPLIERS}/{used}")
    assert refused.status == 422, refused.body
    assert "Cannot delete: Account - Used in: Documents" in refused.body["errors"]["message"]
    assert "block it or give it an end date" in refused.body["errors"]["message"]
    assert refused.body["errors"]["downstreamErrors"][0]["message"].startswith("Kan niet verwijderen: Relatie")
