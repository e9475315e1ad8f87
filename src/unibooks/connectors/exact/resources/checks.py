"""What is looked up in Exact before a purchase entry is written, because an error there would count against the customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.bills import CreateBillLine, CreatePurchase
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.references import stale
from unibooks.connectors.exact.resources.bill_codes import Findings, journal_for
from unibooks.connectors.exact.resources.bill_kinds import BILL, Kind
from unibooks.connectors.exact.resources.bill_state import changeable
from unibooks.connectors.exact.resources.bill_status import REJECTED
from unibooks.connectors.exact.resources.entry_checks import NO_SUPPLIER, document_faults
from unibooks.connectors.exact.resources.periods import period_faults
from unibooks.connectors.exact.resources.references import JOURNALS, SUPPLIER
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry
from unibooks.connectors.exact.writes import Check, Intent
from unibooks.core.conditions import Condition
from unibooks.core.context import Context, ReferenceRows
from unibooks.core.errors import Fault, Rejected

#: How long a supplier that was found good is taken to be so.
GOOD_FOR: Final = timedelta(minutes=15)
#: Records remembered per connection.
REMEMBERED: Final = 2000


def purchase_check(kind: Kind) -> Check:
    """The look-ups of one kind: the entry can still be changed, its supplier is one, its period is open, its number is new."""

    async def check(api: ExactApi, intent: Intent) -> Sequence[Fault]:
        if intent.row is not None:
            await changeable(api, kind, str(intent.row.EntryID))
        if not isinstance(intent.body, CreatePurchase):
            if intent.row is not None and intent.row.Document is not None:
                intent.ctx.warn(
                    f"The document {intent.row.Document} stays in Exact Online; only the {kind.word} is removed"
                )
            return ()
        faults = [
            *await _supplier_faults(api, intent.ctx, intent.body, intent.row),
            *await _day_faults(api, kind, intent),
            *await _file_faults(api, intent, intent.body),
        ]
        if "duplicates" in api.session.strict or not (faults or _is_refused(api, intent, intent.body)):
            faults += await _duplicates(api, kind, intent, intent.body)
        return faults

    return check


def _is_refused(api: ExactApi, intent: Intent, body: CreatePurchase) -> bool:
    """Whether the body is refused for what is known already, so that a mere warning needs no call."""
    if stale(api, intent.mapping.write_references(body)):
        return False
    return bool(intent.mapping.write_record(body, replace(intent.ctx, warnings={})).faults)


async def line_check(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """A line's bill can still be changed, and goes on being a bill without the line or with it as it is to be."""
    entry = await changeable(api, BILL, intent.parent_id)
    key = "" if intent.row is None else str(intent.row.ID).lower()
    others = [line for line in entry.PurchaseEntryLines or () if str(line.ID).lower() != key]
    rest = sum((line.AmountFC or Decimal(0) for line in others), Decimal(0))
    if not isinstance(intent.body, CreateBillLine):
        if not others:
            raise Rejected("This is the only line of the bill, which cannot be without one; remove the bill instead.")
        if rest < 0:
            raise Rejected("Without this line the bill would come to less than zero; change its other lines first.")
        return ()
    if (supplier := await _supplier(api, str(entry.Supplier))) is not None:
        _let_see(intent.ctx, supplier)
    field, amount = _amount(intent.body)
    if amount < 0 and rest + amount < 0:
        message = f"is {amount}, with which the bill would come to less than zero; a credit is not a bill"
        return (Fault(field, message),)
    return ()


def _amount(line: CreateBillLine) -> tuple[str, Decimal]:
    """About what a line comes to, and the field that says so."""
    if line.total_net_amount is not None:
        return "totalNetAmount", line.total_net_amount
    if line.total_gross_amount is not None:
        return "totalGrossAmount", line.total_gross_amount
    quantity = Decimal(1) if line.quantity is None else line.quantity
    return "unitAmount", (line.unit_amount or Decimal(0)) * quantity


