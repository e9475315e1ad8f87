"""What the sandbox remembers: companies, their tables of rows, users and apps. All of it lives in memory.

A row is a dict from Exact's property name to a Python value:

| wire type | value in a row |
|---|---|
| Edm.Guid | `uuid.UUID` |
| Edm.Double | `decimal.Decimal` |
| Edm.Int16, Edm.Int32, Edm.Byte | `int` |
| Edm.Int64 | `int` (text on the wire) |
| Edm.Boolean | `bool` |
| Edm.DateTime | naive `datetime`: the company's local wall clock, which is what Exact writes |
| Edm.String | `str`, padded as Exact stores it |
| Edm.Binary | never in a row; attachments keep their bytes in `Company.blobs` |

Every property of the entity is present in a row, `None` where it has no value. Navigation collections are not
in rows; they are the rows of the other table whose parent property holds this row's key.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity
from unibooks.sandbox.exact.tables import Change, Clock, Hand, Removal, Row, Table, Versions, wall_clock
from unibooks.sandbox.exact.watches import Watch

__all__ = [
    "App",
    "Change",
    "Clock",
    "Company",
    "MatchPart",
    "MatchSet",
    "Refused",
    "Removal",
    "Row",
    "Table",
    "User",
    "Versions",
    "World",
    "Write",
    "Writer",
]


class Refused(Exception):
    """A business rule says no: Exact answers HTTP 500 with these sentences, joined by CRLF."""

    def __init__(self, *messages: str) -> None:
        super().__init__("\r\n".join(messages))
        self.messages = messages


@dataclass(eq=False)
class User:
    """Somebody who can log in: the rights are the companies he may open; `language` picks the error texts.

    `refusal` is the Reason with which every call of his is turned away, such as `BlockedUser`; "" for none.
    """

    id: uuid.UUID
    name: str
    full_name: str
    email: str
    language: str
    companies: tuple[int, ...]
    current: int
    refusal: str = ""
    #: What else `current/Me` says of him, by its members: a title, a telephone.
    profile: Row = field(default_factory=Row)


@dataclass(eq=False)
class App:
    """A registered application.

    Attributes:
        scopes: what it may do under each scope, such as `financial.accounting`; None for everything.
        filtered: whether large lists are refused to it without a filter [H: switched on per client].
    """

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: tuple[str, ...] = ()
    #: signs the messages of its webhooks
    webhook_secret: str = field(default="", repr=False)
    scopes: Mapping[str, Literal["read", "manage"]] | None = None
    filtered: bool = False

    @property
    def key(self) -> uuid.UUID:
        """The client id as a GUID, which Exact's are; one made from it where it is another text."""
        try:
            return uuid.UUID(self.client_id)
        except ValueError:
            return uuid.uuid5(uuid.NAMESPACE_OID, self.client_id)


@dataclass(frozen=True)
class MatchPart:
    """What a match takes of one ledger line.

    Attributes:
        line: key of the ledger line.
        dc: amount in the company's currency with the line's sign; fc: its share in the line's currency.
        offset: the line that it points at through this match.
        before: what it pointed at when no match held it.
    """

    line: uuid.UUID
    dc: Decimal
    fc: Decimal
    offset: uuid.UUID | None
    before: uuid.UUID | None


@dataclass(frozen=True, eq=False)
class MatchSet:
    """Ledger lines of one control account and relation that settle each other; their amounts sum to zero.

    `difference` is the EntryID of what was booked so that they do.
    """

    id: uuid.UUID
    at: datetime
    parts: tuple[MatchPart, ...]
    difference: uuid.UUID | None = None


@dataclass(frozen=True)
class Delivery:
    """A webhook message on its way, or one that arrived.

    Attributes:
        company: number of the company it tells of; subscription: key of the subscription it goes to.
        topic, key, action: what it tells; content: the signed text.
        due: when it is to be sent; attempts: how often it was; status: the last answer, 0 for none.
        outcome: `delivered`, `dropped`, `given up`, `unsubscribed`, or "" while it waits.
    """

    company: int
    subscription: uuid.UUID
    topic: str
    key: str
    action: str
    content: str
    due: datetime
    attempts: int = 0
    status: int = 0
    outcome: str = ""


