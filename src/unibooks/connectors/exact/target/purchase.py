"""Exact Online: purchase invoices of items. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class PurchaseInvoice(Entity):
    """purchase/PurchaseInvoices."""

    path = "purchase/PurchaseInvoices"
    type_name = "Exact.Web.Api.Models.PurchaseInvoice"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Purchase invoices"

    ID = Prop("Edm.Guid", key=True, post=True)
    Amount = Prop("Edm.Double")
    AmountDC = Prop("Edm.Double")
    AmountDiscount = Prop("Edm.Double", post=True, put=True)
    AmountDiscountExclVat = Prop("Edm.Double", post=True, put=True)
    AmountFCExclVat = Prop("Edm.Double")
    ContactPerson = Prop("Edm.Guid", post=True, put=True)
    Currency = Prop("Edm.String", post=True, put=True)
    Description = Prop("Edm.String", post=True, put=True)
    Discount = Prop("Edm.Double", post=True, put=True)
    Document = Prop("Edm.Guid", post=True, put=True)
    DueDate = Prop("Edm.DateTime", post=True, put=True)
    EntryNumber = Prop("Edm.Int32")
    ExchangeRate = Prop("Edm.Double", post=True, put=True)
    FinancialPeriod = Prop("Edm.Int16", post=True)
    FinancialYear = Prop("Edm.Int16", post=True)
    InvoiceDate = Prop("Edm.DateTime", post=True, put=True)
    Journal = Prop("Edm.String", post=True, put=True, mandatory=True)
    Modified = Prop("Edm.DateTime")
    PaymentCondition = Prop("Edm.String", post=True, put=True)
    PaymentReference = Prop("Edm.String", post=True, put=True)
    PurchaseInvoiceLines = Nav("PurchaseInvoiceLine", post=True, mandatory=True)
    Remarks = Prop("Edm.String", post=True, put=True)
    Source = Prop("Edm.Int16")
    Status = Prop("Edm.Int16")
    Supplier = Prop("Edm.Guid", post=True, mandatory=True)
    Type = Prop("Edm.Int16", post=True, put=True, mandatory=True)
    VATAmount = Prop("Edm.Double")
    Warehouse = Prop("Edm.Guid", post=True)
    YourRef = Prop("Edm.String", post=True, put=True)


class PurchaseInvoiceLine(Entity):
    """purchase/PurchaseInvoiceLines."""

    path = "purchase/PurchaseInvoiceLines"
    type_name = "Exact.Web.Api.Models.PurchaseInvoiceLine"
    methods = frozenset({"GET", "POST"})
    scope = "Purchase invoices"

    ID = Prop("Edm.Guid", key=True, post=True)
    Amount = Prop("Edm.Double", post=True)
    AmountDC = Prop("Edm.Double")
    CostCenter = Prop("Edm.String", post=True)
    CostUnit = Prop("Edm.String", post=True)
    Currency = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String", post=True)
    Discount = Prop("Edm.Double", post=True)
    Expense = Prop("Edm.Guid", post=True)
    ExpenseDescription = Prop("Edm.String")
    InvoiceID = Prop("Edm.Guid")
    InvoiceType = Prop("Edm.Int16", post=True)
    Item = Prop("Edm.Guid", post=True)
    ItemUnit = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    NetPrice = Prop("Edm.Double", post=True)
    Notes = Prop("Edm.String", post=True)
    Project = Prop("Edm.Guid", post=True)
    PurchaseOrderLine = Prop("Edm.Guid", post=True)
    Quantity = Prop("Edm.Double", post=True)
    QuantityInDefaultUnits = Prop("Edm.Double")
    Rebill = Prop("Edm.Boolean", post=True)
    Unit = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double", post=True)
    VATAmount = Prop("Edm.Double", post=True)
    VATCode = Prop("Edm.String", post=True)
    VATPercentage = Prop("Edm.Double")
