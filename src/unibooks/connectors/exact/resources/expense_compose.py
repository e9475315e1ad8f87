"""What a body of an expense comes to in each kind of entry: journal, counter account, lines, and what stands on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.expenses import CreateExpense
from unibooks.connectors.exact.entry_kinds import BANK, CASH, GENERAL, PURCHASE, EntryKind
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.expense_journals import Choice, chosen_journal
from unibooks.connectors.exact.resources.expense_lines import LINES, Booked, booked_lines, line_values, takes_vat
from unibooks.connectors.exact.resources.expense_rates import line_rates
from unibooks.connectors.exact.resources.named_rows import check_currency, ledger_by_id, ledger_named, naming_field
from unibooks.connectors.exact.resources.references import JOURNALS
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry
from unibooks.core.context import Context
from unibooks.core.errors import Fault
from unibooks.core.table import Composed
from unibooks.core.target import Prop

#: Fields that the composer answers for in every kind of entry.
TAKEN: Final = frozenset(
    {
        *("account_code", "account_id", "account_number", "currency", "customer_id", "exchange_rate", "files"),
        *("journal_code", "note", "payment_type", "supplier_id", "total_gross_amount", "total_net_amount"),
        *("total_tax_amount", "type"),
    }
)
#: Those that lines carry where the header cannot.
CARRIED: Final = frozenset({"description", "document_id", "transaction_date"})
LINE_TAKEN: Final = frozenset(
    {
        *("account_code", "account_id", "account_number", "currency", "exchange_rate", "tax_rate"),
        *("total_gross_amount", "total_net_amount"),
    }
)


def compose(kind: EntryKind) -> Callable[[CreateExpense, Context], Composed]:
    """The composer's function for one kind: all faults of the body at once."""

    def whole(body: CreateExpense, ctx: Context) -> Composed:
        out = Findings()
        journal = _journal(kind, body, ctx, out)
        header: dict[Prop, Any] = (
            {} if journal is None or ctx.row is not None else {kind.journal: str(journal.Code).strip()}
        )
        if body.currency is not None:
            header[kind.entry.props()["Currency"]] = body.currency
        _fixed(body, ctx, out)
        _currencies(body, journal, ctx, out)
        counter = _counter(kind, body, journal, ctx, out)
        _payment_type(kind, body, out)
        rates = line_rates(kind, body, journal, ctx, out)
        if not kind.has_rows and rates and rates[0] is not None:
            header[PurchaseEntry.Rate] = rates[0]
        elif kind is GENERAL and rates and rates[0] is not None:
            header[kind.entry.props()["ExchangeRate"]] = rates[0]
        on_each = _on_each_line(kind, body, header, journal, ctx, out)
        lines = booked_lines(kind, body, journal, ctx, out)
        rows = _rows(kind, body, lines, journal, on_each, rates)
        if kind in (BANK, CASH) and body.description and all(line.description for line in body.expense_lines or ()):
            message = (
                f"{kind.word} entries of Exact Online have none of their own, and every line has one; it had no effect"
            )
            out.warnings["description"] = f"description: {message}"
        if kind is GENERAL and lines and counter is not None:
            total = sum((line.amounts.gross for line in lines), Decimal(0))
            rows.append(
                {
                    **on_each,
                    kind.prop("GLAccount"): str(counter.ID),
                    kind.prop("AmountFC"): total if body.type == "REFUND" else -total,
                    **({kind.prop("Description"): body.description} if body.description else {}),
                }
            )
        return Composed(header, rows, out.faults, out.warnings, _places(kind, body, header, lines))

    return whole


def _journal(kind: EntryKind, body: CreateExpense, ctx: Context, out: Findings) -> Any:
    if ctx.row is None:
        choice = chosen_journal(body, ctx)
        if isinstance(choice, Choice):
            return choice.journal
        out.faults.append(choice)
        return None
    stands = str(getattr(ctx.row, kind.journal.name) or "").strip()
    if body.journal_code is not None and body.journal_code.strip() != stands:
        message = f"is {body.journal_code}, but it is booked in journal {stands}; remove it and book it anew to move it"
        out.faults.append(Fault("journalCode", message, "CONTRADICTION"))
    return ctx.references[JOURNALS.name].by_code.get(stands)


