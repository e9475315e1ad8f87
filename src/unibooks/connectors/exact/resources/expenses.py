"""Expenses: the entries of purchase, bank, cash and general journals.

Exact keeps no expenses as such; the journal says what an entry is. Every entry of these four kinds is in the list, those that
are bills or payments too: nothing in Exact tells them apart. `journalCode` narrows the list to one journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unibooks.accounting.expenses import EXPENSES, CreateExpense, CreateExpenseLine, ExpenseLine
from unibooks.connectors.exact.entry_kinds import BANK, CASH, EXPENSE_KINDS, PURCHASE, EntryKind
from unibooks.connectors.exact.resources.dimension_codes import Dimensions
from unibooks.connectors.exact.resources.expense_compose import CARRIED, LINE_TAKEN, TAKEN, compose
from unibooks.connectors.exact.resources.expense_journals import choose, narrow
from unibooks.connectors.exact.resources.expense_reading import (
    METHODS,
    counter_code,
    counter_id,
    exchange_rate,
    file_names,
    line_gross,
    line_net,
    number,
    of_first_line,
    relation,
    shown,
    tax_rate,
    total,
    type_of,
)
from unibooks.connectors.exact.resources.references import (
    JOURNALS,
    LEDGER_ACCOUNTS,
    PAYMENT_TERMS,
    VAT_CODES,
)
from unibooks.connectors.exact.target.documents import DocumentAttachment
from unibooks.connectors.exact.target.edm import CODECS, wall_clock
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry
from unibooks.core.conditions import after, eq
from unibooks.core.context import Context, RelatedRows
from unibooks.core.family import Family
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.source import NotKept, Source
from unibooks.core.sources import Computed, Many, Ref, To
from unibooks.core.table import Composer, Mapped
from unibooks.core.target import Entity, Nav, Prop

#: What a change of an expense in a purchase journal reaches; its lines and totals are changed as those of a bill.
CHANGED: Final = frozenset({"description", "document_id", "transaction_date", "payment_term_id"})


def _given(value: Any, ctx: Context) -> Mapping[Prop, Any]:
    raise NotKept("entries and lines get their ids from Exact Online")


def _left_out(entity: type[Entity], mapped: set[str], reasons: Mapping[str, str]) -> dict[str, tuple[Prop | Nav, ...]]:
    """What is not shown of an entity, by reason: of the names those that it has, less those that are mapped."""
    members = entity.members
    return {
        reason: tuple(members[name] for name in names.split() if name in members and name not in mapped)
        for reason, names in reasons.items()
    }


#: Reason -> properties of the headers, of all kinds.
_HEADER_LEFT_OUT: Final = {
    "who wrote it and where it lies is Exact's own bookkeeping": """BatchNumber Creator CreatorFullName Division EntryNumber
        Modifier ModifierFullName ProcessNumber Status Type""",
    "repeats another property in words": """BankStatementDocumentNumber BankStatementDocumentSubject DocumentNumber
        DocumentSubject ExternalLinkDescription PaymentConditionDescription StatusDescription SupplierName TypeDescription""",
    "an amount that the lines tell, or in the company's currency": """AmountDC AmountFC GAccountAmountFC VATAmountDC
        VATAmountFC""",
    "the contract has no field for it": """BankStatementDocument ClosingBalanceFC CustomField DueDate ExternalLinkReference
        FinancialPeriod FinancialYear InvoiceNumber OpeningBalanceFC OrderNumber PaymentReference ReportingPeriod
        ReportingYear Reversal YourRef""",
}
#: Reason -> properties of the lines, of all kinds.
_LINE_LEFT_OUT: Final = {
    "who wrote it and where it lies is Exact's own bookkeeping": """Creator CreatorFullName Division EntryID EntryNumber
        Modifier ModifierFullName Type""",
    "repeats another property in words": """AccountCode AccountName AssetCode AssetDescription DocumentSubject
        ExpenseDescription GLAccountDescription ProjectCode ProjectDescription ProjectWBSDescription
        SubscriptionDescription TrackingNumberDescription""",
    "the same amounts in the company's currency, or their base": """AmountDC AmountVATDC VATAmountDC VATBaseAmountDC
        VATBaseAmountFC""",
    "the contract has no field for it": """Asset CustomField Expense From IntraStatArea IntraStatCountry
        IntraStatDeliveryTerm IntraStatTransactionA IntraStatTransactionB IntraStatTransportMethod OffsetID OurRef
        PrivateUsePercentage Project ProjectWBS Quantity SerialNumber StatisticalNetWeight StatisticalNumber
        StatisticalQuantity StatisticalValue Subscription To TrackingNumber VATNonDeductiblePercentage VATType
        WithholdingAmountDC WithholdingTax""",
}


def _line_table(kind: EntryKind) -> Mapped:
    prop = kind.prop
    has_own = [name for name in ("Account", "Date", "Document") if kind.has_rows]
    amounts = (prop("AmountFC"), kind.vat, prop("VATCode"))
    fields: dict[str, Source] = {
        "id": Computed(
            (prop("ID"), prop("LineNumber"), prop("Notes"), *(prop(name) for name in has_own)),
            lambda row, ctx: row.ID,
            _given,
        ),
        "account_code": To(prop("GLAccountCode")),
        "account_id": To(prop("GLAccount")),
        "account_number": Computed((prop("GLAccountCode"),), lambda row, ctx: number(row.GLAccountCode)),
        "currency": Computed((), lambda row, ctx: None),
        "description": To(prop("Description")),
        "dimensions": Dimensions(kind.line, with_ids=True),
        "exchange_rate": To(prop("ExchangeRate")) if kind in (BANK, CASH) else Computed((), lambda row, ctx: None),
        "tax_rate": Computed(
            (prop("VATCode"), prop("VATCodeDescription"), prop("VATPercentage")), tax_rate, references=(VAT_CODES,)
        ),
        "total_gross_amount": Computed(amounts, line_gross(kind), references=(VAT_CODES,)),
        "total_net_amount": Computed(amounts, line_net(kind), references=(VAT_CODES,)),
    }
    absent: dict[str, tuple[str, ...]] = {"entries of Exact Online have no items": ("item_id",)}
    if kind.has_rows:
        fields |= {
            "created_date": To(prop("Created")),
            "document_number": Computed(
                (prop("DocumentNumber"),),
                lambda row, ctx: None if row.DocumentNumber is None else str(row.DocumentNumber),
            ),
            "updated_date": To(prop("Modified")),
        }
    else:
        absent["lines of purchase entries have neither dates nor documents of their own"] = (
            "created_date",
            "document_number",
            "updated_date",
        )
    used = {member.name for source in fields.values() for member in source.members()}
    return Mapped(
        read=ExpenseLine,
        write=CreateExpenseLine,
        entity=kind.line,
        codecs=CODECS,
        fields=fields,
        absent=absent,
        left_out=_left_out(kind.line, used, _LINE_LEFT_OUT),
        composed=LINE_TAKEN,
    )


def _day(kind: EntryKind) -> Any:
    first = of_first_line(kind, "Date")

    def read(row: Any, ctx: Context) -> Any:
        value = first(row, ctx)
        return None if value is None else f"{wall_clock(value).date().isoformat()}T00:00:00Z"

    return read


def _on_lines(kind: EntryKind) -> dict[str, Source]:
    """The fields that a purchase entry has on its header and the others have on their lines."""
    if kind is PURCHASE:
        return {
            "description": To(PurchaseEntry.Description),
            "document_id": To(PurchaseEntry.Document),
            "payment_term_id": Ref(PurchaseEntry.PaymentCondition, PAYMENT_TERMS, PurchaseEntry.PaymentCondition),
            "payment_type": Computed(
                (PurchaseEntry.PaymentConditionPaymentMethod,),
                lambda row, ctx: METHODS.get((row.PaymentConditionPaymentMethod or "").strip()),
                gives=frozenset(METHODS.values()),
            ),
            "supplier_id": To(PurchaseEntry.Supplier),
            "transaction_date": To(PurchaseEntry.EntryDate),
        }
    found: dict[str, Source] = {
        "description": Computed((), of_first_line(kind, "Description"), references=(VAT_CODES,)),
        "document_id": Computed((), of_first_line(kind, "Document"), references=(VAT_CODES,)),
        "supplier_id": Computed((), relation(kind)),
        "transaction_date": Computed((), _day(kind), references=(VAT_CODES,)),
    }
    if kind is CASH:
        found["payment_type"] = Computed((), lambda row, ctx: "CASH", gives=frozenset({"CASH"}))
    return found


def _absent(kind: EntryKind) -> dict[str, tuple[str, ...]]:
    absent: dict[str, tuple[str, ...]] = {
        "Exact Online tells one relation, which is shown as supplierId": ("customer_id",),
        "entries of Exact Online are booked at once": ("task_id",),
    }
    if kind is not PURCHASE:
        absent[f"{kind.word} entries of Exact Online have no payment term"] = ("payment_term_id",)
        if kind is not CASH:
            absent[f"{kind.word} entries of Exact Online do not keep it; the journal tells it"] = ("payment_type",)
    return absent


def _table(kind: EntryKind) -> ResourceMapping:
    header = kind.entry.props()
    rate = {"purchase": ("Rate",), "general": ("ExchangeRate",)}.get(kind.name, ())
    attachments = RelatedRows(
        f"files of {kind.name} expenses",
        DocumentAttachment.Document,
        (DocumentAttachment.FileName,),
        of=f"{kind.lines.name}/Document" if kind.has_rows else "Document",
    )
    on_lines = (VAT_CODES,)
    fields: dict[str, Source] = {
        "id": Computed((header["EntryID"],), lambda row, ctx: row.EntryID, _given),
        "account_code": Computed((), counter_code(kind), references=(JOURNALS, LEDGER_ACCOUNTS, VAT_CODES)),
        "account_id": Computed((), counter_id(kind), references=(JOURNALS, VAT_CODES)),
        "account_number": Computed(
            (), lambda row, ctx: number(counter_code(kind)(row, ctx)), references=(JOURNALS, LEDGER_ACCOUNTS, VAT_CODES)
        ),
        "created_date": To(header["Created"]),
        "currency": To(header["Currency"]),
        "exchange_rate": Computed(tuple(header[n] for n in rate), exchange_rate(kind), references=on_lines),
        "expense_lines": Many(kind.lines, _line_table(kind), shown(kind)),
        "files": Computed((), file_names(attachments), related=(attachments,)),
        "journal_code": To(kind.journal),
        "ledger_name": Computed((header["JournalDescription"],), lambda row, ctx: row.JournalDescription),
        "note": Computed((), of_first_line(kind, "Notes"), references=on_lines),
        "total_gross_amount": Computed((), total(kind, 0, 1), references=on_lines),
        "total_net_amount": Computed((), total(kind, 0), references=on_lines),
        "total_tax_amount": Computed((), total(kind, 1), references=on_lines),
        "type": Computed((), type_of(kind), references=on_lines, gives=frozenset({"EXPENSE", "REFUND"})),
        "updated_date": To(header["Modified"]),
        **_on_lines(kind),
    }
    used = {member.name for source in fields.values() for member in source.members()}
    return ResourceMapping(
        resource=EXPENSES,
        entity=kind.entry,
        codecs=CODECS,
        fields=fields,
        absent=_absent(kind),
        left_out=_left_out(kind.entry, used, _HEADER_LEFT_OUT),
        filters={"last_modified_at": after(header["Modified"]), "journal_code": eq(kind.journal)},
        required={"expense_lines": "is missing; an expense needs at least one line"},
        composer=Composer(
            takes=TAKEN | CARRIED if kind.has_rows else TAKEN,
            write=compose(kind),
            references=(JOURNALS, VAT_CODES, LEDGER_ACCOUNTS),
            lines=kind.lines,
        ),
        kept=CHANGED,
        fixed=frozenset(shapes(CreateExpense)) - CHANGED,
    )


TABLES: Final = {kind.name: _table(kind) for kind in EXPENSE_KINDS}
EXPENSE_FAMILY: Final = Family(EXPENSES, TABLES, choose, (JOURNALS, LEDGER_ACCOUNTS), narrow)
