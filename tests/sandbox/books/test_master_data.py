"""Relations, documents and the other master data."""

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
    DocumentAttachment,
    GLAccount,
    Journal,
    PaymentCondition,
    PurchaseEntry,
    VATCode,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import WRITERS
from unibooks.sandbox.exact.state import Refused


def test_a_relation_gets_the_next_code_and_the_recorded_defaults(desk: Desk) -> None:
    highest = max(int(row["Code"]) for row in desk.company[Account])
    row = desk.post(Account, {"Name": "Nieuw B.V.", "IsSupplier": True})
    expected: dict[str, Any] = {
        "Code": f"{highest + 1:07}".rjust(18),
        "Status": "A",
        "Type": "A",
        "IsSupplier": True,
        "IsSales": False,
        "IsPurchase": False,
        "Country": "NL ",
        "CountryName": "Nederland",
        "PurchaseCurrency": "EUR",
        "Source": 4,
        "StartDate": datetime(2026, 11, 22),
    }
    assert {name: row[name] for name in expected} == expected
    assert WRITERS[Account].echoes is False
    assert set(row) == set(Account.props())


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"Name": None}, "Verplicht: Naam"),
        ({"Name": "x" * 51}, "Ongeldig: Naam"),
        ({"VATNumber": "NL123456789B01"}, "Ongeldig: Btw-nummer"),
        ({"Country": "QQ"}, "Ongeldige referentie: Land"),
        ({"Email": "geen adres"}, "Ongeldig: Email []"),
        ({"PaymentConditionPurchase": "77"}, "Ongeldige referentie: Betalingsconditie"),
        ({"PurchaseVATCode": "77"}, "Ongeldige referentie: Btw-code"),
        ({"GLAP": uuid4()}, "Ongeldige referentie: Grootboekrekening"),
        ({"Status": "X"}, "Ongeldig: Status"),
        ({"Code": "0000001"}, "Gegeven bestaat reeds."),
    ],
)
def test_relations_that_are_refused(shared_desk: Desk, body: dict[str, Any], sentence: str) -> None:
    assert shared_desk.refusal(Account, {"Name": "Nieuw B.V."} | body) == (sentence,)


def test_an_unknown_currency_becomes_blank(shared_desk: Desk) -> None:
    row = shared_desk.post(Account, {"Name": "Nieuw B.V.", "PurchaseCurrency": "ZZZ", "VATNumber": "NL800123451B01"})
    assert (row["PurchaseCurrency"], row["PurchaseCurrencyDescription"], row["SalesCurrency"]) == (None, None, "EUR")


def test_a_relation_can_be_promoted(shared_desk: Desk) -> None:
    row = shared_desk.post(Account, {"Name": "Nieuw B.V."})
    shared_desk.put(Account, row, {"Status": "C", "PaymentConditionSales": "14"})
    assert (row["IsSales"], row["CustomerSince"]) == (True, datetime(2026, 11, 22))
    assert row["PaymentConditionSalesDescription"] == "14 dagen"


def test_its_own_code_is_refused_in_a_change(shared_desk: Desk) -> None:
    row = shared_desk.post(Account, {"Name": "Nieuw B.V."})
    with pytest.raises(Refused, match=r"^Gegeven bestaat reeds.$"):
        shared_desk.put(Account, row, {"Code": row["Code"], "Name": "x"})
    shared_desk.put(Account, row, {"Code": "90000"})
    assert row["Code"] == "90000".rjust(18)


def test_a_relation_in_use_stays(shared_desk: Desk) -> None:
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Relatie - Gebruikt in: Documenten$"):
        shared_desk.delete(Account, shared_desk.relation("Van Dalen Transport B.V."))
    row = shared_desk.post(Account, {"Name": "Nieuw B.V."})
    shared_desk.delete(Account, row)
    assert row["ID"] not in shared_desk.company[Account].rows


