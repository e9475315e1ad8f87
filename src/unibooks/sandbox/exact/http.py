"""The little that the sandbox needs of HTTP: a call as its pages see it, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

JSON: Final = "application/json;charset=utf-8"
HTML: Final = "text/html; charset=utf-8"

#: [H] headers that stood in a recorded dump
_STANDING: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cache-control", b"no-cache"),
)

#: [M] the largest body; the status of the refusal, 413, is [I]
MAX_BODY: Final = 10 * 1024 * 1024


class TooLargeError(Exception):
    """The body is larger than `MAX_BODY` bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()

    async def send(self, send: Send) -> None:
        """Write it out."""
        headers = [*_STANDING, *((n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in self.headers)]
        if self.body:
            headers.append((b"content-type", self.content_type.encode("ascii")))
        if self.status != 204:
            headers.append((b"content-length", str(len(self.body)).encode("ascii")))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


def redirect(status: int, url: str, *headers: tuple[str, str]) -> Answer:
    """Send the browser elsewhere."""
    return Answer(status, headers=(("Location", url), *headers))


@dataclass(frozen=True, slots=True)
class Call:
    """A whole request; header names are in lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    scheme: str = "http"

    @property
    def origin(self) -> str:
        """Scheme and host as the client sees them, which addresses in answers begin with."""
        scheme = self.headers.get("x-forwarded-proto", self.scheme).partition(",")[0].strip()
        return f"{scheme}://{self.headers.get('host', 'localhost')}"

    @property
    def bearer(self) -> str:
        """The access token of the call, "" when there is none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def params(self) -> dict[str, str]:
        """The query string; the last of equal names wins."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def form(self) -> list[tuple[str, str]]:
        """The fields of a form-encoded body, empty when it is not one."""
        if not self.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
            return []
        return parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True)


#: [I] what a POST may stand for and how Exact's own verbs say it: WCF Data Services takes MERGE for a partial change, which
#: a PUT is here, and verbs in a header from clients that can only POST.
_VERBS: Final = {"DELETE": "DELETE", "MERGE": "PUT", "PUT": "PUT"}


def _verb(method: str, headers: dict[str, str]) -> str:
    tunnelled = headers.get("x-http-method", "").upper() if method == "POST" else method
    return _VERBS.get(tunnelled, method)


async def read_call(scope: Scope, receive: Receive) -> Call:
    """Read the whole request.

    Raises:
        TooLargeError: when its body is.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BODY:
            raise TooLargeError
        chunks.append(chunk)
        if not message.get("more_body", False):
            break
    query: bytes = scope["query_string"]
    # [R] Exact doubles the slash behind its host in addresses of its own
    path = "/" + scope["path"].lstrip("/")
    return Call(
        _verb(scope["method"], headers), path, query.decode("latin-1"), headers, b"".join(chunks), scope["scheme"]
    )
