"""What is done by both clients. The plain one asks for the same properties with the same calls, one after the other."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final
from zoneinfo import ZoneInfo

import aiohttp

from benchmarks.clients import Gateway, Plain
from unibooks.connectors.exact.odata import filter_text, selection_of
from unibooks.connectors.exact.resources.accounts import ACCOUNT_MAPPING
from unibooks.connectors.exact.resources.bills import BILL_MAPPING
from unibooks.connectors.exact.resources.customers import CUSTOMER_MAPPING
from unibooks.connectors.exact.resources.references import SUPPLIER
from unibooks.core.context import RelatedRows
from unibooks.core.mapping import Mapped

#: Does something and tells of how many records it was.
Work = Callable[[], Awaitable[int]]
PAGE: Final = 60
ZONE: Final = ZoneInfo("Europe/Amsterdam")


def asked(mapping: Mapped) -> dict[str, str]:
    """What unibooks selects and expands of a resource, without the dollar sign."""
    return {name.removeprefix("$"): value for name, value in selection_of(mapping).options()}


@dataclass(frozen=True)
class Job:
    """Something that both clients do.

    Attributes:
        name: what it is.
        goal: the most that the API may take, where the plain client takes 1.
        ours, plain: do it.
        share: how many of the repetitions, as a fraction of one.
    """

    name: str
    goal: float | None
    ours: Work
    plain: Work
    share: float = 1


async def jobs(gateway: Gateway, plain: Plain) -> list[Job]:
    """All of them. Bills are made last, so that every list is read from the same books."""
    makers = await _makers(gateway, plain)
    return [
        Job("list of 60", 1.05, lambda: _accounts(gateway), lambda: _plain_accounts(plain)),
        Job("17 pages of 60 in one list by cursor", 1.04, lambda: _walk(gateway, 1000), lambda: _plain_walk(plain), 0.25),
        Job("the same in 17 lists of 60", None, lambda: _walk(gateway, PAGE), lambda: _plain_walk(plain), 0.25),
        Job("list of 100 customers with all below them", 1.1, lambda: _customers(gateway), lambda: _plain_customers(plain), 0.5),
        Job("list of 60 bills with lines and status", 1.1, lambda: _bills(gateway), lambda: _plain_bills(plain), 0.5),
        Job("book a bill with a PDF", 1.1, *makers, 0.5),
    ]  # fmt: skip


async def _accounts(gateway: Gateway) -> int:
    return len((await gateway.get("/accounting/accounts", limit=PAGE, cursor=""))["data"])


async def _plain_accounts(plain: Plain) -> int:
    options = {"top": str(PAGE), "inlinecount": "allpages"}
    return len(await plain.rows("financial/GLAccounts", PAGE, **asked(ACCOUNT_MAPPING), **options))


async def _walk(gateway: Gateway, limit: int) -> int:
    """All ledger accounts, so many in each list."""
    found, cursor = 0, ""
    while cursor is not None:
        answer = await gateway.get("/accounting/accounts", limit=limit, cursor=cursor)
        found += len(answer["data"])
        cursor = answer["meta"].get("nextCursor")
    return found


async def _plain_walk(plain: Plain) -> int:
    return len(await plain.rows("financial/GLAccounts", **asked(ACCOUNT_MAPPING)))


async def _customers(gateway: Gateway) -> int:
    """Customers, and what hangs below them."""
    found = (await gateway.get("/accounting/customers", limit=100))["data"]
    assert any(customer["contactPersons"] for customer in found)
    assert any(customer["bankAccounts"] for customer in found)
    return len(found)


async def _plain_customers(plain: Plain) -> int:
    options = {"filter": "Status eq 'C' and Type ne 'D'", "top": "100", "inlinecount": "allpages"}
    found = await plain.rows("crm/Accounts", 100, **asked(CUSTOMER_MAPPING), **options)
    await _below(plain, [customer["ID"] for customer in found], CUSTOMER_MAPPING.related())
    return len(found)


async def _bills(gateway: Gateway) -> int:
    found = (await gateway.get("/accounting/bills", limit=PAGE, cursor=""))["data"]
    assert all(bill["lineItems"] and bill["status"] for bill in found)
    return len(found)


async def _plain_bills(plain: Plain) -> int:
    options = {"filter": "Type eq 30", "top": str(PAGE + 1), "inlinecount": "allpages"}
    found = await plain.rows("purchaseentry/PurchaseEntries", PAGE, **asked(BILL_MAPPING), **options)
    for entry in found:
        lines = entry["PurchaseEntryLines"]
        while "__next" in lines:
            lines = await plain.get(lines["__next"])
    await _below(plain, [entry["EntryID"] for entry in found], BILL_MAPPING.related())
    return len(found)


async def _below(plain: Plain, keys: Sequence[str], wanted: Sequence[RelatedRows]) -> None:
    """The rows of other entities that belong to these records, by their keys."""
    for related in wanted:
        main = (related.main,) if related.main else ()
        select = ",".join(prop.name for prop in (related.entity.key, related.parent, *related.props, *main))
        below: dict[str, list[Any]] = {}
        for start in range(0, len(keys), PAGE):
            mine = " or ".join(f"{related.parent.name} eq guid'{key}'" for key in keys[start : start + PAGE])
            text = " and ".join(part for part in (f"({mine})", filter_text(related.where, ZONE)) if part)
            for row in await plain.rows(related.entity.path, filter=text, select=select):
                below.setdefault(row[related.parent.name], []).append(row)


#: As large as a scanned page.
PDF: Final = b"%PDF-1.4\n" + b"0" * 200_000 + b"\n%%EOF\n"


async def _makers(gateway: Gateway, plain: Plain) -> tuple[Work, Work]:
    """Both ways to book a bill, each time for another supplier, since the API remembers those that it has found."""
    suppliers = await plain.rows("crm/Accounts", filter="IsSupplier eq true and Blocked eq false", select="ID")
    ledger = await plain.rows("financial/GLAccounts", filter="Code eq '7000'", select="ID")
    ours, theirs = (iter(supplier["ID"] for supplier in suppliers) for _ in range(2))
    numbers = count(1)

    async def book() -> int:
        return await _book(gateway, next(ours), f"A{next(numbers)}")

    async def plain_book() -> int:
        return await _plain_book(plain, next(theirs), f"B{next(numbers)}", ledger[0]["ID"])

    return book, plain_book


async def _book(gateway: Gateway, supplier: str, number: str) -> int:
    line = {"description": "Papier", "accountNumber": "7000", "taxCode": "2", "totalNetAmount": 437.5}
    form = aiohttp.FormData()
    form.add_field("bill", json.dumps({"contactId": supplier, "billNumber": number, "lineItems": [line]}))
    form.add_field("files", PDF, filename="factuur.pdf", content_type="application/pdf")
    booked = (await gateway.post("/accounting/bills", form))["data"]
    assert booked["totalGrossAmount"] == 529.38, booked
    return 1


async def _plain_book(plain: Plain, supplier: str, number: str, ledger: str) -> int:
    """The supplier, the number that is not there yet, document, file, entry, and what became of it."""
    select = ",".join(prop.name for prop in SUPPLIER.props())
    named = await plain.rows("crm/Accounts", filter=f"ID eq guid'{supplier}'", select=select, top="1")
    alike = f"Supplier eq guid'{supplier}' and YourRef eq '{number}' and Type eq 30 and Status ne 5"
    assert named
    assert not await plain.rows("purchaseentry/PurchaseEntries", filter=alike, select="EntryID", top="2")
    day = datetime.now(UTC).date().isoformat()
    document = {"Type": 20, "Subject": number, "Account": supplier, "DocumentDate": day}
    key = (await plain.post("documents/Documents", document))["ID"]
    content = base64.b64encode(PDF).decode()
    await plain.post(
        "documents/DocumentAttachments", {"Document": key, "FileName": "factuur.pdf", "Attachment": content}
    )
    line = {"Description": "Papier", "GLAccount": ledger, "VATCode": "2", "AmountFC": 437.5}
    entry = {"Supplier": supplier, "Journal": "60", "EntryDate": day, "YourRef": number, "Document": key}
    made = (await plain.post("purchaseentry/PurchaseEntries", entry | {"PurchaseEntryLines": [line]}))["EntryID"]
    mine = f"Type eq 30 and EntryID eq guid'{made}'"
    (read,) = await plain.rows("purchaseentry/PurchaseEntries", filter=mine, **asked(BILL_MAPPING))
    await _below(plain, [read["EntryID"]], BILL_MAPPING.related())
    return 1
