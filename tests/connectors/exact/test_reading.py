"""Reading through the handler: the same rows whatever the way, in no more calls than declared."""

from __future__ import annotations

import base64
import math
import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.connectors.exact.linked import LeapingClock, Linked

from unibooks.accounting.accounts import AccountFilters
from unibooks.accounting.bills import BillFilters
from unibooks.accounting.relations import ContactFilters
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.connectors.exact.target import (
    Account,
    DocumentAttachment,
    GLAccount,
    PurchaseEntry,
    PurchaseEntryLine,
)
from unibooks.core.errors import InvalidRequest, NotFound, NotOffered, TargetUnavailable

ACCOUNTS, SUPPLIERS, BILLS = (EXACT_NL.mappings[name] for name in ("accounts", "suppliers", "bills"))


async def warm(exact: Linked) -> None:
    """Let the connection learn its companies and reference data, and forget those calls."""
    await exact.list(BILLS, limit=5)
    await exact.calls()


async def test_companies_are_asked_for_once(exact: Linked, clock: LeapingClock) -> None:
    session = exact.session()
    companies = await exact.handler.companies(session)
    assert {c.id for c in companies} == {str(code) for code in exact.world.companies}
    assert {(c.country, c.currency, c.zone.key) for c in companies} == {("NL", "EUR", "Europe/Amsterdam")}
    assert [c["path"].split("/", 4)[-1] for c in await exact.calls()] == ["Me", "system/Divisions"]
    await exact.handler.companies(exact.session())
    assert await exact.calls() == []
    clock.move(minutes=16)
    await exact.handler.companies(exact.session())
    assert len(await exact.calls()) == 1


async def test_who_consented(exact: Linked) -> None:
    identity = await exact.handler.identify(exact.session())
    user = next(iter(exact.world.users.values()))
    assert (identity.user_id, identity.name, identity.company_id) == (
        str(user.id),
        user.full_name,
        str(user.current),
    )


async def test_a_list_takes_a_call_per_sixty_rows(exact: Linked) -> None:
    await warm(exact)
    rows = len(exact.company()[GLAccount])
    found = await exact.list(ACCOUNTS, cursor="", limit=1000)
    assert (len(found.records), found.total, found.next_cursor) == (rows, rows, None)
    assert len(await exact.calls()) == math.ceil(rows / 60)
    session = exact.session()
    await exact.handler.get(session, ACCOUNTS, found.records[0].id)
    assert session.calls == len(await exact.calls()) == 1


@pytest.mark.parametrize("mapping", [ACCOUNTS, SUPPLIERS, BILLS], ids=lambda m: m.resource.name)
@pytest.mark.parametrize("limit", [7, 60, 100, 1000])
async def test_pages_and_cursors_give_the_same_rows(exact: Linked, mapping: object, limit: int) -> None:
    assert mapping in (ACCOUNTS, SUPPLIERS, BILLS)
    whole = await exact.list(mapping, limit=1000)  # pyright: ignore[reportArgumentType]
    by_page, by_cursor = [], []
    for page in range(1, math.ceil(len(whole.records) / limit) + 1):
        part = await exact.list(mapping, limit=limit, page=page)  # pyright: ignore[reportArgumentType]
        by_page += part.records
        assert part.total == len(whole.records)
    cursor: str | None = ""
    while cursor is not None:
        part = await exact.list(mapping, limit=limit, cursor=cursor)  # pyright: ignore[reportArgumentType]
        assert part.records
        by_cursor += part.records
        cursor = part.next_cursor
    assert by_page == list(whole.records) == by_cursor


