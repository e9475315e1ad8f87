"""The world that every sandbox starts with."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from stdnum import iban
from stdnum.nl import bsn, btw

from unibooks.connectors.exact.target import (
    Account,
    Address,
    BankAccount,
    Contact,
    Costcenter,
    Costunit,
    Division,
    Document,
    DocumentAttachment,
    GLAccount,
    Journal,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
    VATCode,
)
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact.behaviours.books import BEHAVIOURS
from unibooks.sandbox.exact.books import ledger, matching
from unibooks.sandbox.exact.pdf import page
from unibooks.sandbox.exact.seed import build_world
from unibooks.sandbox.exact.seed.clockwork import Calendar
from unibooks.sandbox.exact.seed.identifiers import dutch_iban, payment_reference
from unibooks.sandbox.exact.state import Company, World

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings"
START = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(MovableClock(START))


@pytest.fixture(scope="module")
def trading(world: World) -> Company:
    return world.companies[3187041]


def dump(world: World) -> str:
    """Everything in a world, as text."""
    tables = {
        (code, entity.__name__): list(company[entity])
        for code, company in world.companies.items()
        for entity in ENTITIES
    }
    blobs = {code: company.blobs for code, company in world.companies.items()}
    return repr((tables, blobs, world.users.keys(), world.new_id()))


def test_the_same_month_makes_the_same_world() -> None:
    first, later = build_world(MovableClock(START)), build_world(MovableClock(START.replace(day=30, hour=20)))
    assert dump(first) == dump(later)
    assert dump(build_world(MovableClock(START.replace(month=10)))) != dump(later)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_any_day_will_do(day: date) -> None:
    world = build_world(MovableClock(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)))
    for company in world.companies.values():
        dates = [row["EntryDate"].date() for row in company[PurchaseEntry]]
        assert Calendar(day).months[0] <= min(dates)
        assert max(dates) <= Calendar(day).end < day
        assert {d.year for d in dates} <= company.financial_years == {day.year - 1, day.year, day.year + 1}


def test_users_open_both_companies(world: World) -> None:
    assert [user.language for user in world.users.values()] == ["nl-NL", "en-GB", "de-DE", "fr-FR", "es-ES"]
    assert all(user.companies == (3187041, 3187042) for user in world.users.values())
    assert [row["Description"] for company in world.companies.values() for row in company[Division]] == [
        company.name for company in world.companies.values()
    ]


def test_relations_have_people_addresses_and_bank_accounts(trading: Company) -> None:
    relations = list(trading[Account])
    with_contacts = {row["Account"] for row in trading[Contact]}
    assert len(with_contacts) > len(relations) / 2
    for row in relations:
        own = trading[Address].first("Account", row["ID"])
        assert not row["City"] or (own is not None and own["City"] == row["City"])
        contacts = trading[Contact].where("Account", row["ID"])
        assert [c["ID"] for c in contacts if c["IsMainContact"]] == ([row["MainContact"]] if contacts else [])
    assert {row["Type"] for row in trading[Address]} >= {1, 2, 4}
    suppliers = [row for row in relations if row["IsSupplier"]]
    paid = [row for row in suppliers if trading[BankAccount].where("Account", row["ID"])]
    assert len(paid) > len(suppliers) * 0.8
    numbers = [row["IBAN"] for row in trading[BankAccount] if row["IBAN"]]
    assert all(iban.is_valid(number) for number in numbers)
    assert {number[:2] for number in numbers} >= {"NL", "BE", "DE", "IE"}
    assert any(row["IBAN"] is None for row in trading[BankAccount])


def test_cost_centres_and_units_are_in_use(world: World) -> None:
    for company in world.companies.values():
        centers = {row["Code"]: row for row in company[Costcenter]}
        units = {row["Code"]: row for row in company[Costunit]}
        assert (len(centers), len(units)) == (6, 4)
        assert [code for code, row in centers.items() if row["EndDate"] is not None] == ["OUD"]
        lines = list(company[PurchaseEntryLine])
        assert {line["CostCenter"] for line in lines} > {None, "KANTOOR"}
        assert {line["CostUnit"] for line in lines} >= {None, "WAGENP"}
        uses = {row["Code"]: row["UseCostcenter"] for row in company[GLAccount] if row["UseCostcenter"]}
        assert uses == {"5543": 1, "5560": 2}


def test_each_entry_and_the_whole_ledger_balance(world: World) -> None:
    for company in world.companies.values():
        entries: dict[UUID, Decimal] = {}
        for row in company[TransactionLine]:
            entries[row["EntryID"]] = entries.get(row["EntryID"], Decimal(0)) + row["AmountDC"]
        assert len(entries) > 250
        assert not any(entries.values())
        assert sum(ledger.trial_balance(company).values()) == 0


def test_subledgers_agree_with_their_documents(trading: Company) -> None:
    for entry in trading[PurchaseEntry]:
        rows = trading[TransactionLine].where("EntryID", entry["EntryID"])
        assert rows[0]["AmountDC"] == -entry["AmountDC"]
        assert {row["Status"] for row in rows} == {entry["Status"]}
        assert trading[Document].rows[entry["Document"]]["FinancialTransactionEntryID"] == entry["EntryID"]


def test_the_year_has_everything_a_client_has_to_cope_with(trading: Company) -> None:
    entries = list(trading[PurchaseEntry])
    assert 220 <= len(entries) <= 280
    assert {(r["Status"], r["Type"]) for r in entries} >= {(20, 30), (50, 30), (50, 31)}
    assert {r["Currency"] for r in entries} == {"EUR", "USD"}
    sizes = Counter(line["EntryID"] for line in trading[PurchaseEntryLine])
    assert max(sizes.values()) > 60
    codes = {line["VATCode"] for line in trading[PurchaseEntryLine]}
    assert codes >= {"0  ", "1  ", "2  ", "4  ", "5  ", "9  ", "10 ", "15 "}
    assert {row["Type"] for row in trading[TransactionLine]} >= {10, 20, 21, 30, 31, 40, 90}
    assert len(trading.closed_periods) == 2
    assert len(trading[Account]) == 130
    assert sum(1 for row in trading[Account] if row["Blocked"]) >= 2
    assert len(trading[GLAccount]) > 90


def test_entry_numbers_are_unique_in_their_journal(world: World) -> None:
    for company in world.companies.values():
        seen = {(row["JournalCode"], row["EntryNumber"], row["EntryID"]) for row in company[TransactionLine]}
        assert len({(journal, number) for journal, number, _ in seen}) == len(seen)


def test_matched_lines_point_at_each_other(trading: Company) -> None:
    table = trading[TransactionLine]
    controls = [row for row in table if row["LineNumber"] == 0 and row["OffsetID"]]
    assert len(controls) > 100
    for row in controls:
        other = table.rows[row["OffsetID"]]
        assert other["OffsetID"] == row["ID"]
        assert row["AmountDC"] + other["AmountDC"] == matching.open_amounts(trading, row)[0]


def test_template_rows_are_older_than_the_company(trading: Company) -> None:
    division = next(iter(trading[Division]))
    for entity in (GLAccount, Journal, VATCode):
        assert all(row["Created"] == row["Modified"] < division["Created"] for row in trading[entity])
    vat = [row["Created"] for row in trading[VATCode]]
    assert all(60 <= (b - a).total_seconds() * 1000 <= 200 for a, b in pairwise(vat))


def test_numbers_have_valid_check_digits(trading: Company, world: World) -> None:
    rows = [row for row in trading[Account] if row["RSIN"]]
    assert len(rows) > 90
    for row in rows:
        assert bsn.is_valid(row["RSIN"])
        assert row["VATNumber"] is None or btw.is_valid(row["VATNumber"])
    assert all(iban.is_valid(dutch_iban(world.random)) for _ in range(20))


def test_payment_references_follow_the_published_weights() -> None:
    class Fixed:
        digits = iter("000056789012345")

        def randrange(self, _stop: int) -> int:
            return int(next(self.digits))

    assert payment_reference(Fixed()) == "5000056789012345"  # type: ignore[arg-type]


def test_attachments_are_valid_pdfs(trading: Company) -> None:
    assert len(trading[DocumentAttachment]) >= 10
    for row in trading[DocumentAttachment]:
        content = trading.blobs[row["ID"]]
        assert len(content) == row["FileSize"]
        check_pdf(content)
    check_pdf(page(["(haakje) \\ €"]))


def check_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-1.4")
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    table = content[start:].splitlines()
    assert table[0] == b"xref"
    count = int(table[1].split()[1])
    for number, entry in enumerate(table[3 : 2 + count], 1):
        assert content[int(entry.split()[0]) :].startswith(b"%d 0 obj" % number)


def test_a_long_text_takes_several_pages() -> None:
    content = page([f"Regel {number}" for number in range(120)], "Courier")
    check_pdf(content)
    assert content.count(b"/Type /Page ") == 3
    assert content.index(b"(Regel 52)") > content.index(b"endstream")


def rows_of(value: Any) -> list[dict[str, Any]]:
    """Every record in a recorded answer."""
    if isinstance(value, list):
        return [row for item in value for row in rows_of(item)]
    if not isinstance(value, dict):
        return []
    inner = [row for item in value.values() for row in rows_of(item)]
    return [value, *inner] if "__metadata" in value else inner


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not part of the project")
@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("recorded__nango_fr2026__get-account__get_crm_Accounts_byid", Account),
        ("recorded__nango_fr2026__list-vat-codes__get_vat_VATCodes", VATCode),
        ("recorded__nango_fr2026__create-purchase-invoice__post_purchaseentry_PurchaseEntries", PurchaseEntry),
        ("recorded__nango_fr2026__attach-file-invoice__post_documents_Documents", Document),
        ("recorded__nango_fr2026__attach-file-invoice__post_documents_DocumentAttachments", DocumentAttachment),
        ("recorded__nango_fr2026__divisions__get_system_Divisions", Division),
    ],
)
def test_rows_fill_what_recorded_rows_fill(trading: Company, name: str, entity: Any) -> None:
    """Whatever is filled in every recorded row is filled in ours, and padded alike."""
    recorded = rows_of(json.loads((RECORDINGS / f"{name}.json").read_text()))
    assert recorded
    ours = list(trading[entity])
    for prop in entity.props().values():
        values = [row.get(prop.name) for row in recorded]
        if any(value is None for value in values):
            continue
        mine = [row[prop.name] for row in ours]
        assert sum(value is not None for value in mine) > len(mine) / 2, prop
        if prop.width:
            assert {len(value) for value in mine if value is not None} == {abs(prop.width)}, prop


def test_behaviours_say_where_they_come_from() -> None:
    assert len({b.statement for b in BEHAVIOURS}) == len(BEHAVIOURS) > 50
    assert all(b.evidence and re.fullmatch(r"[A-Z].*\.", b.statement) for b in BEHAVIOURS)
