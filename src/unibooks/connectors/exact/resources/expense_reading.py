"""What an entry of any kind shows as an expense."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, get_args

from unibooks.accounting.enums import Currency
from unibooks.accounting.expenses import LineTaxRate
from unibooks.connectors.exact.entry_kinds import GENERAL, PURCHASE, EntryKind
from unibooks.connectors.exact.resources.bill_amounts import HUNDRED, ZERO
from unibooks.connectors.exact.resources.named_rows import ledger_by_id
from unibooks.connectors.exact.resources.references import JOURNALS, VAT_CODES
from unibooks.core.context import Context, RelatedRows
from unibooks.core.shapes import struct_for

Read = Callable[[Any, Context], Any]
#: PaymentConditions.PaymentMethod [H] as the contract's words.
METHODS: Final = {"B": "CREDIT", "I": "COLLECTION", "K": "CASH", "V": "CREDIT_CARD"}
_CURRENCIES: Final = frozenset(get_args(Currency))
_TAX_RATE: Final = struct_for(LineTaxRate)


def line_amounts(kind: EntryKind, line: Any, ctx: Context) -> tuple[Decimal, Decimal] | None:
    """Net and VAT of a line, positive where something is bought; None where Exact gives no amount."""
    amount, vat = line.AmountFC, getattr(line, kind.vat.name) or ZERO
    if amount is None:
        return None
    code = ctx.references[VAT_CODES.name].by_code.get((line.VATCode or "").strip())
    contained = kind.cost < 0 or (code is not None and code.Type == "I")
    if code is not None and code.Charged:
        return kind.cost * amount, ZERO
    return kind.cost * (amount - vat if contained else amount), kind.cost * vat


def line_net(kind: EntryKind) -> Read:
    def read(line: Any, ctx: Context) -> Any:
        found = line_amounts(kind, line, ctx)
        return None if found is None else found[0]

    return read


def line_gross(kind: EntryKind) -> Read:
    def read(line: Any, ctx: Context) -> Any:
        found = line_amounts(kind, line, ctx)
        return None if found is None else sum(found, ZERO)

    return read


def counter_of(kind: EntryKind, entry: Any, ctx: Context) -> Any:
    """The line of a general entry against which all the others are booked: the last such line, None where there is none."""
    if kind is not GENERAL:
        return None
    lines = kind.rows(entry)
    sums = [sum(line_amounts(kind, line, ctx) or (ZERO,), ZERO) for line in lines]
    if len(lines) < 2 or sum(sums, ZERO):
        return None
    fitting = [
        line for line, own in zip(lines, sums, strict=True) if not getattr(line, kind.vat.name) and _alone(own, sums)
    ]
    return fitting[-1] if fitting else None


def _alone(own: Decimal, sums: list[Decimal]) -> bool:
    """Whether no other line has the sign of this one."""
    return sum((one > 0) == (own > 0) for one in sums if one) == 1 and own != 0


def cost_lines(kind: EntryKind, entry: Any, ctx: Context) -> list[Any]:
    """The lines that say what was bought."""
    counter = counter_of(kind, entry, ctx)
    return [line for line in kind.rows(entry) if line is not counter]


def totals(kind: EntryKind, entry: Any, ctx: Context) -> tuple[Decimal, Decimal] | None:
    """Net and VAT of an entry, negative for a refund; None where the lines do not say."""
    if getattr(entry, kind.lines.name) is None or (kind is GENERAL and counter_of(kind, entry, ctx) is None):
        return None
    found = [line_amounts(kind, line, ctx) or (ZERO, ZERO) for line in cost_lines(kind, entry, ctx)]
    return sum((net for net, _ in found), ZERO), sum((tax for _, tax in found), ZERO)


def total(kind: EntryKind, *parts: int) -> Read:
    """Net (0), VAT (1) or both, positive."""

    def read(entry: Any, ctx: Context) -> Any:
        found = totals(kind, entry, ctx)
        if found is None:
            return None
        value = sum((found[part] for part in parts), ZERO)
        return -value if sum(found, ZERO) < 0 else value

    return read


def type_of(kind: EntryKind) -> Read:
    def read(entry: Any, ctx: Context) -> Any:
        found = totals(kind, entry, ctx)
        return None if found is None else "REFUND" if sum(found, ZERO) < 0 else "EXPENSE"

    return read


def shown(kind: EntryKind) -> Callable[[Any, list[Any], Context], list[Any]]:
    """The lines as the expense gives them: without the counter line, positive, in its currency."""

    def arrange(entry: Any, records: list[Any], ctx: Context) -> list[Any]:
        lines = getattr(entry, kind.lines.name)
        counter = counter_of(kind, entry, ctx)
        found = totals(kind, entry, ctx)
        turned = found is not None and sum(found, ZERO) < 0
        currency = entry.Currency if entry.Currency in _CURRENCIES else None
        rate = entry.Rate if kind is PURCHASE else entry.ExchangeRate if kind is GENERAL else None
        kept: list[Any] = []
        for line, record in zip(lines, records, strict=True):
            if line is counter:
                continue
            record.currency = currency
            record.exchange_rate = rate if rate is not None else record.exchange_rate
            if turned:
                for name in ("total_gross_amount", "total_net_amount"):
                    value = getattr(record, name)
                    setattr(record, name, None if value is None else -value + 0)
            kept.append(record)
        return kept

    return arrange


def tax_rate(line: Any, ctx: Context) -> Any:
    """The VAT of a line as an object of its own."""
    code = (line.VATCode or "").strip()
    if not code:
        return None
    row = ctx.references[VAT_CODES.name].by_code.get(code)
    rate = line.VATPercentage
    return _TAX_RATE(
        id=str(row.ID) if row is not None else None,
        code=code,
        name=line.VATCodeDescription,
        tax_rate_percentage=None if rate is None else f"{(rate * HUNDRED).normalize() + 0:f}",
    )


def number(text: Any) -> int | None:
    """A ledger account's code as a number, where it is one."""
    code = str(text or "").strip()
    return int(code) if code.isascii() and code.isdigit() else None


