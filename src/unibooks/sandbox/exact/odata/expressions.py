"""What a filter is made of: typed parts of an expression, and how they combine into a test on rows.

Comparisons with a null field are neither true nor false, as in SQL, so neither `X eq 'a'` nor `X ne 'a'`
finds a row without X [I]. Text compares character by character, case and blanks included [I].
"""

from __future__ import annotations

import operator
from collections.abc import Callable
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
class Expression:
    """A part of a filter: its wire type, how to work it out, and what it is made of."""

    edm: str
    value: Test
    constant: bool = False
    name: str = ""
    hits: Hits | None = None

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
    values = [a.value for a in arguments]
    call = function.call

    def work(row: Row) -> Any:
        texts = [value(row) for value in values]
        return None if None in texts else call(*texts)

    return Expression(function.edm, work, constant=constant)


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

    return Expression("Edm.Boolean", test, constant=left.constant and right.constant, hits=_hits(token, left, right))


def _check_types(token: Token, left: Expression, right: Expression) -> None:
    kinds = {left.kind, right.kind} - {"null"}
    orders = token.text not in _EQUALITY and not kinds <= _ORDERED
    if len(kinds) > 1 or orders:
        raise errors.incompatible(token.text, left.clr, right.clr, token.position)


def _compare_null(name: str, left: Expression, right: Expression) -> Expression:
    subject = (left if right.kind == "null" else right).value
    constant = left.constant and right.constant
    if name == "eq":
        return Expression("Edm.Boolean", lambda row: subject(row) is None, constant=constant)
    if name == "ne":
        return Expression("Edm.Boolean", lambda row: subject(row) is not None, constant=constant)
    return Expression("Edm.Boolean", lambda _: None, constant=constant)


def _hits(token: Token, left: Expression, right: Expression) -> Hits | None:
    field, constant = (left, right) if left.name else (right, left)
    if token.text != "eq" or not field.name or not constant.constant:
        return None
    return Hits(field.name, frozenset({constant.value({})}), all=True)


def negate(inner: Expression) -> Expression:
    """The opposite; what is unknown stays so."""
    test = inner.value

    def turned(row: Row) -> bool | None:
        found = test(row)
        return None if found is None else not found

    return Expression("Edm.Boolean", turned, constant=inner.constant)


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

    hits = next((replace(p.hits, all=False) for p in parts if p.hits), None)
    return Expression("Edm.Boolean", test, constant=all(p.constant for p in parts), hits=hits)


def either(parts: list[Expression]) -> Expression:
    """True when any part is."""
    hits = _union([p.hits for p in parts])
    if hits and hits.all:
        return Expression("Edm.Boolean", _one_of(hits.name, hits.values), hits=hits)
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

    return Expression("Edm.Boolean", test, constant=all(p.constant for p in parts), hits=hits)


def _union(found: list[Hits | None]) -> Hits | None:
    known = [hits for hits in found if hits]
    if len(known) < len(found) or len({hits.name for hits in known}) != 1:
        return None
    values = frozenset(value for hits in known for value in hits.values)
    return Hits(known[0].name, values, all(hits.all for hits in known))


def _one_of(name: str, values: frozenset[Any]) -> Test:
    """A long list of keys is looked up at once and not gone through for each row."""

    def test(row: Row) -> bool | None:
        value = row[name]
        return None if value is None else value in values

    return test
