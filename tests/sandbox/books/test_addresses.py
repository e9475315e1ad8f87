"""Addresses of relations, one of which is the relation's own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account, Address, Contact
from unibooks.sandbox.exact.books import WRITERS
from unibooks.sandbox.exact.state import Refused, Row

STREET = {"AddressLine1": "Dorpsstraat 1", "Postcode": "2801 AA", "City": "Gouda"}


@pytest.fixture
def relation(shared_desk: Desk) -> Row:
    return shared_desk.post(Account, {"Name": "Nieuw B.V.", "IsSupplier": True, **STREET})


def addresses(desk: Desk, relation: Row) -> list[Row]:
    return desk.company[Address].where("Account", relation["ID"])


def add(desk: Desk, relation: Row, kind: int, **values: Any) -> Row:
    return desk.post(Address, {"Account": relation["ID"], "Type": kind, **values})


def test_the_address_of_a_relation_is_its_main_visiting_address(shared_desk: Desk, relation: Row) -> None:
    (row,) = addresses(shared_desk, relation)
    expected: dict[str, Any] = {
        **STREET,
        "Account": relation["ID"],
        "AccountIsSupplier": True,
        "AccountName": "Nieuw B.V.",
        "Country": "NL ",
        "CountryName": "Nederland",
        "Main": True,
        "Type": 1,
    }
    assert {name: row[name] for name in expected} == expected
    assert set(row) == set(Address.props())
    shared_desk.put(Account, relation, {"City": "Breda", "Country": "BE", "IsSupplier": False, "Name": "Anders"})
    assert (row["City"], row["Country"], row["CountryName"]) == ("Breda", "BE ", "België")
    assert (row["AccountIsSupplier"], row["AccountName"]) == (False, "Anders")
    shared_desk.put(Address, row, {"AddressLine1": "Kade 2", "Country": "NL"})
    assert (relation["AddressLine1"], relation["City"], relation["CountryName"]) == ("Kade 2", "Breda", "Nederland")


def test_a_relation_without_an_address_has_none_until_it_gets_one(shared_desk: Desk) -> None:
    relation = shared_desk.post(Account, {"Name": "Nieuw B.V."})
    assert addresses(shared_desk, relation) == []
    add(shared_desk, relation, 3, City="Ede")
    assert relation["City"] is None
    add(shared_desk, relation, 1, City="Gouda")
    assert relation["City"] == "Gouda"
    later = shared_desk.post(Account, {"Name": "Nieuw B.V."})
    shared_desk.put(Account, later, {"City": "Gouda"})
    assert [(row["Type"], row["City"]) for row in addresses(shared_desk, later)] == [(1, "Gouda")]


def test_another_visiting_address_can_become_the_main_one(shared_desk: Desk, relation: Row) -> None:
    (own,) = addresses(shared_desk, relation)
    other = add(shared_desk, relation, 1, City="Ede")
    assert (own["Main"], other["Main"], relation["City"]) == (True, False, "Gouda")
    shared_desk.put(Address, other, {"Main": True})
    assert (own["Main"], other["Main"], relation["City"], relation["Postcode"]) == (False, True, "Ede", None)
    shared_desk.put(Address, other, {"Main": False})
    assert (own["Main"], other["Main"]) == (False, True)


def test_each_type_has_its_main_address(shared_desk: Desk, relation: Row) -> None:
    first, second = add(shared_desk, relation, 4, City="Ede"), add(shared_desk, relation, 4, City="Venlo")
    assert (first["Main"], second["Main"]) == (True, False)
    post = add(shared_desk, relation, 2, City="Ede")
    assert post["Main"] is True
    shared_desk.put(Address, first, {"Type": 2})
    assert (first["Main"], second["Main"], post["Main"]) == (False, True, True)
    shared_desk.delete(Address, post)
    assert first["Main"] is True
    assert relation["City"] == "Gouda"


def test_the_relations_own_address_stays_what_it_is(shared_desk: Desk, relation: Row) -> None:
    (own,) = addresses(shared_desk, relation)
    with pytest.raises(Refused, match=r"^Niet toegestaan: Type$"):
        shared_desk.put(Address, own, {"Type": 2})
    other = shared_desk.post(Account, {"Name": "Ander B.V."})
    with pytest.raises(Refused, match=r"^Niet toegestaan: Relatie$"):
        shared_desk.put(Address, own, {"Account": other["ID"]})
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Adres - Gebruikt in: Relatie$"):
        shared_desk.delete(Address, own)


def test_the_same_address_again_is_the_one_there_is(shared_desk: Desk, relation: Row) -> None:
    row = add(shared_desk, relation, 3, **STREET)
    assert add(shared_desk, relation, 3, **STREET, Notes="x", Main=True)["ID"] == row["ID"]
    assert row["Notes"] is None
    assert add(shared_desk, relation, 4, **STREET)["ID"] != row["ID"]
    assert WRITERS[Address].echoes is False


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ({"Account": None}, ("Verplicht: Relatie",)),
        ({"Account": uuid4()}, ("Ongeldige referentie: Relatie",)),
        ({"Type": None}, ("Verplicht: Type",)),
        ({"Type": 5}, ("Ongeldig: Type",)),
        ({"Country": "QQ"}, ("Ongeldige referentie: Land",)),
        ({"Contact": uuid4()}, ("Ongeldige referentie: Contactpersoon",)),
        ({"Warehouse": uuid4()}, ("Ongeldige referentie: Magazijn",)),
        ({"Account": None, "Type": None}, ("Verplicht: Relatie", "Verplicht: Type")),
    ],
)
def test_addresses_that_are_refused(
    shared_desk: Desk, relation: Row, body: dict[str, Any], sentences: tuple[str, ...]
) -> None:
    assert shared_desk.refusal(Address, {"Account": relation["ID"], "Type": 3} | body) == sentences


def test_a_contact_has_to_be_of_the_relation(shared_desk: Desk, relation: Row) -> None:
    other = shared_desk.post(Account, {"Name": "Ander B.V."})
    contact = shared_desk.post(Contact, {"Account": other["ID"], "LastName": "Bos"})
    body = {"Account": relation["ID"], "Type": 4, "Contact": contact["ID"]}
    assert shared_desk.refusal(Address, body) == ("Ongeldige referentie: Contactpersoon",)


def test_a_relation_takes_its_addresses_along(shared_desk: Desk, relation: Row) -> None:
    add(shared_desk, relation, 4, City="Ede")
    shared_desk.delete(Account, relation)
    assert addresses(shared_desk, relation) == []
