"""Query parameters: read once, checked together, those that nobody knows named in a warning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.alias_generators import to_camel
from starlette.requests import Request

from unibooks.accounting.base import Filters, Resource
from unibooks.api.faults import faults_of
from unibooks.core.connector import ListQuery
from unibooks.core.errors import Fault

M = TypeVar("M", bound=BaseModel)

PAGE_SIZES: Final = (5, 10, 20, 50, 100)
CURSOR_MOST: Final = 1_000
DEFAULT_LIMIT: Final = 100

#: What a caller can have refused.
STRICT: Final = frozenset({"duplicates"})

#: Spellings that published examples of the contract have, and what they mean.
SPELLINGS: Final = {"lastModified": "lastModifiedAt"}

#: An instant whose + was not percent-encoded: it arrives as a blank.
_LOST_PLUS: Final = re.compile(r"(?<=T\d\d:\d\d)(\S*) (\d\d:?\d\d)$")


class Parameters(BaseModel):
    """Query parameters of one operation."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Scope(Parameters):
    """What every accounting operation takes."""

    company_id: Annotated[str | None, Field(description="The company meant. Needed where the connection has none.")] = (
        None
    )
    environment_name: Annotated[
        str | None, Field(description="Accepted; it has no effect, since no system here has environments.")
    ] = None


class Writing(Scope):
    """What every writing operation takes."""

    strict: Annotated[
        str | None,
        Field(
            description="`duplicates` refuses what would otherwise only be warned of: a number that was booked before."
        ),
    ] = None

    def refusals(self, faults: list[Fault]) -> frozenset[str]:
        """The words of `strict`; one that is not known is a fault."""
        words = {word.strip() for word in (self.strict or "").split(",") if word.strip()}
        if words - STRICT:
            faults.append(Fault("strict", f"takes {', '.join(sorted(STRICT))}", "UNKNOWN_WORD"))
        return frozenset(words)


class Reading(Scope):
    """What every reading operation takes."""

    raw_data: Annotated[bool, Field(description="Answer the target's own JSON in `rawData` as well.")] = False


class Paging(Reading):
    """Which part of a list is wanted."""

    page: Annotated[int | None, Field(ge=1, le=1_000_000, description="From 1.")] = None
    limit: Annotated[
        int,
        Field(ge=1, le=CURSOR_MOST, description="Rows: 5, 10, 20, 50 or 100; with `cursor` any number up to 1000."),
    ] = DEFAULT_LIMIT
    cursor: Annotated[
        str | None,
        Field(
            description="Empty to begin, then `meta.nextCursor` of the last answer until that is null. Not with `page`."
        ),
    ] = None


@dataclass
class Query:
    """The parameters of a request, told apart by the models that know them."""

    values: dict[str, str]
    faults: list[Fault] = field(default_factory=list[Fault])
    warnings: list[str] = field(default_factory=list[str])

    @classmethod
    def of(cls, request: Request, *models: type[BaseModel]) -> Query:
        """Read a request's parameters, of which those models are all there are."""
        return cls.of_pairs(request.query_params.multi_items(), *models)

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str]], *models: type[BaseModel]) -> Query:
        """The same of names and values from anywhere, a form for example."""
        query = cls({})
        known = _names(*models)
        for written, value in pairs:
            name = SPELLINGS.get(written, written)
            if name not in known:
                query.warnings.append(f"{name[:100]}: is not a parameter of this operation and has no effect")
            elif query.values.get(name, value) != value:
                query.faults.append(Fault(name, "is given twice with different values; send it once", "CONTRADICTION"))
            elif value or name == "cursor":
                query.values[name] = _LOST_PLUS.sub(r"\1+\2", value)
        return query

    def read(self, model: type[M]) -> M:
        """What a model makes of the parameters; its defaults where they are wrong, and the faults noted."""
        aliases = _names(model)
        mine = {name: value for name, value in self.values.items() if name in aliases}
        try:
            return model.model_validate(mine)
        except ValidationError as problem:
            found = faults_of(problem)
            self.faults += found
            wrong = {fault.field for fault in found}
            return model.model_validate({name: value for name, value in mine.items() if name not in wrong})


@lru_cache(maxsize=128)
def _names(*models: type[BaseModel]) -> frozenset[str]:
    """The parameters that these models know, as callers write them."""
    return frozenset(info.alias or name for model in models for name, info in model.model_fields.items())


@cache
def hints(resource: Resource) -> tuple[type[BaseModel], ...]:
    """The parameter beside a record's id that says where to look for it, as a model of its own; none where there is none."""
    if not resource.hint:
        return ()
    info = resource.filters.model_fields[resource.hint]
    told = Field(default=None, description=info.description)
    fields: dict[str, Any] = {resource.hint: (info.annotation, told)}
    return (create_model(f"{resource.name.title()}Hint", __base__=Parameters, **fields),)


def list_query(query: Query, filters: type[Filters]) -> tuple[Paging, ListQuery]:
    """The paging and filters of a list; faults are noted in the query."""
    paging = query.read(Paging)
    if paging.cursor is None and paging.limit not in PAGE_SIZES:
        query.faults.append(
            Fault("limit", "must be 5, 10, 20, 50 or 100; with cursor it may be up to 1000", "OUT_OF_RANGE")
        )
    if paging.cursor is not None and paging.page is not None:
        query.faults.append(Fault("page", "does not go with cursor; send one of the two", "CONTRADICTION"))
    found: Any = query.read(filters)
    page = None if paging.cursor is not None else paging.page or 1
    return paging, ListQuery(found, paging.limit, page, paging.cursor, paging.raw_data)
