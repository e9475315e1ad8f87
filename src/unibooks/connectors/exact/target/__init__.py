"""What Exact Online is: its entities, wire types and limits. Facts only; the connector and the sandbox both read them."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import overlay
from unibooks.connectors.exact.target.cashflow import PaymentCondition
from unibooks.connectors.exact.target.crm import Account
from unibooks.connectors.exact.target.documents import Document, DocumentAttachment
from unibooks.connectors.exact.target.financial import GLAccount, Journal
from unibooks.connectors.exact.target.financialtransaction import TransactionLine
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.connectors.exact.target.system import Division, Me
from unibooks.connectors.exact.target.vat import VATCode
from unibooks.core.target import Entity

overlay.apply()

ENTITIES: Final[tuple[type[Entity], ...]] = (
    Me,
    Division,
    Account,
    GLAccount,
    Journal,
    VATCode,
    PaymentCondition,
    PurchaseEntry,
    PurchaseEntryLine,
    Document,
    DocumentAttachment,
    TransactionLine,
)

__all__ = [
    "ENTITIES",
    "Account",
    "Division",
    "Document",
    "DocumentAttachment",
    "GLAccount",
    "Journal",
    "Me",
    "PaymentCondition",
    "PurchaseEntry",
    "PurchaseEntryLine",
    "TransactionLine",
    "VATCode",
]
