"""How far a purchase order is: its statuses follow from what was received and invoiced of its lines [H].

10 open, 20 partial, 30 complete; 40 cancelled exists, but nothing here cancels an order.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder, PurchaseOrderLine
from unibooks.sandbox.exact.books import stock
from unibooks.sandbox.exact.state import Company, Row, Write

OPEN, PARTIAL, COMPLETE = 10, 20, 30
NOTHING: Final = Decimal(0)


def lines_of(company: Company, order: uuid.UUID) -> list[Row]:
    """The lines of an order in their order."""
    return sorted(company[PurchaseOrderLine].where("PurchaseOrderID", order), key=lambda line: line["LineNumber"])


def count(write: Write, key: uuid.UUID, *, received: Decimal = NOTHING, invoiced: Decimal = NOTHING) -> None:
    """Count what was received or invoiced of a line, in the item's unit; numbers below zero take it back."""
    table = write.company[PurchaseOrderLine]
    line = table.rows[key]
    table.change(
        key,
        {
            "ReceivedQuantity": line["ReceivedQuantity"] + received,
            "InvoicedQuantity": line["InvoicedQuantity"] + invoiced,
        },
    )
    settle(write, line["PurchaseOrderID"])


def settle(write: Write, order: uuid.UUID) -> None:
    """Bring the statuses of an order up to date, and what its items' warehouses are about to get."""
    company = write.company
    lines = lines_of(company, order)
    values: Row = {
        "InvoiceStatus": _together(_of_line(line, "InvoicedQuantity") for line in lines),
        "ReceiptStatus": _together(_of_line(line, "ReceivedQuantity") for line in lines),
    }
    values["OrderStatus"] = _together(tuple(values.values()))
    values["PurchaseOrderLineCount"] = len(lines)
    company[PurchaseOrder].change(order, values)
    for line in lines:
        stock.plan(company, line["Item"])


def _of_line(line: Row, name: str) -> int:
    asked, done = line["Quantity"], line[name]
    if done and abs(done) >= abs(asked):
        return COMPLETE
    return PARTIAL if done else OPEN


def _together(found: Iterable[int]) -> int:
    """One status for several: that which all of them have, else partial."""
    states = set(found)
    return states.pop() if len(states) == 1 else PARTIAL
