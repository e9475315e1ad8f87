"""Creating: what is checked first, what is written, and what happens when an answer is lost or the books say no."""

from __future__ import annotations

import base64
import uuid
from decimal import Decimal
from typing import Any

import pytest
from tests.connectors.exact.linked import LeapingClock, Linked

from unibooks.accounting.relations import CreateContact
from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.connectors.exact.files import MAX_FILE
from unibooks.connectors.exact.target import (
    Account,
    Document,
    DocumentAttachment,
    GLAccount,
    PurchaseEntry,
    TransactionLine,
)
from unibooks.core.connector import Upload
from unibooks.core.errors import (
    InvalidRequest,
    OutcomeUnknown,
    Rejected,
    TargetUnavailable,
    Throttled,
)
from unibooks.core.target import Entity

SUPPLIERS, BILLS = EXACT_NL.mappings["suppliers"], EXACT_NL.mappings["bills"]
PDF = b"%PDF-1.7\nthe bill of May"
FILE = Upload("bill.pdf", PDF, "application/pdf")

#: What a bill with its file leaves behind.
TABLES: tuple[type[Entity], ...] = (Document, DocumentAttachment, PurchaseEntry)


def sizes(exact: Linked) -> list[int]:
    return [len(exact.company()[entity]) for entity in TABLES]


def grown(exact: Linked, before: list[int]) -> list[int]:
    return [now - then for now, then in zip(sizes(exact), before, strict=True)]


async def writes(exact: Linked) -> list[str]:
    calls = await exact.calls()
    return [f"{c['method']} {c['path'].split('/')[-1].partition('(')[0]}" for c in calls if c["method"] != "GET"]


async def book(exact: Linked, *files: Upload, **values: Any) -> Any:
    outcome = await exact.handler.create(exact.session(), BILLS, exact.bill(**values), files)
    return outcome.records[0]


async def test_a_supplier_is_created_and_read_back(exact: Linked) -> None:
    session = exact.session()
    body = CreateContact.model_validate({"contactType": "COMPANY", "companyName": "Papier & Zn. 'Ei'"})
    made = (await exact.handler.create(session, SUPPLIERS, body)).records[0]
    row = exact.company()[Account].rows[uuid.UUID(made.id)]
    assert (row["Name"], row["IsSupplier"]) == ("Papier & Zn. 'Ei'", True)
    assert (made.company_name, made.number) == (row["Name"], row["Code"].strip())


async def test_a_bill_with_its_file_is_booked(exact: Linked) -> None:
    before = sizes(exact)
    session = exact.session()
    outcome = await exact.handler.create(session, BILLS, exact.bill(), [FILE])
    bill = outcome.records[0]
    assert grown(exact, before) == [1, 1, 1]
    assert (bill.total_net_amount, bill.total_tax_amount, bill.total_gross_amount) == (100, 21, 121)
    entry = exact.company()[PurchaseEntry].rows[uuid.UUID(bill.id)]
    ledger = exact.company()[TransactionLine].where("EntryID", entry["EntryID"])
    assert sum(line["AmountDC"] for line in ledger) == 0
    assert max(line["AmountDC"] for line in ledger) == Decimal(100)
    assert bill.file_id == str(entry["Document"])
    file = await exact.handler.document(exact.session(), BILLS, bill.id)
    assert base64.b64decode(file.content or "") == PDF
    assert (file.file_name, file.content_type) == ("bill.pdf", "application/pdf")


async def test_the_calls_of_a_bill(exact: Linked) -> None:
    await book(exact)
    await exact.calls()
    session = exact.session()
    await exact.handler.create(session, BILLS, exact.bill(billNumber="F-2"), [FILE])
    assert await writes(exact) == ["POST Documents", "POST DocumentAttachments", "POST PurchaseEntries"]
    # the number is looked up, the three writes, and the reading back with its payment terms; companies, reference data,
    # supplier and period are known
    assert session.calls == 6


async def test_several_files_stand_in_one_document(exact: Linked) -> None:
    bill = await book(exact, Upload("terms.txt", b"pay"), FILE)
    attachments = exact.company()[DocumentAttachment].where("Document", uuid.UUID(bill.file_id))
    assert {row["FileName"] for row in attachments} == {"terms.txt", "bill.pdf"}
    session = exact.session()
    assert (await exact.handler.document(session, BILLS, bill.id)).file_name == "bill.pdf"
    assert list(session.warnings) == ["2 files are stored with this bill; bill.pdf is given"]


