"""The verbs, each written once for every resource of Exact Online."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from unibooks.accounting.base import FileContent, Resource, Write
from unibooks.connectors.exact import passthrough
from unibooks.connectors.exact.api import ExactApi, Rows
from unibooks.connectors.exact.client import ExactClient
from unibooks.connectors.exact.companies import Companies
from unibooks.connectors.exact.families import chosen, tables_for
from unibooks.connectors.exact.files import read_file
from unibooks.connectors.exact.flows import Change, flow_of, run_flow
from unibooks.connectors.exact.limits import Limits
from unibooks.connectors.exact.odata import guid, selection_of
from unibooks.connectors.exact.paging import Listing
from unibooks.connectors.exact.reading import asked_for, below, envelope, mapped, read_list
from unibooks.connectors.exact.references import load
from unibooks.connectors.exact.resources.options import options_of, references_of
from unibooks.connectors.exact.target import Document
from unibooks.connectors.exact.writes import Check, Finder, Intent, differing, written
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
from unibooks.core.context import Context, Reference
from unibooks.core.demands import lengths_of, required_of
from unibooks.core.errors import InvalidRequest, NotFound, NotOffered, UnibooksError
from unibooks.core.family import Offered, tables_of
from unibooks.core.flow import Steps
from unibooks.core.http import HttpClient
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import struct_for
from unibooks.core.target import Nav, Prop

SYSTEM: Final = "Exact Online"


class ExactHandler:
    """Works on one address of Exact Online.

    Args:
        base_url: the address.
        clock: the clock.
        quota_wait: seconds that a call may wait for the minute's quota.
        country: the country of the address.
        mappings: resource name -> its table, or the family of its tables.
        checks: resource name -> what is looked up before a write.
        finders: resource name -> what looks up the records that a filter means, where no condition can say it.
    """

    def __init__(
        self,
        base_url: str,
        clock: Clock,
        quota_wait: float,
        *,
        country: str = "nl",
        mappings: Mapping[str, Offered],
        checks: Mapping[str, Check],
        finders: Mapping[str, Finder] | None = None,
    ) -> None:
        self._client = ExactClient(HttpClient(base_url, clock), Limits(clock, quota_wait), clock)
        self._companies = Companies(self._client, country)
        self._mappings = mappings
        self._checks = checks
        self._finders = finders or {}

    async def companies(self, session: Session) -> Sequence[TargetCompany]:
        """The companies that the grant's user may open."""
        return await self._companies.all(session)

    async def identify(self, session: Session) -> Identity:
        """Who consented."""
        return await self._companies.identify(session)

    async def list(self, session: Session, mapping: Offered, query: ListQuery) -> Outcome:
        """A part of a list: one call for 60 rows, one for the related rows of each 60, one per further 60 lines of a record.

        Of a family the first part costs at least one call for each table, since all of them count. A list by a derived value
        costs more, see `sifting`, and one by a value that no record has costs none.
        """
        api = await self._api(session)
        ctx = await self._context(api, "list", ())
        tables = await tables_for(api, ctx, mapping, query.filters)
        finder = self._finders.get(mapping.resource.name)
        keys = await finder(api, query.filters) if finder else None
        asked = asked_for(tables, query, ctx, keys)
        references = [r for table, _ in asked for r in (*table.references(), *table.filter_references(query.filters))]
        ctx.references, ctx.filters = {**ctx.references, **await load(api, references)}, query.filters
        outcome = await read_list(api, asked, query, ctx)
        parent = mapping.resource.parent
        if parent and not outcome.records and query.page in (None, 1):
            await self._parent(api, parent, query.parent_id)
        return outcome

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
        """One record, by a filter on its key: a 404 would count towards Exact's error limit, an empty list does not."""
        api = await self._api(session)
        table, found = await self._found(api, mapping, record_id, parent_id, hint, raw=raw)
        ctx = await self._context(api, "get", table.references())
        return Outcome(await mapped(api, table, found, ctx), envelope(found))

    async def create(
        self,
        session: Session,
        mapping: Offered,
        body: Write,
        files: Sequence[Upload] = (),
        *,
        parent_id: str = "",
    ) -> Outcome:
        """Create a record and read it back; every fault that can be known is told before anything is written."""
        api = await self._api(session)
        choosing = await self._context(api, "create", ())
        table, unfit = await chosen(api, choosing, mapping, body)
        ctx = await self._context(api, "create", table.write_references(body))
        intent = Intent(ctx, table, body, files, parent_id=parent_id)
        out = await written(api, intent, self._checks.get(table.resource.name), unfit)
        payload = {**out.payload, **_parent_key(table, parent_id)}
        change = Change(api, table, payload, out.sent, out.related, files)
        record_id = await self._run("create", change)
        session.warnings.update({**choosing.warnings, **dict.fromkeys(out.warned.values())})
        return await self._read_back(session, table, record_id, parent_id, "created")

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
        """Change a record and read it back; only what differs is sent."""
        api = await self._api(session)
        table, found = await self._found(api, mapping, record_id, parent_id, hint)
        row = found.rows[0]
        ctx = await self._context(api, "patch" if merge else "update", table.write_references(body))
        intent = Intent(ctx, table, body, row=row, parent_id=parent_id)
        out = await written(api, intent, self._checks.get(table.resource.name))
        payload = differing(table, row, out.payload)
        key = str(getattr(row, table.entity.key.name))
        change = Change(api, table, payload, out.sent, out.related, key=key, row=row, merge=merge)
        record_id = await self._run("update", change)
        session.warnings.update(dict.fromkeys(out.warned.values()))
        return await self._read_back(session, table, record_id, parent_id, "changed")

    async def delete(
        self, session: Session, mapping: Offered, record_id: str, *, parent_id: str = "", hint: str = ""
    ) -> str:
        """Remove a record and give its id."""
        api = await self._api(session)
        table, found = await self._found(api, mapping, record_id, parent_id, hint)
        row = found.rows[0]
        ctx = await self._context(api, "delete", ())
        check = self._checks.get(table.resource.name)
        if faults := await check(api, Intent(ctx, table, row=row, parent_id=parent_id)) if check else ():
            raise InvalidRequest(faults)
        session.warnings.update(ctx.warnings)
        key = str(getattr(row, table.entity.key.name))
        return await self._run("delete", Change(api, table, {}, {}, key=key, row=row))

    async def document(self, session: Session, mapping: Offered, record_id: str, *, part: str = "") -> FileContent:
        """The file that stands behind a record, or the one with that id where there are several."""
        linked = [(table, member) for table in tables_of(mapping) if isinstance(member := _document(table), Prop)]
        if not linked:
            raise NotOffered(f"{SYSTEM} keeps no files with {mapping.resource.name}")
        api = await self._api(session)
        for table, member in linked:
            key = Condition(table.entity.key, "eq", _key(table, record_id))
            if rows := await api.rows(table.entity, (member,), (*table.scope, key)):
                what = mapping.resource.name.removesuffix("s")
                return await read_file(api, getattr(rows[0], member.name), what, part)
        raise _missing(mapping, record_id)

    async def options(self, session: Session, mapping: Offered) -> Mapping[str, Any]:
        """What the session's company takes now; of reference data what was not read lately is read, one call a table."""
        api = await self._api(session)
        name = mapping.resource.name
        ctx = await self._context(api, "create", references_of(name))
        return {
            "resource": name,
            "required": required_of(mapping),
            "lengths": lengths_of(mapping),
            "options": options_of(name, ctx),
        }

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
        today = api.session.clock.now().astimezone(api.company.zone).date()
        tables = await load(api, references)
        return Context(api.company.zone, tables, verb, SYSTEM, api.company.currency, today)

    async def _run(self, verb: str, change: Change) -> str:
        session = change.api.session
        flow = flow_of(verb, change.mapping.resource.name)
        return await run_flow(flow, change, Steps(session.journal, session.clock))

    async def _read_back(
        self, session: Session, mapping: ResourceMapping, record_id: str, parent_id: str, done: str
    ) -> Outcome:
        try:
            return await self.get(session, mapping, record_id, parent_id=parent_id)
        except UnibooksError as problem:
            # It stands in the books: an error here would make the caller send it again.
            session.warnings[f"It was {done} but could not be read back ({problem.message}); get it by its id"] = None
            return Outcome([_only_id(mapping, record_id)])

    async def _found(
        self,
        api: ExactApi,
        mapping: Offered,
        record_id: str,
        parent_id: str = "",
        hint: str = "",
        *,
        raw: bool = False,
    ) -> tuple[ResourceMapping, Rows]:
        """The record and the table that has it; the tables are asked in order until one has."""
        filters = mapping.resource.filters.model_validate({mapping.resource.hint: hint} if hint else {})
        ctx = await self._context(api, "get", ())
        for table in await tables_for(api, ctx, mapping, filters):
            key = Condition(table.key, "eq", _key(table, record_id))
            conditions = (*table.conditions(filters, ctx), key, *below(table, parent_id))
            listing = Listing(selection_of(table), conditions, None)
            found = await api.read(listing.selection, listing.narrowed(api, raw=raw), raw=raw)
            if found.rows:
                return table, found
        raise _missing(mapping, record_id)

    async def _parent(self, api: ExactApi, parent: Resource, record_id: str) -> None:
        """Raise NotFound unless the record above is there."""
        above = self._mappings[parent.name]
        for table in tables_of(above):
            key = Condition(table.entity.key, "eq", _key(table, record_id))
            if await api.rows(table.entity, (), (*table.scope, key), top=1):
                return
        raise _missing(above, record_id)


def _parent_key(mapping: ResourceMapping, parent_id: str) -> dict[str, str]:
    return {condition.prop.name: condition.value for condition in below(mapping, parent_id)}


def _document(mapping: ResourceMapping) -> Prop | Nav | None:
    """The property that names the document of a record; a document is its own."""
    return Document.ID if mapping.entity is Document else mapping.entity.members.get("Document")


def _key(mapping: ResourceMapping, record_id: str) -> str:
    """The key a record's id stands for; one that cannot be an id is not asked for."""
    try:
        return guid(record_id) if mapping.key.edm == "Edm.Guid" else str(int(record_id))
    except ValueError:
        raise _missing(mapping, record_id) from None


def _missing(mapping: Offered, record_id: str) -> NotFound:
    return NotFound(f"There is no {mapping.resource.name.removesuffix('s')} {record_id!r} in this company")


def _only_id(mapping: ResourceMapping, record_id: str) -> Any:
    make = struct_for(mapping.read)
    return make(**(dict.fromkeys(make.__struct_fields__) | {"id": record_id}))
