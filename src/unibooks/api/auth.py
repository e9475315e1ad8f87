"""Connecting: the link to the consent page, the way back, and what a connection can open."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from unibooks.accounting.base import Company
from unibooks.api import envelope
from unibooks.api.addresses import wrong_address
from unibooks.api.answers import Environments, many
from unibooks.api.callback import callback_endpoint
from unibooks.api.identity import call_of, tenant_of
from unibooks.api.openapi import API_KEY, REQUEST_ID, describe, errors, path_parameter, query_parameters
from unibooks.api.queries import Parameters, Query, Reading, Scope
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Outcome
from unibooks.core.errors import InvalidRequest
from unibooks.vault.authorisation import Wanted


class Connecting(Parameters):
    """What a request to connect may ask for."""

    callback_url: Annotated[
        str | None,
        Field(description="Where the end user goes afterwards, with `accountKey` added. https, or http to localhost."),
    ] = None
    cancel_callback_url: Annotated[str | None, Field(description="Where the end user goes after refusing.")] = None
    company_id: Annotated[
        str | None, Field(description="The company that later requests mean when they name none.")
    ] = None
    environment_selection: Annotated[
        bool, Field(description="Accepted; the end user chooses on the target's own page.")
    ] = False
    include_signature: Annotated[
        bool,
        Field(alias="include_signature", description="Adds `signature`: HMAC-SHA256 of the account key, in hex."),
    ] = False


def add_auth(app: FastAPI, services: Services) -> None:
    """Serve `/auth`. The literal paths come before the one with a parameter, which would catch them."""
    listed: dict[str, Any] = {"methods": ["GET"], "tags": ["auth"]}
    app.add_api_route(
        "/auth/companies",
        _companies(services),
        operation_id="getCompanies",
        summary="List the companies of a connection",
        **listed,
        **describe(many(Company), Reading),
    )
    app.add_api_route(
        "/auth/environments",
        _environments(services),
        operation_id="getEnvironments",
        summary="List the environments of a connection",
        **listed,
        **describe(Environments, Scope),
    )
    app.add_api_route(
        "/auth/callback/{system}",
        callback_endpoint(services),
        operation_id="finishConnecting",
        summary="Where the target system sends the end user back to",
        include_in_schema=False,
        response_model=None,
        **listed,
    )
    app.add_api_route(
        "/auth/{system}",
        _login_url(services),
        operation_id="getLoginUrl",
        summary="Get the link with which an end user connects",
        response_model=None,
        responses={200: _LOGIN_URL} | errors(),
        openapi_extra={
            "security": API_KEY,
            "parameters": [
                path_parameter("system", "The target system, for example `exact-nl`."),
                *query_parameters(Connecting),
            ],
        },
        response_class=PlainTextResponse,
        **listed,
    )


_LOGIN_URL = {
    "description": "The link, and nothing else; it is good for 15 minutes and once.",
    "content": {"text/html": {"schema": {"type": "string", "format": "uri"}}},
    "headers": REQUEST_ID,
}


def _login_url(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        system = request.path_params["system"]
        services.connector(system)
        query = Query.of(request, Connecting)
        asked = query.read(Connecting)
        # Very old documentation of the contract passes it as a header.
        callback = asked.callback_url or request.headers.get("callbackurl") or None
        faults = [
            *query.faults,
            *wrong_address("callbackUrl", callback),
            *wrong_address("cancelCallbackUrl", asked.cancel_callback_url),
        ]
        if faults:
            raise InvalidRequest(faults)
        wanted = Wanted(
            callback_url=callback,
            cancel_callback_url=asked.cancel_callback_url,
            include_signature=asked.include_signature,
            environment_selection=asked.environment_selection,
            company_id=asked.company_id,
        )
        url = await services.connect_url(tenant, system, wanted)
        return Response(url, media_type="text/html", headers={"Cache-Control": "no-store"})

    return endpoint


def _companies(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Reading)
        query.read(Reading)
        call = await call_of(services, request)
        if query.faults:
            raise InvalidRequest(query.faults)
        found = await call.handler.companies(call.session)
        companies = [Company(id=company.id, name=company.name, environment_id=None) for company in found]
        warnings = [*query.warnings, *call.session.warnings]
        most = max(len(companies), 1)
        return envelope.listing(
            Outcome(companies, total=len(companies)), warnings=warnings, limit=most, page=1, by_cursor=False
        )

    return endpoint


def _environments(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        await call_of(services, request)
        return envelope.record([], warnings=query.warnings)

    return endpoint
