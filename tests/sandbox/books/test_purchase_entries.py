"""What a purchase entry becomes in the ledger, and what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    Account,
    Document,
    GLAccount,
    PaymentCondition,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.sandbox.exact.books import Rules, ledger
from unibooks.sandbox.exact.state import Refused

D = Decimal


def test_an_entry_is_filled_in_as_recorded(shared_desk: Desk) -> None:
    entry = shared_desk.book(
        shared_desk.line("100"), EntryDate=datetime(2026, 11, 5), Description="Vracht", YourRef="V-1"
    )
    expected: dict[str, Any] = {
        "AmountDC": D("121.00"),
        "AmountFC": D("121.00"),
        "VATAmountFC": D("21.00"),
        "Currency": "EUR",
        "Rate": 1,
        "ReportingYear": 2026,
        "ReportingPeriod": 11,
        "DueDate": datetime(2026, 11, 26),
        "PaymentCondition": "21",
        "PaymentConditionDescription": "21 dagen",
        "Status": 20,
        "StatusDescription": "Open",
        "Type": 30,
        "SupplierName": "Van Dalen Transport B.V.",
        "JournalDescription": "Inkoopboek",
        "DocumentSubject": "Vracht",
        "ProcessNumber": 0,
        "Reversal": False,
        "YourRef": "V-1",
        "Division": 3187041,
    }
    assert {name: entry[name] for name in expected} == expected
    assert str(entry["EntryNumber"]).startswith("2660")
    assert entry["InvoiceNumber"] == entry["EntryNumber"]
    assert shared_desk.company[PurchaseEntry].rows[entry["EntryID"]] is entry


@pytest.mark.parametrize(
    ("amount", "code", "postings"),
    [
        ("100", "2", [(0, "1600", "-121.00"), (1, "5520", "100.00"), (9999, "1520", "21.00")]),
        ("-100", "2", [(0, "1600", "121.00"), (1, "5520", "-100.00"), (9999, "1520", "-21.00")]),
        ("4000", "4", [(0, "1600", "-4000.00"), (1, "5520", "3305.79"), (9999, "1520", "694.21")]),
        ("288.75", "1", [(0, "1600", "-314.74"), (1, "5520", "288.75"), (9999, "1520", "25.99")]),
        ("50", "0", [(0, "1600", "-50.00"), (1, "5520", "50.00")]),
        ("50", "20", [(0, "1600", "-50.00"), (1, "5520", "50.00")]),
        ("0.01", "2", [(0, "1600", "-0.01"), (1, "5520", "0.01")]),
        (
            "100",
            "10",
            [(0, "1600", "-100.00"), (1, "5520", "100.00"), (9999, "1520", "21.00"), (9999, "1512", "-21.00")],
        ),
    ],
)
def test_each_kind_of_vat_code_posts_its_way(
    shared_desk: Desk, amount: str, code: str, postings: list[tuple[int, str, str]]
) -> None:
    entry = shared_desk.book(shared_desk.line(amount, code))
    assert shared_desk.ledger(entry) == [(number, gl, D(value)) for number, gl, value in postings]
    assert entry["Type"] == (31 if amount.startswith("-") else 30)


def test_vat_lines_are_summed_per_code(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("100"), shared_desk.line("50", "1"), shared_desk.line("10.05"))
    assert shared_desk.ledger(entry)[4:] == [(9999, "1520", D("23.11")), (9999, "1520", D("4.50"))]


def test_a_reverse_charge_leaves_the_payable_alone(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("100", "5"))
    assert (entry["AmountFC"], entry["VATAmountFC"]) == (D("100.00"), D(0))


def test_a_line_without_an_amount_is_zero(shared_desk: Desk) -> None:
    entry = shared_desk.book({"GLAccount": shared_desk.gl("5520"), "VATCode": "2"})
    assert shared_desk.ledger(entry) == [(0, "1600", D(0)), (1, "5520", D(0))]


def test_all_missing_parts_are_told_at_once(shared_desk: Desk) -> None:
    assert shared_desk.refusal(PurchaseEntry, {"PurchaseEntryLines": [{}]}) == (
        "Verplicht: Leverancier",
        "Verplicht: Dagboek",
        "Verplicht: Grootboekrekening",
    )
    english = shared_desk.speaking("en-GB").refusal(PurchaseEntry, {"PurchaseEntryLines": [{}]})
    assert english == ("Mandatory: Supplier", "Mandatory: Journal", "Mandatory: G/L Account")
    assert shared_desk.speaking("de-DE").refusal(PurchaseEntry, shared_desk.bill())[0] == "Obligatorisch: Zeilen"


REFUSALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("Ongeldige referentie: Leverancier", {"Supplier": uuid4()}, {}),
    ("Ongeldige referentie: Journals", {"Journal": "99"}, {}),
    ("Ongeldig: Dagboek (type)", {"Journal": "70"}, {}),
    ("Geblokkeerd: Dagboek", {"Journal": "62"}, {}),
    ("Ongeldige referentie: Valuta", {"Currency": "ZZZ"}, {}),
    ("Niet toegestaan: Valuta", {"Currency": "USD"}, {}),
    ("Niet toegestaan: Wisselkoers", {"Rate": D("1.1")}, {}),
    ("Ongeldig: Wisselkoers", {"Journal": "61", "Currency": "USD", "Rate": D(-1)}, {}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}, {}),
    ("Ongeldige referentie: Document", {"Document": uuid4()}, {}),
    ("Periode is afgesloten: 2025 - 11", {"EntryDate": datetime(2025, 11, 3)}, {}),
    ("Periode is afgesloten: 2025 - 12", {"ReportingYear": 2025, "ReportingPeriod": 12}, {}),
    ("Onbekend: Boekjaar (Periode - datumtabel)", {"EntryDate": datetime(2019, 1, 1)}, {}),
    ("Ongeldig: Periode", {"ReportingPeriod": 14}, {}),
    ("Ongeldig: Omschrijving", {"Description": "x" * 61}, {}),
    ("Ongeldig: Bedrag", {"VATAmountFC": D("1e40")}, {}),
    ("Ongeldige referentie: Grootboekrekening", {}, {"GLAccount": uuid4()}),
    ("Ongeldige referentie: Btw-code", {}, {"VATCode": "77"}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": ""}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": "7"}),
    ("Geblokkeerd: Btw-code", {}, {"VATCode": "19"}),
    ("Ongeldige referentie: Kostenplaats", {}, {"CostCenter": "K1"}),
    ("Verplicht: Tot", {}, {"From": datetime(2026, 11, 1)}),
    ("Verplicht: Van", {}, {"To": datetime(2026, 11, 1)}),
    ("Ongeldig: Bedrag", {}, {"AmountFC": D("1e40")}),
    ("Ongeldig: Bedrag", {}, {"AmountFC": D("NaN")}),
    ("Ongeldig: Btw-percentage []", {}, {"VATPercentage": D(21)}),
    (
        'Een btw bedrag is niet toegestaan als u gebruikmaakt van een btw-code van het type "geen btw"',
        {},
        {"VATCode": "0", "VATAmountFC": D(1)},
    ),
]


@pytest.mark.parametrize(("sentence", "header", "line"), REFUSALS)
def test_refusals(shared_desk: Desk, sentence: str, header: dict[str, Any], line: dict[str, Any]) -> None:
    before = (
        len(shared_desk.company[PurchaseEntry]),
        len(shared_desk.company[TransactionLine]),
        len(shared_desk.company[Document]),
    )
    assert shared_desk.refusal(PurchaseEntry, shared_desk.bill(shared_desk.line("10") | line, **header)) == (sentence,)
    after = (
        len(shared_desk.company[PurchaseEntry]),
        len(shared_desk.company[TransactionLine]),
        len(shared_desk.company[Document]),
    )
    assert before == after


@pytest.mark.parametrize(
    "terms", [{"PaymentDays": 2**31 - 1}, {"PaymentDays": -(2**31)}, {"PaymentEndOfMonths": 99999}]
)
def test_a_due_date_outside_the_calendar(desk: Desk, terms: dict[str, int]) -> None:
    desk.post(PaymentCondition, {"Code": "X1", "Description": "Ooit", "PaymentMethod": "B"} | terms)
    refused = desk.refusal(PurchaseEntry, desk.bill(desk.line("10"), PaymentCondition="X1"))
    assert refused == ("Ongeldig: Vervaldatum",)


def test_the_last_day_of_the_calendar(shared_desk: Desk) -> None:
    refused = shared_desk.refusal(
        PurchaseEntry, shared_desk.bill(shared_desk.line("1"), EntryDate=datetime(9999, 12, 31))
    )
    assert refused == ("Onbekend: Boekjaar (Periode - datumtabel)", "Ongeldig: Vervaldatum")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("1600", "Ongeldig: Grootboekrekeningtype"), ("5599", "Geblokkeerd: Grootboekrekening")],
)
def test_ledger_accounts_that_take_no_line(shared_desk: Desk, code: str, sentence: str) -> None:
    assert shared_desk.refusal(PurchaseEntry, shared_desk.bill(shared_desk.line("10", gl=code))) == (sentence,)


def test_who_may_be_the_supplier(desk: Desk) -> None:
    customer = next(r for r in desk.company[Account] if r["Status"] == "C" and not r["IsSupplier"])
    assert desk.refusal(PurchaseEntry, desk.bill(desk.line("1"), Supplier=customer["ID"])) == (
        "Ongeldig: Leverancier (Type)",
    )
    supplier = desk.relation("Van Dalen Transport B.V.")
    desk.put(Account, supplier, {"Blocked": True})
    assert desk.refusal(PurchaseEntry, desk.bill(desk.line("1"))) == ("Geblokkeerd: Leverancier",)


def test_an_entry_number_is_used_once(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("1"))
    body = shared_desk.bill(shared_desk.line("1"), EntryNumber=entry["EntryNumber"])
    assert shared_desk.refusal(PurchaseEntry, body) == ("In gebruik: Boekstuknummer",)
    assert shared_desk.book(shared_desk.line("1"))["EntryNumber"] == entry["EntryNumber"] + 1


def test_a_prescribed_vat_amount_is_booked(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("100", VATAmountFC=D("21.01")))
    assert entry["AmountFC"] == D("121.01")
    inside = shared_desk.book(shared_desk.line("121", "4", VATAmountFC=D("20.99")))
    assert shared_desk.ledger(inside)[1:] == [(1, "5520", D("100.01")), (9999, "1520", D("20.99"))]
    whole = shared_desk.book(shared_desk.line("100"), shared_desk.line("10"), VATAmountFC=D("23.12"))
    assert (whole["VATAmountFC"], whole["AmountFC"]) == (D("23.12"), D("133.12"))


def test_a_rate_replaces_that_of_the_code(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("437.50", VATPercentage=D("0.19")))
    assert entry["VATAmountFC"] == D("83.13")
    alone = shared_desk.book({"GLAccount": shared_desk.gl("5520"), "AmountFC": D(100), "VATPercentage": D("0.09")})
    assert shared_desk.lines(alone)[0]["VATCode"] == "1  "


def test_a_line_without_a_code_gets_a_default_unless_told_otherwise(shared_desk: Desk) -> None:
    line = {"GLAccount": shared_desk.gl("5520"), "AmountFC": D(100)}
    assert shared_desk.book(dict(line))["VATAmountFC"] == D(21)
    assert shared_desk.book(dict(line), rules=Rules("none"))["VATAmountFC"] == D(0)


def test_a_foreign_currency_is_converted_and_balances(shared_desk: Desk) -> None:
    lines = [shared_desk.line("33.33"), shared_desk.line("66.67"), shared_desk.line("0.05")]
    entry = shared_desk.book(*lines, Journal="61", Currency="usd", Rate=D("0.873"))
    assert (entry["Currency"], entry["AmountFC"]) == ("USD", D("121.06"))
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert sum(row["AmountDC"] for row in rows) == sum(row["AmountFC"] for row in rows) == 0
    assert entry["AmountDC"] == -rows[0]["AmountDC"]


def test_a_given_document_is_tied_to_the_entry(shared_desk: Desk) -> None:
    document = shared_desk.post(Document, {"Subject": "Scan", "Type": 20})
    entry = shared_desk.book(shared_desk.line("10"), Document=document["ID"])
    assert document["FinancialTransactionEntryID"] == entry["EntryID"]
    assert (entry["DocumentNumber"], entry["DocumentSubject"]) == (document["HID"], "Scan")


def test_an_empty_description_is_filled_in_the_users_language(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("10"))
    assert entry["Description"] == entry["DocumentSubject"] == f"Factuur: {entry['EntryNumber']}"
    other = shared_desk.speaking("en-GB").book(shared_desk.line("10"))
    assert other["Description"] == f"Invoice: {other['EntryNumber']}"


def test_changing_the_header_books_anew_and_keeps_the_keys(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("100"))
    before = [row["ID"] for row in shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])]
    shared_desk.put(PurchaseEntry, entry, {"YourRef": "N-7", "EntryDate": datetime(2026, 10, 2)})
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert [row["ID"] for row in rows] == before
    assert {(row["YourRef"], row["FinancialPeriod"], row["Date"]) for row in rows} == {
        ("N-7", 10, datetime(2026, 10, 2))
    }
    assert entry["DueDate"] == datetime(2026, 10, 23)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"EntryDate": datetime(2025, 11, 1)}, "Het boekjaar kan niet worden gewijzigd."),
        ({"Journal": "61"}, "Niet toegestaan: Dagboek"),
        ({"Supplier": uuid4()}, "Ongeldige referentie: Leverancier"),
    ],
)
def test_changes_that_are_refused(shared_desk: Desk, body: dict[str, Any], sentence: str) -> None:
    entry = shared_desk.book(shared_desk.line("100"))
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        shared_desk.put(PurchaseEntry, entry, body)


def test_processed_entries_and_closed_periods_stay_as_they_are(desk: Desk) -> None:
    done = next(r for r in desk.company[PurchaseEntry] if r["Status"] == 50 and r["ReportingPeriod"] == 5)
    with pytest.raises(Refused, match=r"^Reeds verwerkt: Boekstuknummer$"):
        desk.delete(PurchaseEntry, done)
    entry = desk.book(desk.line("10"))
    desk.company.closed_periods.add((2026, 11))
    with pytest.raises(Refused, match=r"^Periode is afgesloten: 2026 - 11$"):
        desk.put(PurchaseEntry, entry, {"YourRef": "x"})


def test_lines_can_be_added_changed_and_removed(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("100"))
    line = shared_desk.post(PurchaseEntryLine, shared_desk.line("50", "0", EntryID=entry["EntryID"]))
    assert (line["LineNumber"], entry["AmountFC"]) == (2, D("171.00"))
    shared_desk.put(PurchaseEntryLine, line, {"VATCode": "1"})
    assert shared_desk.ledger(entry)[-1] == (9999, "1520", D("4.50"))
    shared_desk.put(PurchaseEntryLine, line, {"AmountFC": D("-200")})
    assert (entry["AmountFC"], entry["Type"]) == (D("-97.00"), 31)
    first = shared_desk.lines(entry)[0]
    shared_desk.delete(PurchaseEntryLine, first)
    assert (entry["AmountFC"], len(shared_desk.lines(entry))) == (D("-218.00"), 1)
    assert sum(amount for *_, amount in shared_desk.ledger(entry)) == 0
    shared_desk.delete(PurchaseEntryLine, line)
    assert entry["EntryID"] not in shared_desk.company[PurchaseEntry].rows
    assert shared_desk.ledger(entry) == []


def test_deleting_an_entry_leaves_no_trace_but_its_document(shared_desk: Desk) -> None:
    before = ledger.trial_balance(shared_desk.company)
    entry = shared_desk.book(shared_desk.line("100"))
    document = shared_desk.company[Document].rows[entry["Document"]]
    shared_desk.delete(PurchaseEntry, entry)
    assert ledger.trial_balance(shared_desk.company) == before
    assert (shared_desk.lines(entry), document["FinancialTransactionEntryID"]) == ([], None)


def test_a_line_of_no_entry_is_refused(shared_desk: Desk) -> None:
    assert shared_desk.refusal(PurchaseEntryLine, shared_desk.line("1")) == ("Verplicht: Boeking",)
    assert shared_desk.refusal(PurchaseEntryLine, shared_desk.line("1", EntryID=uuid4())) == (
        "Ongeldige referentie: Boeking",
    )


def test_a_payables_account_of_the_supplier_wins(desk: Desk) -> None:
    own = desk.post(GLAccount, {"Code": "1610", "Description": "Crediteuren groep", "Type": 22, "BalanceSide": "C"})
    desk.put(Account, desk.relation("Van Dalen Transport B.V."), {"GLAP": own["ID"]})
    assert desk.ledger(desk.book(desk.line("100")))[0] == (0, "1610", D("-121.00"))
