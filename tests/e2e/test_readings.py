"""Where Exact's behaviour is disputed the sandbox takes one reading; the connector must do its main job under the others too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.e2e.stack import Stack, running_stack
from tests.e2e.test_bills import body, supplier, totals

from unibooks.sandbox.exact import Settings as SandboxSettings
from unibooks.sandbox.exact.readings import NAMES, OTHERS, changes


@pytest.mark.parametrize("reading", ["", *NAMES, OTHERS])
async def test_the_main_job_under_every_reading(database_url: str, tmp_path: Path, reading: str) -> None:
    settings = SandboxSettings(auto_consent=True, **changes(reading))
    async with running_stack(database_url, tmp_path, settings) as stack:
        await _a_bill_of_every_kind(stack)
        for _ in range(3):
            stack.clock.move(minutes=11)
            assert (await stack.call("GET", "/accounting/accounts", params={"limit": 5})).status == 200
        for resource in ("suppliers", "customers", "bills"):
            assert (await stack.call("GET", f"/accounting/{resource}", params={"limit": 5})).data, resource


async def _a_bill_of_every_kind(stack: Stack) -> None:
    """With and without a VAT code, whose default must not depend on what Exact would take."""
    lines = [
        {"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"},
        {"accountNumber": "5541", "totalNetAmount": 100},
        {"accountNumber": "5541", "totalNetAmount": 100, "taxRatePercentage": 0},
    ]
    bill = body(await supplier(stack), lineItems=lines, totalGrossAmount=342)
    created = await stack.call("POST", "/accounting/bills", json=bill)
    assert created.status == 201, created.body
    assert totals(stack, created.data["id"]) == {
        "1600": Decimal(-342),
        "5541": Decimal(300),
        "1520": Decimal(42),
    }
    assert [line["taxCode"] for line in created.data["lineItems"]] == ["2", "2", "0"]
    # What is new comes before what goes: an entry without lines would be gone.
    lines = [{"accountNumber": "5541", "totalNetAmount": 50, "taxRatePercentage": 0}]
    changed = await stack.call("PATCH", f"/accounting/bills/{created.data['id']}", json={"lineItems": lines})
    assert changed.status == 200, changed.body
    assert totals(stack, created.data["id"]) == {"1600": Decimal(-50), "5541": Decimal(50)}
