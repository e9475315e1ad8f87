"""Corrections to items, orders, invoices, quotations, projects and the groups `bulk`, `sync` and `read`."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.crm import Quotation, QuotationLine, QuotationOrderChargeLine
from unibooks.connectors.exact.target.logistics import Item, SalesItemPrice, SupplierItem, Unit
from unibooks.connectors.exact.target.overlay import Corrections, Flag, Length, Width, groups
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchase import PurchaseInvoice, PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import (
    GoodsReceipt,
    PurchaseOrder,
    PurchaseOrderLine,
    PurchaseReturn,
)
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import (
    PrintedSalesInvoice,
    SalesInvoice,
    SalesInvoiceLine,
    SalesInvoiceOrderChargeLine,
)
from unibooks.connectors.exact.target.salesorder import (
    GoodsDelivery,
    GoodsDeliveryLine,
    SalesOrder,
    SalesOrderLine,
    SalesOrderOrderChargeLine,
)

WIDTHS: Final[tuple[Width, ...]] = (
    Width(Item.Unit, 8, "[R] padded on items, trimmed on the lines of orders and invoices"),
    Width(Unit.Code, 8, "[I] as Item.Unit"),
    *(
        Width(prop, 3, "[R] as VATCode.Code")
        for prop in (
            Item.SalesVatCode,
            QuotationLine.VATCode,
            QuotationOrderChargeLine.VATCode,
            SalesEntryLine.VATCode,
            SalesInvoiceLine.VATCode,
            SalesInvoiceOrderChargeLine.VATCode,
            SalesOrderLine.VATCode,
            SalesOrderOrderChargeLine.VATCode,
            SupplierItem.PurchaseVATCode,
            PurchaseInvoiceLine.VATCode,
            PurchaseOrderLine.VATCode,
        )
    ),
    *(
        Width(prop, -18, "[R] as Account.Code; Exact's own sample of a delivery")
        for prop in (
            GoodsDelivery.DeliveryAccountCode,
            Project.AccountCode,
            Quotation.DeliveryAccountCode,
            Quotation.InvoiceAccountCode,
            Quotation.OrderAccountCode,
            SupplierItem.SupplierCode,
            GoodsReceipt.SupplierCode,
            PurchaseOrder.SupplierCode,
        )
    ),
)

LENGTHS: Final[tuple[Length, ...]] = (
    Length(Item.Code, 30, "[I] no source"),
    Length(Item.Description, 60, "[I] as other descriptions"),
    Length(Project.Code, 30, "[I] no source"),
    Length(Project.Description, 60, "[I] as other descriptions"),
)

FLAGS: Final[tuple[Flag, ...]] = (
    *(
        Flag(prop, "day", True, "[R] for deliveries and order lines, [I] by its meaning")
        for prop in (
            GoodsDelivery.DeliveryDate,
            GoodsDeliveryLine.DeliveryDate,
            Item.EndDate,
            Item.StartDate,
            Project.EndDate,
            Project.StartDate,
            Quotation.CloseDate,
            Quotation.ClosingDate,
            Quotation.DeliveryDate,
            Quotation.DueDate,
            Quotation.QuotationDate,
            PrintedSalesInvoice.InvoiceDate,
            SalesEntry.DueDate,
            SalesEntry.EntryDate,
            SalesEntryLine.From,
            SalesEntryLine.To,
            SalesInvoice.DueDate,
            SalesInvoice.InvoiceDate,
            SalesInvoice.OrderDate,
            SalesInvoiceLine.DeliveryDate,
            SalesItemPrice.EndDate,
            SalesItemPrice.StartDate,
            SalesOrder.DeliveryDate,
            SalesOrder.OrderDate,
            SalesOrderLine.DeliveryDate,
            SupplierItem.EndDate,
            SupplierItem.StartDate,
            GoodsReceipt.ReceiptDate,
            PurchaseInvoice.DueDate,
            PurchaseInvoice.InvoiceDate,
            PurchaseOrder.OrderDate,
            PurchaseOrder.ReceiptDate,
            PurchaseOrderLine.ReceiptDate,
            PurchaseReturn.ReturnDate,
        )
    ),
    *(
        Flag(prop, "fraction", True, "[R] 0.2 for 20 %, discounts alike [H]")
        for prop in (
            QuotationLine.Discount,
            QuotationLine.VATPercentage,
            QuotationOrderChargeLine.VATPercentage,
            SalesEntryLine.VATPercentage,
            SalesInvoice.Discount,
            SalesInvoiceLine.Discount,
            SalesInvoiceLine.VATPercentage,
            SalesInvoiceOrderChargeLine.VATPercentage,
            SalesOrder.Discount,
            SalesOrderLine.Discount,
            SalesOrderLine.VATPercentage,
            SalesOrderOrderChargeLine.VATPercentage,
            PurchaseInvoice.Discount,
            PurchaseInvoiceLine.Discount,
            PurchaseInvoiceLine.VATPercentage,
            PurchaseOrder.Discount,
            PurchaseOrderLine.Discount,
            PurchaseOrderLine.VATPercentage,
        )
    ),
)

PARENTS: Final = tuple(
    (nav, parent, "[H] the lines carry the key of what they hang under")
    for nav, parent in (
        (Quotation.QuotationLines, "QuotationID"),
        (Quotation.QuotationOrderChargeLines, "QuotationID"),
        (SalesEntry.SalesEntryLines, "EntryID"),
        (SalesInvoice.SalesInvoiceLines, "InvoiceID"),
        (SalesInvoice.SalesInvoiceOrderChargeLines, "InvoiceID"),
        (SalesOrder.SalesOrderLines, "OrderID"),
        (GoodsDelivery.GoodsDeliveryLines, "EntryID"),
        (PurchaseInvoice.PurchaseInvoiceLines, "InvoiceID"),
        (PurchaseOrder.PurchaseOrderLines, "PurchaseOrderID"),
        (GoodsReceipt.GoodsReceiptLines, "GoodsReceiptID"),
        (PurchaseReturn.PurchaseReturnLines, "EntryID"),
    )
)

TYPE_NAMES: Final = tuple(
    (entity, f"Exact.Web.Api.Models.SalesOrders.{entity.__name__}", "[H] Exact's own samples of deliveries")
    for entity in (GoodsDelivery, GoodsDeliveryLine)
)

CORRECTIONS: Final = Corrections(
    widths=WIDTHS,
    lengths=LENGTHS,
    flags=FLAGS,
    parents=PARENTS,
    keys=groups.KEYS,
    types=groups.TYPES,
    selected=groups.SELECTED,
    type_names=TYPE_NAMES,
)
