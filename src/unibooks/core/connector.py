"""What a connector is to the rest of unibooks, and the session in which it works."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from unibooks.accounting.base import Filters, Read, Resource, Write
from unibooks.core.clock import Clock
from unibooks.core.context import ReferenceRows
from unibooks.core.family import Offered
from unibooks.core.flow import Journal, MemoryJournal
from unibooks.core.oauth import GrantSource, OAuthProfile, TokenEndpoint


@dataclass(frozen=True)
class TargetCompany:
    """A company as the connector needs it: its id in the target, its time zone, its currency."""

    id: str
    name: str
    zone: ZoneInfo
    currency: str
    country: str


@dataclass
class Kept:
    """What is remembered of one connection between calls: its companies, the reference data of each, and single records
    that were looked up, each with the instant at which it was read."""

    companies: dict[str, TargetCompany] = field(default_factory=dict[str, TargetCompany])
    companies_read_at: Any = None
    references: dict[tuple[str, str], tuple[Any, ReferenceRows]] = field(
        default_factory=dict[tuple[str, str], tuple[Any, ReferenceRows]]
    )
    records: dict[tuple[str, str], tuple[datetime, Any]] = field(
        default_factory=dict[tuple[str, str], tuple[datetime, Any]]
    )


@dataclass
class Session:
    """One request of one connection at work.

    Attributes:
        grant: gives a live access token.
        client_id: the app, part of the key under which quotas are counted.
        user_id: the user who consented, in the target's own words.
        clock: the clock.
        kept: what earlier requests of this connection learnt.
        company_id: the company that the caller named or the connection is bound to.
        journal: where the steps of a write are noted.
        calls: how many calls went upstream so far.
        strict: what the caller wants refused that is otherwise only warned of, e.g. `duplicates`.
    """

    grant: GrantSource
    client_id: str
    user_id: str
    clock: Clock
    kept: Kept
    company_id: str = ""
    journal: Journal = field(default_factory=MemoryJournal)
    calls: int = 0
    strict: frozenset[str] = frozenset()
    warnings: dict[str, None] = field(default_factory=dict[str, None])


@dataclass(frozen=True)
class ListQuery:
    """Which part of a list is wanted.

    Either `page` (from 1) or `cursor` ("" for the beginning); `limit` rows at most. `raw` asks for the target's own answer.
    `parent_id` names the record whose lines are wanted, where the list is one of lines.
    """

    filters: Filters
    limit: int
    page: int | None = 1
    cursor: str | None = None
    raw: bool = False
    parent_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """A connector's answer.

    Attributes:
        records: unified records (msgspec structs), ready to be encoded.
        raw: the target's own JSON object where it was asked for.
        total: how many records the whole list has; None where it is not a list.
        next_cursor: where the next part begins; None at the end.
    """

    records: Sequence[Any]
    raw: Any = None
    total: int | None = None
    next_cursor: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file to be stored with a record."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"
    field: str = "files[0]"


@dataclass(frozen=True)
class Identity:
    """Who consented: the target's id of the user, his name, and a company to begin with; the rest where it is known."""

    user_id: str
    name: str
    company_id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    language: str | None = None


class OAuthClient(TokenEndpoint, Protocol):
    """A registered app's OAuth2 conversation with one address of a target."""

    profile: OAuthProfile

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Where the end user's browser is sent to consent."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Handler(Protocol):
    """The verbs, each written once per target. Errors are those of `core.errors`.

    `mapping` is the connector's table of the resource, or the family of its tables. `parent_id` names the record above, where
    the records are lines of another one; `hint` is the value of the filter that the resource calls its hint.
    """

    async def companies(self, session: Session) -> Sequence[TargetCompany]:
        """The companies that the grant reaches."""
        ...

    async def list(self, session: Session, mapping: Offered, query: ListQuery) -> Outcome:
        """A part of a list."""
        ...

    async def get(
        self,
        session: Session,
        mapping: Offered,
        record_id: str,
        *,
        raw: bool = False,
        parent_id: str = "",
        hint: str = "",
    ) -> Outcome:
        """One record; NotFound where there is none."""
        ...

    async def create(
        self,
        session: Session,
        mapping: Offered,
        body: Write,
        files: Sequence[Upload] = (),
        *,
        parent_id: str = "",
    ) -> Outcome:
        """Create a record and read it back."""
        ...

    async def update(
        self,
        session: Session,
        mapping: Offered,
        record_id: str,
        body: Write,
        *,
        merge: bool = False,
        parent_id: str = "",
        hint: str = "",
    ) -> Outcome:
        """Change a record and read it back: by what the body says as a whole, or with `merge` only by what it names."""
        ...

    async def delete(
        self, session: Session, mapping: Offered, record_id: str, *, parent_id: str = "", hint: str = ""
    ) -> str:
        """Remove a record and give its id; NotFound where there is none."""
        ...

    async def document(self, session: Session, mapping: Offered, record_id: str, *, part: str = "") -> Read:
        """The file that stands behind a record, as `FileContent`; `part` is its id where there are several."""
        ...

    async def options(self, session: Session, mapping: Offered) -> Mapping[str, Any]:
        """What the session's company takes now: required fields, lengths, and the codes of each field."""
        ...

    async def pass_through(self, session: Session, request: PassThrough) -> Any:
        """The target's own answer to a call in its own words."""
        ...

    async def identify(self, session: Session) -> Identity:
        """Who consented."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True)
class PassThrough:
    """A call in the target's own words; `path` is relative to the company's root."""

    path: str
    method: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Any = None


@dataclass(frozen=True)
class Connector:
    """One target system as it is offered.

    Attributes:
        system: its id in paths, e.g. `exact-nl`.
        title: its name for people.
        base_url: its real address.
        mappings: resource name -> its table, or the family of its tables.
        open: makes a handler that speaks to an address.
        oauth: makes the OAuth2 client for an address and a registered app.
        extensions: endings of the names of files that can be stored by themselves.
        evidence: mark of the coverage -> the test that has seen it work on the target's sandbox.
    """

    system: str
    title: str
    base_url: str
    mappings: Mapping[str, Offered]
    open: Callable[[str, Clock, float], Handler]
    oauth: Callable[[str, str, Any, Clock], OAuthClient]
    extensions: tuple[str, ...] = ()
    evidence: Callable[[], Mapping[str, str]] = dict[str, str]

    def mapping(self, resource: Resource) -> Offered | None:
        """The table or tables of a resource, or None where the target does not have it."""
        return self.mappings.get(resource.name)
