"""Words of Exact's own in rows, which follow the language of whoever reads [R: English texts of a French company].

A row keeps them in the language in which it was written or derived; they are told in another one when it is shown, so
that what was worked out for one reader serves all.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from unibooks.connectors.exact.target import DocumentType
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import documents, projects, texts
from unibooks.sandbox.exact.books.account_types import ACCOUNT_TYPES
from unibooks.sandbox.exact.books.journal_types import JOURNAL_TYPES
from unibooks.sandbox.exact.books.texts import Text
from unibooks.sandbox.exact.state import Row, User

_LANGUAGES: Final = ("nl", "en", "de", "fr", "es")


def _by_wording(found: Iterable[Text]) -> dict[str, Text]:
    return {getattr(text, language): text for text in found for language in _LANGUAGES}


_DOCUMENTS: Final[dict[str, Text]] = _by_wording(kind.name for kind in documents.KINDS.values())
_TYPES: Final[tuple[Text, ...]] = (*texts.KINDS.values(), *ACCOUNT_TYPES.values(), *projects.TYPES.values())

#: The texts that a property may hold, by any wording.
WORDS: Final[dict[str, dict[str, Text]]] = {
    "JournalTypeDescription": _by_wording(JOURNAL_TYPES.values()),
    "StatusDescription": _by_wording((*texts.STATUSES.values(), texts.CLOSED_STATUS)),
    # of ledger entries, ledger accounts, projects and documents, whose words do not clash
    "TypeDescription": _DOCUMENTS | _by_wording(_TYPES),
}


@cache
def _names(entity: type[Entity]) -> tuple[tuple[str, dict[str, Text]], ...]:
    if entity is DocumentType:
        return (("Description", _DOCUMENTS),)
    return tuple((name, WORDS[name]) for name in WORDS if name in entity.props())


def spoken(entity: type[Entity], row: Row, user: User) -> Row:
    """The row in the reader's language; the row itself when it is in that already."""
    told: Row = {}
    for name, words in _names(entity):
        text = words.get(row.get(name) or "")
        if text is not None and (said := text.to(user)) != row[name]:
            told[name] = said
    return row | told if told else row
