"""Customers and suppliers that are there: replaced, merged, list by list compared with what stands in Exact."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Stack
from tests.e2e.test_relations import (
    ADDRESSES,
    ANNA,
    BRAM,
    CUSTOMERS,
    IBAN,
    OTHER_IBAN,
    SUPPLIERS,
    THIRD_IBAN,
    below,
    given,
    ibans,
    made,
    warnings,
)

from unibooks.connectors.exact.target import Account, Address, Contact


def written(calls: list[dict[str, Any]]) -> list[str]:
    """The writes among some calls, in their order, as `PUT crm/Contacts`."""
    return [
        f"{call['method']} {call['path'].partition('/crm/')[2].partition('(')[0]}"
        for call in calls
        if call["method"] != "GET" and "/crm/" in call["path"]
    ]


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
async def test_every_field_can_be_changed(stack: Stack, path: str, method: str) -> None:
    stack.table(Contact).change(next(iter(stack.table(Contact)))["ID"], {"Title": "DHR"})
    record = await made(stack, path)
    person = {
        "firstName": "Dirk",
        "lastName": "Smit",
        "salutation": "DHR",
        "emailAddresses": [{"email": "d@zon.example", "type": "BUSINESS"}, {"email": "d@d.example", "type": "PRIVATE"}],
        "phoneNumbers": [
            {"number": number, "type": kind}
            for number, kind in (("1", "BUSINESS"), ("2", "MOBILE"), ("3", "FAX"), ("4", "PRIVATE"), ("5", "MOBILE"))
        ],
    }
    account = {"iban": THIRD_IBAN, "bic": "COBADEFF", "holder": "Maan", "isMainAccount": True, "name": "Spaar"}
    change = {
        "contactType": "COMPANY",
        "role": path.rpartition("/")[2].removesuffix("s").upper(),
        "companyName": "Bakkerij Maan B.V.",
        "number": "4711",
        "vatId": "NL004495445B01",
        "paymentTermCode": "14",
        "addresses": [
            {
                "type": kind,
                "addressLine1": "A 1",
                "addressLine2": "B",
                "postalCode": "1",
                "city": "C",
                "countryCode": "BE",
            }
            for kind in ("WORK", "PRIVATE", "BILLING", "DELIVERY", "WORK")
        ],
        "emailAddresses": [{"email": "info@maan.example", "type": "BUSINESS"}],
        "phoneNumbers": [{"number": "+31 1", "type": "BUSINESS"}, {"number": "+31 2", "type": "FAX"}],
        "contactPersons": [person],
        "bankAccounts": [account],
    }
    # Two addresses of one type and content are one to Exact; these differ in a line.
    change["addresses"][4]["addressLine1"] = "A 2"
    changed = await stack.call(method, f"{path}/{record['id']}", json=change)
    assert (changed.status, warnings(changed)) == (200, []), changed.body
    found = changed.data
    for name in ("contactType", "role", "companyName", "number", "vatId", "paymentTermCode", "emailAddresses"):
        assert found[name] == change[name], name
    assert found["phoneNumbers"] == change["phoneNumbers"]
    assert found["contactPersons"] == [person]
    assert found["bankAccounts"] == [account | {"sepa": None}]
    assert given(found["addresses"]) == given(change["addresses"])
    one = {"bankAccount": account | {"iban": IBAN, "holder": "Zon", "bic": "ABNANL2A", "name": "Weer"}}
    again = await stack.call("PATCH", f"{path}/{record['id']}", json=one)
    assert again.data["bankAccounts"][0] == one["bankAccount"] | {"sepa": None}


async def test_a_salutation_that_a_contact_has_as_its_title_is_kept(stack: Stack) -> None:
    record = await made(stack, contactPersons=[BRAM])
    person = below(stack, Contact, record["id"])[0]
    stack.table(Contact).change(person["ID"], {"Title": "DHR"})
    changed = await stack.call(
        "PATCH", f"{CUSTOMERS}/{record['id']}", json={"contactPersons": [ANNA | {"salutation": "dhr"}]}
    )
    assert changed.status == 200, changed.body
    assert [one["salutation"] for one in changed.data["contactPersons"]] == ["DHR"]


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


async def test_a_contact_that_exact_does_not_let_go_stays_and_is_told(stack: Stack) -> None:
    record = await made(stack)
    bram = next(row for row in below(stack, Contact, record["id"]) if row["FirstName"] == "Bram")
    place = below(stack, Address, record["id"])[-1]
    stack.table(Address).change(place["ID"], {"Contact": bram["ID"]})
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"contactPersons": [ANNA]})
    assert changed.status == 200, changed.body
    assert [person["firstName"] for person in changed.data["contactPersons"]] == ["Anna", "Bram"]
    assert any(w.startswith("contactPersons: contact person Bram Kok stays") for w in warnings(changed))
