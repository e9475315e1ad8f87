"""What a bank or cash entry shows as a payment."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.entry_kinds import EntryKind
from unibooks.connectors.exact.resources.named_rows import ledger_by_id
from unibooks.connectors.exact.resources.payment_sides import CONTROL, CREDITOR, DEBTOR, SIGN
from unibooks.connectors.exact.target import TransactionLine
from unibooks.core.context import Context, RelatedRows

ZERO: Final = Decimal(0)
_LINE: Final = (
    TransactionLine.Account,
    TransactionLine.AmountFC,
    TransactionLine.GLAccount,
    TransactionLine.LineNumber,
)


def ledger_rows(kind: EntryKind) -> tuple[RelatedRows, RelatedRows]:
    """The ledger lines of the entries that name a relation, and those that they were matched with."""
    own = RelatedRows(
        f"ledger lines of {kind.name} entries",
        TransactionLine.EntryID,
        (*_LINE, TransactionLine.OffsetID),
        of="EntryID",
    )
    other = RelatedRows(
        f"what {kind.name} entries settle",
        TransactionLine.ID,
        (TransactionLine.EntryID,),
        of="OffsetID",
        after=own.name,
    )
    return own, other


def line_side(line: Any, ctx: Context) -> str | None:
    """CREDITOR or DEBTOR, where the line stands on such an account."""
    account = ledger_by_id(line.GLAccount, ctx)
    return CONTROL.get(account.Type) if account is not None else None


def side_of_entry(kind: EntryKind, entry: Any, ctx: Context) -> str | None:
    """The side of all lines that have one; of an entry without such lines the way its money goes. None for both sides."""
    lines = kind.rows(entry)
    sides = {side for line in lines if (side := line_side(line, ctx)) is not None}
    if sides:
        return sides.pop() if len(sides) == 1 else None
    total = sum((line.AmountFC or ZERO for line in lines), ZERO)
    return DEBTOR if total > 0 else CREDITOR


def payment_type(kind: EntryKind) -> Callable[[Any, Context], Any]:
    return lambda entry, ctx: side_of_entry(kind, entry, ctx)


def document_type(kind: EntryKind) -> Callable[[Any, Context], Any]:
    words = {CREDITOR: "BILL", DEBTOR: "INVOICE", None: None}
    return lambda entry, ctx: words[side_of_entry(kind, entry, ctx)]


def exchange_rate(kind: EntryKind) -> Callable[[Any, Context], Any]:
    """That of the lines, where they have the same."""

    def read(entry: Any, ctx: Context) -> Any:
        rates = {line.ExchangeRate for line in kind.rows(entry) if line.ExchangeRate is not None}
        return rates.pop() if len(rates) == 1 else None

    return read


def shown(kind: EntryKind, own: RelatedRows, other: RelatedRows) -> Callable[[Any, list[Any], Context], list[Any]]:
    """The lines as the payment gives them: signed by their side, and with what they settle."""

    def arrange(entry: Any, records: list[Any], ctx: Context) -> list[Any]:
        of_all = side_of_entry(kind, entry, ctx) or CREDITOR
        free = list(ctx.rows_of(own, entry.EntryID))
        for line, record in zip(getattr(entry, kind.lines.name), records, strict=True):
            side = line_side(line, ctx) or of_all
            if line.AmountFC is not None:
                record.amount = SIGN[side] * line.AmountFC + 0
            record.supplier_id = line.Account if side == CREDITOR else None
            record.customer_id = line.Account if side == DEBTOR else None
            record.invoice_id = _settled(entry, line, free, other, ctx)
        return records

    return arrange


def _settled(entry: Any, line: Any, free: list[Any], other: RelatedRows, ctx: Context) -> str | None:
    """The entry that a line was matched with: its ledger line points at a line of another entry then [M]."""
    mine = [row for row in free if _same(line, row)]
    row = next((row for row in mine if row.LineNumber == line.LineNumber), mine[0] if mine else None)
    if row is None:
        return None
    free.remove(row)
    found = ctx.rows_of(other, row.OffsetID) if row.OffsetID is not None else ()
    entries = {str(one.EntryID) for one in found} - {str(entry.EntryID)}
    return next(iter(entries), None)


def _same(line: Any, row: Any) -> bool:
    """Whether a ledger line is the counter line of a line of the entry: lines and ledger lines have ids of their own [M]."""
    return row.GLAccount == line.GLAccount and row.Account == line.Account and row.AmountFC == -(line.AmountFC or ZERO)