async def _supplier_faults(api: ExactApi, ctx: Context, body: CreatePurchase, standing: Any) -> Sequence[Fault]:
    """The supplier exists, is a supplier, and is not blocked; one call unless it was found good a short while ago."""
    named = body.contact_id if body.contact_id is not None or standing is None else str(standing.Supplier)
    if named is None:
        return ()
    try:
        key = guid(named)
    except ValueError:
        return ()  # the table says what is wrong with it
    row = await _supplier(api, key)
    if row is not None and row.IsSupplier:
        _let_see(ctx, row)
    if standing is not None and str(standing.Supplier).lower() == key:
        return ()  # it stays whose it is
    if row is None:
        cure = "GET /accounting/suppliers lists them, POST creates one"
        return (Fault("contactId", f"there is no supplier {named} in this company; {cure}", "UNKNOWN_REFERENCE"),)
    if not row.IsSupplier:
        return (Fault("contactId", f"{row.Name} {NO_SUPPLIER}", "WRONG_ROLE"),)
    if row.Blocked:
        return (Fault("contactId", f"{row.Name} is blocked in Exact Online; unblock it there first", "BLOCKED"),)
    return ()


async def _file_faults(api: ExactApi, intent: Intent, body: CreatePurchase) -> Sequence[Fault]:
    """A stored file that is named is there; one that the entry has already was looked at, and beside files none can be named."""
    named = (body.file_id or "").strip().lower()
    stands = intent.row is not None and str(intent.row.Document).lower() == named
    return () if stands or intent.files else await document_faults(api, body.file_id, "fileId")


def _let_see(ctx: Context, supplier: Any) -> None:
    ctx.references = {**ctx.references, SUPPLIER.name: ReferenceRows(SUPPLIER, [supplier])}


async def _supplier(api: ExactApi, key: str) -> Any | None:
    kept, now = api.session.kept.records, api.session.clock.now()
    place = (api.company.id, key)
    known = kept.get(place)
    if known is not None and now - known[0] < GOOD_FOR:
        return known[1]
    rows = await api.rows(SUPPLIER.entity, SUPPLIER.props(), (Condition(SUPPLIER.entity.key, "eq", key),), top=1)
    row = rows[0] if rows else None
    if row is not None and row.IsSupplier and not row.Blocked:
        if len(kept) >= REMEMBERED:
            kept.clear()
        kept[place] = (now, row)
    return row


async def _day_faults(api: ExactApi, kind: Kind, intent: Intent) -> Sequence[Fault]:
    """Without a day a new entry gets today's; an entry that keeps its day was looked at already."""
    body, ctx, row = intent.body, intent.ctx, intent.row
    assert isinstance(body, CreatePurchase)
    day = kind.day(body)
    if row is not None:
        stands = wall_clock(row.EntryDate).date()
        return (
            await period_faults(api, str(row.Journal).strip(), day, kind.field(kind.date))
            if day not in (None, stands)
            else ()
        )
    journal = journal_for(body, ctx, Findings()) if JOURNALS.name in ctx.references else None
    return () if journal is None else await period_faults(api, journal.strip(), day or ctx.today, kind.field(kind.date))


async def _duplicates(api: ExactApi, kind: Kind, intent: Intent, body: CreatePurchase) -> Sequence[Fault]:
    """The supplier's own number was not booked before: a warning, or a fault where the caller wants one; one call."""
    number = (getattr(body, kind.number) or "").strip()
    row = intent.row
    supplier = body.contact_id or (str(row.Supplier) if row is not None else None)
    if row is not None:
        same_supplier = str(row.Supplier).lower() == str(supplier).lower()
        if same_supplier and (row.YourRef or "").strip() == number:
            return ()
    try:
        key = guid(supplier)
    except ValueError:
        return ()
    if not number:
        return ()
    alike = (
        Condition(PurchaseEntry.Supplier, "eq", key),
        Condition(PurchaseEntry.YourRef, "eq", number),
        Condition(PurchaseEntry.Type, "eq", kind.type),
        Condition(PurchaseEntry.Status, "ne", REJECTED),
    )
    found = [str(entry.EntryID) for entry in await api.rows(PurchaseEntry, (), alike, top=2)]
    others = [entry for entry in found if row is None or entry.lower() != str(row.EntryID).lower()]
    if not others:
        return ()
    field = kind.field(kind.number)
    message = f"{number} of this supplier is booked already, as {kind.word} {others[0]}"
    if "duplicates" in api.session.strict:
        return (Fault(field, f"{message}; send it without strict=duplicates to book it again", "DUPLICATE"),)
    api.session.warnings[f"{field}: {message}"] = None
    return ()
