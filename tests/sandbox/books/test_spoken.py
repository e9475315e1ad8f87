"""Exact's own words follow the language of the reader."""

from __future__ import annotations

import pytest
from tests.sandbox.books.controls import table
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import DocumentType, GLAccount, JournalStatus, PurchaseEntry
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import spoken, texts
from unibooks.sandbox.exact.books.account_types import ACCOUNT_TYPES
from unibooks.sandbox.exact.books.journal_types import JOURNAL_TYPES
from unibooks.sandbox.exact.state import Row

WHO = ("nl-NL", "en-GB", "de-DE", "fr-FR", "es-ES")


def told(desk: Desk, entity: type[Entity], row: Row, name: str) -> list[str]:
    return [spoken.spoken(entity, row, desk.speaking(language).write.user)[name] for language in WHO]


@pytest.mark.parametrize("language", WHO)
def test_an_entry_is_read_in_the_language_of_the_reader_whoever_wrote_it(desk: Desk, language: str) -> None:
    other = desk.speaking(language)
    entry = other.book(other.line("10"))
    row = desk.company[PurchaseEntry].rows[entry["EntryID"]]
    assert told(desk, PurchaseEntry, row, "StatusDescription") == ["Open", "Open", "Offen", "Ouvert", "Abierto"]
    assert told(desk, PurchaseEntry, row, "TypeDescription")[:2] == ["Inkoopboeking", "Purchase entry"]


def test_tables_that_follow_from_others_are_told_too(shared_desk: Desk) -> None:
    row = table(shared_desk, JournalStatus).rows["60", 11, 2026]
    expected = ["Inkoop", "Purchase", "Einkauf", "Achats", "Compras"]
    assert told(shared_desk, JournalStatus, row, "JournalTypeDescription") == expected
    document = table(shared_desk, DocumentType).rows[10]
    assert told(shared_desk, DocumentType, document, "Description")[1] == "Sales invoice"
    account = shared_desk.company[GLAccount].first("Code", "1300")
    assert account is not None
    assert told(shared_desk, GLAccount, account, "TypeDescription")[1] == "Accounts receivable"


def test_a_row_in_the_language_of_the_reader_is_the_row_itself(shared_desk: Desk) -> None:
    account = shared_desk.company[GLAccount].first("Code", "1300")
    assert account is not None
    assert spoken.spoken(GLAccount, account, shared_desk.write.user) is account
    own = account | {"TypeDescription": "Iets eigens"}
    assert spoken.spoken(GLAccount, own, shared_desk.speaking("en-GB").write.user) is own


def test_no_wording_means_two_things() -> None:
    for name, words in spoken.WORDS.items():
        for wording, text in words.items():
            for language in ("nl", "en", "de", "fr", "es"):
                same = words[getattr(text, language)]
                assert same.nl == text.nl or wording == "Capital social", (name, wording)


def test_every_type_has_a_name_in_every_language() -> None:
    for found in (*ACCOUNT_TYPES.values(), *JOURNAL_TYPES.values(), *texts.KINDS.values(), *texts.STATUSES.values()):
        assert all(getattr(found, language) for language in ("nl", "en", "de", "fr", "es"))