@pytest.mark.parametrize("path", ["Documents$", "DocumentAttachments", "PurchaseEntries"])
async def test_a_lost_answer_makes_no_duplicate(exact: Linked, path: str) -> None:
    await book(exact)
    before = sizes(exact)
    await exact.fault("lost", path=path, method="POST")
    bill = await book(exact, FILE, billNumber="F-2")
    assert grown(exact, before) == [1, 1, 1]
    assert bill.bill_number == "F-2"


async def test_a_lost_answer_to_a_supplier_makes_no_duplicate(exact: Linked) -> None:
    body = CreateContact.model_validate({"contactType": "COMPANY", "companyName": "O'Neill 100%"})
    before = len(exact.company()[Account])
    await exact.fault("lost", path="crm/Accounts", method="POST")
    made = (await exact.handler.create(exact.session(), SUPPLIERS, body)).records[0]
    assert len(exact.company()[Account]) == before + 1
    assert exact.company()[Account].rows[uuid.UUID(made.id)]["Name"] == "O'Neill 100%"


async def test_a_lost_entry_without_a_file_is_told_from_its_neighbour(exact: Linked) -> None:
    """Two bills of one supplier and day: the answer to the second is lost before anything was booked."""
    first = await book(exact, billNumber=None)
    before = sizes(exact)
    line = {"accountNumber": "4040", "totalNetAmount": 70, "taxRatePercentage": 21}
    await exact.fault("maintenance", path="PurchaseEntries", method="POST")
    with pytest.raises(TargetUnavailable, match="not done"):
        await book(exact, billNumber=None, lineItems=[line])
    assert grown(exact, before)[2] == 0
    await exact.fault("lost", path="PurchaseEntries", method="POST")
    second = await book(exact, billNumber=None, lineItems=[line])
    assert second.id != first.id
    assert second.total_net_amount == 70


@pytest.mark.parametrize("fault", ["maintenance", "maintenance200", "500"])
async def test_a_write_that_was_not_done_leaves_nothing_behind(exact: Linked, fault: str) -> None:
    before = sizes(exact)
    await exact.fault(fault, path="PurchaseEntries", method="POST")
    with pytest.raises(TargetUnavailable, match="not done"):
        await book(exact, FILE)
    assert grown(exact, before) == [0, 0, 0]


async def test_when_looking_fails_too_the_outcome_is_unknown(exact: Linked) -> None:
    await book(exact)
    before = sizes(exact)
    await exact.fault("lost", path="PurchaseEntries", method="POST")
    await exact.fault("maintenance", path="PurchaseEntries", method="GET", times=3)
    with pytest.raises(OutcomeUnknown):
        await book(exact, FILE, billNumber=None)
    # nothing is taken back then: the entry may carry the document, and here it does
    assert grown(exact, before) == [1, 1, 1]


async def close(exact: Linked) -> None:
    """Close the period of the bill right after it was found open, so that Exact alone can know."""
    bill = await book(exact)
    entry = exact.company()[PurchaseEntry].rows[uuid.UUID(bill.id)]
    exact.company().closed_periods.add((entry["ReportingYear"], entry["ReportingPeriod"]))
    await exact.calls()


async def test_a_refused_entry_leaves_no_document(exact: Linked) -> None:
    await close(exact)
    before = sizes(exact)
    with pytest.raises(Rejected) as caught:
        await book(exact, FILE, billNumber="F-2")
    assert grown(exact, before) == [0, 0, 0]
    assert await writes(exact) == [
        "POST Documents",
        "POST DocumentAttachments",
        "POST PurchaseEntries",
        "DELETE Documents",
    ]
    assert [fault.field for fault in caught.value.faults] == ["billDate"]
    assert (caught.value.downstream[0].translation or "").startswith("Period is closed: ")


async def test_what_cannot_be_taken_back_is_said(exact: Linked) -> None:
    await close(exact)
    await exact.fault("maintenance", path="Documents", method="DELETE")
    with pytest.raises(Rejected, match="Left behind in Exact Online, since it could not be removed: document"):
        await book(exact, FILE, billNumber="F-2")


async def test_a_write_that_cannot_be_read_back_is_no_error(exact: Linked) -> None:
    await book(exact)
    before = sizes(exact)
    await exact.fault("maintenance", path="PurchaseEntries", method="GET", times=3)
    session = exact.session()
    outcome = await exact.handler.create(session, BILLS, exact.bill(billNumber=None), [FILE])
    assert grown(exact, before) == [1, 1, 1]
    assert uuid.UUID(outcome.records[0].id) in exact.company()[PurchaseEntry].rows
    assert outcome.records[0].bill_number is None
    assert any("could not be read back" in warning for warning in session.warnings)


