"""Request bodies: JSON to the values of a row, with Exact's complaints about what does not fit."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, cast
from uuid import UUID

from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import parse_guid

Row = dict[str, Any]

_INTEGERS: Final = {
    "Edm.Byte": (0, 255),
    "Edm.Int16": (-(2**15), 2**15 - 1),
    "Edm.Int32": (-(2**31), 2**31 - 1),
    "Edm.Int64": (-(2**63), 2**63 - 1),
}
_BLANKS: Final = str.maketrans("", "", " \t\r\n")
_LARGEST_DOUBLE: Final = Decimal("1.7976931348623157E+308")
_CLR: Final = {"Edm.Binary": "Byte[]"}

#: [R] ISO day or time, its zone ignored [H]; `/Date(..)/` with plain slashes is refused [M].
_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks are counted from a wall-clock epoch
#: [I] what the answers hold is taken back as long as its slashes are escaped as there: WCF Data Services tells a date from
#: a text by these, and whoever sends whole records back (PQ) escapes them.
_DATE: Final = re.compile(rb'(?<!\\)"\\/Date\((-?\d{1,16})(?:[+-]\d{1,4})?\)\\/"')
#: [H] the form of Exact's own samples: 02/18/2016 00:00:00
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII)


def _not_an_object() -> errors.ODataError:
    return errors.stream("The request should be a valid top-level resource object.")  # [H]


def _guid(value: Any) -> Any:
    found = parse_guid(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError
    return found


def _double(value: Any) -> Decimal:
    """Numbers may be sent as texts [H]."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise ValueError
    number = Decimal(value)
    if not number.is_finite() or number.copy_abs() > _LARGEST_DOUBLE:
        raise ValueError
    return number


def _integer(value: Any) -> int:
    number = _double(value)
    if number.copy_abs() >= 10**20 or number != int(number):
        raise ValueError
    return int(number)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError


def _datetime(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError
    text = value.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups()[:6])
        micro = int((iso[7] or "0").ljust(7, "0")[:6]) // 1000 * 1000
        return datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - zones are ignored
    if american := _AMERICAN.fullmatch(text):
        month, day, year, hour, minute, second = (int(part or 0) for part in american.groups())
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    raise ValueError


def _string(value: Any) -> str:
    """A text; clients send codes as numbers [H: OSSO's payment conditions, PQ#325's VAT codes]."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError
    # [I] half of a surrogate pair is no character; it could be stored, but not stand in an address or a file name
    value.encode()
    return value


def _binary(value: Any) -> bytes:
    """Base64, in which .NET passes over blanks and line ends: clients break their lines [M: python-exact-online]."""
    if not isinstance(value, str):
        raise ValueError
    return base64.b64decode(_string(value).translate(_BLANKS), validate=True)


_DECODERS: Final[dict[str, Callable[[Any], Any]]] = {
    "Edm.Binary": _binary,
    "Edm.Boolean": _boolean,
    "Edm.DateTime": _datetime,
    "Edm.Double": _double,
    "Edm.Guid": _guid,
    "Edm.String": _string,
}


def decode(prop: Prop, value: Any) -> Any:
    """The value of a property as a row holds it.

    Raises:
        ODataError: 400 with Exact's conversion text [H].
    """
    if value is None:
        return None
    try:
        if prop.edm in _INTEGERS:
            low, high = _INTEGERS[prop.edm]
            found = _integer(value)
            if not low <= found <= high:
                raise ValueError
            return found
        found = _DECODERS[prop.edm](value)
    except (ValueError, InvalidOperation, binascii.Error):
        clr = _CLR.get(prop.edm, prop.edm.removeprefix("Edm."))
        text = "Error encountered in converting the value from request payload for property"
        # [H] the whole sentence is quoted in a report
        rest = "which is the property's expected type. See inner exception for more detail."
        raise errors.stream(f"{text} '{prop.name}' to type '{clr}', {rest}") from None
    if prop.day:
        return found.replace(hour=0, minute=0, second=0, microsecond=0)
    return prop.pad(found) if prop.width and found else found


def _iso(date: re.Match[bytes]) -> bytes:
    try:
        return b'"%s"' % (_EPOCH + timedelta(milliseconds=int(date[1]))).isoformat().encode("ascii")
    except OverflowError:
        return date[0]


def _refuse_constant(_: str) -> Any:
    raise ValueError


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a request, its numbers exact.

    Raises:
        ODataError: 400 when it is anything else.
    """
    try:
        found: object = json.loads(_DATE.sub(_iso, body), parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _not_an_object() from None
    return _object(found)


def _object(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _not_an_object()
    return cast("dict[str, Any]", found)


def read_values(entity: type[Entity], body: dict[str, Any], *, creating: bool) -> Row:
    """The values that may be written; those of read-only properties are dropped without a word [R].

    Nested collections stand under the name of their navigation property, in a create only.

    Raises:
        ODataError: 400 for an unknown name, a value of another type, or lines nested in a change.
    """
    values: Row = {}
    for name, value in body.items():
        member = entity.members.get(name)
        if name.startswith("__"):
            continue
        if isinstance(member, Prop):
            found = decode(member, value)
            if member.post if creating else member.put:
                values[name] = found
        elif isinstance(member, Nav) and _is_deferred(value):
            continue
        elif isinstance(member, Nav) and not creating:
            # [M] the first words are known, how the sentence goes on is [I]
            raise errors.stream("Binding to new entities is not supported in an update.")
        elif isinstance(member, Nav) and member.post and member.target is not None:
            values[name] = _nested(member.target, value)
        elif isinstance(member, Nav) and member.post and name.endswith("IDs"):
            values[name] = _keys(value)
        else:
            text = f"The property name '{name}' specified for type '{entity.type_name}' is not valid."
            raise errors.stream(text)  # [H]
    return values


def _is_deferred(value: object) -> bool:
    """Whether a collection comes back as it was read: clients send whole records to change one value [H: PQ#416]."""
    return isinstance(value, dict) and list(cast("dict[str, object]", value)) == ["__deferred"]


def _keys(value: object) -> list[UUID]:
    """A collection of keys: each a GUID, or an object that holds one [I: no client shows the form]."""
    if not isinstance(value, list):
        raise _not_an_object()
    found: list[UUID] = []
    for item in cast("list[object]", value):
        inner = [*cast("dict[str, object]", item).values()] if isinstance(item, dict) else [item]
        try:
            (key,) = inner
            found.append(_guid(key))
        except ValueError:
            raise _not_an_object() from None
    return found


def _nested(entity: type[Entity], value: object) -> list[Row]:
    if not isinstance(value, list):
        raise _not_an_object()  # [H]
    items = cast("list[object]", value)
    return [read_values(entity, _object(item), creating=True) for item in items]
