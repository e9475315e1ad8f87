"""What a body of a payment comes to: journal, and of each line account, relation, signed amount and what it settles."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.payments import CreatePayment, CreatePaymentLine
from unibooks.connectors.exact.entry_kinds import PAYMENT_KINDS, EntryKind, kind_of
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.named_rows import (
    check_currency,
    journals_of,
    ledger_by_id,
    ledger_named,
    listed,
)
from unibooks.connectors.exact.resources.payment_sides import (
    CONTROL,
    CREDITOR,
    SIGN,
    Invoice,
    control_account,
    invoice_named,
    relation_named,
    side_of,
)
from unibooks.connectors.exact.resources.references import JOURNALS, VAT_CODES
from unibooks.core.context import Context
from unibooks.core.errors import Fault
from unibooks.core.table import Composed
from unibooks.core.target import Prop

LINES: Final = "paymentLines"
TAKEN: Final = frozenset({"currency", "document_type", "exchange_rate", "journal_code", "payment_type"})
LINE_TAKEN: Final = frozenset(
    {"account_id", "amount", "contact_id", "customer_id", "invoice_id", "payment_date", "supplier_id"}
)
#: Name of what the flow settles after the entry is booked: of each line its place and the entry that it pays.
SETTLEMENTS: Final = "settlements"
_TYPES: Final = frozenset(number for kind in PAYMENT_KINDS for number in kind.journals)


def payment_journal(body: CreatePayment, ctx: Context) -> tuple[EntryKind, Any] | Fault:
    """The bank or cash journal that is named, or what is wrong."""
    known = listed(journals_of(_TYPES, ctx))
    code = (body.journal_code or "").strip()
    if not code:
        return Fault("journalCode", f"is missing; name a bank or cash journal, which are {known}", "MISSING")
    row = ctx.references[JOURNALS.name].by_code.get(code)
    if row is None:
        message = f"there is no journal {code} in this company; payments take {known}"
        return Fault("journalCode", message, "UNKNOWN_REFERENCE")
    kind = kind_of(row.Type, PAYMENT_KINDS)
    if kind is None:
        message = f"journal {code} ({row.Description}) is no bank or cash journal; choose one of {known}"
        return Fault("journalCode", message, "WRONG_ROLE")
    if row.IsBlocked:
        return Fault("journalCode", f"journal {code} ({row.Description}) is blocked; choose one of {known}", "BLOCKED")
    return kind, row


def choose(body: Any, ctx: Context) -> str | Fault:
    """The family's choice for a new payment."""
    found = payment_journal(body, ctx)
    return found if isinstance(found, Fault) else found[0].name


def compose(kind: EntryKind) -> Callable[[CreatePayment, Context], Composed]:
    """The composer's function for one kind: all faults of the body at once."""

    def whole(body: CreatePayment, ctx: Context) -> Composed:
        out = Findings()
        found = payment_journal(body, ctx)
        journal = None if isinstance(found, Fault) else found[1]
        if isinstance(found, Fault):
            out.faults.append(found)
        header: dict[Prop, Any] = {} if journal is None else {kind.journal: str(journal.Code).strip()}
        _header(kind, body, journal, header, ctx, out)
        rows: list[dict[Prop, Any]] = []
        settlements: list[dict[str, Any]] = []
        for index, line in enumerate(body.payment_lines or ()):
            rows.append(_line(kind, line, f"{LINES}[{index}]", body, journal, ctx, out))
            if (invoice := invoice_named(line, ctx)) is not None:
                left = None if invoice.open is None else str(invoice.open)
                settlements.append({"line": index, "invoice": invoice.EntryID, "open": left})
        _nothing_twice(body, ctx, out)
        related = {SETTLEMENTS: settlements} if settlements else {}
        return Composed(header, rows, out.faults, out.warnings, _places(kind, body, header, rows), related)

    return whole


