"""Projects, and the lines that name them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books import selling
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    BankEntry,
    Document,
    GeneralJournalEntry,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.project import Project
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal


def project(desk: Desk, code: str = "P-100") -> Row:
    row = desk.company[Project].first("Code", code)
    assert row is not None
    return row


def test_a_new_project_is_filled_in(desk: Desk) -> None:
    buyer = selling.customer(desk)
    row = desk.post(Project, {"Code": "P-9", "Description": "Bouw", "Type": 3, "Account": buyer["ID"]})
    expected: dict[str, Any] = {
        "AccountName": buyer["Name"],
        "AccountCode": buyer["Code"],
        "TypeDescription": "Nacalculatie",
        "Manager": desk.write.user.id,
        "ManagerFullname": desk.write.user.full_name,
        "StartDate": datetime(2026, 11, 22),
        "BlockEntry": False,
    }
    assert {name: row[name] for name in expected} == expected
    desk.put(Project, row, {"Type": 4, "Description": "Verbouwing"})
    assert (row["TypeDescription"], row["Description"], row["Account"]) == (
        "Niet declarabel",
        "Verbouwing",
        buyer["ID"],
    )


@pytest.mark.parametrize(
    ("sentences", "body"),
    [
        (
            ("Verplicht: Code", "Verplicht: Omschrijving", "Verplicht: Type"),
            dict.fromkeys(("Code", "Description", "Type")),
        ),
        (("Ongeldig: Type",), {"Type": 6}),
        (("Gegeven bestaat reeds.",), {"Code": "P-100"}),
        (("Ongeldige referentie: Relatie",), {"Account": uuid4()}),
        (("Ongeldige referentie: Manager",), {"Manager": uuid4()}),
        (("Ongeldige referentie: Contactpersoon",), {"AccountContact": uuid4()}),
        (("Ongeldige referentie: Adres",), {"InvoiceAddress": uuid4()}),
        (("Ongeldige referentie: Artikel",), {"FixedPriceItem": uuid4()}),
        (("Ongeldige referentie: Betalingsconditie",), {"PaymentCondition": "77"}),
        (("Ongeldig: Bedrag",), {"BudgetedAmount": D("1e40")}),
        (("Ongeldig: Einddatum",), {"EndDate": datetime(2020, 1, 1)}),
    ],
)
def test_projects_that_are_refused(shared_desk: Desk, sentences: tuple[str, ...], body: Row) -> None:
    given: Row = {"Code": "P-9", "Description": "Bouw", "Type": 2, **body}
    assert shared_desk.refusal(Project, given) == sentences


def test_a_type_cannot_be_taken_away(desk: Desk) -> None:
    with pytest.raises(Refused, match="Verplicht: Type"):
        desk.put(Project, project(desk), {"Type": None})


def test_the_ledger_shows_the_project_of_a_bill(desk: Desk) -> None:
    row = project(desk)
    entry = desk.book(desk.line("100", Project=row["ID"]), desk.line("50"))
    first, second = desk.lines(entry)
    assert (first["Project"], first["ProjectDescription"], second["Project"]) == (
        row["ID"],
        "Inrichting magazijn",
        None,
    )
    booked = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    shown = [(line["LineNumber"], line["Project"], line["ProjectCode"], line["ProjectDescription"]) for line in booked]
    told = (row["ID"], "P-100", "Inrichting magazijn")
    assert shown == [(0, None, None, None), (1, *told), (2, None, None, None), (9999, None, None, None)]
    desk.put(PurchaseEntryLine, first, {"Project": project(desk, "P-200")["ID"]})
    assert first["ProjectDescription"] == "Onderhoud op afroep"


def test_the_ledger_shows_the_project_of_money_and_of_general_entries(desk: Desk) -> None:
    key = project(desk)["ID"]
    bank = desk.post(
        BankEntry,
        {"JournalCode": "20", "BankEntryLines": [{"GLAccount": desk.gl("5520"), "AmountFC": D(-10), "Project": key}]},
    )
    lines: list[Row] = [
        {"GLAccount": desk.gl("5520"), "AmountFC": D(10), "Project": key},
        {"GLAccount": desk.gl("2000"), "AmountFC": D(-10)},
    ]
    general = desk.post(GeneralJournalEntry, {"JournalCode": "90", "GeneralJournalEntryLines": lines})
    for entry in (bank, general):
        booked = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
        assert {line["GLAccountCode"]: line["ProjectCode"] for line in booked}["5520"] == "P-100"
        assert [line["ProjectCode"] for line in booked].count("P-100") == 1


@pytest.mark.parametrize(
    ("sentence", "change"),
    [("Ongeldig: Project", {}), ("Geblokkeerd: Project", {"BlockEntry": True, "EndDate": None})],
)
def test_projects_that_take_no_line(desk: Desk, sentence: str, change: Row) -> None:
    row = project(desk, "P-300")
    desk.put(Project, row, change)
    assert desk.refusal(PurchaseEntry, desk.bill(desk.line("1", Project=row["ID"]))) == (sentence,)


def test_a_line_keeps_a_project_that_ended_since(desk: Desk) -> None:
    row = project(desk)
    entry = desk.book(desk.line("100", Project=row["ID"]))
    desk.put(Project, row, {"EndDate": datetime(2026, 11, 1)})
    line = desk.lines(entry)[0]
    desk.put(PurchaseEntryLine, line, {"AmountFC": D(90)})
    assert (line["AmountFC"], line["Project"]) == (90, row["ID"])


def test_an_unknown_project_is_refused(shared_desk: Desk) -> None:
    bill = shared_desk.bill(shared_desk.line("1", Project=uuid4()))
    assert shared_desk.refusal(PurchaseEntry, bill) == ("Ongeldige referentie: Project",)
    document: Row = {"Subject": "Scan", "Type": 20, "Project": uuid4()}
    assert shared_desk.refusal(Document, document) == ("Ongeldige referentie: Project",)


def test_a_document_names_its_project(desk: Desk) -> None:
    made = desk.post(Document, {"Subject": "Tekening", "Type": 55, "Project": project(desk)["ID"]})
    assert (made["ProjectCode"], made["ProjectDescription"]) == ("P-100", "Inrichting magazijn")


def test_a_project_in_use_stays(desk: Desk) -> None:
    row = project(desk)
    entry = desk.book(desk.line("100", Project=row["ID"]))
    with pytest.raises(Refused, match="Kan niet verwijderen: Project - Gebruikt in: Boekingen"):
        desk.delete(Project, row)
    desk.delete(PurchaseEntry, entry)
    desk.delete(Project, row)
    assert desk.company[Project].first("Code", "P-100") is None
