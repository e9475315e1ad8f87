"""The lists of dimensions themselves, made of the values: categories, and tracking categories with their options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.dimensions import (
    CATEGORIES,
    DIMENSION_VALUES,
    TRACKING_OPTIONS,
    Category,
    DimensionCategory,
    OfDimension,
    TrackingCategory,
    category_of,
)
from unibooks.api import envelope
from unibooks.api.answers import many, one
from unibooks.api.identity import Call, call_of, need_company
from unibooks.api.openapi import describe, path_parameter
from unibooks.api.queries import CURSOR_MOST, Parameters, Query, Reading
from unibooks.api.routes import Endpoint, mapping_of
from unibooks.api.services import Services
from unibooks.core.connector import ListQuery, Outcome
from unibooks.core.errors import NotFound
from unibooks.core.family import Family, Offered

TRACKING: Final = "/accounting/trackingCategories"


class Since(Parameters):
    """A filter of the contract that says nothing where a list never changes."""

    last_modified_at: str | None = None


def add_dimensions(app: FastAPI, services: Services) -> None:
    """Serve the lists of dimensions."""
    app.add_api_route(
        "/accounting/v2/dimensions",
        _categories(services),
        methods=["GET"],
        operation_id="getDimensionsV2",
        summary="List the dimensions",
        tags=[DIMENSION_VALUES.name],
        **describe(many(DimensionCategory), Reading, Since),
    )
    app.add_api_route(
        TRACKING,
        _tracking_categories(services),
        methods=["GET"],
        operation_id="getTrackingCategories",
        summary="List the tracking categories with their options",
        tags=["trackingCategories"],
        **describe(many(TrackingCategory), Reading),
    )
    app.add_api_route(
        f"{TRACKING}/{{categoryId}}",
        _tracking_category(services),
        methods=["GET"],
        operation_id="getTrackingCategory",
        summary="Get one tracking category with its options",
        tags=["trackingCategories"],
        **describe(one(TrackingCategory), Reading, path=[path_parameter("categoryId")]),
    )


def _categories(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Reading, Since)
        call = await _reading(services, request, query)
        if "lastModifiedAt" in query.values:
            query.warnings.append("lastModifiedAt: the dimensions themselves do not change; nothing was filtered")
        found = [
            DimensionCategory(dimension=category.name, description=category.description)
            for category in _offered(mapping_of(call, DIMENSION_VALUES))
        ]
        return _listed(found, query, call)

    return endpoint


def _tracking_categories(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Reading)
        call = await _reading(services, request, query)
        mapping = mapping_of(call, TRACKING_OPTIONS)
        found = [await _with_options(call, mapping, category) for category in _offered(mapping)]
        return _listed(found, query, call)

    return endpoint


def _tracking_category(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Reading)
        call = await _reading(services, request, query)
        mapping = mapping_of(call, TRACKING_OPTIONS)
        wanted, offered = request.path_params["categoryId"], _offered(mapping)
        category = category_of(wanted)
        if category is None or category not in offered:
            known = " and ".join(one.name for one in offered)
            raise NotFound(f"There is no tracking category {wanted!r}; {call.connector.title} has {known}")
        found = await _with_options(call, mapping, category)
        return envelope.record(found, warnings=[*query.warnings, *call.session.warnings])

    return endpoint


async def _reading(services: Services, request: Request, query: Query) -> Call:
    reading = query.read(Reading)
    call = await call_of(services, request, reading.company_id or "")
    need_company(call, query.faults)
    if reading.raw_data:
        query.warnings.append("rawData: this list is made of several answers or of none; there is no raw form of it")
    return call


def _offered(mapping: Offered) -> Sequence[Category]:
    """The categories that the target system has."""
    return [one for one in CATEGORIES if isinstance(mapping, Family) and one.name in mapping.tables]


async def _with_options(call: Call, mapping: Offered, category: Category) -> dict[str, Any]:
    options: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        wanted = ListQuery(OfDimension(dimension=category.name), CURSOR_MOST, None, cursor)
        part = await call.handler.list(call.session, mapping, wanted)
        options += part.records
        cursor = part.next_cursor
    return {"id": category.name, "name": category.description, "status": "ACTIVE", "options": options}


def _listed(found: Sequence[Any], query: Query, call: Call) -> Response:
    warnings = [*query.warnings, *call.session.warnings]
    outcome = Outcome(found, total=len(found))
    return envelope.listing(outcome, warnings=warnings, limit=max(len(found), 1), page=1, by_cursor=False)
