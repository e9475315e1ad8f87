"""Lines of bills and vendor credits: purchaseentry/PurchaseEntryLines.

`AmountFC` of a line counts: a line with `AmountDC` alone is booked as zero without an error [R]. Exact keeps the amount as it
was posted, with VAT for codes of type I.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from unibooks.accounting.bills import BillLine, CreateBillLine
from unibooks.connectors.exact.resources.bill_kinds import BILL, VENDOR_CREDIT, Kind
from unibooks.connectors.exact.resources.dimension_codes import Dimensions
from unibooks.connectors.exact.resources.references import LEDGER_ACCOUNTS, VAT_CODES
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntryLine
from unibooks.core.context import Context
from unibooks.core.source import NotKept, Source
from unibooks.core.sources import Computed, Ref, To
from unibooks.core.table import Mapped
from unibooks.core.target import Prop

LINE_AMOUNTS: Final = frozenset(
    {
        "tax_code",
        "tax_rate_percentage",
        "total_discount_amount",
        "total_discount_percentage",
        "total_gross_amount",
        "total_net_amount",
        "total_tax_amount",
        "unit_amount",
        "unit_discount_amount",
        "unit_discount_percentage",
    }
)
AMOUNTS: Final = (PurchaseEntryLine.AmountFC, PurchaseEntryLine.VATAmountFC, PurchaseEntryLine.VATCode)


def line_net(row: Any, ctx: Context) -> Any:
    """Without VAT, with Exact's sign."""
    if row.AmountFC is None:
        return None
    return row.AmountFC - row.VATAmountFC if _inclusive(row, ctx) and row.VATAmountFC is not None else row.AmountFC


def line_tax(row: Any, ctx: Context) -> Any:
    """The VAT on the supplier's document, with Exact's sign: none where it is reverse-charged."""
    code = ctx.references[VAT_CODES.name].by_code.get((row.VATCode or "").strip())
    return row.VATAmountFC * 0 if code is not None and code.Charged and row.VATAmountFC is not None else row.VATAmountFC


def line_gross(row: Any, ctx: Context) -> Any:
    """With VAT, with Exact's sign."""
    net, tax = line_net(row, ctx), line_tax(row, ctx)
    return net if net is None or tax is None else net + tax


def _inclusive(row: Any, ctx: Context) -> bool:
    code = ctx.references[VAT_CODES.name].by_code.get((row.VATCode or "").strip())
    return code is not None and code.Type == "I"


def _of(kind: Kind, read: Callable[[Any, Context], Any]) -> Callable[[Any, Context], Any]:
    """The amount with the API's sign."""
    if kind.sign > 0:
        return read
    return lambda row, ctx: None if (value := read(row, ctx)) is None else -value


def _id(value: str, ctx: Context) -> Mapping[Prop, Any]:
    """On an update it tells which line is meant, which the composer sees to; a new line gets its id from Exact."""
    if ctx.verb == "create":
        raise NotKept("new lines get their ids from Exact Online")
    return {}


def line_fields(kind: Kind) -> Mapping[str, Source]:
    """Unified field -> source."""
    return {
        "id": Computed((PurchaseEntryLine.ID,), lambda row, ctx: row.ID, _id),
        "account_id": Ref(PurchaseEntryLine.GLAccount, LEDGER_ACCOUNTS, PurchaseEntryLine.GLAccount, by_code=False),
        "account_number": Ref(PurchaseEntryLine.GLAccount, LEDGER_ACCOUNTS, PurchaseEntryLine.GLAccountCode),
        "deferred_end_date": To(PurchaseEntryLine.To),
        "deferred_start_date": To(PurchaseEntryLine.From),
        "description": To(PurchaseEntryLine.Description),
        "dimensions": Dimensions(PurchaseEntryLine),
        "quantity": To(PurchaseEntryLine.Quantity),
        "tax_code": To(PurchaseEntryLine.VATCode),
        "tax_rate_percentage": To(PurchaseEntryLine.VATPercentage),
        "total_gross_amount": Computed(AMOUNTS, _of(kind, line_gross), references=(VAT_CODES,)),
        "total_net_amount": Computed(AMOUNTS, _of(kind, line_net), references=(VAT_CODES,)),
        "total_tax_amount": Computed(AMOUNTS, _of(kind, line_tax), references=(VAT_CODES,)),
    }


LINE_ABSENT: Final = {
    "lines of Exact Online have no dates of their own": ("created_date", "updated_date"),
    "financial bills have no items": ("item_id", "item_name", "unit_name"),
    "Exact Online keeps the line's amount, not its price": (
        "unit_amount",
        "unit_discount_amount",
        "unit_discount_percentage",
        "total_discount_amount",
        "total_discount_percentage",
    ),
}

LINE_LEFT_OUT: Final = {
    "who wrote it and where it lies is Exact's own bookkeeping": PurchaseEntryLine.pick("Division EntryID LineNumber"),
    "the bill says it": (PurchaseEntryLine.Type,),
    "the same amounts in the company's currency, or their base": PurchaseEntryLine.pick(
        "AmountDC VATAmountDC VATBaseAmountDC VATBaseAmountFC"
    ),
    "repeats another property in words": PurchaseEntryLine.pick(
        """AssetDescription ExpenseDescription GLAccountDescription ProjectDescription SubscriptionDescription
        TrackingNumberDescription VATCodeDescription"""
    ),
    "the contract has no field for it": PurchaseEntryLine.pick(
        """Asset CustomField Expense IntraStatArea IntraStatCountry IntraStatDeliveryTerm IntraStatTransactionA
        IntraStatTransactionB IntraStatTransportMethod Notes PrivateUsePercentage Project SerialNumber
        StatisticalNetWeight StatisticalNumber StatisticalQuantity StatisticalValue Subscription TrackingNumber
        VATNonDeductiblePercentage WithholdingAmountDC WithholdingTax"""
    ),
}


def line_table(kind: Kind) -> Mapped:
    """The table of the lines of one kind."""
    return Mapped(
        read=BillLine,
        write=CreateBillLine,
        entity=PurchaseEntryLine,
        codecs=CODECS,
        composed=LINE_AMOUNTS,
        fields=line_fields(kind),
        absent=LINE_ABSENT,
        left_out=LINE_LEFT_OUT,
    )


LINES: Final = {kind: line_table(kind) for kind in (BILL, VENDOR_CREDIT)}