def counter_id(kind: EntryKind) -> Read:
    """The id of the counter account: the journal's own, or that of the counter line."""

    def read(entry: Any, ctx: Context) -> Any:
        if kind is GENERAL:
            counter = counter_of(kind, entry, ctx)
            return None if counter is None else counter.GLAccount
        journal = ctx.references[JOURNALS.name].by_code.get(str(getattr(entry, kind.journal.name) or "").strip())
        return None if journal is None or journal.GLAccount is None else str(journal.GLAccount)

    return read


def counter_code(kind: EntryKind) -> Read:
    key = counter_id(kind)

    def read(entry: Any, ctx: Context) -> Any:
        row = ledger_by_id(key(entry, ctx), ctx)
        return None if row is None else str(row.Code).strip()

    return read


def of_first_line(kind: EntryKind, name: str) -> Read:
    """What the first cost line that has it says."""

    def read(entry: Any, ctx: Context) -> Any:
        found = (getattr(line, name) for line in cost_lines(kind, entry, ctx))
        return next((value for value in found if value not in (None, "")), None)

    return read


def relation(kind: EntryKind) -> Read:
    """The relation of the lines, where they all name the same."""

    def read(entry: Any, ctx: Context) -> Any:
        found = {line.Account for line in kind.rows(entry) if line.Account is not None}
        return found.pop() if len(found) == 1 else None

    return read


def exchange_rate(kind: EntryKind) -> Read:
    """As text, as the contract has it."""
    line_rate = of_first_line(kind, "ExchangeRate")

    def read(entry: Any, ctx: Context) -> Any:
        rate = entry.Rate if kind is PURCHASE else entry.ExchangeRate if kind is GENERAL else line_rate(entry, ctx)
        return None if rate is None else f"{rate:f}"

    return read


def file_names(rows: RelatedRows) -> Read:
    """The names of the stored files."""

    def read(entry: Any, ctx: Context) -> Any:
        key = rows.key_of(entry)
        return [row.FileName for row in ctx.rows_of(rows, key) if row.FileName] if key is not None else []

    return read
