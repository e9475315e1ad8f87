"""Bad bodies of customers and suppliers: told with every field before anything is written; and writes that fail half-way."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Stack
from tests.e2e.test_bills import body as bill
from tests.e2e.test_relations import ADDRESSES, ANNA, BRAM, CUSTOMERS, IBAN, OTHER_IBAN, SUPPLIERS, below, body, made

from unibooks.connectors.exact.target import Account, Address, BankAccount, Contact

#: A title that a contact has although Exact does not know it any more, so that nobody but Exact can refuse it.
GONE = "GONE"
NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"

#: What is wrong -> the fields that the refusal names, in its order.
BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"companyName": None}, ["companyName"]),
    ({"companyName": "  "}, ["companyName"]),
    ({"companyName": "n" * 51}, ["companyName"]),
    ({"companyName": ["Zon"]}, ["companyName"]),
    ({"contactType": "PERSON"}, ["contactType"]),
    ({"role": "CONTACT"}, ["role"]),
    ({"role": "BOSS"}, ["role"]),
    ({"number": "1" * 19}, ["number"]),
    ({"number": "K-12"}, ["number"]),
    ({"number": " "}, ["number"]),
    ({"vatId": "NL800123452B01"}, ["vatId"]),
    ({"vatId": "DE123"}, ["vatId"]),
    ({"vatId": ""}, ["vatId"]),
    ({"paymentTermCode": "soon"}, ["paymentTermCode"]),
    ({"emailAddresses": [{"email": "info@zon"}]}, ["emailAddresses[0].email"]),
    ({"emailAddresses": [{"email": "a@b.nl; c@d.nl"}]}, ["emailAddresses[0].email"]),
    ({"emailAddresses": [{"email": "a@b.nl", "type": "HOME"}]}, ["emailAddresses[0].type"]),
    ({"emailAddresses": {"email": "a@b.nl"}}, ["emailAddresses"]),
    ({"phoneNumbers": [{"type": "FAX"}]}, ["phoneNumbers[0].number"]),
    ({"addresses": [{"city": "Ede", "countryCode": "XX"}]}, ["addresses[0].countryCode"]),
    ({"addresses": [{"city": "Ede"}, {"type": "BILLING", "countryCode": "NL"}]}, ["addresses[1].addressLine1"]),
    ({"addresses": [{"city": "Ede", "type": "PICKUP"}, {"city": "ede ", "type": "DELIVERY"}]}, ["addresses[1]"]),
    ({"contactPersons": [{"salutation": "DHR"}]}, ["contactPersons[0].lastName"]),
    ({"contactPersons": [BRAM, ANNA | {"emailAddresses": ["anna"]}]}, ["contactPersons[1].emailAddresses[0]"]),
    ({"contactPersons": [BRAM, "Anna"]}, ["contactPersons[1]"]),
    ({"bankAccounts": [{"holder": "Zon"}]}, ["bankAccounts[0].iban"]),
    ({"bankAccounts": [{"iban": "NL91ABNA0417164301"}]}, ["bankAccounts[0].iban"]),
    ({"bankAccounts": [{"iban": IBAN, "bic": "ABN"}]}, ["bankAccounts[0].bic"]),
    ({"bankAccounts": [{"iban": IBAN}, {"iban": "nl91 abna 0417 1643 00"}]}, ["bankAccounts[1].iban"]),
    (
        {"bankAccounts": [{"iban": IBAN, "isMainAccount": True}, {"iban": OTHER_IBAN, "isMainAccount": True}]},
        ["bankAccounts[1].isMainAccount"],
    ),
    ({"bankAccounts": [{"iban": IBAN}], "bankAccount": {"iban": IBAN}}, ["bankAccount"]),
    ({"bankAccounts": None, "bankAccount": {"iban": "12 34"}}, ["bankAccount.iban"]),
    ({"bankAccounts": [{"iban": IBAN, "isMainAccount": "perhaps"}]}, ["bankAccounts[0].isMainAccount"]),
    (
        {
            "companyName": "n" * 51,
            "vatId": "NL1",
            "paymentTermCode": "soon",
            "bankAccounts": [{"iban": "x"}],
            "contactPersons": [{}],
            "number": "K-12",
        },
        ["bankAccounts[0].iban", "companyName", "contactPersons[0].lastName", "paymentTermCode", "vatId", "number"],
    ),
]


async def refusals(
    stack: Stack, method: str, path: str, cases: list[tuple[dict[str, Any], list[str]]]
) -> list[tuple[dict[str, Any], Any]]:
    """The cases that are not refused as they should be, with what came instead; a whole table costs one installation."""
    wrong: list[tuple[dict[str, Any], Any]] = []
    for changes, fields in cases:
        await stack.forget_calls()
        refused = await stack.call(method, path, json=body(**changes))
        faults = (refused.body["errors"] or {"validationErrors": []})["validationErrors"]
        plain = all(len(fault["message"]) > 10 for fault in faults)
        quiet = all(call["method"] == "GET" for call in await stack.exact_calls())
        if (refused.status, [fault["field"] for fault in faults], plain, quiet) != (400, fields, True, True):
            wrong.append((changes, refused.body))
    return wrong


@pytest.mark.parametrize("path", [CUSTOMERS, SUPPLIERS])
async def test_bad_bodies_are_refused_before_anything_is_written(stack: Stack, path: str) -> None:
    assert await refusals(stack, "POST", path, BAD) == []


BAD_CHANGES: list[tuple[dict[str, Any], list[str]]] = [
    ({"companyName": ""}, ["companyName"]),
    ({"companyName": None}, ["companyName"]),
    ({"number": ""}, ["number"]),
    ({"vatId": "NL1"}, ["vatId"]),
    ({"role": "CONTACT"}, ["role"]),
    ({"contactPersons": [{"firstName": " "}]}, ["contactPersons[0].lastName"]),
    ({"bankAccounts": [{}]}, ["bankAccounts[0].iban"]),
]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
async def test_bad_changes_are_refused_before_anything_is_written(stack: Stack, method: str) -> None:
    record = await made(stack)
    assert await refusals(stack, method, f"{CUSTOMERS}/{record['id']}", BAD_CHANGES) == []


async def test_a_number_cannot_be_emptied(stack: Stack) -> None:
    record = await made(stack)
    refused = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json={"number": None})
    assert (refused.status, refused.fields) == (400, ["number"]), refused.body


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
async def test_only_relations_of_the_role_are_found(stack: Stack, method: str) -> None:
    own = next(row["ID"] for row in stack.table(Account) if row["Type"] == "D")
    supplier = (await made(stack, SUPPLIERS))["id"]
    options = {"json": {"contactType": "COMPANY", "companyName": "Zon"}} if method in ("PUT", "PATCH") else {}
    for record_id, asked in ((NOBODY, 1), (supplier, 1), (str(own), 1), ("customer-7", 0)):
        await stack.forget_calls()
        missing = await stack.call(method, f"{CUSTOMERS}/{record_id}", **options)
        assert missing.status == 404, missing.body
        calls = [(call["method"], call["status"]) for call in await stack.exact_calls() if "/crm/" in call["path"]]
        assert calls == [("GET", 200)] * asked, "a 404 of Exact would count towards its limit"


async def test_a_number_that_is_taken_is_refused_with_the_way_on(stack: Stack) -> None:
    customer = await made(stack, number="4713")
    await stack.forget_calls()
    for path, cure in (
        (SUPPLIERS, f"PATCH /accounting/customers/{customer['id']} with role SUPPLIER"),
        (CUSTOMERS, f"PATCH /accounting/customers/{customer['id']}"),
    ):
        refused = await stack.call("POST", path, json=body(number="4713"))
        assert (refused.status, refused.fields) == (400, ["number"]), refused.body
        (fault,) = refused.body["errors"]["validationErrors"]
        assert (fault["code"], cure in fault["message"]) == ("DUPLICATE", True), fault
    other = await made(stack, SUPPLIERS, companyName="Anders", vatId=None)
    refused = await stack.call("PATCH", f"{SUPPLIERS}/{other['id']}", json={"number": "4713"})
    assert (refused.status, refused.fields) == (400, ["number"]), refused.body
    kept = await stack.call("PATCH", f"{SUPPLIERS}/{other['id']}", json={"number": other["number"]})
    assert kept.status == 200, kept.body


async def test_a_vat_number_of_another_relation_is_told_or_refused(stack: Stack) -> None:
    await made(stack)
    told = await stack.call("POST", SUPPLIERS, json=body())
    assert told.status == 201, told.body
    assert any(
        warning.startswith("vatId: is that of customer Bakkerij Zon") for warning in told.body["meta"]["warnings"]
    )
    refused = await stack.call("POST", SUPPLIERS, json=body(), params={"strict": "duplicates"})
    assert (refused.status, refused.fields[0]) == (400, "vatId"), refused.body


async def test_a_supplier_that_is_gone_is_not_taken_for_good_any_more(stack: Stack) -> None:
    supplier = (await made(stack, SUPPLIERS))["id"]
    wrong = bill(supplier, currency="XXY")
    assert (await stack.call("POST", "/accounting/bills", json=wrong)).fields == ["currency"]
    assert (await stack.call("DELETE", f"{SUPPLIERS}/{supplier}")).status == 200
    refused = await stack.call("POST", "/accounting/bills", json=bill(supplier))
    assert (refused.status, refused.fields) == (400, ["contactId"]), refused.body


def rows_below(stack: Stack) -> int:
    return sum(len(stack.table(entity)) for entity in (Account, Address, Contact, BankAccount))


def title_that_is_gone(stack: Stack) -> None:
    stack.table(Contact).change(next(iter(stack.table(Contact)))["ID"], {"Title": GONE})


async def test_what_was_made_is_taken_back_when_exact_refuses_a_later_part(stack: Stack) -> None:
    title_that_is_gone(stack)
    before = rows_below(stack)
    await stack.forget_calls()
    refused = await stack.call("POST", CUSTOMERS, json=body(contactPersons=[ANNA, BRAM | {"salutation": GONE}]))
    assert (refused.status, refused.fields) == (422, ["contactPersons[1].salutation"]), refused.body
    assert rows_below(stack) == before
    methods = [
        call["method"] for call in await stack.exact_calls() if "/crm/" in call["path"] and call["method"] != "GET"
    ]
    assert methods == ["POST"] * 8 + ["DELETE"] * 7, (
        "one relation, three addresses, two accounts, one contact; and back"
    )


async def test_a_change_that_exact_refuses_half_way_is_taken_back(stack: Stack) -> None:
    title_that_is_gone(stack)
    record = await made(stack)
    change = {
        "companyName": "Bakkerij Maan B.V.",
        "addresses": [ADDRESSES[0] | {"city": "Wageningen"}, ADDRESSES[1] | {"city": "Wageningen"}],
        "contactPersons": [ANNA | {"salutation": GONE}, {"lastName": "Nieuw"}],
    }
    refused = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json=change)
    assert (refused.status, refused.fields) == (422, ["contactPersons[0].salutation"]), refused.body
    after = (await stack.call("GET", f"{CUSTOMERS}/{record['id']}")).data
    assert after | {"updatedDate": None} == record | {"updatedDate": None}


@pytest.mark.parametrize("entity", ["Accounts", "Addresses", "Contacts", "BankAccounts"])
@pytest.mark.parametrize("fault", ["lost", "cut"])
async def test_a_lost_answer_is_found_and_nothing_is_made_twice(stack: Stack, entity: str, fault: str) -> None:
    before = rows_below(stack)
    await stack.fault(fault, path=f"crm/{entity}$", method="POST")
    created = await stack.call("POST", CUSTOMERS, json=body())
    assert created.status == 201, created.body
    assert rows_below(stack) == before + 1 + len(ADDRESSES) + 2 + 2
    assert len(below(stack, Contact, created.data["id"])) == 2


@pytest.mark.parametrize("entity", ["Addresses", "Contacts", "BankAccounts"])
async def test_what_did_not_happen_is_taken_back(stack: Stack, entity: str) -> None:
    before = rows_below(stack)
    await stack.fault("maintenance", path=f"crm/{entity}$", method="POST")
    failed = await stack.call("POST", CUSTOMERS, json=body())
    assert failed.status == 503, failed.body
    assert rows_below(stack) == before


async def test_a_lost_answer_to_a_change_is_sent_again(stack: Stack) -> None:
    record = await made(stack)
    for method, entity in (("PUT", "Accounts"), ("PUT", "Contacts"), ("DELETE", "BankAccounts"), ("POST", "Contacts")):
        await stack.fault("lost", path=f"crm/{entity}", method=method)
    change = {
        "companyName": "Bakkerij Maan B.V.",
        "contactPersons": [ANNA | {"phoneNumbers": []}, BRAM, {"lastName": "Nieuw"}],
        "bankAccounts": [{"iban": IBAN}],
    }
    changed = await stack.call("PATCH", f"{CUSTOMERS}/{record['id']}", json=change)
    assert changed.status == 200, changed.body
    assert [len(changed.data[name]) for name in ("contactPersons", "bankAccounts")] == [3, 1]
    assert changed.data["companyName"] == "Bakkerij Maan B.V."