def _fixed(body: CreateExpense, ctx: Context, out: Findings) -> None:
    """What a change cannot reach: Exact takes no lines with the header of an entry that is there [H]."""
    if ctx.row is None:
        return
    cure = f"cannot be changed here; PATCH /accounting/bills/{ctx.row.EntryID} does (of a refund /accounting/vendorCredits)"
    for alias, field in _FIXED.items():
        if getattr(body, field) is not None:
            out.faults.append(Fault(alias, cure, "NOT_OFFERED"))


_FIXED: Final = {
    "exchangeRate": "exchange_rate",
    "expenseLines": "expense_lines",
    "note": "note",
    "type": "type",
    "totalGrossAmount": "total_gross_amount",
    "totalNetAmount": "total_net_amount",
    "totalTaxAmount": "total_tax_amount",
}


def _currencies(body: CreateExpense, journal: Any, ctx: Context, out: Findings) -> None:
    check_currency(body.currency, journal, ctx, out)
    own = body.currency or (journal.Currency if journal is not None else None) or ctx.company_currency
    for index, line in enumerate(body.expense_lines or ()):
        if line.currency is not None and line.currency != own:
            message = f"is {line.currency}, but the expense is in {own}; all lines of an entry have one currency"
            out.faults.append(Fault(f"{LINES}[{index}].currency", message, "CONTRADICTION"))


def _counter(kind: EntryKind, body: CreateExpense, journal: Any, ctx: Context, out: Findings) -> Any:
    """The counter account: the journal's own, but of a general entry the one that is named."""
    before = len(out.faults)
    named = ledger_named(body, "", ctx, out)
    if journal is None or len(out.faults) > before:
        return None
    field = naming_field(body)
    if kind is GENERAL:
        if named is None and ctx.row is None:
            message = f"is missing; an entry in general journal {journal.Code} needs the account it was paid from, or who is owed"
            out.faults.append(Fault(field, message, "MISSING"))
        elif named is not None and named.IsBlocked:
            out.faults.append(Fault(field, f"ledger account {named.Code} is blocked; choose another", "BLOCKED"))
        return named
    own = ledger_by_id(journal.GLAccount, ctx)
    if named is not None and own is not None and named.ID != own.ID:
        message = (
            f"is ledger account {named.Code}, but journal {journal.Code} pays from {own.Code}; leave it out, choose the journal of "
            "that account, or a general journal"
        )
        out.faults.append(Fault(field, message, "CONTRADICTION"))
    return own


def _payment_type(kind: EntryKind, body: CreateExpense, out: Findings) -> None:
    if body.payment_type is not None and (kind is not CASH or body.payment_type != "CASH"):
        reason = "the payment term tells it" if kind is PURCHASE else "the journal decides how it is booked"
        out.warnings["paymentType"] = (
            f"paymentType: {kind.word} entries of Exact Online do not keep {body.payment_type}; {reason}"
        )


def _on_each_line(
    kind: EntryKind, body: CreateExpense, header: dict[Prop, Any], journal: Any, ctx: Context, out: Findings
) -> dict[Prop, Any]:
    """Relation, day and document: on the header of a purchase entry, on every line of the others."""
    relation = _relation(kind, body, journal, ctx, out)
    if kind is PURCHASE:
        if relation is not None:
            header[PurchaseEntry.Supplier] = relation
        return {}
    values: dict[Prop, Any] = {} if relation is None else {kind.prop("Account"): relation}
    for field, alias, prop, edm in (
        ("transaction_date", "transactionDate", "Date", ("Edm.DateTime", "day")),
        ("document_id", "documentId", "Document", ("Edm.Guid", "text")),
    ):
        if (value := getattr(body, field)) is not None:
            values |= _encoded(kind.prop(prop), edm, value, alias, ctx.zone, out)
    if body.description is not None:
        _encoded(kind.prop("Description"), ("Edm.String", "text"), body.description, "description", ctx.zone, out)
    return values


