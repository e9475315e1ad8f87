"""Bills: purchaseentry/PurchaseEntries, the financial booking that every edition of Exact Online has.

Exact adds the creditor line and the VAT lines itself; only cost lines are sent. `AmountFC` of a line counts: a line with
`AmountDC` alone is booked as zero without an error [R].
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from unibooks.accounting.bills import BILLS, BillLine, CreateBill, CreateBillLine
from unibooks.connectors.exact.resources.bill_amounts import LineAmounts, line_amounts
from unibooks.connectors.exact.resources.bill_codes import Findings, check_ledger, journal_for, vat_for
from unibooks.connectors.exact.resources.bill_totals import check_totals
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS, PAYMENT_TERMS, VAT_CODES
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.core.conditions import Condition, OrderRule, Unfiltered, after, among
from unibooks.core.context import Context
from unibooks.core.errors import Fault
from unibooks.core.mapping import Composed, Composer, Mapped, ResourceMapping
from unibooks.core.sources import Computed, Many, OneOf, Ref, To
from unibooks.core.target import Prop

#: PurchaseEntries.Type [H]: 30 is a bill, 31 a credit note.
BILL: Final = 30
#: PurchaseEntries.Status [H] -> the contract's word. Processed says that bookkeeping is done with it, nothing of payment.
STATUS: Final = {20: "OPEN", 50: "DOCUMENT_CREATED", 5: "VOIDED"}
#: The last day a bill can have.
LAST_DAY: Final = date(2100, 12, 31)
STATUS_CODES: Final = {word: (code,) for code, word in STATUS.items()}

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
AMOUNTS: Final = (PurchaseEntryLine.AmountFC, PurchaseEntryLine.VATAmountFC, PurchaseEntryLine.VATCode)


def _line_net(row: Any, ctx: Context) -> Any:
    """Without VAT: Exact keeps the amount of a line as it was posted, with VAT for codes of type I."""
    if row.AmountFC is None:
        return None
    return row.AmountFC - row.VATAmountFC if _inclusive(row, ctx) and row.VATAmountFC is not None else row.AmountFC


def _line_tax(row: Any, ctx: Context) -> Any:
    code = ctx.references[VAT_CODES.name].by_code.get((row.VATCode or "").strip())
    return row.VATAmountFC * 0 if code is not None and code.Charged and row.VATAmountFC is not None else row.VATAmountFC


def _line_gross(row: Any, ctx: Context) -> Any:
    net, tax = _line_net(row, ctx), _line_tax(row, ctx)
    return net if net is None or tax is None else net + tax


def _inclusive(row: Any, ctx: Context) -> bool:
    code = ctx.references[VAT_CODES.name].by_code.get((row.VATCode or "").strip())
    return code is not None and code.Type == "I"


def _sign(row: Any) -> int:
    """Whether the header's total stands as positive is not certain [L]; a bill's is, whatever Exact writes."""
    return -1 if row.Type == BILL and row.AmountFC is not None and row.AmountFC < 0 else 1


def _gross(row: Any, ctx: Context) -> Any:
    return None if row.AmountFC is None else row.AmountFC * _sign(row)


def _tax(row: Any, ctx: Context) -> Any:
    """The VAT on the supplier's invoice, from the lines: the header's also counts reverse-charged VAT [I]."""
    taxes = [_line_tax(line, ctx) for line in row.PurchaseEntryLines or ()]
    return sum((t for t in taxes if t is not None), start=type(row.AmountFC)(0)) if row.AmountFC is not None else None


def _net(row: Any, ctx: Context) -> Any:
    gross, tax = _gross(row, ctx), _tax(row, ctx)
    return None if gross is None or tax is None else gross - tax


LINES: Final = Mapped(
    read=BillLine,
    write=CreateBillLine,
    entity=PurchaseEntryLine,
    codecs=CODECS,
    composed=LINE_AMOUNTS,
    fields={
        "id": To(PurchaseEntryLine.ID),
        "account_id": Ref(PurchaseEntryLine.GLAccount, LEDGER_ACCOUNTS, PurchaseEntryLine.GLAccount, by_code=False),
        "account_number": Ref(PurchaseEntryLine.GLAccount, LEDGER_ACCOUNTS, PurchaseEntryLine.GLAccountCode),
        "deferred_end_date": To(PurchaseEntryLine.To),
        "deferred_start_date": To(PurchaseEntryLine.From),
        "description": To(PurchaseEntryLine.Description),
        "quantity": To(PurchaseEntryLine.Quantity),
        "tax_code": To(PurchaseEntryLine.VATCode),
        "tax_rate_percentage": To(PurchaseEntryLine.VATPercentage),
        "total_gross_amount": Computed(AMOUNTS, _line_gross, references=(VAT_CODES,)),
        "total_net_amount": Computed(AMOUNTS, _line_net, references=(VAT_CODES,)),
        "total_tax_amount": Computed(AMOUNTS, _line_tax, references=(VAT_CODES,)),
    },
    absent={
        "lines of Exact Online have no dates of their own": ("created_date", "updated_date"),
        "cost centres and cost units are not written or read yet": ("dimensions",),
        "financial bills have no items": ("item_id", "item_name", "unit_name"),
        "Exact Online keeps the line's amount, not its price": (
            "unit_amount",
            "unit_discount_amount",
            "unit_discount_percentage",
            "total_discount_amount",
            "total_discount_percentage",
        ),
    },
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": PurchaseEntryLine.pick(
            "Division EntryID LineNumber"
        ),
        "the bill says it": (PurchaseEntryLine.Type,),
        "the same amounts in the company's currency, or their base": PurchaseEntryLine.pick(
            "AmountDC VATAmountDC VATBaseAmountDC VATBaseAmountFC"
        ),
        "repeats another property in words": PurchaseEntryLine.pick(
            """AssetDescription CostCenterDescription CostUnitDescription ExpenseDescription GLAccountDescription
            ProjectDescription SubscriptionDescription TrackingNumberDescription VATCodeDescription"""
        ),
        "cost centres and cost units are not written or read yet": PurchaseEntryLine.pick("CostCenter CostUnit"),
        "the contract has no field for it": PurchaseEntryLine.pick(
            """Asset CustomField Expense IntraStatArea IntraStatCountry IntraStatDeliveryTerm IntraStatTransactionA
            IntraStatTransactionB IntraStatTransportMethod Notes PrivateUsePercentage Project SerialNumber
            StatisticalNetWeight StatisticalNumber StatisticalQuantity StatisticalValue Subscription TrackingNumber
            VATNonDeductiblePercentage WithholdingAmountDC WithholdingTax"""
        ),
    },
)


def _compose(body: CreateBill, ctx: Context) -> Composed:
    """Journal, currency, due date and the amounts of every line; all faults of the body at once."""
    out = Findings()
    header: dict[Prop, Any] = {}
    if (journal := journal_for(body, ctx, out)) is not None:
        header[PurchaseEntry.Journal] = journal
    if body.currency is not None:
        header[PurchaseEntry.Currency] = body.currency
    _due_date(body, header, out)
    gross_prices = body.tax_rule == "GROSS"
    if body.tax_rule is not None and body.tax_rule not in ("GROSS", "NET"):
        out.warnings["taxRule"] = "taxRule: Exact Online has VAT codes on lines instead; name the code as taxCode"
    booked = [
        _line(line, f"lineItems[{index}]", ctx, out, gross_prices=gross_prices)
        for index, line in enumerate(body.line_items or ())
    ]
    whole = [amounts for amounts in booked if amounts is not None]
    if whole and len(whole) == len(booked):
        totals = check_totals(body, whole)
        out.faults += totals.faults
        out.warnings |= totals.warnings
    return Composed(header, [_values(amounts) for amounts in whole], out.faults, out.warnings)


def _line(line: CreateBillLine, at: str, ctx: Context, out: Findings, *, gross_prices: bool) -> LineAmounts | None:
    """What a line comes to, or None where that cannot be told; what is wrong with it goes to `out`."""
    check_ledger(line, at, ctx, out)
    _deferral(line, at, out)
    known = len(out.faults)
    vat = vat_for(line, at, ctx, out, gross_prices=gross_prices)
    if len(out.faults) > known:
        return None
    amounts = line_amounts(line, vat, at, gross_prices=gross_prices)
    out.faults += amounts.faults
    out.warnings |= {f"{at}.{name}": f"{at}.{name}: {note}" for name, note in amounts.notes.items()}
    return None if amounts.faults else amounts


def _deferral(line: CreateBillLine, at: str, out: Findings) -> None:
    start, end = line.deferred_start_date, line.deferred_end_date
    if (start is None) != (end is None):
        missing = "deferredStartDate" if start is None else "deferredEndDate"
        out.faults.append(Fault(f"{at}.{missing}", "is missing; a deferral has a first and a last day", "MISSING"))
    elif start is not None and end is not None and end < start:
        message = f"is {end}, before deferredStartDate {start}"
        out.faults.append(Fault(f"{at}.deferredEndDate", message, "CONTRADICTION"))


def _values(amounts: LineAmounts) -> dict[Prop, Any]:
    """What Exact is sent of a line's amounts; the VAT only where Exact would compute another."""
    values: dict[Prop, Any] = {PurchaseEntryLine.AmountFC: amounts.posted}
    if amounts.vat.code:
        values[PurchaseEntryLine.VATCode] = amounts.vat.code
    if amounts.override is not None:
        values[PurchaseEntryLine.VATAmountFC] = amounts.override
    return values


