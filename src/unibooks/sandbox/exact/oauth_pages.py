"""The OAuth endpoints over HTTP: login, consent, redirect, token."""

from __future__ import annotations

import base64
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from unibooks.sandbox.exact import page_texts
from unibooks.sandbox.exact.http import HTML, Answer, Call, redirect
from unibooks.sandbox.exact.oauth import Consents, TokenError
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, User, World

if TYPE_CHECKING:
    from jinja2 import Environment

_COOKIE: Final = "sandbox_session"
#: requests for consent that may lie open at once; the oldest is forgotten first
_OPEN_REQUESTS: Final = 1000


@dataclass(frozen=True)
class _Request:
    """One visit of a browser, from the authorise address to the redirect."""

    app: App
    redirect_uri: str
    state: str | None
    user: User | None = None
    implicit: bool = False


@cache
def _templates() -> Environment:
    """The pages. Most runs of a sandbox show none, and the library takes a while to load."""
    from jinja2 import Environment, FileSystemLoader

    folder = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _page(name: str, status: int = 200, /, **values: object) -> Answer:
    text = _templates().get_template(name).render(**values)
    return Answer(status, text.encode("utf-8"), HTML)


def _spoken(name: str, language: str, /, **values: object) -> Answer:
    return _page(name, words=page_texts.page(language), language=language, **values)


def _back(request: _Request, name: str, value: str) -> Answer:
    """[H] everything is percent-encoded, the `!` of a code too."""
    join = "&" if "?" in request.redirect_uri else "?"
    state = "" if request.state is None else f"&state={quote(request.state, safe='')}"
    return redirect(302, f"{request.redirect_uri}{join}{name}={quote(value, safe='')}{state}")


def _problem(sentence: str) -> Answer:
    return _page("problem.html", 400, sentence=sentence)


