"""Which journal an expense is booked in, and with it which kind of entry it becomes.

`journalCode` decides. Without it the first of these that the body says does: the account it was paid from is a bank or
cash journal's own; it was paid in cash; another counter account is named, which takes a general entry; a supplier is
named, who is owed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from unibooks.accounting.expenses import CreateExpense
from unibooks.connectors.exact.entry_kinds import (
    BANK,
    CASH,
    EXPENSE_KINDS,
    GENERAL,
    PURCHASE,
    EntryKind,
    kind_of,
)
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.named_rows import books, journals_of, ledger_named, listed
from unibooks.connectors.exact.resources.references import JOURNALS
from unibooks.core.context import Context
from unibooks.core.errors import Fault

_TYPES = frozenset(number for kind in EXPENSE_KINDS for number in kind.journals)
#: GLAccount.Type of accounts payable.
PAYABLE = 22


@dataclass(frozen=True)
class Choice:
    """The journal of an expense; `why` says what it was chosen for where the caller names none."""

    kind: EntryKind
    journal: Any
    why: str = ""


def chosen_journal(body: CreateExpense, ctx: Context) -> Choice | Fault:
    """The journal that is named or follows, or what is wrong."""
    if not (body.journal_code or "").strip():
        return _derived(body, ctx)
    code = (body.journal_code or "").strip()
    row = ctx.references[JOURNALS.name].by_code.get(code)
    known = listed(journals_of(_TYPES, ctx))
    if row is None:
        return Fault(
            "journalCode", f"there is no journal {code} in this company; expenses take {known}", "UNKNOWN_REFERENCE"
        )
    kind = kind_of(row.Type)
    if kind is None:
        message = f"journal {code} ({row.Description}) takes no expenses; choose one of {known}"
        return Fault("journalCode", message, "WRONG_ROLE")
    if row.IsBlocked:
        return Fault("journalCode", f"journal {code} ({row.Description}) is blocked; choose one of {known}", "BLOCKED")
    return Choice(kind, row)


def choose(body: Any, ctx: Context) -> str | Fault:
    """The family's choice for a new expense."""
    choice = chosen_journal(body, ctx)
    if isinstance(choice, Fault):
        return choice
    if choice.why:
        row = choice.journal
        ctx.warn(f"journalCode: not given; journal {row.Code} ({row.Description}) was used, since {choice.why}")
    return choice.kind.name


def narrow(value: Any, ctx: Context) -> Collection[str]:
    """The table that a journal's entries are in; none for a journal that takes no expenses."""
    row = ctx.references[JOURNALS.name].by_code.get(str(value).strip())
    if row is None:
        raise ValueError(f"there is no journal {value} in this company; it has {listed(journals_of(_TYPES, ctx))}")
    kind = kind_of(row.Type)
    return (kind.name,) if kind is not None else ()


def _derived(body: CreateExpense, ctx: Context) -> Choice | Fault:
    account = ledger_named(body, "", ctx, Findings())
    if account is not None:
        for kind in (CASH, BANK):
            own = [
                row for row in journals_of(kind.journals, ctx) if str(row.GLAccount).lower() == str(account.ID).lower()
            ]
            if own:
                return Choice(kind, own[0], f"ledger account {account.Code} is its own")
    if body.payment_type == "CASH":
        return _first(CASH, "paymentType is CASH", body, ctx)
    if account is not None and account.Type != PAYABLE:
        return _first(GENERAL, f"ledger account {account.Code} is named as the counter account", body, ctx)
    if body.supplier_id is not None:
        return _first(PURCHASE, "a supplier is named", body, ctx)
    cure = (
        "is missing; name the journal, or say who is owed (supplierId), from which account it was paid (accountCode) or that "
        f"it was paid in cash (paymentType). Expenses take {listed(journals_of(_TYPES, ctx))}"
    )
    return Fault("journalCode", cure, "MISSING")


def _first(kind: EntryKind, why: str, body: CreateExpense, ctx: Context) -> Choice | Fault:
    rows = journals_of(kind.journals, ctx)
    wanted = body.currency or ctx.company_currency
    row = next((row for row in rows if books(row, wanted, ctx)), rows[0] if rows else None)
    if row is None:
        message = f"is missing, and this company has no open {kind.word} journal, which it needs since {why}"
        return Fault("journalCode", f"{message}; expenses take {listed(journals_of(_TYPES, ctx))}", "MISSING")
    return Choice(kind, row, why)
