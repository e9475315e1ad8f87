"""What of a payload differs from what stands in Exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.table import Mapped
from unibooks.core.target import Entity, Prop

#: Properties that Exact works out from one another: where one of them differs, all that are wanted are sent, since a VAT
#: amount that was prescribed holds only until the amount or the code is changed [I].
TOGETHER: Final = (frozenset({"AmountFC", "VATAmountFC", "VATCode"}),)


def differing(mapping: Mapped, row: Any, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What of a payload is not so already.

    Exact takes a relation's own unchanged code for a second one [H], and a change of what is locked is refused even when it
    changes nothing; nobody is served by sending what stands there.
    """
    props = mapping.entity.props()
    found = {
        name: value
        for name, value in payload.items()
        if name not in props or not hasattr(row, name) or not _same(props[name], getattr(row, name), value)
    }
    for group in TOGETHER:
        if group & found.keys():
            found |= {name: payload[name] for name in group & payload.keys()}
    return found


def standing(entity: type[Entity], row: Any, names: Iterable[str]) -> dict[str, Any]:
    """What stands in a record under these names, as it would be sent: with this a change is taken back."""
    props = entity.props()
    return {name: _sendable(props[name], getattr(row, name)) for name in names if name in props and hasattr(row, name)}


def _sendable(prop: Prop, stands: Any) -> Any:
    return wall_clock(stands).isoformat() if prop.edm == "Edm.DateTime" and stands is not None else stands


_EMPTY: Final = (None, "")


def _same(prop: Prop, stands: Any, sent: Any) -> bool:
    if stands in _EMPTY or sent in _EMPTY:
        return stands in _EMPTY and sent in _EMPTY
    if prop.edm == "Edm.Guid":
        return str(stands).lower() == str(sent).lower()
    if prop.edm == "Edm.Double":
        try:
            return Decimal(str(stands)) == Decimal(str(sent))
        except InvalidOperation:
            return False
    if prop.edm == "Edm.DateTime":
        try:
            return wall_clock(stands).date() == date.fromisoformat(str(sent)[:10])
        except ValueError:
            return False
    if prop.edm == "Edm.String":
        return str(stands).strip() == str(sent).strip()
    return stands == sent
