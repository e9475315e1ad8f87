"""The keys of records in addresses: `guid'..'`, or `Journal='10',Period=1,Year=2026` where it takes several properties."""

from __future__ import annotations

import re
from typing import Any, Final

from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import KINDS, literal, tokens, write

_PART: Final = re.compile(r"\s*(?P<name>\w+)\s*=\s*(?P<value>'(?:[^']|'')*'|[^,]*?)\s*(?:,|$)", re.ASCII)


def text(entity: type[Entity], row: dict[str, Any]) -> str:
    """The key of a row, as it stands between the parentheses of an address."""
    if len(entity.keys) == 1:
        return write(entity.key.edm, row[entity.key.name])
    return ",".join([f"{prop.name}={write(prop.edm, row[prop.name])}" for prop in entity.keys])


def named(entity: type[Entity], key: Any) -> dict[str, Any]:
    """The properties of a key under which a table holds a row."""
    values = (key,) if len(entity.keys) == 1 else key
    return {prop.name: value for prop, value in zip(entity.keys, values, strict=True)}


def parse(text: str, entity: type[Entity]) -> Any:
    """The key under which a table holds the row, a tuple where it takes several properties.

    Raises:
        ODataError: 400 when it does not parse, or a part is missing.
    """
    if len(entity.keys) == 1:
        return _value(text, entity.key)
    parts: dict[str, str] = {}
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part["name"] in parts:
            raise errors.syntax()
        parts[part["name"]] = part["value"]
        at = part.end()
    if parts.keys() != {prop.name for prop in entity.keys}:
        raise errors.syntax()
    return tuple(_value(parts[prop.name], prop) for prop in entity.keys)


def _value(text: str, prop: Prop) -> Any:
    pieces = tokens(text)
    found = literal(pieces[0]) if len(pieces) == 2 else None
    if found is None or found.edm == "Edm.Null" or KINDS[found.edm] != KINDS[prop.edm]:
        raise errors.syntax()
    return found.value
