"""Exact Online: the bulk group, whose pages hold 1,000 rows. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class BulkPayment(Entity):
    """bulk/Cashflow/Payments."""

    path = "bulk/Cashflow/Payments"
    type_name = "Exact.Web.Api.Models.BulkPayment"
    methods = frozenset({"GET"})
    scope = "Financial cashflow"
    page_size = 1000
    selected = True
    filterable = frozenset(
        {
            "Account",
            "AccountBankAccountID",
            "AccountContact",
            "BankAccountID",
            "Document",
            "EndDate",
            "EntryDate",
            "EntryID",
            "GLAccount",
            "ID",
            "InvoiceDate",
            "InvoiceNumber",
            "Source",
            "Status",
            "TransactionID",
            "TransactionType",
        }
    )

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountBankAccountID = Prop("Edm.Guid")
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
    Description = Prop("Edm.String")
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
    PaymentMethod = Prop("Edm.String")
    PaymentReference = Prop("Edm.String")
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


class BulkReceivable(Entity):
    """bulk/Cashflow/Receivables."""

    path = "bulk/Cashflow/Receivables"
    type_name = "Exact.Web.Api.Models.BulkReceivable"
    methods = frozenset({"GET"})
    scope = "Financial receivables"
    page_size = 1000
    selected = True
    filterable = frozenset(
        {
            "Account",
            "Document",
            "EndDate",
            "EndToEndID",
            "EntryDate",
            "EntryID",
            "GLAccount",
            "ID",
            "InvoiceDate",
            "InvoiceNumber",
            "Source",
            "Status",
            "TransactionID",
            "TransactionType",
        }
    )

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
    Description = Prop("Edm.String")
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
    PaymentMethod = Prop("Edm.String")
    PaymentReference = Prop("Edm.String")
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


class BulkAccount(Entity):
    """bulk/CRM/Accounts."""

    path = "bulk/CRM/Accounts"
    type_name = "Exact.Web.Api.Models.BulkAccount"
    methods = frozenset({"GET"})
    scope = "Crm accounts"
    page_size = 1000
    selected = True

    ID = Prop("Edm.Guid", key=True)
    Accountant = Prop("Edm.Guid")
    AccountManager = Prop("Edm.Guid")
    AccountManagerFullName = Prop("Edm.String")
    AccountManagerHID = Prop("Edm.Int32")
    ActivitySector = Prop("Edm.Guid")
    ActivitySubSector = Prop("Edm.Guid")
    AddressLine1 = Prop("Edm.String")
    AddressLine2 = Prop("Edm.String")
    AddressLine3 = Prop("Edm.String")
    AddressSource = Prop("Edm.Byte")
    AutomaticProcessProposedEntry = Prop("Edm.Byte")
    BankAccounts = Nav("BankAccount")
    Blocked = Prop("Edm.Boolean")
    BRIN = Prop("Edm.Guid")
    BSN = Prop("Edm.String")
    BusinessType = Prop("Edm.Guid")
    CanDropShip = Prop("Edm.Boolean")
    ChamberOfCommerce = Prop("Edm.String")
    City = Prop("Edm.String")
    Classification = Prop("Edm.String")
    Classification1 = Prop("Edm.Guid")
    Classification2 = Prop("Edm.Guid")
    Classification3 = Prop("Edm.Guid")
    Classification4 = Prop("Edm.Guid")
    Classification5 = Prop("Edm.Guid")
    Classification6 = Prop("Edm.Guid")
    Classification7 = Prop("Edm.Guid")
    Classification8 = Prop("Edm.Guid")
    ClassificationDescription = Prop("Edm.String")
    Code = Prop("Edm.String")
    CodeAtSupplier = Prop("Edm.String")
    CompanySize = Prop("Edm.Guid")
    ConsolidationScenario = Prop("Edm.Byte")
    ControlledDate = Prop("Edm.DateTime")
    Costcenter = Prop("Edm.String")
    CostcenterDescription = Prop("Edm.String")
    CostPaid = Prop("Edm.Byte")
    Country = Prop("Edm.String")
    CountryName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CreditLinePurchase = Prop("Edm.Double")
    CreditLineSales = Prop("Edm.Double")
    Currency = Prop("Edm.String")
    CustomerSince = Prop("Edm.DateTime")
    CustomField = Prop("Edm.String")
    DatevCreditorCode = Prop("Edm.String")
    DatevDebtorCode = Prop("Edm.String")
    DeliveryAdvice = Prop("Edm.Byte")
    DiscountPurchase = Prop("Edm.Double")
    DiscountSales = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DunsNumber = Prop("Edm.String")
    Email = Prop("Edm.String")
    EnableSalesPaymentLink = Prop("Edm.Boolean")
    EndDate = Prop("Edm.DateTime")
    EORINumber = Prop("Edm.String")
    EstablishedDate = Prop("Edm.DateTime")
    Fax = Prop("Edm.String")
    GLAccountPurchase = Prop("Edm.Guid")
    GLAccountSales = Prop("Edm.Guid")
    GLAP = Prop("Edm.Guid")
    GLAR = Prop("Edm.Guid")
    GlnNumber = Prop("Edm.String")
    HasWithholdingTaxSales = Prop("Edm.Boolean")
    IgnoreDatevWarningMessage = Prop("Edm.Boolean")
    IncotermAddressPurchase = Prop("Edm.String")
    IncotermAddressSales = Prop("Edm.String")
    IncotermCodePurchase = Prop("Edm.String")
    IncotermCodeSales = Prop("Edm.String")
    IncotermVersionPurchase = Prop("Edm.Int16")
    IncotermVersionSales = Prop("Edm.Int16")
    IntraStatArea = Prop("Edm.String")
    IntraStatDeliveryTerm = Prop("Edm.String")
    IntraStatSystem = Prop("Edm.String")
    IntraStatTransactionA = Prop("Edm.String")
    IntraStatTransactionB = Prop("Edm.String")
    IntraStatTransportMethod = Prop("Edm.String")
    InvoiceAccount = Prop("Edm.Guid")
    InvoiceAccountCode = Prop("Edm.String")
    InvoiceAccountName = Prop("Edm.String")
    InvoiceAttachmentType = Prop("Edm.Int32")
    InvoicingMethod = Prop("Edm.Int32")
    IsAccountant = Prop("Edm.Byte")
    IsAgency = Prop("Edm.Byte")
    IsAnonymised = Prop("Edm.Byte")
    IsBank = Prop("Edm.Boolean")
    IsCompetitor = Prop("Edm.Byte")
    IsExtraDuty = Prop("Edm.Boolean")
    IsMailing = Prop("Edm.Byte")
    IsMember = Prop("Edm.Boolean")
    IsPilot = Prop("Edm.Boolean")
    IsPurchase = Prop("Edm.Boolean")
    IsReseller = Prop("Edm.Boolean")
    IsSales = Prop("Edm.Boolean")
    IsSupplier = Prop("Edm.Boolean")
    Language = Prop("Edm.String")
    LanguageDescription = Prop("Edm.String")
    Latitude = Prop("Edm.Double")
    LeadPurpose = Prop("Edm.Guid")
    LeadSource = Prop("Edm.Guid")
    Logo = Prop("Edm.Binary")
    LogoFileName = Prop("Edm.String")
    LogoThumbnailUrl = Prop("Edm.String")
    LogoUrl = Prop("Edm.String")
    Longitude = Prop("Edm.Double")
    MainContact = Prop("Edm.Guid")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Name = Prop("Edm.String")
    OINNumber = Prop("Edm.String")
    Parent = Prop("Edm.Guid")
    PayAsYouEarn = Prop("Edm.String")
    PaymentConditionPurchase = Prop("Edm.String")
    PaymentConditionPurchaseDescription = Prop("Edm.String")
    PaymentConditionSales = Prop("Edm.String")
    PaymentConditionSalesDescription = Prop("Edm.String")
    PeppolIdentifier = Prop("Edm.String")
    PeppolIdentifierType = Prop("Edm.Int32")
    Phone = Prop("Edm.String")
    PhoneExtension = Prop("Edm.String")
    Postcode = Prop("Edm.String")
    PriceList = Prop("Edm.Guid")
    PurchaseCurrency = Prop("Edm.String")
    PurchaseCurrencyDescription = Prop("Edm.String")
    PurchaseLeadDays = Prop("Edm.Int32")
    PurchaseVATCode = Prop("Edm.String")
    PurchaseVATCodeDescription = Prop("Edm.String")
    RecepientOfCommissions = Prop("Edm.Boolean")
    Remarks = Prop("Edm.String")
    Reseller = Prop("Edm.Guid")
    ResellerCode = Prop("Edm.String")
    ResellerName = Prop("Edm.String")
    RSIN = Prop("Edm.String")
    SalesCurrency = Prop("Edm.String")
    SalesCurrencyDescription = Prop("Edm.String")
    SalesTaxSchedule = Prop("Edm.Guid")
    SalesTaxScheduleCode = Prop("Edm.String")
    SalesTaxScheduleDescription = Prop("Edm.String")
    SalesVATCode = Prop("Edm.String")
    SalesVATCodeDescription = Prop("Edm.String")
    SearchCode = Prop("Edm.String")
    SecurityLevel = Prop("Edm.Int32")
    SeparateInvPerProject = Prop("Edm.Byte")
    SeparateInvPerSubscription = Prop("Edm.Byte")
    ShippingLeadDays = Prop("Edm.Int32")
    ShippingMethod = Prop("Edm.Guid")
    ShowRemarkForSales = Prop("Edm.Boolean")
    Source = Prop("Edm.Byte")
    StartDate = Prop("Edm.DateTime")
    State = Prop("Edm.String")
    StateName = Prop("Edm.String")
    Status = Prop("Edm.String")
    StatusSince = Prop("Edm.DateTime")
    TradeName = Prop("Edm.String")
    Type = Prop("Edm.String")
    UniqueTaxpayerReference = Prop("Edm.String")
    VATLiability = Prop("Edm.String")
    VATNumber = Prop("Edm.String")
    Website = Prop("Edm.String")


class BulkAddress(Entity):
    """bulk/CRM/Addresses."""

    path = "bulk/CRM/Addresses"
    type_name = "Exact.Web.Api.Models.BulkAddress"
    methods = frozenset({"GET"})
    scope = "Crm accounts"
    page_size = 1000
    selected = True
    filterable = frozenset({"Account", "Contact", "ID", "Main", "Type", "Warehouse"})

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountIsSupplier = Prop("Edm.Boolean")
    AccountName = Prop("Edm.String")
    AddressLine1 = Prop("Edm.String")
    AddressLine2 = Prop("Edm.String")
    AddressLine3 = Prop("Edm.String")
    City = Prop("Edm.String")
    Contact = Prop("Edm.Guid")
    ContactName = Prop("Edm.String")
    Country = Prop("Edm.String")
    CountryName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Fax = Prop("Edm.String")
    FreeBoolField_01 = Prop("Edm.Boolean")
    FreeBoolField_02 = Prop("Edm.Boolean")
    FreeBoolField_03 = Prop("Edm.Boolean")
    FreeBoolField_04 = Prop("Edm.Boolean")
    FreeBoolField_05 = Prop("Edm.Boolean")
    FreeDateField_01 = Prop("Edm.DateTime")
    FreeDateField_02 = Prop("Edm.DateTime")
    FreeDateField_03 = Prop("Edm.DateTime")
    FreeDateField_04 = Prop("Edm.DateTime")
    FreeDateField_05 = Prop("Edm.DateTime")
    FreeNumberField_01 = Prop("Edm.Double")
    FreeNumberField_02 = Prop("Edm.Double")
    FreeNumberField_03 = Prop("Edm.Double")
    FreeNumberField_04 = Prop("Edm.Double")
    FreeNumberField_05 = Prop("Edm.Double")
    FreeTextField_01 = Prop("Edm.String")
    FreeTextField_02 = Prop("Edm.String")
    FreeTextField_03 = Prop("Edm.String")
    FreeTextField_04 = Prop("Edm.String")
    FreeTextField_05 = Prop("Edm.String")
    Mailbox = Prop("Edm.String")
    Main = Prop("Edm.Boolean")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    NicNumber = Prop("Edm.String")
    Notes = Prop("Edm.String")
    Phone = Prop("Edm.String")
    PhoneExtension = Prop("Edm.String")
    Postcode = Prop("Edm.String")
    Source = Prop("Edm.Byte")
    State = Prop("Edm.String")
    StateDescription = Prop("Edm.String")
    Type = Prop("Edm.Int16")
    Warehouse = Prop("Edm.Guid")
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")


class BulkContact(Entity):
    """bulk/CRM/Contacts."""

    path = "bulk/CRM/Contacts"
    type_name = "Exact.Web.Api.Models.BulkContact"
    methods = frozenset({"GET"})
    scope = "Crm accounts"
    page_size = 1000
    selected = True
    filterable = frozenset({"Account", "ID", "IdentificationDocument", "IdentificationUser", "Person"})

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountIsCustomer = Prop("Edm.Boolean")
    AccountIsSupplier = Prop("Edm.Boolean")
    AccountMainContact = Prop("Edm.Guid")
    AccountName = Prop("Edm.String")
    AddressLine2 = Prop("Edm.String")
    AddressStreet = Prop("Edm.String")
    AddressStreetNumber = Prop("Edm.String")
    AddressStreetNumberSuffix = Prop("Edm.String")
    AllowMailing = Prop("Edm.Int32")
    BirthDate = Prop("Edm.DateTime")
    BirthName = Prop("Edm.String")
    BirthNamePrefix = Prop("Edm.String")
    BirthPlace = Prop("Edm.String")
    BusinessEmail = Prop("Edm.String")
    BusinessFax = Prop("Edm.String")
    BusinessMobile = Prop("Edm.String")
    BusinessPhone = Prop("Edm.String")
    BusinessPhoneExtension = Prop("Edm.String")
    City = Prop("Edm.String")
    Code = Prop("Edm.String")
    Country = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Email = Prop("Edm.String")
    EndDate = Prop("Edm.DateTime")
    FirstName = Prop("Edm.String")
    FullName = Prop("Edm.String")
    Gender = Prop("Edm.String")
    HID = Prop("Edm.Int32")
    IdentificationDate = Prop("Edm.DateTime")
    IdentificationDocument = Prop("Edm.Guid")
    IdentificationUser = Prop("Edm.Guid")
    Initials = Prop("Edm.String")
    IsAnonymised = Prop("Edm.Byte")
    IsMailingExcluded = Prop("Edm.Boolean")
    IsMainContact = Prop("Edm.Boolean")
    JobTitleDescription = Prop("Edm.String")
    Language = Prop("Edm.String")
    LastName = Prop("Edm.String")
    LeadPurpose = Prop("Edm.Guid")
    LeadSource = Prop("Edm.Guid")
    MarketingNotes = Prop("Edm.String")
    MiddleName = Prop("Edm.String")
    Mobile = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Nationality = Prop("Edm.String")
    Notes = Prop("Edm.String")
    PartnerName = Prop("Edm.String")
    PartnerNamePrefix = Prop("Edm.String")
    Person = Prop("Edm.Guid")
    Phone = Prop("Edm.String")
    PhoneExtension = Prop("Edm.String")
    Picture = Prop("Edm.Binary")
    PictureName = Prop("Edm.String")
    PictureThumbnailUrl = Prop("Edm.String")
    PictureUrl = Prop("Edm.String")
    Postcode = Prop("Edm.String")
    SocialSecurityNumber = Prop("Edm.String")
    StartDate = Prop("Edm.DateTime")
    State = Prop("Edm.String")
    Title = Prop("Edm.String")
    TitleAbbreviation = Prop("Edm.String")
    TitleDescription = Prop("Edm.String")


class BulkQuotationLine(Entity):
    """bulk/CRM/QuotationLines."""

    path = "bulk/CRM/QuotationLines"
    type_name = "Exact.Web.Api.Models.BulkQuotationLine"
    methods = frozenset({"GET"})
    scope = "Crm quotes"
    page_size = 1000
    selected = True
    filterable = frozenset({"Item", "LineNumber", "QuotationID", "QuotationNumber", "VATCode", "VersionNumber"})

    ID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    CostCenter = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String")
    Discount = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    Item = Prop("Edm.Guid")
    ItemDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    NetPrice = Prop("Edm.Double")
    Notes = Prop("Edm.String")
    Optional = Prop("Edm.Boolean")
    Quantity = Prop("Edm.Double")
    QuotationID = Prop("Edm.Guid")
    QuotationNumber = Prop("Edm.Int32")
    UnitCode = Prop("Edm.String")
    UnitDescription = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double")
    VATAmountFC = Prop("Edm.Double")
    VATCode = Prop("Edm.String")
    VATDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")
    VersionNumber = Prop("Edm.Int32")


class BulkQuotation(Entity):
    """bulk/CRM/Quotations."""

    path = "bulk/CRM/Quotations"
    type_name = "Exact.Web.Api.Models.BulkQuotation"
    methods = frozenset({"GET"})
    scope = "Crm quotes"
    page_size = 1000
    selected = True
    filterable = frozenset(
        {
            "DeliveryAccount",
            "DeliveryAccountContact",
            "DeliveryAddress",
            "Document",
            "InvoiceAccount",
            "InvoiceAccountContact",
            "Opportunity",
            "OrderAccount",
            "OrderAccountContact",
            "Project",
            "QuotationDate",
            "QuotationID",
            "QuotationNumber",
            "SelectionCode",
            "Status",
            "VersionNumber",
        }
    )

    QuotationID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountDiscount = Prop("Edm.Double")
    AmountDiscountExclVat = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    CloseDate = Prop("Edm.DateTime")
    ClosingDate = Prop("Edm.DateTime")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    DeliveryAccount = Prop("Edm.Guid")
    DeliveryAccountCode = Prop("Edm.String")
    DeliveryAccountContact = Prop("Edm.Guid")
    DeliveryAccountContactFullName = Prop("Edm.String")
    DeliveryAccountName = Prop("Edm.String")
    DeliveryAddress = Prop("Edm.Guid")
    DeliveryDate = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    IncotermAddress = Prop("Edm.String")
    IncotermCode = Prop("Edm.String")
    IncotermVersion = Prop("Edm.Int16")
    InvoiceAccount = Prop("Edm.Guid")
    InvoiceAccountCode = Prop("Edm.String")
    InvoiceAccountContact = Prop("Edm.Guid")
    InvoiceAccountContactFullName = Prop("Edm.String")
    InvoiceAccountName = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Opportunity = Prop("Edm.Guid")
    OpportunityName = Prop("Edm.String")
    OrderAccount = Prop("Edm.Guid")
    OrderAccountCode = Prop("Edm.String")
    OrderAccountContact = Prop("Edm.Guid")
    OrderAccountContactFullName = Prop("Edm.String")
    OrderAccountName = Prop("Edm.String")
    PaymentCondition = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    Project = Prop("Edm.Guid")
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    QuotationDate = Prop("Edm.DateTime")
    QuotationNumber = Prop("Edm.Int32")
    Remarks = Prop("Edm.String")
    SalesChannel = Prop("Edm.Guid")
    SalesChannelCode = Prop("Edm.String")
    SalesChannelDescription = Prop("Edm.String")
    SalesPerson = Prop("Edm.Guid")
    SalesPersonFullName = Prop("Edm.String")
    SelectionCode = Prop("Edm.Guid")
    SelectionCodeCode = Prop("Edm.String")
    SelectionCodeDescription = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid")
    ShippingMethodDescription = Prop("Edm.String")
    Status = Prop("Edm.Int16")
    StatusDescription = Prop("Edm.String")
    VATAmountFC = Prop("Edm.Double")
    VersionNumber = Prop("Edm.Int32")
    YourRef = Prop("Edm.String")


class BulkDocumentAttachment(Entity):
    """bulk/Documents/DocumentAttachments."""

    path = "bulk/Documents/DocumentAttachments"
    type_name = "Exact.Web.Api.Models.BulkDocumentAttachment"
    methods = frozenset({"GET"})
    scope = "Organization documents"
    page_size = 1000
    selected = True
    filterable = frozenset({"Document", "ID"})

    ID = Prop("Edm.Guid", key=True)
    Attachment = Prop("Edm.Binary")
    Document = Prop("Edm.Guid")
    FileName = Prop("Edm.String")
    FileSize = Prop("Edm.Double")
    Url = Prop("Edm.String")


class BulkDocument(Entity):
    """bulk/Documents/Documents."""

    path = "bulk/Documents/Documents"
    type_name = "Exact.Web.Api.Models.BulkDocument"
    methods = frozenset({"GET"})
    scope = "Organization documents"
    page_size = 1000
    selected = True
    filterable = frozenset(
        {
            "Account",
            "Category",
            "Contact",
            "Created",
            "Creator",
            "Division",
            "DocumentDate",
            "DocumentFolder",
            "FinancialTransactionEntryID",
            "HID",
            "ID",
            "Modified",
            "Opportunity",
            "Project",
            "SalesInvoiceNumber",
            "Subject",
            "Type",
        }
    )

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountFC = Prop("Edm.Double")
    Body = Prop("Edm.String")
    Category = Prop("Edm.Guid")
    CategoryDescription = Prop("Edm.String")
    Contact = Prop("Edm.Guid")
    ContactFullName = Prop("Edm.String")
    ContractID = Prop("Edm.Guid")
    ContractNumber = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    DocumentDate = Prop("Edm.DateTime")
    DocumentFolder = Prop("Edm.Guid")
    DocumentFolderCode = Prop("Edm.String")
    DocumentFolderDescription = Prop("Edm.String")
    DocumentViewUrl = Prop("Edm.String")
    ExpiryDate = Prop("Edm.DateTime")
    FinancialTransactionEntryID = Prop("Edm.Guid")
    HasEmptyBody = Prop("Edm.Boolean")
    HID = Prop("Edm.Int32")
    InheritShare = Prop("Edm.Boolean")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    Language = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Opportunity = Prop("Edm.Guid")
    Project = Prop("Edm.Guid")
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProposedEntryStatus = Prop("Edm.Int16")
    SalesInvoiceNumber = Prop("Edm.Int32")
    SalesOrderNumber = Prop("Edm.Int32")
    ScanServiceStatus = Prop("Edm.Int16")
    SendMethod = Prop("Edm.Int32")
    ShopOrderNumber = Prop("Edm.Int32")
    Subject = Prop("Edm.String")
    TeamsMeetingId = Prop("Edm.String")
    Type = Prop("Edm.Int32")
    TypeDescription = Prop("Edm.String")


class BulkGLAccount(Entity):
    """bulk/Financial/GLAccounts."""

    path = "bulk/Financial/GLAccounts"
    type_name = "Exact.Web.Api.Models.BulkGLAccount"
    methods = frozenset({"GET"})
    scope = "Financial generalledgers"
    page_size = 1000
    selected = True
    filterable = frozenset(
        {
            "AssimilatedVATBox",
            "BelcotaxType",
            "Code",
            "Costcenter",
            "Costunit",
            "Created",
            "Creator",
            "ID",
            "Modified",
            "Modifier",
            "PrivateGLAccount",
            "SearchCode",
            "Type",
            "VATNonDeductibleGLAccount",
            "YearEndCostGLAccount",
            "YearEndReflectionGLAccount",
        }
    )

    ID = Prop("Edm.Guid", key=True)
    AllowCostsInSales = Prop("Edm.Byte")
    AssimilatedVATBox = Prop("Edm.Int16")
    BalanceSide = Prop("Edm.String")
    BalanceType = Prop("Edm.String")
    BelcotaxType = Prop("Edm.Int32")
    Code = Prop("Edm.String")
    Compress = Prop("Edm.Boolean")
    Costcenter = Prop("Edm.String")
    CostcenterDescription = Prop("Edm.String")
    Costunit = Prop("Edm.String")
    CostunitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeductibilityPercentages = Nav("DeductibilityPercentage")
    Description = Prop("Edm.String")
    DescriptionTermID = Prop("Edm.Int32")
    Division = Prop("Edm.Int32")
    ExcludeVATListing = Prop("Edm.Byte")
    ExpenseNonDeductiblePercentage = Prop("Edm.Double")
    IsBlocked = Prop("Edm.Boolean")
    Matching = Prop("Edm.Boolean")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PrivateGLAccount = Prop("Edm.Guid")
    PrivatePercentage = Prop("Edm.Double")
    ReportingCode = Prop("Edm.String")
    RevalueCurrency = Prop("Edm.Boolean")
    SearchCode = Prop("Edm.String")
    Type = Prop("Edm.Int32")
    TypeDescription = Prop("Edm.String")
    UseCostcenter = Prop("Edm.Byte")
    UseCostunit = Prop("Edm.Byte")
    VATCode = Prop("Edm.String")
    VATDescription = Prop("Edm.String")
    VATGLAccountType = Prop("Edm.String")
    VATNonDeductibleGLAccount = Prop("Edm.Guid")
    VATNonDeductiblePercentage = Prop("Edm.Double")
    VATSystem = Prop("Edm.String")
    YearEndCostGLAccount = Prop("Edm.Guid")
    YearEndReflectionGLAccount = Prop("Edm.Guid")


class BulkGLClassification(Entity):
    """bulk/Financial/GLClassifications."""

    path = "bulk/Financial/GLClassifications"
    type_name = "Exact.Web.Api.Models.BulkGLClassification"
    methods = frozenset({"GET"})
    scope = "Financial generalledgers"
    page_size = 1000
    selected = True
    filterable = frozenset({"Code", "ID", "Name", "Parent", "TaxonomyNamespace", "Type"})

    ID = Prop("Edm.Guid", key=True)
    Abstract = Prop("Edm.Boolean")
    Balance = Prop("Edm.String")
    Code = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    IsTupleSubElement = Prop("Edm.Boolean")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Name = Prop("Edm.String")
    Nillable = Prop("Edm.Boolean")
    Parent = Prop("Edm.Guid")
    PeriodType = Prop("Edm.String")
    SubstitutionGroup = Prop("Edm.String")
    TaxonomyNamespace = Prop("Edm.Guid")
    TaxonomyNamespaceDescription = Prop("Edm.String")
    Type = Prop("Edm.Guid")


class BulkTransactionLine(Entity):
    """bulk/Financial/TransactionLines."""

    path = "bulk/Financial/TransactionLines"
    type_name = "Exact.Web.Api.Models.BulkTransactionLine"
    methods = frozenset({"GET"})
    scope = "Financial accounting"
    page_size = 1000
    selected = True

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    AmountVATBaseFC = Prop("Edm.Double")
    AmountVATFC = Prop("Edm.Double")
    Asset = Prop("Edm.Guid")
    AssetCode = Prop("Edm.String")
    AssetDescription = Prop("Edm.String")
    CostCenter = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Date = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    EntryID = Prop("Edm.Guid")
    EntryNumber = Prop("Edm.Int32")
    ExchangeRate = Prop("Edm.Double")
    ExternalLinkDescription = Prop("Edm.String")
    ExternalLinkReference = Prop("Edm.String")
    ExtraDutyAmountFC = Prop("Edm.Double")
    ExtraDutyPercentage = Prop("Edm.Double")
    FinancialPeriod = Prop("Edm.Int16")
    FinancialYear = Prop("Edm.Int16")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    InvoiceNumber = Prop("Edm.Int32")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    JournalCode = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    LineType = Prop("Edm.Int16")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String")
    OffsetID = Prop("Edm.Guid")
    OrderNumber = Prop("Edm.Int32")
    PaymentDiscountAmount = Prop("Edm.Double")
    PaymentReference = Prop("Edm.String")
    Project = Prop("Edm.Guid")
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid")
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double")
    SerialNumber = Prop("Edm.String")
    ShopOrder = Prop("Edm.Guid")
    Status = Prop("Edm.Int16")
    Subscription = Prop("Edm.Guid")
    SubscriptionDescription = Prop("Edm.String")
    TrackingNumber = Prop("Edm.String")
    TrackingNumberDescription = Prop("Edm.String")
    Type = Prop("Edm.Int32")
    VATCode = Prop("Edm.String")
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")
    VATType = Prop("Edm.String")
    YourRef = Prop("Edm.String")


class BulkItem(Entity):
    """bulk/Logistics/Items."""

    path = "bulk/Logistics/Items"
    type_name = "Exact.Web.Api.Models.BulkItem"
    methods = frozenset({"GET"})
    scope = "Logistics items"
    page_size = 1000
    selected = True

    ID = Prop("Edm.Guid", key=True)
    AssembledLeadDays = Prop("Edm.Int32")
    AverageCost = Prop("Edm.Double")
    Barcode = Prop("Edm.String")
    BatchQuantity = Prop("Edm.Double")
    Class_01 = Prop("Edm.String")
    Class_02 = Prop("Edm.String")
    Class_03 = Prop("Edm.String")
    Class_04 = Prop("Edm.String")
    Class_05 = Prop("Edm.String")
    Class_06 = Prop("Edm.String")
    Class_07 = Prop("Edm.String")
    Class_08 = Prop("Edm.String")
    Class_09 = Prop("Edm.String")
    Class_10 = Prop("Edm.String")
    Code = Prop("Edm.String")
    CopyRemarks = Prop("Edm.Byte")
    CostPriceCurrency = Prop("Edm.String")
    CostPriceNew = Prop("Edm.Double")
    CostPriceStandard = Prop("Edm.Double")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EndDate = Prop("Edm.DateTime")
    ExtraDescription = Prop("Edm.String")
    FreeBoolField_01 = Prop("Edm.Boolean")
    FreeBoolField_02 = Prop("Edm.Boolean")
    FreeBoolField_03 = Prop("Edm.Boolean")
    FreeBoolField_04 = Prop("Edm.Boolean")
    FreeBoolField_05 = Prop("Edm.Boolean")
    FreeDateField_01 = Prop("Edm.DateTime")
    FreeDateField_02 = Prop("Edm.DateTime")
    FreeDateField_03 = Prop("Edm.DateTime")
    FreeDateField_04 = Prop("Edm.DateTime")
    FreeDateField_05 = Prop("Edm.DateTime")
    FreeNumberField_01 = Prop("Edm.Double")
    FreeNumberField_02 = Prop("Edm.Double")
    FreeNumberField_03 = Prop("Edm.Double")
    FreeNumberField_04 = Prop("Edm.Double")
    FreeNumberField_05 = Prop("Edm.Double")
    FreeNumberField_06 = Prop("Edm.Double")
    FreeNumberField_07 = Prop("Edm.Double")
    FreeNumberField_08 = Prop("Edm.Double")
    FreeTextField_01 = Prop("Edm.String")
    FreeTextField_02 = Prop("Edm.String")
    FreeTextField_03 = Prop("Edm.String")
    FreeTextField_04 = Prop("Edm.String")
    FreeTextField_05 = Prop("Edm.String")
    FreeTextField_06 = Prop("Edm.String")
    FreeTextField_07 = Prop("Edm.String")
    FreeTextField_08 = Prop("Edm.String")
    FreeTextField_09 = Prop("Edm.String")
    FreeTextField_10 = Prop("Edm.String")
    GLCosts = Prop("Edm.Guid")
    GLCostsCode = Prop("Edm.String")
    GLCostsDescription = Prop("Edm.String")
    GLCostsWorkInProgress = Prop("Edm.Guid")
    GLCostsWorkInProgressCode = Prop("Edm.String")
    GLCostsWorkInProgressDescription = Prop("Edm.String")
    GLRevenue = Prop("Edm.Guid")
    GLRevenueCode = Prop("Edm.String")
    GLRevenueDescription = Prop("Edm.String")
    GLRevenueWorkInProgress = Prop("Edm.Guid")
    GLRevenueWorkInProgressCode = Prop("Edm.String")
    GLRevenueWorkInProgressDescription = Prop("Edm.String")
    GLStock = Prop("Edm.Guid")
    GLStockCode = Prop("Edm.String")
    GLStockDescription = Prop("Edm.String")
    GrossWeight = Prop("Edm.Double")
    IsBatchItem = Prop("Edm.Byte")
    IsBatchNumberItem = Prop("Edm.Byte")
    IsFractionAllowedItem = Prop("Edm.Boolean")
    IsMakeItem = Prop("Edm.Byte")
    IsNewContract = Prop("Edm.Byte")
    IsOnDemandItem = Prop("Edm.Byte")
    IsPackageItem = Prop("Edm.Boolean")
    IsPurchaseItem = Prop("Edm.Boolean")
    IsRegistrationCodeItem = Prop("Edm.Byte")
    IsSalesItem = Prop("Edm.Boolean")
    IsSerialItem = Prop("Edm.Boolean")
    IsSerialNumberItem = Prop("Edm.Boolean")
    IsStockItem = Prop("Edm.Boolean")
    IsSubcontractedItem = Prop("Edm.Boolean")
    IsTaxableItem = Prop("Edm.Byte")
    IsTime = Prop("Edm.Byte")
    IsWebshopItem = Prop("Edm.Byte")
    ItemGroup = Prop("Edm.Guid")
    ItemGroupCode = Prop("Edm.String")
    ItemGroupDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    NetWeight = Prop("Edm.Double")
    NetWeightUnit = Prop("Edm.String")
    Notes = Prop("Edm.String")
    Picture = Prop("Edm.Binary")
    PictureName = Prop("Edm.String")
    PictureThumbnailUrl = Prop("Edm.String")
    PictureUrl = Prop("Edm.String")
    SalesVatCode = Prop("Edm.String")
    SalesVatCodeDescription = Prop("Edm.String")
    SearchCode = Prop("Edm.String")
    SecurityLevel = Prop("Edm.Int32")
    StandardSalesPrice = Prop("Edm.Double")
    StartDate = Prop("Edm.DateTime")
    StatisticalCode = Prop("Edm.String")
    StatisticalNetWeight = Prop("Edm.Double")
    StatisticalUnits = Prop("Edm.Double")
    StatisticalValue = Prop("Edm.Double")
    Stock = Prop("Edm.Double")
    Unit = Prop("Edm.String")
    UnitDescription = Prop("Edm.String")
    UnitType = Prop("Edm.String")
    UseExplosion = Prop("Edm.Byte")


class BulkSalesItemPrice(Entity):
    """bulk/Logistics/SalesItemPrices."""

    path = "bulk/Logistics/SalesItemPrices"
    type_name = "Exact.Web.Api.Models.BulkSalesItemPrice"
    methods = frozenset({"GET"})
    scope = "Sales prices"
    page_size = 1000
    selected = True
    filterable = frozenset({"Account", "EndDate", "ID", "Item", "Price", "Quantity", "StartDate", "Unit"})

    ID = Prop("Edm.Guid", key=True)
    Account = Prop("Edm.Guid")
    AccountName = Prop("Edm.String")
    Barcode = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    DefaultItemUnit = Prop("Edm.String")
    DefaultItemUnitDescription = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Employee = Prop("Edm.Guid")
    EndDate = Prop("Edm.DateTime")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    NumberOfItemsPerUnit = Prop("Edm.Double")
    Price = Prop("Edm.Double")
    Project = Prop("Edm.Guid")
    ProjectDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double")
    StartDate = Prop("Edm.DateTime")
    Unit = Prop("Edm.String")
    UnitDescription = Prop("Edm.String")


class BulkSalesInvoiceLine(Entity):
    """bulk/SalesInvoice/SalesInvoiceLines."""

    path = "bulk/SalesInvoice/SalesInvoiceLines"
    type_name = "Exact.Web.Api.Models.BulkSalesInvoiceLine"
    methods = frozenset({"GET"})
    scope = "Sales invoices"
    page_size = 1000
    selected = True

    ID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    CostCenter = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostUnit = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Discount = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    Employee = Prop("Edm.Guid")
    EmployeeFullName = Prop("Edm.String")
    EndTime = Prop("Edm.DateTime")
    ExtraDutyAmountFC = Prop("Edm.Double")
    ExtraDutyPercentage = Prop("Edm.Double")
    GLAccount = Prop("Edm.Guid")
    GLAccountDescription = Prop("Edm.String")
    InvoiceID = Prop("Edm.Guid")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    NetPrice = Prop("Edm.Double")
    Notes = Prop("Edm.String")
    Pricelist = Prop("Edm.Guid")
    PricelistDescription = Prop("Edm.String")
    Project = Prop("Edm.Guid")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid")
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double")
    SalesOrder = Prop("Edm.Guid")
    SalesOrderLine = Prop("Edm.Guid")
    SalesOrderLineNumber = Prop("Edm.Int32")
    SalesOrderNumber = Prop("Edm.Int32")
    StartTime = Prop("Edm.DateTime")
    Subscription = Prop("Edm.Guid")
    SubscriptionDescription = Prop("Edm.String")
    TaxSchedule = Prop("Edm.Guid")
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    UnitCode = Prop("Edm.String")
    UnitDescription = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double")
    VATAmountDC = Prop("Edm.Double")
    VATAmountFC = Prop("Edm.Double")
    VATCode = Prop("Edm.String")
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")


class BulkSalesInvoice(Entity):
    """bulk/SalesInvoice/SalesInvoices."""

    path = "bulk/SalesInvoice/SalesInvoices"
    type_name = "Exact.Web.Api.Models.BulkSalesInvoice"
    methods = frozenset({"GET"})
    scope = "Sales invoices"
    page_size = 1000
    selected = True

    InvoiceID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountDiscount = Prop("Edm.Double")
    AmountDiscountExclVat = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    AmountFCExclVat = Prop("Edm.Double")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    DeliverTo = Prop("Edm.Guid")
    DeliverToAddress = Prop("Edm.Guid")
    DeliverToContactPerson = Prop("Edm.Guid")
    DeliverToContactPersonFullName = Prop("Edm.String")
    DeliverToName = Prop("Edm.String")
    Description = Prop("Edm.String")
    Discount = Prop("Edm.Double")
    DiscountType = Prop("Edm.Int16")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    ExtraDutyAmountFC = Prop("Edm.Double")
    GAccountAmountFC = Prop("Edm.Double")
    IncotermAddress = Prop("Edm.String")
    IncotermCode = Prop("Edm.String")
    IncotermVersion = Prop("Edm.Int16")
    InvoiceDate = Prop("Edm.DateTime")
    InvoiceNumber = Prop("Edm.Int32")
    InvoiceTo = Prop("Edm.Guid")
    InvoiceToContactPerson = Prop("Edm.Guid")
    InvoiceToContactPersonFullName = Prop("Edm.String")
    InvoiceToName = Prop("Edm.String")
    IsExtraDuty = Prop("Edm.Boolean")
    Journal = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OrderDate = Prop("Edm.DateTime")
    OrderedBy = Prop("Edm.Guid")
    OrderedByContactPerson = Prop("Edm.Guid")
    OrderedByContactPersonFullName = Prop("Edm.String")
    OrderedByName = Prop("Edm.String")
    OrderNumber = Prop("Edm.Int32")
    PaymentCondition = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    PaymentReference = Prop("Edm.String")
    Remarks = Prop("Edm.String")
    SalesChannel = Prop("Edm.Guid")
    SalesChannelCode = Prop("Edm.String")
    SalesChannelDescription = Prop("Edm.String")
    SalesInvoiceLines = Nav("BulkSalesInvoiceLine")
    Salesperson = Prop("Edm.Guid")
    SalespersonFullName = Prop("Edm.String")
    SelectionCode = Prop("Edm.Guid")
    SelectionCodeCode = Prop("Edm.String")
    SelectionCodeDescription = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid")
    ShippingMethodCode = Prop("Edm.String")
    ShippingMethodDescription = Prop("Edm.String")
    StarterSalesInvoiceStatus = Prop("Edm.Int16")
    StarterSalesInvoiceStatusDescription = Prop("Edm.String")
    Status = Prop("Edm.Int16")
    StatusDescription = Prop("Edm.String")
    TaxSchedule = Prop("Edm.Guid")
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    Type = Prop("Edm.Int32")
    TypeDescription = Prop("Edm.String")
    VATAmountDC = Prop("Edm.Double")
    VATAmountFC = Prop("Edm.Double")
    Warehouse = Prop("Edm.Guid")
    WithholdingTaxAmountFC = Prop("Edm.Double")
    WithholdingTaxBaseAmount = Prop("Edm.Double")
    WithholdingTaxPercentage = Prop("Edm.Double")
    YourRef = Prop("Edm.String")


class BulkGoodsDelivery(Entity):
    """bulk/SalesOrder/GoodsDeliveries."""

    path = "bulk/SalesOrder/GoodsDeliveries"
    type_name = "Exact.Web.Api.Models.BulkGoodsDelivery"
    methods = frozenset({"GET"})
    scope = "Logistics wms"
    page_size = 1000
    selected = True
    filterable = frozenset({"Document", "EntryID", "Warehouse"})

    EntryID = Prop("Edm.Guid", key=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    DeliveryAccount = Prop("Edm.Guid")
    DeliveryAccountCode = Prop("Edm.String")
    DeliveryAccountName = Prop("Edm.String")
    DeliveryAddress = Prop("Edm.Guid")
    DeliveryContact = Prop("Edm.Guid")
    DeliveryContactPersonFullName = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime")
    DeliveryNumber = Prop("Edm.Int32")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentSubject = Prop("Edm.String")
    EntryNumber = Prop("Edm.Int32")
    GoodsDeliveryLines = Nav("BulkGoodsDeliveryLine")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Remarks = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid")
    ShippingMethodCode = Prop("Edm.String")
    ShippingMethodDescription = Prop("Edm.String")
    TrackingNumber = Prop("Edm.String")
    Warehouse = Prop("Edm.Guid")
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")


class BulkGoodsDeliveryLine(Entity):
    """bulk/SalesOrder/GoodsDeliveryLines."""

    path = "bulk/SalesOrder/GoodsDeliveryLines"
    type_name = "Exact.Web.Api.Models.BulkGoodsDeliveryLine"
    methods = frozenset({"GET"})
    scope = "Logistics wms"
    page_size = 1000
    selected = True
    filterable = frozenset({"EntryID", "ID", "Item"})

    ID = Prop("Edm.Guid", key=True)
    BatchNumbers = Nav("BatchNumber")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EntryID = Prop("Edm.Guid")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String")
    QuantityDelivered = Prop("Edm.Double")
    QuantityOrdered = Prop("Edm.Double")
    SalesOrderLineID = Prop("Edm.Guid")
    SalesOrderLineNumber = Prop("Edm.Int32")
    SalesOrderNumber = Prop("Edm.Int32")
    SerialNumbers = Nav("SerialNumber")
    StorageLocation = Prop("Edm.Guid")
    StorageLocationCode = Prop("Edm.String")
    StorageLocationDescription = Prop("Edm.String")
    TrackingNumber = Prop("Edm.String")
    Unitcode = Prop("Edm.String")


class BulkSalesOrderLine(Entity):
    """bulk/SalesOrder/SalesOrderLines."""

    path = "bulk/SalesOrder/SalesOrderLines"
    type_name = "Exact.Web.Api.Models.BulkSalesOrderLine"
    methods = frozenset({"GET"})
    scope = "Sales orders"
    page_size = 1000
    selected = True

    ID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    CostCenter = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostPriceFC = Prop("Edm.Double")
    CostUnit = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    CustomerItemCode = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeliveryDate = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Discount = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    Item = Prop("Edm.Guid")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    ItemVersion = Prop("Edm.Guid")
    ItemVersionDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32")
    NetPrice = Prop("Edm.Double")
    Notes = Prop("Edm.String")
    OrderID = Prop("Edm.Guid")
    OrderNumber = Prop("Edm.Int32")
    Pricelist = Prop("Edm.Guid")
    PricelistDescription = Prop("Edm.String")
    Project = Prop("Edm.Guid")
    ProjectDescription = Prop("Edm.String")
    PurchaseOrder = Prop("Edm.Guid")
    PurchaseOrderLine = Prop("Edm.Guid")
    PurchaseOrderLineNumber = Prop("Edm.Int32")
    PurchaseOrderNumber = Prop("Edm.Int32")
    Quantity = Prop("Edm.Double")
    ShopOrder = Prop("Edm.Guid")
    UnitCode = Prop("Edm.String")
    UnitDescription = Prop("Edm.String")
    UnitPrice = Prop("Edm.Double")
    UseDropShipment = Prop("Edm.Byte")
    VATAmount = Prop("Edm.Double")
    VATCode = Prop("Edm.String")
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double")


class BulkSalesOrder(Entity):
    """bulk/SalesOrder/SalesOrders."""

    path = "bulk/SalesOrder/SalesOrders"
    type_name = "Exact.Web.Api.Models.BulkSalesOrder"
    methods = frozenset({"GET"})
    scope = "Sales orders"
    page_size = 1000
    selected = True

    OrderID = Prop("Edm.Guid", key=True)
    AmountDC = Prop("Edm.Double")
    AmountDiscount = Prop("Edm.Double")
    AmountDiscountExclVat = Prop("Edm.Double")
    AmountFC = Prop("Edm.Double")
    AmountFCExclVat = Prop("Edm.Double")
    ApprovalStatus = Prop("Edm.Int16")
    ApprovalStatusDescription = Prop("Edm.String")
    Approved = Prop("Edm.DateTime")
    Approver = Prop("Edm.Guid")
    ApproverFullName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeliverTo = Prop("Edm.Guid")
    DeliverToContactPerson = Prop("Edm.Guid")
    DeliverToContactPersonFullName = Prop("Edm.String")
    DeliverToName = Prop("Edm.String")
    DeliveryAddress = Prop("Edm.Guid")
    DeliveryDate = Prop("Edm.DateTime")
    DeliveryStatus = Prop("Edm.Int16")
    DeliveryStatusDescription = Prop("Edm.String")
    Description = Prop("Edm.String")
    Discount = Prop("Edm.Double")
    Division = Prop("Edm.Int32")
    Document = Prop("Edm.Guid")
    DocumentNumber = Prop("Edm.Int32")
    DocumentSubject = Prop("Edm.String")
    IncotermAddress = Prop("Edm.String")
    IncotermCode = Prop("Edm.String")
    IncotermVersion = Prop("Edm.Int16")
    InvoiceStatus = Prop("Edm.Int16")
    InvoiceStatusDescription = Prop("Edm.String")
    InvoiceTo = Prop("Edm.Guid")
    InvoiceToContactPerson = Prop("Edm.Guid")
    InvoiceToContactPersonFullName = Prop("Edm.String")
    InvoiceToName = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OrderDate = Prop("Edm.DateTime")
    OrderedBy = Prop("Edm.Guid")
    OrderedByContactPerson = Prop("Edm.Guid")
    OrderedByContactPersonFullName = Prop("Edm.String")
    OrderedByName = Prop("Edm.String")
    OrderNumber = Prop("Edm.Int32")
    PaymentCondition = Prop("Edm.String")
    PaymentConditionDescription = Prop("Edm.String")
    PaymentReference = Prop("Edm.String")
    Remarks = Prop("Edm.String")
    SalesChannel = Prop("Edm.Guid")
    SalesChannelCode = Prop("Edm.String")
    SalesChannelDescription = Prop("Edm.String")
    SalesOrderLines = Nav("BulkSalesOrderLine")
    Salesperson = Prop("Edm.Guid")
    SalespersonFullName = Prop("Edm.String")
    SelectionCode = Prop("Edm.Guid")
    SelectionCodeCode = Prop("Edm.String")
    SelectionCodeDescription = Prop("Edm.String")
    ShippingMethod = Prop("Edm.Guid")
    ShippingMethodDescription = Prop("Edm.String")
    Status = Prop("Edm.Int16")
    StatusDescription = Prop("Edm.String")
    TaxSchedule = Prop("Edm.Guid")
    TaxScheduleCode = Prop("Edm.String")
    TaxScheduleDescription = Prop("Edm.String")
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")
    WarehouseID = Prop("Edm.Guid")
    YourRef = Prop("Edm.String")
