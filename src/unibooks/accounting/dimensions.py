"""Dimensions: what a line can be told by besides its ledger account, such as its cost centre.

The same values are shown in three ways: flat with the name of their category, by category, and as options of what the
contract once called tracking categories.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from unibooks.accounting.base import Filters, NoFilters, Operation, Read, Resource, Write
from unibooks.accounting.types import Instant, Text

Status = Literal["ACTIVE", "ARCHIVED"]


@dataclass(frozen=True)
class Category:
    """One kind of dimension.

    Attributes:
        name: how it is spelled in answers, after the contract's own example.
        description: its name for people.
        spellings: other names that are understood, without case, blanks and punctuation.
    """

    name: str
    description: str
    spellings: frozenset[str]


COST_CENTRE: Final = Category(
    "CostCenter",
    "Cost centers",
    frozenset(
        {"costcenter", "costcenters", "costcentre", "costcentres", "kostenplaats", "kostenplaatsen", "kostenstelle"}
    ),
)
COST_UNIT: Final = Category(
    "CostUnit",
    "Cost units",
    frozenset({"costunit", "costunits", "kostendrager", "kostendragers", "kostentrager", "kostenträger"}),
)
CATEGORIES: Final = (COST_CENTRE, COST_UNIT)


def category_of(word: str) -> Category | None:
    """The category that a word names, in any of its spellings."""
    plain = "".join(ch for ch in word.casefold() if ch.isalnum())
    return next((category for category in CATEGORIES if plain in category.spellings), None)


class Dimension(Read):
    """A value of a dimension; bill lines name it by `name` and `categoryName`."""

    id: Text | None
    category_name: Text | None
    created_date: Instant | None
    name: Text | None
    status: Text | None
    updated_date: Instant | None


class DimensionCategory(Read):
    """A dimension: its name, and its name for people."""

    dimension: Text | None
    description: Text | None


class DimensionValue(Read):
    """A value of one dimension."""

    id: Text | None
    code: Text | None
    created_date: Instant | None
    description: Text | None
    dimension: Text | None
    name: Text | None
    status: Text | None
    updated_date: Instant | None


class CreateDimensionValue(Write):
    """A value of a dimension to be. Its code cannot be changed later; `name` and `description` are the same in most systems."""

    code: Text | None = None
    description: Text | None = None
    dimension: Annotated[Text | None, Field(description="May be left out: the path says it.")] = None
    name: Text | None = None
    status: Status | None = None


class TrackingOption(Read):
    """An option of a tracking category."""

    id: Text | None
    code: Text | None
    name: Text | None
    status: Text | None


class TrackingCategory(Read):
    """A tracking category with all its options."""

    id: Text
    name: Text
    status: Text
    options: list[TrackingOption]


class CreateTrackingOption(Write):
    """An option of a tracking category to be. Its code cannot be changed later."""

    code: Text | None = None
    dimension: Annotated[Text | None, Field(description="May be left out: the path says it.")] = None
    name: Text | None = None
    status: Status | None = None


class OfDimension(Filters):
    """Which dimension is meant; it stands in the path."""

    dimension: Annotated[Text | None, Field(description="The name of the dimension, for example `CostCenter`.")] = None


DIMENSIONS = Resource(
    name="dimensions",
    path="/accounting/dimensions",
    parameter="dimensionId",
    read=Dimension,
    filters=NoFilters,
    operations=(Operation("list", "getDimensions", "List the values of all dimensions"),),
)

DIMENSION_VALUES = Resource(
    name="dimensionValues",
    path="/accounting/v2/dimensions/{dimension}",
    parameter="dimensionId",
    read=DimensionValue,
    write=CreateDimensionValue,
    filters=OfDimension,
    hint="dimension",
    operations=(
        Operation("list", "getDimensionsByDimension", "List the values of a dimension"),
        Operation(
            "list",
            "getDimensionValues",
            "List the values of a dimension",
            path="/accounting/dimensions/{dimension}",
            oddity="The same as under /accounting/v2/dimensions, where newer documentation of the contract has it.",
        ),
        Operation("get", "getDimensionValue", "Get one value of a dimension"),
        Operation("create", "createDimensionValue", "Create a value of a dimension"),
        Operation("patch", "patchDimensionValue", "Change a value of a dimension"),
        Operation("delete", "deleteDimensionValue", "Delete a value of a dimension"),
    ),
)

TRACKING_OPTIONS = Resource(
    name="trackingOptions",
    path="/accounting/trackingCategories/{dimension}/options",
    parameter="optionId",
    read=TrackingOption,
    write=CreateTrackingOption,
    filters=OfDimension,
    hint="dimension",
    operations=(
        Operation("list", "getTrackingOptions", "List the options of a tracking category"),
        Operation("get", "getTrackingOption", "Get one option of a tracking category"),
        Operation("create", "createTrackingOption", "Create an option of a tracking category"),
        Operation("patch", "patchTrackingOption", "Change an option of a tracking category"),
        Operation("delete", "deleteTrackingOption", "Delete an option of a tracking category"),
    ),
)
