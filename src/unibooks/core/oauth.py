"""OAuth2 as a connector sees it: where a target's endpoints are, what they answer, and who keeps the tokens.

A connector implements `TokenEndpoint` for its target and asks a `GrantSource` for an access token before each
call. It never learns where tokens are stored, nor who else uses the same grant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Protocol
from urllib.parse import urlsplit

from unibooks.core.secret import Secret

TOKEN_CALL_SECONDS: Final = 20
"""How long a `TokenEndpoint` may take to answer. Whoever keeps the tokens holds other processes back for a
little longer than this, so that no two of them spend the same refresh token."""

RefusalKind = Literal["too_early", "old_token", "expired", "invalid"]


@dataclass(frozen=True)
class OAuthProfile:
    """Where and how long: the OAuth2 facts of one host of a target system.

    Attributes:
        authorize_url: the page where the end user consents.
        token_url: the endpoint for codes and refresh tokens.
        access_seconds: life of an access token.
        refresh_after: seconds after its arrival from which a token pair may be refreshed; earlier is refused.
        refresh_days: life of a refresh token, counted anew at each use.
    """

    authorize_url: str
    token_url: str
    access_seconds: int = 600
    refresh_after: int = 570
    refresh_days: int = 30

    @property
    def host(self) -> str:
        """The host and port the grant belongs to: an app, a token and a company work on their own host
        only."""
        return urlsplit(self.token_url).netloc


@dataclass(frozen=True)
class Tokens:
    """The one live pair of a grant.

    Attributes:
        access: sent with each call.
        refresh: good for one use; the answer brings its successor.
        obtained_at: when the answer with the pair *arrived*, so never before the target's own clock started.
        expires_at: `obtained_at` plus the life the target gave the access token.
    """

    access: Secret
    refresh: Secret
    obtained_at: datetime
    expires_at: datetime


class TokenRefused(Exception):
    """The token endpoint answered no.

    Attributes:
        kind: `too_early` the access token is still alive and the pair stays good; `old_token` the refresh
            token was used before; `expired` it was left unused for too long; `invalid` the code, the client
            or the redirect URI is wrong.
        message: the target's own sentence, without any secret.
    """

    def __init__(self, kind: RefusalKind, message: str) -> None:
        super().__init__(message)
        self.kind: RefusalKind = kind
        self.message = message


class TokenUnavailable(Exception):
    """The token endpoint did not answer, or not in a form that says yes or no."""


class TokenEndpoint(Protocol):
    """One app's conversation with a target's token endpoint.

    Both calls raise `TokenRefused` or `TokenUnavailable` and give up after `TOKEN_CALL_SECONDS`.
    """

    async def exchange(self, code: str, redirect_uri: str) -> Tokens:
        """Turn an authorisation code (already percent-decoded) into the first pair of a grant."""
        ...

    async def refresh(self, refresh: Secret) -> Tokens:
        """Spend a refresh token for the next pair."""
        ...


class GrantSource(Protocol):
    """Who keeps the tokens of one grant.

    Both calls raise `ReauthorisationNeeded` when the grant has ended and `TargetUnavailable` when a due
    refresh could not be made; in the latter case nothing is lost and the call can be repeated.
    """

    async def access_token(self) -> Secret:
        """An access token that is alive now, refreshed if that was due."""
        ...

    async def refused(self, token: Secret) -> Secret:
        """The API answered 401 to this access token: another one to try once, or an error."""
        ...
