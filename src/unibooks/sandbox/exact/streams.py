"""Where the rows of the group `sync` come from: a table of sources for each resource.

Some join a header with its lines. Such a row is as new as the newer of the two, and a line shows of its header whatever
it has not itself [I].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from unibooks.connectors.exact.target import (
    Account,
    Address,
    BankAccount,
    Contact,
    Document,
    DocumentAttachment,
    GLAccount,
    Payment,
    Receivable,
    TransactionLine,
    sync,
)
from unibooks.connectors.exact.target.crm import Quotation, QuotationLine
from unibooks.connectors.exact.target.financial import GLClassification
from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item, SalesItemPrice, SupplierItem
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder, PurchaseOrderLine
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, GoodsDeliveryLine, SalesOrder, SalesOrderLine
from unibooks.core.target import Entity, Prop


@dataclass(frozen=True, eq=False)
class Source:
    """Rows that a stream shows.

    Attributes:
        entity: whose rows they are.
        header: the property that holds the key of a header, and the header's entity.
        renamed: properties of the stream that the source has under another name, "" where it has none.
        fixed: properties of the stream that are the same in all these rows.
    """

    entity: type[Entity]
    header: tuple[Prop, type[Entity]] | None = None
    renamed: dict[str, str] = field(default_factory=dict[str, str])
    fixed: dict[str, Any] = field(default_factory=dict[str, Any])


#: What the rows of each resource are made of.
STREAMS: Final[dict[type[Entity], tuple[Source, ...]]] = {
    sync.SyncAccount: (Source(Account),),
    sync.SyncAddress: (Source(Address),),
    sync.SyncContact: (Source(Contact),),
    sync.SyncDocument: (Source(Document),),
    sync.SyncDocumentAttachment: (Source(DocumentAttachment),),
    sync.SyncGLAccount: (Source(GLAccount),),
    sync.SyncGLClassification: (Source(GLClassification),),
    sync.SyncGoodsDelivery: (Source(GoodsDelivery),),
    sync.SyncGoodsDeliveryLine: (Source(GoodsDeliveryLine),),
    sync.SyncItem: (Source(Item),),
    sync.SyncItemWarehouse: (Source(ItemWarehouse),),
    # [H] receipts are of line type 20, payments of 22; payments without an approval have status 1 [H]
    sync.SyncPaymentTerm: (
        Source(Receivable, fixed={"LineType": 20}),
        Source(Payment, fixed={"LineType": 22, "ApprovalStatus": 1}),
    ),
    sync.SyncProject: (Source(Project),),
    # the cost centre of a line is a code, here the code has a name of its own
    sync.SyncPurchaseOrder: (
        Source(
            PurchaseOrderLine,
            (PurchaseOrderLine.PurchaseOrderID, PurchaseOrder),
            renamed={"CostCenter": "", "CostCenterCode": "CostCenter", "CostUnit": "", "CostUnitCode": "CostUnit"},
        ),
    ),
    sync.SyncQuotation: (Source(QuotationLine, (QuotationLine.QuotationID, Quotation)),),
    sync.SyncQuotationHeader: (Source(Quotation, renamed={"ID": "QuotationID"}),),
    sync.SyncQuotationLine: (Source(QuotationLine, (QuotationLine.QuotationID, Quotation)),),
    # [H] a header is line 0; its key is that of the invoice [I]
    sync.SyncSalesInvoice: (
        Source(SalesInvoice, renamed={"ID": "InvoiceID"}, fixed={"LineNumber": 0}),
        Source(SalesInvoiceLine, (SalesInvoiceLine.InvoiceID, SalesInvoice)),
    ),
    sync.SyncSalesItemPrice: (Source(SalesItemPrice),),
    sync.SyncSalesOrder: (Source(SalesOrderLine, (SalesOrderLine.OrderID, SalesOrder)),),
    sync.SyncSalesOrderHeader: (Source(SalesOrder, renamed={"ID": "OrderID"}),),
    sync.SyncSalesOrderLine: (Source(SalesOrderLine, (SalesOrderLine.OrderID, SalesOrder)),),
    sync.SyncSupplierItem: (Source(SupplierItem),),
    sync.SyncTransactionLine: (Source(TransactionLine),),
}

#: [H] the numbers by which sync/Deleted names what was deleted. Which of them lines of purchase orders have is [I].
DELETED: Final[dict[type[Entity], int]] = {
    TransactionLine: 1,
    Account: 2,
    Address: 3,
    DocumentAttachment: 4,
    Contact: 5,
    Document: 6,
    GLAccount: 7,
    SalesItemPrice: 8,
    Item: 9,
    Payment: 10,
    Receivable: 10,
    SalesInvoice: 13,
    SalesInvoiceLine: 13,
    GoodsDelivery: 16,
    GoodsDeliveryLine: 17,
    GLClassification: 18,
    ItemWarehouse: 19,
    Project: 21,
    PurchaseOrder: 22,
    PurchaseOrderLine: 22,
    SupplierItem: 30,
    SalesOrder: 32,
    SalesOrderLine: 33,
    Quotation: 34,
    QuotationLine: 35,
    BankAccount: 48,
}

#: [H] what SyncTimestamp calls the resources that it knows.
TIMED: Final[dict[str, type[Entity]]] = {
    entity.path.rpartition("/")[2]: entity
    for entity in (
        sync.SyncGoodsDelivery,
        sync.SyncGoodsDeliveryLine,
        sync.SyncProject,
        sync.SyncPurchaseOrder,
        sync.SyncQuotationHeader,
        sync.SyncQuotationLine,
        sync.SyncSalesInvoice,
        sync.SyncSalesOrderHeader,
        sync.SyncSalesOrderLine,
        sync.SyncTransactionLine,
    )
}
