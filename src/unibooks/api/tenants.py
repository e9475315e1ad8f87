"""What a tenant sets up for itself: its apps at target systems, its pages, its signing secret; and whom it has connected."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import Write
from unibooks.api import envelope
from unibooks.api.addresses import wrong_address
from unibooks.api.answers import Answer, Documented
from unibooks.api.envelope import json_response
from unibooks.api.identity import connection_of, tenant_of
from unibooks.api.openapi import API_KEY, BOTH_KEYS, describe, path_parameter, request_body
from unibooks.api.plain import checked_body, describe_plain, no_strangers, whole_body
from unibooks.api.queries import Query
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Connector
from unibooks.core.errors import Fault, InvalidRequest, NotFound
from unibooks.core.secret import MASK, Secret
from unibooks.vault.connections import list_connections, remove_connection
from unibooks.vault.systems import delete_registered_system, list_systems, register_system
from unibooks.vault.tenants import find_tenant, renew_signing_secret, set_callback_urls
from unibooks.vault.vault import App

TEXT: Final = {"type": "string"}
MESSAGE: Final = {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}


class CustomValue(Write):
    """One more value that a system asks for."""

    key: str
    value: str


class RegisterSystem(Write):
    """The app with which you reach a target system."""

    target_system: str
    client_id: Annotated[str, Field(description="From the app's page at the target system.")]
    client_secret: Annotated[str, Field(description="From the same page. It is never shown again.")]
    custom_values: Annotated[
        list[CustomValue] | None,
        Field(description="For systems that ask for more. Exact Online does not: leave it empty."),
    ] = None


class AddCallbackUrls(Write):
    """Where your customers go after connecting, when the request to connect does not say. Empty: nowhere."""

    callback_url: str
    cancel_callback_url: str


class CallbackUrls(Documented):
    """Where your customers go after connecting."""

    callback_url: str | None
    cancel_callback_url: str | None


class RegisteredSystem(Documented):
    """An app of yours; its secret is masked."""

    target_system: str
    client_id: str
    client_secret: str
    custom_values: list[dict[str, str]]
    registered_at: datetime


class RegisteredSystems(Documented):
    """Your apps."""

    systems: list[RegisteredSystem]


class TargetSystems(Documented):
    """The systems that can be connected."""

    target_systems: list[str]


class Requirements(Documented):
    """What a system asks for: in its app's settings, and of you."""

    title: str
    authentication: str
    redirect_uri: str
    required: list[str]
    custom_values: list[str]


class EndUser(Documented):
    """A connection of one of your customers. Its account key is not shown."""

    id: str
    target_system: str
    name: str
    user_id: str
    company_id: str | None
    state: str
    created_at: datetime
    connected_at: datetime


class EndUsers(Documented):
    """Your customers' connections, oldest first."""

    end_users: list[EndUser]


class CallbackUrlsAnswer(Answer):
    """The two addresses."""

    data: CallbackUrls


class RegisteredSystemsAnswer(Answer):
    """Your apps."""

    data: RegisteredSystems


class TargetSystemsAnswer(Answer):
    """The systems."""

    data: TargetSystems


class RequirementsAnswer(Answer):
    """What each system asks for, by its id."""

    data: dict[str, Requirements]


class EndUsersAnswer(Answer):
    """The connections."""

    data: EndUsers


class EndUserCountsAnswer(Answer):
    """Number of connections by system."""

    data: dict[str, int]


BODIES: Final = (RegisterSystem, AddCallbackUrls)


