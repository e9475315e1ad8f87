"""What a body of a bill or of a vendor credit comes to as a whole: journal, currency, due date, the amounts of every line.

A new entry needs all of it. Of an entry that is there the context has the row, and what the body leaves out is as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.bills import CreateBillLine, CreatePurchase
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.bill_amounts import ZERO, LineAmounts, line_amounts, place
from unibooks.connectors.exact.resources.bill_codes import Findings, check_ledger, journal_for, same_journal, vat_for
from unibooks.connectors.exact.resources.bill_kinds import BILL, Kind
from unibooks.connectors.exact.resources.bill_lines import line_gross, line_tax
from unibooks.connectors.exact.resources.bill_totals import check_totals, printed_totals
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.core.context import Context
from unibooks.core.errors import Fault
from unibooks.core.table import Composed
from unibooks.core.target import Prop

#: The last day a document can have.
LAST_DAY: Final = date(2100, 12, 31)


def compose(kind: Kind) -> Callable[[CreatePurchase, Context], Composed]:
    """The composer's function for one kind: all faults of the body at once."""

    def whole(body: CreatePurchase, ctx: Context) -> Composed:
        out = Findings()
        header: dict[Prop, Any] = {}
        if ctx.row is not None:
            same_journal(body, ctx.row, ctx, out)
        elif (journal := journal_for(body, ctx, out)) is not None:
            header[PurchaseEntry.Journal] = journal
        if body.currency is not None:
            header[PurchaseEntry.Currency] = body.currency
        _due_date(kind, body, ctx, header, out)
        if body.tax_rule is not None and body.tax_rule not in ("GROSS", "NET"):
            out.warnings["taxRule"] = "taxRule: Exact Online has VAT codes on lines instead; name the code as taxCode"
        if body.line_items is None and ctx.row is not None:
            _standing_totals(body, ctx, out)
            return Composed(header, (), out.faults, out.warnings)
        return Composed(header, _lines(kind, body, ctx, out), out.faults, out.warnings)

    return whole


def compose_line(kind: Kind) -> Callable[[CreateBillLine, Context], Composed]:
    """The composer's function for a line that is a body of its own."""

    def one(body: CreateBillLine, ctx: Context) -> Composed:
        out = Findings()
        if body.id is not None and ctx.row is not None and body.id.strip().lower() != str(ctx.row.ID).lower():
            message = f"is {body.id}, but the address names line {ctx.row.ID}; send one of the two"
            out.faults.append(Fault("id", message, "CONTRADICTION"))
        amounts = _line(body, "", ctx, out, gross_prices=False)
        values = {} if amounts is None else _values(kind, amounts, ctx)
        return Composed(values, (), out.faults, out.warnings)

    return one


def _lines(kind: Kind, body: CreatePurchase, ctx: Context, out: Findings) -> list[dict[Prop, Any]]:
    lines = body.line_items or []
    booked = [
        _line(line, f"lineItems[{index}]", ctx, out, gross_prices=body.tax_rule == "GROSS")
        for index, line in enumerate(lines)
    ]
    whole = [amounts for amounts in booked if amounts is not None]
    if not whole or len(whole) < len(booked):
        return []
    totals = check_totals(body, whole)
    out.faults += totals.faults
    out.warnings |= totals.warnings
    _right_way_round(kind, sum((amounts.gross for amounts in whole), ZERO), out)
    ids = _ids(lines, ctx, out)
    return [_values(kind, a, ctx) | named for a, named in zip(whole, ids, strict=True)]


def _right_way_round(kind: Kind, gross: Decimal, out: Findings) -> None:
    """The sign of the total makes the kind, so that a total of the other sign would be another thing."""
    if gross < 0 and kind is BILL:
        cure = "come to less than zero; a credit is not a bill, book it with POST /accounting/vendorCredits"
        out.faults.append(Fault("lineItems", cure))
    elif gross <= 0 and kind is not BILL:
        cure = "come to zero or less; what a vendor credit credits is written with positive amounts"
        out.faults.append(Fault("lineItems", cure))


def _ids(lines: list[CreateBillLine], ctx: Context, out: Findings) -> list[dict[Prop, Any]]:
    """Which lines of the entry the body's lines are; nothing for new ones."""
    if ctx.row is None:
        return [{} for _ in lines]
    standing = {str(line.ID).lower() for line in ctx.row.PurchaseEntryLines or ()}
    found: list[dict[Prop, Any]] = []
    for index, line in enumerate(lines):
        key, at = _key(line.id), f"lineItems[{index}].id"
        if line.id is None:
            found.append({})
            continue
        if key not in standing:
            message = f"{line.id} is not a line of this record; leave the id out for a new line"
            out.faults.append(Fault(at, message, "UNKNOWN_REFERENCE"))
        elif any(key in other.values() for other in found):
            out.faults.append(Fault(at, "is named twice; each line stands once", "CONTRADICTION"))
        found.append({PurchaseEntryLine.ID: key})
    return found


