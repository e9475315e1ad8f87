"""What is looked up before an expense or a payment is written or removed: relations, documents, periods, the entry's state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.entry_kinds import EXPENSE_KINDS, EntryKind
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.periods import is_closed
from unibooks.connectors.exact.target import Account, Document
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import AnyOf, Condition
from unibooks.core.context import Reference
from unibooks.core.errors import Fault, Forbidden, NotFound, Rejected
from unibooks.core.target import Entity

#: Status of an entry that can be changed and removed [H].
OPEN: Final = 20
#: How long a relation that was found good is taken to be so, and how many are remembered.
GOOD_FOR: Final = timedelta(minutes=15)
REMEMBERED: Final = 2000
NO_SUPPLIER: Final = (
    "is not a supplier of this company; PATCH /accounting/customers/{contactId} with the role SUPPLIER makes it one"
)
#: What is looked at of a relation.
RELATION: Final = Reference(
    "relation",
    Account,
    Account.Code,
    (
        *(Account.Name, Account.IsSupplier, Account.Status, Account.Blocked),
        *(Account.PurchaseVATCode, Account.GLAP, Account.GLAR),
    ),
)


async def relations(api: ExactApi, ids: Sequence[str]) -> dict[str, Any]:
    """The relations with these ids, by id; one call for all that were not found good a short while ago."""
    kept, now = api.session.kept.records, api.session.clock.now()
    found: dict[str, Any] = {}
    missing: list[str] = []
    for key in dict.fromkeys(ids):
        known = kept.get((api.company.id, f"relation {key}"))
        if known is not None and now - known[0] < GOOD_FOR:
            found[key] = known[1]
        else:
            missing.append(key)
    if missing:
        wanted = AnyOf(tuple(Condition(Account.ID, "eq", key) for key in missing))
        if len(kept) >= REMEMBERED:
            kept.clear()
        for row in await api.rows(Account, RELATION.props(), (wanted,)):
            found[str(row.ID)] = row
            if not row.Blocked:
                kept[(api.company.id, f"relation {row.ID}")] = (now, row)
    return found


async def relation_faults(api: ExactApi, named: Mapping[str, str], supplier: Sequence[str]) -> tuple[list[Fault], Any]:
    """What is wrong with the relations that a body names, and the first of them that is sound.

    Args:
        api: the company.
        named: caller's path -> id.
        supplier: the paths of those that have to be suppliers.
    """
    ids = {path: key for path, value in named.items() if (key := _guid(value)) is not None}
    rows = await relations(api, list(ids.values())) if ids else {}
    faults: list[Fault] = []
    sound: Any = None
    for path, key in ids.items():
        row = rows.get(key)
        if row is None:
            cure = "GET /accounting/suppliers and /accounting/customers list them"
            faults.append(
                Fault(path, f"there is no relation {named[path]} in this company; {cure}", "UNKNOWN_REFERENCE")
            )
        elif row.Blocked:
            faults.append(Fault(path, f"{row.Name} is blocked in Exact Online; unblock it there first", "BLOCKED"))
        elif path in supplier and not row.IsSupplier:
            faults.append(Fault(path, f"{row.Name} {NO_SUPPLIER}", "WRONG_ROLE"))
        else:
            sound = sound or row
    return faults, sound


async def document_faults(api: ExactApi, document_id: str | None, field: str) -> list[Fault]:
    """Whether a document that a body names is there."""
    key = _guid(document_id)
    try:
        if key is None or await _is_there(api, Document, key):
            return []
    except Forbidden:
        return []  # the app may not read documents, which an entry can name all the same
    cure = "GET /accounting/files lists them"
    return [Fault(field, f"there is no stored file {document_id} in this company; {cure}", "UNKNOWN_REFERENCE")]


async def stays_open(api: ExactApi, intent: Intent, word: str) -> None:
    """Let pass what Exact still lets be changed or removed.

    Raises:
        Rejected: it is processed, or its period is closed.
    """
    kind = next(kind for kind in EXPENSE_KINDS if kind.entry is intent.mapping.entity)
    entry = await _state(api, kind, str(intent.row.EntryID))
    if entry is None:
        return
    if entry.Status != OPEN:
        raise Rejected(
            f"This {word} is processed in Exact Online, which takes no change of it any more; book what corrects it."
        )
    journal = str(getattr(entry, kind.journal.name)).strip()
    names = _PERIOD[kind.name == "purchase"]
    year, period = (getattr(entry, name) for name in names)
    try:
        closed = await is_closed(api, journal, year, period)
    except (Forbidden, NotFound):
        return
    if closed:
        raise Rejected(
            f"This {word} lies in period {period} of {year}, which is closed in Exact Online for journal {journal}; open the "
            "period there first, or book what corrects it in an open one."
        )


_PERIOD: Final = {True: ("ReportingYear", "ReportingPeriod"), False: ("FinancialYear", "FinancialPeriod")}


async def _state(api: ExactApi, kind: EntryKind, key: str) -> Any:
    props = kind.entry.props()
    wanted = (props["Status"], kind.journal, *(props[name] for name in _PERIOD[kind.name == "purchase"]))
    rows = await api.rows(kind.entry, wanted, (Condition(kind.entry.key, "eq", key),), top=1)
    return rows[0] if rows else None


async def _is_there(api: ExactApi, entity: type[Entity], key: str) -> bool:
    return bool(await api.rows(entity, (), (Condition(entity.key, "eq", key),), top=1))


def _guid(text: str | None) -> str | None:
    try:
        return guid((text or "").strip())
    except ValueError:
        return None


def today_or(day: date | None, today: date) -> date:
    """The day of an entry: the one named, else the one that Exact takes by itself."""
    return day if day is not None else today
