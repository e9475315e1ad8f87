"""Two routes by hand: a call in the target's own words, and the file behind a bill."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import FastAPI
from pydantic import Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import FileContent, Write
from unibooks.accounting.bills import BILLS
from unibooks.api import envelope
from unibooks.api.answers import PassedThrough, one
from unibooks.api.bodies import parse_object, read_bytes
from unibooks.api.faults import faults_of
from unibooks.api.identity import call_of, need_company
from unibooks.api.openapi import describe, path_parameter, request_body
from unibooks.api.queries import Query, Scope
from unibooks.api.routes import Endpoint, mapping_of
from unibooks.api.services import Services
from unibooks.core.connector import PassThrough
from unibooks.core.errors import Fault, InvalidRequest


class CreatePassThrough(Write):
    """A call in the target's own words, below the company's own address."""

    path: Annotated[str, Field(min_length=1, max_length=2000, examples=["crm/Accounts"])]
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    headers: dict[str, str] | None = None
    query: dict[str, Any] | None = None
    body: dict[str, Any] | None = None


def add_by_hand(app: FastAPI, services: Services) -> None:
    """Serve pass-through and the document of a bill."""
    app.add_api_route(
        "/accounting/passThrough",
        _pass_through(services),
        methods=["POST"],
        operation_id="createPassThroughRequest",
        summary="Call the target system in its own words",
        tags=["passThrough"],
        **describe(PassedThrough, Scope, status=201, body=request_body(CreatePassThrough)),
    )
    app.add_api_route(
        f"{BILLS.path}/{{{BILLS.parameter}}}/document",
        _bill_document(services),
        methods=["GET"],
        operation_id="getBillDocument",
        summary="Get the file of a bill",
        tags=[BILLS.name],
        **describe(one(FileContent), Scope, path=[path_parameter(BILLS.parameter)]),
    )


def _pass_through(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        scope = query.read(Scope)
        call = await call_of(services, request, scope.company_id or "")
        body = _checked(parse_object(await read_bytes(request)), query.faults)
        # The contract's own client sends {} where it has nothing to send. What a path may be, and whether it needs a
        # company, is for the connector to say.
        wanted = PassThrough(body.path, body.method, body.headers or {}, body.query or {}, body.body or None)
        answer = await call.handler.pass_through(call.session, wanted)
        strangers = [f"{name}: is not a field of this API" for name in body.model_extra or {}]
        warnings = [*query.warnings, *strangers, *call.session.warnings]
        return envelope.record({} if answer is None else envelope.as_object(answer), warnings=warnings, status=201)

    return endpoint


def _checked(raw: dict[str, Any], faults: list[Fault]) -> CreatePassThrough:
    try:
        body = CreatePassThrough.model_validate(raw)
    except ValidationError as problem:
        raise InvalidRequest([*faults, *faults_of(problem)]) from None
    if faults:
        raise InvalidRequest(faults)
    return body


def _bill_document(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        scope = query.read(Scope)
        call = await call_of(services, request, scope.company_id or "")
        mapping = mapping_of(call, BILLS)
        need_company(call, query.faults)
        found = await call.handler.document(call.session, mapping, request.path_params[BILLS.parameter])
        return envelope.record(found, warnings=[*query.warnings, *call.session.warnings])

    return endpoint
