"""What the installation says that can be done, against what it does."""

from __future__ import annotations

from tests.e2e.stack import SYSTEM, Stack


async def test_every_system_and_its_resources_are_listed(stack: Stack) -> None:
    found = (await stack.call("GET", "/capabilities", params={})).data
    assert found[SYSTEM]["resources"]["bills"][:3] == ["list", "get", "create"]


async def test_a_system_tells_operations_fields_and_filters_with_their_evidence(stack: Stack) -> None:
    found = (await stack.call("GET", f"/capabilities/{SYSTEM}")).data
    bills = next(one for one in found["resources"] if one["name"] == "bills")
    assert {"GET", "POST"} <= {operation["method"] for operation in bills["operations"]}
    fields = {field["name"]: field for field in bills["fields"]}
    assert fields["lineItems[].taxCode"]["create"]
    assert fields["addresses"]["reason"]
    assert not fields["addresses"]["read"]
    create = next(one for one in bills["operations"] if one["verb"] == "create")
    assert create["evidence"].startswith("tests/e2e/")


async def test_a_system_that_is_not_there(stack: Stack) -> None:
    answer = await stack.call("GET", "/capabilities/exact-xx")
    assert answer.status == 405
    assert "exact-nl" in answer.body["errors"]["message"]


async def test_what_a_company_offers_is_what_it_takes(stack: Stack) -> None:
    """Every code that is offered for a bill is taken in one."""
    options = (await stack.call("GET", f"/capabilities/{SYSTEM}/options/bills")).data
    assert options["required"]["contactId"]
    assert options["lengths"]["name"] == 60
    codes = options["options"]
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]["id"]
    line = {"totalNetAmount": 10, "accountNumber": codes["lineItems[].accountNumber"][0]["code"]}
    bill = {"contactId": supplier, "billDate": "2026-03-01", "billNumber": "OPT-1"}
    assert {journal["code"] for journal in codes["journalCode"]} == {"60", "61"}
    for code in codes["lineItems[].taxCode"]:
        body = {**bill, "journalCode": "60", "lineItems": [{**line, "taxCode": code["code"]}]}
        answer = await stack.call("POST", "/accounting/bills", json={**body, "billNumber": f"OPT-{code['code']}"})
        assert answer.status == 201, answer.body
    blocked = await stack.call("POST", "/accounting/bills", json={**bill, "lineItems": [{**line, "taxCode": "19"}]})
    assert blocked.status == 400
    assert "19" not in {code["code"] for code in codes["lineItems[].taxCode"]}


async def test_options_of_what_nobody_can_write(stack: Stack) -> None:
    assert (await stack.call("GET", f"/capabilities/{SYSTEM}/options/journals")).status == 405
    assert (await stack.call("GET", f"/capabilities/{SYSTEM}/options/nothing")).status == 404