@dataclass(eq=False)
class Company:
    """One division: its tables, the bytes of its attachments, and the settings that rules look at."""

    code: int
    name: str
    country: str
    currency: str
    zone: ZoneInfo
    versions: Versions = field(default_factory=Versions)
    tables: dict[type[Entity], Table] = field(init=False)
    blobs: dict[uuid.UUID, bytes] = field(default_factory=dict[uuid.UUID, bytes])
    #: Year and period of those that are closed for all journals, and with a journal's code for that one only.
    closed_periods: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    closed_journals: set[tuple[int, int, str]] = field(default_factory=set[tuple[int, int, str]])
    financial_years: set[int] = field(default_factory=set[int])
    #: The matches of each ledger line, by its key, oldest first.
    matches: dict[uuid.UUID, list[MatchSet]] = field(default_factory=dict[uuid.UUID, list[MatchSet]])
    #: What clients changed about payment terms, by the term's key.
    term_changes: dict[uuid.UUID, Row] = field(default_factory=dict[uuid.UUID, Row])
    #: The Reason with which every call on it is turned away, such as `DivisionBlocked`; "" for none.
    refusal: str = ""
    #: The modules that its licence lacks, by the names of `access.MODULES`.
    missing: set[str] = field(default_factory=set[str])
    #: What was last seen of tables that nobody writes.
    watches: dict[type[Entity], Watch] = field(default_factory=dict[type[Entity], Watch])

    def __post_init__(self) -> None:
        self.tables = {entity: Table(entity, self.versions) for entity in ENTITIES}

    def __getitem__(self, entity: type[Entity]) -> Table:
        return self.tables[entity]


@dataclass(eq=False)
class World:
    """Everything a running sandbox knows. `random` is seeded, so that equal calls make equal keys."""

    clock: Clock
    random: random.Random = field(default_factory=lambda: random.Random(20260101))  # noqa: S311 - made to repeat
    companies: dict[int, Company] = field(default_factory=dict[int, Company])
    users: dict[uuid.UUID, User] = field(default_factory=dict[uuid.UUID, User])
    #: What was written about users in system/Users beyond what a login needs.
    profiles: dict[uuid.UUID, Row] = field(default_factory=dict[uuid.UUID, Row])
    apps: dict[str, App] = field(default_factory=dict[str, App])
    #: Webhook messages that wait, and those that are over, oldest first.
    deliveries: list[Delivery] = field(default_factory=list[Delivery])
    delivered: list[Delivery] = field(default_factory=list[Delivery])

    def new_id(self) -> uuid.UUID:
        """A fresh random GUID."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def local(self, company: Company) -> datetime:
        """Now on the company's wall clock, naive, in whole milliseconds."""
        return wall_clock(self.clock.now(), company.zone)


@dataclass(frozen=True)
class Write:
    """The circumstances of one write."""

    world: World
    company: Company
    user: User
    app: App | None = None

    def __post_init__(self) -> None:
        self.company.versions.hand = Hand(self.world.clock, self.company.zone, self.user.id)


@dataclass(frozen=True)
class Writer:
    """How one entity is written. Values are Python values as in a row, read-only ones already left out.

    `create` gets nested collections under the name of the navigation property as a list of such dicts, and
    the raw bytes of an Edm.Binary property. Each function returns nothing or the row, and raises `Refused`.
    """

    create: Callable[[Write, Row], Row] | None = None
    update: Callable[[Write, Row, Row], None] | None = None
    delete: Callable[[Write, Row], None] | None = None
    #: whether the answer to a create holds real values (entries, documents) or only the key (master data)
    echoes: bool = True
