"""The page on which an end user chooses the company, and what it posts to.

A consent that waits for a company is named by a state: 256 random bits, good once and for 15 minutes. It stands in a hidden
field of the form, so that no other site can post the form for somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import Company
from unibooks.api import envelope
from unibooks.api.answers import many
from unibooks.api.bodies import read_bytes
from unibooks.api.ending import connected_well, for_people, is_browser, look_for, not_connected
from unibooks.api.envelope import json_response
from unibooks.api.identity import call_of, connection_of
from unibooks.api.openapi import describe
from unibooks.api.pages import page
from unibooks.api.plain import describe_plain, no_strangers
from unibooks.api.queries import Parameters, Query, Scope
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Connector, Outcome, Session, TargetCompany
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.vault.connections import choose_company
from unibooks.vault.selection import Selection, cancel_selection, finish_selection, selection_of
from unibooks.vault.systems import app_for

#: A list of so many is shown whole; a longer one as a box in which typing finds a name.
FEW = 8
FORM = "application/x-www-form-urlencoded"

_STATE = "From the address of the selection page."


class Selecting(Parameters):
    """What leads to a selection page."""

    state: Annotated[str, Field(description=_STATE)] = ""
    target_system: Annotated[str, Field(description="The system that was consented to.")] = ""


class FlowScope(Scope):
    """Whose companies: those of a selection under way, or of the connection that the keys name."""

    state: Annotated[str, Field(description=f"{_STATE} Without it, send both keys.")] = ""


class Chosen(Parameters):
    """A company that was chosen: by an end user, who has a state, or by you, with both keys."""

    company_id: Annotated[str, Field(description="One of `GET /auth/companiesFlow`.")] = ""
    environment_name: Annotated[str, Field(description="Accepted; it has no effect.")] = ""
    account_key: Annotated[str, Field(description="The connection's, here or as X-ACCOUNT-KEY.")] = ""
    state: Annotated[str, Field(description=f"{_STATE} Then no key is needed.")] = ""


class Cancelling(Parameters):
    """Which selection is given up."""

    state: Annotated[str, Field(description=_STATE)] = ""


def add_selection(app: FastAPI, services: Services) -> None:
    """Serve the pages of the interactive way to connect."""
    app.add_api_route(
        "/auth/companiesFlow",
        _companies(services),
        methods=["GET"],
        operation_id="getCompaniesFlow",
        summary="List the companies that an end user can choose from",
        tags=["auth"],
        **describe(many(Company), FlowScope),
    )
    app.add_api_route(
        "/auth/selections",
        _page(services),
        methods=["GET"],
        operation_id="getEnvironmentPage",
        summary="The page on which an end user chooses a company",
        tags=["auth"],
        **describe_plain({"type": "string"}, "The page.", Selecting, security=[], media="text/html"),
    )
    app.add_api_route(
        "/auth/setEndUserSelections",
        _choose(services),
        methods=["POST"],
        operation_id="setEndUserSelections",
        summary="Choose the company that requests mean when they name none",
        tags=["auth"],
        **describe_plain(
            {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]},
            "It is chosen. A browser is sent on instead, with 303.",
            Chosen,
            status=201,
            example={"message": "Requests of this connection mean company 1001 when they name none."},
        ),
    )
    app.add_api_route(
        "/auth/cancel",
        _cancel(services),
        methods=["POST"],
        operation_id="cancel",
        summary="Give up choosing a company",
        tags=["auth"],
        **describe_plain(
            {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}, "required": ["url"]},
            "Where the end user goes now. A browser is sent there instead, with 303.",
            Cancelling,
            status=201,
            security=[],
            example={"url": "https://app.example.com/cancelled"},
        ),
    )


def _page(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Selecting)
        asked = query.read(Selecting)
        selection = await selection_of(services.vault, asked.state)
        if asked.target_system not in ("", selection.authorisation.target_system):
            raise InvalidRequest([Fault("targetSystem", "is another than was consented to; start again", "INVALID")])
        return await _show(services, selection, asked.state)

    return for_people(endpoint)


def _companies(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, FlowScope)
        asked = query.read(FlowScope)
        if asked.state:
            selection = await selection_of(services.vault, asked.state)
            found = await _reached(services, selection)
        else:
            call = await call_of(services, request)
            found = await call.handler.companies(call.session)
        if query.faults:
            raise InvalidRequest(query.faults)
        return companies_answer(found, query.warnings)

    return endpoint


def companies_answer(found: Sequence[TargetCompany], warnings: Sequence[str]) -> Response:
    """Companies in the envelope; it is never long enough for pages."""
    companies = [Company(id=company.id, name=company.name, environment_id=None) for company in found]
    most = max(len(companies), 1)
    listed = Outcome(companies, total=len(companies))
    return envelope.listing(listed, warnings=warnings, limit=most, page=1, by_cursor=False)


def _choose(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = await _given(request, Chosen)
        chosen = query.read(Chosen)
        if chosen.state:
            return await _choose_on_the_way(services, request, query, chosen)
        header = request.headers.get("x-account-key", "")
        call = await call_of(services, request, account_key=chosen.account_key or header)
        connection = await connection_of(services, request, chosen.account_key or header)
        _check(query, chosen, await call.handler.companies(call.session))
        await choose_company(services.vault, connection.id, chosen.company_id)
        message = f"Requests of this connection mean company {chosen.company_id} when they name none."
        return json_response({"message": message}, 201)

    return for_people(endpoint)


async def _choose_on_the_way(services: Services, request: Request, query: Query, chosen: Chosen) -> Response:
    """An end user's choice, who has consented and is nobody's connection yet."""
    selection = await selection_of(services.vault, chosen.state)
    found = await _reached(services, selection)
    try:
        _check(query, chosen, found)
    except InvalidRequest:
        if not is_browser(request):
            raise
        return await _show(services, selection, chosen.state, found, "Choose one of these companies.")
    authorisation, connected = await finish_selection(services.vault, chosen.state, chosen.company_id)
    connector = services.connector(authorisation.target_system)
    return await connected_well(services, request, connector, authorisation, connected)


def _check(query: Query, chosen: Chosen, found: Sequence[TargetCompany]) -> None:
    faults = no_strangers(query)
    if chosen.company_id not in {company.id for company in found}:
        cure = "must be a company that the end user can open; GET /auth/companiesFlow lists them"
        faults.append(Fault("companyId", cure, "UNKNOWN_VALUE" if chosen.company_id else "MISSING"))
    if faults:
        raise InvalidRequest(faults)


def _cancel(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = await _given(request, Cancelling)
        authorisation = await cancel_selection(services.vault, query.read(Cancelling).state)
        return await not_connected(services, request, authorisation, "You did not choose a company.")

    return for_people(endpoint)


async def _given(request: Request, model: type[Parameters]) -> Query:
    """The parameters of a request, whether they stand in its address or in a form."""
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM
    body = (await read_bytes(request)).decode(errors="replace") if form else ""
    try:
        posted = parse_qsl(body, max_num_fields=20)
    except ValueError:
        raise InvalidRequest([Fault("body", "has more fields than this form", "INVALID")]) from None
    return Query.of_pairs([*request.query_params.multi_items(), *posted], model)


async def _reached(services: Services, selection: Selection) -> Sequence[TargetCompany]:
    """The companies that the end user can open."""
    connector, session = await _session(services, selection)
    return await services.handler(connector).companies(session)


async def _session(services: Services, selection: Selection) -> tuple[Connector, Session]:
    tenant_id, system = selection.authorisation.tenant_id, selection.authorisation.target_system
    connector, app = services.connector(system), await app_for(services.vault, tenant_id, system)
    client = await services.client(connector, app)
    # A token is sent to the host that gave it and to no other, whatever the settings say today.
    if client.profile.host != selection.host or app.client_id != selection.client_id:
        raise InvalidRequest([Fault("state", "another app is registered now; start again", "EXPIRED")])
    grant = services.vault.grant_source(selection.grant_id, client.profile, client)
    return connector, services.session_with(grant, app, selection.user_id)


async def _show(
    services: Services,
    selection: Selection,
    state: str,
    found: Sequence[TargetCompany] | None = None,
    error: str = "",
) -> Response:
    companies: Any = await _reached(services, selection) if found is None else found
    ids = [company.id for company in companies]
    wanted = selection.authorisation.wanted.company_id or ""
    return page(
        "choose.html",
        400 if error else 200,
        title="Choose a company",
        look=await look_for(services, selection.authorisation.tenant_id),
        user=selection.user_name,
        system=services.connector(selection.authorisation.target_system).title,
        companies=sorted(companies, key=lambda company: company.name.casefold()),
        chosen=wanted if wanted in ids else (ids[0] if len(ids) == 1 else ""),
        few=len(ids) <= FEW,
        state=state,
        error=error,
        tone="soft",
    )