def _due_date(body: CreateBill, header: dict[Prop, Any], out: Findings) -> None:
    days, start = body.payment_days, body.bill_date
    if days is not None and start is None:
        out.faults.append(Fault("billDate", "is missing; paymentDays counts from it", "MISSING"))
    elif days is not None and start is not None:
        if start > LAST_DAY:
            return  # the table says what is wrong with such a day
        due = start + timedelta(days=days)
        if body.due_date is not None and body.due_date != due:
            message = f"is {body.due_date}, but {days} paymentDays after {start} is {due}; send one of the two"
            out.faults.append(Fault("dueDate", message, "CONTRADICTION"))
        header[PurchaseEntry.DueDate] = due.isoformat()
    if start is not None and body.due_date is not None and body.due_date < start:
        out.faults.append(Fault("dueDate", f"is {body.due_date}, before the bill's own date {start}", "CONTRADICTION"))


BILL_MAPPING: Final = ResourceMapping(
    resource=BILLS,
    entity=PurchaseEntry,
    codecs=CODECS,
    fields={
        "id": To(PurchaseEntry.EntryID),
        "bill_date": To(PurchaseEntry.EntryDate),
        "bill_number": To(PurchaseEntry.YourRef),
        "contact_id": To(PurchaseEntry.Supplier),
        "created_date": To(PurchaseEntry.Created),
        "currency": To(PurchaseEntry.Currency),
        "due_date": To(PurchaseEntry.DueDate),
        "file_id": To(PurchaseEntry.Document),
        "journal_code": To(PurchaseEntry.Journal),
        "line_items": Many(PurchaseEntry.PurchaseEntryLines, LINES),
        "name": To(PurchaseEntry.Description),
        "payment_reference": To(PurchaseEntry.PaymentReference),
        "payment_term_code": Ref(PurchaseEntry.PaymentCondition, PAYMENT_TERMS, PurchaseEntry.PaymentCondition),
        "reference": To(PurchaseEntry.ExternalLinkReference),
        "status": OneOf(PurchaseEntry.Status, STATUS),
        "total_gross_amount": Computed((PurchaseEntry.AmountFC, PurchaseEntry.Type), _gross),
        "total_net_amount": Computed((PurchaseEntry.AmountFC, PurchaseEntry.Type), _net, references=(VAT_CODES,)),
        "total_tax_amount": Computed((PurchaseEntry.AmountFC, PurchaseEntry.Type), _tax, references=(VAT_CODES,)),
        "updated_date": To(PurchaseEntry.Modified),
    },
    absent={
        "the creditor account follows from journal and supplier": ("account_id",),
        "financial bills keep no addresses; the supplier has them": ("addresses", "one_line_address"),
        "Exact Online has no such date": ("delivery_date", "shipping_date", "shipping_type"),
        "payments are matched in open items, which are not read yet": ("paid_date", "payment_status"),
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
    filters={
        "last_modified_at": after(PurchaseEntry.Modified),
        "status": among(PurchaseEntry.Status, STATUS_CODES),
        "payment_status": Unfiltered(
            "payments are matched in open items, which are not read yet; nothing was filtered"
        ),
    },
    order=OrderRule(
        "order_field",
        "order_dir",
        {
            "billDate": PurchaseEntry.EntryDate,
            "billNumber": PurchaseEntry.YourRef,
            "createdDate": PurchaseEntry.Created,
            "updatedDate": PurchaseEntry.Modified,
        },
    ),
    scope=(Condition(PurchaseEntry.Type, "eq", BILL),),
    required={
        "contact_id": "is missing; give the supplier's id as GET /accounting/suppliers shows it",
        "line_items": "is missing; a bill needs at least one line",
    },
    composer=Composer(
        takes=HEADER_AMOUNTS,
        write=_compose,
        references=(JOURNALS, VAT_CODES, LEDGER_ACCOUNTS),
        lines=PurchaseEntry.PurchaseEntryLines,
    ),
)