@pytest.mark.parametrize("field", ["billDate", "billNumber", "updatedDate"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_an_ordered_walk_misses_nothing(exact: Linked, field: str, direction: str) -> None:
    filters = BillFilters.model_validate({"orderField": field, "orderDir": direction})
    whole = await exact.list(BILLS, filters, limit=1000)
    walked, cursor = [], ""
    while cursor is not None:
        part = await exact.list(BILLS, filters, limit=60, cursor=cursor)
        walked += part.records
        cursor = part.next_cursor
    assert walked == list(whole.records)
    name = {"billDate": "bill_date", "billNumber": "bill_number", "updatedDate": "updated_date"}[field]
    values = [getattr(bill, name) for bill in walked]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=direction == "DESC")


async def test_seventeen_pages_by_cursor_are_seventeen_calls(exact: Linked) -> None:
    table = exact.company()[GLAccount]
    for number in range(1010 - len(table)):
        row = table.blank() | {"ID": exact.world.new_id(), "Code": f"X{number}", "Description": "More"}
        table.add(row)
    await warm(exact)
    cursor, parts = "", 0
    while cursor is not None:
        part = await exact.list(ACCOUNTS, limit=60, cursor=cursor)
        cursor, parts = part.next_cursor, parts + 1
    assert (parts, len(await exact.calls())) == (17, 17)


async def test_a_walk_survives_rows_that_vanish_behind_it(exact: Linked) -> None:
    table = exact.company()[GLAccount]
    first = await exact.list(ACCOUNTS, limit=20, cursor="")
    for record in first.records:
        table.remove(uuid.UUID(record.id))
    assert first.next_cursor is not None
    rest = await exact.list(ACCOUNTS, limit=1000, cursor=first.next_cursor)
    assert {record.id for record in rest.records} == {str(key) for key in table.rows}


@pytest.mark.parametrize("cursor", ["x", "%%%", "é", "bm8", "WyJhIiwiZ3VpZCcxJyJd"])
async def test_a_strange_cursor_is_named(exact: Linked, cursor: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await exact.list(ACCOUNTS, cursor=cursor)
    assert [fault.field for fault in caught.value.faults] == ["cursor"]


async def test_a_cursor_of_another_list_is_refused(exact: Linked) -> None:
    cursor = (await exact.list(ACCOUNTS, limit=5, cursor="")).next_cursor
    await exact.calls()
    filters = AccountFilters.model_validate({"isActive": True})
    with pytest.raises(InvalidRequest, match="another list"):
        await exact.list(ACCOUNTS, filters, cursor=cursor)
    assert await exact.calls() == []


async def test_all_lines_of_a_long_bill_come_in_their_order(exact: Linked) -> None:
    lines = exact.company()[PurchaseEntryLine]
    longest = max(exact.company()[PurchaseEntry], key=lambda entry: len(lines.where("EntryID", entry["EntryID"])))
    rows = sorted(lines.where("EntryID", longest["EntryID"]), key=lambda row: row["LineNumber"])
    assert len(rows) > 60, "the seeded books have a bill with more lines than an expanded page holds"
    await warm(exact)
    session = exact.session()
    bill = (await exact.handler.get(session, BILLS, str(longest["EntryID"]))).records[0]
    assert [line.id for line in bill.line_items] == [str(row["ID"]) for row in rows]
    assert session.calls == math.ceil(len(rows) / 60) + 1, "one for its payment terms"
    assert sum(line.total_gross_amount for line in bill.line_items) == bill.total_gross_amount


async def test_raw_data_is_what_exact_answered(exact: Linked) -> None:
    found = await exact.list(BILLS, limit=100, raw=True)
    results = found.raw["d"]["results"]
    assert [row["EntryID"] for row in results] == [bill.id for bill in found.records]
    assert set(results[0]) == {"__metadata", *PurchaseEntry.members}
    assert isinstance(next(row["AmountDC"] for row in results if row["AmountDC"] % 1), Decimal)
    one = await exact.handler.get(
        exact.session(), ACCOUNTS, str(next(iter(exact.company()[GLAccount]))["ID"]), raw=True
    )
    assert set(one.raw["d"]["results"][0]) == {"__metadata", *GLAccount.members}
    assert (await exact.list(ACCOUNTS)).raw is None


async def test_filters_reach_exact(exact: Linked) -> None:
    row = next(row for row in exact.company()[Account] if row["IsSupplier"] and row["Type"] != "D")
    name = str(row["Name"])
    by_number = await exact.list(SUPPLIERS, ContactFilters(number=str(row["Code"]).strip()))
    assert [s.company_name for s in by_number.records] == [name]
    by_name = await exact.list(SUPPLIERS, ContactFilters(name=name[:5]))
    assert name in [s.company_name for s in by_name.records]
    later = await exact.list(SUPPLIERS, ContactFilters(last_modified_at=datetime(2030, 1, 1, tzinfo=UTC)))
    assert (later.records, later.total) == ([], 0)


async def test_last_modified_is_later_than_that_instant(exact: Linked) -> None:
    bills = (await exact.list(BILLS, limit=1000)).records
    moment = sorted(bill.updated_date for bill in bills)[len(bills) // 2]
    found = await exact.list(BILLS, BillFilters(last_modified_at=moment), limit=1000)
    assert {b.id for b in found.records} == {b.id for b in bills if b.updated_date > moment}


@pytest.mark.parametrize("record_id", ["nonsense", "12", "../x", str(uuid.UUID(int=7))])
async def test_a_record_that_is_not_there(exact: Linked, record_id: str) -> None:
    await warm(exact)
    with pytest.raises(NotFound, match="There is no account"):
        await exact.handler.get(exact.session(), ACCOUNTS, record_id)
    asked = await exact.calls()
    assert [call["status"] for call in asked] == ([200] if len(record_id) == 36 else [])


async def test_a_customer_is_no_supplier(exact: Linked) -> None:
    row = next(row for row in exact.company()[Account] if not row["IsSupplier"])
    with pytest.raises(NotFound):
        await exact.handler.get(exact.session(), SUPPLIERS, str(row["ID"]))


@pytest.mark.parametrize("company", ["", "1", "999999999", "../../x"])
async def test_an_unknown_company_costs_no_call(exact: Linked, company: str) -> None:
    await warm(exact)
    with pytest.raises(InvalidRequest) as caught:
        await exact.handler.get(exact.session(company), ACCOUNTS, "x")
    fault = caught.value.faults[0]
    assert fault.field == "companyId"
    assert exact.company_id in fault.message
    assert "GET /auth/companies" in fault.message
    assert await exact.calls() == []


async def test_each_company_has_its_own_books(exact: Linked) -> None:
    found: list[set[str]] = []
    for code in exact.world.companies:
        exact.company_id = str(code)
        found.append({account.id for account in (await exact.list(ACCOUNTS, limit=1000)).records})
    assert len(found) == 2
    assert not found[0] & found[1]


async def test_reference_data_is_fetched_once_per_connection(exact: Linked, clock: LeapingClock) -> None:
    await exact.list(BILLS, limit=5)
    assert sum("VATCodes" in call["path"] for call in await exact.calls()) == 1
    await exact.list(BILLS, limit=5)
    assert sum("VATCodes" in call["path"] for call in await exact.calls()) == 0
    clock.move(minutes=16)
    await exact.list(BILLS, limit=5)
    assert sum("VATCodes" in call["path"] for call in await exact.calls()) == 1


async def test_the_file_of_a_bill(exact: Linked) -> None:
    attachments = exact.company()[DocumentAttachment]
    entries = list(exact.company()[PurchaseEntry])
    filed = next(row for row in entries if attachments.where("Document", row["Document"]))
    bare = next(row for row in entries if not attachments.where("Document", row["Document"]))
    stored = attachments.where("Document", filed["Document"])[0]
    session = exact.session()
    content = await exact.handler.document(session, BILLS, str(filed["EntryID"]))
    assert base64.b64decode(content.content or "") == exact.company().blobs[stored["ID"]]
    assert (content.file_name, content.content_type) == (stored["FileName"], "application/pdf")
    assert content.base64_encoded is True
    with pytest.raises(NotFound, match="No file is stored with this bill"):
        await exact.handler.document(exact.session(), BILLS, str(bare["EntryID"]))
    with pytest.raises(NotFound, match="There is no bill"):
        await exact.handler.document(exact.session(), BILLS, str(uuid.UUID(int=7)))
    with pytest.raises(NotOffered):
        await exact.handler.document(exact.session(), ACCOUNTS, str(uuid.UUID(int=7)))


async def test_a_file_elsewhere_is_not_fetched(exact: Linked) -> None:
    api = ExactApi(exact.handler._client, exact.session(), (await exact.handler.companies(exact.session()))[0])  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]
    await exact.calls()
    with pytest.raises(TargetUnavailable, match="another host"):
        await api.download("https://elsewhere.example/docs/SysAttachment.aspx?ID=1", "a.pdf")
    assert await exact.calls() == []
