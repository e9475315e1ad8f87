"""Whether Exact still takes a change of a purchase entry: only while it is open, and its period too [H for others, I here]."""

from __future__ import annotations

from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.odata import Selection, filter_text, guid
from unibooks.connectors.exact.resources.bill_kinds import Kind
from unibooks.connectors.exact.resources.bill_status import OPEN, REJECTED
from unibooks.connectors.exact.resources.periods import is_closed
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition
from unibooks.core.errors import Forbidden, NotFound, Rejected

_ENTRY: Final = Selection.of(
    PurchaseEntry,
    (
        PurchaseEntry.Journal,
        PurchaseEntry.ReportingPeriod,
        PurchaseEntry.ReportingYear,
        PurchaseEntry.Status,
        PurchaseEntry.Supplier,
    ),
).with_lines(PurchaseEntry.PurchaseEntryLines, (PurchaseEntryLine.AmountFC,))


async def changeable(api: ExactApi, kind: Kind, record_id: str) -> Any:
    """The entry with the amounts of its lines.

    Raises:
        NotFound: there is none.
        Rejected: Exact would refuse to change it, and why.
    """
    entry = await _entry(api, kind, record_id)
    if entry.Status == REJECTED:
        raise Rejected(f"This {kind.word} was rejected in Exact Online, which takes no change of it any more.")
    if entry.Status != OPEN:
        raise Rejected(
            f"This {kind.word} is processed in Exact Online, which takes no change of it any more; book what corrects it."
        )
    journal, year, period = str(entry.Journal).strip(), entry.ReportingYear, entry.ReportingPeriod
    try:
        closed = await is_closed(api, journal, year, period)
    except (Forbidden, NotFound):
        return entry
    if closed:
        raise Rejected(
            f"This {kind.word} lies in period {period} of {year}, which is closed in Exact Online for journal {journal}; "
            "open the period there first, or book what corrects it in an open one."
        )
    return entry


async def _entry(api: ExactApi, kind: Kind, record_id: str) -> Any:
    missing = NotFound(f"There is no {kind.word} {record_id!r} in this company")
    try:
        key = guid(record_id)
    except ValueError:
        raise missing from None
    conditions = (Condition(PurchaseEntry.EntryID, "eq", key), Condition(PurchaseEntry.Type, "eq", kind.type))
    query = (("$filter", filter_text(conditions, api.company.zone)), *_ENTRY.options())
    rows = (await api.read(_ENTRY, query)).rows
    if not rows:
        raise missing
    return rows[0]
