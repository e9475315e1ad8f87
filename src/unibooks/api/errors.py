"""Every error as an answer: the tree of `core.errors`, what the router refuses, and what nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any, Final

from starlette.responses import Response

from unibooks.api.envelope import json_response
from unibooks.core.clock import Clock
from unibooks.core.errors import Downstream, Fault, UnibooksError

#: Seconds after which a call may be repeated where the target did not say.
RETRY_SECONDS: Final = {429: 60, 503: 10}


def unibooks_error(error: UnibooksError, request_id: str, clock: Clock) -> Response:
    """An error of the tree."""
    return error_response(
        error.status,
        error.code,
        error.message,
        request_id,
        faults=error.faults,
        downstream=error.downstream,
        connect_url=error.connect_url,
        retry_at=error.retry_at,
        headers=_headers(error, clock),
    )


def error_response(
    status: int,
    code: str,
    message: str,
    request_id: str,
    *,
    faults: Iterable[Fault] = (),
    downstream: Iterable[Downstream] = (),
    connect_url: str | None = None,
    retry_at: datetime | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An error in the contract's form; `connectUrl` and `retryAt` are there only when they have a value."""
    errors: dict[str, Any] = {
        "statusCode": status,
        "code": code,
        "message": message,
        "validationErrors": [{"field": f.field, "code": f.code, "message": f.message} for f in faults],
        "downstreamErrors": [_downstream(d) for d in downstream],
        "requestId": request_id,
    }
    if connect_url:
        errors["connectUrl"] = connect_url
    if retry_at:
        errors["retryAt"] = retry_at
    return json_response({"data": None, "meta": {}, "errors": errors}, status, headers)


def unexpected(request_id: str) -> Response:
    """A fault of unibooks itself: the details are in the log under the request id and nowhere else."""
    message = "Something went wrong in unibooks; whoever runs it finds the details in the log under this request id."
    return error_response(500, "UNEXPECTED", message, request_id)


def no_such_path(path: str, request_id: str) -> Response:
    return error_response(404, "NOT_FOUND", f"There is no path {path[:200]}; /docs lists them.", request_id)


def no_such_method(method: str, allow: Sequence[str], request_id: str) -> Response:
    message = f"{method} is not offered here; this path takes {', '.join(allow)}."
    return error_response(405, "NOT_OFFERED", message, request_id, headers={"Allow": ", ".join(allow)})


def _downstream(said: Downstream) -> dict[str, Any]:
    told: dict[str, Any] = {"status": said.status, "message": said.message}
    return told | {"translation": said.translation} if said.translation else told


def _headers(error: UnibooksError, clock: Clock) -> dict[str, str]:
    headers: dict[str, str] = {}
    if error.status == 405:
        headers["Allow"] = ", ".join(error.allow)
    if error.retry_at is not None:
        headers["Retry-After"] = str(max(1, ceil((error.retry_at - clock.now()).total_seconds())))
    elif error.status in RETRY_SECONDS:
        headers["Retry-After"] = str(RETRY_SECONDS[error.status])
    return headers
