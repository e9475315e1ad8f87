"""Exact Online: sales orders, goods deliveries, and what is done with them. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class SalesOrder(Entity):
    """salesorder/SalesOrders."""

    path = "salesorder/SalesOrders"
    type_name = "Exact.Web.Api.Models.SalesOrder"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales orders"
    topic = "SalesOrders"

    AmountDC = Prop("Edm.Double", webhook=True)
    AmountDiscount = Prop("Edm.Double", post=True, put=True, webhook=True)
    AmountDiscountExclVat = Prop("Edm.Double", post=True, put=True, webhook=True)
    AmountFC = Prop("Edm.Double", webhook=True)
    AmountFCExclVat = Prop("Edm.Double", webhook=True)
    ApprovalStatus = Prop("Edm.Int16", post=True, put=True, webhook=True)
    ApprovalStatusDescription = Prop("Edm.String")
    Approved = Prop("Edm.DateTime", webhook=True)
    Approver = Prop("Edm.Guid", webhook=True)
    ApproverFullName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String", post=True, put=True, webhook=True)
    DeliverTo = Prop("Edm.Guid", post=True, webhook=True)
    DeliverToContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DeliverToContactPersonFullName = Prop("Edm.String")
    DeliverToName = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    DeliveryStatus = Prop("Edm.Int16", webhook=True)
    DeliveryStatusDescription = Prop("Edm.String")
    DeliveryAddress = Prop("Edm.Guid", post=True, put=True, webhook=True)
    Description = Prop("Edm.String", post=True, put=True, webhook=True)
    Discount = Prop("Edm.Double", post=True, put=True, webhook=True)
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    IncotermAddress = Prop("Edm.String", post=True, put=True)
    IncotermCode = Prop("Edm.String", post=True, put=True)
    IncotermVersion = Prop("Edm.Int16", post=True, put=True)
    InvoiceStatus = Prop("Edm.Int16", webhook=True)
    InvoiceStatusDescription = Prop("Edm.String")
    InvoiceTo = Prop("Edm.Guid", post=True, webhook=True)
    InvoiceToContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    InvoiceToContactPersonFullName = Prop("Edm.String")
    InvoiceToName = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OrderDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    OrderedBy = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)
    OrderedByContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    OrderedByContactPersonFullName = Prop("Edm.String")
    OrderedByName = Prop("Edm.String")
    OrderID = Prop("Edm.Guid", key=True, post=True)
    OrderNumber = Prop("Edm.Int32", post=True, put=True)
    PaymentCondition = Prop("Edm.String", post=True, put=True, webhook=True)
    PaymentConditionDescription = Prop("Edm.String")
    PaymentReference = Prop("Edm.String", post=True, put=True, webhook=True)
    Remarks = Prop("Edm.String", post=True, put=True, webhook=True)
    SalesChannel = Prop("Edm.Guid", post=True, put=True)
    SalesChannelCode = Prop("Edm.String")
    SalesChannelDescription = Prop("Edm.String")
    SalesOrderOrderChargeLines = Nav("SalesOrderOrderChargeLine", post=True)
    Salesperson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    SalespersonFullName = Prop("Edm.String")
    SelectionCode = Prop("Edm.Guid", post=True, put=True)
    SelectionCodeCode = Prop("Edm.String")
    SelectionCodeDescription = Prop("Edm.String")
    ServicePoint = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ShippingMethodDescription = Prop("Edm.String")
    Status = Prop("Edm.Int16", webhook=True)
    StatusDescription = Prop("Edm.String")
    TaxSchedule = Prop("Edm.Guid", post=True, put=True)
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    WarehouseID = Prop("Edm.Guid", post=True, put=True, webhook=True)
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")
    YourRef = Prop("Edm.String", post=True, put=True, webhook=True)
    SalesOrderLines = Nav("SalesOrderLine", post=True, mandatory=True)
    CustomField = Prop("Edm.String")


class SalesOrderLine(Entity):
    """salesorder/SalesOrderLines."""

    path = "salesorder/SalesOrderLines"
    type_name = "Exact.Web.Api.Models.SalesOrderLine"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales orders"
    topic = "SalesOrders"

    Item = Prop("Edm.Guid", post=True, put=True, mandatory=True, webhook=True)
    Quantity = Prop("Edm.Double", post=True, put=True, webhook=True)
    NetPrice = Prop("Edm.Double", post=True, put=True, webhook=True)
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    CostCenter = Prop("Edm.String", post=True, put=True, webhook=True)
    CostCenterDescription = Prop("Edm.String")
    CostPriceFC = Prop("Edm.Double")
    CostUnit = Prop("Edm.String", post=True, put=True, webhook=True)
    CostUnitDescription = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    DeliveryStatus = Prop("Edm.Int16")
    Description = Prop("Edm.String", post=True, put=True, webhook=True)
    Discount = Prop("Edm.Double", post=True, put=True, webhook=True)
    Division = Prop("Edm.Int32")
    ID = Prop("Edm.Guid", key=True, post=True)
    InvoiceStatus = Prop("Edm.Int16")
    ItemDescription = Prop("Edm.String")
    ItemCode = Prop("Edm.String")
    ItemVersion = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ItemVersionDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    Margin = Prop("Edm.Double", post=True, put=True, webhook=True)
    Notes = Prop("Edm.String", post=True, put=True, webhook=True)
    OrderID = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    OrderNumber = Prop("Edm.Int32", post=True, put=True)
    OrderStatus = Prop("Edm.Int16")
    Pricelist = Prop("Edm.Guid", post=True, put=True, webhook=True)
    PricelistDescription = Prop("Edm.String")
    Project = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ProjectDescription = Prop("Edm.String")
    PurchaseOrder = Prop("Edm.Guid", webhook=True)
    PurchaseOrderLine = Prop("Edm.Guid", webhook=True)
    PurchaseOrderLineNumber = Prop("Edm.Int32")
    PurchaseOrderNumber = Prop("Edm.Int32")
    QuantityDelivered = Prop("Edm.Double", webhook=True)
    QuantityInvoiced = Prop("Edm.Double", webhook=True)
    ShopOrder = Prop("Edm.Guid", post=True, put=True, webhook=True)
    TaxSchedule = Prop("Edm.Guid", post=True, put=True)
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    UnitCode = Prop("Edm.String", post=True, put=True, webhook=True)
    UnitDescription = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double", post=True, put=True, webhook=True)
    UseDropShipment = Prop("Edm.Byte", post=True, put=True, webhook=True)
    VATAmount = Prop("Edm.Double", post=True, put=True, webhook=True)
    VATCode = Prop("Edm.String", post=True, put=True, webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    CustomField = Prop("Edm.String")


class SalesOrderOrderChargeLine(Entity):
    """salesorder/SalesOrderOrderChargeLines."""

    path = "salesorder/SalesOrderOrderChargeLines"
    type_name = "Exact.Web.Api.Models.SalesOrderOrderChargeLine"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales orders"

    ID = Prop("Edm.Guid", key=True, post=True)
    AmountDC = Prop("Edm.Double")
    AmountFCExclVAT = Prop("Edm.Double", post=True, put=True)
    AmountFCInclVAT = Prop("Edm.Double", post=True, put=True)
    AmountVATFC = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    IsShippingCost = Prop("Edm.Boolean", post=True, put=True)
    LineNumber = Prop("Edm.Int32")
    OrderCharge = Prop("Edm.Guid", post=True, put=True)
    OrderChargeCode = Prop("Edm.String")
    OrderChargeDescription = Prop("Edm.String")
    OrderChargesLineDescription = Prop("Edm.String", post=True, put=True)
    OrderID = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    VATCode = Prop("Edm.String", post=True, put=True)
    VATDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")


class CompleteSalesOrder(Entity):
    """salesorder/CompleteSalesOrder."""

    path = "salesorder/CompleteSalesOrder"
    type_name = "Exact.Web.Api.Models.CompleteSalesOrder"
    methods = frozenset({"POST"})
    scope = "Sales orders"

    OrderID = Prop("Edm.Guid", key=True, post=True, mandatory=True)
    CompleteDelivery = Prop("Edm.Boolean", post=True)
    CompleteInvoice = Prop("Edm.Boolean", post=True)
    Division = Prop("Edm.Int32", post=True)
    ErrorMessage = Prop("Edm.String", post=True)
    SuccessMessage = Prop("Edm.String", post=True)


class CompleteSalesOrderLine(Entity):
    """salesorder/CompleteSalesOrderLine."""

    path = "salesorder/CompleteSalesOrderLine"
    type_name = "Exact.Web.Api.Models.CompleteSalesOrderLine"
    methods = frozenset({"POST"})
    scope = "Sales orders"

    ID = Prop("Edm.Guid", key=True, post=True, mandatory=True)
    CompleteDelivery = Prop("Edm.Boolean", post=True)
    CompleteInvoice = Prop("Edm.Boolean", post=True)
    Division = Prop("Edm.Int32", post=True)
    ErrorMessage = Prop("Edm.String", post=True)
    SuccessMessage = Prop("Edm.String", post=True)


class PrintedSalesOrder(Entity):
    """salesorder/PrintedSalesOrders."""

    path = "salesorder/PrintedSalesOrders"
    type_name = "Exact.Web.Api.Models.PrintedSalesOrder"
    methods = frozenset({"POST"})
    scope = "Sales orders"

    OrderId = Prop("Edm.Guid", key=True, post=True, mandatory=True)
    Division = Prop("Edm.Int32", post=True)
    Document = Prop("Edm.Guid", post=True)
    DocumentCreationError = Prop("Edm.String", post=True)
    DocumentCreationSuccess = Prop("Edm.String", post=True)
    DocumentLayout = Prop("Edm.Guid", post=True)
    EmailCreationError = Prop("Edm.String", post=True)
    EmailCreationSuccess = Prop("Edm.String", post=True)
    EmailLayout = Prop("Edm.Guid", post=True)
    ExtraText = Prop("Edm.String", post=True)
    SendEmailToCustomer = Prop("Edm.Boolean", post=True)
    SenderEmailAddress = Prop("Edm.String", post=True)


class GoodsDelivery(Entity):
    """salesorder/GoodsDeliveries."""

    path = "salesorder/GoodsDeliveries"
    type_name = "Exact.Web.Api.Models.GoodsDelivery"
    methods = frozenset({"GET", "POST", "PUT"})
    scope = "Logistics wms"
    topic = "GoodsDeliveries"

    EntryID = Prop("Edm.Guid", key=True, post=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    DeliveryAccount = Prop("Edm.Guid")
    DeliveryAccountCode = Prop("Edm.String")
    DeliveryAccountName = Prop("Edm.String")
    DeliveryAddress = Prop("Edm.Guid")
    DeliveryContact = Prop("Edm.Guid")
    DeliveryContactPersonFullName = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime", post=True, mandatory=True)
    DeliveryNumber = Prop("Edm.Int32")
    Description = Prop("Edm.String", post=True)
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DocumentSubject = Prop("Edm.String")
    EntryNumber = Prop("Edm.Int32")
    GoodsDeliveryLines = Nav("GoodsDeliveryLine", post=True, mandatory=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Remarks = Prop("Edm.String", post=True, put=True, webhook=True)
    ShippingMethod = Prop("Edm.Guid", post=True)
    ShippingMethodCode = Prop("Edm.String")
    ShippingMethodDescription = Prop("Edm.String")
    TrackingNumber = Prop("Edm.String", post=True, put=True, webhook=True)
    Warehouse = Prop("Edm.Guid")
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")


class GoodsDeliveryLine(Entity):
    """salesorder/GoodsDeliveryLines."""

    path = "salesorder/GoodsDeliveryLines"
    type_name = "Exact.Web.Api.Models.GoodsDeliveryLine"
    methods = frozenset({"GET", "POST", "PUT"})
    scope = "Logistics wms"
    topic = "GoodsDeliveries"

    ID = Prop("Edm.Guid", key=True, post=True)
    BatchNumbers = Nav("BatchNumber", post=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime")
    Description = Prop("Edm.String", post=True)
    Division = Prop("Edm.Int32")
    EntryID = Prop("Edm.Guid", post=True)
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String", post=True, put=True, webhook=True)
    QuantityDelivered = Prop("Edm.Double", post=True, mandatory=True)
    QuantityOrdered = Prop("Edm.Double")
    SalesOrderLineID = Prop("Edm.Guid", post=True, mandatory=True)
    SalesOrderLineNumber = Prop("Edm.Int32")
    SalesOrderNumber = Prop("Edm.Int32")
    SerialNumbers = Nav("SerialNumber", post=True)
    StorageLocation = Prop("Edm.Guid", post=True)
    StorageLocationCode = Prop("Edm.String", post=True)
    StorageLocationDescription = Prop("Edm.String", post=True)
    TrackingNumber = Prop("Edm.String", post=True, put=True, webhook=True)
    Unitcode = Prop("Edm.String")
