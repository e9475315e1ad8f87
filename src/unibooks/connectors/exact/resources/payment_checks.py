"""What is looked up before a payment is booked or removed: its relations, what it pays and how much of that is open, its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from unibooks.accounting.payments import CreatePayment, PaymentFilters
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.entry_kinds import LEDGER_LINE
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.bill_status import MATCHED
from unibooks.connectors.exact.resources.entry_checks import (
    RELATION,
    relation_faults,
    relations,
    stays_open,
    today_or,
)
from unibooks.connectors.exact.resources.named_rows import ledger_by_id
from unibooks.connectors.exact.resources.payment_compose import LINES, payment_journal
from unibooks.connectors.exact.resources.payment_sides import CONTROL, CREDITOR, INVOICES, RELATIONS, Invoice
from unibooks.connectors.exact.resources.periods import period_faults
from unibooks.connectors.exact.target import Payment, Receivable, TransactionLine
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import AnyOf, Condition
from unibooks.core.context import Context, ReferenceRows
from unibooks.core.errors import Fault, Forbidden, InvalidRequest, NotFound, NotOffered


async def payment_is_sound(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """At most three calls for what is paid, one for the relations, and one for each day not booked on a short while ago."""
    if intent.ctx.verb in ("update", "patch"):
        raise NotOffered(
            "Exact Online changes no bank or cash entries; remove this payment while it is open, and book it anew."
        )
    if intent.row is not None:
        await stays_open(api, intent, "payment")
    body, ctx = intent.body, intent.ctx
    if not isinstance(body, CreatePayment):
        return ()
    faults = await _invoices(api, body, ctx)
    named = {f"{LINES}[{i}].{field}": value for i, field, value in _relations(body)}
    suppliers = [path for path in named if path.endswith(".supplierId")]
    wrong, _ = await relation_faults(api, named, suppliers)
    ids = [key for value in named.values() if (key := _guid(value)) is not None]
    paid = ctx.references.get(INVOICES.name)
    ids += [invoice.Account for invoice in paid.rows] if paid is not None else []
    rows = await relations(api, ids) if ids else {}
    ctx.references = {**ctx.references, RELATIONS: ReferenceRows(RELATION, list(rows.values()))}
    return [*faults, *wrong, *await _days(api, body, ctx)]


def _relations(body: CreatePayment) -> list[tuple[int, str, str]]:
    fields = (("supplierId", "supplier_id"), ("customerId", "customer_id"), ("contactId", "contact_id"))
    return [
        (index, alias, value)
        for index, line in enumerate(body.payment_lines or ())
        for alias, field in fields
        if (value := getattr(line, field)) is not None
    ]


async def _days(api: ExactApi, body: CreatePayment, ctx: Context) -> list[Fault]:
    found = payment_journal(body, ctx)
    if isinstance(found, Fault):
        return []
    faults: list[Fault] = []
    seen: set[Any] = set()
    for index, line in enumerate(body.payment_lines or ()):
        day = today_or(line.payment_date, ctx.today)
        if day not in seen:
            seen.add(day)
            faults += await period_faults(api, str(found[1].Code).strip(), day, f"{LINES}[{index}].paymentDate")
    return faults


async def _invoices(api: ExactApi, body: CreatePayment, ctx: Context) -> list[Fault]:
    """Read what is paid into the context, and say what is not there."""
    faults: list[Fault] = []
    wanted: dict[str, str] = {}
    for index, line in enumerate(body.payment_lines or ()):
        path = f"{LINES}[{index}].invoiceId"
        if line.invoice_id is None:
            continue
        key = _guid(line.invoice_id)
        if key is None:
            faults.append(
                Fault(path, f"{line.invoice_id!r} is not an id of this system; it is a bill's or an invoice's")
            )
        else:
            wanted[path] = key
    if not wanted:
        return faults
    lines = await control_lines(api, list(wanted.values()), ctx)
    terms = await _open(api, lines, ctx)
    invoices = {key: _invoice(rows, terms.get(key)) for key, rows in lines.items()}
    ctx.references = {**ctx.references, INVOICES.name: ReferenceRows(INVOICES, list(invoices.values()))}
    for path, key in wanted.items():
        if key not in invoices:
            message = (
                f"there is no bill or invoice {key} in this company's books; GET /accounting/bills lists the bills"
            )
            faults.append(Fault(path, message, "UNKNOWN_REFERENCE"))
    return faults


async def control_lines(api: ExactApi, entry_ids: Sequence[str], ctx: Context) -> dict[str, list[Any]]:
    """The ledger lines of entries that can be settled: on a control account, with a relation; by entry."""
    wanted = AnyOf(tuple(Condition(TransactionLine.EntryID, "eq", key) for key in dict.fromkeys(entry_ids)))
    found: dict[str, list[Any]] = {}
    for row in await api.rows(TransactionLine, LEDGER_LINE, (wanted,)):
        account = ledger_by_id(row.GLAccount, ctx)
        if account is not None and account.Type in CONTROL and row.Account is not None:
            found.setdefault(str(row.EntryID), []).append(row)
    return found


async def _open(api: ExactApi, lines: Mapping[str, list[Any]], ctx: Context) -> dict[str, Decimal]:
    """What is open of entries in the company's currency, above zero, by their payment terms; the sign of terms is disputed."""
    found: dict[str, Decimal] = {}
    for side, entity in ((CREDITOR, Payment), (None, Receivable)):
        keys = [key for key, rows in lines.items() if (_side(rows[0], ctx) == CREDITOR) == (side == CREDITOR)]
        if not keys:
            continue
        wanted = AnyOf(tuple(Condition(entity.TransactionEntryID, "eq", key) for key in keys))
        try:
            terms = await api.rows(entity, (entity.AmountDC, entity.Status, entity.TransactionEntryID), (wanted,))
        except (Forbidden, NotFound):
            continue
        for term in terms:
            left = Decimal(0) if term.Status == MATCHED else abs(term.AmountDC or Decimal(0))
            key = str(term.TransactionEntryID)
            found[key] = found.get(key, Decimal(0)) + left
    return found


