"""How the hosted pages look: said by a tenant, asked by anybody who is on his way through them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.api.envelope import json_response
from unibooks.api.identity import tenant_of
from unibooks.api.openapi import REF, request_body
from unibooks.api.plain import checked_body, describe_plain, no_strangers
from unibooks.api.queries import Parameters, Query
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.api.styles import SubmissionPageStyle, wrong_style
from unibooks.core.errors import InvalidRequest, NotFound
from unibooks.vault.authorisation import tenant_of_state
from unibooks.vault.tenants import page_style, set_page_style

BODIES: Final = (SubmissionPageStyle,)
FIELDS: Final = [info.alias or name for name, info in SubmissionPageStyle.model_fields.items()]
_SCHEMA: Final = {"$ref": REF.format(model=SubmissionPageStyle.__name__)}


class StyleOf(Parameters):
    """Whose style."""

    code: Annotated[str, Field(description="The `state` of a link that is under way.")] = ""


def add_branding(app: FastAPI, services: Services) -> None:
    """Serve the styles of pages."""
    kept: dict[str, Any] = {"tags": ["tenants"]}
    app.add_api_route(
        "/tenants/get-submission-page-style",
        _by_code(services),
        methods=["GET"],
        operation_id="getSubmissionPageStyle",
        summary="How the pages look that an end user is being led through",
        **kept,
        **describe_plain(_SCHEMA, "The style; empty texts where nothing was said.", StyleOf, security=[]),
    )
    app.add_api_route(
        "/tenants/submission-page-style-by-key",
        _by_key(services),
        methods=["GET"],
        operation_id="getSubmissionPageStyleByKey",
        summary="How your pages look",
        **kept,
        **describe_plain(_SCHEMA, "The style; empty texts where nothing was said."),
    )
    app.add_api_route(
        "/tenants/submission-page-style",
        _change(services),
        methods=["POST"],
        operation_id="updateSubmissionPageStyle",
        summary="Say how your pages look",
        **kept,
        **describe_plain(_SCHEMA, "The style as it is kept.", status=201, body=request_body(SubmissionPageStyle)),
    )


def _by_code(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, StyleOf)
        if faults := no_strangers(query):
            raise InvalidRequest(faults)
        tenant_id = await tenant_of_state(services.vault, query.read(StyleOf).code)
        if tenant_id is None:
            raise NotFound("No link with this code is under way; it is the `state` of the address, for 15 minutes.")
        return await _style(services, tenant_id)

    return endpoint


def _by_key(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        if faults := no_strangers(Query.of(request)):
            raise InvalidRequest(faults)
        return await _style(services, tenant.id)

    return endpoint


def _change(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        strangers = no_strangers(Query.of(request))
        style = await checked_body(request, SubmissionPageStyle)
        if faults := [*strangers, *wrong_style(style)]:
            raise InvalidRequest(faults)
        await set_page_style(services.vault, tenant.id, style.model_dump(by_alias=True))
        return await _style(services, tenant.id, 201)

    return endpoint


async def _style(services: Services, tenant_id: str, status: int = 200) -> Response:
    stored = await page_style(services.vault, tenant_id)
    return json_response({name: stored.get(name, "") for name in FIELDS}, status)