def _encoded(prop: Prop, codec: tuple[str, str], value: Any, path: str, zone: tzinfo, out: Findings) -> dict[Prop, Any]:
    write = CODECS[codec].write
    try:
        return {prop: write(prop, zone)(value) if write else value}
    except ValueError as problem:
        out.faults.append(Fault(path, str(problem)))
        return {}


def _relation(kind: EntryKind, body: CreateExpense, journal: Any, ctx: Context, out: Findings) -> str | None:
    found: dict[str, str] = {}
    for path, value in (("supplierId", body.supplier_id), ("customerId", body.customer_id)):
        if value is not None:
            try:
                found[path] = guid(value.strip())
            except ValueError:
                message = f"{value!r} is not an id of this system; GET /accounting/suppliers and /customers list them"
                out.faults.append(Fault(path, message))
    supplier, customer = found.get("supplierId"), found.get("customerId")
    if kind is PURCHASE:
        if body.supplier_id is None and journal is not None and ctx.row is None:
            message = (
                f"is missing; purchase journal {journal.Code} needs a supplier. GET /accounting/suppliers lists them"
            )
            out.faults.append(Fault("supplierId", message, "MISSING"))
        if customer is not None and customer != supplier:
            out.warnings["customerId"] = "customerId: a purchase entry of Exact Online names its supplier only"
        return supplier
    if supplier is not None and customer is not None and supplier != customer:
        message = "contradicts supplierId: a line of Exact Online names one relation; send one of the two"
        out.faults.append(Fault("customerId", message, "CONTRADICTION"))
    return supplier or customer


def _rows(
    kind: EntryKind,
    body: CreateExpense,
    lines: list[Booked],
    journal: Any,
    on_each: dict[Prop, Any],
    rates: list[Decimal | None],
) -> list[dict[Prop, Any]]:
    rows: list[dict[Prop, Any]] = []
    for index, (line, sent) in enumerate(zip(lines, body.expense_lines or (), strict=False)):
        values = {
            **on_each,
            **line_values(kind, line, refund=body.type == "REFUND", takes_vat=takes_vat(kind, journal)),
        }
        if kind.has_rows and body.description is not None and sent.description is None:
            values[kind.prop("Description")] = body.description
        if kind in (BANK, CASH) and rates[index] is not None:
            values[kind.prop("ExchangeRate")] = rates[index]
        if index == 0 and body.note is not None:
            values[kind.prop("Notes")] = body.note
        rows.append(values)
    return rows


def _places(kind: EntryKind, body: CreateExpense, header: dict[Prop, Any], lines: list[Booked]) -> dict[str, str]:
    """Where the composed fields went, to name them when Exact refuses."""
    places: dict[str, str] = {}
    props = {
        "journalCode": kind.journal,
        "currency": kind.entry.props()["Currency"],
        "supplierId": PurchaseEntry.Supplier,
    }
    for alias, prop in props.items():
        if prop in header and getattr(body, _FIELD[alias]) is not None:
            places[alias] = prop.name
    for index, sent in enumerate(body.expense_lines or () if lines else ()):
        at, row = f"{LINES}[{index}]", f"{kind.lines.name}[{index}]"
        places[f"{at}.{naming_field(sent)}"] = f"{row}.GLAccount"
        amount = "totalNetAmount" if sent.total_net_amount is not None else "totalGrossAmount"
        places[f"{at}.{amount}"] = f"{row}.AmountFC"
    if lines and kind.has_rows and body.transaction_date is not None:
        places["transactionDate"] = f"{kind.lines.name}[0].Date"
    return places


_FIELD: Final = {"journalCode": "journal_code", "currency": "currency", "supplierId": "supplier_id"}
