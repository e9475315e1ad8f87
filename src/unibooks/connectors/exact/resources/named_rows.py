"""Ledger accounts and journals as callers name them."""

from __future__ import annotations

from typing import Any, Final

from unibooks.connectors.exact.resources.bill_amounts import place
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS
from unibooks.core.context import Context
from unibooks.core.errors import Fault

#: Field -> its name in JSON, of what can name a ledger account.
NAMING: Final = {"account_id": "accountId", "account_code": "accountCode", "account_number": "accountNumber"}
_LISTED: Final = 5


def ledger_named(holder: Any, at: str, ctx: Context, out: Findings) -> Any:
    """The ledger account that the fields of a body or of a line name; None where they name none, or wrong, with a fault."""
    found: list[tuple[str, Any]] = []
    for field, alias in NAMING.items():
        value = getattr(holder, field, None)
        if value is None:
            continue
        row = _ledger_row(field, value, ctx)
        if row is None:
            message = f"there is no ledger account {value} in this company{_near(str(value), ctx)}"
            out.faults.append(Fault(place(at, alias), message, "UNKNOWN_REFERENCE"))
            return None
        found.append((alias, row))
    for alias, row in found[1:]:
        if row.ID != found[0][1].ID:
            message = f"contradicts {found[0][0]}: they name different ledger accounts; send one"
            out.faults.append(Fault(place(at, alias), message, "CONTRADICTION"))
            return None
    return found[0][1] if found else None


def naming_field(holder: Any) -> str:
    """The field, in JSON, that names the ledger account; the one to send where none does."""
    return next((alias for field, alias in NAMING.items() if getattr(holder, field, None) is not None), "accountCode")


def ledger_by_id(key: Any, ctx: Context) -> Any:
    """The ledger account with that id, or None."""
    return ctx.references[LEDGER_ACCOUNTS.name].by_id.get(str(key or "").lower())


def _ledger_row(field: str, value: Any, ctx: Context) -> Any:
    rows = ctx.references[LEDGER_ACCOUNTS.name]
    text = str(value).strip()
    if field == "account_id":
        return rows.by_id.get(text.strip("{}").lower())
    if field == "account_code" or text in rows.by_code:
        return rows.by_code.get(text)
    # As a number a code has lost the zeros that it begins with.
    return next((row for code, row in rows.by_code.items() if code.isdigit() and int(code) == value), None)


def _near(text: str, ctx: Context) -> str:
    codes = sorted(ctx.references[LEDGER_ACCOUNTS.name].by_code)
    alike = [code for code in codes if code.startswith(text[:2])][:_LISTED] if len(text) < 12 else []
    shown = alike or codes[:_LISTED]
    return f"; it has {', '.join(shown)}{'' if alike else ' …'}" if shown else ""


def journals_of(types: frozenset[int], ctx: Context) -> list[Any]:
    """The open journals of these types, by code."""
    rows = ctx.references[JOURNALS.name].by_code.items()
    found = [(code, row) for code, row in rows if row.Type in types and not row.IsBlocked]
    return [row for _, row in sorted(found, key=lambda one: (len(one[0]), one[0]))]


def listed(journals: list[Any]) -> str:
    """Journals in a sentence."""
    return ", ".join(f"{str(row.Code).strip()} ({row.Description})" for row in journals) or "none"


def books(journal: Any, currency: str, ctx: Context) -> bool:
    """Whether a journal takes entries in a currency."""
    return bool(journal.AllowVariableCurrency) or (journal.Currency or ctx.company_currency) == currency


def check_currency(currency: str | None, journal: Any, ctx: Context, out: Findings) -> None:
    """A journal takes its own currency, and others only where it allows them."""
    if currency is not None and journal is not None and not books(journal, currency, ctx):
        own = journal.Currency or ctx.company_currency
        message = (
            f"is {currency}, but journal {journal.Code} books {own} only; choose a journal that allows other currencies"
        )
        out.faults.append(Fault("currency", message, "CONTRADICTION"))
