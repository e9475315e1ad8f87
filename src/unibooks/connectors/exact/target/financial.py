"""Exact Online: accounts, journals, periods, balances and open items. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class GLAccount(Entity):
    """financial/GLAccounts."""

    path = "financial/GLAccounts"
    type_name = "Exact.Web.Api.Models.GLAccount"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial generalledgers"
    topic = "GLAccounts"

    AllowCostsInSales = Prop("Edm.Byte", post=True, put=True, webhook=True)
    AssimilatedVATBox = Prop("Edm.Int16", post=True, put=True, webhook=True)
    BalanceSide = Prop("Edm.String", post=True, put=True, webhook=True)
    BalanceType = Prop("Edm.String", post=True, put=True, webhook=True)
    BelcotaxType = Prop("Edm.Int32", post=True, put=True, webhook=True)
    Code = Prop("Edm.String", post=True, put=True, mandatory=True, webhook=True)
    Compress = Prop("Edm.Boolean", post=True, put=True, webhook=True)
    Costcenter = Prop("Edm.String", post=True, put=True, webhook=True)
    CostcenterDescription = Prop("Edm.String")
    Costunit = Prop("Edm.String", post=True, put=True, webhook=True)
    CostunitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeductibilityPercentages = Nav("DeductibilityPercentage", post=True)
    Description = Prop("Edm.String", post=True, put=True, mandatory=True, webhook=True)
    DescriptionTermID = Prop("Edm.Int32", post=True, put=True)
    Division = Prop("Edm.Int32")
    ExcludeVATListing = Prop("Edm.Byte", post=True, put=True, webhook=True)
    ExpenseNonDeductiblePercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    ID = Prop("Edm.Guid", key=True, post=True)
    IsBlocked = Prop("Edm.Boolean", post=True, put=True, webhook=True)
    Matching = Prop("Edm.Boolean", post=True, put=True, webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PrivateGLAccount = Prop("Edm.Guid", post=True, put=True, webhook=True)
    PrivatePercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    ReportingCode = Prop("Edm.String", post=True, put=True, webhook=True)
    RevalueCurrency = Prop("Edm.Boolean", post=True, put=True, webhook=True)
    SearchCode = Prop("Edm.String", post=True, put=True, webhook=True)
    Type = Prop("Edm.Int32", post=True, put=True, webhook=True)
    TypeDescription = Prop("Edm.String")
    UseCostcenter = Prop("Edm.Byte", post=True, put=True, webhook=True)
    UseCostunit = Prop("Edm.Byte", post=True, put=True, webhook=True)
    VATCode = Prop("Edm.String", post=True, put=True, webhook=True)
    VATDescription = Prop("Edm.String")
    VATGLAccountType = Prop("Edm.String", post=True, put=True, webhook=True)
    VATNonDeductibleGLAccount = Prop("Edm.Guid", post=True, put=True, webhook=True)
    VATNonDeductiblePercentage = Prop("Edm.Double", post=True, put=True, webhook=True)
    VATSystem = Prop("Edm.String", post=True, put=True, webhook=True)
    YearEndCostGLAccount = Prop("Edm.Guid", post=True, put=True, webhook=True)
    YearEndReflectionGLAccount = Prop("Edm.Guid", post=True, put=True, webhook=True)


class Journal(Entity):
    """financial/Journals."""

    path = "financial/Journals"
    type_name = "Exact.Web.Api.Models.Journal"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial generalledgers"

    AllowVariableCurrency = Prop("Edm.Boolean", post=True, put=True)
    AllowVariableExchangeRate = Prop("Edm.Boolean", post=True, put=True)
    AllowVAT = Prop("Edm.Boolean", post=True, put=True)
    AutoSave = Prop("Edm.Boolean", post=True, put=True)
    Bank = Prop("Edm.Guid", post=True, put=True)
    BankAccountBICCode = Prop("Edm.String")
    BankAccountCountry = Prop("Edm.String")
    BankAccountDescription = Prop("Edm.String")
    BankAccountIBAN = Prop("Edm.String")
    BankAccountID = Prop("Edm.Guid", post=True, put=True)
    BankAccountIncludingMask = Prop("Edm.String", post=True, put=True)
    BankAccountUseSEPA = Prop("Edm.Boolean")
    BankAccountUseSepaDirectDebit = Prop("Edm.Boolean")
    BankName = Prop("Edm.String")
    Code = Prop("Edm.String", post=True, put=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String", post=True, put=True)
    CurrencyDescription = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True)
    Division = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid", post=True, put=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    GLAccountType = Prop("Edm.Int32")
    ID = Prop("Edm.Guid", key=True, post=True)
    IsBlocked = Prop("Edm.Boolean", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PaymentInTransitAccount = Prop("Edm.Guid", post=True, put=True)
    PaymentServiceAccountIdentifier = Prop("Edm.String", post=True, put=True)
    PaymentServiceProvider = Prop("Edm.Int32", post=True, put=True)
    PaymentServiceProviderName = Prop("Edm.String")
    Type = Prop("Edm.Int32", post=True, put=True)


class FinancialPeriod(Entity):
    """financial/FinancialPeriods."""

    path = "financial/FinancialPeriods"
    type_name = "Exact.Web.Api.Models.FinancialPeriod"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    ID = Prop("Edm.Guid", key=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EndDate = Prop("Edm.DateTime")
    FinPeriod = Prop("Edm.Int16")
    FinYear = Prop("Edm.Int16")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    StartDate = Prop("Edm.DateTime")


class ReportingBalance(Entity):
    """financial/ReportingBalance."""

    path = "financial/ReportingBalance"
    type_name = "Exact.Web.Api.Models.ReportingBalance"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    ID = Prop("Edm.Int64", key=True)
    Amount = Prop("Edm.Double")
    AmountCredit = Prop("Edm.Double")
    AmountDebit = Prop("Edm.Double")
    BalanceType = Prop("Edm.String")
    CostCenterCode = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostUnitCode = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    Count = Prop("Edm.Int32")
    Division = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    ReportingPeriod = Prop("Edm.Int32")
    ReportingYear = Prop("Edm.Int32")
    Status = Prop("Edm.Int32")
    Type = Prop("Edm.Int32")


class JournalStatus(Entity):
    """read/financial/JournalStatusList."""

    path = "read/financial/JournalStatusList"
    type_name = "Exact.Web.Api.Models.JournalStatusList"
    methods = frozenset({"GET"})
    scope = "Financial accounting"
    topic = "JournalStatusList"

    Journal = Prop("Edm.String", key=True, webhook=True)
    Period = Prop("Edm.Int32", key=True, webhook=True)
    Year = Prop("Edm.Int32", key=True, webhook=True)
    JournalDescription = Prop("Edm.String")
    JournalType = Prop("Edm.Int32")
    JournalTypeDescription = Prop("Edm.String")
    Status = Prop("Edm.Int32", webhook=True)
    StatusDescription = Prop("Edm.String")


class PayablesListRow(Entity):
    """read/financial/PayablesList."""

    path = "read/financial/PayablesList"
    type_name = "Exact.Web.Api.Models.PayablesList"
    methods = frozenset({"GET"})
    scope = "Financial payables"

    HID = Prop("Edm.Int64", key=True)
    AccountCode = Prop("Edm.String")
    AccountId = Prop("Edm.Guid")
    AccountName = Prop("Edm.String")
    Amount = Prop("Edm.Double")
    AmountInTransit = Prop("Edm.Double")
    ApprovalStatus = Prop("Edm.Int16")
    CurrencyCode = Prop("Edm.String")
    Description = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    EntryNumber = Prop("Edm.Int32")
    Id = Prop("Edm.Guid")
    InvoiceDate = Prop("Edm.DateTime")
    InvoiceNumber = Prop("Edm.Int32")
    JournalCode = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    Notes = Nav("Note")
    YourRef = Prop("Edm.String")


class ReceivablesListRow(Entity):
    """read/financial/ReceivablesList."""

    path = "read/financial/ReceivablesList"
    type_name = "Exact.Web.Api.Models.ReceivablesList"
    methods = frozenset({"GET"})
    scope = "Financial receivables"

    HID = Prop("Edm.Int64", key=True)
    AccountCode = Prop("Edm.String")
    AccountId = Prop("Edm.Guid")
    AccountName = Prop("Edm.String")
    Amount = Prop("Edm.Double")
    AmountInTransit = Prop("Edm.Double")
    CurrencyCode = Prop("Edm.String")
    Description = Prop("Edm.String")
    DueDate = Prop("Edm.DateTime")
    EntryNumber = Prop("Edm.Int32")
    Id = Prop("Edm.Guid")
    InvoiceDate = Prop("Edm.DateTime")
    InvoiceNumber = Prop("Edm.Int32")
    JournalCode = Prop("Edm.String")
    JournalDescription = Prop("Edm.String")
    Notes = Nav("Note")
    YourRef = Prop("Edm.String")


class ExchangeRate(Entity):
    """financial/ExchangeRates."""

    path = "financial/ExchangeRates"
    type_name = "Exact.Web.Api.Models.ExchangeRate"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial currencies"

    ID = Prop("Edm.Guid", key=True, post=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Rate = Prop("Edm.Double", post=True, put=True)
    SourceCurrency = Prop("Edm.String", post=True, put=True, mandatory=True)
    SourceCurrencyDescription = Prop("Edm.String")
    StartDate = Prop("Edm.DateTime", post=True, put=True)
    TargetCurrency = Prop("Edm.String")
    TargetCurrencyDescription = Prop("Edm.String")


class GLClassification(Entity):
    """financial/GLClassifications."""

    path = "financial/GLClassifications"
    type_name = "Exact.Web.Api.Models.GLClassification"
    methods = frozenset({"GET"})
    scope = "Financial generalledgers"

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


class GLAccountClassificationMapping(Entity):
    """financial/GLAccountClassificationMappings."""

    path = "financial/GLAccountClassificationMappings"
    type_name = "Exact.Web.Api.Models.GLAccountClassificationMapping"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial generalledgers"

    ID = Prop("Edm.Guid", key=True, post=True)
    Classification = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    ClassificationCode = Prop("Edm.String")
    ClassificationDescription = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid", post=True, put=True, mandatory=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    GLSchemeCode = Prop("Edm.String")
    GLSchemeDescription = Prop("Edm.String")
    GLSchemeID = Prop("Edm.Guid", post=True, put=True, mandatory=True)
