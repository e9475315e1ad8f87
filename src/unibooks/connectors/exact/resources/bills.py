"""Bills and their lines: purchase entries of type 30."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.bills import BILL_LINES, BILLS
from unibooks.connectors.exact.resources.bill_compose import compose_line
from unibooks.connectors.exact.resources.bill_header import purchase_mapping
from unibooks.connectors.exact.resources.bill_kinds import BILL
from unibooks.connectors.exact.resources.bill_lines import LINE_ABSENT, LINE_AMOUNTS, LINE_LEFT_OUT, line_fields
from unibooks.connectors.exact.resources.references import LEDGER_ACCOUNTS, VAT_CODES
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition, OrderRule, Unfiltered
from unibooks.core.mapping import ResourceMapping
from unibooks.core.table import Composer

BILL_MAPPING: Final = purchase_mapping(
    BILL,
    BILLS,
    OrderRule(
        "order_field",
        "order_dir",
        {
            "billDate": PurchaseEntry.EntryDate,
            "billNumber": PurchaseEntry.YourRef,
            "createdDate": PurchaseEntry.Created,
            "updatedDate": PurchaseEntry.Modified,
        },
    ),
)

BILL_LINE_MAPPING: Final = ResourceMapping(
    resource=BILL_LINES,
    entity=PurchaseEntryLine,
    codecs=CODECS,
    fields=line_fields(BILL),
    absent=LINE_ABSENT,
    left_out=LINE_LEFT_OUT,
    filters={"last_modified_at": Unfiltered("lines of Exact Online have no dates of their own; nothing was filtered")},
    scope=(Condition(PurchaseEntryLine.Type, "eq", BILL.type),),
    composer=Composer(takes=LINE_AMOUNTS, write=compose_line(BILL), references=(VAT_CODES, LEDGER_ACCOUNTS)),
    parent=PurchaseEntryLine.EntryID,
)
