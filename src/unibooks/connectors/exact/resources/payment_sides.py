"""Which way the money of a payment line goes, and on which account it is booked.

In the API an amount is positive for money paid to a supplier and for money received from a customer; in Exact money in is
positive and money out negative [M].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from unibooks.accounting.payments import CreatePayment, CreatePaymentLine
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.bill_codes import Findings
from unibooks.connectors.exact.resources.named_rows import journals_of, ledger_by_id
from unibooks.connectors.exact.resources.references import LEDGER_ACCOUNTS
from unibooks.connectors.exact.target import TransactionLine
from unibooks.core.context import Context, Reference
from unibooks.core.errors import Fault

CREDITOR, DEBTOR = "CREDITOR", "DEBTOR"
#: GLAccount.Type of payables and receivables [H], where a line can be settled.
CONTROL: Final = {22: CREDITOR, 20: DEBTOR}
#: The sign of AmountFC where the API's amount is positive.
SIGN: Final = {CREDITOR: -1, DEBTOR: 1}
#: The journals whose ledger account is the company's own for a side [H].
JOURNALS_OF: Final = {CREDITOR: frozenset({22}), DEBTOR: frozenset({20})}
DOCUMENTS: Final = {"BILL": CREDITOR, "INVOICE": DEBTOR}
#: Where the check puts the relations and the control lines of invoices that it has read.
RELATIONS: Final = "relations"
INVOICES: Final = Reference("invoices", TransactionLine, TransactionLine.EntryID)


@dataclass(frozen=True)
class Invoice:
    """The line of a bill or invoice on its control account, named as Exact names its properties.

    `open` is what is not settled of it in the company's currency, above zero; None where that is not known.
    """

    ID: str
    EntryID: str
    GLAccount: str
    Account: str
    AccountName: str
    AmountDC: Decimal
    InvoiceNumber: int | None
    open: Decimal | None


def relation_named(line: CreatePaymentLine, at: str, out: Findings) -> tuple[str | None, str]:
    """The relation of a line and the field that names it; fields that name different ones are a fault."""
    found: list[tuple[str, str]] = []
    for field, value in _relations(line):
        try:
            found.append((field, guid(value.strip())))
        except ValueError:
            message = f"{value!r} is not an id of this system; GET /accounting/suppliers and /customers list them"
            out.faults.append(Fault(f"{at}.{field}", message))
    for field, value in found[1:]:
        if value != found[0][1]:
            message = f"contradicts {found[0][0]}: a line of Exact Online names one relation; send one of them"
            out.faults.append(Fault(f"{at}.{field}", message, "CONTRADICTION"))
    return (found[0][1], found[0][0]) if found else (None, "contactId")


def _relations(line: CreatePaymentLine) -> Iterator[tuple[str, str]]:
    named = (("supplierId", line.supplier_id), ("customerId", line.customer_id), ("contactId", line.contact_id))
    yield from ((field, value) for field, value in named if value is not None)


def invoice_named(line: CreatePaymentLine, ctx: Context) -> Invoice | None:
    """What a line pays, as it was looked up."""
    rows = ctx.references.get(INVOICES.name)
    if rows is None or line.invoice_id is None:
        return None
    try:
        return rows.by_code.get(guid(line.invoice_id.strip()))
    except ValueError:
        return None


def side_of(
    line: CreatePaymentLine,
    body: CreatePayment,
    account: Any,
    relation: str | None,
    at: str,
    ctx: Context,
    out: Findings,
) -> str | None:
    """CREDITOR or DEBTOR; None with a fault where nothing says it, or two things disagree."""
    said = list(_said(line, body, account, at, ctx))
    for path, side in said[1:]:
        if side != said[0][1]:
            message = f"contradicts {said[0][0]}: one is about a supplier, the other about a customer"
            out.faults.append(Fault(path, message, "CONTRADICTION"))
            return None
    side = said[0][1] if said else _by_role(relation, ctx)
    if side is None and not any(fault.field == "documentType" for fault in out.faults):
        cure = "is missing; say BILL for money paid to a supplier, INVOICE for money received from a customer"
        out.faults.append(Fault("documentType", cure, "MISSING"))
    return side


def _said(
    line: CreatePaymentLine, body: CreatePayment, account: Any, at: str, ctx: Context
) -> Iterator[tuple[str, str]]:
    if body.document_type in DOCUMENTS:
        yield "documentType", DOCUMENTS[str(body.document_type)]
    kind = (body.payment_type or "").strip().upper()
    if kind in SIGN:
        yield "paymentType", kind
    if line.supplier_id is not None:
        yield f"{at}.supplierId", CREDITOR
    if line.customer_id is not None:
        yield f"{at}.customerId", DEBTOR
    if account is not None and account.Type in CONTROL:
        yield f"{at}.accountId", CONTROL[account.Type]
    invoice = invoice_named(line, ctx)
    control = ledger_by_id(invoice.GLAccount, ctx) if invoice is not None else None
    if control is not None and control.Type in CONTROL:
        yield f"{at}.invoiceId", CONTROL[control.Type]


def _by_role(relation: str | None, ctx: Context) -> str | None:
    """A relation that is only a supplier, or only a customer."""
    row = relation_row(relation, ctx)
    if row is None or bool(row.IsSupplier) == (row.Status == "C"):
        return None
    return CREDITOR if row.IsSupplier else DEBTOR


def relation_row(relation: str | None, ctx: Context) -> Any:
    """The relation as it was looked up, or None."""
    rows = ctx.references.get(RELATIONS)
    return rows.by_id.get(relation or "") if rows is not None else None


def control_account(side: str, relation: str | None, ctx: Context) -> Any:
    """The account for what is owed or due: the relation's own, else that of the company's journals, else its first one."""
    row = relation_row(relation, ctx)
    own = (row.GLAP if side == CREDITOR else row.GLAR) if row is not None else None
    journals = [journal.GLAccount for journal in journals_of(JOURNALS_OF[side], ctx)]
    for key in (own, *journals):
        account = ledger_by_id(key, ctx)
        if account is not None and CONTROL.get(account.Type) == side:
            return account
    rows = sorted(ctx.references[LEDGER_ACCOUNTS.name].by_code.items())
    return next((row for _, row in rows if CONTROL.get(row.Type) == side and not row.IsBlocked), None)
