"""What a resource is: its models, its filters and the operations that the API offers on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

from unibooks.accounting.types import Instant, Text

Verb = Literal["list", "get", "create", "update", "patch", "delete"]

#: The HTTP method of each verb: an update replaces a record, a patch merges into it.
METHODS: Final[Mapping[Verb, str]] = {
    "list": "GET",
    "get": "GET",
    "create": "POST",
    "update": "PUT",
    "patch": "PATCH",
    "delete": "DELETE",
}


class Read(BaseModel):
    """A record as the API answers it: every key is present, null where there is no value.

    It describes and validates nothing, so that its validator is not built.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, defer_build=True)


class Write(BaseModel):
    """A body as a caller sends it.

    Absent and null mean the same on create. Unknown keys are kept, so that each of them can be named in a warning;
    blanks round a key are cut off, because published examples of the contract have them.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="allow", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _trim_keys(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {k.strip() if isinstance(k, str) else k: v for k, v in data.items()}  # pyright: ignore[reportUnknownVariableType]
        return data


class Filters(BaseModel):
    """The query parameters of a list beyond paging; each resource adds its own."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    last_modified_at: Instant | None = None


class NoFilters(Filters):
    """A list that can only be filtered by the time of the last change."""


@dataclass(frozen=True)
class Operation:
    """One thing that can be done with a resource.

    Attributes:
        verb: which of the shapes it has.
        name: the operation's id in the OpenAPI document, as the contract names it.
        summary: one line for the docs.
        files: whether the body may come as multipart with files beside the JSON part of this name.
        path: where it lives when that is not where its shape puts it.
        as_list: whether `data` is a list of one record.
        oddity: why it departs from its shape, empty where it does not.
    """

    verb: Verb
    name: str
    summary: str
    files: str = ""
    path: str = ""
    as_list: bool = False
    oddity: str = ""

    @property
    def method(self) -> str:
        """Its HTTP method."""
        return METHODS[self.verb]


@dataclass(frozen=True)
class Resource:
    """A unified thing and the operations the API offers on it.

    Attributes:
        name: plural name, also the last part of `path`.
        path: where it lives under the API.
        parameter: name of the id in the path.
        read: model of one record.
        write: model of the body of a create, and of an update that replaces.
        patch: model of the body of an update that merges; null empties a field there.
        parent: the resource whose records these are lines of; its id stands in `path`.
        filters: model of the list's query parameters.
        hint: the filter that callers may also send with a record's id, to say where to look for it; "" where there is none.
            It may stand in `path`, and then belongs to every request, also to a create.
        operations: what is offered.
    """

    name: str
    path: str
    parameter: str
    read: type[Read]
    write: type[Write] | None = None
    patch: type[Write] | None = None
    parent: Resource | None = None
    filters: type[Filters] = NoFilters
    hint: str = ""
    operations: tuple[Operation, ...] = field(default=())

    def operation(self, verb: Verb) -> Operation | None:
        """The operation of that verb, or None where the resource does not offer it."""
        return next((o for o in self.operations if o.verb == verb), None)

    @property
    def placed(self) -> bool:
        """Whether the hint stands in the path."""
        return bool(self.hint) and f"{{{self.hint}}}" in self.path

    def path_of(self, operation: Operation) -> str:
        """Where an operation lives."""
        one = f"{self.path}/{{{self.parameter}}}"
        return operation.path or (self.path if operation.verb in ("list", "create") else one)

    def body_of(self, operation: Operation) -> type[Write]:
        """The model of an operation's body."""
        model = (self.patch or self.write) if operation.verb == "patch" else self.write
        if model is None:
            raise TypeError(f"{operation.name} has no model of its body")
        return model


class Company(Read):
    """A company (an administration) that a connection can open."""

    id: Text
    name: Text | None
    environment_id: Text | None


class FileContent(Read):
    """A file with its bytes: `content` is base64 when `base64Encoded` is true."""

    id: Text | None
    base64_encoded: bool | None
    content: Text | None
    content_type: Text | None
    file_name: Text | None
