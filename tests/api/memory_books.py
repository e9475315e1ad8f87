"""A target system in memory: it keeps books, counts calls and has an OAuth2 server of its own.

It stands in for a connector where a test is about the API's own mechanics: envelope, paging, errors, identity. It has no
mapping tables; what it keeps are unified records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from unibooks.accounting.base import FileContent, Read, Write
from unibooks.accounting.registry import RESOURCES
from unibooks.core.clock import Clock
from unibooks.core.connector import (
    Connector,
    Identity,
    ListQuery,
    Outcome,
    PassThrough,
    Session,
    TargetCompany,
    Upload,
)
from unibooks.core.errors import NotFound
from unibooks.core.oauth import OAuthProfile, TokenRefused, Tokens, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.core.shapes import shapes, struct_for

BASE = "https://books.example"
GOOD_CODE = "code!good"
COMPANIES = [
    TargetCompany("1001", "Kleine BV", ZoneInfo("Europe/Amsterdam"), "EUR", "NL"),
    TargetCompany("1002", "Grote BV", ZoneInfo("Europe/Amsterdam"), "EUR", "NL"),
]


@dataclass
class Books:
    """What the target holds. `error` is raised by the next verb; `seen` is every request that reached a verb."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    seen: list[Any] = field(default_factory=list)
    error: Exception | None = None
    answer: Any = None
    closed: int = 0

    def add(self, resource: str, **values: Any) -> Any:
        """Keep a record; fields that are not given are null."""
        model = next(r.read for r in RESOURCES if r.name == resource)
        rows = self.records.setdefault(resource, [])
        known = {name: values.get(name) for name in shapes(model)}
        known["id"] = values.get("id", f"{resource}-{len(rows) + 1}")
        rows.append(struct_for(model)(**known))
        return rows[-1]


class MemoryHandler:
    """The verbs on the books; each costs one call."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self.books = books
        self.clock = clock

    async def _arrive(self, session: Session, seen: Any) -> None:
        await session.grant.access_token()
        session.calls += 1
        self.books.seen.append(seen)
        if self.books.error is not None:
            raise self.books.error

    async def companies(self, session: Session) -> Sequence[TargetCompany]:
        await self._arrive(session, "companies")
        return COMPANIES

    async def list(self, session: Session, mapping: Any, query: ListQuery) -> Outcome:
        await self._arrive(session, query)
        rows = self.books.records.get(mapping.resource.name, [])
        begin = int(query.cursor or 0) if query.page is None else (query.page - 1) * query.limit
        page = rows[begin : begin + query.limit]
        more = str(begin + query.limit) if begin + query.limit < len(rows) else None
        raw = [{"ID": row.id} for row in page] if query.raw else None
        return Outcome(page, raw, len(rows), more if query.page is None else None)

    async def get(
        self, session: Session, mapping: Any, record_id: str, *, raw: bool = False, parent_id: str = "", hint: str = ""
    ) -> Outcome:
        await self._arrive(session, record_id)
        rows = self.books.records.get(mapping.resource.name, [])
        row = next((r for r in rows if r.id == record_id), None)
        if row is None:
            raise NotFound(f"There is no {mapping.resource.name} {record_id}.")
        return Outcome([row], {"d": {"ID": row.id}} if raw else None)

    async def create(
        self,
        session: Session,
        mapping: Any,
        body: Write,
        files: Sequence[Upload] = (),
        *,
        parent_id: str = "",
    ) -> Outcome:
        await self._arrive(session, (body, tuple(files)))
        for name in body.model_extra or {}:
            session.warnings[f"{name}: is not a field of this API"] = None
        known = set(shapes(mapping.resource.read))
        values = {name: getattr(body, name) for name in shapes(type(body)) if name in known}
        plain = {n: v for n, v in values.items() if v is None or isinstance(v, str | int | Decimal)}
        return Outcome([self.books.add(mapping.resource.name, **plain)])

    async def update(
        self,
        session: Session,
        mapping: Any,
        record_id: str,
        body: Write,
        *,
        merge: bool = False,
        parent_id: str = "",
        hint: str = "",
    ) -> Outcome:
        found = await self.get(session, mapping, record_id)
        for name in body.model_fields_set if merge else shapes(type(body)):
            value = getattr(body, name)
            if name in shapes(mapping.resource.read) and (value is None or isinstance(value, str | int | Decimal)):
                setattr(found.records[0], name, value)
        return found

    async def delete(
        self, session: Session, mapping: Any, record_id: str, *, parent_id: str = "", hint: str = ""
    ) -> str:
        found = await self.get(session, mapping, record_id)
        self.books.records[mapping.resource.name].remove(found.records[0])
        return record_id

    async def document(self, session: Session, mapping: Any, record_id: str, *, part: str = "") -> Read:
        await self._arrive(session, record_id)
        return FileContent(
            id="f1", base64_encoded=True, content="JVBERg==", content_type="application/pdf", file_name="a.pdf"
        )

    async def options(self, session: Session, mapping: Any) -> Mapping[str, Any]:
        await self._arrive(session, "options")
        return {"resource": mapping.resource.name, "options": {"journalCode": [{"code": "60"}]}}

    async def pass_through(self, session: Session, request: PassThrough) -> Any:
        await self._arrive(session, request)
        return self.books.answer

    async def identify(self, session: Session) -> Identity:
        await self._arrive(session, "identify")
        return Identity("user-7", "Bo Baan", "1001")

    async def close(self) -> None:
        self.books.closed += 1


class MemoryOAuth:
    """An app's conversation with the target's OAuth2 server."""

    def __init__(self, base: str, client_id: str, client_secret: Secret, clock: Clock) -> None:
        self.profile = OAuthProfile(f"{base}/oauth2/auth", f"{base}/oauth2/token")
        self.client_id = client_id
        self.clock = clock
        self.pairs = 0

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        query = {"client_id": self.client_id, "redirect_uri": redirect_uri, "state": state, "response_type": "code"}
        return f"{self.profile.authorize_url}?{urlencode(query)}"

    async def exchange(self, code: str, redirect_uri: str) -> Tokens:
        if code == "code!down":
            raise TokenUnavailable("502")
        if code != GOOD_CODE:
            raise TokenRefused("invalid", "The code is not known")
        return self._issue()

    async def refresh(self, refresh: Secret) -> Tokens:
        return self._issue()

    async def close(self) -> None:
        return None

    def _issue(self) -> Tokens:
        self.pairs += 1
        now = self.clock.now()
        later = now + timedelta(seconds=600)
        return Tokens(Secret(f"access-{self.pairs}"), Secret(f"refresh-{self.pairs}"), now, later)


def memory_connector(books: Books, *, without: Sequence[str] = (), system: str = "memory-nl") -> Connector:
    """The target as a connector, lacking the resources that are named."""
    mappings: Mapping[str, Any] = {r.name: SimpleNamespace(resource=r) for r in RESOURCES if r.name not in without}
    return Connector(
        system=system,
        title="Memory Books",
        base_url=BASE,
        mappings=mappings,
        open=lambda url, clock, wait: MemoryHandler(books, clock),
        oauth=MemoryOAuth,
    )
