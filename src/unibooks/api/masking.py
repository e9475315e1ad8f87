"""Keeping secrets out of what is written down about a URL."""

from __future__ import annotations

import re
from typing import Final

from unibooks.core.secret import MASK

#: Query parameters whose values open something, or say who somebody is.
HIDDEN: Final = (
    "accountKey",
    "account_key",
    "apiKey",
    "api_key",
    "code",
    "state",
    "signature",
    "token",
    "access_token",
    "refresh_token",
    "client_secret",
    "email",
    "name",
)

_PARAMETER: Final = re.compile(rf"(?i)(?<![\w-])({'|'.join(HIDDEN)})=[^&\s\"'#]+")


def masked(text: str) -> str:
    """The text with the values of hidden parameters replaced, wherever a URL stands in it."""
    # Most texts of a log line hold no URL, and every line passes here.
    return _PARAMETER.sub(rf"\1={MASK}", text) if "=" in text else text
