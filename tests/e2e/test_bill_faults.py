"""Bad input of bills and their lines: every fault in the caller's own words with its cure, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from tests.e2e.accountant import order
from tests.e2e.stack import Stack
from tests.e2e.test_bills import body, supplier

from unibooks.connectors.exact.target import Account, GLAccount, PurchaseEntry, PurchaseEntryLine

NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
LINE = {"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"}


def plain(supplier_id: str, line: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A bill of one line without printed totals."""
    return body(supplier_id, lineItems=[{**LINE, **(line or {})}], totalGrossAmount=None) | changes


async def untouched(stack: Stack) -> None:
    """Nothing was written, and no call met an error, since those are counted."""
    calls = await stack.exact_calls()
    assert {call["method"] for call in calls} <= {"GET"}
    assert {call["status"] for call in calls} <= {200}


LINES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("no account", {"accountNumber": None}, ["accountNumber"]),
    ("an unknown account", {"accountNumber": "9999"}, ["accountNumber"]),
    ("an account's id that is none", {"accountNumber": None, "accountId": "7"}, ["accountId"]),
    ("a blocked account", {"accountNumber": "5599"}, ["accountNumber"]),
    ("payables", {"accountNumber": "1600"}, ["accountNumber"]),
    ("receivables", {"accountNumber": "1300"}, ["accountNumber"]),
    ("VAT", {"accountNumber": "1520"}, ["accountNumber"]),
    ("no amount", {"totalNetAmount": None}, ["totalNetAmount"]),
    ("no number", {"totalNetAmount": "much"}, ["totalNetAmount"]),
    ("three decimals", {"totalNetAmount": 1.005}, ["totalNetAmount"]),
    ("a wrong VAT", {"totalTaxAmount": 22}, ["totalTaxAmount"]),
    ("an unknown VAT code", {"taxCode": "77"}, ["taxCode"]),
    ("an unknown rate", {"taxCode": None, "taxRatePercentage": 14}, ["taxRatePercentage"]),
    ("too long a text", {"description": "d" * 61}, ["description"]),
    ("half a deferral", {"deferredStartDate": "2026-03-01"}, ["deferredEndDate"]),
    (
        "an unknown category",
        {"dimensions": [{"categoryName": "Colour", "name": "Red"}]},
        ["dimensions[0].categoryName"],
    ),
    ("an unknown cost centre", {"dimensions": [{"categoryName": "CostCenter", "name": "X"}]}, ["dimensions[0].name"]),
    ("one that has ended", {"dimensions": [{"categoryName": "CostCenter", "name": "OUD"}]}, ["dimensions[0].name"]),
    ("a cost centre that is demanded", {"accountNumber": "5543"}, ["dimensions"]),
    (
        "a cost centre that is forbidden",
        {"accountNumber": "5560", "dimensions": [{"categoryName": "CostCenter", "name": "ALG"}]},
        ["dimensions[0].categoryName"],
    ),
    ("a dimension without a category", {"dimensions": [{"name": "ALG"}]}, ["dimensions[0].categoryName"]),
]


