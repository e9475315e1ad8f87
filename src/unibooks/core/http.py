"""The HTTP client that connectors speak through.

One client speaks to one address and can reach no other: callers give paths, never URLs. It follows no redirect, keeps no
cookie, and logs of each write and each failure what cannot be secret: method, path, names of query options, status,
milliseconds.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

import aiohttp
import structlog
from multidict import CIMultiDictProxy
from yarl import URL

from unibooks.core.clock import Clock

CONNECT_SECONDS: Final = 10.0
TOTAL_SECONDS: Final = 60.0
#: Sockets at a time: above what a process serves at once, below what a machine has descriptors for.
MAX_SOCKETS: Final = 512
#: Left as they are in a query value; everything else is percent-encoded.
_PLAIN: Final = "$,'()*!/-._~"

log = structlog.stdlib.get_logger("unibooks.http")


class NotSent(Exception):
    """The connection was not made: the other side has seen nothing of the call."""


class NoAnswer(Exception):
    """The call was sent, or may have been, and no whole answer came."""


@dataclass(frozen=True)
class Request:
    """A call: the path begins with a slash and is already percent-encoded, query values are not."""

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: bytes | None = field(default=None, repr=False)

    def target(self) -> str:
        """Path and query as they stand in the request line."""
        if not self.query:
            return self.path
        return f"{self.path}?{'&'.join(f'{name}={quote(value, safe=_PLAIN)}' for name, value in self.query)}"


@dataclass(frozen=True)
class Answer:
    """A whole answer; `headers` takes names in any case."""

    status: int
    headers: CIMultiDictProxy[str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class HttpClient:
    """A client of one address.

    Args:
        base_url: scheme, host and port; a path in it is refused.
        clock: times the calls for the log.
        total_seconds: how long a call may take in all.
    """

    def __init__(self, base_url: str, clock: Clock, total_seconds: float = TOTAL_SECONDS) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
            raise ValueError(f"{base_url!r} is not the address of a host, such as https://start.exactonline.nl")
        if "@" in parts.netloc:
            raise ValueError("an address must not carry a user or a password")
        self.origin = f"{parts.scheme}://{parts.netloc.lower()}"
        self.host = parts.netloc.lower()
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=total_seconds, sock_connect=CONNECT_SECONDS)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Request) -> Answer:
        """Send a call and read the whole answer, whatever its status.

        Raises:
            NotSent: no connection was made.
            NoAnswer: the answer did not come, or not to its end.
        """
        begun = self._clock.now()
        outcome: int | str = "failed"
        try:
            answer = await self._exchange(request)
            outcome = answer.status
            return answer
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            outcome = "not connected"
            raise NotSent(f"{self.host} cannot be reached ({type(problem).__name__})") from problem
        except (TimeoutError, aiohttp.ClientError, ConnectionError) as problem:
            raise NoAnswer(f"{self.host} gave no whole answer ({type(problem).__name__})") from problem
        finally:
            # A read that went well is told by the line of the request it served, which counts the calls.
            if request.method != "GET" or outcome != 200:
                self._tell(request, outcome, begun)

    def _tell(self, request: Request, outcome: int | str, begun: datetime) -> None:
        log.info(
            "call",
            method=request.method,
            host=self.host,
            path=request.path,
            options=[name for name, _ in request.query],
            outcome=outcome,
            ms=round((self._clock.now() - begun).total_seconds() * 1000, 1),
        )

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(self, request: Request) -> Answer:
        if not request.path.startswith("/"):
            raise ValueError("a path begins with a slash")
        url = URL(self.origin + request.target(), encoded=True)
        async with self._opened().request(
            request.method,
            url,
            headers=request.headers,
            data=None if request.body is None else io.BytesIO(request.body),
            allow_redirects=False,
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    def _opened(self) -> aiohttp.ClientSession:
        # Made at the first call, because a session belongs to the event loop that is running.
        if self._session is None:
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=MAX_SOCKETS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
                trust_env=False,
            )
            # aiohttp sends a GET or DELETE again by itself when a kept connection breaks: a call that nobody counts and
            # that no limit knows of. Whether to try again is decided by who knows what the call means.
            session._retry_connection = False  # pyright: ignore[reportPrivateUsage]
            self._session = session
        return self._session
