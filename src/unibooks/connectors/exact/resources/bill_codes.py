"""Which VAT code, journal and ledger account a bill means; each finding is a value, a fault or a warning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, get_args

from unibooks.accounting.bills import CreateBillLine, CreatePurchase
from unibooks.accounting.enums import Currency
from unibooks.connectors.exact.resources.bill_amounts import HUNDRED, NO_VAT, Vat, cents, place, vat_of
from unibooks.connectors.exact.resources.dimension_codes import COST_CENTRE, COST_UNIT, category_of
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS, SUPPLIER, VAT_CODES
from unibooks.core.context import Context
from unibooks.core.errors import Fault

PURCHASE_JOURNAL: Final = 22
#: VATTransactionType of codes that may stand on a purchase: B both, P purchase [H].
PURCHASE: Final = ("B", "P")


@dataclass
class Findings:
    """What was found beside the values."""

    faults: list[Fault] = field(default_factory=list[Fault])
    warnings: dict[str, str] = field(default_factory=dict[str, str])


def vat_for(line: CreateBillLine, at: str, ctx: Context, out: Findings, *, gross_prices: bool) -> Vat:
    """The VAT code of a line: the one named, the one with that rate, or the ledger account's own."""
    rows = ctx.references[VAT_CODES.name]
    if line.tax_code is not None:
        return _named(line, at, ctx, out)
    rate = _rate(line)
    if rate is None:
        return _default(line, at, ctx, out)
    fitting = [vat for vat in map(vat_of, _usable(rows.rows)) if vat.rate == rate / HUNDRED and not vat.charged]
    wanted = ("N", "B") if rate == 0 else (("I", "E") if gross_prices else ("E", "I"))
    fitting = sorted((v for v in fitting if v.kind in wanted), key=lambda v: (wanted.index(v.kind), _order(v.code)))
    if fitting:
        return fitting[0]
    if line.tax_rate_percentage is None:
        out.faults.append(
            Fault(place(at, "taxCode"), "is missing, and no VAT code fits the amounts; name one", "MISSING")
        )
    else:
        rates = sorted({vat.rate * HUNDRED for vat in map(vat_of, _usable(rows.rows)) if not vat.charged})
        known = ", ".join(f"{r.normalize():f}" for r in rates)
        message = f"is {rate:f}, but no purchase VAT code of this company has that rate; it has {known}"
        out.faults.append(Fault(place(at, "taxRatePercentage"), message, "UNKNOWN_REFERENCE"))
    return NO_VAT


def _named(line: CreateBillLine, at: str, ctx: Context, out: Findings) -> Vat:
    rows = ctx.references[VAT_CODES.name]
    code = (line.tax_code or "").strip()
    row = rows.by_code.get(code)
    if row is None or row.IsBlocked or row.VATTransactionType not in PURCHASE:
        why = "does not exist" if row is None else "is blocked" if row.IsBlocked else "is for sales only"
        known = ", ".join(sorted((str(r.Code).strip() for r in _usable(rows.rows)), key=_order))
        out.faults.append(
            Fault(
                place(at, "taxCode"),
                f"{code!r} {why} in this company; purchases take {known}",
                "UNKNOWN_REFERENCE",
            )
        )
        return NO_VAT
    vat = vat_of(row)
    if line.tax_rate_percentage is not None and line.tax_rate_percentage != vat.rate * HUNDRED:
        known = f"{(vat.rate * HUNDRED).normalize():f}"
        message = f"is {line.tax_rate_percentage:f}, but VAT code {code} has {known} %; send one of the two"
        out.faults.append(Fault(place(at, "taxRatePercentage"), message, "CONTRADICTION"))
    return vat


def _rate(line: CreateBillLine) -> Decimal | None:
    """The rate that a line names, or the whole percentage that its amounts imply."""
    if line.tax_rate_percentage is not None:
        return line.tax_rate_percentage
    tax = line.total_tax_amount
    if tax is None and line.total_net_amount is not None and line.total_gross_amount is not None:
        tax = line.total_gross_amount - line.total_net_amount
    if tax is None:
        return None
    net = line.total_net_amount if line.total_net_amount is not None else (line.total_gross_amount or Decimal(0)) - tax
    return cents(tax / net * HUNDRED).quantize(Decimal(1)) if net else Decimal(0)


def _default(line: CreateBillLine, at: str, ctx: Context, out: Findings) -> Vat:
    """Nothing was said: the supplier's code, else the ledger account's, else no VAT; whichever it is, the caller is told.

    Which of them Exact would take by itself is not known, so that the code is always sent.
    """
    for owner, code in (("supplier", _supplier_code(ctx)), ("ledger account", _account_code(line, ctx))):
        row = ctx.references[VAT_CODES.name].by_code.get(code)
        if row is not None and _usable((row,)):
            path = place(at, "taxCode")
            out.warnings[path] = f"{path}: not given; VAT code {code} of the {owner} was used"
            return vat_of(row)
    path = place(at, "taxCode")
    out.warnings[path] = f"{path}: not given; the line was booked without VAT"
    none = next((v for v in map(vat_of, _usable(ctx.references[VAT_CODES.name].rows)) if v.kind == "N"), None)
    return none or NO_VAT


def _supplier_code(ctx: Context) -> str:
    rows = ctx.references.get(SUPPLIER.name)
    return str(rows.rows[0].PurchaseVATCode or "").strip() if rows and rows.rows else ""


