"""$filter: text to a test on rows."""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import Final

from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.expressions import (
    FUNCTIONS,
    OPERATORS,
    Expression,
    apply,
    both,
    compare,
    either,
    negate,
)
from unibooks.sandbox.exact.odata.literals import Token, literal, tokens

#: How deep parentheses may nest; WCF has a limit of the same size [I].
MAX_DEPTH: Final = 100

_ARITHMETIC: Final = frozenset({"add", "sub", "mul", "div", "mod"})


class _Parser:
    def __init__(self, text: str, entity: type[Entity]) -> None:
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0
        self._entity = entity

    def whole(self) -> Expression:
        found = self._any()
        if self._peek().kind != "end":
            raise self._misplaced()
        return self._boolean(found)

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _accept(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token.kind == kind and token.text == text:
            self._at += 1
            return True
        return False

    def _misplaced(self) -> errors.ODataError:
        token = self._peek()
        arithmetic = token.kind == "word" and token.text in _ARITHMETIC
        return errors.unsupported_filter() if arithmetic else errors.syntax()

    @staticmethod
    def _boolean(found: Expression) -> Expression:
        if found.kind != "boolean":
            raise errors.syntax()
        return found

    def _any(self) -> Expression:
        parts = [self._all()]
        while self._accept("word", "or"):
            parts.append(self._all())
        return either([self._boolean(p) for p in parts]) if len(parts) > 1 else parts[0]

    def _all(self) -> Expression:
        parts = [self._comparison()]
        while self._accept("word", "and"):
            parts.append(self._comparison())
        return both([self._boolean(p) for p in parts]) if len(parts) > 1 else parts[0]

    def _comparison(self) -> Expression:
        left = self._unary()
        token = self._peek()
        if token.kind != "word" or token.text not in OPERATORS:
            return left
        self._at += 1
        return compare(token, left, self._unary())

    def _unary(self) -> Expression:
        turns = 0
        while self._accept("word", "not"):
            turns += 1
        found = self._primary()
        return negate(self._boolean(found)) if turns % 2 else self._boolean(found) if turns else found

    def _primary(self) -> Expression:
        if self._accept("mark", "("):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise errors.syntax()
            found = self._any()
            if not self._accept("mark", ")"):
                raise self._misplaced()
            self._depth -= 1
            return found
        token = self._next()
        constant = literal(token)
        if constant is not None:
            value = constant.value
            return Expression(constant.edm, lambda _: value, constant=True)
        if token.kind != "word":
            raise errors.syntax()
        return self._call(token) if self._accept("mark", "(") else self._property(token)

    def _property(self, token: Token) -> Expression:
        name, _, rest = token.text.partition("/")
        member = self._entity.members.get(name)
        if isinstance(member, Nav) or (rest and member is not None):
            raise errors.unsupported_filter()
        if not isinstance(member, Prop):
            raise errors.no_property(name, self._entity.type_name, token.position)
        if member.edm == "Edm.Binary":
            raise errors.unsupported_filter()
        return Expression(member.edm, operator.itemgetter(name), name=name, names=frozenset({name}))

    def _call(self, token: Token) -> Expression:
        function = FUNCTIONS.get(token.text)
        if function is None:
            raise errors.ODataError(400, f"Unknown function '{token.text}' at position {token.position}.")
        arguments = [self._argument()]
        while self._accept("mark", ","):
            arguments.append(self._argument())
        if not self._accept("mark", ")") or len(arguments) != function.arity:
            raise errors.syntax()
        return apply(function, arguments)

    def _argument(self) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise errors.syntax()
        found = self._unary()
        self._depth -= 1
        if found.kind != "string":
            raise errors.syntax()
        return found


@lru_cache(maxsize=512)
def parse_filter(text: str, entity: type[Entity]) -> Expression:
    """The test that a $filter stands for; `value(row)` is True for the rows it finds.

    Raises:
        ODataError: 400 with Exact's sentence when it does not parse or reaches where Exact does not look.
    """
    return _Parser(text, entity).whole()
