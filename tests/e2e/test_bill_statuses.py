"""Whether bills and vendor credits are paid: proven by payment terms, under both readings of their amounts' sign."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.e2e.accountant import order, paid, settled
from tests.e2e.stack import Stack, running_stack
from tests.e2e.test_bills import supplier
from tests.readings import sandbox_settings

from unibooks.connectors.exact import sifting
from unibooks.connectors.exact.target import PurchaseEntry


@pytest_asyncio.fixture(params=[True, False], ids=["mirrored", "as in the ledger"])
async def stack(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[Stack]:
    """Once for each reading of the sign of a term's amount, which is disputed."""
    settings = sandbox_settings(auto_consent=True, mirrored_terms=request.param)
    async with running_stack(database_url, tmp_path, settings) as running:
        yield running


async def booked(stack: Stack, **changes: Any) -> str:
    """A bill of 121, due on 2 April."""
    bill = {
        "contactId": await supplier(stack),
        "billDate": "2026-03-02",
        "dueDate": "2026-04-02",
        "lineItems": [{"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"}],
        **changes,
    }
    created = await stack.call("POST", "/accounting/bills", json=bill)
    assert created.status == 201, created.body
    return created.data["id"]


async def credited(stack: Stack) -> str:
    """A vendor credit of 121."""
    credit = {
        "contactId": await supplier(stack),
        "vendorCreditDate": "2026-03-02",
        "vendorCreditNumber": "C-1",
        "lineItems": [{"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"}],
    }
    created = await stack.call("POST", "/accounting/vendorCredits", json=credit)
    assert created.status == 201, created.body
    return created.data["id"]


async def told(stack: Stack, record_id: str, path: str = "/accounting/bills") -> tuple[Any, ...]:
    answer = await stack.call("GET", f"{path}/{record_id}")
    assert answer.status == 200, answer.body
    record = answer.data
    return record["status"], record["paymentStatus"], record["openAmount"], record["paidDate"]


