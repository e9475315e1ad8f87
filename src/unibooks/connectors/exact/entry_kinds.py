"""The kinds of financial entry that an expense or a payment can be, and what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from unibooks.connectors.exact.target.financialtransaction import (
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.generaljournalentry import GeneralJournalEntry, GeneralJournalEntryLine
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.core.target import Entity, Nav, Prop


@dataclass(frozen=True)
class EntryKind:
    """One kind of entry.

    Attributes:
        name: its name among the tables of a family; word: for people.
        entry, line, lines: the entities of header and line, and the header's property with its lines.
        journal: the header's property with the journal's code; journals: the types of journal that it is booked in [H].
        cost: the sign that `AmountFC` of a line has where something is bought.
        vat: the line's property with the amount of VAT.
    """

    name: str
    word: str
    entry: type[Entity]
    line: type[Entity]
    lines: Nav
    journal: Prop
    journals: frozenset[int]
    cost: int
    vat: Prop

    @property
    def has_rows(self) -> bool:
        """Whether day, relation and document stand on each line rather than on the header."""
        return self.name != "purchase"

    def prop(self, name: str) -> Prop:
        """A property of the lines."""
        return self.line.props()[name]

    def rows(self, entry: Any) -> list[Any]:
        """The lines of an entry in their order."""
        found = getattr(entry, self.lines.name) or ()
        return sorted(found, key=lambda line: getattr(line, "LineNumber", None) or 0)


PURCHASE: Final = EntryKind(
    "purchase",
    "purchase",
    PurchaseEntry,
    PurchaseEntryLine,
    PurchaseEntry.PurchaseEntryLines,
    PurchaseEntry.Journal,
    frozenset({22}),
    1,
    PurchaseEntryLine.VATAmountFC,
)
#: Money in is positive in bank and cash entries, money out negative [M].
BANK: Final = EntryKind(
    "bank",
    "bank",
    BankEntry,
    BankEntryLine,
    BankEntry.BankEntryLines,
    BankEntry.JournalCode,
    frozenset({12, 16}),
    -1,
    BankEntryLine.AmountVATFC,
)
CASH: Final = EntryKind(
    "cash",
    "cash",
    CashEntry,
    CashEntryLine,
    CashEntry.CashEntryLines,
    CashEntry.JournalCode,
    frozenset({10}),
    -1,
    CashEntryLine.AmountVATFC,
)
GENERAL: Final = EntryKind(
    "general",
    "general",
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    GeneralJournalEntry.GeneralJournalEntryLines,
    GeneralJournalEntry.JournalCode,
    frozenset({90}),
    1,
    GeneralJournalEntryLine.AmountVATFC,
)
EXPENSE_KINDS: Final = (PURCHASE, BANK, CASH, GENERAL)
PAYMENT_KINDS: Final = (BANK, CASH)


def kind_of(journal_type: int, kinds: tuple[EntryKind, ...] = EXPENSE_KINDS) -> EntryKind | None:
    """The kind that a type of journal books, None where none of the kinds does."""
    return next((kind for kind in kinds if journal_type in kind.journals), None)


#: What is looked at of a ledger line when it is to be matched: who, how much, where it stands, what it points at.
LEDGER_LINE: Final = tuple(
    prop
    for prop in TransactionLine.pick(
        """Account AccountCode AccountName AmountDC AmountFC EntryID EntryNumber FinancialPeriod FinancialYear GLAccount
        GLAccountCode InvoiceNumber JournalCode LineNumber OffsetID"""
    )
    if isinstance(prop, Prop)
)