def add_tenants(app: FastAPI, services: Services) -> None:
    """Serve `/tenants`, without the styles of pages."""
    for path, endpoint, operation, summary, answer in (
        ("get-callback-url", _callback_urls, "getCallbackUrl", "Where your customers return to", CallbackUrlsAnswer),
        ("get-registered-systems", _systems(False), "getRegisteredSystems", "Your apps", RegisteredSystemsAnswer),
        (
            "get-registered-systems-masked",
            _systems(True),
            "getRegisteredSystemsMasked",
            "Your apps, their ids masked as well",
            RegisteredSystemsAnswer,
        ),
        ("get-target-system-values", _values, "getTargetSystemValues", "The systems there are", TargetSystemsAnswer),
        (
            "get-target-system-requirements",
            _requirements,
            "getTargetSystemRequirements",
            "What each system asks for",
            RequirementsAnswer,
        ),
        ("get-end-user-list", _end_users, "getEndUserList", "Your customers' connections", EndUsersAnswer),
        (
            "count-end-users-by-system",
            _counts,
            "countEndUsersBySystem",
            "How many there are of each system",
            EndUserCountsAnswer,
        ),
    ):
        app.add_api_route(
            f"/tenants/{path}",
            _reading(services, endpoint),
            methods=["GET"],
            tags=["tenants"],
            operation_id=operation,
            summary=summary,
            **describe(answer, security=API_KEY),
        )
    _add_changes(app, services)


def _add_changes(app: FastAPI, services: Services) -> None:
    registered = "App 8e5f0c9a-… is registered for exact-nl."
    forgotten = "The app for exact-nl is forgotten; 3 connections ended with it."
    for method, path, endpoint, operation, summary, told in (
        (
            "POST",
            "register-system",
            _register(services),
            "systemRegistration",
            "Register your app at a target system, or replace it",
            describe_plain(TEXT, "A sentence.", status=201, example=registered, body=request_body(RegisterSystem)),
        ),
        (
            "POST",
            "add-callback-urls",
            _set_callback_urls(services),
            "addCallbackUrl",
            "Say where your customers return to",
            describe_plain(
                TEXT, "A sentence.", status=201, example="The addresses are kept.", body=request_body(AddCallbackUrls)
            ),
        ),
        (
            "DELETE",
            "delete-registered-system/{targetSystem}",
            _delete_system(services),
            "deleteRegisteredSystem",
            "Forget your app at a target system, and every connection made with it",
            describe_plain(TEXT, "A sentence.", example=forgotten, path=[path_parameter("targetSystem")]),
        ),
        (
            "DELETE",
            "delete-end-user",
            _delete_end_user(services),
            "deleteEndUser",
            "End the connection that X-ACCOUNT-KEY names, and forget its secrets",
            describe_plain(
                MESSAGE,
                "It is gone.",
                security=BOTH_KEYS,
                example={"message": "The connection of Ada Bakker is removed."},
            ),
        ),
        (
            "POST",
            "signing-secret",
            _signing_secret(services),
            "generateTenantSigningSecret",
            "Make a signing secret; the one before it ends",
            describe_plain(
                {"type": "object", "properties": {"signingSecret": {"type": "string"}}, "required": ["signingSecret"]},
                "The secret, shown this once.",
                status=201,
                example={"signingSecret": "5f1d…64 hex digits"},
            ),
        ),
    ):
        app.add_api_route(
            f"/tenants/{path}",
            endpoint,
            methods=[method],
            tags=["tenants"],
            operation_id=operation,
            summary=summary,
            **told,
        )


def _reading(services: Services, read: Any) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        query = Query.of(request)
        return envelope.record(await read(services, tenant.id), warnings=query.warnings)

    return endpoint


async def _callback_urls(services: Services, tenant_id: str) -> CallbackUrls:
    tenant = await find_tenant(services.vault, tenant_id)
    return CallbackUrls(callback_url=tenant.callback_url, cancel_callback_url=tenant.cancel_callback_url)


def _systems(masked: bool) -> Any:
    async def read(services: Services, tenant_id: str) -> RegisteredSystems:
        apps = await list_systems(services.vault, tenant_id)
        return RegisteredSystems(systems=[_registered(app, masked) for app in apps])

    return read


def _registered(app: App, masked: bool) -> RegisteredSystem:
    client_id = f"{app.client_id[:4]}{MASK}" if masked else app.client_id
    return RegisteredSystem(
        target_system=app.target_system,
        client_id=client_id,
        client_secret=MASK,
        custom_values=[],
        registered_at=app.created_at,
    )


