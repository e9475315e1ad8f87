"""Account keys without a browser.

The contract makes them so for systems that are connected by credentials. A system with OAuth has no such way, except for
somebody who holds a refresh token already, because another program connected its customers: that grant is taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import Write
from unibooks.api.envelope import json_response
from unibooks.api.identity import tenant_of
from unibooks.api.openapi import path_parameter, request_body
from unibooks.api.plain import describe_plain, no_strangers, whole_body
from unibooks.api.queries import Query
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Connector, OAuthClient
from unibooks.core.errors import Fault, InvalidRequest, NotOffered, TargetUnavailable
from unibooks.core.oauth import RefusalKind, TokenRefused, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.vault.authorisation import User
from unibooks.vault.imports import begin_import, begun_import, finish_import
from unibooks.vault.linking import Connected
from unibooks.vault.systems import app_for
from unibooks.vault.vault import App

LONGEST_ID: Final = 80

Unused = Annotated[str | None, Field(description="For systems of another kind; leave it empty.")]

#: Why a target refuses a refresh token -> what to do.
_CURES: Final[Mapping[RefusalKind, str]] = {
    "too_early": "its access token is alive still: stop the program that uses it, and send this again ten minutes after "
    "its last refresh",
    "old_token": "it was used before: take the newest one from the program that used it, or let the customer connect again",
    "expired": "it was left unused for too long; let the customer connect again with GET /auth/{system}",
    "invalid": "check that it was given to the app that is registered here; else let the customer connect again with "
    "GET /auth/{system}",
}


class CreateEndUser(Write):
    """A grant to take over. The contract's own fields are for systems that are connected by credentials."""

    refresh_token: Annotated[
        str | None,
        Field(max_length=8_000, description="The newest refresh token that the registered app has for the customer."),
    ] = None
    company_id: Annotated[
        str | None, Field(description="The company that later requests mean when they name none.")
    ] = None
    api_key: Unused = None
    base_url: Unused = None
    client_name: Unused = None
    client_secret: Unused = None
    database: Unused = None
    mandant: Unused = None
    password: Unused = None
    tenant_id: Unused = None
    url: Unused = None
    username: Unused = None


def add_accounts(app: FastAPI, services: Services) -> None:
    """Serve the creation of account keys without a browser."""
    schema = {"type": "object", "properties": {"accountKey": {"type": "string"}}, "required": ["accountKey"]}
    app.add_api_route(
        "/auth/accounts/{system}",
        _create(services),
        methods=["POST"],
        tags=["auth"],
        operation_id="createEndUserAccount",
        summary="Take over a customer whose refresh token you have",
        **describe_plain(
            schema,
            "The account key of the connection.",
            status=201,
            example={"accountKey": "qv0d3Tj7cZ6kq0l2T3mJr6m3nQe3m0s5B8yW9uH1xYk"},
            path=[path_parameter("system", "The target system, for example `exact-nl`.")],
            body=request_body(CreateEndUser),
        ),
    )


def wrong_company(company_id: str | None) -> list[Fault]:
    """What is wrong with the id of a company before anybody can be asked whether there is one."""
    if not company_id or (len(company_id) <= LONGEST_ID and company_id.isprintable()):
        return []
    return [Fault("companyId", "must be the id of a company, as GET /auth/companies lists them", "INVALID")]


def _create(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        connector = services.connector(request.path_params["system"])
        faults = no_strangers(Query.of(request))
        body, wrong = await whole_body(request, CreateEndUser)
        if body is None or not body.refresh_token:
            if body is None:
                raise InvalidRequest([*faults, *wrong])
            raise NotOffered(
                f"{connector.title} is connected by the end user's consent: GET /auth/{connector.system} gives the link. "
                "Only a grant that you have already can be taken over, with refreshToken."
            )
        faults += [*wrong, *_unused(connector, body), *wrong_company(body.company_id)]
        if faults:
            raise InvalidRequest(faults)
        app = await app_for(services.vault, tenant.id, connector.system)
        made = await _take_over(services, connector, app, Secret(body.refresh_token.strip()), body.company_id or None)
        return json_response({"accountKey": made.account_key.reveal()}, 201, headers={"Cache-Control": "no-store"})

    return endpoint


def _unused(connector: Connector, body: CreateEndUser) -> list[Fault]:
    values: dict[str, Any] = body.model_dump(by_alias=True, exclude={"refresh_token", "company_id"})
    cure = f"has no meaning for {connector.title}; leave it empty"
    known = {info.alias for info in CreateEndUser.model_fields.values()}
    return [Fault(name, cure, "NOT_USED") for name, value in values.items() if value and name in known]


async def _take_over(
    services: Services, connector: Connector, app: App, refresh_token: Secret, company_id: str | None
) -> Connected:
    client = await services.client(connector, app)
    host = client.profile.host
    grant_id = await begun_import(services.vault, host, app, refresh_token)
    if grant_id is None:
        grant_id = await _spend(services, connector, app, client, refresh_token)
    grant = services.vault.grant_source(grant_id, client.profile, client)
    who = await services.handler(connector).identify(services.session_with(grant, app, ""))
    return await finish_import(services.vault, app, grant_id, User(who.user_id, who.name), company_id)


async def _spend(services: Services, connector: Connector, app: App, client: OAuthClient, refresh_token: Secret) -> str:
    try:
        tokens = await client.refresh(refresh_token)
    except TokenRefused as refusal:
        cure = _CURES[refusal.kind].format(system=connector.system)
        fault = Fault("refreshToken", f"is refused by {connector.title}; {cure}", "REFUSED")
        raise InvalidRequest([fault]) from None
    except TokenUnavailable:
        raise TargetUnavailable(
            f"{connector.title} does not answer now, and the refresh token may be spent: send this again in a while."
        ) from None
    return await begin_import(services.vault, client.profile.host, app, refresh_token, tokens)
