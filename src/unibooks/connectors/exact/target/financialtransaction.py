"""Exact Online: the lines of the ledger, bank and cash entries. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class TransactionLine(Entity):
    """financialtransaction/TransactionLines."""

    path = "financialtransaction/TransactionLines"
    type_name = "Exact.Web.Api.Models.Financial.TransactionLine"
    methods = frozenset({"GET"})
    scope = "Financial accounting"
    topic = "BankEntries|CashEntries|GeneralJournalEntries|PurchaseEntries|SalesEntries"

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid", webhook=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", webhook=True)
    AmountVATBaseFC = Prop("Edm.Double")
    AmountVATFC = Prop("Edm.Double")
    Asset = Prop("Edm.Guid", webhook=True)
    AssetCode = Prop("Edm.String")
    AssetDescription = Prop("Edm.String")
    CostCenter = Prop("Edm.String", webhook=True)
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String", webhook=True)
    CostUnitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String", webhook=True)
    CustomField = Prop("Edm.String")
    Date = Prop("Edm.DateTime", webhook=True)
    Description = Prop("Edm.String", webhook=True)
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", webhook=True)
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime", webhook=True)
    EntryID = Prop("Edm.Guid")
    EntryNumber = Prop("Edm.Int32", webhook=True)
    ExchangeRate = Prop("Edm.Double", webhook=True)
    ExternalLinkDescription = Prop("Edm.String", webhook=True)
    ExternalLinkReference = Prop("Edm.String", webhook=True)
    ExtraDutyAmountFC = Prop("Edm.Double")
    ExtraDutyPercentage = Prop("Edm.Double")
    FinancialPeriod = Prop("Edm.Int16", webhook=True)
    FinancialYear = Prop("Edm.Int16", webhook=True)
    GLAccount = Prop("Edm.Guid", webhook=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    InvoiceNumber = Prop("Edm.Int32", webhook=True)
    Item = Prop("Edm.Guid", webhook=True)
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    JournalCode = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32", webhook=True)
    LineType = Prop("Edm.Int16", webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String", webhook=True)
    OffsetID = Prop("Edm.Guid", webhook=True)
    OrderNumber = Prop("Edm.Int32", webhook=True)
    PaymentDiscountAmount = Prop("Edm.Double", webhook=True)
    PaymentReference = Prop("Edm.String", webhook=True)
    Project = Prop("Edm.Guid", webhook=True)
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid", webhook=True)
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double", webhook=True)
    SerialNumber = Prop("Edm.String", webhook=True)
    ShopOrder = Prop("Edm.Guid")
    Status = Prop("Edm.Int16", webhook=True)
    Subscription = Prop("Edm.Guid", webhook=True)
    SubscriptionDescription = Prop("Edm.String")
    TrackingNumber = Prop("Edm.String", webhook=True)
    TrackingNumberDescription = Prop("Edm.String")
    Type = Prop("Edm.Int32", webhook=True)
    VATCode = Prop("Edm.String", webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", webhook=True)
    VATType = Prop("Edm.String", webhook=True)
    YourRef = Prop("Edm.String", webhook=True)


class BankEntry(Entity):
    """financialtransaction/BankEntries."""

    path = "financialtransaction/BankEntries"
    type_name = "Exact.Web.Api.Models.BankEntry"
    methods = frozenset({"GET", "POST", "DELETE"})
    scope = "Financial accounting"
    topic = "BankEntries"

    EntryID = Prop("Edm.Guid", key=True, post=True)
    BankEntryLines = Nav("BankEntryLine", post=True, mandatory=True)
    BankStatementDocument = Prop("Edm.Guid", post=True)
    BankStatementDocumentNumber = Prop("Edm.Int32")
    BankStatementDocumentSubject = Prop("Edm.String")
    ClosingBalanceFC = Prop("Edm.Double", post=True, webhook=True)
    Created = Prop("Edm.DateTime")
    Currency = Prop("Edm.String", post=True, webhook=True)
    CustomField = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EntryNumber = Prop("Edm.Int32", post=True, webhook=True)
    FinancialPeriod = Prop("Edm.Int16", post=True, webhook=True)
    FinancialYear = Prop("Edm.Int16", post=True, webhook=True)
    JournalCode = Prop("Edm.String", post=True, mandatory=True, webhook=True)
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    OpeningBalanceFC = Prop("Edm.Double", post=True, webhook=True)
    Status = Prop("Edm.Int16", webhook=True)
    StatusDescription = Prop("Edm.String")


class BankEntryLine(Entity):
    """financialtransaction/BankEntryLines."""

    path = "financialtransaction/BankEntryLines"
    type_name = "Exact.Web.Api.Models.BankEntryLine"
    methods = frozenset({"GET", "POST"})
    scope = "Financial accounting"
    topic = "BankEntries"

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid", post=True, webhook=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", post=True, mandatory=True, webhook=True)
    AmountVATFC = Prop("Edm.Double", post=True)
    Asset = Prop("Edm.Guid", post=True, webhook=True)
    AssetCode = Prop("Edm.String")
    AssetDescription = Prop("Edm.String")
    CostCenter = Prop("Edm.String", post=True, webhook=True)
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String", post=True, webhook=True)
    CostUnitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Date = Prop("Edm.DateTime", post=True, webhook=True)
    Description = Prop("Edm.String", post=True, webhook=True)
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", post=True, webhook=True)
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    EntryID = Prop("Edm.Guid", post=True, mandatory=True)
    EntryNumber = Prop("Edm.Int32", webhook=True)
    ExchangeRate = Prop("Edm.Double", post=True, webhook=True)
    GLAccount = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32", webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String", post=True, webhook=True)
    OffsetID = Prop("Edm.Guid", webhook=True)
    OurRef = Prop("Edm.Int32", post=True, webhook=True)
    Project = Prop("Edm.Guid", post=True, webhook=True)
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid", post=True, webhook=True)
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double", post=True, webhook=True)
    VATCode = Prop("Edm.String", post=True, webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", post=True, webhook=True)
    VATType = Prop("Edm.String", post=True, webhook=True)


class CashEntry(Entity):
    """financialtransaction/CashEntries."""

    path = "financialtransaction/CashEntries"
    type_name = "Exact.Web.Api.Models.CashEntry"
    methods = frozenset({"GET", "POST", "DELETE"})
    scope = "Financial accounting"
    topic = "CashEntries"

    EntryID = Prop("Edm.Guid", key=True, post=True)
    CashEntryLines = Nav("CashEntryLine", post=True, mandatory=True)
    ClosingBalanceFC = Prop("Edm.Double", post=True, webhook=True)
    Created = Prop("Edm.DateTime")
    Currency = Prop("Edm.String", post=True, webhook=True)
    CustomField = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EntryNumber = Prop("Edm.Int32", post=True, webhook=True)
    FinancialPeriod = Prop("Edm.Int16", post=True, webhook=True)
    FinancialYear = Prop("Edm.Int16", post=True, webhook=True)
    JournalCode = Prop("Edm.String", post=True, mandatory=True, webhook=True)
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    OpeningBalanceFC = Prop("Edm.Double", post=True, webhook=True)
    Status = Prop("Edm.Int16", webhook=True)
    StatusDescription = Prop("Edm.String")


class CashEntryLine(Entity):
    """financialtransaction/CashEntryLines."""

    path = "financialtransaction/CashEntryLines"
    type_name = "Exact.Web.Api.Models.CashEntryLine"
    methods = frozenset({"GET", "POST"})
    scope = "Financial accounting"
    topic = "CashEntries"

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid", post=True, webhook=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", post=True, mandatory=True, webhook=True)
    AmountVATFC = Prop("Edm.Double", post=True)
    Asset = Prop("Edm.Guid", post=True, webhook=True)
    AssetCode = Prop("Edm.String")
    AssetDescription = Prop("Edm.String")
    CostCenter = Prop("Edm.String", post=True, webhook=True)
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String", post=True, webhook=True)
    CostUnitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Date = Prop("Edm.DateTime", post=True, webhook=True)
    Description = Prop("Edm.String", post=True, webhook=True)
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid", post=True, webhook=True)
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    EntryID = Prop("Edm.Guid", post=True, mandatory=True)
    EntryNumber = Prop("Edm.Int32", webhook=True)
    ExchangeRate = Prop("Edm.Double", post=True, webhook=True)
    GLAccount = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32", webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String", post=True, webhook=True)
    OffsetID = Prop("Edm.Guid", webhook=True)
    OurRef = Prop("Edm.Int32", post=True, webhook=True)
    Project = Prop("Edm.Guid", post=True, webhook=True)
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid", post=True, webhook=True)
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double", post=True, webhook=True)
    VATCode = Prop("Edm.String", post=True, webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", post=True, webhook=True)
    VATType = Prop("Edm.String", post=True, webhook=True)


class Transaction(Entity):
    """financialtransaction/Transactions."""

    path = "financialtransaction/Transactions"
    type_name = "Exact.Web.Api.Models.Financial.Transaction"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    EntryID = Prop("Edm.Guid", key=True)
    ClosingBalanceFC = Prop("Edm.Double")
    Created = Prop("Edm.DateTime")
    Date = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    EntryNumber = Prop("Edm.Int32")
    ExternalLinkDescription = Prop("Edm.String")
    ExternalLinkReference = Prop("Edm.String")
    FinancialPeriod = Prop("Edm.Int16")
    FinancialYear = Prop("Edm.Int16")
    IsExtraDuty = Prop("Edm.Boolean")
    JournalCode = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    OpeningBalanceFC = Prop("Edm.Double")
    PaymentConditionCode = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    PaymentReference = Prop("Edm.String")
    Status = Prop("Edm.Int16")
    StatusDescription = Prop("Edm.String")
    TransactionLines = Nav("TransactionLine")
    Type = Prop("Edm.Int32")
    TypeDescription = Prop("Edm.String")
