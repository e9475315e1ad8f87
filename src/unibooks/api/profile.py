"""Who is connected: the user who consented, and the company he works in."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from unibooks.api import envelope
from unibooks.api.answers import Documented, one
from unibooks.api.identity import Call, call_of
from unibooks.api.openapi import describe
from unibooks.api.queries import Query, Scope
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Identity
from unibooks.core.errors import Fault, InvalidRequest

TAG: Final = "user"


class UserInfo(BaseModel):
    """The user; the contract writes these names with underscores. `account_id` is the company."""

    id: str | None
    account_id: str | None
    family_name: str | None
    name: str | None


class Profile(Documented):
    """The user and his company."""

    user_id: str | None
    name: str | None
    first_name: str | None
    last_name: str | None
    email: str | None
    language: str | None
    company_id: str | None
    company_name: str | None
    country: str | None
    currency: str | None


def add_profile(app: FastAPI, services: Services) -> None:
    """Serve the user's own pages."""
    for path, name, summary, endpoint, model in (
        ("/user/user-info", "getUserInfo", "Get the connected user", _user_info(services), UserInfo),
        ("/accounting/profile", "getProfile", "Get the connected user and company", _profile(services), Profile),
    ):
        described = describe(one(model), Scope)
        app.add_api_route(path, endpoint, methods=["GET"], operation_id=name, summary=summary, tags=[TAG], **described)


def _user_info(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query, call, who = await _who(services, request)
        company = call.session.company_id or who.company_id
        info = UserInfo(id=who.user_id, account_id=company, family_name=who.last_name, name=who.name)
        return envelope.record(info, warnings=[*query.warnings, *call.session.warnings])

    return endpoint


def _profile(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query, call, who = await _who(services, request)
        company_id = call.session.company_id or who.company_id
        companies = await call.handler.companies(call.session)
        company: Any = next((company for company in companies if company.id == company_id), None)
        if company is None and call.session.company_id:
            cure = "is not a company of this connection; GET /auth/companies lists them"
            raise InvalidRequest([Fault("companyId", cure, "UNKNOWN_COMPANY")])
        profile = Profile(
            user_id=who.user_id,
            name=who.name,
            first_name=who.first_name,
            last_name=who.last_name,
            email=who.email,
            language=who.language,
            company_id=company_id,
            company_name=company and company.name,
            country=company and company.country,
            currency=company and company.currency,
        )
        return envelope.record(profile, warnings=[*query.warnings, *call.session.warnings])

    return endpoint


async def _who(services: Services, request: Request) -> tuple[Query, Call, Identity]:
    query = Query.of(request, Scope)
    scope = query.read(Scope)
    call = await call_of(services, request, scope.company_id or "")
    if query.faults:
        raise InvalidRequest(query.faults)
    return query, call, await call.handler.identify(call.session)
