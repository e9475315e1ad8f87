"""The verbs, each written once for every resource of Exact Online."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from unibooks.accounting.base import FileContent, Write
from unibooks.connectors.exact import passthrough
from unibooks.connectors.exact.api import ExactApi, Rows
from unibooks.connectors.exact.client import ExactClient
from unibooks.connectors.exact.companies import Companies
from unibooks.connectors.exact.files import file_faults, read_file
from unibooks.connectors.exact.flows import WITH_FILES, Creation, run_flow
from unibooks.connectors.exact.limits import Limits
from unibooks.connectors.exact.odata import guid, selection_of
from unibooks.connectors.exact.paging import Listing, read_part
from unibooks.connectors.exact.references import FRESH, load, stale
from unibooks.core.clock import Clock
from unibooks.core.conditions import Condition
from unibooks.core.connector import (
    Identity,
    ListQuery,
    Outcome,
    PassThrough,
    Session,
    TargetCompany,
    Upload,
)
from unibooks.core.context import Context, Reference, Written
from unibooks.core.errors import Fault, InvalidRequest, NotFound, NotOffered, UnibooksError
from unibooks.core.flow import Steps
from unibooks.core.http import HttpClient
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import struct_for
from unibooks.core.target import Prop

SYSTEM: Final = "Exact Online"
#: Records mapped before other requests of the process get their turn.
AT_ONCE: Final = 250

#: Looks up what a body refers to, before it is mapped, and gives the faults it finds. It may put rows that it has read into
#: the context's references, for the composer.
Check = Callable[[ExactApi, Any, Context], Awaitable[Sequence[Fault]]]


class ExactHandler:
    """Works on one address of Exact Online.

    Args:
        base_url: the address.
        clock: the clock.
        quota_wait: seconds that a call may wait for the minute's quota.
        country: the country of the address.
        checks: resource name -> what is looked up before a create.
    """

    def __init__(
        self,
        base_url: str,
        clock: Clock,
        quota_wait: float,
        *,
        country: str = "nl",
        checks: Mapping[str, Check],
    ) -> None:
        self._client = ExactClient(HttpClient(base_url, clock), Limits(clock, quota_wait), clock)
        self._companies = Companies(self._client, country)
        self._checks = checks

    async def companies(self, session: Session) -> Sequence[TargetCompany]:
        """The companies that the grant's user may open."""
        return await self._companies.all(session)

    async def identify(self, session: Session) -> Identity:
        """Who consented."""
        return await self._companies.identify(session)

    async def list(self, session: Session, mapping: ResourceMapping, query: ListQuery) -> Outcome:
        """A part of a list, in as many calls as it has pages of 60 rows, and one per further 60 lines of a record."""
        api = await self._api(session)
        ctx = await self._context(api, "list", mapping.references())
        conditions = mapping.conditions(query.filters, ctx)
        order = mapping.order.of(query.filters) if mapping.order else None
        listing = Listing(selection_of(mapping, (order[0],) if order else ()), conditions, order)
        try:
            found, cursor = await read_part(api, listing, query)
        except ValueError as problem:
            raise InvalidRequest([Fault("filter", str(problem))]) from problem
        records = await self._mapped(mapping, found, ctx, api)
        return Outcome(records, _envelope(found), found.count, cursor)

    async def get(self, session: Session, mapping: ResourceMapping, record_id: str, *, raw: bool = False) -> Outcome:
        """One record, by a filter on its key: a 404 would count towards Exact's error limit, an empty list does not."""
        api = await self._api(session)
        ctx = await self._context(api, "get", mapping.references())
        found = await self._found(api, mapping, record_id, raw=raw)
        return Outcome(await self._mapped(mapping, found, ctx, api), _envelope(found))

    async def create(
        self, session: Session, mapping: ResourceMapping, body: Write, files: Sequence[Upload] = ()
    ) -> Outcome:
        """Create a record and read it back; every fault that can be known is told before anything is written."""
        api = await self._api(session)
        written = await self._written(api, mapping, body, files)
        creation = Creation(api, mapping, written.payload, written.sent, files)
        record_id = await run_flow(creation, Steps(session.journal, session.clock))
        session.warnings.update(dict.fromkeys(written.warned.values()))
        try:
            return await self.get(session, mapping, record_id)
        except UnibooksError as problem:
            # It stands in the books: an error here would make the caller send it again.
            session.warnings[f"It was created but could not be read back ({problem.message}); get it by its id"] = None
            return Outcome([_only_id(mapping, record_id)])

    async def document(self, session: Session, mapping: ResourceMapping, record_id: str) -> FileContent:
        """The file that stands behind a record."""
        linked = mapping.entity.members.get("Document")
        if not isinstance(linked, Prop):
            raise NotOffered(f"{SYSTEM} keeps no files with {mapping.resource.name}")
        api = await self._api(session)
        what = mapping.resource.name.removesuffix("s")
        key = _key(mapping, record_id)
        rows = await api.rows(mapping.entity, (linked,), (*mapping.scope, Condition(mapping.entity.key, "eq", key)))
        if not rows:
            raise _missing(mapping, record_id)
        return await read_file(api, getattr(rows[0], linked.name), what)

    async def pass_through(self, session: Session, request: PassThrough) -> Any:
        """Exact's own answer to a call in its own words, under the session's company."""
        call = passthrough.prepare(request, session)
        if call.company:
            await self._companies.named(session)
        return await passthrough.send(self._client, session, call)

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.http.close()

    async def _api(self, session: Session) -> ExactApi:
        return ExactApi(self._client, session, await self._companies.named(session))

    async def _context(self, api: ExactApi, verb: str, references: Sequence[Reference]) -> Context:
        return Context(api.company.zone, await load(api, references), verb, SYSTEM, api.company.currency)

    async def _found(self, api: ExactApi, mapping: ResourceMapping, record_id: str, *, raw: bool) -> Rows:
        key = Condition(mapping.entity.key, "eq", _key(mapping, record_id))
        listing = Listing(selection_of(mapping), (*mapping.scope, key), None)
        found = await api.read(listing.selection, listing.narrowed(api, raw=raw), raw=raw)
        if not found.rows:
            raise _missing(mapping, record_id)
        return found

    async def _mapped(self, mapping: ResourceMapping, found: Rows, ctx: Context, api: ExactApi) -> Sequence[Any]:
        reader = mapping.reader(api.company.zone)
        records: list[Any] = []
        for start in range(0, len(found.rows), AT_ONCE):
            if start:
                await asyncio.sleep(0)
            records += [reader(row, ctx) for row in found.rows[start : start + AT_ONCE]]
        api.session.warnings.update(ctx.warnings)
        return records

    async def _written(self, api: ExactApi, mapping: ResourceMapping, body: Write, files: Sequence[Upload]) -> Written:
        """Exact's form of a body; all faults of body, files and look-ups at once."""
        references = mapping.write_references(body)
        ctx = await self._context(api, "create", references)
        check = self._checks.get(mapping.resource.name)
        faults = [*(await check(api, body, ctx) if check else ()), *file_faults(files)]
        if files and mapping.resource.name not in WITH_FILES:
            faults.append(Fault(files[0].field, f"no file can be stored with {mapping.resource.name}"))
        written = mapping.write_record(body, ctx)
        if any(fault.code == "UNKNOWN_REFERENCE" for fault in written.faults) and stale(api, references):
            # The code may have been made since the tables were read.
            ctx.references = {**ctx.references, **await load(api, references, older_than=FRESH)}
            ctx.warnings.clear()
            written = mapping.write_record(body, ctx)
        if files and "Document" in written.payload:
            cure = "contradicts fileId; send the file or name a stored one"
            faults.append(Fault(files[0].field, cure, "CONTRADICTION"))
        if faults := [*written.faults, *faults]:
            raise InvalidRequest(faults)
        api.session.warnings.update(ctx.warnings)
        return written


def _key(mapping: ResourceMapping, record_id: str) -> str:
    """The key a record's id stands for; one that cannot be an id is not asked for."""
    try:
        return guid(record_id) if mapping.entity.key.edm == "Edm.Guid" else str(int(record_id))
    except ValueError:
        raise _missing(mapping, record_id) from None


def _missing(mapping: ResourceMapping, record_id: str) -> NotFound:
    return NotFound(f"There is no {mapping.resource.name.removesuffix('s')} {record_id!r} in this company")


def _envelope(found: Rows) -> Any:
    return None if found.raw is None else {"d": {"results": found.raw}}


def _only_id(mapping: ResourceMapping, record_id: str) -> Any:
    make = struct_for(mapping.read)
    return make(**(dict.fromkeys(make.__struct_fields__) | {"id": record_id}))
