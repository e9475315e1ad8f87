"""The group `sync` over a real socket, and its streams straight from the books."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.sandbox.books.desk import Desk, new_desk
from tests.sandbox.books.payments import control, pay
from tests.sandbox.seeded import desk as behind
from tests.sandbox.small_exact import FIRST, Client, add_account, guid
from tests.sandbox.test_statefile import on_file

from unibooks.connectors.exact.target import Account, Payment, PurchaseEntry, TransactionLine, sync
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import matching, virtuals
from unibooks.sandbox.exact.functions import Asked
from unibooks.sandbox.exact.odata.options import next_query, parse_options
from unibooks.sandbox.exact.state import Company, Row, Table, World, Write
from unibooks.sandbox.exact.streams import DELETED, STREAMS
from unibooks.sandbox.exact.sync import read_stream, table
from unibooks.sandbox.exact.virtual import Virtual
from unibooks.sandbox.exact.virtual import table as derived

DIVISION = 3187041
VIRTUALS = virtuals()


def asked(world: World, company: Company) -> Asked:
    def rows(entity: type[Entity]) -> Table:
        virtual = VIRTUALS.get(entity)
        return derived(world, company, entity, virtual) if isinstance(virtual, Virtual) else company[entity]

    return Asked(world, company, rows)


def read(desk: Desk, entity: type[Entity], since: int = 0) -> list[Row]:
    """Everything later than a version, page by page."""
    options = parse_options(f"$filter=Timestamp gt {since}L")
    found: list[Row] = []
    while True:
        page = read_stream(asked(desk.world, desk.company), entity, options)
        assert page is not None
        found += page.rows
        if not page.token:
            return found
        options = parse_options(next_query(options, len(page.rows), page.token))


def deletions(desk: Desk, since: int = 0) -> list[tuple[int, uuid.UUID]]:
    rows = sorted(table(asked(desk.world, desk.company), sync.SyncDeleted), key=lambda row: row["Timestamp"])
    return [(row["EntityType"], row["EntityKey"]) for row in rows if row["Timestamp"] > since]


def newest(rows: Iterable[Row]) -> int:
    return max((row["Timestamp"] for row in rows), default=0)


@pytest.mark.parametrize("entity", STREAMS, ids=lambda entity: entity.path)
def test_every_stream_shows_what_it_is_made_of(entity: type[Entity]) -> None:
    sources = STREAMS[entity]
    known: set[str] = {"Timestamp", "ID"}
    for source in sources:
        known |= source.entity.props().keys() | source.fixed.keys()
        known |= source.header[1].props().keys() if source.header else set()
        assert source.renamed.keys() | source.fixed.keys() <= entity.props().keys()
    for name, prop in entity.props().items():
        edms = {p.edm for s in sources for p in [s.entity.props().get(s.renamed.get(name, name))] if p is not None}
        assert not edms or prop.edm in edms, name
    assert len(entity.props().keys() - known) <= 10
    assert entity.filterable == {"Timestamp"}
    assert entity.selected
    assert entity.page_size == 1000


def test_every_sync_resource_has_its_stream() -> None:
    from unibooks.connectors.exact.target.catalogue import ENTITIES

    named = {entity for entity in ENTITIES if entity.path.startswith("sync/")}
    assert named == STREAMS.keys() | {sync.SyncDeleted}


# --- on the wire


async def test_rows_come_by_version_from_any_version_on(exact: Client) -> None:
    query = "sync/CRM/Accounts?$select=Timestamp,ID,Name&$filter=Timestamp%20{}L"
    everything = (await exact.api(query.format("gt%200"))).json["d"]["results"]
    stamps = [int(row["Timestamp"]) for row in everything]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps) == 150
    assert isinstance(everything[0]["Timestamp"], str)
    key = f"Timestamp={stamps[0]}L,ID=guid'{everything[0]['ID']}'"
    assert everything[0]["__metadata"] == {
        "uri": f"{exact.url}/api/v1/{FIRST}/sync/CRM/Accounts({key})",
        "type": "Exact.Web.Api.Models.SyncAccount",
    }
    after = (await exact.api(query.format(f"gt%20{stamps[99]}"))).json["d"]["results"]
    assert after == everything[100:]
    from_there = (await exact.api(query.format(f"ge%20{stamps[99]}"))).json["d"]["results"]
    assert from_there == everything[99:]
    between = (await exact.api(query.format(f"ge%20{stamps[3]}L%20and%20Timestamp%20lt%20{stamps[5]}"))).json["d"]
    assert between["results"] == everything[3:5]
    one = await exact.api(f"sync/CRM/Accounts({key})")
    assert one.json["d"]["Name"] == everything[0]["Name"]
    assert (await exact.api("sync/CRM/Accounts/$count")).body == b"150"


async def test_a_changed_row_moves_to_the_end_and_its_old_key_is_gone(exact: Client) -> None:
    query = "sync/CRM/Accounts?$select=Timestamp,ID,Name"
    before = (await exact.api(query)).json["d"]["results"]
    moved = before[7]
    body = {"Name": "Anders"}
    assert (await exact.send("PUT", f"/api/v1/{FIRST}/crm/Accounts(guid'{moved['ID']}')", json=body)).status == 204
    after = (await exact.api(query)).json["d"]["results"]
    assert [row["ID"] for row in after] == [row["ID"] for row in before if row != moved] + [moved["ID"]]
    assert int(after[-1]["Timestamp"]) > int(before[-1]["Timestamp"])
    assert after[-1]["Name"] == "Anders"
    old = f"Timestamp={moved['Timestamp']}L,ID=guid'{moved['ID']}'"
    assert (await exact.api(f"sync/CRM/Accounts({old})")).status == 404


async def test_pages_of_a_thousand_go_on_though_rows_change_in_between(exact: Client) -> None:
    company = exact.world.companies[FIRST]
    for number in range(151, 1203):
        add_account(company, number)
    first = (await exact.api("sync/CRM/Accounts?$select=ID&$filter=Timestamp%20gt%200L")).json["d"]
    assert len(first["results"]) == 1000
    assert "$filter=Timestamp%20gt%200L&$select=ID&$skiptoken=" in first["__next"]
    company[Account].change(guid(1), {"Name": "Anders"})
    last = (await exact.get(first["__next"])).json["d"]["results"]
    assert len(last) == 203
    assert last[-1]["ID"] == str(guid(1))
    small = await exact.api("sync/CRM/Accounts?$select=ID&$top=5")
    assert len(small.json["d"]) == 5


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("", 400, "Please add a $select or a $top=1 statement to the query string."),
        ("?$top=1", 200, ""),
        ("?$select=ID&$skip=1", 400, "Bad Request - Error in query syntax."),
        ("?$select=ID&$filter=Name%20eq%20'x'", 400, "This $filter parameter is not supported for this resource"),
        (
            "?$select=ID&$filter=Timestamp%20gt%201L%20and%20Name%20eq%20'x'",
            400,
            "This $filter parameter is not supported for this resource",
        ),
        ("?$select=ID&$orderby=Name", 200, ""),
        ("?$select=ID&$inlinecount=allpages", 200, ""),
        ("?$select=ID&$skiptoken='x'", 400, ""),
    ],
)
async def test_what_is_refused(exact: Client, query: str, status: int, message: str) -> None:
    reply = await exact.api(f"sync/CRM/Accounts{query}")
    assert reply.status == status, reply.body
    if message:
        assert reply.json["error"]["message"]["value"] == message


async def test_a_deletion_is_told_once_with_its_day_and_user_for_two_months(exact: Client) -> None:
    key = guid(7)
    assert (await exact.send("DELETE", f"/api/v1/{FIRST}/crm/Accounts(guid'{key}')")).status == 204
    query = "sync/Deleted?$select=Timestamp,EntityKey,EntityType,DeletedBy,DeletedDate,Division,ID"
    (found,) = (await exact.api(query)).json["d"]["results"]
    last = (await exact.api("sync/CRM/Accounts?$select=Timestamp")).json["d"]["results"][-1]
    assert int(found["Timestamp"]) > int(last["Timestamp"])
    assert (found["EntityKey"], found["EntityType"], found["Division"]) == (str(key), 2, FIRST)
    assert found["DeletedBy"] == str(guid(1))
    assert found["DeletedDate"] == r"/Date(1772445605000)/"
    assert (await exact.api(f"{query}&$filter=Timestamp%20gt%20{found['Timestamp']}L")).json["d"]["results"] == []
    exact.clock.move(days=58)
    await exact.connect()
    assert len((await exact.api(query)).json["d"]["results"]) == 1
    exact.clock.move(days=5)
    await exact.connect()
    assert (await exact.api(query)).json["d"]["results"] == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?modified=datetime'2026-01-01'",
        "?endPoint='TransactionLines'",
        "?modified=2026-01-01&endPoint='TransactionLines'",
        "?modified=datetime'2026-01-01'&endPoint=TransactionLines",
        "?modified=datetime'2026-01-01'&endPoint='Accounts'",
        "?modified=datetime'2026-01-01'&endpoint='TransactionLines'",
    ],
)
async def test_a_timestamp_is_asked_for_with_both_parameters(exact: Client, query: str) -> None:
    reply = await exact.api(f"read/sync/Sync/SyncTimestamp{query}")
    assert (reply.status, reply.json["error"]["message"]["value"]) == (400, "Bad Request - Error in query syntax.")


async def test_a_time_becomes_the_version_from_which_rows_are_newer(exact: Client) -> None:
    company = exact.world.companies[FIRST]
    lines = company[TransactionLine]
    for day in (1, 2, 3, 4):
        lines.add(lines.blank() | {"ID": guid(day), "Modified": datetime(2026, 1, day, 9)})
    lines.change(guid(2), {"Modified": datetime(2026, 1, 5, 9)})
    address = "read/sync/Sync/SyncTimestamp?modified=datetime'{}'&endPoint='TransactionLines'"
    (found,) = (await exact.api(address.format("2026-01-03"))).json["d"]["results"]
    assert found["API"] == "TransactionLines"
    assert found["Modified"] == r"/Date(1767430800000)/"
    query = f"sync/Financial/TransactionLines?$select=ID&$filter=Timestamp%20ge%20{found['TimeStampAsBigInt']}L"
    newer = (await exact.api(query)).json["d"]["results"]
    assert [row["ID"] for row in newer] == [str(guid(n)) for n in (3, 4, 2)]
    assert (await exact.api(address.format("2026-02-01"))).json["d"]["results"] == []


# --- from the books


@pytest.fixture
def desk() -> Desk:
    return new_desk()


def test_lines_that_the_ledger_only_wrote_again_are_not_deleted(desk: Desk) -> None:
    entry = desk.book(desk.line("100"), desk.line("50"))
    since = newest(read(desk, sync.SyncTransactionLine))
    desk.put(PurchaseEntry, entry, {"Description": "Anders"})
    assert deletions(desk) == []
    assert {row["EntryID"] for row in read(desk, sync.SyncTransactionLine, since)} == {entry["EntryID"]}


def test_an_entry_that_is_deleted_takes_its_lines_and_terms_along(desk: Desk) -> None:
    entry = desk.book(desk.line("100"))
    lines = {row["ID"] for row in read(desk, sync.SyncTransactionLine) if row["EntryID"] == entry["EntryID"]}
    terms = {row["ID"] for row in read(desk, sync.SyncPaymentTerm) if row["EntryID"] == entry["EntryID"]}
    assert len(lines) == 3
    assert len(terms) == 1
    since = desk.company.versions.last
    desk.delete(PurchaseEntry, entry)
    gone = deletions(desk, since)
    assert {key for kind, key in gone if kind == DELETED[TransactionLine]} == lines
    assert {key for kind, key in gone if kind == DELETED[Payment]} == terms
    assert deletions(desk, since) == gone


def test_terms_get_a_new_version_when_they_are_paid_and_not_otherwise(desk: Desk) -> None:
    term = control(desk, desk.book(desk.line("100")))
    first = read(desk, sync.SyncPaymentTerm)
    assert {row["LineType"] for row in first} == {20, 22}
    assert {row["Timestamp"] for row in first if row["LineType"] == 22 and row["ApprovalStatus"] != 1} == set()
    since = newest(first)
    assert read(desk, sync.SyncPaymentTerm, since) == []
    paid = pay(desk, "121", desk.relation("Van Dalen Transport B.V."))
    since = newest(read(desk, sync.SyncPaymentTerm))
    matching.match(desk.write, {term["ID"]: None, paid["ID"]: None})
    changed = read(desk, sync.SyncPaymentTerm, since)
    assert {row["TransactionID"] for row in changed} == {term["ID"], paid["ID"]}
    assert {row["Status"] for row in changed} == {50}


def test_an_invoice_is_a_header_of_line_0_and_its_lines_as_new_as_the_newer_of_both(desk: Desk) -> None:
    company = desk.company
    headers, lines = company[SalesInvoice], company[SalesInvoiceLine]
    since = company.versions.last
    for n in (1, 2):
        headers.add(
            headers.blank()
            | {"InvoiceID": guid(n), "Description": f"Factuur {n}", "Status": 20, "AmountDC": Decimal(9)}
        )
        for m in (1, 2):
            line = {"ID": guid(10 * n + m), "InvoiceID": guid(n), "LineNumber": m, "AmountDC": Decimal(m)}
            lines.add(lines.blank() | line)
    rows = list(read(desk, sync.SyncSalesInvoice, since))
    shown = {row["ID"]: (row["LineNumber"], row["AmountDC"], row["Status"]) for row in rows}
    assert shown[guid(1)] == (0, Decimal(9), 20)
    assert shown[guid(12)] == (2, Decimal(2), 20)
    since = newest(rows)
    headers.change(guid(2), {"Status": 50})
    changed = read(desk, sync.SyncSalesInvoice, since)
    assert {row["ID"] for row in changed} == {guid(2), guid(21), guid(22)}
    assert {row["Status"] for row in changed} == {50}
    assert len({row["Timestamp"] for row in changed}) == 1


def test_rows_of_one_version_are_not_lost_between_pages(desk: Desk) -> None:
    headers, lines = desk.company[SalesInvoice], desk.company[SalesInvoiceLine]
    since = desk.company.versions.last
    for n in range(2300):
        lines.add(lines.blank() | {"ID": guid(n), "InvoiceID": guid(9000), "LineNumber": n + 1})
    headers.add(headers.blank() | {"InvoiceID": guid(9000)})
    rows = read(desk, sync.SyncSalesInvoice, since)
    assert {row["Timestamp"] for row in rows} == {desk.company.versions.last}
    assert {row["ID"] for row in rows} == {guid(n) for n in range(2300)} | {guid(9000)}
    assert len(rows) == 2301


def test_a_removal_remembers_who_wrote(desk: Desk) -> None:
    entry = desk.book(desk.line("100"))
    other = next(user for user in desk.world.users.values() if user is not desk.write.user)
    colleague = Desk(desk.world, Write(desk.world, desk.company, other))
    colleague.delete(PurchaseEntry, entry)
    rows = list(table(asked(desk.world, desk.company), sync.SyncDeleted))
    assert {row["DeletedBy"] for row in rows} == {other.id}
    assert {row["DeletedDate"] for row in rows} == {desk.world.local(desk.company)}


def test_what_a_reader_keeps_by_following_is_what_there_is(desk: Desk) -> None:
    kept: dict[uuid.UUID, Row] = {}
    since = dead = 0

    def follow() -> None:
        nonlocal since, dead
        rows = read(desk, sync.SyncTransactionLine, since)
        kept.update((row["ID"], row) for row in rows)
        since = max(since, newest(rows))
        for kind, key in deletions(desk, dead):
            if kind == DELETED[TransactionLine]:
                kept.pop(key, None)
        dead = desk.company.versions.last

    follow()
    first, second = desk.book(desk.line("100")), desk.book(desk.line("20"), desk.line("30"))
    follow()
    desk.put(PurchaseEntry, first, {"Description": "Anders"})
    desk.delete(PurchaseEntry, second)
    follow()
    assert {key: _without(row) for key, row in kept.items()} == dict(desk.company[TransactionLine].rows)


def _without(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "Timestamp"}


async def _terms(exact: Client, since: int = 0) -> list[tuple[str, int]]:
    query = f"sync/Cashflow/PaymentTerms?$select=Timestamp,ID&$filter=Timestamp%20gt%20{since}L"
    found: list[dict[str, str]] = []
    page = (await exact.api(query, company=DIVISION)).json["d"]
    while "__next" in page:
        found += page["results"]
        page = (await exact.get(page["__next"])).json["d"]
    return [(row["ID"], int(row["Timestamp"])) for row in found + page["results"]]


async def test_versions_of_terms_outlive_a_restart_and_go_on_from_there(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    async with on_file(path) as exact:
        first = await _terms(exact)
        assert len(first) > 10
    async with on_file(path) as exact:
        assert await _terms(exact) == first
        there = behind(exact)
        there.book(there.line("100"))
        (new,) = await _terms(exact, first[-1][1])
        assert new[0] not in dict(first)
