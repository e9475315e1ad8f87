"""Spellings of the contract's other clients that its schema does not have, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast


@dataclass(frozen=True)
class Spellings:
    """What is tolerated in the bodies of one resource.

    Attributes:
        keys: another name of a field -> the field.
        values: field -> another name of a value -> the value.
        lines: field with a list of objects -> what is tolerated in each of them.
    """

    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    lines: Mapping[str, Spellings] = field(default_factory=dict[str, "Spellings"])


#: What dimensions were called when the contract was young.
_DIMENSIONS: Final = Spellings(keys={"trackingCategories": "dimensions"})

#: Resource -> what is tolerated. The contract's documentation and its tool server write both of these.
SPELLINGS: Final[Mapping[str, Spellings]] = {
    "billLineItems": _DIMENSIONS,
    "bills": Spellings(
        keys={"paymentTermId": "paymentTermCode"},
        lines={"lineItems": _DIMENSIONS},
        values={"taxRule": {"SMALL_BUSINESS_VAT_EXEMPTION": "SMALL_BUSINESS_EXEMPTION"}},
    ),
    "expenses": Spellings(
        keys={"memo": "note"},
        lines={"expenseLines": _DIMENSIONS},
    ),
    "vendorCredits": Spellings(
        keys={"paymentTermCode": "paymentTermId"},
        lines={"lineItems": _DIMENSIONS},
        values={"taxRule": {"SMALL_BUSINESS_VAT_EXEMPTION": "SMALL_BUSINESS_EXEMPTION"}},
    ),
}


def respelled(resource: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body in the schema's spelling. A field that stands there under both its names keeps both, so that the
    stranger is named in a warning."""
    return _respelled(SPELLINGS.get(resource, Spellings()), body)


def _respelled(known: Spellings, body: Mapping[str, Any]) -> dict[str, Any]:
    trimmed = {key.strip(): value for key, value in body.items()}
    out: dict[str, Any] = {}
    for key, value in trimmed.items():
        name = known.keys.get(key, key)
        name = key if name != key and name in trimmed else name
        other = known.values.get(name, {})
        out[name] = other.get(value, value) if isinstance(value, str) else value
        if name in known.lines and isinstance(value, list):
            rows = cast("list[Any]", value)
            out[name] = [
                _respelled(known.lines[name], cast("dict[str, Any]", row)) if isinstance(row, dict) else row
                for row in rows
            ]
    return out
