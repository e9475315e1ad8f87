"""The application."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.staticfiles import StaticFiles

from unibooks.accounting.registry import RESOURCES
from unibooks.api import auth, branding, tenants
from unibooks.api.answers import Health
from unibooks.api.auth import add_auth
from unibooks.api.branding import add_branding
from unibooks.api.capabilities import add_capabilities
from unibooks.api.dimensions import add_dimensions
from unibooks.api.envelope import json_response
from unibooks.api.errors import error_response, no_such_method, no_such_path, unibooks_error
from unibooks.api.files import add_files
from unibooks.api.identity import connect_again
from unibooks.api.openapi import REQUEST_ID, VERSION, document
from unibooks.api.overviews import add_overviews
from unibooks.api.pages import STATIC, docs_page
from unibooks.api.passing import CreatePassThrough, add_by_hand
from unibooks.api.profile import add_profile
from unibooks.api.routes import add_resources
from unibooks.api.services import Services
from unibooks.api.tenants import add_tenants
from unibooks.api.trace import Tracing, trace_of
from unibooks.core.errors import Fault, InvalidRequest, UnibooksError

log = structlog.stdlib.get_logger("unibooks.api")

CODES = {400: "BAD_REQUEST", 413: "BODY_TOO_LARGE"}


def create_app(services: Services) -> FastAPI:
    """The API on its services, which it closes when it is shut down."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with services:
            yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    add_files(app, services)
    add_resources(app, services)
    add_by_hand(app, services)
    add_dimensions(app, services)
    add_profile(app, services)
    add_auth(app, services)
    add_capabilities(app, services)
    add_overviews(app, services)
    add_tenants(app, services)
    add_branding(app, services)
    _add_pages(app)
    _add_error_handlers(app, services)
    app.add_middleware(Tracing, clock=services.clock)
    return app


def openapi(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = document(app, _bodies())
    return app.openapi_schema


def _bodies() -> Iterable[type[BaseModel]]:
    models = [model for resource in RESOURCES for model in (resource.write, resource.patch) if model]
    return [CreatePassThrough, *auth.BODIES, *tenants.BODIES, *branding.BODIES, *models]


def _add_pages(app: FastAPI) -> None:
    async def health(request: Request) -> Response:
        return json_response(Health(status="ok", version=VERSION))

    async def spec(request: Request) -> Response:
        return json_response(openapi(app))

    async def docs(request: Request) -> Response:
        return docs_page()

    async def root(request: Request) -> Response:
        return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")

    app.add_api_route(
        "/health",
        health,
        response_model=Health,
        operation_id="check",
        summary="Is the process up",
        tags=["health"],
        responses={200: {"headers": REQUEST_ID}},
    )
    for path, page in (("/openapi.json", spec), ("/docs", docs), ("/", root)):
        app.add_api_route(path, page, include_in_schema=False, response_model=None)
    app.mount("/static", StaticFiles(directory=STATIC))


def _add_error_handlers(app: FastAPI, services: Services) -> None:
    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, UnibooksError)
        trace = trace_of(request)
        if error.status == 401 and error.connect_url is None:
            error.connect_url = await connect_again(services, trace)
        return unibooks_error(error, trace.request_id, services.clock)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        request_id = trace_of(request).request_id
        if error.status_code == 404:
            return no_such_path(request.url.path, request_id)
        if error.status_code == 405:
            return no_such_method(request.method, _methods_at(app, request), request_id)
        code = CODES.get(error.status_code, "REFUSED")
        return error_response(error.status_code, code, str(error.detail), request_id)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = [Fault(".".join(map(str, e["loc"][1:])), e["msg"]) for e in error.errors()]
        return await known(request, InvalidRequest(faults))

    async def no_database(request: Request, error: Exception) -> Response:
        request_id = trace_of(request).request_id
        log.error("the database cannot be used", request_id=request_id, exc_info=error)
        message = "unibooks cannot use its own database now; try again later, and after a write look first whether it arrived."
        return error_response(503, "DATABASE_UNAVAILABLE", message, request_id, headers={"Retry-After": "10"})

    app.add_exception_handler(UnibooksError, known)
    app.add_exception_handler(OperationalError, no_database)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)


def _methods_at(app: FastAPI, request: Request) -> list[str]:
    """The methods of every route at a path: the router knows only those of the first."""
    found: set[str] = set()
    for route in app.routes:
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return sorted(found)
