"""Cost centres and cost units over HTTP: shown in three forms, made, renamed, archived, removed, and named by lines."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Costcenter, Costunit

VALUES = "/accounting/v2/dimensions"
OPTIONS = "/accounting/trackingCategories/CostCenter/options"


async def make(stack: Stack, code: str, name: str, dimension: str = "CostCenter", **more: Any) -> Any:
    """A new value of a dimension."""
    answer = await stack.call("POST", f"{VALUES}/{dimension}", json={"code": code, "name": name, **more})
    assert answer.status == 201, answer.body
    return answer.data


async def test_the_dimensions_are_listed(stack: Stack) -> None:
    answer = await stack.call("GET", VALUES)
    assert answer.data == [
        {"dimension": "CostCenter", "description": "Cost centers"},
        {"dimension": "CostUnit", "description": "Cost units"},
    ]
    assert (answer.calls, answer.body["meta"]["warnings"]) == (0, None)
    warned = await stack.call("GET", VALUES, params={"lastModifiedAt": "2026-01-01T00:00:00Z", "rawData": "true"})
    assert [text.partition(":")[0] for text in warned.body["meta"]["warnings"]] == ["rawData", "lastModifiedAt"]


async def test_a_value_is_shown_in_every_form(stack: Stack) -> None:
    centre = await make(stack, "900", "Webshop")
    unit = await make(stack, "TR1", "Truck", "CostUnit")

    flat = (await stack.call("GET", "/accounting/dimensions")).data
    shown = {one["id"]: one for one in flat}
    assert len(flat) == len(shown) == len(stack.table(Costcenter)) + len(stack.table(Costunit))
    assert shown[centre["id"]] == {
        "id": centre["id"],
        "categoryName": "CostCenter",
        "createdDate": centre["createdDate"],
        "name": "Webshop",
        "status": "ACTIVE",
        "updatedDate": centre["updatedDate"],
    }
    assert shown[unit["id"]]["categoryName"] == "CostUnit"
    for path in (f"{VALUES}/CostCenter", "/accounting/dimensions/cost center"):
        values = await stack.call("GET", path)
        assert centre in values.data
        assert {one["dimension"] for one in values.data} == {"CostCenter"}
        assert values.body["meta"]["pagination"]["total"] == len(stack.table(Costcenter))
    assert (await stack.call("GET", f"{VALUES}/CostCenter/{centre['id']}")).data == centre
    assert (centre["code"], centre["name"], centre["description"]) == ("900", "Webshop", "Webshop")

    categories = (await stack.call("GET", "/accounting/trackingCategories")).data
    assert [one["id"] for one in categories] == ["CostCenter", "CostUnit"]
    option = {"id": centre["id"], "code": "900", "name": "Webshop", "status": "ACTIVE"}
    assert option in categories[0]["options"]
    assert (await stack.call("GET", "/accounting/trackingCategories/CostCenter")).data == categories[0]
    assert (await stack.call("GET", f"{OPTIONS}/{centre['id']}")).data == option


async def test_values_changed_since_an_instant(stack: Stack) -> None:
    since = stack.clock.now()
    stack.clock.move(seconds=5)
    made = await make(stack, "901", "Later")
    for path in ("/accounting/dimensions", f"{VALUES}/CostCenter", OPTIONS):
        answer = await stack.call("GET", path, params={"lastModifiedAt": since.isoformat()})
        assert [one["id"] for one in answer.data] == [made["id"]]


async def test_a_value_is_renamed_archived_and_removed(stack: Stack) -> None:
    path = f"{VALUES}/CostCenter/{(await make(stack, '902', 'Shop'))['id']}"

    body = {"name": "Shop in town", "description": "Shop in town", "code": "902", "dimension": "CostCenter"}
    renamed = await stack.call("PATCH", path, json=body)
    assert (renamed.data["name"], renamed.data["description"], renamed.data["code"]) == (*["Shop in town"] * 2, "902")
    assert renamed.body["meta"]["warnings"] is None
    archived = await stack.call("PATCH", path, json={"status": "ARCHIVED"})
    assert (archived.data["status"], archived.data["name"]) == ("ARCHIVED", "Shop in town")
    ended = stack.table(Costcenter).first("Code", "902")["EndDate"]
    stack.clock.move(days=5)
    assert (await stack.call("PATCH", path, json={"status": "ARCHIVED"})).status == 200
    assert stack.table(Costcenter).first("Code", "902")["EndDate"] == ended, "it ended when it ended"
    assert (await stack.call("PATCH", path, json={"status": "ACTIVE"})).data["status"] == "ACTIVE"
    assert stack.table(Costcenter).first("Code", "902")["EndDate"] is None

    removed = await stack.call("DELETE", path)
    assert (removed.status, removed.data) == (200, path.rpartition("/")[2])
    assert (await stack.call("GET", path)).status == 404
    assert (await stack.call("DELETE", path)).status == 404


async def test_a_value_may_be_made_archived(stack: Stack) -> None:
    body = {"code": "903", "name": "Old", "description": "Old", "status": "ARCHIVED", "dimension": "costcenter"}
    made = await stack.call("POST", f"{VALUES}/CostCenter", json=body)
    assert (made.data["status"], made.data["dimension"]) == ("ARCHIVED", "CostCenter")


async def test_an_option_is_made_changed_and_removed(stack: Stack) -> None:
    body = {"code": "904", "name": "Fair", "status": "ACTIVE", "dimension": "CostCenter"}
    made = await stack.call("POST", OPTIONS, json=body)
    assert (made.status, made.data["code"], made.data["status"]) == (201, "904", "ACTIVE")
    path = f"{OPTIONS}/{made.data['id']}"
    body = {"name": "Trade fair", "status": "ARCHIVED", "code": "904", "dimension": "CostCenter"}
    changed = await stack.call("PATCH", path, json=body)
    assert changed.data == {"id": made.data["id"], "code": "904", "name": "Trade fair", "status": "ARCHIVED"}
    assert (await stack.call("DELETE", path)).data == made.data["id"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["code", "name"]),
        ({"code": " ", "name": ""}, ["code", "name"]),
        ({"code": "1"}, ["name"]),
        ({"name": "Shop"}, ["code"]),
        ({"code": "123456789", "name": "n" * 61}, ["code", "name"]),
        ({"code": "1", "name": "Shop", "description": "Another"}, ["name"]),
        ({"code": "1", "name": "Shop", "status": "GONE"}, ["status"]),
        ({"code": "1", "name": "Shop", "dimension": "CostUnit"}, ["dimension"]),
        ({"code": {"a": 1}, "name": ["x"]}, ["code", "name"]),
    ],
)
async def test_bad_values_are_named_before_a_call(stack: Stack, body: dict[str, Any], fields: list[str]) -> None:
    await stack.forget_calls()
    answer = await stack.call("POST", f"{VALUES}/CostCenter", json=body)
    assert (answer.status, sorted(answer.fields)) == (400, fields), answer.body
    assert all(call["method"] == "GET" and call["status"] == 200 for call in await stack.exact_calls())


async def test_a_code_is_given_once_and_for_good(stack: Stack) -> None:
    made = await make(stack, "906", "One")
    again = await stack.call("POST", f"{VALUES}/CostCenter", json={"code": "906", "name": "Two"})
    assert (again.status, again.fields) == (400, ["code"])
    path = f"{VALUES}/CostCenter/{made['id']}"
    for body, fields in (
        ({"code": "907"}, ["code"]),
        ({"code": None}, ["code"]),
        ({"name": None}, ["name"]),
        ({"status": None}, ["status"]),
        ({"dimension": "CostUnit"}, ["dimension"]),
    ):
        answer = await stack.call("PATCH", path, json=body)
        assert (answer.status, answer.fields) == (400, fields), answer.body
    assert (await stack.call("GET", path)).data == made


@pytest.mark.parametrize("path", [f"{VALUES}/Project", "/accounting/dimensions/Project"])
async def test_a_dimension_that_is_not_there(stack: Stack, path: str) -> None:
    answer = await stack.call("GET", path)
    assert (answer.status, answer.body["errors"]["code"]) == (404, "NOT_FOUND")
    assert "CostCenter and CostUnit" in answer.body["errors"]["message"]
    assert (await stack.call("GET", "/accounting/trackingCategories/Project")).status == 404
    assert (await stack.call("POST", f"{VALUES}/Project", json={"code": "1", "name": "x"})).status == 404


async def test_an_unknown_field_is_named(stack: Stack) -> None:
    answer = await stack.call("POST", f"{VALUES}/CostCenter", json={"code": "908", "name": "x", "colour": "red"})
    assert answer.body["meta"]["warnings"] == ["colour: is not a field of this API"]


async def test_what_was_made_just_now_can_be_named_by_a_line(stack: Stack) -> None:
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]
    line = {"description": "Paper", "accountNumber": "5541", "totalNetAmount": 10, "taxRatePercentage": 21}
    bill = {"contactId": supplier["id"], "billDate": "2026-02-02", "billNumber": "D-1", "lineItems": [line]}
    unknown = {**line, "dimensions": [{"name": "Webshop", "categoryName": "Kostenplaats"}]}
    refused = await stack.call("POST", "/accounting/bills", json={**bill, "lineItems": [unknown]})
    assert (refused.status, refused.fields) == (400, ["lineItems[0].dimensions[0].name"])

    await make(stack, "905", "Webshop")
    booked = await stack.call("POST", "/accounting/bills", json={**bill, "lineItems": [unknown]})
    assert booked.status == 201, booked.body
    assert booked.data["lineItems"][0]["dimensions"] == [{"name": "Webshop", "categoryName": "CostCenter"}]

    used = next(one for one in (await stack.call("GET", f"{VALUES}/CostCenter")).data if one["code"] == "905")
    kept = await stack.call("DELETE", f"{VALUES}/CostCenter/{used['id']}")
    assert (kept.status, kept.body["errors"]["code"]) == (422, "REJECTED")


async def test_a_value_whose_answer_is_lost_is_made_once(stack: Stack) -> None:
    count = len(stack.table(Costcenter))
    await stack.fault("lost", method="POST", path=".*/Costcenters$", times=1)
    assert (await make(stack, "909", "Lost and found"))["code"] == "909"
    assert len(stack.table(Costcenter)) == count + 1


async def test_a_line_names_dimensions_under_their_older_name(stack: Stack) -> None:
    await make(stack, "910", "Stall")
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]
    named = [{"name": "910", "categoryName": "cost centre"}]
    line = {"accountNumber": "5541", "totalNetAmount": 10, "taxRatePercentage": 21, "trackingCategories": named}
    bill = {"contactId": supplier["id"], "billDate": "2026-02-02", "billNumber": "D-2", "lineItems": [line]}
    booked = await stack.call("POST", "/accounting/bills", json=bill)
    assert booked.status == 201, booked.body
    assert booked.data["lineItems"][0]["dimensions"] == [{"name": "Stall", "categoryName": "CostCenter"}]
