"""Removing a company through system/Divisions.

That the verb is there is documented, what it does is not. A program that removes a customer's books by mistake must not
succeed here and fail there, so all but an empty company is refused [I].
"""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import Account, Division, Document, TransactionLine
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.texts import Text
from unibooks.sandbox.exact.state import Row, Write, Writer

#: What makes a company one that is in use, in the order in which we name it.
USES: Final[tuple[tuple[type, Text], ...]] = (
    (TransactionLine, texts.ENTRIES),
    (Document, texts.DOCUMENTS),
    (Account, texts.ACCOUNT),
)


def delete(write: Write, row: Row) -> None:
    """Remove an empty company in which nobody is at work.

    Raises:
        Refused: it holds something, or somebody has it open.
    """
    world, code = write.world, row["Code"]
    company = world.companies[code]
    used = next((label for entity, label in USES if len(company[entity])), None)
    if used is not None:
        detail = f" - {texts.USED_IN.to(write.user)}: {used.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.DIVISION, detail)
    if any(user.current == code for user in world.users.values()):
        raise texts.refuse(write.user, texts.NOT_ALLOWED, texts.DIVISION)
    for user in world.users.values():
        user.companies = tuple(other for other in user.companies if other != code)
    del world.companies[code]


WRITERS: Final = {Division: Writer(delete=delete)}
