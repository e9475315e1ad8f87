"""Calls in Exact's own words, kept inside the company and on the host that they were made for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast
from urllib.parse import quote, unquote

import msgspec

from unibooks.connectors.exact.answers import Unwell, untyped
from unibooks.connectors.exact.api import ROOT
from unibooks.connectors.exact.client import Call, ExactClient
from unibooks.connectors.exact.odata import Query
from unibooks.core.connector import PassThrough, Session
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.flow import Step, Steps

METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
#: Headers that may be passed on; all others are ours or Exact's own business.
HEADERS: Final = {"prefer": "Prefer", "if-match": "If-Match"}
#: The one path that stands beside the companies.
ME: Final = "current/me"
_JSON: Final = msgspec.json.Encoder(decimal_format="number")
_SAFE: Final = "/$()',-._~@:"


def needs_company(request: PassThrough) -> bool:
    """Whether the path stands under a company."""
    return request.path.strip("/").partition("?")[0].lower() != ME


def prepare(request: PassThrough, session: Session) -> Call:
    """The call that a request stands for.

    Raises:
        InvalidRequest: with every fault of it.
    """
    method = request.method.upper()
    path, query, unfit = _parted(request)
    faults = [*_path_faults(path), *unfit]
    if method not in METHODS:
        faults.append(Fault("method", f"must be one of {', '.join(sorted(METHODS))}"))
    if method in ("POST", "PUT", "PATCH") and request.body is None:
        faults.append(Fault("body", f"is missing; {method} sends one"))
    if needs_company(request) and not session.company_id:
        cure = "is missing; this path stands under a company, GET /auth/companies lists them"
        faults.append(Fault("companyId", cure, "MISSING"))
    if faults:
        raise InvalidRequest(faults)
    path = path.removeprefix("/")
    company = session.company_id if needs_company(request) else ""
    for name in request.headers:
        if name.lower() not in HEADERS:
            session.warnings[f"headers.{name}: is not passed on"] = None
    if method == "GET" and request.body is not None:
        session.warnings["body: is not sent with GET"] = None
    return Call(
        method,
        f"{ROOT}{company}/{quote(path, safe=_SAFE)}" if company else f"{ROOT}{quote(path, safe=_SAFE)}",
        query,
        company=company,
        endpoint=path.partition("(")[0].rstrip("/"),
        headers=tuple((HEADERS[n.lower()], v) for n, v in request.headers.items() if n.lower() in HEADERS),
        body=None if request.body is None or method == "GET" else _JSON.encode(request.body),
    )


async def send(client: ExactClient, session: Session, call: Call) -> Any:
    """Exact's answer as an object: an array is put under `d`, anything else under `value`.

    Raises:
        OutcomeUnknown: the answer to a write was lost; nobody but the caller knows where to look for its effect.
    """
    if call.method == "GET":
        return await client.send(session, call, _object)
    step = Step(f"pass through {call.method}", act=lambda: client.send(session, call, _object))
    try:
        return await Steps(session.journal, session.clock).run(step)
    finally:
        # It may have changed what is kept of the company's codes and relations.
        session.kept.references.clear()
        session.kept.records.clear()


def _object(body: bytes) -> Any:
    if not body.strip():
        return {}
    try:
        found = untyped(body)
    except Unwell:
        if body.lstrip()[:1] in (b"{", b"[", b"<"):
            raise
        return {"value": body.decode("utf-8", "replace")}
    if isinstance(found, dict):
        return cast("dict[str, Any]", found)
    return {"d" if isinstance(found, list) else "value": cast("object", found)}


def _path_faults(path: str) -> Iterator[Fault]:
    plain = unquote(unquote(path))
    if not path.strip("/"):
        yield Fault("path", "is missing; give it relative to the company, for example crm/Accounts")
    elif "://" in plain or plain.startswith("//") or "\\" in plain:
        yield Fault("path", "must be relative to the company, for example crm/Accounts; a whole address is not called")
    elif any(part in ("..", ".") for part in plain.split("/")):
        yield Fault("path", "must not climb out of the company with '..'")
    elif "?" in plain or "#" in plain or "%" in path or not plain.isprintable():
        yield Fault("path", "must be a plain path without percent signs; options go into 'query' or behind a '?'")


def _parted(request: PassThrough) -> tuple[str, Query, list[Fault]]:
    """The path, the options of `query` and of the path, and what is wrong with them.

    The contract's own client empties `query` on its way, so that its callers have no other place for options than the path.
    """
    path, _, behind = request.path.partition("?")
    named = {str(name): _text(value) for name, value in request.query.items() if value is not None}
    pairs = (part.partition("=") for part in behind.split("&") if part)
    written = [(unquote(name), unquote(value)) for name, _, value in pairs]
    faults = [
        Fault(f"query.{name}", "contradicts the option of that name in path; send one of the two", "CONTRADICTION")
        for name, value in written
        if named.get(name, value) != value
    ]
    return path, tuple({**dict(written), **named}.items()), faults


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(_text(item) for item in value)  # pyright: ignore[reportUnknownVariableType]
    return str(value)
