"""What can be done: by the API as it is, by a target system, and by one company of it now."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.registry import RESOURCES
from unibooks.api import envelope
from unibooks.api.answers import Answer
from unibooks.api.identity import call_of, need_company, tenant_of
from unibooks.api.openapi import API_KEY, describe, path_parameter
from unibooks.api.queries import Query, Scope
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.coverage import as_json, coverage_of
from unibooks.core.errors import NotFound, NotOffered

ROOT = "/capabilities"


class Capabilities(Answer):
    """What can be done."""

    data: dict[str, Any]


def add_capabilities(app: FastAPI, services: Services) -> None:
    """Serve the three pages of capabilities."""
    system = path_parameter("system", "A target system, e.g. `exact-nl`.")
    for path, name, summary, endpoint, told in (
        (
            ROOT,
            "getCapabilities",
            "List what each target system offers",
            _all,
            describe(Capabilities, security=API_KEY),
        ),
        (
            f"{ROOT}/{{system}}",
            "getCapabilitiesOfSystem",
            "Tell every operation, field and filter of a target system",
            _one,
            describe(Capabilities, path=[system], security=API_KEY),
        ),
        (
            f"{ROOT}/{{system}}/options/{{resource}}",
            "getOptions",
            "Tell what a company accepts now: codes, accounts, required fields, lengths",
            _options,
            describe(Capabilities, Scope, path=[system, path_parameter("resource", "A resource, e.g. `bills`.")]),
        ),
    ):
        app.add_api_route(path, endpoint(services), operation_id=name, summary=summary, tags=["capabilities"], **told)


def _all(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        await tenant_of(services, request)
        query = Query.of(request)
        systems = {
            connector.system: {
                "title": connector.title,
                "resources": {
                    resource.name: list(dict.fromkeys(operation.verb for operation in resource.operations))
                    for resource in RESOURCES
                    if connector.mapping(resource) is not None
                },
            }
            for connector in services.connectors.values()
        }
        return envelope.record(systems, warnings=query.warnings)

    return endpoint


def _one(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        await tenant_of(services, request)
        query = Query.of(request)
        connector = services.connector(request.path_params["system"])
        return envelope.record(as_json(coverage_of(connector, RESOURCES)), warnings=query.warnings)

    return endpoint


def _options(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        scope = query.read(Scope)
        call = await call_of(services, request, scope.company_id or "")
        wanted, name = request.path_params["system"], request.path_params["resource"]
        if services.connector(wanted) is not call.connector:
            raise NotFound(f"This connection is one of {call.connector.system}, not of {wanted}.")
        resource = next((r for r in RESOURCES if r.name == name), None)
        if resource is None:
            raise NotFound(f"There is no resource {name!r}; there are {', '.join(r.name for r in RESOURCES)}.")
        mapping = call.connector.mapping(resource)
        if mapping is None or resource.write is None:
            raise NotOffered(f"{call.connector.title} takes no new {name}.")
        need_company(call, query.faults)
        options = await call.handler.options(call.session, mapping)
        return envelope.record(options, warnings=[*query.warnings, *call.session.warnings])

    return endpoint