def _header(
    kind: EntryKind, body: CreatePayment, journal: Any, header: dict[Prop, Any], ctx: Context, out: Findings
) -> None:
    if body.currency is not None:
        header[kind.entry.props()["Currency"]] = body.currency.strip()
        check_currency(body.currency.strip(), journal, ctx, out)
    own = (body.currency or (journal.Currency if journal is not None else None) or ctx.company_currency).strip()
    rate = body.exchange_rate
    if rate is not None and not 0 < rate <= 1_000_000:
        cure = "is not above zero; write what one unit is worth in the company's currency, as 0.92"
        out.faults.append(Fault("exchangeRate", cure))
    elif rate is not None and rate != 1 and own == ctx.company_currency:
        message = f"is {rate:f}, but {own} is the company's own currency; leave it out, or name the currency"
        out.faults.append(Fault("exchangeRate", message, "CONTRADICTION"))
    word = (body.payment_type or "").strip().upper()
    if word and word not in SIGN:
        out.warnings["paymentType"] = (
            f"paymentType: {body.payment_type} is neither CREDITOR nor DEBTOR; it had no effect"
        )
    if body.document_type == "BOOKING_PROPOSAL":
        out.warnings["documentType"] = "documentType: a proposal of Exact Online cannot be paid; it had no effect"


def _line(
    kind: EntryKind, line: CreatePaymentLine, at: str, body: CreatePayment, journal: Any, ctx: Context, out: Findings
) -> dict[Prop, Any]:
    """The properties of a line; what is wrong with it goes to `out`."""
    if line.amount is None or line.amount == 0:
        word = "is missing" if line.amount is None else "is zero"
        out.faults.append(Fault(f"{at}.amount", f"{word}; give the sum that was paid", "MISSING"))
    before = len(out.faults)
    account = ledger_named(line, at, ctx, out)
    relation, field = relation_named(line, at, out)
    invoice = invoice_named(line, ctx)
    if len(out.faults) > before:
        return {}
    if invoice is not None and relation is not None and relation != invoice.Account:
        message = f"is not the relation of what is paid, which is {invoice.AccountName}; leave it out or correct it"
        out.faults.append(Fault(f"{at}.{field}", message, "CONTRADICTION"))
    relation = relation or (invoice.Account if invoice is not None else None)
    side = side_of(line, body, account, relation, at, ctx, out)
    if side is None:
        return {}
    account = _account(account, invoice, side, relation, journal, at, ctx, out)
    if account is None:
        return {}
    if account.Type in CONTROL and relation is None:
        name = "supplierId" if side == CREDITOR else "customerId"
        message = (
            f"is missing; ledger account {account.Code} is booked by relation, and nothing could be settled without it"
        )
        out.faults.append(Fault(f"{at}.{name}", message, "MISSING"))
    amount = SIGN[side] * (line.amount or Decimal(0))
    own = body.currency or (journal.Currency if journal is not None else None) or ctx.company_currency
    if invoice is not None and line.amount:
        _check_invoice(invoice, amount, line, at, out, comparable=own == ctx.company_currency)
    values: dict[Prop, Any] = {kind.prop("GLAccount"): str(account.ID), kind.prop("AmountFC"): amount}
    if relation is not None:
        values[kind.prop("Account")] = relation
    if line.payment_date is not None:
        values |= _day(kind, line, at, out)
    if invoice is not None and invoice.InvoiceNumber:
        values[kind.prop("OurRef")] = invoice.InvoiceNumber
    if body.exchange_rate is not None and own != ctx.company_currency:
        values[kind.prop("ExchangeRate")] = body.exchange_rate
    return values | _without_vat(kind, account, at, ctx, out)


def _account(
    named: Any,
    invoice: Invoice | None,
    side: str,
    relation: str | None,
    journal: Any,
    at: str,
    ctx: Context,
    out: Findings,
) -> Any:
    own = ledger_by_id(invoice.GLAccount, ctx) if invoice is not None else None
    account = named or own or control_account(side, relation, ctx)
    path = f"{at}.accountId"
    if account is None:
        word = "payables" if side == CREDITOR else "receivables"
        out.faults.append(Fault(path, f"is missing, and this company has no open ledger account of {word}", "MISSING"))
    elif account.IsBlocked:
        out.faults.append(Fault(path, f"ledger account {account.Code} is blocked; choose another", "BLOCKED"))
    elif own is not None and account.ID != own.ID:
        message = f"is ledger account {account.Code}, but what is paid stands on {own.Code}; leave it out"
        out.faults.append(Fault(path, message, "CONTRADICTION"))
    elif journal is not None and str(journal.GLAccount).lower() == str(account.ID).lower():
        message = f"is ledger account {account.Code}, which journal {journal.Code} pays from; name what was paid"
        out.faults.append(Fault(path, message, "CONTRADICTION"))
    return account


