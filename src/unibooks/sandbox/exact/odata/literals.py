"""Typed literals: `guid'..'`, `datetime'..'`, `123L`, `10.5m`, `'text'`, `true`, `null`, read and written."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from unibooks.sandbox.exact.odata import errors

#: How a wire type takes part in comparisons.
KINDS: Final = {
    "Edm.Binary": "binary",
    "Edm.Boolean": "boolean",
    "Edm.Byte": "number",
    "Edm.DateTime": "datetime",
    "Edm.Double": "number",
    "Edm.Guid": "guid",
    "Edm.Int16": "number",
    "Edm.Int32": "number",
    "Edm.Int64": "number",
    "Edm.String": "string",
}

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<typed>(?i:guid|datetimeoffset|datetime|time|binary|X)'[^']*')
    | (?P<string>'(?:[^']|'')*')
    | (?P<number>-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?[LlMmDdFf]?(?![\w']))
    | (?P<word>[A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)
    | (?P<mark>[(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATETIME: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?Z?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of an expression and where it begins."""

    kind: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant with its wire type; `Edm.Null` for null."""

    edm: str
    value: Any


def tokens(text: str) -> list[Token]:
    """The pieces of an expression, ended by one of kind `end`."""
    found: list[Token] = []
    at = 0
    stop = len(text.rstrip())
    while at < stop:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise errors.syntax()
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind)))
        at = match.end()
    found.append(Token("end", "", stop))
    return found


def parse_guid(text: str) -> uuid.UUID | None:
    """A GUID in its hyphenated form, or None."""
    return uuid.UUID(text) if _GUID.fullmatch(text) else None


def parse_datetime(text: str) -> datetime | None:
    """A day or a wall-clock time in ISO form, or None; fractions below a microsecond are cut."""
    match = _DATETIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    micro = int((match[7] or "0").ljust(7, "0")[:6])
    try:
        return datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - Exact's times have no zone
    except ValueError:
        return None


def _typed(token: Token) -> Literal:
    name, _, rest = token.text.partition("'")
    name, content = name.lower(), rest[:-1]  # [I] WCF Data Services takes the prefix in any case
    if name == "guid":
        value: Any = parse_guid(content)
        edm = "Edm.Guid"
    elif name == "datetime":
        value = parse_datetime(content)
        edm = "Edm.DateTime"
    else:
        raise errors.unsupported_filter()
    if value is None:
        raise errors.unrecognized(edm, token.text, token.position)
    return Literal(edm, value)


def _number(text: str) -> Literal:
    try:
        return _any_number(text)
    except (ValueError, InvalidOperation):  # thousands of digits, or an exponent of as many
        raise errors.syntax() from None


def _any_number(text: str) -> Literal:
    suffix = text[-1].lower()
    if suffix == "l":
        return Literal("Edm.Int64", int(text[:-1]))
    if suffix in "mdf":
        return Literal("Edm.Double", Decimal(text[:-1]))
    if "." in text or "e" in text.lower():
        return Literal("Edm.Double", Decimal(text))
    whole = int(text)
    return Literal("Edm.Int32" if -(2**31) <= whole < 2**31 else "Edm.Int64", whole)


def literal(token: Token) -> Literal | None:
    """The constant a token stands for, or None when it stands for something else."""
    if token.kind == "typed":
        return _typed(token)
    if token.kind == "string":
        return Literal("Edm.String", token.text[1:-1].replace("''", "'"))
    if token.kind == "number":
        return _number(token.text)
    if token.kind == "word" and token.text in ("true", "false"):
        return Literal("Edm.Boolean", token.text == "true")
    if token.kind == "word" and token.text == "null":
        return Literal("Edm.Null", None)
    return None


def write(edm: str, value: Any) -> str:
    """The literal of a value, as it stands in keys and skip tokens (not yet percent-encoded)."""
    if value is None:
        return "null"
    match edm:
        case "Edm.Guid":
            return f"guid'{value}'"
        case "Edm.DateTime":
            # [R] trailing zeros of the fraction are dropped, and the fraction with them when it is zero
            return f"datetime'{_trim(value.isoformat())}'"
        case "Edm.Int64":
            return f"{value}L"
        case "Edm.Boolean":
            return "true" if value else "false"
        case "Edm.String":
            return "'" + value.replace("'", "''") + "'"
        case "Edm.Double":
            text = format(value, "f")
            return text if "." in text else text + ".0"
        case _:
            return str(value)


def _trim(text: str) -> str:
    return text.rstrip("0") if "." in text else text
