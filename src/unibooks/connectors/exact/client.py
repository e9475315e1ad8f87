"""One call to Exact Online: its turn, its quota, its token, what to do when it fails, and whether to try again.

| what happened | a read | a write |
|---|---|---|
| no connection was made | tried again | tried again |
| 401 | one new token, once | the same: nothing was done |
| 429 | waits for the quota once, if it returns soon | the same: nothing was done |
| no answer, a web page, a 5xx without a sentence | tried again, twice at most | `AnswerLost`: it may have been done |
| Exact's own refusal | the error that it means | the same |
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from unibooks.connectors.exact.answers import Unwell
from unibooks.connectors.exact.limits import Caller, Limits
from unibooks.connectors.exact.odata import Query
from unibooks.connectors.exact.refusals import check, token_refused
from unibooks.core.clock import Clock
from unibooks.core.connector import Session
from unibooks.core.errors import ReauthorisationNeeded, TargetUnavailable, Throttled
from unibooks.core.flow import AnswerLost
from unibooks.core.http import Answer, HttpClient, NoAnswer, NotSent, Request
from unibooks.core.secret import Secret

#: Seconds before the second and the third attempt.
PAUSES: Final = (1.0, 3.0)
#: Seconds after which a caller may try again when Exact does not answer.
RETRY_SECONDS: Final = 30

T = TypeVar("T")


@dataclass(frozen=True)
class Call:
    """What to ask.

    Attributes:
        method: the HTTP verb.
        path: from the root of the host, percent-encoded.
        query: the options, not yet encoded.
        company: the number whose quota pays, "" when none does.
        endpoint: what errors are counted by, `service/Resource`; "" for a file.
        headers: besides those of every call.
        body: JSON, unless a header of the call says something else.
        file: whether the answer is a file, which may be of any type, and not data.
    """

    method: str
    path: str
    query: Query = ()
    company: str = ""
    endpoint: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)
    file: bool = False


class Locks:
    """A lock for each key; one that nobody holds or waits for is forgotten."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, ...], asyncio.Lock] = WeakValueDictionary()

    def of(self, *key: str) -> asyncio.Lock:
        """The lock of a key."""
        lock = self._locks.get(key)
        if lock is None:
            lock = self._locks[key] = asyncio.Lock()
        return lock


class ExactClient:
    """Sends calls to one address of Exact Online.

    Args:
        http: the client of that address.
        limits: what is left to ask there.
        clock: the clock.
    """

    def __init__(self, http: HttpClient, limits: Limits, clock: Clock) -> None:
        self.http = http
        self.locks = Locks()
        self._limits = limits
        self._clock = clock

    async def send(self, session: Session, call: Call, decode: Callable[[bytes], T]) -> T:
        """Send a call and decode its answer.

        Raises:
            UnibooksError: what Exact said, or `TargetUnavailable` when it said nothing of use to a read.
            AnswerLost: a write may have been done.
        """
        return (await self.answer(session, call, decode))[1]

    async def answer(self, session: Session, call: Call, decode: Callable[[bytes], T]) -> tuple[Answer, T]:
        """The same, with the answer's headers."""
        for pause in (*PAUSES, None):
            try:
                answer = await self._once(session, call)
                check(answer, call.endpoint, file=call.file)
                return answer, decode(answer.body)
            except NotSent as problem:
                reason = problem
            except (NoAnswer, Unwell) as problem:
                if call.method != "GET":
                    raise AnswerLost(f"Exact Online gave no usable answer to a write ({problem}).") from problem
                reason = problem
            if pause is None:
                raise TargetUnavailable(
                    f"Exact Online does not answer properly: {reason}",
                    retry_at=self._clock.now() + timedelta(seconds=RETRY_SECONDS),
                ) from reason
            await self._clock.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, session: Session, call: Call) -> Answer:
        """One attempt, its new token and its wait for the quota included; any answer but a 401 or a 429."""
        caller = Caller(session.client_id, session.user_id, call.company, call.endpoint)
        async with self._limits.turn(caller):
            for _ in range(2):
                await self._limits.admit(caller)
                answer = await self._authorised(session, call, caller)
                if answer.status != 429:
                    return answer
        raise Throttled("Exact Online says that it is asked too often", retry_at=self._limits.returns(caller))

    async def _authorised(self, session: Session, call: Call, caller: Caller) -> Answer:
        token = await session.grant.access_token()
        answer = await self._exchange(session, call, caller, token)
        if not token_refused(answer):
            return answer
        token = await session.grant.refused(token)
        await self._limits.admit(caller)
        answer = await self._exchange(session, call, caller, token)
        if token_refused(answer):
            raise ReauthorisationNeeded("The end user must connect again: Exact Online takes no token of this grant.")
        return answer

    async def _exchange(self, session: Session, call: Call, caller: Caller, token: Secret) -> Answer:
        headers = {
            "Accept": "application/json",
            **dict(call.headers),
            "Authorization": f"Bearer {token.reveal()}",
        }
        if call.body is not None:
            headers.setdefault("Content-Type", "application/json")
        session.calls += 1
        answer = await self.http.send(Request(call.method, call.path, call.query, headers, call.body))
        self._limits.note(caller, answer.status, answer.headers)
        return answer
