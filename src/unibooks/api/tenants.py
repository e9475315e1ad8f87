"""What a tenant sets up for itself: its apps at target systems, its pages, its signing secret; and whom it has connected."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import Write
from unibooks.api.addresses import wrong_address
from unibooks.api.envelope import json_response
from unibooks.api.identity import connection_of, tenant_of
from unibooks.api.openapi import BOTH_KEYS, path_parameter, request_body
from unibooks.api.plain import checked_body, describe_plain, no_strangers, whole_body
from unibooks.api.queries import Query
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.errors import Fault, InvalidRequest, NotFound
from unibooks.core.secret import Secret
from unibooks.vault.connections import remove_connection
from unibooks.vault.systems import delete_registered_system, list_systems, register_system
from unibooks.vault.tenants import renew_signing_secret, set_callback_urls

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


BODIES: Final = (RegisterSystem, AddCallbackUrls)


def add_tenants(app: FastAPI, services: Services) -> None:
    """Serve what a tenant changes for itself."""
    registered = "App 8e5f0c9a-… is registered for exact-nl."
    forgotten = "The app for exact-nl is forgotten. Connections that ended with it: 3."
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
        return json_response(f"The app for {system} is forgotten. Connections that ended with it: {ended}.")

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
