"""How connecting ends: the account key is delivered, and the browser is sent on or told how it went."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from unibooks.api.addresses import with_parameters
from unibooks.api.envelope import ENCODER, json_response
from unibooks.api.pages import PRIVATE, page
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.api.styles import Look, look_of
from unibooks.api.trace import trace_of
from unibooks.core.connector import Connector
from unibooks.core.errors import Fault, InvalidRequest, UnibooksError
from unibooks.core.outbound import AddressRefused, NotDelivered
from unibooks.vault.authorisation import Authorisation
from unibooks.vault.keys import body_signature
from unibooks.vault.linking import Connected
from unibooks.vault.tenants import page_style, signing_secret

log = structlog.stdlib.get_logger("unibooks.api")

SIGNATURE = "X-UNIBOOKS-SIGNATURE"

_GONE = {"Cache-Control": PRIVATE["Cache-Control"], "Referrer-Policy": PRIVATE["Referrer-Policy"]}


def for_people(endpoint: Endpoint) -> Endpoint:
    """The endpoint, whose errors a browser gets as a page."""

    async def told(request: Request) -> Response:
        try:
            return await endpoint(request)
        except UnibooksError as problem:
            if not is_browser(request):
                raise
            log.warning("connecting failed", request_id=trace_of(request).request_id, reason=problem.message)
            title, message = "Connecting did not work", in_words(problem)
            return page("ended.html", problem.status, title=title, message=message, tone="bad")

    return told


async def connected_well(
    services: Services, request: Request, connector: Connector, authorisation: Authorisation, connected: Connected
) -> Response:
    """Deliver the account key where it is wanted, and let go of the end user."""
    key = connected.account_key.reveal()
    wanted, callback = authorisation.wanted, authorisation.wanted.callback_url
    log.info("connected", connection=connected.connection.id, tenant=authorisation.tenant_id)
    posted = wanted.webhook_callback_url is not None
    delivered = posted and await _deliver(services, wanted.webhook_callback_url or "", authorisation, connected)
    if callback:
        signature = {"signature": connected.signature} if connected.signature else {}
        return send_on(request, with_parameters(callback, {"accountKey": key} | signature))
    if not is_browser(request):
        return json_response({"accountKey": key}, headers=_GONE)
    return page(
        "connected.html",
        title="Connected",
        look=await look_for(services, authorisation.tenant_id),
        user=connected.connection.user_name,
        system=connector.title,
        # Where a server waits for the key it is nothing for the end user's eyes.
        account_key="" if posted else key,
        delivered=delivered,
        tone="good" if delivered or not posted else "bad",
    )


async def not_connected(
    services: Services, request: Request, authorisation: Authorisation, message: str = "You did not give access."
) -> Response:
    """The end user did not want to, and goes where the tenant wants such people to go."""
    cancel = authorisation.wanted.cancel_callback_url
    if cancel:
        return send_on(request, cancel)
    if not is_browser(request):
        raise InvalidRequest([Fault("error", "the end user did not consent", "REFUSED")])
    look = await look_for(services, authorisation.tenant_id)
    return page("ended.html", title="Not connected", look=look, message=message, tone="soft")


def send_on(request: Request, url: str) -> Response:
    """Send the browser there; a program that wants JSON gets the address, as the contract's document promises."""
    accept = request.headers.get("accept", "")
    posted = request.method == "POST"
    if "application/json" in accept and "text/html" not in accept:
        return json_response({"url": url}, 201 if posted else 200, _GONE)
    return RedirectResponse(url, 303 if posted else 302, _GONE)


def is_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def in_words(problem: UnibooksError) -> str:
    """The message for a person, to whom the names of parameters say nothing."""
    text = "; ".join(fault.message for fault in problem.faults) or problem.message
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


async def look_for(services: Services, tenant_id: str) -> Look:
    """How the tenant's pages look."""
    return look_of(await page_style(services.vault, tenant_id))


async def _deliver(services: Services, url: str, authorisation: Authorisation, connected: Connected) -> bool:
    """Post the account key once; a failure is logged and stops nobody."""
    link = connected.connection
    told = {
        "accountKey": connected.account_key.reveal(),
        "targetSystem": link.target_system,
        "companyId": link.company_id,
    }
    body = ENCODER.encode(told)
    headers = {"Content-Type": "application/json"}
    secret = await signing_secret(services.vault, authorisation.tenant_id)
    if secret is not None:
        headers[SIGNATURE] = body_signature(secret, body)
    try:
        await services.outbound.post(url, body, headers)
    except (AddressRefused, NotDelivered) as problem:
        log.warning("the account key was not delivered", connection=link.id, tenant=link.tenant_id, reason=str(problem))
        return False
    return True
