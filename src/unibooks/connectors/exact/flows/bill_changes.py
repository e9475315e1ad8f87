"""How bills and vendor credits are changed: the header, then line by line, since Exact takes no lines with a header [H].

Each line is a write of its own, and Exact books the entry anew after each. So lines that are there stay where they are as
they should be, and the others come in an order in which the entry never is without a line, which would remove it, nor of
the other sign, which would make a credit of a bill: first what adds to the total, then what takes from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.differences import differing, standing
from unibooks.connectors.exact.flows.records import Change
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.target import PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition
from unibooks.core.flow import Step, Steps
from unibooks.core.sources import Many
from unibooks.core.table import Mapped
from unibooks.core.target import Prop

NAV: Final = PurchaseEntry.PurchaseEntryLines
KEY, ENTRY, AMOUNT = PurchaseEntryLine.ID.name, PurchaseEntryLine.EntryID.name, PurchaseEntryLine.AmountFC.name
DUE, DAY, TERM = PurchaseEntry.DueDate.name, PurchaseEntry.EntryDate.name, PurchaseEntry.PaymentCondition.name


async def update_purchase(change: Change, steps: Steps) -> str:
    """The header where it differs, then the lines that differ; nothing where nothing does."""
    payload = dict(change.payload)
    wanted: Sequence[Mapping[str, Any]] | None = payload.pop(NAV.name, None)
    # The header first: most of what Exact can refuse stands there, and nothing is done yet.
    if payload:
        await steps.run(_header_step(change, payload | _kept_due(change, payload)))
    if wanted is not None:
        known = {_id(line) for line in change.row.PurchaseEntryLines or ()}
        for one in _line_changes(change, wanted, known):
            result = await steps.run(one.step)
            if one.adds:
                known.add(str(result).lower())
    return change.key


async def create_line(change: Change, steps: Steps) -> str:
    """One line more; a lost answer is resolved by the lines that were there before."""
    entry = str(change.payload[ENTRY])
    known = {_id(line) for line in await _lines(change.api, entry)}
    return await steps.run(_add_step(change.api, "line", entry, change.payload, known))


def _kept_due(change: Change, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The due date as it stands, where Exact would reckon or lose it: with a new day where it was not to change, and with
    another supplier, which may blank it [M for sales entries]."""
    if DUE in payload or TERM in payload or change.row.DueDate is None:
        return {}
    moved = change.merge and DAY in payload
    taken_over = PurchaseEntry.Supplier.name in payload and DAY not in payload
    return standing(PurchaseEntry, change.row, (DUE,)) if moved or taken_over else {}


def _header_step(change: Change, payload: Mapping[str, Any]) -> Step:
    before = standing(PurchaseEntry, change.row, payload)
    return Step(
        "header",
        act=lambda: change.api.put(PurchaseEntry, change.key, payload),
        undo=lambda _: change.api.put(PurchaseEntry, change.key, before),
        repeatable=True,
    )


@dataclass(frozen=True)
class _LineChange:
    """One write of a line, and what it adds to the entry's total, in the direction of the entry."""

    step: Step
    more: Decimal
    adds: bool = False


def _line_changes(change: Change, wanted: Sequence[Mapping[str, Any]], known: set[str]) -> list[_LineChange]:
    """What it takes to get from the lines that are there to those that are wanted, in the order in which it is done."""
    api, table = change.api, _table(change)
    # by the lines: whether the header of a bill is positive is not known
    sign = -1 if sum(_decimal(line.AmountFC) for line in change.row.PurchaseEntryLines or ()) < 0 else 1
    names = [n for n, m in table.members().items() if isinstance(m, Prop) and m.put and n not in _SAID_ELSEWHERE]
    left = {_id(line): line for line in change.row.PurchaseEntryLines or ()}
    changes: list[_LineChange] = []
    new: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(wanted, 1):
        full = {name: line.get(name) for name in names} | {n: v for n, v in line.items() if n != KEY}
        stands = left.pop(str(line[KEY]).lower(), None) if line.get(KEY) else None
        if stands is None:
            new.append((number, full))
        elif payload := differing(table, stands, full):
            more = sign * (_decimal(full[AMOUNT]) - _decimal(stands.AmountFC))
            changes.append(_LineChange(_change_step(api, f"line {number}", stands, payload), more))
    for number, full in new:
        same = next((key for key, stands in left.items() if not differing(table, stands, full)), None)
        if same is not None:
            del left[same]
            continue
        payload = {name: value for name, value in full.items() if value is not None}
        step = _add_step(api, f"line {number}", change.key, payload, known)
        changes.append(_LineChange(step, sign * _decimal(full[AMOUNT]), adds=True))
    for place, stands in enumerate(left.values(), 1):
        step = _remove_step(api, f"old line {place}", change.key, stands, names)
        changes.append(_LineChange(step, -sign * _decimal(stands.AmountFC)))
    return sorted(changes, key=lambda one: (-one.more, not one.adds))


#: A line's percentage follows from its code, and its VAT is compared only where it is said.
_SAID_ELSEWHERE: Final = frozenset({PurchaseEntryLine.VATPercentage.name, PurchaseEntryLine.VATAmountFC.name})


def _add_step(api: ExactApi, name: str, entry: str, payload: Mapping[str, Any], known: set[str]) -> Step:
    """`known` are the lines that were there before; the caller adds what he makes."""

    async def find(begun: datetime) -> str | None:
        ledger, amount = guid(payload[PurchaseEntryLine.GLAccount.name]), _decimal(payload[AMOUNT])
        alike = (
            _id(line)
            for line in await _lines(api, entry)
            if _id(line) not in known and guid(line.GLAccount) == ledger and _decimal(line.AmountFC) == amount
        )
        return next(alike, None)

    return Step(
        name,
        act=lambda: api.post(PurchaseEntryLine, {**payload, ENTRY: entry}),
        find=find,
        undo=lambda key: api.delete(PurchaseEntryLine, key),
    )


def _change_step(api: ExactApi, name: str, stands: Any, payload: Mapping[str, Any]) -> Step:
    before = standing(PurchaseEntryLine, stands, payload)
    return Step(
        name,
        act=lambda: api.put(PurchaseEntryLine, _id(stands), payload),
        undo=lambda _: api.put(PurchaseEntryLine, _id(stands), before),
        repeatable=True,
    )


def _remove_step(api: ExactApi, name: str, entry: str, stands: Any, names: Sequence[str]) -> Step:
    """Taken back, it is a new line with the same content."""
    content = standing(PurchaseEntryLine, stands, (*names, PurchaseEntryLine.VATAmountFC.name))
    before = {name: value for name, value in content.items() if value is not None} | {ENTRY: entry}

    async def undo(_: Any) -> None:
        await api.post(PurchaseEntryLine, before)

    return Step(name, act=lambda: api.delete(PurchaseEntryLine, _id(stands)), undo=undo, repeatable=True)


async def _lines(api: ExactApi, entry: str) -> list[Any]:
    wanted = (PurchaseEntryLine.AmountFC, PurchaseEntryLine.GLAccount)
    return await api.rows(PurchaseEntryLine, wanted, (Condition(PurchaseEntryLine.EntryID, "eq", entry),))


def _table(change: Change) -> Mapped:
    return next(s.lines for s in change.mapping.fields.values() if isinstance(s, Many) and s.nav is NAV)


def _id(line: Any) -> str:
    return str(line.ID).lower()


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value)) if value is not None else Decimal(0)
