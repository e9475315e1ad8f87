"""Bank accounts of relations."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import Account, BankAccount
from unibooks.sandbox.exact.books import WRITERS
from unibooks.sandbox.exact.state import Refused, Row

#: Well-known sample numbers.
DUTCH, BELGIAN = "NL91ABNA0417164300", "BE68539007547034"


@pytest.fixture
def relation(shared_desk: Desk) -> Row:
    return shared_desk.post(Account, {"Name": "Nieuw B.V.", "IsSupplier": True})


def add(desk: Desk, relation: Row, number: str, **values: Any) -> Row:
    return desk.post(BankAccount, {"Account": relation["ID"], "BankAccount": number, **values})


def test_the_number_is_kept_without_blanks(shared_desk: Desk, relation: Row) -> None:
    row = add(shared_desk, relation, "nl91 ABNA 0417 1643 00", BICCode="abnanl2a")
    expected: dict[str, Any] = {
        "AccountName": "Nieuw B.V.",
        "BankAccount": DUTCH,
        "BankAccountHolderName": "Nieuw B.V.",
        "BICCode": "ABNANL2A",
        "Blocked": False,
        "IBAN": DUTCH,
        "Main": True,
        "Type": "A",
    }
    assert {name: row[name] for name in expected} == expected
    assert set(row) == set(BankAccount.props())
    assert WRITERS[BankAccount].echoes is False
    plain = add(shared_desk, relation, "6222 0210 0111 6959", BankAccountHolderName="Hanfeng")
    assert (plain["BankAccount"], plain["IBAN"]) == ("6222 0210 0111 6959", None)
    assert plain["BankAccountHolderName"] == "Hanfeng"


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ({"Account": None}, ("Verplicht: Relatie",)),
        ({"Account": uuid4()}, ("Ongeldige referentie: Relatie",)),
        (
            {"BankAccount": None},
            ("Verplicht: Bankrekening: Nummer", "Verplicht: Bankrekening", "Verplicht: Formaat"),
        ),
        ({"BankAccount": "NL91ABNA0417164301"}, ("Ongeldig: Bankrekening",)),
        ({"BICCode": "ABNA"}, ("Ongeldig: BIC-code",)),
        ({"Account": None, "BankAccount": "NL00ABNA0417164300"}, ("Verplicht: Relatie", "Ongeldig: Bankrekening")),
    ],
)
def test_bank_accounts_that_are_refused(
    shared_desk: Desk, relation: Row, body: dict[str, Any], sentences: tuple[str, ...]
) -> None:
    whole = {"Account": relation["ID"], "BankAccount": BELGIAN} | body
    assert shared_desk.refusal(BankAccount, whole) == sentences


def test_one_of_them_is_the_main_one(shared_desk: Desk, relation: Row) -> None:
    first, second = add(shared_desk, relation, DUTCH), add(shared_desk, relation, BELGIAN)
    assert (first["Main"], second["Main"]) == (True, False)
    shared_desk.put(BankAccount, second, {"Main": True})
    assert (first["Main"], second["Main"]) == (False, True)
    third = add(shared_desk, relation, "123456789", Main=True)
    assert [row["Main"] for row in (first, second, third)] == [False, False, True]
    shared_desk.delete(BankAccount, third)
    assert sorted(row["Main"] for row in (first, second)) == [False, True]


def test_a_number_stands_once_at_a_relation(shared_desk: Desk, relation: Row) -> None:
    add(shared_desk, relation, DUTCH)
    other = add(shared_desk, relation, BELGIAN)
    body = {"Account": relation["ID"], "BankAccount": DUTCH}
    assert shared_desk.refusal(BankAccount, body) == ("Gegeven bestaat reeds.",)
    with pytest.raises(Refused, match=r"^Gegeven bestaat reeds.$"):
        shared_desk.put(BankAccount, other, {"BankAccount": DUTCH})
    shared_desk.put(BankAccount, other, {"BankAccount": BELGIAN, "Description": "Zakelijk"})
    assert other["Description"] == "Zakelijk"


def test_a_bank_account_may_move(shared_desk: Desk, relation: Row) -> None:
    first, second = add(shared_desk, relation, DUTCH), add(shared_desk, relation, BELGIAN)
    other = shared_desk.post(Account, {"Name": "Ander B.V."})
    shared_desk.put(BankAccount, first, {"Account": other["ID"]})
    assert (first["AccountName"], first["Main"], second["Main"]) == ("Ander B.V.", True, True)
    shared_desk.put(Account, other, {"Name": "Anders B.V."})
    assert first["AccountName"] == "Anders B.V."


def test_a_relation_takes_its_bank_accounts_along(shared_desk: Desk, relation: Row) -> None:
    row = add(shared_desk, relation, DUTCH)
    shared_desk.delete(Account, relation)
    assert row["ID"] not in shared_desk.company[BankAccount].rows
