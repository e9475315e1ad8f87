"""The table of a purchase entry, for bills and for vendor credits: purchaseentry/PurchaseEntries, the financial booking that
every edition of Exact Online has.

Exact adds the creditor line and the VAT lines itself; only cost lines are sent. Whether the header's total of a credit is
negative is not certain [L]; the API's totals are positive, whatever Exact writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unibooks.accounting.base import Resource
from unibooks.connectors.exact.resources.bill_compose import compose
from unibooks.connectors.exact.resources.bill_kinds import VENDOR_CREDIT, Kind
from unibooks.connectors.exact.resources.bill_lines import LINES, line_tax
from unibooks.connectors.exact.resources.bill_status import STATUS_FIELDS, STATUS_SIFTS
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS, PAYMENT_TERMS, VAT_CODES
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry
from unibooks.core.conditions import Condition, OrderRule, after
from unibooks.core.context import Context
from unibooks.core.mapping import ResourceMapping
from unibooks.core.source import once
from unibooks.core.sources import Computed, Many, Ref, To
from unibooks.core.table import Composer

HEADER_AMOUNTS: Final = frozenset(
    {
        "currency",
        "files",
        "journal_code",
        "payment_days",
        "tax_rule",
        "total_gross_amount",
        "total_net_amount",
        "total_tax_amount",
    }
)


def _gross(row: Any, ctx: Context) -> Any:
    return None if row.AmountFC is None else abs(row.AmountFC)


@once
def _tax(row: Any, ctx: Context) -> Any:
    """The VAT on the supplier's document, from the lines: the header's also counts reverse-charged VAT [I]."""
    if row.AmountFC is None:
        return None
    taxes = [line_tax(line, ctx) for line in row.PurchaseEntryLines or ()]
    total = sum((t for t in taxes if t is not None), start=type(row.AmountFC)(0))
    return -total if row.Type == VENDOR_CREDIT.type else total


def _net(row: Any, ctx: Context) -> Any:
    gross, tax = _gross(row, ctx), _tax(row, ctx)
    return None if gross is None or tax is None else gross - tax


_TOTAL: Final = (PurchaseEntry.AmountFC, PurchaseEntry.Type)


def purchase_mapping(
    kind: Kind, resource: Resource, order: OrderRule | None = None, required: Mapping[str, str] | None = None
) -> ResourceMapping:
    """The table of one kind of purchase entry; `required` adds to what both kinds need."""
    return ResourceMapping(
        resource=resource,
        entity=PurchaseEntry,
        codecs=CODECS,
        fields={
            "id": To(PurchaseEntry.EntryID),
            kind.date: To(PurchaseEntry.EntryDate),
            kind.number: To(PurchaseEntry.YourRef),
            "contact_id": To(PurchaseEntry.Supplier),
            "created_date": To(PurchaseEntry.Created),
            "currency": To(PurchaseEntry.Currency),
            "due_date": To(PurchaseEntry.DueDate),
            "file_id": To(PurchaseEntry.Document),
            "journal_code": To(PurchaseEntry.Journal),
            "line_items": Many(PurchaseEntry.PurchaseEntryLines, LINES[kind]),
            "name": To(PurchaseEntry.Description),
            "payment_reference": To(PurchaseEntry.PaymentReference),
            kind.term: Ref(PurchaseEntry.PaymentCondition, PAYMENT_TERMS, PurchaseEntry.PaymentCondition),
            "reference": To(PurchaseEntry.ExternalLinkReference),
            **STATUS_FIELDS,
            "total_gross_amount": Computed(_TOTAL, _gross),
            "total_net_amount": Computed(_TOTAL, _net, references=(VAT_CODES,)),
            "total_tax_amount": Computed(_TOTAL, _tax, references=(VAT_CODES,)),
            "updated_date": To(PurchaseEntry.Modified),
        },
        absent={
            "the creditor account follows from journal and supplier": ("account_id",),
            "financial bills keep no addresses; the supplier has them": ("addresses", "one_line_address"),
            "Exact Online has no such date": ("delivery_date", "shipping_date", "shipping_type"),
            "see dueDate": ("payment_days",),
            "VAT is told by the code of each line": ("tax_rule", "tax_text"),
            "financial bills keep amounts after discount": ("total_discount_amount", "total_discount_percentage"),
        },
        left_out={
            "who wrote it and where it lies is Exact's own bookkeeping": PurchaseEntry.pick(
                "BatchNumber Creator CreatorFullName Division Modifier ModifierFullName ProcessNumber"
            ),
            "repeats another property in words": PurchaseEntry.pick(
                """DocumentNumber DocumentSubject ExternalLinkDescription JournalDescription PaymentConditionDescription
                PaymentConditionPaymentMethod StatusDescription SupplierName TypeDescription"""
            ),
            "the same amount in the company's currency, or its VAT, which the lines tell": PurchaseEntry.pick(
                "AmountDC VATAmountDC VATAmountFC GAccountAmountFC Rate"
            ),
            "Exact's own numbering, which the contract has no field for": PurchaseEntry.pick(
                "EntryNumber InvoiceNumber OrderNumber ReportingYear ReportingPeriod Reversal"
            ),
            "the contract has no field for it": (PurchaseEntry.CustomField,),
        },
        filters={"last_modified_at": after(PurchaseEntry.Modified), **STATUS_SIFTS},
        order=order,
        scope=(Condition(PurchaseEntry.Type, "eq", kind.type),),
        required={
            "contact_id": "is missing; give the supplier's id as GET /accounting/suppliers shows it",
            "line_items": f"is missing; a {kind.word} needs at least one line",
            **(required or {}),
        },
        fixed=frozenset({"files"}),
        composer=Composer(
            takes=HEADER_AMOUNTS,
            write=compose(kind),
            references=(JOURNALS, VAT_CODES, LEDGER_ACCOUNTS),
            lines=PurchaseEntry.PurchaseEntryLines,
        ),
        # Exact gives them a value when they are left out of a new entry, and does not do without one.
        kept=frozenset({kind.date, "due_date", "file_id", "name", kind.term}),
    )