def _account_code(line: CreateBillLine, ctx: Context) -> str:
    account = ledger_row(line, ctx)
    return str(account.VATCode or "").strip() if account else ""


def _usable(rows: Iterable[Any]) -> list[Any]:
    return [r for r in rows if not r.IsBlocked and r.VATTransactionType in PURCHASE]


def _order(code: str) -> tuple[int, str]:
    return (int(code), code) if code.isdigit() else (10**6, code)


def ledger_row(line: CreateBillLine, ctx: Context) -> Any:
    """The ledger account a line names by number or id, or None."""
    rows = ctx.references[LEDGER_ACCOUNTS.name]
    if line.account_number is not None:
        return rows.by_code.get(line.account_number.strip())
    return rows.by_id.get((line.account_id or "").strip().lower())


#: Types of ledger accounts that Exact books on by itself: receivables, payables, VAT; lines on them are refused [M].
OWN_TYPES: Final = {20: "accounts receivable", 22: "accounts payable", 24: "VAT"}
#: What GLAccount.UseCostcenter and UseCostunit say [H]; 0 leaves it open.
DEMANDED, FORBIDDEN = 1, 2


def check_ledger(line: CreateBillLine, at: str, ctx: Context, out: Findings) -> None:
    """A line needs a ledger account that is open for booking, and the dimensions that this account demands."""
    if line.account_number is None and line.account_id is None:
        cure = "is missing; give the ledger account's number, or its id as accountId"
        out.faults.append(Fault(place(at, "accountNumber"), cure, "MISSING"))
        return
    row = ledger_row(line, ctx)
    if row is None:
        return
    name = place(at, "accountNumber" if line.account_number is not None else "accountId")
    if row.IsBlocked:
        out.faults.append(Fault(name, f"ledger account {row.Code} is blocked; choose another", "BLOCKED"))
    elif row.Type in OWN_TYPES:
        message = f"ledger account {row.Code} is {OWN_TYPES[row.Type]}, which Exact Online books itself; choose another"
        out.faults.append(Fault(name, message, "WRONG_ROLE"))
    _check_dimensions(line, at, row, out)


def _check_dimensions(line: CreateBillLine, at: str, account: Any, out: Findings) -> None:
    named = [category_of(dimension.category_name) for dimension in line.dimensions or ()]
    for category, use in ((COST_CENTRE, account.UseCostcenter), (COST_UNIT, account.UseCostunit)):
        if use == DEMANDED and category not in named:
            message = f"lack a {category.name}, which ledger account {account.Code} demands"
            out.faults.append(Fault(place(at, "dimensions"), message, "MISSING"))
        elif use == FORBIDDEN and category in named:
            message = f"ledger account {account.Code} takes no {category.name}; leave it out or choose another account"
            field = place(at, f"dimensions[{named.index(category)}].categoryName")
            out.faults.append(Fault(field, message, "CONTRADICTION"))


def journal_for(body: CreatePurchase, ctx: Context, out: Findings) -> str | None:
    """The purchase journal: the one named, else the first open one that books the document's currency."""
    rows = ctx.references[JOURNALS.name]
    purchase = {c: r for c, r in rows.by_code.items() if r.Type == PURCHASE_JOURNAL and not r.IsBlocked}
    known = ", ".join(sorted(purchase, key=_order)) or "none"
    if body.journal_code is not None:
        row = purchase.get(body.journal_code.strip())
        if row is None:
            message = f"{body.journal_code} is not an open purchase journal of this company; it has {known}"
            out.faults.append(Fault("journalCode", message, "UNKNOWN_REFERENCE"))
            return None
    else:
        takers = [r for r in purchase.values() if _books(r, body.currency or ctx.company_currency, ctx)]
        row = min(takers or purchase.values(), key=lambda r: _order(str(r.Code)), default=None)
        if row is None:
            out.faults.append(Fault("journalCode", "is missing, and this company has no purchase journal", "MISSING"))
            return None
        if len(purchase) > 1:
            out.warnings["journalCode"] = f"journalCode: not given; journal {row.Code} was used"
    _check_currency(body, row, ctx, out)
    return str(row.Code)


def same_journal(body: CreatePurchase, row: Any, ctx: Context, out: Findings) -> None:
    """An entry stays in its journal [M], and in a currency that this journal books."""
    stands = str(row.Journal or "").strip()
    if body.journal_code is not None and body.journal_code.strip() != stands:
        message = (
            f"is {body.journal_code}, but it is booked in journal {stands}; remove it and create it anew to move it"
        )
        out.faults.append(Fault("journalCode", message, "CONTRADICTION"))
    journal = ctx.references[JOURNALS.name].by_code.get(stands)
    if journal is not None:
        _check_currency(body, journal, ctx, out)


def _books(journal: Any, currency: str, ctx: Context) -> bool:
    return bool(journal.AllowVariableCurrency) or (journal.Currency or ctx.company_currency) == currency


def _check_currency(body: CreatePurchase, journal: Any, ctx: Context, out: Findings) -> None:
    currency = body.currency
    if currency is None:
        return
    if currency not in get_args(Currency):
        out.faults.append(
            Fault("currency", f"{currency!r} is not a currency code; write EUR, USD, GBP …", "UNKNOWN_REFERENCE")
        )
    elif not _books(journal, currency, ctx):
        own = journal.Currency or ctx.company_currency
        message = (
            f"is {currency}, but journal {journal.Code} books {own} only; choose a journal that allows other currencies"
        )
        out.faults.append(Fault("currency", message, "CONTRADICTION"))
