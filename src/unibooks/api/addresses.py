"""Where a browser may be sent back to."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit, urlunsplit

from unibooks.core.errors import Fault

LONGEST = 2_000


def wrong_address(field: str, url: str | None) -> list[Fault]:
    """What is wrong with a page to return to: it will be told an account key, so it must be https, or this machine."""
    if url is None or _sound(url):
        return []
    cure = "must be an absolute https address without user or fragment; http only for localhost"
    return [Fault(field, cure, "INVALID_URL")]


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """The address with parameters after those that it has."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(parameters)) if part)
    return urlunsplit(parts._replace(query=query))


def _sound(url: str) -> bool:
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
