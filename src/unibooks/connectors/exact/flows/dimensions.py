"""How a cost centre or cost unit is changed: by one call, which lets a last day stand that says what is asked for already."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from unibooks.connectors.exact.flows.records import Change, update_record
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.flow import Steps

_END: Final = "EndDate"


async def update_dimension(change: Change, steps: Steps) -> str:
    """A value that is archived keeps its last day when it is archived again, and an active one the day it will end."""
    ends, today = change.row.EndDate, change.api.session.clock.now().astimezone(change.api.company.zone).date()
    archived = ends is not None and wall_clock(ends).date() < today
    if _END in change.payload and (change.payload[_END] is not None) == archived:
        change = replace(change, payload={name: value for name, value in change.payload.items() if name != _END})
    return await update_record(change, steps)


__all__ = ["update_dimension"]
