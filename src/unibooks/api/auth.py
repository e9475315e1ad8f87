"""Connecting: the link to the consent page, the way back, and what a connection can open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import Company, Write
from unibooks.api import envelope
from unibooks.api.accounts import CreateEndUser, add_accounts, wrong_company
from unibooks.api.addresses import wrong_address
from unibooks.api.answers import Environments, many
from unibooks.api.callback import callback_endpoint
from unibooks.api.identity import call_of, tenant_of
from unibooks.api.openapi import describe, path_parameter, request_body
from unibooks.api.plain import describe_plain, no_strangers, whole_body
from unibooks.api.queries import Parameters, Query, Reading, Scope
from unibooks.api.routes import Endpoint
from unibooks.api.selection import add_selection, companies_answer
from unibooks.api.services import Services
from unibooks.core.connector import Connector
from unibooks.core.errors import Fault, InvalidRequest, NotOffered
from unibooks.vault.authorisation import Wanted

_CALLBACK: Final = "Where the end user goes afterwards, with `accountKey` added. https, or http to localhost."
_CANCEL: Final = "Where the end user goes after refusing."
_COMPANY: Final = "The company that later requests mean when they name none."
_SIGNATURE: Final = "Adds `signature`: HMAC-SHA256 of the account key under your signing secret, in hex."
_SELECTION: Final = "Let the end user choose the company on a page of ours after the consent."
_OTHERS: Final = "For systems of another kind; leave it empty."


class Connecting(Parameters):
    """What a request to connect may ask for."""

    callback_url: Annotated[str | None, Field(description=_CALLBACK)] = None
    cancel_callback_url: Annotated[str | None, Field(description=_CANCEL)] = None
    company_id: Annotated[str | None, Field(description=_COMPANY)] = None
    environment_selection: Annotated[bool, Field(description=_SELECTION)] = False
    include_signature: Annotated[bool, Field(alias="include_signature", description=_SIGNATURE)] = False
    tenant_id: Annotated[str | None, Field(description=_OTHERS)] = None
    base_url: Annotated[str | None, Field(description=_OTHERS)] = None


class StartConnecting(Write):
    """The same as a body, with an address that the account key is posted to."""

    webhook_callback_url: Annotated[
        str, Field(min_length=1, description="Gets `{accountKey, targetSystem, companyId}` by one POST. https only.")
    ]
    callback_url: Annotated[str | None, Field(description=f"{_CALLBACK} Also as `callBackUrl`.")] = None
    cancel_callback_url: Annotated[str | None, Field(description=_CANCEL)] = None
    company_id: Annotated[str | None, Field(description=_COMPANY)] = None
    environment_selection: Annotated[bool | None, Field(description=_SELECTION)] = None
    include_signature: Annotated[bool | None, Field(description=_SIGNATURE)] = None
    tenant_id: Annotated[str | None, Field(description=_OTHERS)] = None
    base_url: Annotated[str | None, Field(description=_OTHERS)] = None
    call_back_url: Annotated[str | None, Field(description="Another spelling of `callbackUrl`.")] = None


BODIES: Final = (StartConnecting, CreateEndUser)

_LINK: Final[dict[str, Any]] = {"type": "string", "format": "uri"}
_LINK_TOLD: Final = "The link, and nothing else; it is good for 15 minutes and once."

#: Path, method, operation, summary: what the contract has for systems that are connected by keys.
_BY_KEYS: Final = (
    ("/auth/submit", "GET", "getSubmitPage", "The page for entering credentials"),
    ("/auth/apiKeyConfirmation", "POST", "apiKeyConfirmation", "What that page posts to"),
    ("/auth/test", "GET", "test", "The page that confirms a key"),
    ("/auth/longToken", "GET", "longToken", "The link to a long token of DATEV"),
)


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
    add_selection(app, services)
    _add_refusals(app)
    add_accounts(app, services)
    app.add_api_route(
        "/auth/callback/{system}",
        callback_endpoint(services),
        operation_id="finishConnecting",
        summary="Where the target system sends the end user back to",
        include_in_schema=False,
        response_model=None,
        **listed,
    )
    _add_links(app, services)


def _add_links(app: FastAPI, services: Services) -> None:
    path = [path_parameter("system", "The target system, for example `exact-nl`.")]
    link: dict[str, Any] = {"example": "https://start.exactonline.nl/api/oauth2/auth?client_id=…", "media": "text/html"}
    app.add_api_route(
        "/auth/{system}",
        _login_url(services),
        methods=["GET"],
        tags=["auth"],
        operation_id="systemLoginUrl",
        summary="Get the link with which an end user connects",
        **describe_plain(_LINK, _LINK_TOLD, Connecting, path=path, **link),
    )
    app.add_api_route(
        "/auth/{system}",
        _start(services),
        methods=["POST"],
        tags=["auth"],
        operation_id="startConnecting",
        summary="Get the link, and have the account key posted to a server",
        **describe_plain(_LINK, _LINK_TOLD, status=201, path=path, body=request_body(StartConnecting), **link),
    )


def _add_refusals(app: FastAPI) -> None:
    for path, method, operation, summary in _BY_KEYS:
        told = describe_plain({"type": "object"}, "Never: no target system here is connected by a key.", security=[])
        app.add_api_route(
            path, _by_keys, methods=[method], operation_id=operation, summary=summary, tags=["auth"], **told
        )


async def _by_keys(request: Request) -> Response:
    raise NotOffered("No target system here is connected by a key; GET /auth/{system} gives the link to connect with.")


def _login_url(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        connector = services.connector(request.path_params["system"])
        query = Query.of(request, Connecting)
        asked = query.read(Connecting)
        # Very old documentation of the contract passes it as a header.
        callback = asked.callback_url or request.headers.get("callbackurl") or None
        others = {"tenantId": asked.tenant_id, "baseUrl": asked.base_url}
        wanted = Wanted(
            callback_url=callback,
            cancel_callback_url=asked.cancel_callback_url,
            include_signature=asked.include_signature,
            environment_selection=asked.environment_selection,
            company_id=asked.company_id,
        )
        if faults := [*no_strangers(query), *_wrong(connector, wanted, others)]:
            raise InvalidRequest(faults)
        return _link(await services.connect_url(tenant, connector.system, wanted))

    return endpoint


def _start(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        connector = services.connector(request.path_params["system"])
        faults = no_strangers(Query.of(request))
        body, wrong = await whole_body(request, StartConnecting)
        if body is None:
            raise InvalidRequest([*faults, *wrong])
        wanted = Wanted(
            callback_url=body.callback_url or body.call_back_url or None,
            cancel_callback_url=body.cancel_callback_url or None,
            include_signature=bool(body.include_signature),
            environment_selection=bool(body.environment_selection),
            company_id=body.company_id or None,
            webhook_callback_url=body.webhook_callback_url,
        )
        faults += [*wrong, *_wrong(connector, wanted, {"tenantId": body.tenant_id, "baseUrl": body.base_url})]
        if reason := services.outbound.wrong(body.webhook_callback_url):
            faults.append(Fault("webhookCallbackUrl", reason, "INVALID_URL"))
        if body.callback_url and body.call_back_url not in (None, body.callback_url):
            faults.append(Fault("callBackUrl", "contradicts callbackUrl; send one of the two", "CONTRADICTION"))
        if faults:
            raise InvalidRequest(faults)
        return _link(await services.connect_url(tenant, connector.system, wanted), 201)

    return endpoint


def _wrong(connector: Connector, wanted: Wanted, others: Mapping[str, str | None]) -> list[Fault]:
    """What cannot be wanted."""
    faults = [
        *wrong_address("callbackUrl", wanted.callback_url),
        *wrong_address("cancelCallbackUrl", wanted.cancel_callback_url),
        *wrong_company(wanted.company_id),
    ]
    cure = f"has no meaning for {connector.title}; leave it out"
    return faults + [Fault(name, cure, "NOT_USED") for name, value in others.items() if value]


def _link(url: str, status: int = 200) -> Response:
    return Response(url, status, media_type="text/html", headers={"Cache-Control": "no-store"})


def _companies(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Reading)
        query.read(Reading)
        call = await call_of(services, request)
        if query.faults:
            raise InvalidRequest(query.faults)
        found = await call.handler.companies(call.session)
        return companies_answer(found, [*query.warnings, *call.session.warnings])

    return endpoint


def _environments(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        await call_of(services, request)
        return envelope.record([], warnings=query.warnings)

    return endpoint