def _side(row: Any, ctx: Context) -> str | None:
    return CONTROL.get(ledger_by_id(row.GLAccount, ctx).Type)


def _invoice(rows: list[Any], left: Decimal | None) -> Invoice:
    row = rows[0]
    return Invoice(
        ID=str(row.ID),
        EntryID=str(row.EntryID),
        GLAccount=str(row.GLAccount),
        Account=str(row.Account),
        AccountName=str(row.AccountName or "").strip(),
        AmountDC=sum((one.AmountDC or Decimal(0) for one in rows), Decimal(0)),
        InvoiceNumber=row.InvoiceNumber,
        open=left,
    )


async def settling(api: ExactApi, filters: PaymentFilters) -> Sequence[str] | None:
    """The entries that are settled with a bill or an invoice; None where the list is not narrowed by one. Two calls.

    Lines that settle each other point at each other [M]; of several payments, each points at the invoice's line.

    Raises:
        InvalidRequest: the filter names no id.
    """
    if filters.invoice_id is None:
        return None
    key = _guid(filters.invoice_id)
    if key is None:
        raise InvalidRequest([Fault("invoiceId", "is not an id of this system; it is a bill's or an invoice's")])
    mine = await api.rows(
        TransactionLine,
        (TransactionLine.OffsetID, TransactionLine.Account),
        (Condition(TransactionLine.EntryID, "eq", key),),
    )
    lines = [row for row in mine if row.Account is not None]
    ends = [Condition(TransactionLine.OffsetID, "eq", row.ID) for row in lines]
    ends += [Condition(TransactionLine.ID, "eq", row.OffsetID) for row in lines if row.OffsetID is not None]
    if not ends:
        return ()
    found = await api.rows(TransactionLine, (TransactionLine.EntryID,), (AnyOf(tuple(ends)),))
    return [one for one in dict.fromkeys(str(row.EntryID) for row in found) if one != key]


def _guid(text: str | None) -> str | None:
    try:
        return guid((text or "").strip())
    except ValueError:
        return None
