"""What must be looked up in Exact before a record is created, because the answer to the create would come too late."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from unibooks.accounting.bills import CreateBill
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.odata import guid
from unibooks.connectors.exact.target import Account
from unibooks.core.conditions import Condition
from unibooks.core.errors import Fault
from unibooks.core.sources import Context

#: Looks up what a body refers to, before it is mapped, and gives the faults it finds. It may put rows it has read into
#: the context's references, for the composer.
Check = Callable[[ExactApi, Any, Context], Awaitable[Sequence[Fault]]]


async def check_supplier(api: ExactApi, body: CreateBill, ctx: Context) -> Sequence[Fault]:
    """A bill's contact must be a supplier that is open for booking; one call."""
    wanted = (body.contact_id or "").strip()
    if not wanted:
        return ()
    try:
        key = guid(wanted)
    except ValueError:
        return ()  # the table says already that it is no id
    rows = await api.rows(
        Account, (Account.Name, Account.IsSupplier, Account.Blocked), (Condition(Account.ID, "eq", key),)
    )
    if not rows:
        cure = f"there is no supplier {wanted} in this company; GET /accounting/suppliers lists them"
        return (Fault("contactId", cure, "UNKNOWN_CONTACT"),)
    if not rows[0].IsSupplier:
        cure = f"{rows[0].Name} is a relation but not a supplier; choose a supplier, or make it one in {ctx.system}"
        return (Fault("contactId", cure, "NOT_A_SUPPLIER"),)
    if rows[0].Blocked:
        return (Fault("contactId", f"{rows[0].Name} is blocked in {ctx.system}; unblock it there", "BLOCKED"),)
    return ()


#: Resource name -> check.
CHECKS: Final[Mapping[str, Check]] = {"bills": check_supplier}
