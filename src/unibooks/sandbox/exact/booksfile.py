"""The companies in a state file: their rows, matches and attachments, one by one."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Final

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity
from unibooks.sandbox.exact.plain import dumps, dumps_row, loads, loads_row
from unibooks.sandbox.exact.state import Company, MatchSet
from unibooks.sandbox.exact.tables import Table

_WRITE_ROW: Final = """
INSERT INTO rows (company, entity, key, version, content) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content
"""
_NOT_REMOVED: Final = "DELETE FROM removed WHERE company = ? AND entity = ? AND key = ?"


class BooksFile:
    """Writes what changed in companies since the last time, and reads it back.

    Args:
        db: the open file; whoever has it begins and commits.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._written: dict[tuple[int, type[Entity]], tuple[dict[Any, int], int]] = {}
        self._files: set[tuple[int, uuid.UUID]] = set()
        self._matches: dict[int, set[uuid.UUID]] = {}

    def flush(self, company: Company) -> None:
        """Write what changed."""
        for table in company.tables.values():
            self._flush_table(company, table)
        self._flush_files(company)
        self._flush_matches(company)

    def load(self, company: Company) -> None:
        """Put what is in the file into a company, whose last version is known already."""
        for entity in ENTITIES:
            self._load_table(company, entity)
        found = self._db.execute("SELECT key, content FROM files WHERE company = ?", (company.code,))
        company.blobs = {uuid.UUID(key): content for key, content in found}
        self._files |= {(company.code, key) for key in company.blobs}
        self._load_matches(company)

    def _flush_table(self, company: Company, table: Table) -> None:
        place = (company.code, table.entity)
        if table.memo.get(BooksFile) is self:
            return
        versions, last = self._written.get(place, ({}, -1))
        at = (company.code, table.entity.__name__)
        if versions is not table.versions:  # another table altogether: a snapshot was gone back to
            last = -1
            self._db.execute("DELETE FROM rows WHERE company = ? AND entity = ?", at)
            self._db.execute("DELETE FROM removed WHERE company = ? AND entity = ?", at)
        newer = set(_newer(table.versions, last))
        keys = table.rows if last < 0 else [key for key in table.rows if key in newer] if newer else ()
        self._db.executemany(
            _WRITE_ROW, ((*at, dumps(key), table.versions[key], dumps_row(table.rows[key])) for key in keys)
        )
        if last >= 0:
            self._db.executemany(_NOT_REMOVED, ((*at, dumps(key)) for key in newer))
        for key in _newer({key: removal.version for key, removal in table.removed.items()}, last):
            self._db.execute("DELETE FROM rows WHERE company = ? AND entity = ? AND key = ?", (*at, dumps(key)))
            removal = table.removed[key]
            values = (*at, dumps(key), removal.version, dumps(removal))
            self._db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)", values)
        self._written[place] = table.versions, company.versions.last
        table.memo[BooksFile] = self

    def _flush_files(self, company: Company) -> None:
        there = {(company.code, key) for key in company.blobs}
        known = {one for one in self._files if one[0] == company.code}
        for _, key in known - there:
            self._db.execute("DELETE FROM files WHERE company = ? AND key = ?", (company.code, str(key)))
        for _, key in there - known:
            self._db.execute("INSERT INTO files VALUES (?, ?, ?)", (company.code, str(key), company.blobs[key]))
        self._files = (self._files - known) | there

    def _flush_matches(self, company: Company) -> None:
        there = {found.id: found for each in company.matches.values() for found in each}
        known = self._matches.get(company.code, set())
        if not known <= there.keys():  # the order of those of a line has to stay: all of them are written anew
            self._db.execute("DELETE FROM matches WHERE company = ?", (company.code,))
            known = set[uuid.UUID]()
        new = [key for key in there if key not in known]
        self._db.executemany(
            "INSERT INTO matches VALUES (?, ?, ?)", ((company.code, str(key), dumps(there[key])) for key in new)
        )
        self._matches[company.code] = known | there.keys()

    def _load_matches(self, company: Company) -> None:
        found = self._db.execute("SELECT content FROM matches WHERE company = ? ORDER BY rowid", (company.code,))
        company.matches = {}
        for (content,) in found:
            made: MatchSet = loads(content)
            for part in made.parts:
                company.matches.setdefault(part.line, []).append(made)
        self._matches[company.code] = {made.id for each in company.matches.values() for made in each}

    def _load_table(self, company: Company, entity: type[Entity]) -> None:
        table = company.tables[entity]
        at = (company.code, entity.__name__)
        found = self._db.execute(
            "SELECT key, version, content FROM rows WHERE company = ? AND entity = ? ORDER BY rowid", at
        ).fetchall()
        blank = table.blank()
        rows = {loads(key): blank | loads_row(content) for key, _, content in found}
        versions = dict(sorted(((loads(key), version) for key, version, _ in found), key=lambda one: one[1]))
        gone = self._db.execute(
            "SELECT key, content FROM removed WHERE company = ? AND entity = ? ORDER BY version", at
        )
        table.fill(rows, versions, {loads(key): loads(removal) for key, removal in gone})
        self._written[company.code, entity] = table.versions, company.versions.last
        table.memo[BooksFile] = self


def _newer(versions: Mapping[Any, int], last: int) -> Iterator[Any]:
    """The keys written after a version; the latest stand at the end."""
    for key in reversed(versions):  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType] - dicts can
        if versions[key] <= last:
            return
        yield key
