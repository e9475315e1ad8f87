"""Journals: the books that entries are made in."""

from __future__ import annotations

from unibooks.accounting.base import NoFilters, Operation, Read, Resource
from unibooks.accounting.types import Instant, Text


class Journal(Read):
    """A journal: bills name it by its code; `type` says in words what it is for."""

    id: Text | None
    account_id: Text | None
    code: Text | None
    created_date: Instant | None
    currency: Text | None
    description: Text | None
    type: Text | None
    updated_date: Instant | None


JOURNALS = Resource(
    name="journals",
    path="/accounting/journals",
    parameter="journalId",
    read=Journal,
    filters=NoFilters,
    operations=(
        Operation("list", "getJournals", "List the journals"),
        Operation("get", "getJournal", "Get one journal"),
    ),
)
