"""Corrections to items, orders, invoices, quotations, projects and the groups `bulk`, `sync` and `read`."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.crm import Quotation
from unibooks.connectors.exact.target.overlay import Corrections, Flag, Width
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt, PurchaseOrder, PurchaseReturn
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, SalesOrder

WIDTHS: Final[tuple[Width, ...]] = ()

FLAGS: Final[tuple[Flag, ...]] = ()

PARENTS: Final = tuple(
    (nav, parent, "[H] the lines carry the key of what they hang under")
    for nav, parent in (
        (Quotation.QuotationLines, "QuotationID"),
        (Quotation.QuotationOrderChargeLines, "QuotationID"),
        (SalesEntry.SalesEntryLines, "EntryID"),
        (SalesInvoice.SalesInvoiceLines, "InvoiceID"),
        (SalesOrder.SalesOrderLines, "OrderID"),
        (GoodsDelivery.GoodsDeliveryLines, "EntryID"),
        (PurchaseInvoice.PurchaseInvoiceLines, "InvoiceID"),
        (PurchaseOrder.PurchaseOrderLines, "PurchaseOrderID"),
        (GoodsReceipt.GoodsReceiptLines, "GoodsReceiptID"),
        (PurchaseReturn.PurchaseReturnLines, "EntryID"),
    )
)

CORRECTIONS: Final = Corrections(widths=WIDTHS, flags=FLAGS, parents=PARENTS)
