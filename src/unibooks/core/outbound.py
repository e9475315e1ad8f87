"""Posting to addresses that callers have given: to servers on the internet and to nothing behind our own door.

A name is resolved once, every address that it has is checked, and the connection goes to one of those. So a name that
points inwards, or that is changed between the check and the call, opens nothing. No redirect is followed, no proxy asked,
no cookie kept, and of the answer only its status is looked at.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

LONGEST: Final = 2_000
TOTAL_SECONDS: Final = 10.0

#: Networks of IPv6 in whose addresses one of IPv4 stands at the end.
_NAT64: Final = ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """The address is none that may be posted to; the message says why and does not quote it."""


class NotDelivered(Exception):
    """Nobody took it: no connection, no answer, or a status outside 200 to 299. Whether it arrived is not known."""


class Outbound:
    """One client for all of them. Nothing is opened before the first call.

    Args:
        private: whether http, this machine and private networks may be posted to: for tests and development.
    """

    def __init__(self, *, private: bool = False) -> None:
        self._private = private
        self._session: aiohttp.ClientSession | None = None

    def wrong(self, url: str) -> str:
        """Why an address may not be posted to, as far as it says so itself; empty where it may."""
        if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
            return f"must be an address of at most {LONGEST} characters without blanks"
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return "must be an absolute address, for example https://app.example.com/hook"
        if not host or parts.username is not None or parts.fragment:
            return "must be an absolute address without user or fragment"
        if parts.scheme != "https" and not (self._private and parts.scheme == "http"):
            return "must be an https address"
        literal = _literal(host)
        if literal is None and not self._private and (host == "localhost" or host.endswith(".localhost")):
            return "must be the address of another machine"
        if literal is not None and not self._allowed(literal):
            return "must be an address on the internet, not in a private network"
        return ""

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send a body; gives the status, which is a good one.

        Raises:
            AddressRefused: the address, or one that its name stands for, is not to be posted to.
            NotDelivered: nobody took it.
        """
        if reason := self.wrong(url):
            raise AddressRefused(reason)
        try:
            async with self._opened().post(
                url, data=io.BytesIO(body), headers=headers, allow_redirects=False
            ) as answer:
                status = answer.status
        except AddressRefused:
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as problem:
            # Without the cause: its text may hold the address, and that may hold a secret.
            raise NotDelivered(f"no answer ({type(problem).__name__})") from None
        if not 200 <= status < 300:
            raise NotDelivered(f"it answered {status}")
        return status

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _allowed(self, address: IPv4Address | IPv6Address) -> bool:
        return self._private or is_public(address)

    def _opened(self) -> aiohttp.ClientSession:
        # Made at the first call, because a session belongs to the event loop that is running.
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=_Guard(self), use_dns_cache=False, force_close=True),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=TOTAL_SECONDS),
                trust_env=False,
            )
        return self._session

    def check(self, found: str) -> None:
        """Refuse an address that a name stands for.

        Raises:
            AddressRefused: it is not to be posted to.
        """
        if not self._allowed(ip_address(found.partition("%")[0])):
            raise AddressRefused("its name stands for an address that is not on the internet")


class _Guard(AbstractResolver):
    """A resolver that refuses a name when any of its addresses is to be refused."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound
        self._resolver: AbstractResolver | None = None

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if self._resolver is None:
            self._resolver = DefaultResolver()
        found = await self._resolver.resolve(host, port, family)
        for one in found:
            self._outbound.check(one["host"])
        return found

    async def close(self) -> None:
        if self._resolver is not None:
            await self._resolver.close()


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one host's on the internet. What wraps an address of IPv4 is what it wraps."""
    if isinstance(address, IPv6Address):
        if address.sixtofour is not None or address.teredo is not None:
            return False
        inner = address.ipv4_mapped or (IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _literal(host: str) -> Any:
    """The address that a host is written as, in any of the ways that a system's own library reads; None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        # 127.1, 0x7f000001 and 2130706433 are addresses to the C library, and names to nobody.
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