async def listed(stack: Stack, path: str = "/accounting/bills", **filters: str) -> set[str]:
    """The ids of a filtered list, by cursor and by page alike; a minute for each answer, so that Exact's quota is no matter."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        stack.clock.move(minutes=1)
        answer = await stack.call("GET", path, params={"cursor": cursor, "limit": 37, **filters})
        assert answer.status == 200, answer.body
        found += [record["id"] for record in answer.data]
        cursor = answer.body["meta"]["nextCursor"]
    pages: list[str] = []
    for page in range(1, 100):
        stack.clock.move(minutes=1)
        answer = await stack.call("GET", path, params={"page": page, "limit": 50, **filters})
        pages += [record["id"] for record in answer.data]
        if page >= answer.body["meta"]["pagination"]["totalPages"]:
            break
    assert found == pages
    assert len(set(found)) == len(found) == answer.body["meta"]["pagination"]["total"]
    return set(found)


async def test_a_bill_is_open_until_its_payment_is_matched(stack: Stack) -> None:
    bill = await booked(stack)
    assert await told(stack, bill) == ("OPEN", "PENDING", 121, None)
    bank = await paid(stack, bill, 121)
    assert await told(stack, bill) == ("OPEN", "PENDING", 121, None), "a bank entry alone settles nothing"
    await order(stack, "match", entries=[bill, bank])
    assert await told(stack, bill) == ("PAID", "PAID", 0, "2026-03-02T00:00:00Z")


async def test_a_bill_is_paid_in_parts(stack: Stack) -> None:
    bill = await booked(stack)
    await settled(stack, bill, 50, "2026-03-05")
    assert await told(stack, bill) == ("PARTIALLY_PAID", "PARTLY_PAID", 71, None)
    await settled(stack, bill, 71, "2026-03-20")
    assert await told(stack, bill) == ("PAID", "PAID", 0, "2026-03-20T00:00:00Z")


async def test_a_bill_is_overdue_from_the_day_after(stack: Stack) -> None:
    bill = await booked(stack, dueDate="2026-03-02")
    assert (await told(stack, bill))[0] == "OPEN", "it is due today"
    stack.clock.move(days=1)
    assert await told(stack, bill) == ("OVERDUE", "PENDING", 121, None)
    await settled(stack, bill, 21)
    assert await told(stack, bill) == ("OVERDUE", "PARTLY_PAID", 100, None)


async def test_processing_says_nothing_of_payment(stack: Stack) -> None:
    bill = await booked(stack)
    await order(stack, "process", entry=bill, status=50)
    assert await told(stack, bill) == ("OPEN", "PENDING", 121, None)
    await settled(stack, bill, 121)
    assert (await told(stack, bill))[0] == "PAID"


async def test_a_rejected_bill_is_void(stack: Stack) -> None:
    bill = await booked(stack)
    await order(stack, "process", entry=bill, status=5)
    assert (await told(stack, bill))[:2] == ("VOIDED", "CANCELED")
    assert await listed(stack, status="VOIDED") == {bill} == await listed(stack, paymentStatus="CANCELED")


async def test_a_bill_of_nothing_has_no_open_item(stack: Stack) -> None:
    line = {"accountNumber": "5541", "taxCode": "2"}
    bill = await booked(stack, lineItems=[{**line, "totalNetAmount": 10}, {**line, "totalNetAmount": -10}])
    assert await told(stack, bill) == ("OPEN", "NO_OPEN_ITEM", 0, None)
    assert await listed(stack, paymentStatus="NO_OPEN_ITEM") == {bill}


async def test_vendor_credits_are_settled_like_bills(stack: Stack) -> None:
    credit, bill = await credited(stack), await booked(stack)
    path = "/accounting/vendorCredits"
    assert await told(stack, credit, path) == ("OPEN", "PENDING", 121, None)
    await settled(stack, credit, -21)
    assert await told(stack, credit, path) == ("PARTIALLY_PAID", "PARTLY_PAID", 100, None)
    assert credit in await listed(stack, path, status="PARTIALLY_PAID")
    assert bill not in await listed(stack, path, status="OPEN")


async def test_lists_are_narrowed_by_what_the_terms_prove(stack: Stack) -> None:
    half = await booked(stack)
    await settled(stack, half, 50)
    every = {str(row["EntryID"]) for row in stack.table(PurchaseEntry) if row["Type"] == 30}
    by_status = {word: await listed(stack, status=word) for word in ("OPEN", "PARTIALLY_PAID", "PAID", "OVERDUE")}
    assert half in by_status["PARTIALLY_PAID"]
    assert set.union(*by_status.values()) == every
    assert sum(map(len, by_status.values())) == len(every), "each has one status"
    by_payment = {word: await listed(stack, paymentStatus=word) for word in ("PENDING", "PARTLY_PAID", "PAID")}
    assert by_payment["PAID"] == by_status["PAID"]
    assert set.union(*by_payment.values()) == every


async def test_both_filters_and_the_order_go_together(stack: Stack) -> None:
    params = {"status": "PAID", "paymentStatus": "PAID", "orderField": "billDate", "orderDir": "DESC", "limit": 20}
    answer = await stack.call("GET", "/accounting/bills", params=params)
    dates = [bill["billDate"] for bill in answer.data]
    assert len(dates) == 20
    assert dates == sorted(dates, reverse=True)
    none = await stack.call("GET", "/accounting/bills", params={**params, "paymentStatus": "PENDING"})
    assert (none.data, none.body["meta"]["pagination"]["total"]) == ([], 0)


@pytest.mark.parametrize("filters", [{"status": "DRAFT"}, {"status": "SUBMITTED"}, {"paymentStatus": "BAD_DEBT"}])
async def test_what_no_bill_can_be_costs_no_call(stack: Stack, filters: dict[str, str]) -> None:
    await stack.call("GET", "/accounting/bills", params={"limit": 5})
    for paging in ({"limit": 5}, {"cursor": ""}):
        answer = await stack.call("GET", "/accounting/bills", params={**filters, **paging})
        assert (answer.status, answer.data, answer.calls) == (200, [], 0), answer.body
        ((name, word),) = filters.items()
        assert answer.body["meta"]["warnings"] == [f"{name}: nothing in Exact Online is {word}"]


async def test_a_cursor_belongs_to_its_filter(stack: Stack) -> None:
    first = await stack.call("GET", "/accounting/bills", params={"status": "PAID", "cursor": "", "limit": 5})
    cursor = first.body["meta"]["nextCursor"]
    other = await stack.call("GET", "/accounting/bills", params={"status": "OPEN", "cursor": cursor, "limit": 5})
    assert (other.status, other.fields) == (400, ["cursor"])


async def test_raw_data_is_of_the_records_that_stay(stack: Stack) -> None:
    for paging in ({"cursor": "", "limit": 7}, {"page": 2, "limit": 10}):
        answer = await stack.call("GET", "/accounting/bills", params={"status": "PAID", "rawData": "true", **paging})
        rows = answer.body["rawData"]["d"]["results"]
        assert [row["EntryID"] for row in rows] == [bill["id"] for bill in answer.data]
        assert len(rows) in (7, 10)


async def test_a_list_that_is_too_long_is_gone_through_by_cursor(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeded books are short of a real company's, so that the bound is lowered."""
    monkeypatch.setattr(sifting, "LOOKED_AT", 60)
    refused = await stack.call("GET", "/accounting/bills", params={"status": "PAID"})
    assert (refused.status, refused.fields) == (400, ["status"])
    assert "cursor" in refused.body["errors"]["validationErrors"][0]["message"]
    assert refused.calls <= 3, "it is refused by the count that comes with the first rows"
    first = await stack.call("GET", "/accounting/bills", params={"status": "OVERDUE", "cursor": "", "limit": 1000})
    assert len(first.data) < 60
    assert first.body["meta"]["nextCursor"], "there is more to look at"


async def test_without_the_right_to_read_terms_bills_are_still_read(stack: Stack) -> None:
    bill = await booked(stack)
    await stack.fault("forbidden", method="GET", path=".*/cashflow/Payments$", times=1)
    for calls in (2, 1):
        answer = await stack.call("GET", f"/accounting/bills/{bill}")
        assert (answer.status, answer.data["paymentStatus"], answer.data["openAmount"]) == (200, "UNKNOWN", None)
        assert any("financial.cashflow" in warning for warning in answer.body["meta"]["warnings"])
        assert answer.calls == calls, "a refusal counts, so that it is not asked for again"
    stack.clock.move(minutes=61)
    assert await told(stack, bill) == ("OPEN", "PENDING", 121, None)
