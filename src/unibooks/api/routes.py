"""The routes that follow from the registry: one function for each verb, made for each resource."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import request_response

from unibooks.accounting.base import Operation, Resource, Verb, Write
from unibooks.accounting.registry import RESOURCES
from unibooks.api import envelope
from unibooks.api.bodies import strange_values
from unibooks.api.faults import faults_of
from unibooks.api.identity import Call, call_of, need_company
from unibooks.api.openapi import describe_operation
from unibooks.api.queries import Paging, Query, Reading, Writing, hints, list_query
from unibooks.api.services import Services
from unibooks.api.spellings import respelled
from unibooks.api.uploads import Received, receive, uploads
from unibooks.core.connector import Outcome, Upload
from unibooks.core.errors import Fault, InvalidRequest, NotOffered
from unibooks.core.family import Offered

Endpoint = Callable[[Request], Awaitable[Response]]
Maker = Callable[[Services, Resource, Operation], Endpoint]

#: Lines of one record that are given at once where the caller names no part: the contract has no paging there.
ALL_LINES: Final = 10_000


def add_resources(app: FastAPI, services: Services, resources: Iterable[Resource] = RESOURCES) -> None:
    """Serve every operation of every resource."""
    for resource in resources:
        for operation in resource.operations:
            app.add_api_route(
                resource.path_of(operation),
                MAKERS[operation.verb](services, resource, operation),
                methods=[operation.method],
                operation_id=operation.name,
                summary=operation.summary,
                tags=[resource.name],
                **describe_operation(resource, operation),
            )
            _straight(app)


def _straight(app: FastAPI) -> None:
    """Let the route just added call its function at once.

    The functions read parameters and bodies by themselves and answer in bytes, so that what FastAPI puts in between has
    nothing to do here, and costs a quarter of a list's own time.
    """
    route = app.router.routes[-1]
    assert isinstance(route, APIRoute)
    route.app = request_response(route.endpoint)


def mapping_of(call: Call, resource: Resource) -> Offered:
    """The connector's table of a resource, or the family of its tables.

    Raises:
        NotOffered: the target system has no such thing.
    """
    mapping = call.connector.mapping(resource)
    if mapping is None:
        raise NotOffered(f"{call.connector.title} has no {resource.name}.")
    return mapping


def _list(services: Services, resource: Resource, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = _query(request, resource, Paging, resource.filters)
        paging, wanted = list_query(query, resource.filters)
        if resource.parent:
            whole = not {"page", "limit", "cursor"} & query.values.keys()
            limit = ALL_LINES if whole else wanted.limit
            wanted = replace(wanted, parent_id=_parent(request, resource), limit=limit)
        call = await call_of(services, request, paging.company_id or "")
        mapping = mapping_of(call, resource)
        need_company(call, query.faults)
        outcome = await call.handler.list(call.session, mapping, wanted)
        return envelope.listing(
            outcome,
            warnings=[*query.warnings, *call.session.warnings],
            limit=wanted.limit,
            page=wanted.page,
            by_cursor=wanted.cursor is not None,
        )

    return endpoint


def _get(services: Services, resource: Resource, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = _query(request, resource, Reading, *hints(resource))
        reading, hint = query.read(Reading), _hint(query, resource)
        call = await call_of(services, request, reading.company_id or "")
        mapping = mapping_of(call, resource)
        need_company(call, query.faults)
        record_id = request.path_params[resource.parameter]
        outcome = await call.handler.get(
            call.session, mapping, record_id, raw=reading.raw_data, parent_id=_parent(request, resource), hint=hint
        )
        return _answer(operation, outcome, [*query.warnings, *call.session.warnings])

    return endpoint


def _create(services: Services, resource: Resource, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Writing)
        call = await _writing(services, request, query)
        mapping = mapping_of(call, resource)
        received = await receive(request, operation.files)
        body, files = _checked(resource, operation, received, call, query.faults)
        body = _placed(request, resource, body)
        parent_id = _parent(request, resource)
        outcome = await call.handler.create(call.session, mapping, body, files, parent_id=parent_id)
        return _answer(operation, outcome, [*query.warnings, *received.warnings, *call.session.warnings], status=201)

    return endpoint


def _update(services: Services, resource: Resource, operation: Operation) -> Endpoint:
    merge = operation.verb == "patch"

    async def endpoint(request: Request) -> Response:
        query = _query(request, resource, Writing, *hints(resource))
        call, hint = await _writing(services, request, query), _hint(query, resource)
        mapping = mapping_of(call, resource)
        received = await receive(request, "")
        body, _ = _checked(resource, operation, received, call, query.faults)
        record_id, parent_id = request.path_params[resource.parameter], _parent(request, resource)
        outcome = await call.handler.update(
            call.session, mapping, record_id, body, merge=merge, parent_id=parent_id, hint=hint
        )
        return _answer(operation, outcome, [*query.warnings, *call.session.warnings])

    return endpoint


def _delete(services: Services, resource: Resource, operation: Operation) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = _query(request, resource, Writing, *hints(resource))
        call, hint = await _writing(services, request, query), _hint(query, resource)
        mapping = mapping_of(call, resource)
        need_company(call, query.faults)
        record_id, parent_id = request.path_params[resource.parameter], _parent(request, resource)
        removed = await call.handler.delete(call.session, mapping, record_id, parent_id=parent_id, hint=hint)
        return envelope.record(removed, warnings=[*query.warnings, *call.session.warnings])

    return endpoint


async def _writing(services: Services, request: Request, query: Query) -> Call:
    """The request's connection, told what the caller wants refused."""
    writing = query.read(Writing)
    call = await call_of(services, request, writing.company_id or "")
    call.session.strict = writing.refusals(query.faults)
    return call


