"""Failures on demand: what goes wrong between a client and Exact, at the moment a test asks for it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from starlette.types import Message, Receive, Scope, Send

from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.api import login_page
from unibooks.sandbox.exact.http import HTML, Answer, Call

Inner = Callable[[Scope, Receive, Send], Awaitable[None]]

#: The ASGI extension through which the sandbox's own server closes a connection without an answer.
ABORT: Final = "sandbox.abort"

GENERIC: Final = "A problem has occurred. The cause of this issue will be investigated as soon as possible."  # [M]
_MAINTENANCE: Final = b"<!DOCTYPE html><html><head><title>Exact Online</title></head><body>Maintenance</body></html>"

#: [M] what the gateway in front of the token endpoint says in bad nights; the form around the sentence is Apigee's own.
_GATEWAY: Final = (
    b'{"fault":{"faultstring":"Failed to execute the ExtractVariables: ExtractAccessToken",'
    b'"detail":{"errorcode":"steps.extractvariables.ExecutionFailed"}}}'
)

When = Literal["instead", "before", "after", "webhook"]


@dataclass(frozen=True)
class Kind:
    """A kind of failure.

    Attributes:
        does: what happens, a sentence.
        when: `instead` of carrying the call out, `before` it, `after` it, or to a `webhook` message.
        answer: what is answered instead, where that is always the same.
    """

    does: str
    when: When
    answer: Answer | None = None


def _empty(status: int) -> Answer:
    return Answer(status)


KINDS: Final[dict[str, Kind]] = {
    "429": Kind("The minute is used up: 429 with the minute's rate headers, no body.", "instead", _empty(429)),
    "429_day": Kind("The day is used up: 429 with the day's rate headers, no body.", "instead", _empty(429)),
    "empty429": Kind("429 without any header and body.", "instead", _empty(429)),  # [M]
    "500": Kind("500 with Exact's general sentence.", "instead", Answer(500, wire.error(GENERIC))),
    "forbidden": Kind(
        "403: a scope that the app lacks.",
        "instead",
        Answer(403, wire.error("Forbidden - Cannot read 'financial.cashflow' scope.")),  # [M] the form
    ),
    "maintenance": Kind("503 with a page of HTML.", "instead", Answer(503, _MAINTENANCE, HTML)),  # [M]
    "maintenance200": Kind("The same page, as a 200.", "instead", Answer(200, _MAINTENANCE, HTML)),  # [M]
    "gateway": Kind(
        "500 of the gateway in front of the token endpoint; the token is not used up.",
        "instead",
        Answer(500, _GATEWAY, "application/json"),
    ),
    "408": Kind("408 without a body, as met now and then.", "instead", _empty(408)),  # [M]
    "599": Kind("599 without a body, as met now and then.", "instead", _empty(599)),  # [M]
    "unauthorised": Kind("401 as a login page, once; the token goes on working.", "instead"),
    "expired": Kind("The access token of the call is at its end: 401 until it is refreshed.", "before"),
    "revoked": Kind("The consent of the call is ended: 401, and a refresh is refused too.", "before"),
    "timeout": Kind("Nothing is done, and no answer comes until the client hangs up.", "instead", _empty(504)),
    "timeout_after": Kind("The call is done, and no answer comes until the client hangs up.", "after"),
    "lost": Kind("The call is done, and the connection is closed without an answer.", "after"),
    "cut": Kind("The call is done, and its answer breaks off: a 200, cut, with an error glued to it.", "after"),  # [M]
    "webhook_duplicate": Kind("A message is sent twice.", "webhook"),
    "webhook_late": Kind("A message comes half an hour late.", "webhook"),
    "webhook_dropped": Kind("A message is never sent.", "webhook"),
}
#: Faults that end something before the call is carried out.
BEFORE: Final = frozenset(name for name, kind in KINDS.items() if kind.when == "before")
#: Faults under which no answer is sent, the connection stays open.
SILENT: Final = frozenset({"timeout", "timeout_after"})


@dataclass(slots=True)
class Fault:
    """A failure that is to happen a number of times, to calls that match.

    Args:
        name: one of `KINDS`.
        times: how often it happens.
        path: regular expression searched in the path, of a webhook's message in its topic; "" matches all.
        method: the verb, "" for all.
    """

    name: str
    times: int = 1
    path: str = ""
    method: str = ""

    def hits(self, method: str, path: str) -> bool:
        """Whether a call is to fail."""
        return self.times > 0 and _matches(self, method, path)


@dataclass
class Faults:
    """The failures that are still to happen."""

    pending: list[Fault] = field(default_factory=list[Fault])

    def take(self, method: str, path: str) -> str:
        """The failure of a call, "" for none; it is used up by asking."""
        return self._take(lambda fault: KINDS[fault.name].when != "webhook" and fault.hits(method, path))

    def take_webhook(self, topic: str) -> str:
        """The failure of a message of a webhook, "" for none; it is used up by asking."""
        return self._take(lambda fault: KINDS[fault.name].when == "webhook" and fault.hits(fault.method, topic))

    def _take(self, hits: Callable[[Fault], bool]) -> str:
        fault = next((fault for fault in self.pending if hits(fault)), None)
        if fault is None:
            return ""
        fault.times -= 1
        if not fault.times:
            self.pending.remove(fault)
        return fault.name


@dataclass(frozen=True, slots=True)
class Delay:
    """How many seconds of real time matching calls are held up; path and method as in a `Fault`."""

    seconds: float
    path: str = ""
    method: str = ""


@dataclass
class Delays:
    """The rules of slowness; of those that match a call the one set last counts."""

    rules: list[Delay] = field(default_factory=list[Delay])

    def set(self, delay: Delay) -> None:
        """Add a rule, in the place of one for the same calls."""
        self.rules[:] = [rule for rule in self.rules if (rule.path, rule.method) != (delay.path, delay.method)]
        self.rules.append(delay)

    def of(self, method: str, path: str) -> float:
        """The seconds that a call waits."""
        return next((rule.seconds for rule in reversed(self.rules) if _matches(rule, method, path)), 0.0)


def _matches(rule: Fault | Delay, method: str, path: str) -> bool:
    return rule.method in ("", method) and re.search(rule.path, path) is not None


def instead(fault: str, call: Call, now: datetime) -> Answer | None:
    """The answer that takes the place of the real one, None when the request is to be carried out.

    Args:
        fault: name of the failure, "" for none.
        call: the request.
        now: the sandbox's time, which the resets of rate headers follow from.
    """
    if fault == "unauthorised":
        return login_page(call)
    answer = KINDS[fault].answer if fault else None
    minute = now.replace(second=0, microsecond=0)
    match fault:
        case "429":
            return _used_up("Minutely-", 60, minute + timedelta(minutes=1))
        case "429_day":
            return _used_up("", 5000, minute.replace(hour=0, minute=0) + timedelta(days=1))
        case _:
            return answer


def _used_up(which: str, limit: int, reset: datetime) -> Answer:
    values = {"Limit": limit, "Remaining": 0, "Reset": round(reset.timestamp() * 1000)}
    return Answer(429, headers=tuple((f"X-RateLimit-{which}{name}", str(value)) for name, value in values.items()))


def cut(answer: Answer) -> Answer:
    """The answer as it arrives when Exact fails in mid-stream: a 200, cut off, an error glued to it [M]."""
    body = answer.body
    record = body.rfind(b"\r\n}, {\r\n")
    kept = body[: record + 3] if record >= 0 else body[: len(body) // 2]
    return Answer(200, kept + wire.error(GENERIC), answer.content_type, answer.headers)


async def stay_silent(receive: Receive) -> None:
    """Let the client wait until it hangs up."""
    while (await receive())["type"] != "http.disconnect":
        pass


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
    await stay_silent(receive)
