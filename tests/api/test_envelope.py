"""The form of answers, held to what the contract's own client accepts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.api.conftest import Client
from tests.api.memory_books import Books

from unibooks.accounting.registry import RESOURCES
from unibooks.core.shapes import shapes


async def test_a_list_has_an_array_and_pagination(api: Client, books: Books) -> None:
    for number in range(1, 13):
        books.add("accounts", number=str(number))
    reply = await api.get("/accounting/accounts?limit=5&page=3")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert [row["number"] for row in reply.body["data"]] == ["11", "12"]
    assert reply.body["meta"] == {
        "warnings": None,
        "pagination": {"total": 12, "perPage": 5, "currentPage": 3, "totalPages": 3},
    }
    assert reply.body["errors"] is None
    assert reply.body["rawData"] is None


async def test_an_empty_list_is_an_empty_array(api: Client) -> None:
    reply = await api.get("/accounting/bills")
    assert reply.body["data"] == []
    assert reply.body["meta"]["pagination"] == {"total": 0, "perPage": 100, "currentPage": 1, "totalPages": 0}


@pytest.mark.parametrize("resource", [r for r in RESOURCES if r.operation("get")], ids=lambda r: r.name)
async def test_every_declared_key_is_there(api: Client, books: Books, resource) -> None:
    books.add(resource.name, id="x 1")
    reply = await api.get(f"{resource.path}/x%201")
    assert reply.status == 200
    data = reply.body["data"]
    record = data[0] if resource.operation("get").as_list else data
    assert set(record) == {shape.alias for shape in shapes(resource.read).values()}
    assert isinstance(record, dict)


async def test_amounts_are_numbers_with_every_digit(api: Client, books: Books) -> None:
    books.add("bills", id="b", total_gross_amount=Decimal("1234567890123456.78"))
    reply = await api.get("/accounting/bills/b")
    assert '"totalGrossAmount":1234567890123456.78' in reply.text


async def test_raw_data_is_an_object_even_for_a_list(api: Client, books: Books) -> None:
    books.add("accounts", id="a")
    listed = await api.get("/accounting/accounts?rawData=true")
    assert listed.body["rawData"] == {"items": [{"ID": "a"}]}
    one = await api.get("/accounting/accounts/a?rawData=true")
    assert one.body["rawData"] == {"d": {"ID": "a"}}
    assert (await api.get("/accounting/accounts/a?rawData=false")).body["rawData"] is None


async def test_a_cursor_walks_through_the_whole_list(api: Client, books: Books) -> None:
    for number in range(250):
        books.add("accounts", number=str(number))
    found, cursor = [], ""
    while cursor is not None:
        reply = await api.get("/accounting/accounts", params={"cursor": cursor, "limit": "120"})
        assert reply.body["meta"]["pagination"]["currentPage"] is None
        found += [row["number"] for row in reply.body["data"]]
        cursor = reply.body["meta"]["nextCursor"]
    assert found == [str(number) for number in range(250)]


async def test_upstream_calls_and_request_id_are_told(api: Client) -> None:
    reply = await api.get("/accounting/accounts", headers={"X-Request-Id": "order-66"})
    assert reply.headers["X-Upstream-Calls"] == "1"
    assert reply.headers["X-Request-Id"] == "order-66"
    made = await api.get("/health", headers={"X-Request-Id": 'a "b"'})
    assert made.headers["X-Request-Id"] != 'a "b"'
    assert "X-Upstream-Calls" not in made.headers


async def test_a_created_record_answers_201_and_names_what_was_ignored(api: Client) -> None:
    reply = await api.post("/accounting/suppliers?nonsense=1", {"contactType": "COMPANY", "shoeSize": 46})
    assert reply.status == 201
    assert reply.body["data"]["contactType"] == "COMPANY"
    assert [warning.partition(":")[0] for warning in reply.body["meta"]["warnings"]] == ["nonsense", "shoeSize"]


async def test_companies_environments_and_the_document_of_a_bill(api: Client) -> None:
    companies = (await api.get("/auth/companies")).body
    assert companies["data"][0] == {"id": "1001", "name": "Kleine BV", "environmentId": None}
    assert companies["meta"]["pagination"]["total"] == 2
    assert (await api.get("/auth/environments")).body["data"] == []
    document = (await api.get("/accounting/bills/b1/document?companyId=1002")).body["data"]
    assert document == {
        "id": "f1",
        "base64Encoded": True,
        "content": "JVBERg==",
        "contentType": "application/pdf",
        "fileName": "a.pdf",
    }


async def test_health_needs_no_keys(api: Client) -> None:
    api.keys.clear()
    reply = await api.get("/health")
    assert (reply.status, reply.body["status"]) == (200, "ok")


class TestPassThrough:
    async def test_an_object_comes_back_as_it_is(self, api: Client, books: Books) -> None:
        books.answer = {"d": {"results": [{"Amount": Decimal("0.10")}]}}
        reply = await api.post(
            "/accounting/passThrough", {"path": "crm/Accounts", "method": "GET", "query": {"$top": 1}}
        )
        assert (reply.status, reply.body["data"]) == (201, books.answer)
        assert books.seen[-1].query == {"$top": 1}

    @pytest.mark.parametrize(("answer", "data"), [(None, {}), ([1], {"items": [1]}), ("x", {"items": ["x"]})])
    async def test_anything_else_is_wrapped(self, api: Client, books: Books, answer, data) -> None:
        books.answer = answer
        reply = await api.post("/accounting/passThrough", {"path": "x", "method": "GET", "body": {}})
        assert reply.body["data"] == data

    async def test_what_is_wrong_comes_at_once(self, api: Client, books: Books) -> None:
        reply = await api.post("/accounting/passThrough", {"path": "", "method": "get", "headers": [], "body": "x"})
        assert (reply.status, set(reply.fields)) == (400, {"path", "method", "headers", "body"})
        assert books.seen == []
