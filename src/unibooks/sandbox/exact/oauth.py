"""OAuth 2 as Exact runs it: codes, rotating refresh tokens and the rules that catch careless clients."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, User, World

CODE_LIFE: Final = timedelta(minutes=3)  # [M]
ACCESS_LIFE: Final = timedelta(seconds=600)  # [H]
REFRESH_FROM: Final = timedelta(seconds=570)  # [H] allowed in the last 30 seconds and later
REFRESH_LIFE: Final = timedelta(days=30)  # [H] renewed at each use


class TokenError(Exception):
    """The token endpoint says no: status, exact body, headers."""

    def __init__(self, status: int, body: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = headers


def _invalid_request() -> TokenError:
    return TokenError(400, '{"error":"invalid_request"}')  # [M]


def _old_token() -> TokenError:
    text = '{"error":"unauthorized_client","error_description":"Old refresh token used."}'
    return TokenError(401, text)  # [H]


def _too_early() -> TokenError:
    text = '{ "error":"access_denied","error_description":"Rate limit exceeded: access_token not expired" }'
    return TokenError(400, text, (("Reason", "TooEarlyToRefreshTokens"),))  # [H]


def _us_time(at: datetime) -> str:
    hour = at.hour % 12 or 12
    return f"{at.month}\\/{at.day}\\/{at.year} {hour}:{at:%M:%S} {'AM' if at.hour < 12 else 'PM'}"


def _refresh_expired(expiry: datetime, now: datetime) -> TokenError:
    text = f"The refresh token expired at {_us_time(expiry)} and it is now {_us_time(now)}."
    return TokenError(400, f'{{"error":"invalid_request","error_description":"{text}"}}')  # [H]


@dataclass(eq=False)
class Grant:
    """One user's consent to one app, with the live pair of tokens."""

    app: App
    user: User
    companies: frozenset[int]
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    previous: str = field(default="", repr=False)
    issued: datetime | None = None
    ended: bool = False


@dataclass(frozen=True)
class _Code:
    app: App
    user: User
    companies: frozenset[int]
    redirect_uri: str
    expires: datetime


@dataclass(frozen=True)
class Bearer:
    """What an access token says about a call; `live` is False once it expired or was replaced."""

    grant: Grant
    live: bool