def _check_invoice(
    invoice: Invoice, amount: Decimal, line: CreatePaymentLine, at: str, out: Findings, *, comparable: bool
) -> None:
    """What is paid is open, and the money goes the right way. Of what is more than that, the rest stays open.

    What is open is known in the company's currency; an amount in another one is not `comparable` with it.
    """
    if invoice.open is not None and invoice.open == 0:
        out.faults.append(Fault(f"{at}.invoiceId", "is settled already; leave it out to book the money", "SETTLED"))
    elif (amount < 0) != (invoice.AmountDC < 0):
        message = f"is {line.amount}, which goes the wrong way for what is paid; turn the sign, or leave invoiceId out"
        out.faults.append(Fault(f"{at}.amount", message, "CONTRADICTION"))
    elif comparable and invoice.open is not None and abs(amount) > invoice.open:
        path = f"{at}.amount"
        out.warnings[path] = (
            f"{path}: is {line.amount}, and {invoice.open} of what is paid is open; the rest stays open"
        )


def _nothing_twice(body: CreatePayment, ctx: Context, out: Findings) -> None:
    """Lines that pay the same invoice could not be told apart when they are settled."""
    seen: dict[str, str] = {}
    for index, line in enumerate(body.payment_lines or ()):
        key = (line.invoice_id or "").strip().lower()
        path = f"{LINES}[{index}].invoiceId"
        if key and key in seen:
            out.faults.append(Fault(path, f"is paid by {seen[key]} already; make it one line", "CONTRADICTION"))
        seen.setdefault(key, path.rpartition(".")[0])


def _day(kind: EntryKind, line: CreatePaymentLine, at: str, out: Findings) -> dict[Prop, Any]:
    day = line.payment_date
    if day is None or not 1900 <= day.year <= 2100:
        out.faults.append(
            Fault(f"{at}.paymentDate", f"is {day}, outside the years 1900 to 2100 that Exact Online keeps")
        )
        return {}
    return {kind.prop("Date"): day.isoformat()}


def _without_vat(kind: EntryKind, account: Any, at: str, ctx: Context, out: Findings) -> dict[Prop, Any]:
    """A payment has no VAT: where Exact would split some off by the ledger account's own code, a code without is sent."""
    codes = ctx.references[VAT_CODES.name]
    own = codes.by_code.get(str(account.VATCode or "").strip())
    if account.Type in CONTROL or own is None or own.Type == "N":
        return {}
    none = next((row for row in codes.rows if row.Type == "N" and not row.IsBlocked), None)
    path = f"{at}.accountId"
    if none is None:
        return {}
    message = f"ledger account {account.Code} has VAT code {own.Code.strip()}, but payments are booked without VAT"
    ctx.warn(f"{path}: {message}; book costs with VAT as an expense")
    return {kind.prop("VATCode"): str(none.Code).strip()}


def _places(
    kind: EntryKind, body: CreatePayment, header: dict[Prop, Any], rows: list[dict[Prop, Any]]
) -> dict[str, str]:
    """Where the composed fields went, to name them when Exact refuses."""
    places: dict[str, str] = {}
    if kind.journal in header:
        places["journalCode"] = kind.journal.name
    if body.currency is not None:
        places["currency"] = "Currency"
    for index, (line, row) in enumerate(zip(body.payment_lines or (), rows, strict=True)):
        relation = next((a for a in ("supplier_id", "customer_id", "contact_id") if getattr(line, a) is not None), None)
        named = {"accountId": ("account_id", "GLAccount"), "amount": ("amount", "AmountFC")}
        named["paymentDate"] = ("payment_date", "Date")
        if relation is not None:
            named[relation.replace("_id", "Id")] = (relation, "Account")
        for alias, (field, prop) in named.items():
            if getattr(line, field) is not None and kind.prop(prop) in row:
                places[f"{LINES}[{index}].{alias}"] = f"{kind.lines.name}[{index}].{prop}"
    return places
