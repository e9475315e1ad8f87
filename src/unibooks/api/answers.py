"""The answers as the OpenAPI document describes them. None of these is built when a request is served."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel


class Documented(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, defer_build=True)


class Pagination(Documented):
    """Where a page stands in its list."""

    total: Annotated[int | None, Field(description="Records in the whole list.")]
    per_page: int
    current_page: Annotated[int | None, Field(description="Null where the list is read by cursor.")]
    total_pages: int | None


class Meta(Documented):
    """What there is to know beside the data."""

    warnings: Annotated[
        list[str] | None, Field(description="What of the request had no effect, and what could not be expressed.")
    ]
    pagination: Pagination | None
    next_cursor: Annotated[
        str | None, Field(description="Only where a list is read by cursor: where it goes on, null at its end.")
    ] = None


class Answer(Documented):
    """An answer that went well."""

    meta: Meta
    errors: None
    raw_data: Annotated[dict[str, Any] | None, Field(description="The target's own JSON, with `rawData=true`.")]


class ValidationErrorEntry(Documented):
    """One thing that is wrong with the request."""

    field: Annotated[str, Field(examples=["lineItems[0].taxCode"])]
    code: str
    message: Annotated[str, Field(description="What is wrong, and what would be right.")]


class DownstreamErrorEntry(Documented):
    """What the target system said."""

    status: int
    message: str
    translation: Annotated[str | None, Field(description="In English, where it is in another language.")] = None


class ErrorDetails(Documented):
    """What went wrong, and what to do."""

    status_code: int
    code: Annotated[str, Field(examples=["INVALID_PARAMETERS"])]
    message: str
    validation_errors: list[ValidationErrorEntry]
    downstream_errors: list[DownstreamErrorEntry]
    request_id: str
    connect_url: Annotated[str | None, Field(description="With 401: where the end user connects again.")] = None
    retry_at: Annotated[str | None, Field(description="When the quota returns or a retry makes sense.")] = None


class ErrorAnswer(Documented):
    """An answer that went wrong."""

    data: None
    meta: dict[str, Any]
    errors: ErrorDetails


class Health(Documented):
    """The process is up."""

    status: str
    version: str


class PassedThrough(Answer):
    """The target's own answer; what is no object stands in `items`."""

    data: dict[str, Any]


class Deleted(Answer):
    """The id of what was removed."""

    data: str


class Environments(Answer):
    """Always empty: no system here has environments."""

    data: list[dict[str, Any]]


@cache
def one(model: type[BaseModel]) -> type[Answer]:
    """The answer with one record of a model."""
    made: Any = create_model(
        f"{model.__name__}Answer", __base__=Answer, __doc__=f"One {model.__name__}.", data=(model, ...)
    )
    return made


@cache
def many(model: type[BaseModel]) -> type[Answer]:
    """The answer with a list of records of a model."""
    entries: Any = list[model]
    made: Any = create_model(
        f"{model.__name__}ListAnswer", __base__=Answer, __doc__=f"A list of {model.__name__}.", data=(entries, ...)
    )
    return made
