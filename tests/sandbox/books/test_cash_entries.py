"""Bank and cash entries: what they do to the ledger, how their balances go on, and what is refused."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sandbox.books.desk import Desk
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import (
    Account,
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    Document,
    GLAccount,
    Journal,
    TransactionLine,
    VATCode,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import Rules, ledger, matching
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
DAY = datetime(2026, 11, 5)


def line(desk: Desk, amount: str, gl: str = "1295", **more: Any) -> Row:
    return {"GLAccount": desk.gl(gl), "AmountFC": D(amount), "Date": DAY, **more}


def statement(*lines: Row, **more: Any) -> Row:
    return {"JournalCode": "20", "BankEntryLines": list(lines), **more}


def till(*lines: Row, **more: Any) -> Row:
    return {"JournalCode": "10", "CashEntryLines": list(lines), **more}


def lines_of(desk: Desk, entity: type[Entity], entry: Row) -> list[Row]:
    return desk.company[entity].where("EntryID", entry["EntryID"])


def test_a_payment_and_its_fee_become_a_pair_each(shared_desk: Desk) -> None:
    desk = shared_desk
    customer = next(row for row in desk.company[Account] if row["IsSales"] and not row["Blocked"])
    entry = desk.post(
        BankEntry,
        statement(
            line(desk, "121", "1300", Account=customer["ID"], OurRef=20001, Description="1042"),
            line(desk, "-3.81", "5560", Description="Fee 1042"),
            Currency="EUR",
        ),
    )
    expected: dict[str, Any] = {
        "JournalDescription": "Bankboek",
        "Currency": "EUR",
        "FinancialYear": 2026,
        "FinancialPeriod": 11,
        "Status": 20,
        "StatusDescription": "Open",
        "ClosingBalanceFC": entry["OpeningBalanceFC"] + D("117.19"),
    }
    assert {name: entry[name] for name in expected} == expected
    assert str(entry["EntryNumber"]).startswith("2620")
    assert desk.ledger(entry) == [
        (1, "1100", D("121.00")),
        (1, "1300", D("-121.00")),
        (2, "1100", D("-3.81")),
        (2, "5560", D("3.81")),
    ]
    rows = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert [row["OffsetID"] for row in rows] == [None, rows[0]["ID"], None, rows[2]["ID"]]
    assert {row["Type"] for row in rows} == {40}
    assert [row["InvoiceNumber"] for row in rows] == [20001, 20001, None, None]
    assert [row["Account"] for row in rows] == [customer["ID"]] * 2 + [None] * 2
    lines = lines_of(desk, BankEntryLine, entry)
    assert [(row["LineNumber"], row["AmountDC"], row["VATCode"]) for row in lines] == [
        (1, D("121.00"), None),
        (2, D("-3.81"), "0  "),
    ]
    assert not {row["ID"] for row in lines} & {row["ID"] for row in rows}


@pytest.mark.parametrize(
    ("amount", "gl", "code", "more", "postings"),
    [
        ("-15000", "5520", "2", {}, [("1100", "-15000.00"), ("1520", "2603.31"), ("5520", "12396.69")]),
        ("-121", "5520", "4", {}, [("1100", "-121.00"), ("1520", "21.00"), ("5520", "100.00")]),
        ("121", "8000", "2", {}, [("1100", "121.00"), ("1500", "-21.00"), ("8000", "-100.00")]),
        ("121", "5520", "2", {}, [("1100", "121.00"), ("1520", "-21.00"), ("5520", "-100.00")]),
        ("121", "5520", "2", {"VATType": "V"}, [("1100", "121.00"), ("1500", "-21.00"), ("5520", "-100.00")]),
        ("-50", "5520", "0", {}, [("1100", "-50.00"), ("5520", "50.00")]),
        ("-50", "5520", "20", {}, [("1100", "-50.00"), ("5520", "50.00")]),
        (
            "-100",
            "5520",
            "10",
            {},
            [("1100", "-100.00"), ("1520", "21.00"), ("1512", "-21.00"), ("5520", "100.00")],
        ),
        (
            "-121",
            "5520",
            "2",
            {"AmountVATFC": D("-20")},
            [("1100", "-121.00"), ("1520", "20.00"), ("5520", "101.00")],
        ),
    ],
)
def test_a_line_with_vat_is_gross_and_becomes_three(
    shared_desk: Desk, amount: str, gl: str, code: str, more: Row, postings: list[tuple[str, str]]
) -> None:
    entry = shared_desk.post(BankEntry, statement(line(shared_desk, amount, gl, VATCode=code, **more)))
    assert shared_desk.ledger(entry) == [(1, account, D(value)) for account, value in postings]


def test_a_line_without_a_code_gets_that_of_its_ledger_account_unless_told_otherwise(shared_desk: Desk) -> None:
    body = statement(line(shared_desk, "-121", "5520"))
    assert len(shared_desk.ledger(shared_desk.post(BankEntry, body))) == 3
    assert len(shared_desk.ledger(shared_desk.post(BankEntry, body, Rules("none")))) == 2


def test_a_default_code_that_is_blocked_is_none(desk: Desk) -> None:
    code = desk.company[VATCode].first("Code", "2  ")
    assert code is not None
    desk.company[VATCode].change(code["ID"], {"IsBlocked": True})
    entry = desk.post(BankEntry, statement(line(desk, "-121", "5520")))
    assert desk.ledger(entry) == [(1, "1100", D("-121.00")), (1, "5520", D("121.00"))]


def test_a_matched_payment_stays_matched_when_a_line_is_added_and_is_released_with_its_entry(desk: Desk) -> None:
    bill = desk.book(desk.line("100"))
    control = desk.company[TransactionLine].where("EntryID", bill["EntryID"])[0]
    paid = line(desk, "-121", "1600", Account=bill["Supplier"], OurRef=bill["InvoiceNumber"])
    entry = desk.post(BankEntry, statement(paid))
    counter = desk.company[TransactionLine].where("EntryID", entry["EntryID"])[1]
    assert control["OffsetID"] is None, "a reference alone settles nothing"
    matching.match(desk.write, {control["ID"]: None, counter["ID"]: None})
    desk.post(BankEntryLine, line(desk, "-1", EntryID=entry["EntryID"]))
    kept = desk.company[TransactionLine].rows[counter["ID"]]
    assert (control["OffsetID"], kept["OffsetID"]) == (counter["ID"], control["ID"])
    assert matching.open_amounts(desk.company, kept) == (0, 0)
    desk.delete(BankEntry, entry)
    assert control["OffsetID"] is None
    assert matching.open_amounts(desk.company, control) == (D("-121.00"), D("-121.00"))


def test_balances_go_on_from_entry_to_entry(desk: Desk) -> None:
    first = desk.post(CashEntry, till(line(desk, "100"), OpeningBalanceFC=D("7")))
    second = desk.post(CashEntry, till(line(desk, "-30"), ClosingBalanceFC=D("77")))
    assert (first["ClosingBalanceFC"], second["OpeningBalanceFC"]) == (D("107.00"), D("107.00"))
    assert second["ClosingBalanceFC"] == D("77.00")
    assert desk.ledger(first) == [(1, "1000", D("100.00")), (1, "1295", D("-100.00"))]
    assert desk.company[Journal].first("Code", "10") is not None


def test_balances_that_do_not_add_up(shared_desk: Desk) -> None:
    body = statement(line(shared_desk, "-10"), OpeningBalanceFC=D(0), ClosingBalanceFC=D("-11"))
    sentence = "Opening balance plus all bank entry lines should result in the closing balance"
    assert shared_desk.speaking("en-GB").refusal(BankEntry, body) == (sentence,)
    body["ClosingBalanceFC"] = D("-10")
    assert shared_desk.post(BankEntry, body)["ClosingBalanceFC"] == D("-10.00")


def test_a_line_can_be_added_and_the_others_stay(shared_desk: Desk) -> None:
    desk = shared_desk
    entry = desk.post(BankEntry, statement(line(desk, "-10", "1100"), line(desk, "-5")))
    before = {row["ID"]: row["OffsetID"] for row in desk.company[TransactionLine].where("EntryID", entry["EntryID"])}
    closing = entry["ClosingBalanceFC"]
    added = desk.post(BankEntryLine, line(desk, "-0.38", "9300", EntryID=entry["EntryID"]))
    assert (added["LineNumber"], entry["ClosingBalanceFC"]) == (3, closing - D("0.38"))
    assert len(before) == 4
    after = {row["ID"]: row["OffsetID"] for row in desk.company[TransactionLine].where("EntryID", entry["EntryID"])}
    assert {key: after[key] for key in before} == before
    assert desk.ledger(entry)[4:] == [(3, "1100", D("-0.38")), (3, "9300", D("0.38"))]


def test_a_line_of_no_entry(shared_desk: Desk) -> None:
    body = line(shared_desk, "1")
    assert shared_desk.refusal(BankEntryLine, body) == ("Verplicht: Boeking",)
    assert shared_desk.refusal(CashEntryLine, body | {"EntryID": uuid4()}) == ("Ongeldige referentie: Boeking",)


def test_an_open_entry_can_be_deleted(desk: Desk) -> None:
    document = desk.post(Document, {"Subject": "Bon", "Type": 55})
    entry = desk.post(CashEntry, till(line(desk, "10", Document=document["ID"])))
    assert document["FinancialTransactionEntryID"] == entry["EntryID"]
    desk.delete(CashEntry, entry)
    assert not desk.ledger(entry)
    assert not lines_of(desk, CashEntryLine, entry)
    assert entry["EntryID"] not in desk.company[CashEntry].rows
    assert document["FinancialTransactionEntryID"] is None


def test_processed_entries_and_closed_periods_stay_as_they_are(desk: Desk) -> None:
    entry = desk.post(BankEntry, statement(line(desk, "10")))
    desk.company[BankEntry].change(entry["EntryID"], {"Status": 50})
    desk.company.closed_periods.add((2026, 11))
    more = line(desk, "1", EntryID=entry["EntryID"])
    for act in (lambda: desk.delete(BankEntry, entry), lambda: desk.post(BankEntryLine, more)):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.messages == ("Reeds verwerkt: Boekstuknummer", "Periode is afgesloten: 2026 - 11")


def test_a_document_of_a_line_stays(shared_desk: Desk) -> None:
    document = shared_desk.post(Document, {"Subject": "Afschrift", "Type": 55})
    body = statement(line(shared_desk, "1"), BankStatementDocument=document["ID"])
    entry = shared_desk.post(BankEntry, body)
    assert entry["BankStatementDocumentSubject"] == "Afschrift"
    with pytest.raises(Refused, match="Kan niet verwijderen"):
        shared_desk.delete(Document, document)


def test_a_foreign_currency_needs_a_journal_that_allows_it(desk: Desk) -> None:
    body = statement(line(desk, "-12.34", "5520", VATCode="2", ExchangeRate=D("0.9137")), Currency="usd")
    assert desk.refusal(BankEntry, body) == ("Niet toegestaan: Valuta", "Niet toegestaan: Wisselkoers")
    journal = desk.company[Journal].first("Code", "20")
    assert journal is not None
    flags = {"AllowVariableCurrency": True, "AllowVariableExchangeRate": True}
    desk.company[Journal].change(journal["ID"], flags)
    entry = desk.post(BankEntry, body)
    rows = desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert [(row["AmountFC"], row["AmountDC"]) for row in rows] == [
        (D("-12.34"), D("-11.28")),
        (D("2.14"), D("1.96")),
        (D("10.20"), D("9.32")),
    ]
    assert {(row["Currency"], row["ExchangeRate"]) for row in rows} == {("USD", D("0.9137"))}


@pytest.mark.parametrize(
    ("sentences", "header", "more"),
    [
        (("Verplicht: Dagboek",), {"JournalCode": None}, {}),
        (("Ongeldige referentie: Journals",), {"JournalCode": "99"}, {}),
        (("Ongeldig dagboek. Het dagboek moet een bankboek zijn.",), {"JournalCode": "60"}, {}),
        (("Ongeldig dagboek. Het dagboek moet een bankboek zijn.",), {"JournalCode": "10"}, {}),
        (("Verplicht: Regels",), {"BankEntryLines": []}, {}),
        (("Ongeldige referentie: Valuta",), {"Currency": "XYZ"}, {}),
        (("Onbekend: Boekjaar (Periode - datumtabel)",), {"FinancialYear": 2019}, {}),
        (("Onbekend: Boekjaar (Periode - datumtabel)",), {}, {"Date": datetime(2019, 1, 1)}),
        (("Ongeldig: Periode",), {"FinancialPeriod": 13}, {}),
        (("Periode is afgesloten: 2025 - 11",), {"FinancialYear": 2025, "FinancialPeriod": 11}, {}),
        (("Periode is afgesloten: 2025 - 12",), {}, {"Date": datetime(2025, 12, 3)}),
        (("Ongeldig: Boekstuknummer",), {"EntryNumber": -1}, {}),
        (("Ongeldig: Bedrag",), {"OpeningBalanceFC": D("1e300")}, {}),
        (("Ongeldige referentie: Document",), {"BankStatementDocument": uuid4()}, {}),
        (("Verplicht: Grootboekrekening",), {}, {"GLAccount": None}),
        (("Ongeldige referentie: Grootboekrekening",), {}, {"GLAccount": uuid4()}),
        (("Ongeldige referentie: Relatie",), {}, {"Account": uuid4()}),
        (("Ongeldige referentie: Document",), {}, {"Document": uuid4()}),
        (("Ongeldige referentie: Project",), {}, {"Project": uuid4()}),
        (("Ongeldige referentie: Activum",), {}, {"Asset": uuid4()}),
        (("Ongeldige referentie: Kostenplaats",), {}, {"CostCenter": "NOPE"}),
        (("Ongeldige referentie: Kostendrager",), {}, {"CostUnit": "NOPE"}),
        (("Ongeldig: Omschrijving",), {}, {"Description": "x" * 61}),
        (("Ongeldig: Bedrag",), {}, {"AmountFC": D("1e14")}),
        (("Niet toegestaan: Wisselkoers",), {}, {"ExchangeRate": D("1.1")}),
        (("Ongeldig: Wisselkoers",), {}, {"ExchangeRate": D("1e300")}),
        (("Niet toegestaan: Btw-code",), {}, {"VATCode": " "}),
        (("Ongeldige referentie: Btw-code",), {}, {"VATCode": "77"}),
        (("Geblokkeerd: Btw-code",), {}, {"VATCode": "19"}),
        (("Ongeldig: Btw-percentage []",), {}, {"VATCode": "4", "VATPercentage": D(-1)}),
        (("Ongeldig: Btw-type",), {}, {"VATCode": "4", "VATType": "?"}),
        (
            (
                'Een btw bedrag is niet toegestaan als u gebruikmaakt van een btw-code van het type "geen btw"',
                "Ongeldige referentie: Kostenplaats",
            ),
            {},
            {"AmountVATFC": D(1), "CostCenter": "NOPE"},
        ),
    ],
)
def test_refusals(shared_desk: Desk, sentences: tuple[str, ...], header: Row, more: Row) -> None:
    entries, lines = len(shared_desk.company[BankEntry]), len(shared_desk.company[BankEntryLine])
    body = statement(line(shared_desk, "10") | more) | header
    assert sorted(shared_desk.refusal(BankEntry, body)) == sorted(sentences)
    assert (len(shared_desk.company[BankEntry]), len(shared_desk.company[BankEntryLine])) == (entries, lines)


def test_a_bank_journal_takes_no_cash_entry(shared_desk: Desk) -> None:
    body = till(line(shared_desk, "10"), JournalCode="20")
    sentence = "Invalid journal. The journal must be a cash journal."
    assert shared_desk.speaking("en-GB").refusal(CashEntry, body) == (sentence,)


def test_what_is_blocked_or_lacks_an_account(desk: Desk) -> None:
    def block(entity: type[Entity], name: str, value: str, **values: Any) -> Row:
        row = desk.company[entity].first(name, value)
        assert row is not None
        return desk.company[entity].change(row[entity.key.name], values)

    def body(**more: Any) -> Row:
        return statement(line(desk, "-10", "5520", **more))

    block(VATCode, "Code", "12 ", GLToClaim=None)
    assert desk.refusal(BankEntry, body(VATCode="12")) == ("Ongeldig: Type (Rekening te vorderen btw)",)
    relation = block(Account, "Name", "Van Dalen Transport B.V.", Blocked=True)
    assert desk.refusal(BankEntry, body(Account=relation["ID"])) == ("Geblokkeerd: Relatie",)
    block(GLAccount, "Code", "5520", IsBlocked=True)
    assert desk.refusal(BankEntry, body()) == ("Geblokkeerd: Grootboekrekening",)
    block(Journal, "Code", "20", GLAccount=None)
    assert "Verplicht: Grootboekrekening" in desk.refusal(BankEntry, body())
    block(Journal, "Code", "20", IsBlocked=True)
    assert "Geblokkeerd: Dagboek" in desk.refusal(BankEntry, body())


def test_an_entry_number_is_used_once(shared_desk: Desk) -> None:
    entry = shared_desk.post(BankEntry, statement(line(shared_desk, "1"), EntryNumber=26209000))
    assert entry["EntryNumber"] == 26209000
    again = statement(line(shared_desk, "1"), EntryNumber=26209000)
    assert shared_desk.refusal(BankEntry, again) == ("In gebruik: Boekstuknummer",)


def test_the_seeded_statements_go_on_from_each_other_and_agree_with_the_ledger(desk: Desk) -> None:
    for company in desk.world.companies.values():
        totals = ledger.trial_balance(company)
        for entity, account in ((BankEntry, "1100"), (CashEntry, "1000")):
            rows = sorted(company[entity], key=lambda row: (row["FinancialYear"], row["EntryNumber"]))
            assert len(rows) >= 12
            assert [row["OpeningBalanceFC"] for row in rows[1:]] == [row["ClosingBalanceFC"] for row in rows[:-1]]
            assert rows[-1]["ClosingBalanceFC"] == totals[account]
            assert min(row["ClosingBalanceFC"] for row in rows) > 0
            assert {row["Status"] for row in rows} == {20, 50}
        assert totals["1290"] == 0, "what leaves the bank reaches the till"
        known = {*company[BankEntry].rows, *company[CashEntry].rows}
        booked = {row["EntryID"] for row in company[TransactionLine] if row["Type"] == 40}
        assert booked == known, "nothing is in the ledger only"


async def test_over_the_wire(seeded: Client) -> None:
    """Posted with its lines, read back expanded, added to, deleted; what has no verb is refused."""
    company = seeded.world.companies[3187041]
    account = company[GLAccount].first("Code", "5560")
    assert account is not None
    service = "/api/v1/3187041/financialtransaction"
    entries = f"{service}/BankEntries"
    amounts = {"GLAccount": str(account["ID"]), "AmountFC": -3.81, "Date": "2026-02-27"}
    made = await send(seeded, "POST", entries, {"JournalCode": "20", "BankEntryLines": [amounts]})
    assert made.status == 201
    place = made.headers["Location"]
    assert made.json["d"]["FinancialPeriod"] == 2
    added = await send(seeded, "POST", f"{service}/BankEntryLines", amounts | {"EntryID": made.json["d"]["EntryID"]})
    assert (added.status, added.json["d"]["LineNumber"]) == (201, 2)
    read = (await seeded.get(f"{place}?$expand=BankEntryLines")).json["d"]
    assert [row["AmountFC"] for row in read["BankEntryLines"]["results"]] == [-3.81, -3.81]
    assert read["ClosingBalanceFC"] == pytest.approx(read["OpeningBalanceFC"] - 7.62)
    for verb, address in (("PUT", place), ("PUT", added.headers["Location"]), ("DELETE", added.headers["Location"])):
        assert (await send(seeded, verb, address, {})).status == 405
    unknown = await send(seeded, "POST", entries, {"JournalCode": "20", "Description": "x"})
    assert (unknown.status, b"'Description'" in unknown.body) == (400, True)
    assert (await send(seeded, "DELETE", place, None)).status == 204
    assert (await seeded.get(place)).status == 404


async def send(client: Client, verb: str, path: str, body: Any) -> Reply:
    data = None if body is None else json.dumps(body)
    return await client.send(verb, path, data=data, headers={"Content-Type": "application/json"})


AMOUNTS = st.decimals(min_value=-99_999, max_value=99_999, places=3, allow_nan=False, allow_infinity=False)
CODES = st.sampled_from(["0", "1", "2", "3", "4", "5", "9", "10", "20", None])
LINES = st.lists(st.tuples(AMOUNTS, CODES, st.sampled_from(["5520", "8000", "1600", "1295"])), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(lines=LINES)
def test_every_pair_and_the_whole_ledger_balance(
    shared_desk: Desk, lines: list[tuple[Decimal, str | None, str]]
) -> None:
    desk = shared_desk
    entry = desk.post(BankEntry, statement(*(line(desk, str(a), gl, VATCode=code) for a, code, gl in lines)))
    sums: dict[int, Decimal] = {}
    for number, _, amount in desk.ledger(entry):
        sums[number] = sums.get(number, D(0)) + amount
    assert list(sums) == list(range(1, len(lines) + 1))
    assert not any(sums.values())
    assert sum(ledger.trial_balance(desk.company).values()) == 0
    desk.delete(BankEntry, entry)
