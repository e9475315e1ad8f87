"""Exact's OAuth 2: where it is, how long things live, and what its refusals mean."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

import msgspec

from unibooks.core.clock import Clock
from unibooks.core.http import Answer, HttpClient, NoAnswer, NotSent, Request
from unibooks.core.oauth import (
    TOKEN_CALL_SECONDS,
    OAuthProfile,
    RefusalKind,
    TokenRefused,
    Tokens,
    TokenUnavailable,
)
from unibooks.core.secret import Secret

#: Country -> address. Each is an installation of its own: an app, a token and a company work on one of them only [H].
HOSTS: Final = {
    "nl": "https://start.exactonline.nl",
    "be": "https://start.exactonline.be",
    "de": "https://start.exactonline.de",
    "fr": "https://start.exactonline.fr",
    "es": "https://start.exactonline.es",
    "gb": "https://start.exactonline.co.uk",
}

AUTHORIZE_PATH: Final = "/api/oauth2/auth"
TOKEN_PATH: Final = "/api/oauth2/token"  # noqa: S105 - a path
ACCESS_SECONDS: Final = 600  # [H]
REFRESH_AFTER: Final = 570  # [H] earlier is refused
REFRESH_DAYS: Final = 30  # [H] renewed at each use


class _Granted(msgspec.Struct):
    access_token: str
    refresh_token: str
    expires_in: str | int = ACCESS_SECONDS  # a text [H]


class _Refusal(msgspec.Struct):
    error: str
    error_description: str = ""


_GRANTED: Final = msgspec.json.Decoder(_Granted)
_REFUSAL: Final = msgspec.json.Decoder(_Refusal)


class ExactOAuth:
    """A registered app's OAuth2 conversation with one address of Exact Online.

    Args:
        base_url: the address.
        client_id: the app's id.
        client_secret: the app's secret.
        clock: tells when tokens arrive.
    """

    def __init__(self, base_url: str, client_id: str, client_secret: Secret, clock: Clock) -> None:
        self._http = HttpClient(base_url, clock, TOKEN_CALL_SECONDS)
        self._client_id = client_id
        self._client_secret = client_secret
        self._clock = clock
        self.profile = OAuthProfile(
            authorize_url=self._http.origin + AUTHORIZE_PATH,
            token_url=self._http.origin + TOKEN_PATH,
            access_seconds=ACCESS_SECONDS,
            refresh_after=REFRESH_AFTER,
            refresh_days=REFRESH_DAYS,
        )

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Where the browser goes to consent; somebody who is logged in already is not asked to log in again."""
        query = {
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "force_login": "0",
            "state": state,
        }
        return f"{self.profile.authorize_url}?{urlencode(query)}"

    async def exchange(self, code: str, redirect_uri: str) -> Tokens:
        """Turn an authorisation code (already percent-decoded) into the first pair of a grant."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        return await self._ask(form)

    async def refresh(self, refresh: Secret) -> Tokens:
        """Spend a refresh token for the next pair."""
        return await self._ask({"grant_type": "refresh_token", "refresh_token": refresh.reveal()})

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.close()

    async def _ask(self, form: dict[str, str]) -> Tokens:
        body = {**form, "client_id": self._client_id, "client_secret": self._client_secret.reveal()}
        # Never an Authorization header: an old bearer token makes this call a 401 [M].
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        try:
            answer = await self._http.send(Request("POST", TOKEN_PATH, headers=headers, body=urlencode(body).encode()))
        except (NotSent, NoAnswer) as problem:
            raise TokenUnavailable(str(problem)) from problem
        return self._tokens(answer)

    def _tokens(self, answer: Answer) -> Tokens:
        arrived = self._clock.now()
        if answer.status != 200:
            raise _refusal(answer)
        try:
            granted = _GRANTED.decode(answer.body)
            life = int(granted.expires_in)
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
            # Without the cause: its text could quote the body.
            raise TokenUnavailable("the token endpoint answered 200 without tokens") from None
        return Tokens(
            access=Secret(granted.access_token),
            refresh=Secret(granted.refresh_token),
            obtained_at=arrived,
            expires_at=arrived + timedelta(seconds=life),
        )


def _refusal(answer: Answer) -> TokenRefused | TokenUnavailable:
    try:
        refusal = _REFUSAL.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        refusal = None
    if refusal is None or answer.status not in (400, 401, 403):
        return TokenUnavailable(f"the token endpoint answered {answer.status}")
    text = refusal.error_description
    return TokenRefused(_kind(answer, text), text or refusal.error)


def _kind(answer: Answer, text: str) -> RefusalKind:
    words = text.lower()
    if answer.headers.get("Reason") == "TooEarlyToRefreshTokens" or "access_token not expired" in words:
        return "too_early"
    if "old refresh token" in words:
        return "old_token"
    if "refresh token expired" in words:
        return "expired"
    return "invalid"