def _query(request: Request, resource: Resource, *models: type[BaseModel]) -> Query:
    """The request's parameters, with the hint among them where it stands in the path."""
    query = Query.of(request, *models)
    if resource.placed:
        query.values[resource.hint] = request.path_params[resource.hint]
    return query


def _placed(request: Request, resource: Resource, body: Write) -> Write:
    """A new record's body, told where its path puts it."""
    if not resource.placed:
        return body
    told, said = request.path_params[resource.hint], getattr(body, resource.hint)
    if said is not None and said.strip().casefold() != told.casefold():
        message = f"contradicts the path, which says {told}; leave it out"
        raise InvalidRequest([Fault(resource.hint, message, "CONTRADICTION")])
    return body.model_copy(update={resource.hint: told})


def _hint(query: Query, resource: Resource) -> str:
    """Where the caller says that the record is, "" where nothing is said."""
    return next((getattr(query.read(model), resource.hint) or "" for model in hints(resource)), "")


def _parent(request: Request, resource: Resource) -> str:
    return request.path_params[resource.parent.parameter] if resource.parent else ""


def _answer(operation: Operation, outcome: Outcome, warnings: list[str], status: int = 200) -> Response:
    data = list(outcome.records[:1]) if operation.as_list else outcome.records[0]
    return envelope.record(data, warnings=warnings, raw=outcome.raw, status=status)


def _checked(
    resource: Resource, operation: Operation, received: Received, call: Call, faults: list[Fault]
) -> tuple[Write, list[Upload]]:
    """The body as its model and its files, or every fault of the request at once."""
    model = resource.body_of(operation)
    body: Write | None = None
    strange = strange_values(received.body, "")
    files, wrong = uploads(received) if operation.files else ([], [])
    try:
        body = model.model_validate(respelled(resource.name, received.body))
    except ValidationError as problem:
        wrong = [*faults_of(problem), *wrong]
    if not operation.files and getattr(body, "files", None):
        cure = "are stored with a new record only; POST /accounting/files with resourceId adds one to a record that is there"
        wrong.append(Fault("files", cure, "NOT_OFFERED"))
    named = {fault.field for fault in strange}
    need_company(call, [*faults, *strange, *(fault for fault in wrong if fault.field not in named)])
    assert body is not None
    # The files have been taken out of it; what is left of the body is the record.
    return (body.model_copy(update={"files": None}) if operation.files else body), files


MAKERS: Final[dict[Verb, Maker]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "patch": _update,
    "delete": _delete,
}
