"""Lists: as many calls upstream as declared, every page by number or cursor the same records, filters that narrow."""

from __future__ import annotations

import math
from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import Account, GLAccount, PurchaseEntry, PurchaseEntryLine


async def walk(stack: Stack, path: str, limit: int, **params: Any) -> list[Any]:
    """Every record by cursor."""
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = await stack.call("GET", path, params={"cursor": cursor, "limit": limit, **params})
        assert answer.status == 200, answer.body
        found += answer.data
        cursor = answer.body["meta"].get("nextCursor")
    return found


async def test_accounts_cost_one_call_for_sixty(stack: Stack) -> None:
    total = len(stack.table(GLAccount))
    for limit in (5, 100):
        answer = await stack.call("GET", "/accounting/accounts", params={"limit": limit})
        assert answer.status == 200
        assert answer.body["meta"]["pagination"] == {
            "total": total,
            "perPage": limit,
            "currentPage": 1,
            "totalPages": math.ceil(total / limit),
        }
        assert (len(answer.data), answer.calls) == (limit, math.ceil(limit / 60))
    one = await stack.call("GET", f"/accounting/accounts/{answer.data[0]['id']}")
    assert (one.data, one.calls) == (answer.data[0], 1)


async def test_bills_cost_twice_that_for_their_terms_and_one_per_further_sixty_lines(stack: Stack) -> None:
    await stack.call("GET", "/accounting/bills", params={"limit": 5})  # fetches the VAT codes, once a connection
    lines: dict[Any, int] = {}
    for row in stack.table(PurchaseEntryLine):
        lines[str(row["EntryID"])] = lines.get(str(row["EntryID"]), 0) + 1
    for page in (1, 2, 3):
        answer = await stack.call("GET", "/accounting/bills", params={"limit": 100, "page": page})
        further = sum((lines[bill["id"]] - 1) // 60 for bill in answer.data)
        assert answer.calls == math.ceil(max(len(answer.data), 1) / 60) + math.ceil(len(answer.data) / 60) + further
        assert all(len(bill["lineItems"]) == lines[bill["id"]] for bill in answer.data)


async def test_reference_data_is_fetched_once_a_connection(stack: Stack) -> None:
    await stack.call("GET", "/accounting/bills", params={"limit": 5})
    await stack.forget_calls()
    await stack.call("GET", "/accounting/bills", params={"limit": 5})
    assert [call["path"].rpartition("/")[2] for call in await stack.exact_calls()] == ["PurchaseEntries", "Payments"]


@pytest.mark.parametrize("path", ["/accounting/accounts", "/accounting/suppliers", "/accounting/bills"])
async def test_pages_and_cursors_show_the_same_records(stack: Stack, path: str) -> None:
    by_page: list[Any] = []
    page = 1
    while True:
        answer = await stack.call("GET", path, params={"page": page, "limit": 100})
        by_page += answer.data
        if page >= answer.body["meta"]["pagination"]["totalPages"]:
            break
        page += 1
    by_cursor = await walk(stack, path, 60)
    assert by_cursor == by_page
    assert await walk(stack, path, 37) == by_page
    assert len({record["id"] for record in by_page}) == len(by_page) == answer.body["meta"]["pagination"]["total"]


async def test_bills_come_in_the_order_asked_for(stack: Stack) -> None:
    params = {"orderField": "billDate", "orderDir": "DESC"}
    bills = await walk(stack, "/accounting/bills", 50, **params)
    dates = [bill["billDate"] for bill in bills]
    assert dates == sorted(dates, reverse=True)
    assert len(bills) == sum(row["Type"] == 30 for row in stack.table(PurchaseEntry))


async def test_filters_narrow(stack: Stack) -> None:
    expenses = await stack.call("GET", "/accounting/accounts", params={"classFilter": "EXPENSE", "isActive": "true"})
    assert expenses.data
    assert {a["class"] for a in expenses.data} == {"EXPENSE"}
    assert {a["status"] for a in expenses.data} == {"ACTIVE"}
    banks = await stack.call("GET", "/accounting/accounts", params={"types": "BANK,CASH"})
    assert {a["type"] for a in banks.data} == {"BANK", "CASH"}
    named = next(row for row in stack.table(Account) if row["IsSupplier"] and row["Email"] and row["Type"] == "A")
    for params in (
        {"number": named["Code"].strip()},
        {"email": named["Email"]},
        {"name": named["Name"][2:9]},
    ):
        found = await stack.call("GET", "/accounting/suppliers", params=params)
        assert str(named["ID"]) in {s["id"] for s in found.data}, params


async def test_changes_since_an_instant_are_told_in_the_companys_time(stack: Stack) -> None:
    since = stack.clock.now()
    stack.clock.move(seconds=5)
    created = await stack.call(
        "POST", "/accounting/suppliers", json={"contactType": "COMPANY", "companyName": "Later B.V."}
    )
    changed = await stack.call("GET", "/accounting/suppliers", params={"lastModifiedAt": since.isoformat()})
    assert [s["id"] for s in changed.data] == [created.data["id"]]
    assert created.data["updatedDate"].startswith(stack.clock.now().isoformat()[:19])


async def test_raw_data_is_exacts_own_answer(stack: Stack) -> None:
    answer = await stack.call("GET", "/accounting/accounts", params={"limit": 100, "rawData": "true"})
    rows = answer.body["rawData"]["d"]["results"]
    assert len(rows) == 100
    assert "TypeDescription" in rows[0], "what is not mapped is there as well"
    assert [row["ID"] for row in rows] == [account["id"] for account in answer.data]


@pytest.mark.parametrize(
    ("params", "fields"),
    [
        ({"limit": 7}, ["limit"]),
        ({"page": 0}, ["page"]),
        ({"limit": 1001, "cursor": ""}, ["limit"]),
        ({"cursor": "bm90IGEgY3Vyc29y"}, ["cursor"]),
        ({"lastModifiedAt": "yesterday", "types": "BANK"}, ["lastModifiedAt"]),
        ({"types": "BANK,BANANA"}, ["types"]),
        ({"companyId": "1"}, ["companyId"]),
        ({"companyId": ""}, ["companyId"]),
    ],
)
async def test_bad_parameters_are_named(stack: Stack, params: dict[str, Any], fields: list[str]) -> None:
    answer = await stack.call("GET", "/accounting/accounts", params=params)
    assert answer.status == 400, answer.body
    assert answer.fields == fields


async def test_what_is_not_there_is_not_found_without_an_error_upstream(stack: Stack) -> None:
    await stack.forget_calls()
    for record_id in ("6f9619ff-8b86-d011-b42d-00cf4fc964ff", "42"):
        answer = await stack.call("GET", f"/accounting/bills/{record_id}")
        assert (answer.status, answer.body["errors"]["code"]) == (404, "NOT_FOUND")
    assert all(call["status"] == 200 for call in await stack.exact_calls())


async def test_records_of_another_company_are_not_shown(stack: Stack) -> None:
    other = next(str(code) for code in stack.world.companies if str(code) != stack.company)
    bill = await stack.call("GET", "/accounting/bills", params={"limit": 5})
    answer = await stack.call("GET", f"/accounting/bills/{bill.data[0]['id']}", params={"companyId": other})
    assert answer.status == 404


async def test_a_call_in_exacts_own_words(stack: Stack) -> None:
    request = {"path": "vat/VATCodes", "method": "GET", "query": {"$select": "Code", "$filter": "Code eq '2  '"}}
    answer = await stack.call("POST", "/accounting/passThrough", json=request)
    assert answer.status == 201
    assert [row["Code"] for row in answer.data["d"]["results"]] == ["2  "]
    me = await stack.call("POST", "/accounting/passThrough", json={"path": "current/Me", "method": "GET"}, params={})
    assert me.data["d"]["results"][0]["UserName"]


async def test_a_call_in_exacts_own_words_needs_a_company_and_stays_in_it(stack: Stack) -> None:
    await stack.forget_calls()
    for path, company, field in (
        ("crm/Accounts", "", "companyId"),
        ("../../oauth2/token", stack.company, "path"),
        ("https://example.com/", stack.company, "path"),
    ):
        request = {"path": path, "method": "GET"}
        answer = await stack.call("POST", "/accounting/passThrough", json=request, params={"companyId": company})
        assert (answer.status, answer.fields) == (400, [field])
    assert await stack.exact_calls() == []
