"""What happens in Exact beside us: money goes out, an accountant matches it, processes entries and closes periods."""

from __future__ import annotations

from typing import Any

from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import PurchaseEntry


async def order(stack: Stack, what: str, **options: Any) -> None:
    """Something that is done on Exact's own screens."""
    body = {"division": int(stack.company), **options}
    async with stack.http.post(f"{stack.exact}/_sandbox/{what}", json=body) as answer:
        assert answer.status < 300, await answer.text()


async def in_exact(stack: Stack, method: str, path: str, body: Any = None) -> Any:
    """A call in Exact's own words."""
    request = {"path": path, "method": method, **({"body": body} if body is not None else {})}
    answer = await stack.call("POST", "/accounting/passThrough", json=request)
    assert answer.status == 201, answer.body
    return answer.data


async def paid(stack: Stack, entry_id: str, amount: float, day: str = "2026-03-01") -> str:
    """A bank entry that pays a supplier (above zero) or gets money back; nothing is matched yet. Gives its id."""
    entry = stack.table(PurchaseEntry).rows[next(k for k in stack.table(PurchaseEntry).rows if str(k) == entry_id)]
    line = {
        "Account": str(entry["Supplier"]),
        "AmountFC": -amount,
        "Date": day,
        "GLAccount": stack.account_id("1600"),
    }
    booked = await in_exact(
        stack, "POST", "financialtransaction/BankEntries", {"JournalCode": "20", "BankEntryLines": [line]}
    )
    return booked["d"]["EntryID"]


async def settled(stack: Stack, entry_id: str, amount: float, day: str = "2026-03-01") -> None:
    """Paid and matched."""
    await order(stack, "match", entries=[entry_id, await paid(stack, entry_id, amount, day)])
