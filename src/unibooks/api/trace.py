"""What is known of one request while it is served: its id, whose it is, and the calls it made upstream."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any, Final

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unibooks.api.errors import unexpected
from unibooks.api.masking import masked
from unibooks.core.clock import Clock
from unibooks.core.connector import Session
from unibooks.vault.vault import Connection, Tenant

log = structlog.stdlib.get_logger("unibooks.api")

SCOPE_KEY: Final = "unibooks.trace"
REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass
class Trace:
    """One request.

    Attributes:
        request_id: the caller's own `X-Request-Id` where it is a plain token, else one made here.
        tenant: whose API key it carries, once known.
        connection: which connection its account key names, once known.
        session: the session in which a connector works for it, once there is one.
    """

    request_id: str
    tenant: Tenant | None = None
    connection: Connection | None = None
    session: Session | None = None

    @property
    def calls(self) -> int:
        """How many calls went upstream so far."""
        return self.session.calls if self.session else 0


def trace_of(request: HTTPConnection) -> Trace:
    """The trace of the request being served."""
    return request.scope[SCOPE_KEY]


class Tracing:
    """The outermost layer: gives each request its id, logs one line of it, and lets no error escape unshaped."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace = Trace(_request_id(Headers(scope=scope)))
        scope[SCOPE_KEY] = trace
        begun, status = self._clock.now(), 0

        async def stamped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", ()), (b"x-request-id", trace.request_id.encode())]
                if trace.session is not None:
                    headers.append((b"x-upstream-calls", str(trace.calls).encode()))
                message["headers"] = headers
            await send(message)

        try:
            await self._app(scope, receive, stamped)
        except ClientDisconnect:
            log.info("the caller went away", request_id=trace.request_id)
        except Exception:
            log.exception("unexpected error", **_about(scope, trace))
            if status:
                raise
            await unexpected(trace.request_id)(scope, receive, stamped)
        finally:
            elapsed = (self._clock.now() - begun).total_seconds() * 1000
            log.info("request", **_about(scope, trace), status=status, ms=round(elapsed, 1), upstream=trace.calls)


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    # It names a request and guards nothing, so that the system's own source of randomness need not be asked.
    return given if REQUEST_ID.fullmatch(given) else f"{random.getrandbits(128):032x}"


def _about(scope: Scope, trace: Trace) -> dict[str, Any]:
    query = scope["query_string"].decode("latin-1")
    return {
        "request_id": trace.request_id,
        "tenant": trace.tenant.id if trace.tenant else None,
        "connection": trace.connection.id if trace.connection else None,
        "method": scope["method"],
        "route": getattr(scope.get("route"), "path", None),
        "url": masked(scope["path"] + (f"?{query}" if query else "")),
    }