def _key(text: str | None) -> str:
    try:
        return guid((text or "").strip())
    except ValueError:
        return text or ""


def _line(line: CreateBillLine, at: str, ctx: Context, out: Findings, *, gross_prices: bool) -> LineAmounts | None:
    """What a line comes to, or None where that cannot be told; what is wrong with it goes to `out`."""
    check_ledger(line, at, ctx, out)
    _deferral(line, at, out)
    known = len(out.faults)
    vat = vat_for(line, at, ctx, out, gross_prices=gross_prices)
    if len(out.faults) > known:
        return None
    amounts = line_amounts(line, vat, at, gross_prices=gross_prices)
    out.faults += amounts.faults
    paths = {place(at, name): note for name, note in amounts.notes.items()}
    out.warnings |= {path: f"{path}: {note}" for path, note in paths.items()}
    return None if amounts.faults else amounts


def _deferral(line: CreateBillLine, at: str, out: Findings) -> None:
    start, end = line.deferred_start_date, line.deferred_end_date
    if (start is None) != (end is None):
        missing = "deferredStartDate" if start is None else "deferredEndDate"
        message = "is missing; a deferral has a first and a last day"
        out.faults.append(Fault(place(at, missing), message, "MISSING"))
    elif start is not None and end is not None and end < start:
        message = f"is {end}, before deferredStartDate {start}"
        out.faults.append(Fault(place(at, "deferredEndDate"), message, "CONTRADICTION"))


def _values(kind: Kind, amounts: LineAmounts, ctx: Context) -> dict[Prop, Any]:
    """What Exact is sent of a line's amounts.

    The VAT of a new line only where Exact would compute another. On a line that is there a prescribed VAT may stand, so
    that the VAT is always said.
    """
    values: dict[Prop, Any] = {PurchaseEntryLine.AmountFC: kind.sign * amounts.posted}
    if amounts.vat.code:
        values[PurchaseEntryLine.VATCode] = amounts.vat.code
    tax = amounts.tax if amounts.vat.taxed and ctx.verb != "create" else amounts.override
    if tax is not None:
        values[PurchaseEntryLine.VATAmountFC] = kind.sign * tax
    return values


def _standing_totals(body: CreatePurchase, ctx: Context, out: Findings) -> None:
    """Totals without lines cannot change anything; they have to be those of the lines that are there."""
    lines = ctx.row.PurchaseEntryLines or ()
    gross = sum((line_gross(line, ctx) or ZERO for line in lines), ZERO)
    tax = sum((line_tax(line, ctx) or ZERO for line in lines), ZERO)
    stands = {"totalNetAmount": gross - tax, "totalTaxAmount": tax, "totalGrossAmount": gross}
    for name, value in printed_totals(body).items():
        if value != abs(stands[name]):
            message = f"is {value}, but the lines come to {abs(stands[name])}; send lineItems to change them"
            out.faults.append(Fault(name, message, "CONTRADICTION"))


def _due_date(kind: Kind, body: CreatePurchase, ctx: Context, header: dict[Prop, Any], out: Findings) -> None:
    days, field = body.payment_days, kind.field(kind.date)
    start = kind.day(body)
    if start is None and ctx.row is not None and ctx.row.EntryDate is not None:
        start = wall_clock(ctx.row.EntryDate).date()
    if days is not None and start is None:
        out.faults.append(Fault(field, "is missing; paymentDays counts from it", "MISSING"))
    elif days is not None and start is not None:
        if start > LAST_DAY:
            return  # the table says what is wrong with such a day
        due = start + timedelta(days=days)
        if body.due_date is not None and body.due_date != due:
            message = f"is {body.due_date}, but {days} paymentDays after {start} is {due}; send one of the two"
            out.faults.append(Fault("dueDate", message, "CONTRADICTION"))
        header[PurchaseEntry.DueDate] = due.isoformat()
    if start is not None and body.due_date is not None and body.due_date < start:
        message = f"is {body.due_date}, before the day of the {kind.word}, {start}"
        out.faults.append(Fault("dueDate", message, "CONTRADICTION"))
