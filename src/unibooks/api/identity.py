"""Who is calling, for which connection, about which company."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from starlette.requests import Request

from unibooks.api.services import Services
from unibooks.api.trace import Trace, trace_of
from unibooks.core.connector import Connector, Handler, Session
from unibooks.core.errors import Fault, InvalidRequest, UnibooksError
from unibooks.vault.authorisation import Wanted
from unibooks.vault.connections import connection_for
from unibooks.vault.systems import list_systems
from unibooks.vault.tenants import authenticate
from unibooks.vault.vault import Connection, Tenant

log = structlog.stdlib.get_logger("unibooks.api")


@dataclass(frozen=True)
class Call:
    """A request that may go to a target system."""

    connector: Connector
    handler: Handler
    session: Session


async def tenant_of(services: Services, request: Request) -> Tenant:
    """The tenant whose API key the request carries.

    Raises:
        UnknownApiKey: there is none.
    """
    trace = trace_of(request)
    trace.tenant = await authenticate(services.vault, request.headers.get("x-api-key", ""))
    return trace.tenant


async def call_of(services: Services, request: Request, company_id: str = "", account_key: str | None = None) -> Call:
    """The request's connection at work; the account key is its header's unless it is given.

    Raises:
        UnknownApiKey: X-API-KEY is not known.
        UnknownAccountKey: X-ACCOUNT-KEY is not known.
        ReauthorisationNeeded: the connection cannot be used as things are now.
    """
    trace = trace_of(request)
    connection = await connection_of(services, request, account_key)
    connector = services.connector(connection.target_system)
    trace.session = await services.session(connection, company_id)
    return Call(connector, services.handler(connector), trace.session)


async def connection_of(services: Services, request: Request, account_key: str | None = None) -> Connection:
    """The request's connection.

    Raises:
        UnknownApiKey: X-API-KEY is not known.
        UnknownAccountKey: X-ACCOUNT-KEY is not known.
    """
    tenant = await tenant_of(services, request)
    key = request.headers.get("x-account-key", "") if account_key is None else account_key
    connection = await connection_for(services.vault, key, tenant)
    trace_of(request).connection = connection
    return connection


def company_missing(call: Call) -> list[Fault]:
    """The fault of naming no company where one is needed; none where one is known."""
    if call.session.company_id:
        return []
    cure = "is needed, since this connection has no company of its own; GET /auth/companies lists them"
    return [Fault("companyId", cure, "MISSING")]


def need_company(call: Call, faults: list[Fault]) -> None:
    """Raise every fault found so far, the missing company among them.

    Raises:
        InvalidRequest: there is at least one.
    """
    if found := [*faults, *company_missing(call)]:
        raise InvalidRequest(found)


async def connect_again(services: Services, trace: Trace) -> str | None:
    """A fresh link for an end user who must connect again.

    None where it is not known for which system: no API key, or no connection and several systems to choose from.
    """
    if trace.tenant is None:
        return None
    try:
        if trace.connection is not None:
            wanted = Wanted(company_id=trace.connection.company_id, connection_id=trace.connection.id)
            return await services.connect_url(trace.tenant, trace.connection.target_system, wanted)
        apps = await list_systems(services.vault, trace.tenant.id)
        offered = [app.target_system for app in apps if app.target_system in services.connectors]
        if len(offered) != 1:
            return None
        return await services.connect_url(trace.tenant, offered[0], Wanted())
    except UnibooksError as problem:
        log.warning("no connect link could be made", request_id=trace.request_id, reason=problem.message)
        return None
