"""What is looked up before an expense is written, changed or removed."""

from __future__ import annotations

from collections.abc import Sequence

from unibooks.accounting.expenses import CreateExpense
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.entry_kinds import PURCHASE
from unibooks.connectors.exact.resources.entry_checks import (
    document_faults,
    relation_faults,
    stays_open,
    today_or,
)
from unibooks.connectors.exact.resources.expense_journals import Choice, chosen_journal
from unibooks.connectors.exact.resources.periods import period_faults
from unibooks.connectors.exact.resources.references import SUPPLIER
from unibooks.connectors.exact.writes import Intent
from unibooks.core.context import ReferenceRows
from unibooks.core.errors import Fault, NotOffered


async def expense_is_sound(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """Relation, document and period: at most a call each, and none for what was found good a short while ago.

    Raises:
        NotOffered: Exact changes no entry of this kind.
        Rejected: the entry cannot be changed or removed any more.
    """
    body, ctx = intent.body, intent.ctx
    if body is not None and intent.row is not None and intent.mapping.entity is not PURCHASE.entry:
        raise NotOffered(
            "Exact Online changes no bank, cash or general entries; remove this expense while it is open, and book it anew."
        )
    if intent.row is not None:
        await stays_open(api, intent, "expense")
    if not isinstance(body, CreateExpense):
        return ()
    purchase = intent.mapping.entity is PURCHASE.entry
    named = {"supplierId": body.supplier_id, **({} if purchase else {"customerId": body.customer_id})}
    faults, sound = await relation_faults(
        api, {path: value for path, value in named.items() if value is not None}, ("supplierId",) if purchase else ()
    )
    if sound is not None:
        ctx.references = {**ctx.references, SUPPLIER.name: ReferenceRows(SUPPLIER, [sound])}
    if intent.files and body.document_id is not None and not purchase:
        cure = "contradicts documentId; send the file or name a stored one"
        faults.append(Fault(intent.files[0].field, cure, "CONTRADICTION"))
    faults += await document_faults(api, body.document_id, "documentId")
    choice = chosen_journal(body, ctx) if intent.row is None else None
    if isinstance(choice, Choice):
        day = today_or(body.transaction_date, ctx.today)
        faults += await period_faults(api, str(choice.journal.Code).strip(), day, "transactionDate")
    return faults
