"""One company of Exact Online in one session: rows, pages, writes, in Exact's own words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import msgspec

from unibooks.connectors.exact.answers import (
    Page,
    Unwell,
    created_key,
    decoder_of,
    nothing,
    raw_results,
)
from unibooks.connectors.exact.client import Call, ExactClient
from unibooks.connectors.exact.odata import (
    Query,
    Selection,
    filter_text,
    literal,
)
from unibooks.connectors.exact.xml import Message, messages
from unibooks.core.conditions import Conditions
from unibooks.core.connector import Session, TargetCompany
from unibooks.core.errors import NotFound, TargetUnavailable
from unibooks.core.target import Entity, Nav, Prop

ROOT: Final = "/api/v1/"
XML_UPLOAD: Final = "/docs/XMLUpload.aspx"
_JSON: Final = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True)
class Rows:
    """Some rows of a collection.

    Attributes:
        rows: structs with the properties' names as attributes; lines are lists of such structs.
        raw: the same rows as Exact wrote them, where that was asked for.
        count: how many the whole collection has, where that was asked for.
        more: whether Exact has further ones behind them.
    """

    rows: list[Any]
    raw: list[Any] | None = None
    count: int | None = None
    more: bool = False


class ExactApi:
    """Speaks for one session in one company.

    Attributes:
        session: whose grant, warnings and count of calls are used.
        company: the company.
    """

    def __init__(self, client: ExactClient, session: Session, company: TargetCompany) -> None:
        self._client = client
        self.session = session
        self.company = company

    def alone(self, *what: str) -> asyncio.Lock:
        """Held by the one request of this user that fetches something for all of them."""
        return self._client.locks.of(self.session.client_id, self.session.user_id, *what)

    async def rows(
        self, entity: type[Entity], props: Sequence[Prop], conditions: Conditions = (), *, top: int | None = None
    ) -> list[Any]:
        """All rows that meet the conditions, or the first `top` of them: structs with `props` and the key."""
        selection = Selection.of(entity, props)
        query = self._narrowed(selection.options(), conditions)
        if top is not None:
            query += (("$top", str(top)),)
        return (await self.read(selection, query, most=top)).rows

    async def read(self, selection: Selection, query: Query, *, most: int | None = None, raw: bool = False) -> Rows:
        """Rows page by page until there are `most` or no more, with the rest of their lines."""
        path = self.path(selection.entity)
        rows: list[Any] = []
        kept: list[Any] | None = [] if raw else None
        count: int | None = None
        while True:
            page = await self._page(selection, path, query, kept)
            rows += page.rows
            count = page.count if count is None else count
            if page.onwards is None or (most is not None and len(rows) >= most):
                break
            path, query = self._onwards(page.onwards, selection.entity.path)
        for nav, below in selection.lines:
            for row in rows:
                setattr(row, nav.name, await self._lines(row, nav, below, selection.entity))
        return Rows(rows, kept, count, more=page.onwards is not None)

    async def post(self, entity: type[Entity], payload: Mapping[str, Any]) -> str:
        """Create a record and give its key. Only the act of a step may call this.

        Raises:
            AnswerLost: it may have been created.
        """
        call = self._call("POST", entity, body=_JSON.encode(payload))
        return await self._client.send(self.session, call, created_key(entity.key.name))

    async def put(self, entity: type[Entity], key: str, payload: Mapping[str, Any]) -> None:
        """Change what the payload names of a record [H]. Only the act of a step may call this.

        Raises:
            AnswerLost: it may have been changed.
        """
        place = f"({literal(entity.key, key, self.company.zone)})"
        await self._client.send(self.session, self._call("PUT", entity, place, _JSON.encode(payload)), nothing)

    async def delete(self, entity: type[Entity], key: str) -> None:
        """Remove a record; one that is gone already is no error. Only a step may call this."""
        call = self._call("DELETE", entity, f"({literal(entity.key, key, self.company.zone)})")
        try:
            await self._client.send(self.session, call, nothing)
        except NotFound:
            return

    async def post_xml(self, topic: str, document: bytes) -> list[Message]:
        """Send a document to a topic of the XML interface, and give the messages. Only the act of a step may call this.

        Raises:
            AnswerLost: it may have been done.
        """
        query = (("Topic", topic), ("_Division_", self.company.id))
        kind = (("Content-Type", "text/xml; charset=utf-8"), ("Accept", "text/xml"))
        call = Call("POST", XML_UPLOAD, query, self.company.id, f"XML {topic}", kind, document, file=True)
        return await self._client.send(self.session, call, messages)

    async def download(self, url: str, name: str) -> tuple[bytes, str]:
        """The bytes behind an address that Exact gave for a file of that name, and their media type.

        Raises:
            TargetUnavailable: the address is not on the host that is spoken to, so the token must not go there.
        """
        parts = urlsplit(url)
        if parts.netloc.lower() != self._client.http.host:
            raise TargetUnavailable("Exact Online gave the file an address on another host; it is not followed")
        query = (*_options(parts.query), ("Download", "1"))
        call = Call("GET", parts.path, query, endpoint="docs", headers=(("Accept", "*/*"),), file=True)

        def decode(body: bytes) -> bytes:
            if body.lstrip()[:9].lower() in (b"<!doctype", b"<html><he") and not name.lower().endswith(
                (".html", ".htm")
            ):
                raise Unwell("a web page came instead of a file")
            return body

        answer, content = await self._client.answer(self.session, call, decode)
        return content, answer.content_type

    def path(self, entity: type[Entity]) -> str:
        """Where an entity is, under this company if it belongs to one."""
        return f"{ROOT}{self.company.id}/{entity.path}" if entity.company else f"{ROOT}{entity.path}"

    def _narrowed(self, query: Query, conditions: Conditions) -> Query:
        text = filter_text(conditions, self.company.zone)
        return (*((("$filter", text),) if text else ()), *query)

    def _call(self, method: str, entity: type[Entity], key: str = "", body: bytes | None = None) -> Call:
        company = self.company.id if entity.company else ""
        return Call(method, self.path(entity) + key, company=company, endpoint=entity.path, body=body)

    async def _page(self, selection: Selection, path: str, query: Query, raw: list[Any] | None) -> Page:
        decoder = decoder_of(selection)

        def decode(body: bytes) -> Page:
            page = decoder.decode(body)
            if raw is not None:
                raw.extend(raw_results(body))
            return page

        company = self.company.id if selection.entity.company else ""
        call = Call("GET", path, query, company=company, endpoint=selection.entity.path)
        page = await self._client.send(self.session, call, decode)
        self.session.warnings.update(dict.fromkeys(page.warnings))
        return page

    async def _lines(self, row: Any, nav: Nav, below: Selection, parent: type[Entity]) -> list[Any] | None:
        """The lines of a row, all of them: Exact cuts an expanded collection and goes on behind an address [M]."""
        page: Page | None = getattr(row, nav.name)
        if page is None:
            return None
        rows = list(page.rows)
        while page.onwards is not None:
            path, query = self._onwards(page.onwards, parent.path, nav.name, below.entity.path)
            page = await self._page(below, path, query, None)
            rows += page.rows
        if any(prop.name == "LineNumber" for prop in below.props):
            rows.sort(key=lambda line: line.LineNumber or 0)
        return rows

    def _onwards(self, url: str, *allowed: str) -> tuple[str, Query]:
        """Path and query of a continuation; one that leads elsewhere is not followed."""
        parts = urlsplit(url)
        path = unquote(parts.path).lower()
        root = f"{ROOT}{self.company.id}/".lower()
        rest = path.removeprefix(root) if path.startswith(root) else path.removeprefix(ROOT)
        ways = {allowed[0].lower(), *(one.lower() for one in allowed[2:])}
        below = (
            rest.startswith(f"{allowed[0].lower()}(") and len(allowed) > 1 and rest.endswith(f"/{allowed[1].lower()}")
        )
        if (rest not in ways and not below) or ".." in path:
            raise TargetUnavailable("Exact Online's next page is elsewhere than the first; it is not followed")
        return parts.path, _options(parts.query)


def _options(query: str) -> Query:
    """The options of an address, decoded; `+` stands for itself there, unlike in a form."""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return tuple((unquote(name), unquote(value)) for name, _, value in pairs)
