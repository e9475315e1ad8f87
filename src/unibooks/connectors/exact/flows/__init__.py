"""How records are written: each write a named step with the look-up that finds its effect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unibooks.connectors.exact.flows.bill_changes import create_line, update_purchase
from unibooks.connectors.exact.flows.bills import create_bill
from unibooks.connectors.exact.flows.dimensions import update_dimension
from unibooks.connectors.exact.flows.entries import create_expense
from unibooks.connectors.exact.flows.files import create_file
from unibooks.connectors.exact.flows.payments import create_payment
from unibooks.connectors.exact.flows.records import Change, Flow, create_record, delete_record, update_record
from unibooks.connectors.exact.flows.relations import create_relation, delete_relation, update_relation
from unibooks.connectors.exact.references import forget
from unibooks.connectors.exact.refusals import blamed
from unibooks.core.errors import OutcomeUnknown, Rejected, UnibooksError
from unibooks.core.flow import Steps

#: Resource -> how it is made, where that takes more than one write.
CREATE: Final[Mapping[str, Flow]] = {
    "bills": create_bill,
    "billLineItems": create_line,
    "vendorCredits": create_bill,
    "customers": create_relation,
    "expenses": create_expense,
    "payments": create_payment,
    "suppliers": create_relation,
    "files": create_file,
}
#: Resource -> how it is changed, where that takes more than one write.
UPDATE: Final[Mapping[str, Flow]] = {
    "bills": update_purchase,
    "customers": update_relation,
    "dimensionValues": update_dimension,
    "suppliers": update_relation,
    "trackingOptions": update_dimension,
    "vendorCredits": update_purchase,
}
#: Resource -> how it is removed, where that takes more than one write.
DELETE: Final[Mapping[str, Flow]] = {"customers": delete_relation, "suppliers": delete_relation}
#: Resources that files can be stored with.
WITH_FILES: Final = frozenset({"bills", "expenses", "files", "vendorCredits"})


def flow_of(verb: str, resource: str) -> Flow:
    """How a verb is done on a resource."""
    tables = {"create": (CREATE, create_record), "update": (UPDATE, update_record), "delete": (DELETE, delete_record)}
    special, general = tables[verb]
    return special.get(resource, general)


async def run_flow(flow: Flow, change: Change, steps: Steps) -> str:
    """Do a write and give the record's key; when it fails, what was done before is taken back.

    Raises:
        UnibooksError: why it failed; it names what could not be taken back, and the caller's fields where Exact's words
            name them.
    """
    try:
        return await flow(change, steps)
    except OutcomeUnknown:
        raise
    except UnibooksError as problem:
        stuck = await steps.undo()
        if isinstance(problem, Rejected) and not problem.faults:
            problem.faults = blamed(problem, change.sent)
        if stuck:
            problem.message += f" Left behind in Exact Online, since it could not be removed: {', '.join(stuck)}."
            problem.args = (problem.message,)
        raise
    finally:
        forget(change.api, change.mapping.entity)


__all__ = ["WITH_FILES", "Change", "flow_of", "run_flow"]
