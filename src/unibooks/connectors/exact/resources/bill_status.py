"""Whether a purchase entry is paid: told by its payment terms (cashflow/Payments), never by its own status.

`PurchaseEntries.Status` says that bookkeeping is done with an entry, nothing of payment. A payment term is open (20),
selected for payment (30), in a batch that went to the bank (40), or matched (50) [H]; only a match settles it, a bank entry
alone does not. An entry may have several terms, and a match of a part leaves a matched term beside an open one. The sign of
a term's amounts is disputed, so that only their size is looked at, and never that of a matched one.

Nothing in PurchaseEntries is a draft, a submitted or a corrective document: these words fit no record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.cashflow import Payment
from unibooks.connectors.exact.target.edm import CODECS, wall_clock
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry
from unibooks.core.conditions import AnyOf, Condition, Sift
from unibooks.core.context import Context, RelatedRows
from unibooks.core.source import Source, once
from unibooks.core.sources import Computed

#: PurchaseEntries.Status [H].
REJECTED, OPEN, PROCESSED = 5, 20, 50
#: Payments.Status [H].
MATCHED: Final = 50

TERMS: Final = RelatedRows(
    "terms",
    Payment.TransactionEntryID,
    (Payment.AmountFC, Payment.DueDate, Payment.EndDate, Payment.Status),
    of=PurchaseEntry.EntryID.name,
    # They need a scope of their own, without which bills are still bills.
    optional=True,
)

#: What an entry without any sign of its payment is called, by its own status.
_UNPROVEN: Final = {OPEN: "OPEN", PROCESSED: "DOCUMENT_CREATED"}
_UNTOLD: Final = (
    "paymentStatus: Exact Online shows no payment terms of some of these records; whether they are paid is not known"
)


@dataclass(frozen=True)
class Standing:
    """How far an entry is settled.

    Attributes:
        status: the contract's DocumentStatus, None where Exact's own status has no word.
        payment: the contract's PaymentStatus.
        open: what is not settled, in the entry's currency; None where it is not known.
        paid: the day since when nothing is open, as Exact writes it; None where something is.
    """

    status: str | None
    payment: str
    open: Decimal | None = None
    paid: str | None = None


@once
def standing(row: Any, ctx: Context) -> Standing:
    """How far an entry is settled, by the terms that were read with it."""
    terms = ctx.rows_of(TERMS, row.EntryID)
    if row.Status == REJECTED:
        return Standing("VOIDED", "CANCELED")
    if not terms:
        return _without_terms(row, ctx)
    left = [term for term in terms if term.Status != MATCHED]
    if not left:
        ends = [term.EndDate for term in terms]
        return Standing("PAID", "PAID", Decimal(0), None if None in ends else max(ends, key=wall_clock))
    amounts = [term.AmountFC for term in left]
    amount = None if None in amounts else sum((abs(a) for a in amounts), Decimal(0))
    partly = len(left) < len(terms)
    status, payment = ("PARTIALLY_PAID", "PARTLY_PAID") if partly else ("OPEN", "PENDING")
    late = [_late(term, ctx.today) for term in left]
    if any(late):
        # That a part is paid already is said by the payment status.
        status = "OVERDUE" if all(late) else "PARTIALLY_OVERDUE"
    return Standing(status, payment, amount)


def _without_terms(row: Any, ctx: Context) -> Standing:
    status = _UNPROVEN.get(row.Status)
    if row.AmountFC is not None and row.AmountFC == 0:
        return Standing(status, "NO_OPEN_ITEM", Decimal(0))
    ctx.warn(_UNTOLD)
    return Standing(status, "UNKNOWN")


def _late(term: Any, today: date) -> bool:
    return term.DueDate is not None and wall_clock(term.DueDate).date() < today


def _paid_date(row: Any, ctx: Context) -> Any:
    day = standing(row, ctx).paid
    read = CODECS["Edm.DateTime", "day"].read
    decode = read(Payment.EndDate, ctx.zone) if read else None
    return None if day is None or decode is None else decode(day)


_OF: Final = (PurchaseEntry.Status, PurchaseEntry.AmountFC)

STATUS_FIELDS: Final[Mapping[str, Source]] = {
    "open_amount": Computed(_OF, lambda row, ctx: standing(row, ctx).open, related=(TERMS,)),
    "paid_date": Computed(_OF, _paid_date, related=(TERMS,)),
    "payment_status": Computed(_OF, lambda row, ctx: standing(row, ctx).payment, related=(TERMS,)),
    "status": Computed(_OF, lambda row, ctx: standing(row, ctx).status, related=(TERMS,)),
}

_NOT_REJECTED: Final = Condition(PurchaseEntry.Status, "ne", REJECTED)
_REJECTED: Final = Condition(PurchaseEntry.Status, "eq", REJECTED)


def _each(words: Sequence[str], condition: Condition | AnyOf) -> dict[str, Condition | AnyOf]:
    return dict.fromkeys(words, condition)


#: What Exact can narrow by itself; what is left is sifted by the word that each record was given.
STATUS_SIFTS: Final = {
    "status": Sift(
        "status",
        {
            **_each(("PAID", "OPEN", "PARTIALLY_PAID", "OVERDUE", "PARTIALLY_OVERDUE"), _NOT_REJECTED),
            "DOCUMENT_CREATED": Condition(PurchaseEntry.Status, "eq", PROCESSED),
            "VOIDED": _REJECTED,
        },
    ),
    "payment_status": Sift(
        "payment_status",
        {
            **_each(("PENDING", "PARTLY_PAID", "PAID", "UNKNOWN"), _NOT_REJECTED),
            "NO_OPEN_ITEM": Condition(PurchaseEntry.AmountFC, "eq", Decimal(0)),
            "CANCELED": _REJECTED,
        },
    ),
}
