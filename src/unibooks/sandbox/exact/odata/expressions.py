"""What a filter is made of: typed parts of an expression, and how they combine into a test on rows.

Comparisons with a null field are neither true nor false, as in SQL, so neither `X eq 'a'` nor `X ne 'a'`
finds a row without X [I]. Text compares character by character, case and blanks included [I].
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import KINDS, Token

Row = dict[str, Any]
Test = Callable[[Row], Any]

OPERATORS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_EQUALITY: Final = frozenset({"eq", "ne"})
#: What a comparison is called with its sides exchanged.
_MIRRORED: Final = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge"}
_ORDERED: Final = frozenset({"string", "number", "datetime"})


@dataclass(frozen=True, slots=True)
class Function:
    """A function on texts: how many, what it does, and the wire type of its result."""

    arity: int
    call: Callable[..., Any]
    edm: str


def _is_part(part: str, text: str) -> bool:
    return part in text


FUNCTIONS: Final = {
    "substringof": Function(2, _is_part, "Edm.Boolean"),
    "startswith": Function(2, str.startswith, "Edm.Boolean"),
    "endswith": Function(2, str.endswith, "Edm.Boolean"),
    "tolower": Function(1, str.lower, "Edm.String"),
    "toupper": Function(1, str.upper, "Edm.String"),
    "trim": Function(1, str.strip, "Edm.String"),
}


@dataclass(frozen=True, slots=True)
class Hits:
    """What the test says about one property: no row with another value of it can pass.

    `all` says that every row with one of the values does pass.
    """

    name: str
    values: frozenset[Any]
    all: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The values of a property between which a row must lie, both ends included; None where an end is open."""

    name: str
    low: Any = None
    high: Any = None

    def within(self, other: Span) -> Span:
        """What both say about the same property."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Span(self.name, max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True, slots=True)
class Expression:
    """A part of a filter: its wire type, how to work it out, and what it is made of.

    Each of `hits` and `spans` holds for every row that passes. `names` are the properties that it looks at.
    """

    edm: str
    value: Test
    constant: bool = False
    name: str = ""
    hits: tuple[Hits, ...] = ()
    spans: tuple[Span, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        return "null" if self.edm == "Edm.Null" else KINDS[self.edm]

    @property
    def clr(self) -> str:
        """The name that .NET gives the type; error texts use it."""
        return self.edm.replace("Edm.", "System.")


def apply(function: Function, arguments: list[Expression]) -> Expression:
    """A function call on texts; null when an argument is."""
    constant = all(a.constant for a in arguments)
    if sum(not a.constant for a in arguments) > 1:
        raise errors.unsupported_filter()  # [M] field against field
    at = next((at for at, argument in enumerate(arguments) if not argument.constant), 0)
    subject, call = arguments[at].value, function.call
    before = tuple(argument.value({}) for argument in arguments[:at])
    behind = tuple(argument.value({}) for argument in arguments[at + 1 :])

    def work(row: Row) -> Any:
        text = subject(row)
        return None if text is None else call(*before, text, *behind)

    return Expression(function.edm, work, constant=constant, names=_names(arguments))


def _names(parts: Iterable[Expression]) -> frozenset[str]:
    return frozenset(name for part in parts for name in part.names)


def compare(token: Token, left: Expression, right: Expression) -> Expression:
    """A comparison of a field with a constant.

    Raises:
        ODataError: 400 when the types do not compare, or a field is compared with a field.
    """
    if not left.constant and not right.constant:
        raise errors.unsupported_filter()  # [M] field against field
    _check_types(token, left, right)
    if "null" in (left.kind, right.kind):
        return _compare_null(token.text, left, right)
    holds = OPERATORS[token.text]
    first, second = left.value, right.value
    if left.name:
        name, constant = left.name, second({})

        def test(row: Row) -> bool | None:
            value = row[name]
            return None if value is None else holds(value, constant)
    else:

        def test(row: Row) -> bool | None:
            a, b = first(row), second(row)
            return None if a is None or b is None else holds(a, b)

    return Expression(
        "Edm.Boolean",
        test,
        constant=left.constant and right.constant,
        hits=_hits(token, left, right),
        spans=_spans(token, left, right),
        names=left.names | right.names,
    )


def _check_types(token: Token, left: Expression, right: Expression) -> None:
    kinds = {left.kind, right.kind} - {"null"}
    orders = token.text not in _EQUALITY and not kinds <= _ORDERED
    if len(kinds) > 1 or orders:
        raise errors.incompatible(token.text, left.clr, right.clr, token.position)


def _compare_null(name: str, left: Expression, right: Expression) -> Expression:
    subject = (left if right.kind == "null" else right).value
    constant, names = left.constant and right.constant, left.names | right.names
    if name == "eq":
        return Expression("Edm.Boolean", lambda row: subject(row) is None, constant=constant, names=names)
    if name == "ne":
        return Expression("Edm.Boolean", lambda row: subject(row) is not None, constant=constant, names=names)
    return Expression("Edm.Boolean", lambda _: None, constant=constant, names=names)


def _hits(token: Token, left: Expression, right: Expression) -> tuple[Hits, ...]:
    field, constant = (left, right) if left.name else (right, left)
    if token.text != "eq" or not field.name or not constant.constant:
        return ()
    return (Hits(field.name, frozenset({constant.value({})}), all=True),)


def _spans(token: Token, left: Expression, right: Expression) -> tuple[Span, ...]:
    """What a comparison of order says, the field on either side."""
    field, constant, way = (left, right, token.text) if left.name else (right, left, _MIRRORED.get(token.text, ""))
    if not field.name or not constant.constant or way not in _MIRRORED:
        return ()
    value = constant.value({})
    return (Span(field.name, low=value) if way in ("gt", "ge") else Span(field.name, high=value),)


def negate(inner: Expression) -> Expression:
    """The opposite; what is unknown stays so."""
    test = inner.value

    def turned(row: Row) -> bool | None:
        found = test(row)
        return None if found is None else not found

    return Expression("Edm.Boolean", turned, constant=inner.constant, names=inner.names)


def both(parts: list[Expression]) -> Expression:
    """True when all parts are."""
    tests = [p.value for p in parts]

    def test(row: Row) -> bool | None:
        known: bool | None = True
        for one in tests:
            found = one(row)
            if found is False:
                return False
            if found is None:
                known = None
        return known

    spans: dict[str, Span] = {}
    for span in (span for part in parts for span in part.spans):
        spans[span.name] = span.within(spans.get(span.name, span))
    return Expression(
        "Edm.Boolean",
        test,
        constant=all(p.constant for p in parts),
        hits=tuple(replace(hits, all=False) for part in parts for hits in part.hits),
        spans=tuple(spans.values()),
        names=_names(parts),
    )


def either(parts: list[Expression]) -> Expression:
    """True when any part is."""
    hits, names = _union([p.hits for p in parts]), _names(parts)
    if hits and hits[0].all:
        return Expression("Edm.Boolean", _one_of(hits[0].name, hits[0].values), hits=hits, names=names)
    tests = [p.value for p in parts]

    def test(row: Row) -> bool | None:
        known: bool | None = False
        for one in tests:
            found = one(row)
            if found:
                return True
            if found is None:
                known = None
        return known

    return Expression("Edm.Boolean", test, constant=all(p.constant for p in parts), hits=hits, names=names)


def _union(found: list[tuple[Hits, ...]]) -> tuple[Hits, ...]:
    """What alternatives say together: something only where each says something about the same property."""
    common = {hits.name for hits in found[0]}
    for each in found[1:]:
        common &= {hits.name for hits in each}
    mine = [hits for each in found for hits in each if hits.name in common]
    united: list[Hits] = []
    for name in sorted(common):
        known = [hits for hits in mine if hits.name == name]
        values = frozenset(value for hits in known for value in hits.values)
        united.append(Hits(name, values, all(hits.all for hits in known)))
    return tuple(united)


def _one_of(name: str, values: frozenset[Any]) -> Test:
    """A long list of keys is looked up at once and not gone through for each row."""

    def test(row: Row) -> bool | None:
        value = row[name]
        return None if value is None else value in values

    return test
