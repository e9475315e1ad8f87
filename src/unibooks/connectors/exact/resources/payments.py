"""Payments: the entries of bank and cash journals, each line a sum that went to or came from somebody.

What was paid is told by matching, which is no part of the entry: `invoiceId` is read off the ledger lines that settle each
other, at two calls and more for each page of entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unibooks.accounting.payments import PAYMENTS, CreatePaymentLine, PaymentLine
from unibooks.connectors.exact.entry_kinds import PAYMENT_KINDS, EntryKind
from unibooks.connectors.exact.resources.payment_compose import LINE_TAKEN, TAKEN, choose, compose
from unibooks.connectors.exact.resources.payment_reading import (
    document_type,
    exchange_rate,
    ledger_rows,
    payment_type,
    shown,
)
from unibooks.connectors.exact.resources.references import JOURNALS, LEDGER_ACCOUNTS, VAT_CODES
from unibooks.connectors.exact.target.edm import CODECS, wall_clock
from unibooks.core.conditions import after
from unibooks.core.context import Context
from unibooks.core.family import Family
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, Many, To
from unibooks.core.table import Composer, Mapped
from unibooks.core.target import Entity, Nav, Prop


def _left_out(entity: type[Entity], reasons: Mapping[str, str]) -> dict[str, tuple[Prop | Nav, ...]]:
    """Reason -> those of the named properties that the entity has."""
    members = entity.members
    return {
        reason: tuple(members[name] for name in names.split() if name in members) for reason, names in reasons.items()
    }


_LINE_LEFT_OUT: Final = {
    "who wrote it and where it lies is Exact's own bookkeeping": """Creator CreatorFullName Created Division EntryID EntryNumber
        Modified Modifier ModifierFullName""",
    "repeats another property in words": """AccountCode AssetCode AssetDescription CostCenterDescription CostUnitDescription
        DocumentNumber DocumentSubject GLAccountCode GLAccountDescription ProjectCode ProjectDescription
        ProjectWBSDescription VATCodeDescription""",
    "the same amount in the company's currency": "AmountDC",
    "what a line was bought for is shown by expenses": """AmountVATFC Asset CostCenter CostUnit Document Notes Project
        ProjectWBS Quantity VATCode VATPercentage VATType""",
    "what is settled is read off the ledger": "OffsetID OurRef",
    "the contract has no field for it": "CustomField",
}
_HEADER_LEFT_OUT: Final = {
    "who wrote it and where it lies is Exact's own bookkeeping": """Creator CreatorFullName Division EntryNumber Modifier
        ModifierFullName Status StatusDescription""",
    "repeats another property in words": "BankStatementDocumentNumber BankStatementDocumentSubject JournalDescription",
    "the contract has no field for it": """BankStatementDocument ClosingBalanceFC CustomField FinancialPeriod FinancialYear
        OpeningBalanceFC""",
}


def _day(line: Any, ctx: Context) -> Any:
    return None if line.Date is None else wall_clock(line.Date).date().isoformat()


def _line_table(kind: EntryKind) -> Mapped:
    prop = kind.prop
    by_record = Computed((), lambda line, ctx: None)
    return Mapped(
        read=PaymentLine,
        write=CreatePaymentLine,
        entity=kind.line,
        codecs=CODECS,
        composed=LINE_TAKEN,
        fields={
            "account_id": Computed((prop("GLAccount"), prop("ID")), lambda line, ctx: line.GLAccount),
            "amount": Computed((prop("AmountFC"), prop("ExchangeRate"), prop("LineNumber")), lambda line, ctx: None),
            "contact_id": To(prop("Account")),
            "contact_name": Computed((prop("AccountName"),), lambda line, ctx: line.AccountName),
            "customer_id": by_record,
            "description": To(prop("Description")),
            "invoice_id": by_record,
            "payment_date": Computed((prop("Date"),), _day),
            "supplier_id": by_record,
        },
        absent={},
        left_out=_left_out(kind.line, _LINE_LEFT_OUT),
    )


def _table(kind: EntryKind) -> ResourceMapping:
    header = kind.entry.props()
    own, other = ledger_rows(kind)
    return ResourceMapping(
        resource=PAYMENTS,
        entity=kind.entry,
        codecs=CODECS,
        fields={
            "id": To(header["EntryID"]),
            "created_date": To(header["Created"]),
            "currency": To(header["Currency"]),
            "document_type": Computed(
                (), document_type(kind), references=(LEDGER_ACCOUNTS,), gives=frozenset({"BILL", "INVOICE"})
            ),
            "exchange_rate": Computed((), exchange_rate(kind)),
            "journal_code": To(kind.journal),
            "payment_lines": Many(kind.lines, _line_table(kind), shown(kind, own, other), (own, other)),
            "payment_type": Computed((), payment_type(kind), references=(LEDGER_ACCOUNTS,)),
            "updated_date": To(header["Modified"]),
        },
        absent={},
        left_out=_left_out(kind.entry, _HEADER_LEFT_OUT),
        filters={"last_modified_at": after(header["Modified"]), "invoice_id": lambda value: None},
        required={"payment_lines": "is missing; a payment needs at least one line"},
        composer=Composer(
            takes=TAKEN,
            write=compose(kind),
            references=(JOURNALS, LEDGER_ACCOUNTS, VAT_CODES),
            lines=kind.lines,
        ),
    )


TABLES: Final = {kind.name: _table(kind) for kind in PAYMENT_KINDS}
PAYMENT_FAMILY: Final = Family(PAYMENTS, TABLES, choose, (JOURNALS,))
