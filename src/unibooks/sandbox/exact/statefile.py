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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from unibooks import __version__
from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.sandbox.exact import limits, oauth, oauth_pages, state, tables
from unibooks.sandbox.exact.booksfile import BooksFile
from unibooks.sandbox.exact.limits import LimitRules, Manners
from unibooks.sandbox.exact.plain import attributes, dumps, loads
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, Company, User, Versions, World

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
        self._books = BooksFile(self._db)
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
            self._books.load(company)
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
            self._books.flush(company)
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