class OAuthPages:
    """The pages of login and consent, and the token endpoint. Any password is accepted."""

    def __init__(self, world: World, consents: Consents, settings: Settings) -> None:
        self._world = world
        self._consents = consents
        #: in force; may be replaced by others while it runs
        self.settings = settings
        self._open: dict[str, _Request] = {}
        self._sessions: dict[str, User] = {}
        self._routes: dict[tuple[str, str], Callable[[Call], Answer]] = {
            ("GET", "/api/oauth2/auth"): self._authorise,
            ("POST", "/api/oauth2/login"): self._log_in,
            ("GET", "/api/oauth2/consent"): self._show_consent,
            ("POST", "/api/oauth2/consent"): self._decide,
            ("POST", "/api/oauth2/token"): self._token,
        }

    def handle(self, call: Call) -> Answer:
        """Answer a call below `/api/oauth2/`."""
        asked = call.path.lower().rstrip("/")
        route = self._routes.get((call.method, asked))
        if route is not None:
            return route(call)
        known = any(path == asked for _, path in self._routes)
        return Answer(405 if known else 404)

    def _authorise(self, call: Call) -> Answer:
        params = call.params()
        app = self._world.apps.get(params.get("client_id", ""))
        if app is None:
            return _problem("The client id is not valid.")
        uri = params.get("redirect_uri", "")
        if uri not in app.redirect_uris:
            return _problem(f"Callback URI '{uri}' is not valid")  # [H]
        request = _Request(app, uri, params.get("state"))
        request = replace(request, implicit=params.get("response_type") == "token")
        if params.get("response_type") not in ("code", "token"):
            return _back(request, "error", "unsupported_response_type")
        if self.settings.auto_consent:
            user = self._automatic_user()
            return self._grant(replace(request, user=user), frozenset(user.companies))
        known = self._sessions.get(_cookie(call)) if params.get("force_login", "0") != "1" else None
        ticket = self._remember(replace(request, user=known))
        if known is not None:
            return redirect(302, f"/api/oauth2/consent?ticket={ticket}")
        # [I] nobody is known yet, so the browser says the language
        spoken = page_texts.spoken(call.headers.get("accept-language", ""))
        users = list(self._world.users.values())
        return _spoken("login.html", spoken, app=app, users=users, ticket=ticket)

    def _log_in(self, call: Call) -> Answer:
        form = dict(call.form())
        ticket = form.get("ticket", "")
        request = self._open.get(ticket)
        user = self._world.users.get(_uuid(form.get("user", "")))
        if request is None or user is None:
            return _problem("This login is no longer open. Go back to the application and begin again.")
        self._open[ticket] = replace(request, user=user)
        session = secrets.token_urlsafe(24)
        self._sessions[session] = user
        cookie = f"{_COOKIE}={session}; Path=/api/oauth2; HttpOnly; SameSite=Lax"
        return redirect(303, f"/api/oauth2/consent?ticket={ticket}", ("Set-Cookie", cookie))

    def _show_consent(self, call: Call) -> Answer:
        ticket = call.params().get("ticket", "")
        request = self._open.get(ticket)
        if request is None or request.user is None:
            return _problem("This request is no longer open. Go back to the application and begin again.")
        companies = [self._world.companies[code] for code in request.user.companies]
        user = request.user
        return _spoken("consent.html", user.language, app=request.app, user=user, companies=companies, ticket=ticket)

    def _decide(self, call: Call) -> Answer:
        form = call.form()
        fields = dict(form)
        request = self._open.pop(fields.get("ticket", ""), None)
        if request is None or request.user is None:
            return _problem("This request is no longer open. Go back to the application and begin again.")
        if fields.get("decision") != "approve":
            return _back(request, "error", "access_denied")
        chosen = {value for name, value in form if name == "company"}
        companies = frozenset(code for code in request.user.companies if str(code) in chosen)
        if not companies:
            return _problem("No company was chosen. Go back to the application and begin again.")
        return self._grant(request, companies)

    def _grant(self, request: _Request, companies: frozenset[int]) -> Answer:
        if request.user is None:
            raise ValueError("a grant needs the user who gave it")
        if request.implicit:
            return self._answer_at_once(request, request.user, companies)
        code = self._consents.issue_code(request.app, request.user, companies, request.redirect_uri)
        return _back(request, "code", code)

    def _answer_at_once(self, request: _Request, user: User, companies: frozenset[int]) -> Answer:
        """The token itself in the fragment of the redirect, which only the browser sees."""
        try:
            issued = self._consents.implicit(request.app, user, companies)
        except TokenError:
            return _back(request, "error", "temporarily_unavailable")
        state = {} if request.state is None else {"state": request.state}
        fragment = "&".join(f"{name}={quote(value, safe='')}" for name, value in (issued | state).items())
        return redirect(302, f"{request.redirect_uri}#{fragment}")

    def _automatic_user(self) -> User:
        users = list(self._world.users.values())
        return next((user for user in users if user.name == self.settings.auto_user), users[0])

    def _remember(self, request: _Request) -> str:
        while len(self._open) >= _OPEN_REQUESTS:
            del self._open[next(iter(self._open))]
        ticket = secrets.token_urlsafe(24)
        self._open[ticket] = request
        return ticket

    def _token(self, call: Call) -> Answer:
        if call.bearer:
            # [M] a token call that still carries the old access token is turned away
            return Answer(401, b'{"error":"unauthorized_client"}', "application/json")
        form = _basic(call) | dict(call.form())
        try:
            answer = self._consents.token(form)
        except TokenError as refused:
            return Answer(refused.status, refused.body.encode("ascii"), "application/json", refused.headers)
        return Answer(200, json.dumps(answer, separators=(",", ":")).encode("ascii"), "application/json")


def _basic(call: Call) -> dict[str, str]:
    """[M] client id and secret may come as HTTP Basic."""
    scheme, _, value = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except ValueError:  # not Base64, or not text inside
        return {}
    return {"client_id": client_id, "client_secret": secret}


def _cookie(call: Call) -> str:
    for part in call.headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == _COOKIE:
            return value
    return ""


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
