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


def written(calls: list[dict[str, Any]]) -> list[str]:
    """The writes among some calls, in their order, as `PUT crm/Contacts`."""
    return [
        f"{call['method']} {call['path'].partition('/crm/')[2].partition('(')[0]}"
        for call in calls
        if call["method"] != "GET" and "/crm/" in call["path"]
    ]


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


async def test_a_salutation_that_a_contact_has_as_its_title_is_kept(stack: Stack) -> None:
    record = await made(stack, contactPersons=[BRAM])
    person = below(stack, Contact, record["id"])[0]
    stack.table(Contact).change(person["ID"], {"Title": "DHR"})
    changed = await stack.call(
        "PATCH", f"{CUSTOMERS}/{record['id']}", json={"contactPersons": [ANNA | {"salutation": "dhr"}]}
    )
    assert changed.status == 200, changed.body
    assert [one["salutation"] for one in changed.data["contactPersons"]] == ["DHR"]


async def test_lists_cost_three_calls_more_a_page_and_none_where_nothing_is_listed(stack: Stack) -> None:
    assert (await stack.call("GET", CUSTOMERS, params={"limit": 50})).calls == 4
    nothing = await stack.call("GET", CUSTOMERS, params={"number": "99999999"})
    assert (nothing.data, nothing.calls) == ([], 1)
    record = await made(stack)
    assert (await stack.call("GET", f"{CUSTOMERS}/{record['id']}")).calls == 4
    missing = await stack.call("GET", f"{SUPPLIERS}/{record['id']}")
    assert (missing.status, missing.calls) == (404, 1)


async def test_filters_find_the_relation(stack: Stack) -> None:
    record = await made(stack, SUPPLIERS)
    for name, value in (("email", "info@zon.example"), ("name", "kerij Zo"), ("number", record["number"])):
        found = await stack.call("GET", SUPPLIERS, params={name: value})
        assert [one["id"] for one in found.data] == [record["id"]], name
    since = await stack.call("GET", SUPPLIERS, params={"lastModifiedAt": record["updatedDate"]})
    assert record["id"] not in {one["id"] for one in since.data}


async def test_putting_back_what_was_read_changes_nothing(stack: Stack) -> None:
    record = await made(stack)
    await stack.forget_calls()
    same = await stack.call("PUT", f"{CUSTOMERS}/{record['id']}", json=without_nulls(record))
    assert same.status == 200, same.body
    assert same.data == record
    assert written(await stack.exact_calls()) == []


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


async def test_a_put_empties_what_it_does_not_name_and_keeps_what_it_cannot(stack: Stack) -> None:
    record = await made(stack)
    bare = {"contactType": "COMPANY", "companyName": "Bakkerij Maan B.V."}
    replaced = await stack.call("PUT", f"{CUSTOMERS}/{record['id']}", json=bare)
    assert replaced.status == 200, replaced.body
    found = replaced.data
    assert found["companyName"] == "Bakkerij Maan B.V."
    assert (found["vatId"], found["emailAddresses"], found["phoneNumbers"], found["contactPersons"]) == (
        None,
        [],
        [],
        [],
    )
    assert found["addresses"] == []
    assert (found["number"], found["paymentTermCode"], ibans(found)) == (record["number"], "30", [IBAN, OTHER_IBAN])
    assert below(stack, Contact, record["id"]) == []


async def test_a_patch_leaves_what_it_does_not_name(stack: Stack) -> None:
    record = await made(stack)
    await stack.forget_calls()
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"companyName": "Bakkerij Maan B.V."})
    assert changed.status == 200, changed.body
    ours = {k: v for k, v in changed.data.items() if k not in ("companyName", "updatedDate")}
    assert ours == {k: v for k, v in record.items() if k in ours}
    assert written(await stack.exact_calls()) == ["PUT Accounts"]


async def test_null_empties_a_field_of_a_patch(stack: Stack) -> None:
    record = await made(stack)
    nothing = dict.fromkeys(
        ("vatId", "paymentTermCode", "contactPersons", "bankAccount", "emailAddresses", "addresses")
    )
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json=nothing)
    assert changed.status == 200, changed.body
    found = changed.data
    assert (found["vatId"], found["paymentTermCode"]) == (None, None)
    assert (found["contactPersons"], found["bankAccounts"], found["emailAddresses"], found["addresses"]) == (
        [],
        [],
        [],
        [],
    )
    assert found["phoneNumbers"] == record["phoneNumbers"]


