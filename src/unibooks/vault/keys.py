"""Making keys. Each has 256 random bits, so a plain hash of one is as good as a slow one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from unibooks.core.secret import Secret

API_KEY_PREFIX: Final = "ub_live_"


def make_api_key() -> Secret:
    """A key for a tenant: `ub_live_` and 43 characters."""
    return Secret(API_KEY_PREFIX + secrets.token_urlsafe(32))


def make_account_key() -> Secret:
    """A key for a connection: 43 characters that are safe in a URL."""
    return Secret(secrets.token_urlsafe(32))


def make_state() -> Secret:
    """The `state` of one trip to a consent page."""
    return Secret(secrets.token_urlsafe(32))


def make_signing_secret() -> Secret:
    """The secret under which a tenant checks what unibooks sends its customers back with."""
    return Secret(secrets.token_hex(32))


def digest(key: Secret) -> str:
    """The hex SHA-256 under which an API key or a state is stored."""
    return hashlib.sha256(key.reveal().encode()).hexdigest()


def redirect_signature(signing_secret: Secret, account_key: Secret) -> str:
    """The `signature` of a redirect: HMAC-SHA-256 of the account key under the tenant's secret, in hex."""
    return hmac.new(signing_secret.reveal().encode(), account_key.reveal().encode(), hashlib.sha256).hexdigest()


def body_signature(signing_secret: Secret, body: bytes) -> str:
    """The signature of something posted to a tenant: HMAC-SHA-256 of the raw body under its secret, in hex."""
    return hmac.new(signing_secret.reveal().encode(), body, hashlib.sha256).hexdigest()