@pytest.mark.parametrize("entity", [GLAccount, Journal, VATCode, PaymentCondition])
def test_master_data_needs_a_free_code_and_a_description(desk: Desk, entity: type[Entity]) -> None:
    assert desk.refusal(entity, {}) == ("Verplicht: Code", "Verplicht: Omschrijving")
    row = desk.post(entity, {"Code": "Z9", "Description": "Nieuw"})
    assert set(row) == set(entity.props())
    assert desk.refusal(entity, {"Code": "Z9", "Description": "Nog eens"}) == ("Gegeven bestaat reeds.",)


def test_master_data_in_use_stays(shared_desk: Desk) -> None:
    for entity, code in ((GLAccount, "5520"), (Journal, "60"), (VATCode, "2  ")):
        row = shared_desk.company[entity].first("Code", code)
        assert row is not None
        with pytest.raises(Refused, match=r"^Kan niet verwijderen: "):
            shared_desk.delete(entity, row)


def test_a_new_journal_and_code_can_be_booked_on(desk: Desk) -> None:
    desk.post(Journal, {"Code": "66", "Description": "Projecten", "Type": 22, "GLAccount": desk.gl("1600")})
    code = desk.post(
        VATCode,
        {
            "Code": "6L",
            "Description": "Logies",
            "Type": "E",
            "GLToClaim": desk.gl("1520"),
            "VATPercentages": [{"Percentage": Decimal("0.09")}, {"Percentage": Decimal("0.21")}],
        },
    )
    assert code["Percentage"] == Decimal("0.21")
    entry = desk.book(desk.line("100", "6L"), Journal="66")
    assert (entry["AmountFC"], entry["EntryNumber"]) == (Decimal("121.00"), 26660001)


def test_documents(shared_desk: Desk) -> None:
    assert shared_desk.refusal(Document, {}) == ("Verplicht: Onderwerp", "Verplicht: Documenttype")
    assert shared_desk.refusal(Document, {"Subject": "x", "Type": 999}) == ("Ongeldige referentie: Documenttype",)
    row = shared_desk.post(
        Document, {"Subject": "Scan", "Type": 20, "Account": shared_desk.relation("Belastingdienst")["ID"]}
    )
    assert row["DocumentViewUrl"] == f"/docs/DocViewContent.aspx?ID={row['ID']}&_Division_=3187041&Stamp=NL001"
    assert (row["AccountName"], row["TypeDescription"], row["HasEmptyBody"]) == (
        "Belastingdienst",
        "Inkoopfactuur",
        True,
    )
    assert row["DocumentDate"] == datetime(2026, 11, 22)
    shared_desk.put(Document, row, {"Body": "Tekst"})
    assert row["HasEmptyBody"] is False


def test_attachments_keep_their_bytes(shared_desk: Desk) -> None:
    assert shared_desk.refusal(DocumentAttachment, {"Document": uuid4(), "FileName": "a.pdf", "Attachment": b"x"}) == (
        "Ongeldige referentie: Document",
    )
    document = shared_desk.post(Document, {"Subject": "Scan", "Type": 20})
    row = shared_desk.post(DocumentAttachment, {"Document": document["ID"], "FileName": "a.pdf", "Attachment": b"%PDF"})
    assert row["Url"] == f"/docs/SysAttachment.aspx?ID={row['ID']}&_Division_=3187041&Stamp=NL001"
    assert (row["FileSize"], row["Attachment"], shared_desk.company.blobs[row["ID"]]) == (Decimal(4), None, b"%PDF")
    shared_desk.delete(Document, document)
    assert row["ID"] not in shared_desk.company.blobs


def test_a_document_of_an_entry_stays(shared_desk: Desk) -> None:
    entry = shared_desk.book(shared_desk.line("10"))
    document = shared_desk.company[Document].rows[entry["Document"]]
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Document - Gebruikt in: Boekingen$"):
        shared_desk.delete(Document, document)
    shared_desk.delete(PurchaseEntry, entry)
    shared_desk.delete(Document, document)
