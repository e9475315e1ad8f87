"""What the lines of an expense come to: cost account, VAT and amounts of each, with the rules of bills.

The contract calls negative amounts purchases in one place and positive ones in all its examples. Here `type` decides: what
comes to less than zero as a whole is turned round, with a warning, and refused where no type says what is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from unibooks.accounting.bills import CreateBill, CreateBillLine
from unibooks.accounting.expenses import CreateExpense, CreateExpenseLine
from unibooks.accounting.parts import CreateBillDimension
from unibooks.connectors.exact.entry_kinds import GENERAL, PURCHASE, EntryKind
from unibooks.connectors.exact.resources.bill_amounts import HUNDRED, NO_VAT, ZERO, LineAmounts, cents, line_amounts
from unibooks.connectors.exact.resources.bill_codes import Findings, check_ledger, vat_for
from unibooks.connectors.exact.resources.bill_totals import check_totals
from unibooks.connectors.exact.resources.dimension_codes import codes_of
from unibooks.connectors.exact.resources.named_rows import NAMING, ledger_named, naming_field
from unibooks.connectors.exact.resources.references import VAT_CODES
from unibooks.core.context import Context
from unibooks.core.errors import Fault
from unibooks.core.target import Prop

LINES: Final = "expenseLines"
#: A bill's name of a field -> an expense's.
FIELDS: Final = {"taxCode": "taxRate.code", "taxRatePercentage": "taxRate.taxRatePercentage"}


@dataclass(frozen=True)
class Booked:
    """A line that can be booked.

    Attributes:
        account: its ledger account.
        amounts: what it comes to, positive where something is bought.
    """

    account: Any
    amounts: LineAmounts


def booked_lines(kind: EntryKind, body: CreateExpense, journal: Any, ctx: Context, out: Findings) -> list[Booked]:
    """Every line, or none of them where one is wrong; what is wrong goes to `out`."""
    sign = _sign(body, out)
    found = [
        _line(kind, line, f"{LINES}[{index}]", sign, journal, ctx, out)
        for index, line in enumerate(body.expense_lines or ())
    ]
    whole = [one for one in found if one is not None]
    if not whole or len(whole) < len(found):
        return []
    totals = CreateBill(
        total_net_amount=_signed(body.total_net_amount, sign),
        total_tax_amount=_signed(body.total_tax_amount, sign),
        total_gross_amount=_signed(body.total_gross_amount, sign),
    )
    _take_over(check_totals(totals, [one.amounts for one in whole]), {"lineItems": LINES}, out)
    return whole


def line_values(kind: EntryKind, line: Booked, *, refund: bool, takes_vat: bool) -> dict[Prop, Any]:
    """Account, amount and VAT as Exact takes them.

    Bank and cash entries take the amount with VAT whatever the code [R: audit file], the others without it for codes of type
    E. VAT is said only where Exact would reckon another.
    """
    amounts, vat, sign = line.amounts, line.amounts.vat, -kind.cost if refund else kind.cost
    values: dict[Prop, Any] = {kind.prop("GLAccount"): str(line.account.ID)}
    if kind.cost < 0:
        posted = amounts.gross
        reckoned = posted - cents(posted / (1 + vat.rate)) if vat.taxed else ZERO
        tax = amounts.tax if vat.taxed and amounts.tax != reckoned else None
    else:
        posted, tax = amounts.posted, amounts.override
    values[kind.prop("AmountFC")] = sign * posted
    if takes_vat and vat.code:
        values[kind.prop("VATCode")] = vat.code
        if tax is not None:
            values[kind.vat] = sign * tax
    return values


def _sign(body: CreateExpense, out: Findings) -> int:
    """-1 where the amounts come to less than zero and `type` says what they are."""
    lines = body.expense_lines or ()
    per_line = [line.total_gross_amount or line.total_net_amount or ZERO for line in lines]
    given = (body.total_gross_amount, body.total_net_amount)
    total = next((value for value in given if value is not None), sum(per_line, ZERO))
    if total >= 0:
        return 1
    if body.type is None:
        cure = "is missing; amounts below zero can be a purchase or a refund, so say EXPENSE or REFUND"
        out.faults.append(Fault("type", cure, "MISSING"))
        return 1
    out.warnings[LINES] = f"{LINES}: come to {total}; {-total} was booked, as {body.type}"
    return -1


def _signed(value: Decimal | None, sign: int) -> Decimal | None:
    return None if value is None else sign * value


def _line(
    kind: EntryKind, line: CreateExpenseLine, at: str, sign: int, journal: Any, ctx: Context, out: Findings
) -> Booked | None:
    before, bill = len(out.faults), Findings()
    account = ledger_named(line, at, ctx, out)
    asked = _TaxAsked.of(line, at, ctx, out)
    known = codes_of(line.dimensions or [], f"{at}.dimensions", ctx).codes
    as_bill = CreateBillLine(
        account_number=str(account.Code).strip() if account is not None else None,
        dimensions=[CreateBillDimension(name=code, category_name=name) for name, code in known.items()],
        tax_code=asked.code,
        tax_rate_percentage=asked.rate,
        total_gross_amount=_signed(line.total_gross_amount, sign),
        total_net_amount=_signed(line.total_net_amount, sign),
    )
    if account is not None or not any(getattr(line, field) is not None for field in NAMING):
        check_ledger(as_bill, at, ctx, bill)
    amounts: LineAmounts | None = None
    if not asked.wrong:
        checked = len(bill.faults)
        vat = vat_for(as_bill, at, ctx, bill, gross_prices=False) if takes_vat(kind, journal) else NO_VAT
        _check_journal(kind, as_bill, at, journal, ctx, bill)
        if len(bill.faults) == checked:
            amounts = line_amounts(as_bill, vat, at, gross_prices=False)
            bill.faults += amounts.faults
            bill.warnings |= {f"{at}.{name}": f"{at}.{name}: {note}" for name, note in amounts.notes.items()}
    _take_over(bill, FIELDS | {"accountNumber": naming_field(line)}, out)
    return None if amounts is None or len(out.faults) > before else Booked(account, amounts)


def takes_vat(kind: EntryKind, journal: Any) -> bool:
    """Whether lines of that journal may name a VAT code: of a general journal only where it allows VAT [M]."""
    return kind is not GENERAL or journal is None or bool(journal.AllowVAT)


def _check_journal(kind: EntryKind, line: CreateBillLine, at: str, journal: Any, ctx: Context, out: Findings) -> None:
    """VAT in a journal without VAT would be missing from the VAT return, so that it is refused rather than booked beside it."""
    if takes_vat(kind, journal):
        return
    row = ctx.references[VAT_CODES.name].by_code.get((line.tax_code or "").strip())
    rate = line.tax_rate_percentage or (row.Percentage if row is not None else None) or ZERO
    net, gross = line.total_net_amount, line.total_gross_amount
    if rate or (net is not None and gross is not None and net != gross):
        field = "taxRate" if rate else "totalGrossAmount"
        message = (
            f"has VAT, and general journal {journal.Code} books none, so that it would be missing from the VAT return; choose a "
            f"{PURCHASE.word}, bank or cash journal, or let this one allow VAT in Exact Online"
        )
        out.faults.append(Fault(f"{at}.{field}", message, "CONTRADICTION"))
    elif line.tax_code is not None:
        path = f"{at}.taxRate.code"
        out.warnings[path] = (
            f"{path}: general journal {journal.Code} takes no VAT codes; the line was booked without one"
        )


@dataclass(frozen=True)
class _TaxAsked:
    """The VAT that a line names: a code, a rate, or nothing; `wrong` where it names what there is not."""

    code: str | None = None
    rate: Decimal | None = None
    wrong: bool = False

    @classmethod
    def of(cls, line: CreateExpenseLine, at: str, ctx: Context, out: Findings) -> _TaxAsked:
        asked = line.tax_rate
        if asked is None:
            return cls()
        rows, before = ctx.references[VAT_CODES.name], len(out.faults)
        code = (asked.code or "").strip() or None
        if asked.id is not None:
            row = rows.by_id.get(asked.id.strip().strip("{}").lower())
            named = str(row.Code).strip() if row is not None else None
            if named is None:
                message = (
                    f"there is no VAT code with id {asked.id} in this company; GET /accounting/taxRates lists them"
                )
                out.faults.append(Fault(f"{at}.taxRate.id", message, "UNKNOWN_REFERENCE"))
            elif code is not None and code != named:
                message = f"contradicts code: it is VAT code {named}; send one of the two"
                out.faults.append(Fault(f"{at}.taxRate.id", message, "CONTRADICTION"))
            code = code or named
        rate = _percentage(asked.tax_rate_percentage, f"{at}.taxRate.taxRatePercentage", out)
        if asked.name is not None:
            code = _by_name(asked.name, code, rate, f"{at}.taxRate.name", ctx, out)
        return cls(code, rate, len(out.faults) > before)


def _percentage(text: str | None, path: str, out: Findings) -> Decimal | None:
    if text is None or not text.strip():
        return None
    try:
        rate = Decimal(text.strip().removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite() or not 0 <= rate <= HUNDRED:
        out.faults.append(Fault(path, f'is {text!r}, which is no percentage; write it as "21"'))
        return None
    return rate


def _by_name(name: str, code: str | None, rate: Decimal | None, path: str, ctx: Context, out: Findings) -> str | None:
    """A name counts where nothing else names the VAT; else it has to fit."""
    fitting = [
        row
        for row in ctx.references[VAT_CODES.name].rows
        if str(row.Description or "").strip().casefold() == name.strip().casefold()
    ]
    if code is None and rate is None:
        if len(fitting) == 1:
            return str(fitting[0].Code).strip()
        message = (
            f"{'several VAT codes are' if fitting else 'no VAT code of this company is'} called {name!r}; send the code"
        )
        out.faults.append(Fault(path, message, "AMBIGUOUS" if fitting else "UNKNOWN_REFERENCE"))
    elif all(str(row.Code).strip() != code for row in fitting):
        out.warnings[path] = f"{path}: is not how Exact Online calls the VAT that was booked; it had no effect"
    return code


def _take_over(found: Findings, names: Mapping[str, str], out: Findings) -> None:
    """Findings about a bill's fields, said of an expense's."""

    def renamed(text: str) -> str:
        for old, new in names.items():
            text = text.replace(old, new)
        return text

    out.faults += [Fault(renamed(fault.field), renamed(fault.message), fault.code) for fault in found.faults]
    out.warnings |= {renamed(path): renamed(text) for path, text in found.warnings.items()}
