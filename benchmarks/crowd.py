"""A thousand open connections to the API: most of the time idle, some of them slow to read."""

from __future__ import annotations

import asyncio
import random
import socket
import statistics
import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks.clients import Gateway

CONNECTIONS: Final = 1000
#: How often each connection asks for a list, and the seconds over which they do it.
ROUNDS: Final = 2
SECONDS: Final = 60.0
#: One connection in so many takes its answers in sips of so many bytes, with pauses of so many seconds.
SLOW_EVERY: Final = 5
SIP: Final = 1024
PAUSE: Final = 0.05


@dataclass
class Crowd:
    """What a crowd met with.

    Attributes:
        seconds: from each question to the last byte of its answer, to the first one for slow readers.
        errors: what went wrong, in words.
    """

    seconds: list[float] = field(default_factory=list[float])
    errors: list[str] = field(default_factory=list[str])

    @property
    def p99(self) -> float:
        """Seconds that 99 of 100 answers stayed below."""
        return statistics.quantiles(self.seconds, n=100)[98]


async def crowd(gateway: Gateway) -> Crowd:
    """Open all connections, then let each ask at random moments; the companies take turns, as those of many customers."""
    met, rng = Crowd(), random.Random(1)
    opened = [await _opened(gateway.api, slow=number % SLOW_EVERY == 0) for number in range(CONNECTIONS)]
    whole = SECONDS / ROUNDS

    async def member(number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        question = _question(gateway, gateway.companies[number % len(gateway.companies)])
        begun = time.perf_counter()
        try:
            for turn in range(ROUNDS):
                moment = (turn + rng.random()) * whole
                await asyncio.sleep(max(0.0, begun + moment - time.perf_counter()))
                met.seconds.append(await _asked(reader, writer, question, slow=number % SLOW_EVERY == 0))
        except (OSError, EOFError, ValueError) as problem:
            met.errors.append(f"{type(problem).__name__}: {problem}")
        finally:
            writer.close()

    await asyncio.gather(*(member(number, *ends) for number, ends in enumerate(opened)))
    return met


async def _opened(api: str, *, slow: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(api)
    end = socket.socket()
    end.setblocking(False)
    if slow:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SIP)
    await asyncio.get_running_loop().sock_connect(end, (parts.hostname, parts.port))
    return await asyncio.open_connection(sock=end, limit=SIP if slow else 2**16)


def _question(gateway: Gateway, company: str) -> bytes:
    query = urlencode({"companyId": company, "limit": 60, "cursor": ""})
    headers = {"Host": "127.0.0.1"} | gateway.headers
    lines = [f"GET /accounting/accounts?{query} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, question: bytes, *, slow: bool) -> float:
    """Seconds until the answer was there.

    Raises:
        ValueError: it is not the list.
        EOFError, OSError: the connection was closed.
    """
    begun = time.perf_counter()
    writer.write(question)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").lower()
    first = time.perf_counter() - begun
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    body = b""
    while slow and len(body) + SIP < length:
        body += await reader.readexactly(SIP)
        await asyncio.sleep(PAUSE)
    body += await reader.readexactly(length - len(body))
    if not head.startswith("http/1.1 200") or body.count(b'"id":') != 60:
        raise ValueError(f"{head.partition(chr(13))[0]} {body[:200]!r}")
    return first if slow else time.perf_counter() - begun