async def test_lists_are_compared_with_what_is_there(stack: Stack) -> None:
    record = await made(stack)
    anna = next(row["ID"] for row in below(stack, Contact, record["id"]) if row["FirstName"] == "Anna")
    carla = {"firstName": "Carla", "lastName": "Dijk"}
    change = {
        "contactPersons": [carla, {"firstName": "anna", "lastName": "Berg", "emailAddresses": ["anna@maan.example"]}],
        "bankAccounts": [{"iban": THIRD_IBAN, "isMainAccount": True}, {"iban": OTHER_IBAN}],
        "addresses": [ADDRESSES[0], ADDRESSES[3], ADDRESSES[1] | {"addressLine1": "Postbus 8"}],
    }
    await stack.forget_calls()
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json=change)
    assert changed.status == 200, changed.body
    calls = written(await stack.exact_calls())
    assert sorted(calls) == [
        "DELETE Addresses",
        "DELETE BankAccounts",
        "DELETE Contacts",
        "POST BankAccounts",
        "POST Contacts",
        "PUT Addresses",
        "PUT Contacts",
    ], "what is the same is not touched"
    first, last = min(i for i, c in enumerate(calls) if c.startswith("DELETE")), len(calls)
    assert all(call.startswith("DELETE") for call in calls[first:last]), "what is new comes before what goes"
    found = changed.data
    assert given(found["addresses"]) == given(change["addresses"])
    assert ibans(found) == [THIRD_IBAN, OTHER_IBAN], "the main account first"
    people = {row["FirstName"]: row for row in below(stack, Contact, record["id"])}
    assert (people["anna"]["ID"], people["anna"]["BusinessPhone"]) == (anna, None)
    assert set(people) == {"anna", "Carla"}


async def test_the_main_contact_that_goes_is_followed_by_one_that_stays(stack: Stack) -> None:
    record = await made(stack)
    bram = next(row["ID"] for row in below(stack, Contact, record["id"]) if row["FirstName"] == "Bram")
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"contactPersons": [BRAM]})
    assert changed.status == 200, changed.body
    assert stack.table(Account).first("Name", "Bakkerij Zon B.V.")["MainContact"] == bram


async def test_the_one_bank_account_of_the_contract_is_added_and_becomes_the_main_one(stack: Stack) -> None:
    record = await made(stack)
    for account, order in (
        ({"iban": "DE89 3704 0044 0532 0130 00", "holder": "Zon GmbH"}, [THIRD_IBAN, IBAN, OTHER_IBAN]),
        ({"iban": OTHER_IBAN}, [OTHER_IBAN, IBAN, THIRD_IBAN]),
    ):
        changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"bankAccount": account})
        assert changed.status == 200, changed.body
        assert (ibans(changed.data)[0], set(ibans(changed.data))) == (order[0], set(order))
        assert [one["isMainAccount"] for one in changed.data["bankAccounts"]] == [True, False, False]


async def test_a_bank_account_that_the_contract_cannot_name_stays(stack: Stack) -> None:
    record = await made(stack, bankAccounts=None)
    domestic = {
        "path": "crm/BankAccounts",
        "method": "POST",
        "body": {"Account": record["id"], "BankAccount": "12 34 56"},
    }
    assert (await stack.call("POST", "/accounting/passThrough", json=domestic)).status < 300
    read = await stack.call("GET", f"{CUSTOMERS}/{record['id']}")
    assert [account["iban"] for account in read.data["bankAccounts"]] == [None]
    assert any("12 34 56" in warning for warning in warnings(read))
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"bankAccounts": [{"iban": IBAN}]})
    assert changed.status == 200, changed.body
    assert len(changed.data["bankAccounts"]) == 2
    assert any(warning.startswith("bankAccounts: ") and "stays" in warning for warning in warnings(changed))


async def test_an_extension_goes_with_its_number(stack: Stack) -> None:
    record = await made(stack)
    row = stack.table(Account).first("Name", "Bakkerij Zon B.V.")
    stack.table(Account).change(row["ID"], {"PhoneExtension": "12"})
    phones = {"phoneNumbers": [{"number": "+31 318 77", "type": "BUSINESS"}]}
    assert (await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json=phones)).status == 200
    assert (row["Phone"], row["PhoneExtension"], row["Fax"]) == ("+31 318 77", None, None)


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


async def test_a_relation_is_removed_with_all_that_is_below_it(stack: Stack) -> None:
    record = await made(stack, SUPPLIERS)
    removed = await stack.call("DELETE", f"{SUPPLIERS}/{record['id']}")
    assert (removed.status, removed.data) == (200, record["id"]), removed.body
    assert all(not below(stack, entity, record["id"]) for entity in (Address, Contact, BankAccount))
    again = await stack.call("DELETE", f"{SUPPLIERS}/{record['id']}")
    assert again.status == 404


async def test_a_relation_in_use_stays_and_the_cure_is_told(stack: Stack) -> None:
    used = next(row["Account"] for row in stack.table(Document) if row["Account"] is not None)
    refused = await stack.call("DELETE", f"{SUPPLIERS}/{used}")
    assert refused.status == 422, refused.body
    assert "Cannot delete: Account - Used in: Documents" in refused.body["errors"]["message"]
    assert "block it or give it an end date" in refused.body["errors"]["message"]
    assert refused.body["errors"]["downstreamErrors"][0]["message"].startswith("Kan niet verwijderen: Relatie")


async def test_a_contact_that_exact_does_not_let_go_stays_and_is_told(stack: Stack) -> None:
    record = await made(stack)
    bram = next(row for row in below(stack, Contact, record["id"]) if row["FirstName"] == "Bram")
    place = below(stack, Address, record["id"])[-1]
    stack.table(Address).change(place["ID"], {"Contact": bram["ID"]})
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"contactPersons": [ANNA]})
    assert changed.status == 200, changed.body
    assert [person["firstName"] for person in changed.data["contactPersons"]] == ["Anna", "Bram"]
    assert any(w.startswith("contactPersons: contact person Bram Kok stays") for w in warnings(changed))
