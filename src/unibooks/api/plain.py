"""Operations that answer without the envelope: a text, or a small object. There is no `meta.warnings` to name a strange
key in, so a strange key is a fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from unibooks.accounting.base import Write
from unibooks.api.bodies import parse_object, read_bytes
from unibooks.api.faults import faults_of
from unibooks.api.openapi import API_KEY, REQUEST_ID, errors, query_parameters
from unibooks.api.queries import Query
from unibooks.core.errors import Fault, InvalidRequest

W = TypeVar("W", bound=Write)


async def whole_body(request: Request, model: type[W]) -> tuple[W | None, list[Fault]]:
    """The body as its model, or everything that is wrong with it, unknown keys included.

    Raises:
        InvalidRequest: it is no JSON object.
    """
    raw = parse_object(await read_bytes(request))
    known = {info.alias or name for name, info in model.model_fields.items()} | set(model.model_fields)
    strange = [_strange(key.strip()) for key in raw if key.strip() not in known]
    try:
        return model.model_validate(raw), strange
    except ValidationError as problem:
        return None, [*faults_of(problem), *strange]


async def checked_body(request: Request, model: type[W]) -> W:
    """The body as its model.

    Raises:
        InvalidRequest: with every fault.
    """
    body, faults = await whole_body(request, model)
    if body is None or faults:
        raise InvalidRequest(faults)
    return body


def no_strangers(query: Query) -> list[Fault]:
    """The faults of a query, with the parameters among them that no operation without an envelope can warn of."""
    strange = [
        Fault(warning.partition(":")[0], "is not known here; leave it out", "UNKNOWN") for warning in query.warnings
    ]
    return [*query.faults, *strange]


def describe_plain(
    schema: Mapping[str, Any],
    told: str,
    *queries: type[BaseModel],
    status: int = 200,
    example: Any = None,
    path: Iterable[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
    security: list[dict[str, list[str]]] = API_KEY,
    media: str = "application/json",
) -> dict[str, Any]:
    """What `add_api_route` is to be told of an operation that answers without the envelope."""
    content: dict[str, Any] = {"schema": dict(schema)} | ({} if example is None else {"example": example})
    extra: dict[str, Any] = {"security": security}
    if parameters := [*path, *(p for query in queries for p in query_parameters(query))]:
        extra["parameters"] = parameters
    if body is not None:
        extra["requestBody"] = dict(body)
    answer = {"description": told, "content": {media: content}, "headers": REQUEST_ID}
    return {
        "response_model": None,
        "status_code": status,
        "responses": {status: answer} | errors(writes=body is not None),
        "openapi_extra": extra,
    }


def _strange(key: str) -> Fault:
    return Fault(key[:100], "is not a field of this operation; leave it out", "UNKNOWN")
