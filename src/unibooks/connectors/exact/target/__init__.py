"""What Exact Online is: its entities, wire types and limits. Facts only; the connector and the sandbox both read them."""

from __future__ import annotations

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
from unibooks.connectors.exact.target.overlay import books
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.connectors.exact.target.system import Division, Me
from unibooks.connectors.exact.target.vat import VATCode

books.CORRECTIONS.apply()

__all__ = [
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
