"""What a list is narrowed and ordered by, before any query language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from unibooks.core.target import Prop

Operator = Literal["eq", "ne", "gt", "ge", "lt", "le", "contains"]


@dataclass(frozen=True)
class Condition:
    """One comparison. The value is a Python value: text, int, bool, Decimal, date, or an aware datetime."""

    prop: Prop
    operator: Operator
    value: Any


@dataclass(frozen=True)
class AllOf:
    """All of several comparisons."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of several; of none there is none."""

    conditions: tuple[Condition | AllOf, ...]


Conditions = tuple[Condition | AnyOf, ...]
FilterRule = Callable[[Any], Condition | AnyOf | None]

#: What no record meets.
NOTHING: Final = AnyOf(())


def impossible(conditions: Conditions) -> bool:
    """Whether no record can meet them all, so that nobody has to be asked."""
    return NOTHING in conditions


@dataclass(frozen=True)
class Sift:
    """A filter on a value that is derived from several records, which the target cannot compare.

    The target narrows what it can; of the mapped records those stay that got the wanted word.

    Attributes:
        field: the field of the mapped record.
        narrow: word -> what the records that get it have in common; a word that is not there fits no record.
    """

    field: str
    narrow: Mapping[str, Condition | AnyOf]

    def __call__(self, value: Any) -> Condition | AnyOf:
        return self.narrow.get(str(value), NOTHING)

    def keeps(self, value: Any) -> Callable[[Any], bool]:
        """Whether a mapped record got this word."""
        return lambda record: getattr(record, self.field) == value


@dataclass(frozen=True)
class Unfiltered:
    """A filter of the contract that the target cannot answer; the reason is given as a warning."""

    reason: str


@dataclass(frozen=True)
class OrderRule:
    """How a list may be ordered: the two filter fields that say so, and their words' properties."""

    field: str
    direction: str
    props: Mapping[str, Prop]

    def fields(self) -> tuple[str, str]:
        """The names of the two filter fields."""
        return (self.field, self.direction)

    def of(self, filters: Any) -> tuple[Prop, bool] | None:
        """The property to order by and whether the greatest comes first, or None for the target's own order."""
        word, direction = getattr(filters, self.field), getattr(filters, self.direction)
        if word is None:
            return None
        return self.props[word], direction == "DESC"


def eq(prop: Prop) -> FilterRule:
    """Equal, as it is; a padded property is compared padded."""
    return lambda value: Condition(prop, "eq", prop.pad(str(value)) if prop.width else value)


def after(prop: Prop) -> FilterRule:
    """Later than an instant."""
    return lambda value: Condition(prop, "gt", value)


def containing(prop: Prop) -> FilterRule:
    """A part of a text."""
    return lambda value: Condition(prop, "contains", value)


def among(prop: Prop, words: Mapping[str, Collection[Any]]) -> FilterRule:
    """One or several words, parted by commas, each standing for some codes of the target."""

    def rule(value: Any) -> AnyOf:
        codes = dict.fromkeys(code for word in several(value, words) for code in words[word])
        return AnyOf(tuple(Condition(prop, "eq", code) for code in codes))

    return rule


def several(value: Any, known: Collection[str]) -> list[str]:
    """The words of a list parted by commas; ValueError names those that are unknown and those that are."""
    wanted = [w.strip() for w in str(value).split(",") if w.strip()]
    if not wanted:
        raise ValueError(f"names nothing; it takes {', '.join(sorted(known))}")
    if unknown := [w for w in wanted if w not in known]:
        raise ValueError(f"does not know {', '.join(unknown)}; it takes {', '.join(sorted(known))}")
    return wanted


def sifts(rules: Mapping[str, FilterRule | Unfiltered], filters: Any) -> dict[str, Callable[[Any], bool]]:
    """Filter field -> what mapped records must be like, for the filters in use that the target cannot answer alone."""
    wanted = {name: (rule, getattr(filters, name)) for name, rule in rules.items() if isinstance(rule, Sift)}
    return {name: rule.keeps(value) for name, (rule, value) in wanted.items() if value is not None}
