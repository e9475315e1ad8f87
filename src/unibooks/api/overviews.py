"""What a tenant can look up about itself: its apps, its addresses, its customers, and what there is to connect to."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from unibooks.api import envelope
from unibooks.api.answers import Answer, Documented
from unibooks.api.identity import tenant_of
from unibooks.api.openapi import API_KEY, describe
from unibooks.api.queries import Query
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Connector
from unibooks.core.secret import MASK
from unibooks.vault.connections import list_connections
from unibooks.vault.systems import list_systems
from unibooks.vault.tenants import find_tenant
from unibooks.vault.vault import App


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


#: What an envelope holds beside the data.
_REST: Final[dict[str, Any]] = {"meta": {"warnings": None, "pagination": None}, "errors": None, "rawData": None}
_SYSTEM: Final[dict[str, Any]] = {"targetSystem": "exact-nl", "clientSecret": "***", "customValues": []}
_WHEN: Final = "2026-03-02T09:00:00Z"


def add_overviews(app: FastAPI, services: Services) -> None:
    """Serve the `/tenants/get-…` operations."""
    for path, read, operation, summary, answer, example in _READS:
        told = describe(answer, security=API_KEY)
        told["responses"][200]["content"] = {"application/json": {"example": {**_REST, "data": example}}}
        app.add_api_route(
            f"/tenants/{path}",
            _reading(services, read),
            methods=["GET"],
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


#: Path, what reads it, operation, summary, answer, example of its data.
_READS: Final[tuple[tuple[str, Any, str, str, type[Answer], Any], ...]] = (
    (
        "get-callback-url",
        _callback_urls,
        "getCallbackUrl",
        "Where your customers return to",
        CallbackUrlsAnswer,
        {"callbackUrl": "https://app.example.com/connected", "cancelCallbackUrl": None},
    ),
    (
        "get-registered-systems",
        _systems(False),
        "getRegisteredSystems",
        "Your apps",
        RegisteredSystemsAnswer,
        {"systems": [{**_SYSTEM, "clientId": "8e5f0c9a-3b1d-4f6e-9c2a-7d8e9f0a1b2c", "registeredAt": _WHEN}]},
    ),
    (
        "get-registered-systems-masked",
        _systems(True),
        "getRegisteredSystemsMasked",
        "Your apps, their ids masked as well",
        RegisteredSystemsAnswer,
        {"systems": [{**_SYSTEM, "clientId": "8e5f***", "registeredAt": _WHEN}]},
    ),
    (
        "get-target-system-values",
        _values,
        "getTargetSystemValues",
        "The systems there are",
        TargetSystemsAnswer,
        {"targetSystems": ["exact-nl"]},
    ),
    (
        "get-target-system-requirements",
        _requirements,
        "getTargetSystemRequirements",
        "What each system asks for",
        RequirementsAnswer,
        {
            "exact-nl": {
                "title": "Exact Online (Netherlands)",
                "authentication": "OAUTH2",
                "redirectUri": "https://books.example.com/auth/callback/exact-nl",
                "required": ["clientId", "clientSecret"],
                "customValues": [],
            }
        },
    ),
    (
        "get-end-user-list",
        _end_users,
        "getEndUserList",
        "Your customers' connections",
        EndUsersAnswer,
        {
            "endUsers": [
                {
                    "id": "0b8d1c52-6f0e-4a39-9d53-2c4b7f1e6a90",
                    "targetSystem": "exact-nl",
                    "name": "Ada Bakker",
                    "userId": "3f0a9b7c-5e1d-4c2b-8a6f-9d0e1f2a3b4c",
                    "companyId": "1234567",
                    "state": "active",
                    "createdAt": _WHEN,
                    "connectedAt": _WHEN,
                }
            ]
        },
    ),
    (
        "count-end-users-by-system",
        _counts,
        "countEndUsersBySystem",
        "How many there are of each system",
        EndUserCountsAnswer,
        {"exact-nl": 3},
    ),
)
