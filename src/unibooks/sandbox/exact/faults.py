"""Failures on demand: what goes wrong between a client and Exact, at the moment a test asks for it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, cast

from starlette.types import Message, Receive, Scope, Send

from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.api import login_page
from unibooks.sandbox.exact.http import HTML, Answer, Call

Inner = Callable[[Scope, Receive, Send], Awaitable[None]]

#: The ASGI extension through which the sandbox's own server closes a connection without an answer.
ABORT: Final = "sandbox.abort"

GENERIC: Final = "A problem has occurred. The cause of this issue will be investigated as soon as possible."  # [M]
_MAINTENANCE: Final = b"<!DOCTYPE html><html><head><title>Exact Online</title></head><body>Maintenance</body></html>"

#: Answers that take the place of the real one; the request is not carried out.
INSTEAD: Final[dict[str, Answer]] = {
    "429": Answer(429, headers=(("X-RateLimit-Minutely-Limit", "60"), ("X-RateLimit-Minutely-Remaining", "0"))),
    "empty429": Answer(429),  # [M] without any header
    "500": Answer(500, wire.error(GENERIC)),
    "forbidden": Answer(403, wire.error("Forbidden - Cannot read 'financial.cashflow' scope.")),  # [M] the form
    "maintenance": Answer(503, _MAINTENANCE, HTML),  # [M]
    "maintenance200": Answer(200, _MAINTENANCE, HTML),  # [M]
}
#: Faults that hit the answer of a request that was carried out.
AFTERWARDS: Final = frozenset({"cut", "lost"})
KNOWN: Final = frozenset({*INSTEAD, *AFTERWARDS, "unauthorised"})


@dataclass(slots=True)
class Fault:
    """A failure that is to happen a number of times, to calls that match.

    Args:
        name: one of `KNOWN`.
        times: how often it happens.
        path: regular expression searched in the path; "" matches all.
        method: the verb, "" for all.
    """

    name: str
    times: int = 1
    path: str = ""
    method: str = ""

    def hits(self, method: str, path: str) -> bool:
        """Whether a call is to fail."""
        return self.times > 0 and self.method in ("", method) and re.search(self.path, path) is not None


def parse_fault(given: dict[str, Any]) -> Fault:
    """Read a fault from JSON.

    Raises:
        ValueError: naming the member that is wrong.
    """
    unknown = set(given) - {"fault", "times", "path", "method"}
    if unknown:
        raise ValueError(f"unknown member {sorted(unknown)[0]!r}")
    if given.get("fault") not in KNOWN:
        raise ValueError(f"fault must be one of {', '.join(sorted(KNOWN))}")
    times, path, method = given.get("times", 1), given.get("path", ""), given.get("method", "")
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise ValueError("times must be a whole number above 0")
    if not isinstance(path, str) or not isinstance(method, str):
        raise ValueError("path and method must be texts")
    try:
        re.compile(path)
    except re.error as error:
        raise ValueError(f"path is not a regular expression: {error}") from None
    return Fault(cast("str", given["fault"]), times, path, method.upper())


@dataclass
class Faults:
    """The failures that are still to happen."""

    pending: list[Fault] = field(default_factory=list[Fault])

    def take(self, method: str, path: str) -> str:
        """The failure of a call, "" for none; it is used up by asking."""
        for fault in self.pending:
            if fault.hits(method, path):
                fault.times -= 1
                return fault.name
        return ""


def instead(fault: str, call: Call, reset_ms: int) -> Answer | None:
    """The answer that takes the place of the real one, None when the request is to be carried out.

    Args:
        fault: name of the failure, "" for none.
        call: the request.
        reset_ms: the end of the running minute, in milliseconds of the epoch.
    """
    if fault == "unauthorised":
        return login_page(call)
    answer = INSTEAD.get(fault)
    if answer is None or fault != "429":
        return answer
    return Answer(429, headers=(*answer.headers, ("X-RateLimit-Minutely-Reset", str(reset_ms))))


def cut(answer: Answer) -> Answer:
    """The answer as it arrives when Exact fails in mid-stream: a 200, cut off, an error glued to it [M]."""
    body = answer.body
    record = body.rfind(b"\r\n}, {\r\n")
    kept = body[: record + 3] if record >= 0 else body[: len(body) // 2]
    return Answer(200, kept + wire.error(GENERIC), answer.content_type, answer.headers)


async def lose(scope: Scope, receive: Receive, send: Send) -> None:
    """Close the connection without an answer.

    Where the server cannot do that, the answer begins and never ends.
    """
    abort = scope.get("extensions", {}).get(ABORT)
    if abort is None:
        start: Message = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", b"1000")],
        }
        await send(start)
        return
    abort["close"]()
    while (await receive())["type"] != "http.disconnect":
        pass
