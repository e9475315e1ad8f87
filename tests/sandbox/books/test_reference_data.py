"""Classifications, dated VAT rates, banks, mandates, users, expenses, and the removal of a company."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account, BankAccount, Contact, Division, Document, GLAccount, VATCode
from unibooks.connectors.exact.target.cashflow import Bank, DirectDebitMandate
from unibooks.connectors.exact.target.expensemanagement import Expense, ExpenseReport
from unibooks.connectors.exact.target.financial import GLAccountClassificationMapping, GLClassification
from unibooks.connectors.exact.target.system import SystemUser
from unibooks.connectors.exact.target.users import User, UserRole
from unibooks.connectors.exact.target.vat import VatPercentage
from unibooks.core.target import Entity
from unibooks.sandbox.exact import directory, virtual
from unibooks.sandbox.exact.books import classifications, users, vat_percentages, virtuals
from unibooks.sandbox.exact.state import Company, Refused, Row, Table

D = Decimal
VIRTUALS = virtuals()


def table(desk: Desk, entity: type[Entity]) -> Table:
    return virtual.table(desk.world, desk.company, entity, VIRTUALS[entity])


@pytest.mark.parametrize("entity", [Bank, GLClassification, User, UserRole])
def test_every_property_is_there(shared_desk: Desk, entity: type[Entity]) -> None:
    rows = list(table(shared_desk, entity))
    assert len(rows) >= 2
    assert {tuple(sorted(row)) for row in rows} == {tuple(sorted(entity.props()))}


def test_every_ledger_account_stands_under_a_heading_that_is_no_group(shared_desk: Desk) -> None:
    headings = table(shared_desk, GLClassification).rows
    mapped = {row["GLAccount"]: row for row in shared_desk.company[GLAccountClassificationMapping]}
    assert set(mapped) >= {row["ID"] for row in shared_desk.company[GLAccount]}
    for row in mapped.values():
        heading = headings[row["Classification"]]
        assert not heading["Abstract"]
        assert headings[heading["Parent"]]["Abstract"]
        assert (row["ClassificationCode"], row["GLSchemeCode"]) == (heading["Code"], "JR")
    bank = mapped[shared_desk.gl("1100")]
    assert bank["ClassificationDescription"] == "Kas en bank"


def new_account(desk: Desk) -> Row:
    return desk.post(GLAccount, {"Code": "5599x", "Description": "Nieuw", "Type": 121})


def mapping(desk: Desk, account: UUID, **more: Any) -> Row:
    body = {"GLAccount": account, "Classification": classifications.key("W.5"), "GLSchemeID": classifications.SCHEME[0]}
    return {**body, **more}


def test_a_mapping_is_written_moved_and_goes_with_its_account(desk: Desk) -> None:
    account = new_account(desk)
    row = desk.post(GLAccountClassificationMapping, mapping(desk, account["ID"]))
    assert (row["GLAccountCode"], row["ClassificationCode"]) == ("5599x", "W.5")
    desk.put(GLAccountClassificationMapping, row, {"Classification": classifications.key("W.3")})
    assert row["ClassificationDescription"] == "Kosten van personeel"
    desk.delete(GLAccount, account)
    assert row["ID"] not in desk.company[GLAccountClassificationMapping].rows


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"GLAccount": None}, "Verplicht: Grootboekrekening"),
        ({"GLAccount": uuid4()}, "Ongeldige referentie: Grootboekrekening"),
        ({"Classification": None}, "Verplicht: Classificatie"),
        ({"Classification": uuid4()}, "Ongeldige referentie: Classificatie"),
        ({"Classification": classifications.key("W")}, "Ongeldig: Classificatie"),
        ({"GLSchemeID": uuid4()}, "Ongeldige referentie: Grootboekschema"),
        ({}, "Gegeven bestaat reeds."),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(shared_desk: Desk, more: dict[str, Any], sentence: str) -> None:
    body = mapping(shared_desk, shared_desk.gl("5520"), **more)
    assert shared_desk.refusal(GLAccountClassificationMapping, body) == (sentence,)


def test_the_rates_of_a_vat_code_have_their_days(desk: Desk) -> None:
    code = desk.post(
        VATCode,
        {
            "Code": "77",
            "Description": "Overgang",
            "VATPercentages": [
                {"Percentage": D("0.05"), "StartDate": datetime(2027, 1, 1)},
                {"Percentage": D("0.03"), "StartDate": datetime(2020, 1, 1), "EndDate": datetime(2026, 12, 31)},
            ],
        },
    )
    rows = desk.company[VatPercentage].where("VATCodeID", code["ID"])
    assert [(row["LineNumber"], row["Percentage"], row["Type"]) for row in rows] == [
        (1, D("0.03"), 0),
        (2, D("0.05"), 0),
    ]
    assert code["Percentage"] == D("0.03")
    found = [
        vat_percentages.rate(desk.company, code, datetime(*day)) for day in ((2019, 1, 1), (2026, 12, 31), (2028, 1, 1))
    ]
    assert found == [None, D("0.03"), D("0.05")]
    desk.delete(VATCode, code)
    assert not desk.company[VatPercentage].where("VATCodeID", code["ID"])


def test_the_seeded_high_rate_was_lower_once(shared_desk: Desk) -> None:
    code = shared_desk.company[VATCode].first("Code", "2  ")
    assert code is not None
    days = (datetime(2012, 9, 30), datetime(2012, 10, 1))
    assert [vat_percentages.rate(shared_desk.company, code, day) for day in days] == [D("0.19"), D("0.21")]
    assert code["Percentage"] == D("0.21")
    for row in shared_desk.company[VATCode]:
        day = datetime(2012, 9, 30) if row["IsBlocked"] else datetime(2026, 11, 22)
        assert vat_percentages.rate(shared_desk.company, row, day) == row["Percentage"], row["Code"]


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [
        ({"Percentage": D(21)}, "Ongeldig: Btw-percentage []"),
        ({"Type": 2}, "Ongeldig: Type"),
        ({"StartDate": datetime(2026, 2, 1), "EndDate": datetime(2026, 1, 1)}, "Ongeldig: Einddatum"),
    ],
)
def test_a_wrong_rate_of_a_vat_code_is_refused(shared_desk: Desk, rate: Row, sentence: str) -> None:
    body = {"Code": "78", "Description": "Fout", "VATPercentages": [rate]}
    assert shared_desk.refusal(VATCode, body) == (sentence,)


def signer(desk: Desk) -> tuple[Row, Row]:
    """A relation and its bank account."""
    relation = desk.relation("Van Dalen Transport B.V.")
    account = desk.company[BankAccount].first("Account", relation["ID"])
    assert account is not None
    return relation, account


def test_the_first_mandate_of_a_relation_is_its_main_one(desk: Desk) -> None:
    relation, account = signer(desk)
    for row in list(desk.company[DirectDebitMandate]):
        desk.delete(DirectDebitMandate, row)
    body = {"Account": relation["ID"], "BankAccount": account["ID"]}
    first = desk.post(DirectDebitMandate, body)
    assert (first["Main"], first["Type"], first["PaymentType"]) == (1, 0, 1)
    second = desk.post(DirectDebitMandate, {**body, "Main": 1, "Reference": "M-2", "Attachment": b"%PDF"})
    assert (first["Main"], second["Main"], second["Attachment"]) == (0, 1, None)
    assert desk.company.blobs[second["ID"]] == b"%PDF"
    desk.delete(DirectDebitMandate, second)
    assert first["Main"] == 1
    with pytest.raises(Refused, match="Kan niet verwijderen: Bankrekening - Gebruikt in: Incassomachtigingen"):
        desk.delete(BankAccount, account)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"Account": None, "BankAccount": None}, "Verplicht: Relatie"),
        ({"Account": uuid4()}, "Ongeldige referentie: Relatie"),
        ({"BankAccount": None}, "Verplicht: Bankrekening"),
        ({"BankAccount": uuid4()}, "Ongeldige referentie: Bankrekening"),
        ({"Type": 2}, "Ongeldig: Type"),
        ({"PaymentType": 2}, "Ongeldig: Soort betaling"),
        ({"SignatureDate": datetime(2026, 5, 1), "CancellationDate": datetime(2026, 4, 1)}, "Ongeldig: Einddatum"),
    ],
)
def test_a_wrong_mandate_is_refused(shared_desk: Desk, more: dict[str, Any], sentence: str) -> None:
    relation, account = signer(shared_desk)
    body = {"Account": relation["ID"], "BankAccount": account["ID"], **more}
    assert sentence in shared_desk.refusal(DirectDebitMandate, body)


def test_the_account_of_somebody_else_is_no_account_for_a_mandate(shared_desk: Desk) -> None:
    relation, _ = signer(shared_desk)
    other = next(row for row in shared_desk.company[BankAccount] if row["Account"] != relation["ID"])
    body = {"Account": relation["ID"], "BankAccount": other["ID"]}
    assert shared_desk.refusal(DirectDebitMandate, body) == ("Ongeldige referentie: Bankrekening",)


def test_a_reference_stands_on_one_mandate(desk: Desk) -> None:
    relation, account = signer(desk)
    body = {"Account": relation["ID"], "BankAccount": account["ID"], "Reference": "M-1"}
    desk.post(DirectDebitMandate, body)
    assert desk.refusal(DirectDebitMandate, body) == ("Gegeven bestaat reeds.",)


def test_a_relation_brings_its_bank_accounts(desk: Desk) -> None:
    banks = [{"BankAccount": "NL91 ABNA 0417 1643 00", "BICCode": "abnanl2a"}, {"BankAccount": "123", "Main": True}]
    row = desk.post(Account, {"Name": "Met rekening", "BankAccounts": banks})
    found = desk.company[BankAccount].where("Account", row["ID"])
    assert [(one["BankAccount"], one["Main"], one["BankAccountHolderName"]) for one in found] == [
        ("NL91ABNA0417164300", False, "Met rekening"),
        ("123", True, "Met rekening"),
    ]


def test_wrong_bank_accounts_keep_a_relation_out(desk: Desk) -> None:
    before = len(desk.company[Account])
    banks = [{"BankAccount": "NL91ABNA0417164301"}, {"BankAccount": "1", "BICCode": "?"}, {"BankAccount": "1"}]
    assert desk.refusal(Account, {"Name": "Fout", "BankAccounts": banks}) == (
        "Ongeldig: Bankrekening",
        "Ongeldig: BIC-code",
        "Gegeven bestaat reeds.",
    )
    assert len(desk.company[Account]) == before


def test_the_contact_of_a_document_has_to_be_its_relations(desk: Desk) -> None:
    contact = next(iter(desk.company[Contact]))
    other = next(row for row in desk.company[Account] if row["ID"] != contact["Account"])
    body = {"Subject": "Brief", "Type": 55}
    assert desk.refusal(Document, {**body, "Contact": uuid4()}) == ("Ongeldige referentie: Contactpersoon",)
    wrong = {**body, "Contact": contact["ID"], "Account": other["ID"]}
    assert desk.refusal(Document, wrong) == ("Ongeldige referentie: Contactpersoon",)
    row = desk.post(Document, {**body, "Contact": contact["ID"], "Account": contact["Account"]})
    assert row["ContactFullName"] == contact["FullName"]
    desk.put(Document, row, {"Subject": "Brief 2"})


def test_users_are_those_who_may_open_the_company(desk: Desk) -> None:
    rows = table(desk, User).rows
    names = {row["UserName"] for row in rows.values()}
    assert names >= {"sanne.dewit", "oliver.hart"}
    assert {row["UserID"] for row in table(desk, UserRole)} == set(rows)
    oliver = next(user for user in desk.world.users.values() if user.name == "oliver.hart")
    oliver.companies = (3187042,)
    assert {row["UserName"] for row in table(desk, User)} == names - {"oliver.hart"}


NEWCOMER: Row = {"UserName": "piet", "Email": "piet@waterkant.example", "FirstName": "Piet", "LastName": "Bos"}


def test_a_user_is_added_and_can_log_in(desk: Desk) -> None:
    row = desk.post(SystemUser, {**NEWCOMER, "Phone": "1", "UserDivisionList": "3187042"})
    user = desk.world.users[row["UserID"]]
    assert (user.name, user.full_name, user.companies, user.current) == ("piet", "Piet Bos", (3187042,), 3187042)
    assert (row["FullName"], row["Phone"], row["Creator"]) == ("Piet Bos", "1", desk.write.user.id)
    desk.put(SystemUser, row, {"Phone": "2", "UserName": "pieter", "UserDivisionList": "3187041,3187042"})
    seen = users.system_users(desk.world, desk.write.user).rows[row["UserID"]]
    assert (seen["Phone"], seen["UserName"], seen["UserDivisionList"]) == ("2", "pieter", "3187041,3187042")
    assert "pieter" in {one["UserName"] for one in table(desk, User)}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"UserName": " "}, "Verplicht: Gebruikersnaam"),
        ({"Email": None}, "Verplicht: Email []"),
        ({"LastName": None}, "Verplicht: Achternaam"),
        ({"Email": "piet"}, "Ongeldig: Email []"),
        ({"Gender": "X"}, "Ongeldig: Geslacht"),
        ({"UserDivisionList": "17"}, "Ongeldige referentie: Administratie"),
        ({"UserDivisionList": "alles"}, "Ongeldige referentie: Administratie"),
        ({"UserName": "Sanne.deWit"}, "Gegeven bestaat reeds."),
    ],
)
def test_a_wrong_user_is_refused(shared_desk: Desk, more: Row, sentence: str) -> None:
    assert shared_desk.refusal(SystemUser, {**NEWCOMER, **more}) == (sentence,)


def test_companies_with_books_stay(desk: Desk) -> None:
    rows = directory.divisions(desk.world, desk.write.user).rows
    with pytest.raises(Refused, match="Kan niet verwijderen: Administratie - Gebruikt in: Boekingen"):
        desk.delete(Division, rows[3187042])
    here = desk.company
    empty = Company(55, "Leeg B.V.", "NL", "EUR", here.zone)
    desk.world.companies[55] = empty
    desk.write.user.companies = (*desk.write.user.companies, 55)
    row = directory.divisions(desk.world, desk.write.user).rows[55]
    desk.write.user.current = 55
    with pytest.raises(Refused, match="Niet toegestaan: Administratie"):
        desk.delete(Division, row)
    desk.write.user.current = here.code
    desk.delete(Division, row)
    assert 55 not in desk.world.companies
    assert desk.write.user.companies == (3187041, 3187042)


def test_hrm_divisions_are_those_of_the_same_customer(desk: Desk) -> None:
    found = directory.hrm_divisions(desk.world, desk.write.user, desk.company).rows
    assert set(found) == {3187041, 3187042}
    assert {tuple(row) for row in found.values()} == {
        tuple(directory.hrm_divisions(desk.world, desk.write.user, desk.company).blank())
    }
    other = desk.world.companies[3187042]
    other[Division].change(3187042, {"CustomerCode": "1"})
    assert set(directory.hrm_divisions(desk.world, desk.write.user, desk.company).rows) == {3187041}


def test_reports_sum_up_their_expenses(shared_desk: Desk) -> None:
    reports = list(shared_desk.company[ExpenseReport])
    assert [row["Status"] for row in reports] == [6, 2]
    for report in reports:
        mine = shared_desk.company[Expense].where("Report", str(report["ID"]))
        assert len(mine) == report["ExpenseCount"]
        assert sum(row["TotalAmountDC"] for row in mine) == report["TotalAmountDC"]
