"""What Exact Online is: its entities, wire types and limits. Facts only; the connector and the sandbox both read them."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import overlay
from unibooks.connectors.exact.target.cashflow import Payment, PaymentCondition, Receivable
from unibooks.connectors.exact.target.crm import Account, Address, BankAccount, Contact
from unibooks.connectors.exact.target.documents import Document, DocumentAttachment, DocumentType
from unibooks.connectors.exact.target.financial import (
    FinancialPeriod,
    GLAccount,
    Journal,
    JournalStatus,
    PayablesListRow,
    ReceivablesListRow,
    ReportingBalance,
)
from unibooks.connectors.exact.target.financialtransaction import (
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.generaljournalentry import GeneralJournalEntry, GeneralJournalEntryLine
from unibooks.connectors.exact.target.hrm import Costcenter, Costunit
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.connectors.exact.target.system import Division, Me
from unibooks.connectors.exact.target.vat import VATCode
from unibooks.core.target import Entity

overlay.apply()

ENTITIES: Final[tuple[type[Entity], ...]] = (
    Me,
    Division,
    Account,
    Contact,
    Address,
    BankAccount,
    GLAccount,
    Journal,
    FinancialPeriod,
    JournalStatus,
    ReportingBalance,
    PayablesListRow,
    ReceivablesListRow,
    VATCode,
    PaymentCondition,
    Payment,
    Receivable,
    Costcenter,
    Costunit,
    PurchaseEntry,
    PurchaseEntryLine,
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    Document,
    DocumentAttachment,
    DocumentType,
    TransactionLine,
)

__all__ = [
    "ENTITIES",
    "Account",
    "Address",
    "BankAccount",
    "BankEntry",
    "BankEntryLine",
    "CashEntry",
    "CashEntryLine",
    "Contact",
    "Costcenter",
    "Costunit",
    "Division",
    "Document",
    "DocumentAttachment",
    "DocumentType",
    "FinancialPeriod",
    "GLAccount",
    "GeneralJournalEntry",
    "GeneralJournalEntryLine",
    "Journal",
    "JournalStatus",
    "Me",
    "PayablesListRow",
    "Payment",
    "PaymentCondition",
    "PurchaseEntry",
    "PurchaseEntryLine",
    "Receivable",
    "ReceivablesListRow",
    "ReportingBalance",
    "TransactionLine",
    "VATCode",
]
