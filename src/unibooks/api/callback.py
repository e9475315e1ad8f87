"""The way back from a consent page: the code becomes tokens, the tokens say who consented, a connection is made."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from unibooks.api.addresses import with_parameters
from unibooks.api.envelope import json_response
from unibooks.api.pages import PRIVATE, page
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.api.trace import trace_of
from unibooks.core.connector import Connector
from unibooks.core.errors import Fault, InvalidRequest, ReauthorisationNeeded, TargetUnavailable, UnibooksError
from unibooks.core.oauth import TokenRefused, Tokens, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.vault.authorisation import Authorisation, Connected, User, finish_authorisation, take_authorisation
from unibooks.vault.systems import app_for

log = structlog.stdlib.get_logger("unibooks.api")

_GONE = {"Cache-Control": PRIVATE["Cache-Control"], "Referrer-Policy": PRIVATE["Referrer-Policy"]}


@dataclass(frozen=True)
class FreshGrant:
    """The tokens of a consent that is not stored yet, good for asking who consented."""

    tokens: Tokens

    async def access_token(self) -> Secret:
        return self.tokens.access

    async def refused(self, token: Secret) -> Secret:
        raise ReauthorisationNeeded("The target system refuses the token it has just given; connect again.")


def callback_endpoint(services: Services) -> Endpoint:
    """The route behind the redirect URI."""

    async def endpoint(request: Request) -> Response:
        try:
            return await _come_back(services, request)
        except UnibooksError as problem:
            if not _is_browser(request):
                raise
            log.warning("connecting failed", request_id=trace_of(request).request_id, reason=problem.message)
            title, message = "Connecting did not work", _told(problem)
            return page("ended.html", problem.status, title=title, message=message, tone="bad")

    return endpoint


async def _come_back(services: Services, request: Request) -> Response:
    given = request.query_params
    connector = services.connector(request.path_params["system"])
    if not given.get("state"):
        raise InvalidRequest([Fault("state", "is required; start again from the link", "MISSING")])
    authorisation = await take_authorisation(services.vault, given["state"])
    if authorisation.target_system != connector.system:
        raise InvalidRequest([Fault("state", "belongs to another target system; start again", "INVALID")])
    if given.get("error"):
        return _refused(request, authorisation, given["error"])
    if not given.get("code"):
        raise InvalidRequest([Fault("code", "is required; start again from the link", "MISSING")])
    connected = await _connect(services, connector, authorisation, given["code"])
    return _connected(request, connector, authorisation, connected)


async def _connect(services: Services, connector: Connector, authorisation: Authorisation, code: str) -> Connected:
    app = await app_for(services.vault, authorisation.tenant_id, connector.system)
    client = await services.client(connector, app)
    try:
        tokens = await client.exchange(code, services.redirect_uri(connector))
    except TokenRefused as refusal:
        fault = Fault("code", f"{connector.title} refused the consent: {refusal.message}; start again", "REFUSED")
        raise InvalidRequest([fault]) from None
    except TokenUnavailable:
        raise TargetUnavailable(f"{connector.title} does not answer now; start again in a while.") from None
    session = services.session_with(FreshGrant(tokens), app, "")
    who = await services.handler(connector).identify(session)
    user = User(who.user_id, who.name)
    return await finish_authorisation(services.vault, authorisation, app, client.profile.host, user, tokens)


def _connected(request: Request, connector: Connector, authorisation: Authorisation, connected: Connected) -> Response:
    key = connected.account_key.reveal()
    callback = authorisation.wanted.callback_url
    log.info("connected", connection=connected.connection.id, tenant=authorisation.tenant_id)
    if callback:
        signature = {"signature": connected.signature} if connected.signature else {}
        return _send_back(request, with_parameters(callback, {"accountKey": key} | signature))
    if not _is_browser(request):
        return json_response({"accountKey": key}, headers=_GONE)
    return page(
        "connected.html",
        title="Connected",
        user=connected.connection.user_name,
        system=connector.title,
        account_key=key,
        tone="good",
    )


def _refused(request: Request, authorisation: Authorisation, error: str) -> Response:
    cancel = authorisation.wanted.cancel_callback_url
    if cancel:
        return _send_back(request, cancel)
    if error != "access_denied":
        # The target's word for it comes from a URL that anybody can write: it is not repeated.
        raise InvalidRequest([Fault("error", "the target system could not ask for consent; start again", "REFUSED")])
    if not _is_browser(request):
        raise InvalidRequest([Fault("error", "the end user did not consent", "REFUSED")])
    return page("ended.html", title="Not connected", message="You did not give access.", tone="soft")


def _send_back(request: Request, url: str) -> Response:
    # The contract's document promises JSON with the address; a browser must be sent there instead.
    accept = request.headers.get("accept", "")
    if "application/json" in accept and "text/html" not in accept:
        return json_response({"url": url}, headers=_GONE)
    return RedirectResponse(url, 302, _GONE)


def _is_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _told(problem: UnibooksError) -> str:
    """The message for a person, to whom the names of parameters say nothing."""
    text = "; ".join(fault.message for fault in problem.faults) or problem.message
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
