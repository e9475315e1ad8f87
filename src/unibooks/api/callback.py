"""The way back from a consent page: the code becomes tokens, the tokens say who consented, a connection is made."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from unibooks.api.ending import connected_well, for_people, not_connected, send_on
from unibooks.api.routes import Endpoint
from unibooks.api.services import Services
from unibooks.core.connector import Connector
from unibooks.core.errors import Fault, InvalidRequest, ReauthorisationNeeded, TargetUnavailable
from unibooks.core.oauth import TokenRefused, Tokens, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.vault.authorisation import Authorisation, User, finish_authorisation, take_authorisation
from unibooks.vault.selection import begin_selection
from unibooks.vault.systems import app_for
from unibooks.vault.vault import App


@dataclass(frozen=True)
class FreshGrant:
    """The tokens of a consent that is not stored yet, good for asking who consented."""

    tokens: Tokens

    async def access_token(self) -> Secret:
        return self.tokens.access

    async def refused(self, token: Secret) -> Secret:
        raise ReauthorisationNeeded("The target system refuses the token it has just given; connect again.")


@dataclass(frozen=True)
class Consent:
    """A consent with its tokens, not stored yet."""

    app: App
    host: str
    user: User
    tokens: Tokens


def callback_endpoint(services: Services) -> Endpoint:
    """The route behind the redirect URI."""

    async def endpoint(request: Request) -> Response:
        given = request.query_params
        connector = services.connector(request.path_params["system"])
        if not given.get("state"):
            raise InvalidRequest([Fault("state", "is required; start again from the link", "MISSING")])
        authorisation = await take_authorisation(services.vault, given["state"])
        if authorisation.target_system != connector.system:
            raise InvalidRequest([Fault("state", "belongs to another target system; start again", "INVALID")])
        if given.get("error"):
            return await _refused(services, request, authorisation, given["error"])
        if not given.get("code"):
            raise InvalidRequest([Fault("code", "is required; start again from the link", "MISSING")])
        consent = await _consent(services, connector, authorisation, given["code"])
        return await _go_on(services, request, connector, authorisation, consent)

    return for_people(endpoint)


async def _consent(services: Services, connector: Connector, authorisation: Authorisation, code: str) -> Consent:
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
    return Consent(app, client.profile.host, User(who.user_id, who.name), tokens)


async def _go_on(
    services: Services, request: Request, connector: Connector, authorisation: Authorisation, consent: Consent
) -> Response:
    stored = (authorisation, consent.app, consent.host, consent.user, consent.tokens)
    # A connection that is being repaired has its company.
    if authorisation.wanted.environment_selection and authorisation.wanted.connection_id is None:
        state = await begin_selection(services.vault, *stored)
        query = urlencode({"state": state.reveal(), "targetSystem": connector.system})
        return send_on(request, f"{services.settings.public_url}/auth/selections?{query}")
    connected = await finish_authorisation(services.vault, *stored)
    return await connected_well(services, request, connector, authorisation, connected)


async def _refused(services: Services, request: Request, authorisation: Authorisation, error: str) -> Response:
    if error != "access_denied" and not authorisation.wanted.cancel_callback_url:
        # The target's word for it comes from a URL that anybody can write: it is not repeated.
        raise InvalidRequest([Fault("error", "the target system could not ask for consent; start again", "REFUSED")])
    return await not_connected(services, request, authorisation)
