"""Exact Online: payment conditions, payment terms, banks and mandates. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class PaymentCondition(Entity):
    """cashflow/PaymentConditions."""

    path = "cashflow/PaymentConditions"
    type_name = "Exact.Web.Api.Models.PaymentCondition"
    methods = frozenset({"GET", "POST"})
    scope = "Financial cashflow"

    ID = Prop("Edm.Guid", key=True, post=True)
    Code = Prop("Edm.String", post=True, mandatory=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CreditManagementScenario = Prop("Edm.Guid", post=True)
    CreditManagementScenarioCode = Prop("Edm.String")
    CreditManagementScenarioDescription = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, mandatory=True)
    DiscountCalculation = Prop("Edm.String", post=True)
    DiscountPaymentDays = Prop("Edm.Int32", post=True)
    DiscountPercentage = Prop("Edm.Double", post=True)
    Division = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PaymentDays = Prop("Edm.Int32", post=True)
    PaymentDiscountType = Prop("Edm.String", post=True)
    PaymentEndOfMonths = Prop("Edm.Int32", post=True)
    PaymentMethod = Prop("Edm.String", post=True)
    Percentage = Prop("Edm.Double", post=True)
    VATCalculation = Prop("Edm.String", post=True)


class Payment(Entity):
    """cashflow/Payments."""

    path = "cashflow/Payments"
    type_name = "Exact.Web.Api.Models.Payment"
    methods = frozenset({"GET", "PUT"})
    scope = "Financial cashflow"

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountBankAccountID = Prop("Edm.Guid", put=True)
    AccountBankAccountNumber = Prop("Edm.String")
    AccountCode = Prop("Edm.String")
    AccountContact = Prop("Edm.Guid")
    AccountContactName = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double")
    AmountDiscountDC = Prop("Edm.Double")
    AmountDiscountFC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    BankAccountID = Prop("Edm.Guid")
    BankAccountNumber = Prop("Edm.String")
    CashflowTransactionBatchCode = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    Description = Prop("Edm.String", put=True)
    DiscountDueDate = Prop("Edm.DateTime")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    EndDate = Prop("Edm.DateTime")
    EndPeriod = Prop("Edm.Int16")
    EndYear = Prop("Edm.Int16")
    EntryDate = Prop("Edm.DateTime")
    EntryID = Prop("Edm.Guid")
    EntryNumber = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    InvoiceDate = Prop("Edm.DateTime")
    InvoiceNumber = Prop("Edm.Int32")
    IsBatchBooking = Prop("Edm.Byte")
    Journal = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PaymentBatchNumber = Prop("Edm.Int32")
    PaymentCondition = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    PaymentDays = Prop("Edm.Int32")
    PaymentDaysDiscount = Prop("Edm.Int32")
    PaymentDiscountPercentage = Prop("Edm.Double")
    PaymentMethod = Prop("Edm.String", put=True)
    PaymentReference = Prop("Edm.String", put=True)
    PaymentSelected = Prop("Edm.DateTime")
    PaymentSelector = Prop("Edm.Guid")
    PaymentSelectorFullName = Prop("Edm.String")
    RateFC = Prop("Edm.Double")
    Source = Prop("Edm.Int32")
    Status = Prop("Edm.Int16")
    TransactionAmountDC = Prop("Edm.Double")
    TransactionAmountFC = Prop("Edm.Double")
    TransactionDueDate = Prop("Edm.DateTime")
    TransactionEntryID = Prop("Edm.Guid")
    TransactionID = Prop("Edm.Guid")
    TransactionIsReversal = Prop("Edm.Boolean")
    TransactionReportingPeriod = Prop("Edm.Int16")
    TransactionReportingYear = Prop("Edm.Int16")
    TransactionStatus = Prop("Edm.Int16")
    TransactionType = Prop("Edm.Int32")
    YourRef = Prop("Edm.String")


class Receivable(Entity):
    """cashflow/Receivables."""

    path = "cashflow/Receivables"
    type_name = "Exact.Web.Api.Models.Receivable"
    methods = frozenset({"GET", "PUT"})
    scope = "Financial receivables"

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountBankAccountID = Prop("Edm.Guid")
    AccountBankAccountNumber = Prop("Edm.String")
    AccountCode = Prop("Edm.String")
    AccountContact = Prop("Edm.Guid")
    AccountContactName = Prop("Edm.String")
    AccountCountry = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double")
    AmountDiscountDC = Prop("Edm.Double")
    AmountDiscountFC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    BankAccountID = Prop("Edm.Guid")
    BankAccountNumber = Prop("Edm.String")
    CashflowTransactionBatchCode = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    Description = Prop("Edm.String", put=True)
    DirectDebitMandate = Prop("Edm.Guid")
    DirectDebitMandateDescription = Prop("Edm.String")
    DirectDebitMandatePaymentType = Prop("Edm.Int16")
    DirectDebitMandateReference = Prop("Edm.String")
    DirectDebitMandateType = Prop("Edm.Int16")
    DiscountDueDate = Prop("Edm.DateTime")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    EndDate = Prop("Edm.DateTime")
    EndPeriod = Prop("Edm.Int16")
    EndToEndID = Prop("Edm.String")
    EndYear = Prop("Edm.Int16")
    EntryDate = Prop("Edm.DateTime")
    EntryID = Prop("Edm.Guid")
    EntryNumber = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    InvoiceDate = Prop("Edm.DateTime")
    InvoiceNumber = Prop("Edm.Int32")
    IsBatchBooking = Prop("Edm.Byte")
    IsFullyPaid = Prop("Edm.Boolean")
    Journal = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    LastPaymentDate = Prop("Edm.DateTime")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OrderNumber = Prop("Edm.Int32")
    PaymentCondition = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    PaymentDays = Prop("Edm.Int32")
    PaymentDaysDiscount = Prop("Edm.Int32")
    PaymentDiscountPercentage = Prop("Edm.Double")
    PaymentInformationID = Prop("Edm.String")
    PaymentMethod = Prop("Edm.String", put=True)
    PaymentReference = Prop("Edm.String", put=True)
    RateFC = Prop("Edm.Double")
    ReceivableBatchNumber = Prop("Edm.Int32")
    ReceivableSelected = Prop("Edm.DateTime")
    ReceivableSelector = Prop("Edm.Guid")
    ReceivableSelectorFullName = Prop("Edm.String")
    Source = Prop("Edm.Int32")
    Status = Prop("Edm.Int16")
    TransactionAmountDC = Prop("Edm.Double")
    TransactionAmountFC = Prop("Edm.Double")
    TransactionDueDate = Prop("Edm.DateTime")
    TransactionEntryID = Prop("Edm.Guid")
    TransactionID = Prop("Edm.Guid")
    TransactionIsReversal = Prop("Edm.Boolean")
    TransactionReportingPeriod = Prop("Edm.Int16")
    TransactionReportingYear = Prop("Edm.Int16")
    TransactionStatus = Prop("Edm.Int16")
    TransactionType = Prop("Edm.Int32")
    YourRef = Prop("Edm.String")


class Bank(Entity):
    """cashflow/Banks."""

    path = "cashflow/Banks"
    type_name = "Exact.Web.Api.Models.Bank"
    methods = frozenset({"GET"})
    scope = "Financial cashflow"

    ID = Prop("Edm.Guid", key=True)
    BankName = Prop("Edm.String")
    BICCode = Prop("Edm.String")
    Country = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Format = Prop("Edm.String")
    HomePageAddress = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Status = Prop("Edm.String")


class DirectDebitMandate(Entity):
    """cashflow/DirectDebitMandates."""

    path = "cashflow/DirectDebitMandates"
    type_name = "Exact.Web.Api.Models.DirectDebitMandate"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial cashflow"

    ID = Prop("Edm.Guid", key=True, post=True)
    Account = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    Attachment = Prop("Edm.Binary", post=True, put=True)
    AttachmentFileName = Prop("Edm.String", post=True, put=True)
    BankAccount = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    CancellationDate = Prop("Edm.DateTime", post=True, put=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True)
    Division = Prop("Edm.Int32")
    FirstSend = Prop("Edm.Byte", post=True, put=True)
    Main = Prop("Edm.Byte", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PaymentType = Prop("Edm.Int16", post=True, put=True)
    Reference = Prop("Edm.String", post=True, put=True)
    SignatureDate = Prop("Edm.DateTime", post=True, put=True)
    Type = Prop("Edm.Int16", post=True, put=True)


class ProcessPayment(Entity):
    """cashflow/ProcessPayments."""

    path = "cashflow/ProcessPayments"
    type_name = "Exact.Web.Api.Models.ProcessPayment"
    methods = frozenset({"POST"})
    scope = "Financial cashflow"

    ID = Prop("Edm.Guid", key=True, post=True)
    BankExportDocumentsUrl = Prop("Edm.String", post=True)
    Division = Prop("Edm.Int32")
    ErrorMessage = Prop("Edm.String", post=True)
    PaymentIDs = Nav("PaymentID", post=True, mandatory=True)
    SuccessMessage = Prop("Edm.String", post=True)
