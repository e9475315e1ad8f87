"""The state of a sandbox in a file: whatever was answered is in it before the answer is sent.

It is an SQLite database. Rows, matches and attachments stand in it one by one, and a call writes those that it changed;
everything else is a handful of small documents, one for each part of the sandbox, each user, app and company. A call
that only reads writes no more than the tokens and counters. The call log, faults, limits, switches and snapshots are not
in it: they belong to the run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from unibooks import __version__
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity
from unibooks.sandbox.exact import limits, oauth, oauth_pages, state, tables
from unibooks.sandbox.exact.limits import LimitRules, Manners
from unibooks.sandbox.exact.plain import attributes, dumps, dumps_row, loads, loads_row
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, Company, MatchSet, Table, User, Versions, World

#: Counted up when the file is laid out in another way.
_LAYOUT: Final = 1
_TABLES: Final = """
CREATE TABLE about (version TEXT NOT NULL, shape TEXT NOT NULL);
CREATE TABLE documents (name TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE rows (
    company INTEGER NOT NULL, entity TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
    UNIQUE (company, entity, key)
);
CREATE TABLE removed (
    company INTEGER NOT NULL, entity TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
    UNIQUE (company, entity, key)
);
CREATE TABLE matches (company INTEGER NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (company, id));
CREATE TABLE files (company INTEGER NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, UNIQUE (company, key));
"""
_WRITE_ROW: Final = """
INSERT INTO rows (company, entity, key, version, content) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content
"""
_NOT_REMOVED: Final = "DELETE FROM removed WHERE company = ? AND entity = ? AND key = ?"
#: What a part is wired with and what was said when the sandbox was started: not state.
_WIRING: Final[tuple[type, ...]] = (FunctionType, MethodType, Settings, LimitRules, Manners)
#: Kept in a form of their own.
_APART: Final = frozenset({(World, "clock"), *((Company, name) for name in ("tables", "versions", "blobs", "matches"))})


class StateFileError(Exception):
    """The file cannot be used; the sentence says why and what to do."""


class StateFile:
    """One sandbox's file, in use by this process alone.

    Args:
        path: the file; made, readable by its owner only, when it is not there.

    Raises:
        StateFileError: it is in use, not such a file, or written by a version with other entities.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.fresh = not path.exists() or not path.stat().st_size
            if self.fresh:
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as fault:
            raise StateFileError(f"{path} cannot be used: {fault.strerror}") from None
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        self._docs: dict[str, str] = {}
        self._written: dict[tuple[int, type[Entity]], tuple[dict[Any, int], int]] = {}
        self._files: set[tuple[int, uuid.UUID]] = set()
        self._matches: dict[int, set[uuid.UUID]] = {}
        try:
            self._open()
        except sqlite3.DatabaseError as fault:
            self._db.close()
            if "locked" in str(fault):
                raise StateFileError(f"{path} is in use by another sandbox") from None
            raise StateFileError(f"{path} is not a sandbox's state file") from None
        except StateFileError:
            self._db.close()
            raise

    def _open(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        found = None if self.fresh else self._db.execute("SELECT version, shape FROM about").fetchone()
        if found is not None and found[1] != shape():
            raise StateFileError(
                f"{self.path} was written by unibooks {found[0]}, whose Exact looks different from that of this "
                f"version, {__version__}; use the other version, or start with a new file"
            )
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("BEGIN IMMEDIATE")
        if self.fresh:
            for statement in _TABLES.split(";"):
                self._db.execute(statement)
            self._db.execute("INSERT INTO about VALUES (?, ?)", (__version__, shape()))
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def load(self, world: World, parts: Mapping[str, object]) -> None:
        """Put what the file holds into a running sandbox's world and parts."""
        docs = dict(self._db.execute("SELECT name, content FROM documents"))
        named = self._named_for(docs, world, parts)
        for name, thing in named.items():
            for attribute, value in loads(docs[name], named).items() if name in docs else ():
                object.__setattr__(thing, attribute, value)
        clock: Any = world.clock
        if "clock" in docs and hasattr(clock, "back_to"):
            clock.back_to(loads(docs["clock"]))
        for company in world.companies.values():
            company.versions.last = loads(docs[f"versions:{company.code}"])
            for entity in ENTITIES:
                self._load_table(company, entity)
            found = self._db.execute("SELECT key, content FROM files WHERE company = ?", (company.code,))
            company.blobs = {uuid.UUID(key): content for key, content in found}
            self._files |= {(company.code, key) for key in company.blobs}
            self._load_matches(company)
        self._docs = docs

    def flush(self, world: World, parts: Mapping[str, object], *, books: bool = True) -> None:
        """Write what changed since the last time.

        Args:
            world: the companies, users and apps.
            parts: the parts of the sandbox that have state, each under a name that stays the same.
            books: whether the world may have changed too.
        """
        docs = self._documents(world, parts, books)
        changed = [(name, text) for name, text in docs.items() if self._docs.get(name) != text]
        gone = [name for name in self._docs.keys() - docs.keys() if books]
        if not changed and not gone and not books:
            return
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?)", changed)
        self._db.executemany("DELETE FROM documents WHERE name = ?", [(name,) for name in gone])
        self._docs = {name: text for name, text in {**self._docs, **docs}.items() if name not in gone}
        for company in world.companies.values() if books else ():
            for table in company.tables.values():
                self._flush_table(company, table)
            self._flush_files(company)
            self._flush_matches(company)
        self._db.execute("COMMIT")

    def _documents(self, world: World, parts: Mapping[str, object], books: bool) -> dict[str, str]:
        named = {**_named(world), **parts}
        names = {id(thing): name for name, thing in named.items()}
        things = named if books else parts
        docs = {name: dumps(dict(_state(thing)), names) for name, thing in things.items()}
        for company in world.companies.values() if books else ():
            docs[f"versions:{company.code}"] = dumps(company.versions.last)
        clock: Any = world.clock
        if hasattr(clock, "mark"):
            docs["clock"] = dumps(clock.mark())
        return docs

    def _flush_table(self, company: Company, table: Table) -> None:
        place = (company.code, table.entity)
        if table.memo.get(StateFile) is self:
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
        table.memo[StateFile] = self

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
        table.memo[StateFile] = self

    @staticmethod
    def _named_for(docs: Iterable[str], world: World, parts: Mapping[str, object]) -> dict[str, Any]:
        """The object that each document is about; those that the running sandbox lacks are made, still empty."""
        known = {**_named(world), **parts}
        named: dict[str, Any] = {"world": world, **parts}
        for name in docs:
            kind, _, key = name.partition(":")
            if kind in _MADE:
                named[name] = known.get(name) or _MADE[kind](key)
        return named


def shape() -> str:
    """A short text that differs when the entities or the objects around them do."""
    rows = [(one.__name__, one.path, [(name, prop.edm) for name, prop in one.props().items()]) for one in ENTITIES]
    objects = [
        (name, [one.name for one in fields(kind)])
        for module in (state, tables, oauth, oauth_pages, limits)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind)
    ]
    return hashlib.sha256(repr((_LAYOUT, rows, objects)).encode()).hexdigest()[:12]


def _company(code: str) -> Company:
    return Company(int(code), "", "", "", ZoneInfo("UTC"), versions=Versions())


#: How objects are made that other documents speak of.
_MADE: Final[dict[str, Callable[[str], Any]]] = {
    "user": lambda _: object.__new__(User),
    "app": lambda _: object.__new__(App),
    "company": _company,
}


def _named(world: World) -> dict[str, Any]:
    return {
        "world": world,
        **{f"user:{key}": user for key, user in world.users.items()},
        **{f"app:{key}": app for key, app in world.apps.items()},
        **{f"company:{key}": company for key, company in world.companies.items()},
    }


def _state(thing: object) -> Iterator[tuple[str, Any]]:
    """What of an object outlives the process."""
    for name, value in attributes(thing).items():
        held = next(iter(cast("dict[Any, Any]", value).values()), None) if isinstance(value, dict) else value
        if (type(thing), name) not in _APART and not isinstance(held, _WIRING):
            yield name, value


def _newer(versions: Mapping[Any, int], last: int) -> Iterator[Any]:
    """The keys written after a version; the latest stand at the end."""
    for key in reversed(versions):  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType] - dicts can
        if versions[key] <= last:
            return
        yield key
