"""What is looked up in Exact before a record is written, because an error there would count against the customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from unibooks.accounting.bills import CreateBill
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.resources.references import SUPPLIER
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import Condition
from unibooks.core.context import ReferenceRows
from unibooks.core.errors import Fault

#: How long a supplier that was found good is taken to be so.
GOOD_FOR: Final = timedelta(minutes=15)
#: Suppliers remembered per connection.
REMEMBERED: Final = 2000


async def supplier_of_bill(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """A bill's supplier exists, is a supplier, and is not blocked; one call unless it was found good a short while ago."""
    body, ctx = intent.body, intent.ctx
    if not isinstance(body, CreateBill) or body.contact_id is None:
        return ()
    try:
        key = guid(body.contact_id)
    except ValueError:
        return ()  # the table says what is wrong with it
    row = await _supplier(api, key)
    if row is None:
        cure = "GET /accounting/suppliers lists them, POST creates one"
        return (
            Fault("contactId", f"there is no supplier {body.contact_id} in this company; {cure}", "UNKNOWN_REFERENCE"),
        )
    if not row.IsSupplier:
        return (Fault("contactId", f"{row.Name} is a relation of this company, but not a supplier", "WRONG_ROLE"),)
    if row.Blocked:
        return (Fault("contactId", f"{row.Name} is blocked in Exact Online; unblock it there first", "BLOCKED"),)
    if isinstance(ctx.references, dict):
        ctx.references[SUPPLIER.name] = ReferenceRows(SUPPLIER, [row])
    return ()


async def _supplier(api: ExactApi, key: str) -> Any | None:
    kept, now = api.session.kept.records, api.session.clock.now()
    place = (api.company.id, key)
    known = kept.get(place)
    if known is not None and now - known[0] < GOOD_FOR:
        return known[1]
    rows = await api.rows(SUPPLIER.entity, SUPPLIER.props(), (Condition(SUPPLIER.entity.key, "eq", key),), top=1)
    row = rows[0] if rows else None
    if row is not None and row.IsSupplier and not row.Blocked:
        if len(kept) >= REMEMBERED:
            kept.clear()
        kept[place] = (now, row)
    return row
