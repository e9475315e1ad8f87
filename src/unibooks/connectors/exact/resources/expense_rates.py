"""The exchange rates of an expense: one for the entry, or one for each line where Exact keeps it there."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from unibooks.accounting.expenses import CreateExpense
from unibooks.connectors.exact.entry_kinds import BANK, CASH, EntryKind
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.expense_lines import LINES
from unibooks.core.context import Context
from unibooks.core.errors import Fault


def line_rates(kind: EntryKind, body: CreateExpense, journal: Any, ctx: Context, out: Findings) -> list[Decimal | None]:
    """The exchange rate of each line; only bank and cash entries keep one on each."""
    header = _rate(body.exchange_rate, "exchangeRate", out)
    lines = body.expense_lines or []
    own = body.currency or (journal.Currency if journal is not None else None) or ctx.company_currency
    found: list[Decimal | None] = []
    for index, line in enumerate(lines):
        path = f"{LINES}[{index}].exchangeRate"
        rate = _rate(None if line.exchange_rate is None else f"{line.exchange_rate:f}", path, out)
        first = header if header is not None else next((one for one in found if one is not None), None)
        if kind not in (BANK, CASH) and rate is not None and first is not None and rate != first:
            message = f"is {rate}, but the expense has {first}; {kind.word} entries have one exchange rate"
            out.faults.append(Fault(path, message, "CONTRADICTION"))
        found.append(rate if rate is not None else header)
        if rate is not None and rate != 1 and own == ctx.company_currency:
            out.faults.append(Fault(path, _OWN_CURRENCY.format(rate=rate, own=own), "CONTRADICTION"))
    if header is not None and header != 1 and own == ctx.company_currency:
        out.faults.append(Fault("exchangeRate", _OWN_CURRENCY.format(rate=header, own=own), "CONTRADICTION"))
    if own == ctx.company_currency:
        return [None for _ in found]
    return found if kind in (BANK, CASH) else [next((one for one in found if one is not None), None) for _ in found]


_OWN_CURRENCY: Final = "is {rate}, but {own} is the company's own currency; leave it out, or name the currency"


def _rate(text: str | None, path: str, out: Findings) -> Decimal | None:
    if text is None or not text.strip():
        return None
    try:
        rate = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite() or not 0 < rate <= 1_000_000:
        out.faults.append(
            Fault(path, f'is {text!r}; write what one unit is worth in the company\'s currency, as "0.92"')
        )
        return None
    return rate
