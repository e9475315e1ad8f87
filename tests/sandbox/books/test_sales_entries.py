"""What a sales entry becomes in the ledger and among the open items, and what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    Account,
    Costcenter,
    Document,
    GLAccount,
    Journal,
    Receivable,
    ReceivablesListRow,
    TransactionLine,
    VATCode,
)
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.sandbox.exact.books import Rules, ledger, status, virtuals
from unibooks.sandbox.exact.state import Refused, Row
from unibooks.sandbox.exact.virtual import table

D = Decimal


def customer(desk: Desk) -> Row:
    return next(r for r in desk.company[Account] if r["Status"] == "C" and r["PaymentConditionSales"] == "30")


def sale(desk: Desk, *lines: Row, **more: Any) -> Row:
    return {"Customer": customer(desk)["ID"], "Journal": "70", "SalesEntryLines": list(lines), **more}


def line(desk: Desk, amount: str, vat: str | None = "2", gl: str = "8000", **more: Any) -> Row:
    return desk.line(amount, vat, gl, **more)


def book(desk: Desk, *lines: Row, rules: Rules | None = None, **more: Any) -> Row:
    return desk.post(SalesEntry, sale(desk, *lines, **more), rules)


def lines_of(desk: Desk, entry: Row) -> list[Row]:
    return desk.company[SalesEntryLine].where("EntryID", entry["EntryID"])


def test_an_entry_is_filled_in(shared_desk: Desk) -> None:
    entry = book(shared_desk, line(shared_desk, "100"), EntryDate=datetime(2026, 11, 5), YourRef="V-1")
    number = entry["EntryNumber"]
    expected: dict[str, Any] = {
        "AmountDC": D("121.00"),
        "AmountFC": D("121.00"),
        "VATAmountDC": D("21.00"),
        "VATAmountFC": D("21.00"),
        "Currency": "EUR",
        "Rate": 1,
        "CustomerName": customer(shared_desk)["Name"],
        "Description": f"Factuur: {number}",
        "Document": None,
        "DueDate": datetime(2026, 12, 5),
        "InvoiceNumber": number,
        "JournalDescription": "Verkoopboek",
        "PaymentCondition": "30",
        "PaymentConditionPaymentMethod": "B",
        "ReportingYear": 2026,
        "ReportingPeriod": 11,
        "Status": 20,
        "StatusDescription": "Open",
        "Type": 20,
        "TypeDescription": "Verkoopboeking",
        "YourRef": "V-1",
    }
    assert {name: entry[name] for name in expected} == expected
    assert str(number).startswith("2670")
    assert shared_desk.company[SalesEntry].rows[entry["EntryID"]] is entry
    row = lines_of(shared_desk, entry)[0]
    assert (row["GLAccountCode"], row["VATCode"], row["AmountDC"], row["VATBaseAmountFC"]) == ("8000", "2  ", 100, 100)


@pytest.mark.parametrize(
    ("amount", "code", "postings"),
    [
        ("100", "2", [(0, "1300", "121.00"), (1, "8000", "-100.00"), (9999, "1500", "-21.00")]),
        ("-100", "2", [(0, "1300", "-121.00"), (1, "8000", "100.00"), (9999, "1500", "21.00")]),
        ("4000", "4", [(0, "1300", "4000.00"), (1, "8000", "-3305.79"), (9999, "1500", "-694.21")]),
        ("288.75", "1", [(0, "1300", "314.74"), (1, "8000", "-288.75"), (9999, "1510", "-25.99")]),
        ("50", "0", [(0, "1300", "50.00"), (1, "8000", "-50.00")]),
        ("50", "20", [(0, "1300", "50.00"), (1, "8000", "-50.00")]),
        ("50", "7", [(0, "1300", "50.00"), (1, "8000", "-50.00")]),
        ("50", "14", [(0, "1300", "50.00"), (1, "8000", "-50.00")]),
        ("0.01", "2", [(0, "1300", "0.01"), (1, "8000", "-0.01")]),
    ],
)
def test_each_kind_of_vat_code_posts_its_way(
    shared_desk: Desk, amount: str, code: str, postings: list[tuple[int, str, str]]
) -> None:
    entry = book(shared_desk, line(shared_desk, amount, code))
    assert shared_desk.ledger(entry) == [(number, gl, D(value)) for number, gl, value in postings]
    assert entry["Type"] == (21 if amount.startswith("-") else 20)
    assert entry["AmountDC"] == D(postings[0][2])


def test_ledger_lines_say_their_vat_with_their_own_sign(shared_desk: Desk) -> None:
    entry = book(shared_desk, line(shared_desk, "100"), line(shared_desk, "10"))
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert [(row["AmountVATFC"], row["AmountVATBaseFC"]) for row in rows[1:]] == [
        (D(-21), D(-100)),
        (D("-2.10"), D(-10)),
        (None, D(-110)),
    ]
    assert {row["OffsetID"] for row in rows[1:]} == {rows[0]["ID"]}
    assert {row["Type"] for row in rows} == {20}


def test_the_seller_of_a_reverse_charge_owes_no_vat(desk: Desk) -> None:
    desk.post(
        VATCode,
        {
            "Code": "30",
            "Description": "Verlegd",
            "Type": "E",
            "Charged": True,
            "VATTransactionType": "B",
            "GLToPay": desk.gl("1500"),
            "GLToClaim": desk.gl("1520"),
            "VATPercentages": [{"Percentage": D("0.21")}],
        },
    )
    entry = book(desk, line(desk, "100", "30"))
    assert desk.ledger(entry) == [(0, "1300", D(100)), (1, "8000", D(-100))]
    assert (entry["VATAmountFC"], lines_of(desk, entry)[0]["VATBaseAmountFC"]) == (0, 100)


def test_a_type_that_is_sent_changes_nothing(shared_desk: Desk) -> None:
    assert book(shared_desk, line(shared_desk, "10"), line(shared_desk, "-5"))["Type"] == 20
    credit = book(shared_desk, line(shared_desk, "5"), line(shared_desk, "-10"))
    assert (credit["Type"], credit["AmountFC"]) == (21, D("-6.05"))
    assert {row["Type"] for row in lines_of(shared_desk, credit)} == {21}


def test_all_missing_parts_are_told_at_once(shared_desk: Desk) -> None:
    body: Row = {"SalesEntryLines": [{}]}
    assert shared_desk.refusal(SalesEntry, dict(body)) == (
        "Verplicht: Klant",
        "Verplicht: Dagboek",
        "Verplicht: Grootboekrekening",
    )
    for language, sentence in (
        ("en-GB", "Mandatory: Customer"),
        ("de-DE", "Obligatorisch: Kunde"),
        ("fr-FR", "Obligatoire: Client"),
        ("es-ES", "Obligatorio: Cliente"),
    ):
        assert shared_desk.speaking(language).refusal(SalesEntry, dict(body))[0] == sentence
    assert shared_desk.refusal(SalesEntry, sale(shared_desk)) == ("Verplicht: Regels",)


REFUSALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("Ongeldige referentie: Klant", {"Customer": uuid4()}, {}),
    ("Ongeldige referentie: Journals", {"Journal": "99"}, {}),
    ("Ongeldig: Dagboek (type)", {"Journal": "60"}, {}),
    ("Niet toegestaan: Valuta", {"Currency": "USD"}, {}),
    ("Niet toegestaan: Wisselkoers", {"Rate": D("1.1")}, {}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}, {}),
    ("Ongeldige referentie: Document", {"Document": uuid4()}, {}),
    ("Periode is afgesloten: 2025 - 11", {"EntryDate": datetime(2025, 11, 3)}, {}),
    ("Onbekend: Boekjaar (Periode - datumtabel)", {"EntryDate": datetime(2019, 1, 1)}, {}),
    ("Ongeldig: Omschrijving", {"Description": "x" * 61}, {}),
    ("Ongeldige referentie: Grootboekrekening", {}, {"GLAccount": uuid4()}),
    ("Ongeldige referentie: Btw-code", {}, {"VATCode": "77"}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": ""}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": "10"}),
    ("Geblokkeerd: Btw-code", {}, {"VATCode": "19"}),
    ("Ongeldig: Btw-percentage []", {}, {"VATCode": None, "VATPercentage": D("0.5")}),
    ("Ongeldige referentie: Kostenplaats", {}, {"CostCenter": "K1"}),
    ("Ongeldige referentie: Abonnement", {}, {"Subscription": uuid4()}),
    ("Verplicht: Tot", {}, {"From": datetime(2026, 11, 1)}),
    ("Ongeldig: Bedrag", {}, {"AmountFC": D("NaN")}),
    (
        'Een btw bedrag is niet toegestaan als u gebruikmaakt van een btw-code van het type "geen btw"',
        {},
        {"VATCode": "7", "VATAmountFC": D(1)},
    ),
]


@pytest.mark.parametrize(("sentence", "header", "given"), REFUSALS)
def test_refusals(shared_desk: Desk, sentence: str, header: dict[str, Any], given: dict[str, Any]) -> None:
    before = [len(shared_desk.company[entity]) for entity in (SalesEntry, SalesEntryLine, TransactionLine)]
    body = sale(shared_desk, line(shared_desk, "10") | given, **header)
    assert shared_desk.refusal(SalesEntry, body) == (sentence,)
    after = [len(shared_desk.company[entity]) for entity in (SalesEntry, SalesEntryLine, TransactionLine)]
    assert before == after


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("1300", "Ongeldig: Grootboekrekeningtype"),
        ("1500", "Ongeldig: Grootboekrekeningtype"),
        ("5599", "Geblokkeerd: Grootboekrekening"),
    ],
)
def test_ledger_accounts_that_take_no_line(shared_desk: Desk, code: str, sentence: str) -> None:
    assert shared_desk.refusal(SalesEntry, sale(shared_desk, line(shared_desk, "10", gl=code))) == (sentence,)


def test_who_may_be_the_customer(desk: Desk) -> None:
    supplier = desk.relation("Van Dalen Transport B.V.")
    assert desk.refusal(SalesEntry, sale(desk, line(desk, "1"), Customer=supplier["ID"])) == ("Ongeldig: Klant (Type)",)
    desk.put(Account, supplier, {"Status": "C"})
    assert book(desk, line(desk, "1"), Customer=supplier["ID"])["CustomerName"] == "Van Dalen Transport B.V."
    desk.put(Account, supplier, {"Blocked": True})
    assert desk.refusal(SalesEntry, sale(desk, line(desk, "1"), Customer=supplier["ID"])) == ("Geblokkeerd: Klant",)


def test_entry_numbers_are_used_once_and_a_taken_invoice_number_is_ignored(shared_desk: Desk) -> None:
    entry = book(shared_desk, line(shared_desk, "1"), InvoiceNumber=880001)
    assert entry["InvoiceNumber"] == 880001
    body = sale(shared_desk, line(shared_desk, "1"), EntryNumber=entry["EntryNumber"])
    assert shared_desk.refusal(SalesEntry, body) == ("In gebruik: Boekstuknummer",)
    second = book(shared_desk, line(shared_desk, "1"), InvoiceNumber=880001)
    assert second["InvoiceNumber"] == second["EntryNumber"] == entry["EntryNumber"] + 1
    shared_desk.put(SalesEntry, second, {"InvoiceNumber": 880001})
    assert second["InvoiceNumber"] == second["EntryNumber"]
    shared_desk.put(SalesEntry, second, {"InvoiceNumber": 880002})
    rows = shared_desk.company[TransactionLine].where("EntryID", second["EntryID"])
    assert {row["InvoiceNumber"] for row in rows} == {880002}


def test_vat_by_rate_by_amount_and_by_default(shared_desk: Desk) -> None:
    gl = {"GLAccount": shared_desk.gl("8000"), "AmountFC": D(100)}
    assert lines_of(shared_desk, book(shared_desk, gl | {"VATPercentage": D("0.21")}))[0]["VATCode"] == "2  "
    assert book(shared_desk, line(shared_desk, "437.50", VATPercentage=D("0.19")))["VATAmountFC"] == D("83.13")
    assert book(shared_desk, line(shared_desk, "100", VATAmountFC=D("21.01")))["AmountFC"] == D("121.01")
    whole = book(shared_desk, line(shared_desk, "100"), line(shared_desk, "10"), VATAmountFC=D("23.12"))
    assert (whole["VATAmountFC"], whole["AmountFC"]) == (D("23.12"), D("133.12"))
    # the code of the ledger account, then that of the customer
    assert book(shared_desk, dict(gl), rules=Rules("none"))["VATAmountFC"] == 0
    default = shared_desk.company[GLAccount].rows[gl["GLAccount"]]["VATCode"] or customer(shared_desk)["SalesVATCode"]
    assert lines_of(shared_desk, book(shared_desk, dict(gl)))[0]["VATCode"] == default


def test_a_foreign_currency_is_converted_and_balances(desk: Desk) -> None:
    desk.post(
        Journal,
        {
            "Code": "71",
            "Description": "Verkoop dollars",
            "Type": 20,
            "GLAccount": desk.gl("1300"),
            "AllowVariableCurrency": True,
            "AllowVariableExchangeRate": True,
        },
    )
    lines = [line(desk, "33.33"), line(desk, "66.67"), line(desk, "0.05")]
    entry = book(desk, *lines, Journal="71", Currency="usd", Rate=D("0.873"))
    assert (entry["Currency"], entry["AmountFC"], entry["Rate"]) == ("USD", D("121.06"), D("0.873"))
    rows = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert sum(row["AmountDC"] for row in rows) == sum(row["AmountFC"] for row in rows) == 0
    assert entry["AmountDC"] == rows[0]["AmountDC"]
    assert rows[0]["AmountFC"] == D("121.06")


def test_a_given_document_is_tied_to_the_entry_and_stays(shared_desk: Desk) -> None:
    document = shared_desk.post(Document, {"Subject": "Factuur", "Type": 10})
    before = len(shared_desk.company[Document])
    entry = book(shared_desk, line(shared_desk, "10"))
    assert len(shared_desk.company[Document]) == before
    shared_desk.put(SalesEntry, entry, {"Document": document["ID"]})
    assert document["FinancialTransactionEntryID"] == entry["EntryID"]
    assert (entry["DocumentNumber"], entry["DocumentSubject"]) == (document["HID"], "Factuur")
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Document - Gebruikt in: Boekingen$"):
        shared_desk.delete(Document, document)
    shared_desk.delete(SalesEntry, entry)
    assert document["FinancialTransactionEntryID"] is None


def test_changing_the_header_books_anew_and_keeps_the_keys(shared_desk: Desk) -> None:
    entry = book(shared_desk, line(shared_desk, "100"))
    before = [row["ID"] for row in shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])]
    other = next(r for r in shared_desk.company[Account] if r["Status"] == "C" and r is not customer(shared_desk))
    shared_desk.put(SalesEntry, entry, {"Customer": other["ID"], "EntryDate": datetime(2026, 10, 2)})
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert [row["ID"] for row in rows] == before
    assert {(row["Account"], row["FinancialPeriod"], row["Date"]) for row in rows} == {
        (other["ID"], 10, datetime(2026, 10, 2))
    }
    assert (entry["CustomerName"], entry["DueDate"]) == (other["Name"], datetime(2026, 11, 1))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"EntryDate": datetime(2025, 11, 1)}, "Het boekjaar kan niet worden gewijzigd."),
        ({"Journal": "60"}, r"Ongeldig: Dagboek \(type\)"),
        ({"Customer": uuid4()}, "Ongeldige referentie: Klant"),
        ({"VATAmountFC": D("1e40")}, "Ongeldig: Bedrag"),
    ],
)
def test_changes_that_are_refused(shared_desk: Desk, body: dict[str, Any], sentence: str) -> None:
    entry = book(shared_desk, line(shared_desk, "100"))
    with pytest.raises(Refused, match=sentence):
        shared_desk.put(SalesEntry, entry, body)


def test_processed_entries_and_closed_periods_stay_as_they_are(desk: Desk) -> None:
    entry = book(desk, line(desk, "10"))
    assert status.change(desk.write, entry["EntryID"], 50)
    assert (entry["Status"], entry["StatusDescription"]) == (50, "Verwerkt")
    for change in (
        lambda: desk.put(SalesEntry, entry, {"YourRef": "x"}),
        lambda: desk.delete(SalesEntry, entry),
        lambda: desk.post(SalesEntryLine, line(desk, "1", EntryID=entry["EntryID"])),
        lambda: desk.delete(SalesEntryLine, lines_of(desk, entry)[0]),
    ):
        with pytest.raises(Refused, match=r"^Reeds verwerkt: Boekstuknummer$"):
            change()
    entry = book(desk, line(desk, "10"))
    desk.company.closed_periods.add((2026, 11))
    with pytest.raises(Refused, match=r"^Periode is afgesloten: 2026 - 11$"):
        desk.put(SalesEntry, entry, {"YourRef": "x"})


def test_lines_can_be_added_changed_and_removed(shared_desk: Desk) -> None:
    entry = book(shared_desk, line(shared_desk, "100"))
    added = shared_desk.post(SalesEntryLine, line(shared_desk, "50", "0", EntryID=entry["EntryID"]))
    assert (added["LineNumber"], entry["AmountFC"]) == (2, D("171.00"))
    shared_desk.put(SalesEntryLine, added, {"VATCode": "1"})
    assert shared_desk.ledger(entry)[-1] == (9999, "1510", D("-4.50"))
    shared_desk.put(SalesEntryLine, added, {"AmountFC": D("-200")})
    assert (entry["AmountFC"], entry["Type"]) == (D("-97.00"), 21)
    shared_desk.delete(SalesEntryLine, lines_of(shared_desk, entry)[0])
    assert (entry["AmountFC"], len(lines_of(shared_desk, entry))) == (D("-218.00"), 1)
    assert sum(amount for *_, amount in shared_desk.ledger(entry)) == 0
    with pytest.raises(Refused, match=r"^Niet toegestaan: Boeking$"):
        shared_desk.put(SalesEntryLine, added, {"EntryID": uuid4()})
    shared_desk.delete(SalesEntryLine, added)
    assert entry["EntryID"] not in shared_desk.company[SalesEntry].rows
    assert shared_desk.ledger(entry) == []


def test_deleting_an_entry_leaves_no_trace(shared_desk: Desk) -> None:
    before = ledger.trial_balance(shared_desk.company)
    entry = book(shared_desk, line(shared_desk, "100"))
    shared_desk.delete(SalesEntry, entry)
    assert ledger.trial_balance(shared_desk.company) == before
    assert lines_of(shared_desk, entry) == []


def test_a_line_of_no_entry_is_refused(shared_desk: Desk) -> None:
    assert shared_desk.refusal(SalesEntryLine, line(shared_desk, "1")) == ("Verplicht: Boeking",)
    assert shared_desk.refusal(SalesEntryLine, line(shared_desk, "1", EntryID=uuid4())) == (
        "Ongeldige referentie: Boeking",
    )


def test_a_receivables_account_of_the_customer_wins(desk: Desk) -> None:
    own = desk.post(GLAccount, {"Code": "1319", "Description": "Debiteuren groep", "Type": 20, "BalanceSide": "D"})
    desk.put(Account, customer(desk), {"GLAR": own["ID"]})
    assert desk.ledger(book(desk, line(desk, "100")))[0] == (0, "1319", D("121.00"))


def test_lines_carry_cost_centre_and_cost_unit(desk: Desk) -> None:
    entry = book(desk, line(desk, "10", CostCenter="VERKOOP", CostUnit="BEURS", Quantity=D(2), Notes="Los"))
    row = desk.company[TransactionLine].where("EntryID", entry["EntryID"])[1]
    assert (row["CostCenter"], row["CostUnit"], row["Quantity"], row["Notes"]) == ("VERKOOP", "BEURS", 2, "Los")
    center = desk.company[Costcenter].first("Code", "VERKOOP")
    assert center is not None
    with pytest.raises(Refused, match="Kan niet verwijderen"):
        desk.delete(Costcenter, center)


def test_what_a_customer_owes_follows_from_the_entry(desk: Desk) -> None:
    entry = book(desk, line(desk, "100"), PaymentCondition="14", EntryDate=datetime(2026, 11, 5))
    derived = virtuals()
    terms = table(desk.world, desk.company, Receivable, derived[Receivable]).where("EntryID", entry["EntryID"])
    names = ("AmountDC", "TransactionAmountDC", "DueDate", "PaymentCondition", "IsFullyPaid", "InvoiceNumber")
    assert [tuple(term[name] for name in names) for term in terms] == [
        (D(-121), D(121), datetime(2026, 11, 19), "14", False, entry["InvoiceNumber"])
    ]
    owed = table(desk.world, desk.company, ReceivablesListRow, derived[ReceivablesListRow])
    rows = owed.where("EntryNumber", entry["EntryNumber"])
    assert [(row["AccountId"], row["Amount"]) for row in rows] == [(entry["Customer"], D(121))]


def test_the_seeds_entries_agree_with_the_ledger(desk: Desk) -> None:
    for company in desk.world.companies.values():
        booked = {r["EntryID"] for r in company[TransactionLine] if r["JournalCode"] == "70"}
        entries = company[SalesEntry].rows
        assert booked == set(entries)
        assert len(entries) > 80
        for key, entry in entries.items():
            rows = company[TransactionLine].where("EntryID", key)
            own = company[SalesEntryLine].where("EntryID", key)
            assert rows[0]["AmountDC"] == entry["AmountDC"]
            assert {(row["EntryNumber"], row["Status"], row["Type"]) for row in rows} == {
                (entry["EntryNumber"], entry["Status"], entry["Type"])
            }
            assert [-row["AmountDC"] for row in rows[1 : len(own) + 1]] == [row["AmountDC"] for row in own]
        assert {entry["Type"] for entry in entries.values()} == {20, 21}
