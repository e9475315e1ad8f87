"""Contacts of relations."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account, Address, Contact
from unibooks.sandbox.exact.payload import read_values
from unibooks.sandbox.exact.state import Refused, Row


def person(desk: Desk, relation: Row, **values: Any) -> Row:
    return desk.post(Contact, {"Account": relation["ID"], "FirstName": "Anna", "LastName": "Bos", **values})


@pytest.fixture
def relation(shared_desk: Desk) -> Row:
    return shared_desk.post(Account, {"Name": "Nieuw B.V.", "Status": "C"})


def test_a_contact_gets_the_recorded_defaults(shared_desk: Desk, relation: Row) -> None:
    row = person(shared_desk, relation, MiddleName="van den", Email="anna@nieuw.example")
    expected: dict[str, Any] = {
        "AccountIsCustomer": True,
        "AccountIsSupplier": False,
        "AccountName": "Nieuw B.V.",
        "BirthName": "Bos",
        "BusinessEmail": "anna@nieuw.example",
        "Code": relation["Code"],
        "Country": "NL ",
        "FullName": "Anna van den Bos",
        "Gender": "O",
        "IsMailingExcluded": False,
        "Language": "NL        ",
        "StartDate": datetime(2026, 11, 22),
        "City": None,
    }
    assert {name: row[name] for name in expected} == expected
    assert row["Person"] is not None
    assert set(row) == set(Contact.props())
    later = person(shared_desk, relation, Email="a@b.example", BusinessEmail="c@d.example")
    assert (later["HID"], later["BusinessEmail"]) == (row["HID"] + 1, "c@d.example")


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ({"Account": None}, ("Verplicht: Relatie",)),
        ({"Account": uuid4()}, ("Ongeldige referentie: Relatie",)),
        ({"LastName": " "}, ("Verplicht: Achternaam",)),
        ({"Email": "anna"}, ("Ongeldig: Email []",)),
        ({"BusinessEmail": "anna@bos"}, ("Ongeldig: Email []",)),
        ({"Gender": "X"}, ("Ongeldig: Geslacht",)),
        ({"Person": uuid4()}, ("Ongeldige referentie: Persoon",)),
        ({"Title": "Graaf"}, ("Ongeldige referentie: Titel",)),
        ({"StartDate": datetime(2026, 2, 1), "EndDate": datetime(2026, 1, 1)}, ("Ongeldig: Einddatum",)),
        ({"Email": "anna", "Account": None}, ("Ongeldig: Email []", "Verplicht: Relatie")),
    ],
)
def test_contacts_that_are_refused(
    shared_desk: Desk, relation: Row, body: dict[str, Any], sentences: tuple[str, ...]
) -> None:
    whole = {"Account": relation["ID"], "LastName": "Bos"} | body
    assert shared_desk.refusal(Contact, whole) == sentences


def test_either_name_will_do(shared_desk: Desk, relation: Row) -> None:
    first = shared_desk.post(Contact, {"Account": relation["ID"], "FirstName": "Anna"})
    last = shared_desk.post(Contact, {"Account": relation["ID"], "LastName": "Bos", "Title": "mevr"})
    assert (first["FullName"], last["FullName"]) == ("Anna", "Bos")
    assert (last["Title"], last["TitleDescription"]) == ("MEVR", "Mevrouw")
    with pytest.raises(Refused, match=r"^Verplicht: Achternaam$"):
        shared_desk.put(Contact, first, {"FirstName": None})


def test_the_first_contact_is_the_main_one_until_another_is_named(shared_desk: Desk, relation: Row) -> None:
    first, second = (person(shared_desk, relation, FirstName=name) for name in ("Anna", "Bram"))
    assert relation["MainContact"] == first["ID"]
    assert [(row["IsMainContact"], row["AccountMainContact"]) for row in (first, second)] == [
        (True, first["ID"]),
        (False, first["ID"]),
    ]
    shared_desk.put(Account, relation, {"MainContact": second["ID"], "Name": "Anders B.V."})
    assert [row["IsMainContact"] for row in (first, second)] == [False, True]
    assert {row["AccountName"] for row in (first, second)} == {"Anders B.V."}
    stranger = person(shared_desk, shared_desk.post(Account, {"Name": "Ander B.V."}))
    with pytest.raises(Refused, match=r"^Ongeldige referentie: Contactpersoon$"):
        shared_desk.put(Account, relation, {"MainContact": stranger["ID"]})
    assert shared_desk.refusal(Account, {"Name": "x", "MainContact": first["ID"]}) == (
        "Ongeldige referentie: Contactpersoon",
    )
    shared_desk.delete(Contact, second)
    assert (relation["MainContact"], first["AccountMainContact"], first["IsMainContact"]) == (None, None, False)
    third = person(shared_desk, relation)
    assert (relation["MainContact"], third["IsMainContact"]) == (third["ID"], True)


def test_a_contact_stays_with_its_relation(shared_desk: Desk, relation: Row) -> None:
    row = person(shared_desk, relation, Email="a@b.example")
    body = {"Account": str(uuid4()), "FirstName": "Els", "Email": "els@b.example", "Picture": "AAAA"}
    shared_desk.put(Contact, row, read_values(Contact, body, creating=False))
    assert (row["Account"], row["FullName"], row["Picture"]) == (relation["ID"], "Els Bos", None)
    # copied in the create, not afterwards
    assert (row["Email"], row["BusinessEmail"]) == ("els@b.example", "a@b.example")


def test_a_contact_that_an_address_names_stays(shared_desk: Desk, relation: Row) -> None:
    row = person(shared_desk, relation)
    address = shared_desk.post(Address, {"Contact": row["ID"], "Type": 4, "City": "Gouda"})
    assert (address["Account"], address["ContactName"]) == (relation["ID"], "Anna Bos")
    shared_desk.put(Contact, row, {"FirstName": "Els"})
    assert address["ContactName"] == "Els Bos"
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Contactpersoon - Gebruikt in: Adres$"):
        shared_desk.delete(Contact, row)


def test_a_relation_takes_its_contacts_along(shared_desk: Desk, relation: Row) -> None:
    row = person(shared_desk, relation)
    shared_desk.delete(Account, relation)
    assert row["ID"] not in shared_desk.company[Contact].rows
