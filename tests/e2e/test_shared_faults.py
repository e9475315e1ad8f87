"""Faults that several resources share are told alike: the same code, at the field that the resource has for it, and no write."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tests.e2e.faulty import put
from tests.e2e.good_bodies import prepared
from tests.e2e.stack import Stack, running_stack
from tests.readings import sandbox_settings

from unibooks.connectors.exact.target import Account
from unibooks.sandbox.exact.limits import LimitRules

#: The resource, and what its body says besides -> its fields: relation, day, account of a line.
BOOKED: Final[tuple[tuple[str, dict[str, Any], str, str, str], ...]] = (
    ("bills", {"journalCode": "60"}, "contactId", "billDate", "lineItems[0].accountNumber"),
    ("vendorCredits", {"journalCode": "60"}, "contactId", "vendorCreditDate", "lineItems[0].accountNumber"),
    ("expenses", {"journalCode": "60"}, "supplierId", "transactionDate", "expenseLines[0].accountCode"),
    ("expenses", {"journalCode": "10"}, "", "transactionDate", "expenseLines[0].accountCode"),
    ("expenses", {"journalCode": "20"}, "", "transactionDate", "expenseLines[0].accountCode"),
    (
        "payments",
        {"journalCode": "10"},
        "paymentLines[0].supplierId",
        "paymentLines[0].paymentDate",
        "paymentLines[0].accountId",
    ),
    (
        "payments",
        {"journalCode": "20"},
        "paymentLines[0].supplierId",
        "paymentLines[0].paymentDate",
        "paymentLines[0].accountId",
    ),
)


async def told(stack: Stack, resource: str, body: Any) -> dict[str, str]:
    """Field -> code of a refusal that cost Exact no write and no error, and that says what to do."""
    await stack.forget_calls()
    answer = await stack.call("POST", f"/accounting/{resource}", json=body)
    assert answer.status == 400, (resource, answer.body)
    calls = [call for call in await stack.exact_calls() if not call["path"].startswith("/api/oauth2")]
    assert {(call["method"], call["status"]) for call in calls} <= {("GET", 200)}
    faults = answer.body["errors"]["validationErrors"]
    assert all(";" in fault["message"] for fault in faults), faults
    return {fault["field"]: fault["code"] for fault in faults}


async def test_what_several_resources_refuse_is_told_alike(sqlite_template: Path, tmp_path: Path) -> None:
    database = tmp_path / "unibooks.db"
    shutil.copyfile(sqlite_template, database)
    settings = sandbox_settings(auto_consent=True, limits=LimitRules(minute=10**6, day=10**6))
    async with running_stack(f"sqlite:///{database}", tmp_path, settings) as stack:
        good = await prepared(stack)
        rows = stack.table(Account)
        customer = next(row for row in rows if row["Status"] == "C" and not row["IsSupplier"] and not row["Blocked"])
        cases = [(resource, good.bodies[resource] | also, *fields) for resource, also, *fields in BOOKED]
        for resource, body, relation, day, account in cases:
            blocked = stack.account_id("5599") if account.endswith("Id") else "5599"
            assert await told(stack, resource, put(body, account, blocked)) == {account: "BLOCKED"}
            assert await told(stack, resource, put(body, day, "2025-03-15")) == {day: "PERIOD_CLOSED"}
            assert [*await told(stack, resource, put(body, day, "2031-03-15"))] == [day]
            assert [*await told(stack, resource, put(body, "currency", "USD"))] == ["currency"]
            if relation:
                assert await told(stack, resource, put(body, relation, str(customer["ID"]))) == {relation: "WRONG_ROLE"}
            if resource != "payments":
                assert [*await told(stack, resource, put(body, "totalGrossAmount", 99))] == ["totalGrossAmount"]
        rows.change(UUID(good.places["suppliers"]["contactId"]), {"Blocked": True})
        stack.clock.move(minutes=20)
        for resource, body, relation, _, _ in cases:
            if relation:
                assert await told(stack, resource, body) == {relation: "BLOCKED"}
