"""cashflow/ProcessPayments: terms to suppliers on their way to the bank.

A term is selected for payment by somebody in Exact (status 30), and processed by the batch that it goes to the bank
with (status 40) [H: the list of statuses]. The ledger hears of it when the bank's own entry is matched.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final

from unibooks.connectors.exact.target import Payment
from unibooks.connectors.exact.target.cashflow import ProcessPayment
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.matching import PAYABLES
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.terms import terms
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

OPEN, SELECTED, PROCESSED = 20, 30, 40


def status(company: Company, key: uuid.UUID) -> int:
    """The status of a term that is not settled."""
    return company.term_changes.get(key, {}).get("Status", OPEN)


def select(write: Write, keys: Iterable[uuid.UUID], selected: bool = True) -> None:
    """Select terms for payment, or take them back.

    Raises:
        Refused: one of them is not an open term to a supplier, or is processed.
    """
    wanted = list(keys)
    _open_terms(write, wanted)
    chosen: Row = {
        "Status": SELECTED if selected else OPEN,
        "PaymentSelected": write.world.local(write.company) if selected else None,
        "PaymentSelector": write.user.id if selected else None,
        "PaymentSelectorFullName": write.user.full_name if selected else None,
    }
    _change(write, wanted, chosen)


def process(write: Write, given: Row) -> Row:
    """Put terms into a batch for the bank, whether they were selected before or not [I]; all of them or none.

    Raises:
        Refused: no terms, or as for `select`.
    """
    keys: Sequence[uuid.UUID] = given.get("PaymentIDs") or []
    if not keys:
        raise texts.refuse(write.user, texts.MISSING, texts.PAYMENT_TERM)
    _open_terms(write, keys)
    company = write.company
    chosen = [key for key in keys if status(company, key) == OPEN]
    if chosen:
        select(write, chosen)
    number = max((change.get("PaymentBatchNumber") or 0 for change in company.term_changes.values()), default=0) + 1
    _change(write, keys, {"Status": PROCESSED, "PaymentBatchNumber": number})
    message = texts.PAYMENTS_PROCESSED.to(write.user).format(count=len(keys))
    return born(write, ProcessPayment) | {"SuccessMessage": message}


def _open_terms(write: Write, keys: Sequence[uuid.UUID]) -> None:
    faults = Faults(write.user)
    found = {term.key for term in terms(write.company, PAYABLES) if term.settled is None}
    for key in keys:
        if key not in found:
            faults.add(texts.BAD_REFERENCE, texts.PAYMENT_TERM)
        elif status(write.company, key) == PROCESSED:
            faults.add(texts.PROCESSED, texts.PAYMENT_TERM)
    faults.stop()


def _change(write: Write, keys: Iterable[uuid.UUID], values: dict[str, Any]) -> None:
    changes = write.company.term_changes
    for key in keys:
        changes[key] = changes.get(key, {}) | values | touched(write)
    write.company[Payment].memo.clear()  # nobody writes its rows; this makes readers work them out again


WRITERS: Final = {ProcessPayment: Writer(process)}