class Consents:
    """All codes, grants and tokens of a sandbox."""

    def __init__(self, world: World, settings: Settings) -> None:
        self._world = world
        #: in force; may be replaced by others while it runs
        self.settings = settings
        self._codes: dict[str, _Code] = {}
        self._grants: dict[tuple[uuid.UUID, str], Grant] = {}
        self._access: dict[str, tuple[Grant, datetime]] = {}
        self._refresh: dict[str, Grant] = {}
        self._calls: dict[tuple[uuid.UUID, str, date], int] = {}
        self.rules = settings.limits

    def issue_code(self, app: App, user: User, companies: frozenset[int], redirect_uri: str) -> str:
        """A code for the redirect; it holds a `!`, which arrives as `%21` [H]."""
        code = f"{secrets.token_urlsafe(3)}!{secrets.token_urlsafe(32)}"
        expires = self._world.clock.now() + CODE_LIFE
        self._codes[code] = _Code(app, user, companies, redirect_uri, expires)
        return code

    def token(self, form: dict[str, str]) -> dict[str, str]:
        """Answer a call of the token endpoint.

        Raises:
            TokenError: with Exact's status and body.
        """
        app = self._world.apps.get(form.get("client_id", ""))
        given = form.get("client_secret", "").encode()
        if app is None or not secrets.compare_digest(app.client_secret.encode(), given):
            raise _invalid_request()
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(app, form)
            case "refresh_token":
                return self._renew(app, form.get("refresh_token", ""))
            case _:
                raise _invalid_request()

    def implicit(self, app: App, user: User, companies: frozenset[int]) -> dict[str, str]:
        """An access token without a code, for `response_type=token` [H: that it exists]; it cannot be renewed [I].

        Raises:
            TokenError: the day's budget of token calls is used up.
        """
        self._spend(app, user)
        issued = self._issue(self._replace(Grant(app, user, companies)))
        del self._refresh[issued.pop("refresh_token")]
        return issued

    def bearer(self, token: str) -> Bearer | None:
        """The grant behind an access token, or None when it was never issued."""
        found = self._access.get(token)
        if found is None:
            return None
        grant, expires = found
        if self.settings.refresh_grace and token == grant.access:
            grant.previous = ""  # [M] the old refresh token dies when the new pair is first used
        current = token == grant.access or self.settings.access_outlives_refresh
        return Bearer(grant, current and not grant.ended and self._world.clock.now() < expires)

    def grants(self) -> list[Grant]:
        """Every consent that was given and not followed by another of the same user to the same app."""
        return list(self._grants.values())

    def expire(self, grant: Grant) -> None:
        """Let the access token of a consent be at its end, as if its ten minutes had passed."""
        now = self._world.clock.now()
        if grant.access:
            self._access[grant.access] = (grant, now)
        grant.issued = min(grant.issued or now, now - ACCESS_LIFE)

    def revoke(self, grant: Grant) -> None:
        """End a consent, as the user does in Exact: neither of its tokens works any more."""
        grant.ended = True

    def _exchange(self, app: App, form: dict[str, str]) -> dict[str, str]:
        code = self._codes.get(form.get("code", ""))
        if code is None or code.app is not app or code.redirect_uri != form.get("redirect_uri"):
            raise _invalid_request()
        del self._codes[form["code"]]
        if self._world.clock.now() >= code.expires:
            raise _invalid_request()
        self._spend(app, code.user)
        return self._issue(self._replace(Grant(app, code.user, code.companies)))

    def _replace(self, grant: Grant) -> Grant:
        """Put a consent in the place of the one before it."""
        key = (grant.user.id, grant.app.client_id)
        before = self._grants.get(key)
        if before is not None:
            before.ended = True  # [M] one live pair per user and app
        self._grants[key] = grant
        return grant

    def _renew(self, app: App, token: str) -> dict[str, str]:
        grant = self._refresh.get(token)
        if grant is None or grant.app is not app or grant.issued is None:
            raise _invalid_request()
        if grant.ended or token not in (grant.refresh, grant.previous):
            raise _old_token()
        now = self._world.clock.now()
        expiry = grant.issued + REFRESH_LIFE
        if now >= expiry:
            raise _refresh_expired(expiry, now)
        if now - grant.issued < REFRESH_FROM:
            raise _too_early()
        self._spend(app, grant.user)
        grant.previous = grant.refresh if self.settings.refresh_grace else ""
        return self._issue(grant)

    def _issue(self, grant: Grant) -> dict[str, str]:
        now = self._world.clock.now()
        grant.issued = now
        # [M] tokens begin with the name of the installation
        stamp = f"stamp{self._world.companies[grant.user.current].country.strip()}001."
        grant.access = stamp + secrets.token_urlsafe(48)
        grant.refresh = f"{stamp}{secrets.token_urlsafe(3)}!{secrets.token_urlsafe(48)}"
        self._access[grant.access] = (grant, now + ACCESS_LIFE)
        self._refresh[grant.refresh] = grant
        # [H] expires_in is a text
        return {
            "access_token": grant.access,
            "token_type": "bearer",
            "expires_in": "600",
            "refresh_token": grant.refresh,
        }

    def _spend(self, app: App, user: User) -> None:
        """Count a call against the day's budget; the answer to one too many is not known, 429 is [I]."""
        key = (user.id, app.client_id, self._world.clock.now().date())
        self._calls[key] = self._calls.get(key, 0) + 1
        if self.rules.enforced and self._calls[key] > self.rules.token_calls:
            raise TokenError(429, "")
