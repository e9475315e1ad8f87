"""The OpenAPI document: FastAPI's, told about what our endpoints read and answer by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from unibooks.accounting.base import Operation, Resource
from unibooks.api.answers import Answer, Deleted, ErrorAnswer, many, one
from unibooks.api.examples import EXAMPLES
from unibooks.api.queries import Paging, Reading, Writing, hints
from unibooks.api.uploads import PART
from unibooks.core.errors import UnibooksError

TITLE: Final = "unibooks"
VERSION: Final = version("unibooks")
DESCRIPTION: Final = """\
One API over the books of many companies, whatever accounting system they use.

Every call carries `X-API-KEY`, which says who you are; calls to somebody's books also carry `X-ACCOUNT-KEY`, which you
got when your customer connected. Answers have `meta`, `data`, `errors` and `rawData`; what of a request had no effect
stands in `meta.warnings`."""

REF: Final = "#/components/schemas/{model}"
SCHEMES: Final = {
    "ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-KEY", "description": "Who is calling."},
    "AccountKey": {
        "type": "apiKey",
        "in": "header",
        "name": "X-ACCOUNT-KEY",
        "description": "Whose books are meant.",
    },
}
BOTH_KEYS: Final[list[dict[str, list[str]]]] = [{"ApiKey": [], "AccountKey": []}]
API_KEY: Final[list[dict[str, list[str]]]] = [{"ApiKey": []}]

REQUEST_ID: Final = {
    "X-Request-Id": {"schema": {"type": "string"}, "description": "Yours if you sent one, else one made here."}
}
UPSTREAM_CALLS: Final = {
    "X-Upstream-Calls": {
        "schema": {"type": "integer"},
        "description": "Calls this request made to the target system.",
    }
}
ERROR_HEADERS: Final = {
    405: {"Allow": {"schema": {"type": "string"}, "description": "The methods that would be answered."}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
    503: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
}
#: Named, not given as a model: FastAPI would make a validator of it for each error of each route.
ERROR_CONTENT: Final = {"application/json": {"schema": {"$ref": REF.format(model=ErrorAnswer.__name__)}}}
#: Errors that only a request with a body, a record's id, or a path to a target can meet.
WRITES: Final = frozenset({409, 413, 422, 504})


def describe_operation(resource: Resource, operation: Operation) -> dict[str, Any]:
    """What `add_api_route` is to be told of an operation of a resource."""
    above = [path_parameter(resource.parent.parameter)] if resource.parent else []
    above += [path_parameter(resource.hint)] if resource.placed else []
    own = [path_parameter(resource.parameter)]
    if operation.verb == "list":
        return describe(many(resource.read), Paging, resource.filters, path=above)
    answer = many(resource.read) if operation.as_list else one(resource.read)
    if operation.verb == "get":
        return describe(answer, Reading, *hints(resource), path=[*above, *own])
    if operation.verb == "delete":
        return describe(Deleted, Writing, *hints(resource), path=[*above, *own])
    body = request_body(resource.body_of(operation), operation.files)
    if operation.verb == "create":
        return describe(answer, Writing, status=201, path=above, body=body)
    return describe(answer, Writing, *hints(resource), path=[*above, *own], body=body)


def describe(
    answer: type[Answer],
    *queries: type[BaseModel],
    status: int = 200,
    path: Sequence[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
    security: list[dict[str, list[str]]] = BOTH_KEYS,
) -> dict[str, Any]:
    """What `add_api_route` is to be told of any operation that answers in the envelope."""
    extra: dict[str, Any] = {"security": security}
    placed = {parameter["name"] for parameter in path}
    asked = [parameter for query in queries for parameter in query_parameters(query) if parameter["name"] not in placed]
    if parameters := [*path, *asked]:
        extra["parameters"] = parameters
    if body is not None:
        extra["requestBody"] = dict(body)
    headers = REQUEST_ID | (UPSTREAM_CALLS if security is BOTH_KEYS else {})
    return {
        "response_model": answer,
        "response_description": answer.__doc__ or "",
        "status_code": status,
        "responses": {status: {"headers": headers}} | errors(writes=body is not None),
        "openapi_extra": extra,
    }


def errors(*, writes: bool = False) -> dict[int | str, dict[str, Any]]:
    """The error answers, told by the docstrings of the error tree."""
    told: dict[int, list[str]] = {413: ["The body is larger than 20 MiB."]}
    for kind in UnibooksError.__subclasses__():
        told.setdefault(kind.status, []).append(f"`{kind.code}`: {(kind.__doc__ or '').splitlines()[0]}")
    return {
        status: {
            "description": "\n\n".join(lines),
            "headers": REQUEST_ID | ERROR_HEADERS.get(status, {}),
            "content": ERROR_CONTENT,
        }
        for status, lines in sorted(told.items())
        if writes or status not in WRITES
    }


def path_parameter(name: str, description: str = "") -> dict[str, Any]:
    """A parameter in the path."""
    told = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return told | {"description": description} if description else told


@cache
def query_parameters(model: type[BaseModel]) -> tuple[dict[str, Any], ...]:
    """The fields of a model as query parameters."""
    schema = model.model_json_schema(by_alias=True)
    shared: dict[str, Any] = schema.get("$defs", {})
    found: list[dict[str, Any]] = []
    for name, told in schema.get("properties", {}).items():
        form = _without_null(told, shared)
        parameter = {"name": name, "in": "query", "schema": form}
        if text := told.get("description"):
            form.pop("description", None)
            parameter["description"] = text
        found.append(parameter)
    return tuple(found)


def request_body(model: type[BaseModel], json_part: str = "") -> dict[str, Any]:
    """A body in JSON, and as multipart where files may come with it."""
    reference = {"$ref": REF.format(model=model.__name__)}
    content: dict[str, Any] = {"application/json": {"schema": reference, "example": EXAMPLES[model.__name__]}}
    if json_part:
        files = {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}}
        content["multipart/form-data"] = {
            "schema": {"type": "object", "required": [json_part], "properties": {json_part: reference, PART: files}},
            "encoding": {json_part: {"contentType": "application/json"}},
        }
    return {"required": True, "content": content}


def form_body(model: type[BaseModel], file_part: str) -> dict[str, Any]:
    """A form of text fields, those of the model, and one file."""
    schema = model.model_json_schema(by_alias=True)
    texts = {name: {"type": "string"} for name in schema.get("properties", {})}
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    form = {"type": "object", "required": [file_part], "properties": {file_part: file, **texts}}
    return {"required": True, "content": {"multipart/form-data": {"schema": form}}}


def document(app: FastAPI, bodies: Iterable[type[BaseModel]]) -> dict[str, Any]:
    """The document of an app, given the models of the bodies that its endpoints read by themselves."""
    made = get_openapi(
        title=TITLE,
        version=VERSION,
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    schemas: dict[str, Any] = made.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in _schemas(bodies).items():
        if schemas.setdefault(name, schema) != schema:
            raise ValueError(f"two models with different schemas are named {name}")
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    made["components"]["securitySchemes"] = SCHEMES
    return made


def _schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    modes: dict[type[BaseModel], JsonSchemaMode] = dict.fromkeys(models, "validation")
    modes[ErrorAnswer] = "serialization"
    _, made = models_json_schema([*modes.items()], ref_template=REF)
    return made.get("$defs", {})


def _without_null(told: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    form = dict(told)
    options = [o for o in form.pop("anyOf", ()) if o != {"type": "null"}]
    if len(options) == 1:
        form |= options[0]
    if reference := form.pop("$ref", None):
        form |= shared[str(reference).rsplit("/", 1)[-1]]
    if form.get("default", "") is None:
        del form["default"]
    form.pop("title", None)
    return form