async def _values(services: Services, tenant_id: str) -> TargetSystems:
    return TargetSystems(target_systems=list(services.connectors))


async def _requirements(services: Services, tenant_id: str) -> dict[str, Requirements]:
    return {system: _required(services, connector) for system, connector in services.connectors.items()}


def _required(services: Services, connector: Connector) -> Requirements:
    return Requirements(
        title=connector.title,
        authentication="OAUTH2",
        redirect_uri=services.redirect_uri(connector),
        required=["clientId", "clientSecret"],
        custom_values=[],
    )


async def _end_users(services: Services, tenant_id: str) -> EndUsers:
    found = await list_connections(services.vault, tenant_id)
    return EndUsers(
        end_users=[
            EndUser(
                id=one.id,
                target_system=one.target_system,
                name=one.user_name,
                user_id=one.user_id,
                company_id=one.company_id,
                state=one.state,
                created_at=one.created_at,
                connected_at=one.connected_at,
            )
            for one in found
        ]
    )


async def _counts(services: Services, tenant_id: str) -> dict[str, int]:
    found = Counter(one.target_system for one in await list_connections(services.vault, tenant_id))
    return dict.fromkeys(services.connectors, 0) | dict(found)


def _register(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        body = await _body(request, RegisterSystem)
        faults: list[Fault] = []
        if body.target_system not in services.connectors:
            faults.append(Fault("targetSystem", f"must be one of {', '.join(services.connectors)}", "UNKNOWN_VALUE"))
        if body.custom_values:
            faults.append(Fault("customValues", "has no meaning for this system; leave it empty", "NOT_USED"))
        if faults:
            raise InvalidRequest(faults)
        secret = Secret(body.client_secret)
        app = await register_system(services.vault, tenant.id, body.target_system, body.client_id, secret)
        uri = services.redirect_uri(services.connector(app.target_system))
        return json_response(
            f"App {app.client_id} is registered for {app.target_system}; its redirect URI there must be {uri}.", 201
        )

    return endpoint


def _set_callback_urls(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        body = await _body(request, AddCallbackUrls)
        callback, cancel = body.callback_url.strip() or None, body.cancel_callback_url.strip() or None
        if faults := [*wrong_address("callbackUrl", callback), *wrong_address("cancelCallbackUrl", cancel)]:
            raise InvalidRequest(faults)
        await set_callback_urls(services.vault, tenant.id, callback, cancel)
        return json_response("The addresses are kept.", 201)

    return endpoint


def _delete_system(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        _no_parameters(request)
        system = request.path_params["targetSystem"]
        if system not in {app.target_system for app in await list_systems(services.vault, tenant.id)}:
            raise NotFound("No app is registered for that system; GET /tenants/get-registered-systems lists them.")
        ended = await delete_registered_system(services.vault, tenant.id, system)
        return json_response(f"The app for {system} is forgotten; {ended} connections ended with it.")

    return endpoint


def _delete_end_user(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        connection = await connection_of(services, request)
        _no_parameters(request)
        removed = await remove_connection(services.vault, connection.id)
        return json_response({"message": f"The connection of {removed.user_name} is removed."})

    return endpoint


def _signing_secret(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        tenant = await tenant_of(services, request)
        _no_parameters(request)
        made = await renew_signing_secret(services.vault, tenant.id)
        return json_response({"signingSecret": made.reveal()}, 201, headers={"Cache-Control": "no-store"})

    return endpoint


async def _body(request: Request, model: Any) -> Any:
    strangers = no_strangers(Query.of(request))
    if not strangers:
        return await checked_body(request, model)
    _, wrong = await whole_body(request, model)
    raise InvalidRequest([*strangers, *wrong])


def _no_parameters(request: Request) -> None:
    if faults := no_strangers(Query.of(request)):
        raise InvalidRequest(faults)
