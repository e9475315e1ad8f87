"""Where Exact's behaviour is disputed the sandbox takes the harsher reading; the connector must pass under the others too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.stack import Stack, running_stack
from tests.e2e.test_bills import body, supplier, totals

from unibooks.sandbox.exact import Settings as SandboxSettings
from unibooks.sandbox.exact.books import Rules, writers

READINGS: list[tuple[str, dict[str, Any], Rules]] = [
    ("harsher", {}, Rules()),
    ("an old refresh token lives until the new one is used", {"refresh_grace": True}, Rules()),
    ("payment terms have the sign of their ledger lines", {"mirrored_terms": False}, Rules()),
    ("a line without a VAT code has no VAT", {}, Rules(absent_vat_code="none")),
]


@pytest.mark.parametrize(("name", "switches", "rules"), READINGS, ids=[name for name, _, _ in READINGS])
async def test_the_main_job_under_every_reading(
    database_url: str, tmp_path: Path, name: str, switches: dict[str, Any], rules: Rules
) -> None:
    settings = SandboxSettings(auto_consent=True, **switches)
    async with running_stack(database_url, tmp_path, settings, writers=writers(rules)) as stack:
        await _a_bill_of_every_kind(stack)
        for _ in range(3):
            stack.clock.move(minutes=11)
            assert (await stack.call("GET", "/accounting/accounts", params={"limit": 5})).status == 200


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