async def test_all_faults_are_told_before_anything_is_written(exact: Linked) -> None:
    line = {"accountNumber": "999999", "totalNetAmount": 100, "taxCode": "ZZ"}
    files = [
        Upload("bill.pdf", b"no", field="files[0]"),
        Upload("noext", b"x", field="files[1]"),
        Upload("empty.txt", b"", field="files[2]"),
        Upload("big.bin", bytes(MAX_FILE + 1), field="files[3]"),
        Upload("Bill.PDF", PDF, field="files[4]"),
        Upload("../up.txt", b"x", field="files[5]"),
    ]
    unknown = str(uuid.UUID(int=77))
    with pytest.raises(InvalidRequest) as caught:
        await book(exact, *files, contactId=unknown, lineItems=[line], journalCode="nope")
    faults = {fault.field: fault.message for fault in caught.value.faults}
    assert set(faults) == {
        "contactId",
        "journalCode",
        "lineItems[0].accountNumber",
        "lineItems[0].taxCode",
        *(f"files[{n}]" for n in range(6)),
    }
    assert "is not a PDF" in faults["files[0]"]
    assert "extension" in faults["files[1]"]
    assert "empty" in faults["files[2]"]
    assert f"{MAX_FILE:,}" in faults["files[3]"]
    assert "same name as files[0]" in faults["files[4]"]
    assert await writes(exact) == []


async def test_the_largest_file_arrives(exact: Linked) -> None:
    bill = await book(exact, Upload("big.bin", b"x" * MAX_FILE))
    attachment = exact.company()[DocumentAttachment].where("Document", uuid.UUID(bill.file_id))[0]
    assert attachment["FileSize"] == MAX_FILE


async def test_files_have_no_place_with_a_supplier(exact: Linked) -> None:
    body = CreateContact.model_validate({"contactType": "COMPANY", "companyName": "X"})
    with pytest.raises(InvalidRequest, match="no file can be stored with suppliers"):
        await exact.handler.create(exact.session(), SUPPLIERS, body, [FILE])
    assert await writes(exact) == []


async def test_a_customer_and_a_blocked_supplier_take_no_bills(exact: Linked) -> None:
    accounts = exact.company()[Account]
    customer = next(row for row in accounts if not row["IsSupplier"])
    accounts.change(uuid.UUID(exact.supplier()), {"Blocked": True})
    blocked = next(row for row in accounts if row["Blocked"])
    for row in (customer, blocked):
        with pytest.raises(InvalidRequest) as caught:
            await book(exact, contactId=str(row["ID"]))
        assert [fault.field for fault in caught.value.faults] == ["contactId"]
        assert row["Name"] in caught.value.faults[0].message


async def test_a_ledger_account_made_since_is_found(exact: Linked, clock: LeapingClock) -> None:
    await book(exact)
    table = exact.company()[GLAccount]
    sample = dict(table.where("Code", "4040")[0])
    table.add(sample | {"ID": exact.world.new_id(), "Code": "4999"})
    line = {"accountNumber": "4999", "totalNetAmount": 10, "taxRatePercentage": 21}
    # the tables are fresh: it is taken for a typing error, at no cost
    await exact.calls()
    with pytest.raises(InvalidRequest):
        await book(exact, lineItems=[line])
    assert await exact.calls() == []
    clock.move(minutes=2)
    bill = await book(exact, lineItems=[line], billNumber="F-9")
    assert bill.line_items[0].account_number == "4999"


async def test_an_unknown_code_is_asked_for_again_only_once_a_minute(exact: Linked, clock: LeapingClock) -> None:
    await book(exact)
    clock.move(minutes=2)
    for asked in (True, False):
        await exact.calls()
        with pytest.raises(InvalidRequest):
            await book(exact, lineItems=[{"accountNumber": "7", "totalNetAmount": 1, "taxCode": "2"}])
        assert bool(await exact.calls()) is asked


async def test_a_quota_that_ends_in_the_middle_says_what_it_leaves(exact: Linked) -> None:
    await book(exact)
    before = sizes(exact)
    await exact.fault("empty429", path="PurchaseEntries", method="POST")
    with pytest.raises(Throttled, match=r"Left behind in Exact Online.*: document") as caught:
        await book(exact, FILE, billNumber="F-2")
    assert caught.value.retry_at is not None
    assert grown(exact, before) == [1, 1, 0]