@pytest.mark.parametrize(("line", "fields"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
async def test_a_bad_line_is_named_in_a_bill_and_alone(stack: Stack, line: dict[str, Any], fields: list[str]) -> None:
    supplier_id = await supplier(stack)
    created = await stack.call("POST", "/accounting/bills", json=plain(supplier_id))
    assert created.status == 201, created.body
    bill = created.data
    await stack.forget_calls()
    refused = await stack.call("POST", "/accounting/bills", json=plain(supplier_id, line, billNumber="2"))
    assert (refused.status, refused.fields) == (400, [f"lineItems[0].{name}" for name in fields]), refused.body
    cures = [fault["message"] for fault in refused.body["errors"]["validationErrors"]]
    assert all(len(cure) > 9 for cure in cures)
    path = f"/accounting/bills/{bill['id']}"
    for method, where in (("PUT", path), ("PATCH", path)):
        changed = await stack.call(method, where, json=plain(supplier_id, line))
        assert (changed.status, changed.fields) == (400, refused.fields), changed.body
    for method, where in (("POST", f"{path}/lineItems"), ("PUT", f"{path}/lineItems/{bill['lineItems'][0]['id']}")):
        alone = await stack.call(method, where, json={**LINE, **line})
        assert (alone.status, alone.fields) == (400, fields), alone.body
        assert [fault["message"] for fault in alone.body["errors"]["validationErrors"]] == cures
    await untouched(stack)


HEADERS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("an unknown supplier", {"contactId": NOBODY}, ["contactId"]),
    ("a supplier's id that is none", {"contactId": "supplier-7"}, ["contactId"]),
    ("too long a text", {"name": "n" * 61}, ["name"]),
    ("no day", {"billDate": "2026-02-30"}, ["billDate"]),
    ("a day in no year", {"billDate": "2031-01-15"}, ["billDate"]),
    ("a closed period", {"billDate": "2025-03-15", "dueDate": None}, ["billDate"]),
    ("due before its day", {"dueDate": "2026-01-01"}, ["dueDate"]),
    ("two due dates", {"dueDate": "2026-03-31", "paymentDays": 14}, ["dueDate"]),
    ("an unknown term", {"paymentTermCode": "99"}, ["paymentTermCode"]),
    ("an unknown currency", {"currency": "XXY"}, ["currency"]),
    ("an object for a text", {"billNumber": {"no": 1}}, ["billNumber"]),
    ("a word for a set", {"paymentStatus": "MAYBE"}, ["paymentStatus"]),
    ("no lines", {"lineItems": []}, ["lineItems"]),
    ("a credit", {"lineItems": [{**LINE, "totalNetAmount": -5}]}, ["lineItems"]),
    ("a total that is another", {"totalGrossAmount": 99}, ["totalGrossAmount"]),
]


@pytest.mark.parametrize(("changes", "fields"), [case[1:] for case in HEADERS], ids=[case[0] for case in HEADERS])
async def test_a_bad_header_is_named(stack: Stack, changes: dict[str, Any], fields: list[str]) -> None:
    supplier_id = await supplier(stack)
    bill = (await stack.call("POST", "/accounting/bills", json=plain(supplier_id))).data
    await stack.forget_calls()
    for method, path in (
        ("POST", "/accounting/bills"),
        ("PUT", f"/accounting/bills/{bill['id']}"),
        ("PATCH", f"/accounting/bills/{bill['id']}"),
    ):
        refused = await stack.call(method, path, json=plain(supplier_id) | {"billNumber": "3"} | changes)
        assert (refused.status, refused.fields) == (400, fields), (method, refused.body)
    await untouched(stack)


async def test_relations_that_are_no_suppliers_or_blocked_are_told_apart(stack: Stack) -> None:
    customer = next(row for row in stack.table(Account) if row["Status"] == "C" and not row["IsSupplier"])
    blocked = await supplier(stack)
    row = next(row for row in stack.table(Account) if str(row["ID"]) == blocked)
    stack.table(Account).change(row["ID"], {"Blocked": True})
    await stack.forget_calls()
    for contact, code in ((str(customer["ID"]), "WRONG_ROLE"), (blocked, "BLOCKED")):
        refused = await stack.call("POST", "/accounting/bills", json=plain(contact))
        assert (refused.status, refused.fields) == (400, ["contactId"])
        assert refused.body["errors"]["validationErrors"][0]["code"] == code
    await untouched(stack)


async def test_faults_of_header_lines_and_look_ups_come_together(stack: Stack) -> None:
    lines = [{"accountNumber": "9999", "totalNetAmount": 1, "taxCode": "77"}, {"totalNetAmount": 1}]
    bad = body(NOBODY, lineItems=lines, totalGrossAmount=None, billDate="2025-04-01", currency="XXY")
    await stack.forget_calls()
    refused = await stack.call("POST", "/accounting/bills", json=bad)
    assert refused.status == 400
    assert set(refused.fields) == {
        "contactId",
        "billDate",
        "currency",
        "lineItems[0].accountNumber",
        "lineItems[0].taxCode",
        "lineItems[1].accountNumber",
    }
    await untouched(stack)


async def test_a_foreign_currency_needs_a_journal_that_books_it(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    refused = await stack.call("POST", "/accounting/bills", json=plain(supplier_id, currency="USD", journalCode="60"))
    assert (refused.status, refused.fields) == (400, ["currency"])
    created = await stack.call("POST", "/accounting/bills", json=plain(supplier_id, currency="USD"))
    assert (created.status, created.data["journalCode"], created.data["currency"]) == (201, "61", "USD")
    own = (await stack.call("POST", "/accounting/bills", json=plain(supplier_id, billNumber="4"))).data
    for changes, field in (({"currency": "USD"}, "currency"), ({"journalCode": "61"}, "journalCode")):
        refused = await stack.call("PATCH", f"/accounting/bills/{own['id']}", json=changes)
        assert (refused.status, refused.fields) == (400, [field]), refused.body
    await untouched_but_created(stack)


async def untouched_but_created(stack: Stack) -> None:
    calls = [call for call in await stack.exact_calls() if "purchaseentry" in call["path"]]
    assert [call["method"] for call in calls if call["method"] != "GET"] == ["POST", "POST"]
    assert all(call["status"] < 300 for call in calls)


async def test_a_period_that_closes_meanwhile_is_named_in_exacts_words(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    assert (await stack.call("POST", "/accounting/bills", json=plain(supplier_id))).status == 201
    await order(stack, "period", year=2026, period=2, closed=True)
    refused = await stack.call("POST", "/accounting/bills", json=plain(supplier_id, billNumber="5"))
    assert (refused.status, refused.fields) == (422, ["billDate"]), refused.body
    stack.clock.move(minutes=16)
    await stack.forget_calls()
    refused = await stack.call("POST", "/accounting/bills", json=plain(supplier_id, billNumber="5"))
    assert (refused.status, refused.fields) == (400, ["billDate"]), refused.body
    await order(stack, "period", year=2026, period=2, closed=False)
    assert (await stack.call("POST", "/accounting/bills", json=plain(supplier_id, billNumber="5"))).status == 201


async def test_a_number_that_was_booked_before(stack: Stack) -> None:
    supplier_id, other = await supplier(stack), await supplier(stack)
    first = (await stack.call("POST", "/accounting/bills", json=plain(supplier_id))).data
    strict = {"strict": "duplicates"}
    refused = await stack.call("POST", "/accounting/bills", json=plain(supplier_id), params=strict)
    assert (refused.status, refused.fields) == (400, ["billNumber"]), refused.body
    assert first["id"] in refused.body["errors"]["validationErrors"][0]["message"]
    again = await stack.call("POST", "/accounting/bills", json=plain(supplier_id))
    assert again.status == 201
    assert any(w.startswith("billNumber: ") and first["id"] in w for w in again.body["meta"]["warnings"])
    for body_ in (plain(other), plain(supplier_id, billNumber="2026-0043")):
        fresh = await stack.call("POST", "/accounting/bills", json=body_, params=strict)
        assert fresh.status == 201, fresh.body
    credit = {"vendorCreditNumber": "2026-0042", "vendorCreditDate": "2026-02-27", "contactId": supplier_id}
    other_kind = await stack.call(
        "POST", "/accounting/vendorCredits", json={**credit, "lineItems": [LINE]}, params=strict
    )
    assert other_kind.status == 201, other_kind.body


async def test_a_changed_number_is_looked_up_and_a_kept_one_is_not(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    for number in ("A", "B"):
        bill = (await stack.call("POST", "/accounting/bills", json=plain(supplier_id, billNumber=number))).data
    path, strict = f"/accounting/bills/{bill['id']}", {"strict": "duplicates"}
    assert (await stack.call("PATCH", path, json={"billNumber": "B", "name": "Zelfde"}, params=strict)).status == 200
    refused = await stack.call("PATCH", path, json={"billNumber": "A"}, params=strict)
    assert (refused.status, refused.fields) == (400, ["billNumber"])
    warned = await stack.call("PATCH", path, json={"billNumber": "A"})
    assert warned.status == 200
    assert any(w.startswith("billNumber: ") for w in warned.body["meta"]["warnings"])


async def test_line_ids_have_to_be_those_of_the_bill(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    bill = (await stack.call("POST", "/accounting/bills", json=plain(supplier_id))).data
    mine = bill["lineItems"][0]["id"]
    path = f"/accounting/bills/{bill['id']}"
    for ids, field in (([NOBODY], "lineItems[0].id"), (["x"], "lineItems[0].id"), ([mine, mine], "lineItems[1].id")):
        sent = {"lineItems": [{**LINE, "id": key} for key in ids]}
        refused = await stack.call("PATCH", path, json=sent)
        assert (refused.status, refused.fields) == (400, [field]), refused.body
    refused = await stack.call("PUT", f"{path}/lineItems/{mine}", json={**LINE, "id": NOBODY})
    assert (refused.status, refused.fields) == (400, ["id"])


async def test_ids_of_new_lines_are_not_sent(stack: Stack) -> None:
    sent = plain(await supplier(stack), {"id": NOBODY})
    created = await stack.call("POST", "/accounting/bills", json=sent)
    assert created.status == 201
    assert created.data["lineItems"][0]["id"] != NOBODY
    assert any(w.startswith("lineItems[0].id: ") for w in created.body["meta"]["warnings"])


async def test_what_is_derived_is_named_and_not_sent(stack: Stack) -> None:
    sent = plain(await supplier(stack), status="PAID", paymentStatus="PAID", paidDate="2026-03-01", shippingDate={})
    created = await stack.call("POST", "/accounting/bills", json=sent)
    assert (created.status, created.data["status"]) == (201, "OPEN")
    named = {warning.partition(":")[0] for warning in created.body["meta"]["warnings"]}
    assert {"status", "paymentStatus", "paidDate"} <= named
    assert "shippingDate" not in named


async def test_refusals_leave_no_trace(stack: Stack) -> None:
    """The tables are as long as before, whatever was sent above in one bill."""
    before = len(stack.table(PurchaseEntry)), len(stack.table(PurchaseEntryLine)), len(stack.table(GLAccount))
    bad = plain(NOBODY, {"accountNumber": "1600"}, billDate="2031-01-01")
    assert (await stack.call("POST", "/accounting/bills", json=bad)).status == 400
    after = len(stack.table(PurchaseEntry)), len(stack.table(PurchaseEntryLine)), len(stack.table(GLAccount))
    assert after == before
