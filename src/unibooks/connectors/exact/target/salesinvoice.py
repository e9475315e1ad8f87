"""Exact Online: sales invoices, their lines, and what prints them. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class SalesInvoice(Entity):
    """salesinvoice/SalesInvoices."""

    path = "salesinvoice/SalesInvoices"
    type_name = "Exact.Web.Api.Models.SalesInvoice"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales invoices"
    topic = "SalesInvoices"

    AmountFC = Prop("Edm.Double", webhook=True)
    AmountDiscount = Prop("Edm.Double", post=True, put=True, webhook=True)
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountDiscountExclVat = Prop("Edm.Double", post=True, put=True, webhook=True)
    AmountFCExclVat = Prop("Edm.Double", webhook=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String", post=True, put=True, webhook=True)
    DeliverTo = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DeliverToContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DeliverToContactPersonFullName = Prop("Edm.String")
    DeliverToAddress = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DeliverToName = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True, webhook=True)
    Discount = Prop("Edm.Double", post=True, put=True, webhook=True)
    DiscountType = Prop("Edm.Int16")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    ExtraDutyAmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    GAccountAmountFC = Prop("Edm.Double", post=True, put=True)
    IncotermAddress = Prop("Edm.String", post=True, put=True)
    IncotermCode = Prop("Edm.String", post=True, put=True)
    IncotermVersion = Prop("Edm.Int16", post=True, put=True)
    InvoiceDate = Prop("Edm.DateTime", webhook=True)
    InvoiceID = Prop("Edm.Guid", key=True, post=True)
    InvoiceStatusInformation = Prop("Edm.String")
    InvoiceTo = Prop("Edm.Guid", post=True, put=True, webhook=True)
    InvoiceToContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    InvoiceToContactPersonFullName = Prop("Edm.String")
    InvoiceToName = Prop("Edm.String")
    InvoiceNumber = Prop("Edm.Int32", webhook=True)
    IsExtraDuty = Prop("Edm.Boolean", post=True, put=True, webhook=True)
    Journal = Prop("Edm.String", post=True, mandatory=True)
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OrderDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    OrderedBy = Prop("Edm.Guid", post=True, put=True, mandatory=True, webhook=True)
    OrderedByContactPerson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    OrderedByContactPersonFullName = Prop("Edm.String")
    OrderedByName = Prop("Edm.String")
    OrderNumber = Prop("Edm.Int32", post=True, put=True, webhook=True)
    PaymentCondition = Prop("Edm.String", post=True, put=True, webhook=True)
    PaymentConditionDescription = Prop("Edm.String")
    PaymentReference = Prop("Edm.String", post=True, put=True, webhook=True)
    Remarks = Prop("Edm.String", post=True, put=True, webhook=True)
    SalesChannel = Prop("Edm.Guid", post=True, put=True)
    SalesChannelCode = Prop("Edm.String")
    SalesChannelDescription = Prop("Edm.String")
    Salesperson = Prop("Edm.Guid", post=True, put=True, webhook=True)
    SalespersonFullName = Prop("Edm.String")
    SelectionCode = Prop("Edm.Guid", post=True, put=True)
    SelectionCodeCode = Prop("Edm.String")
    SelectionCodeDescription = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid", post=True, put=True)
    ShippingMethodCode = Prop("Edm.String")
    ShippingMethodDescription = Prop("Edm.String")
    Status = Prop("Edm.Int16", webhook=True)
    StatusDescription = Prop("Edm.String")
    TaxSchedule = Prop("Edm.Guid", post=True, put=True)
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    Type = Prop("Edm.Int32", post=True, put=True)
    TypeDescription = Prop("Edm.String")
    VATAmountFC = Prop("Edm.Double", webhook=True)
    VATAmountDC = Prop("Edm.Double", webhook=True)
    YourRef = Prop("Edm.String", post=True, put=True, webhook=True)
    SalesInvoiceLines = Nav("SalesInvoiceLine", post=True, mandatory=True)
    SalesInvoiceOrderChargeLines = Nav("SalesInvoiceOrderChargeLine", post=True)
    StarterSalesInvoiceStatus = Prop("Edm.Int16")
    StarterSalesInvoiceStatusDescription = Prop("Edm.String")
    WithholdingTaxAmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    WithholdingTaxBaseAmount = Prop("Edm.Double", post=True, put=True, webhook=True)
    WithholdingTaxPercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    Warehouse = Prop("Edm.Guid", post=True, put=True)


class SalesInvoiceLine(Entity):
    """salesinvoice/SalesInvoiceLines."""

    path = "salesinvoice/SalesInvoiceLines"
    type_name = "Exact.Web.Api.Models.SalesInvoiceLine"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales invoices"
    topic = "SalesInvoices"

    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    CostCenter = Prop("Edm.String", post=True, put=True, webhook=True)
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String", post=True, put=True, webhook=True)
    CostUnitDescription = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    Description = Prop("Edm.String", post=True, put=True, webhook=True)
    Discount = Prop("Edm.Double", post=True, put=True, webhook=True)
    Division = Prop("Edm.Int32")
    Employee = Prop("Edm.Guid", post=True, put=True, webhook=True)
    EmployeeFullName = Prop("Edm.String")
    EndTime = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    ExtraDutyAmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    ExtraDutyPercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    GLAccount = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)
    GLAccountDescription = Prop("Edm.String")
    ID = Prop("Edm.Guid", key=True, post=True)
    InvoiceID = Prop("Edm.Guid", post=True, mandatory=True)
    Item = Prop("Edm.Guid", post=True, put=True, mandatory=True, webhook=True)
    ItemDescription = Prop("Edm.String")
    ItemCode = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    NetPrice = Prop("Edm.Double", post=True, put=True, webhook=True)
    Notes = Prop("Edm.String", post=True, put=True, webhook=True)
    Pricelist = Prop("Edm.Guid", post=True, put=True, webhook=True)
    PricelistDescription = Prop("Edm.String")
    Project = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid", post=True, put=True)
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double", post=True, put=True, webhook=True)
    SalesOrder = Prop("Edm.Guid")
    SalesOrderLine = Prop("Edm.Guid")
    SalesOrderLineNumber = Prop("Edm.Int32")
    SalesOrderNumber = Prop("Edm.Int32")
    StartTime = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    Subscription = Prop("Edm.Guid")
    SubscriptionDescription = Prop("Edm.String")
    UnitCode = Prop("Edm.String", post=True, put=True, webhook=True)
    UnitDescription = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double", post=True, put=True, webhook=True)
    TaxSchedule = Prop("Edm.Guid", post=True, put=True)
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    VATAmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    VATAmountDC = Prop("Edm.Double", post=True, put=True, webhook=True)
    VATCode = Prop("Edm.String", post=True, put=True, webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    CustomField = Prop("Edm.String")


class SalesInvoiceOrderChargeLine(Entity):
    """salesinvoice/SalesInvoiceOrderChargeLines."""

    path = "salesinvoice/SalesInvoiceOrderChargeLines"
    type_name = "Exact.Web.Api.Models.SalesInvoiceOrderChargeLine"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Sales invoices"

    ID = Prop("Edm.Guid", key=True, post=True)
    AmountDC = Prop("Edm.Double")
    AmountFCExclVAT = Prop("Edm.Double", post=True, put=True)
    AmountFCInclVAT = Prop("Edm.Double", post=True, put=True)
    AmountVATFC = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    InvoiceID = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    IsShippingCost = Prop("Edm.Boolean", post=True, put=True)
    LineNumber = Prop("Edm.Int32")
    OrderCharge = Prop("Edm.Guid", post=True, put=True)
    OrderChargeCode = Prop("Edm.String")
    OrderChargeDescription = Prop("Edm.String")
    OrderChargesLineDescription = Prop("Edm.String", post=True, put=True)
    VATCode = Prop("Edm.String", post=True, put=True)
    VATDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")


class PrintedSalesInvoice(Entity):
    """salesinvoice/PrintedSalesInvoices."""

    path = "salesinvoice/PrintedSalesInvoices"
    type_name = "Exact.Web.Api.Models.PrintedSalesInvoice"
    methods = frozenset({"POST"})
    scope = "Sales invoices"

    InvoiceID = Prop("Edm.Guid", key=True, post=True, mandatory=True)
    Division = Prop("Edm.Int32", post=True)
    Document = Prop("Edm.Guid", post=True)
    DocumentCreationError = Prop("Edm.String", post=True)
    DocumentCreationSuccess = Prop("Edm.String", post=True)
    DocumentLayout = Prop("Edm.Guid", post=True)
    EmailCreationError = Prop("Edm.String", post=True)
    EmailCreationSuccess = Prop("Edm.String", post=True)
    EmailLayout = Prop("Edm.Guid", post=True)
    ExtraText = Prop("Edm.String", post=True)
    InvoiceDate = Prop("Edm.DateTime", post=True)
    PeppolCreationError = Prop("Edm.String", post=True)
    PeppolCreationSuccess = Prop("Edm.String", post=True)
    PostboxMessageCreationError = Prop("Edm.String", post=True)
    PostboxMessageCreationSuccess = Prop("Edm.String", post=True)
    PostboxSender = Prop("Edm.Guid", post=True)
    ReportingPeriod = Prop("Edm.Int32", post=True)
    ReportingYear = Prop("Edm.Int32", post=True)
    SendEmailToCustomer = Prop("Edm.Boolean", post=True)
    SenderEmailAddress = Prop("Edm.String", post=True)
    SendInvoiceToCustomerPostbox = Prop("Edm.Boolean", post=True)
    SendInvoiceViaPeppol = Prop("Edm.Boolean", post=True)
    SendOutputBasedOnAccount = Prop("Edm.Boolean", post=True)


class InvoiceSalesOrder(Entity):
    """salesinvoice/InvoiceSalesOrders."""

    path = "salesinvoice/InvoiceSalesOrders"
    type_name = "Exact.Web.Api.Models.InvoiceSalesOrder"
    methods = frozenset({"POST"})
    scope = "Sales orders"

    ID = Prop("Edm.Guid", key=True, post=True)
    CreateMode = Prop("Edm.Int32", post=True, mandatory=True)
    DeliveryNumber = Prop("Edm.Int32", post=True)
    EndDate = Prop("Edm.DateTime", post=True)
    Errors = Prop("Edm.String")
    InvoiceMode = Prop("Edm.Int32", post=True, mandatory=True)
    JournalCode = Prop("Edm.String", post=True, mandatory=True)
    NumberOfCreatedInvoices = Prop("Edm.Int32")
    NumberOfFailedInvoices = Prop("Edm.Int32")
    SalesOrderIDs = Nav("SalesOrderID", post=True, mandatory=True)
    StartDate = Prop("Edm.DateTime", post=True)
    UserInvoiceDate = Prop("Edm.DateTime", post=True)


class Layout(Entity):
    """salesinvoice/Layouts."""

    path = "salesinvoice/Layouts"
    type_name = "Exact.Web.Api.Models.Layout"
    methods = frozenset({"GET"})
    scope = "Sales invoices"

    ID = Prop("Edm.Guid", key=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Subject = Prop("Edm.String")
    Type = Prop("Edm.Int16")
