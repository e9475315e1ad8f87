"""Exact Online: the chart of accounts and the journals. Generated; corrections stand in overlay.py."""

from unibooks.core.target import Entity, Nav, Prop


class GLAccount(Entity):
    """financial/GLAccounts."""

    path = "financial/GLAccounts"
    type_name = "Exact.Web.Api.Models.GLAccount"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial generalledgers"

    AllowCostsInSales = Prop("Edm.Byte", post=True, put=True)
    AssimilatedVATBox = Prop("Edm.Int16", post=True, put=True)
    BalanceSide = Prop("Edm.String", post=True, put=True)
    BalanceType = Prop("Edm.String", post=True, put=True)
    BelcotaxType = Prop("Edm.Int32", post=True, put=True)
    Code = Prop("Edm.String", post=True, put=True, mandatory=True)
    Compress = Prop("Edm.Boolean", post=True, put=True)
    Costcenter = Prop("Edm.String", post=True, put=True)
    CostcenterDescription = Prop("Edm.String")
    Costunit = Prop("Edm.String", post=True, put=True)
    CostunitDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    DeductibilityPercentages = Nav("DeductibilityPercentage", post=True)
    Description = Prop("Edm.String", post=True, put=True, mandatory=True)
    DescriptionTermID = Prop("Edm.Int32", post=True, put=True)
    Division = Prop("Edm.Int32")
    ExcludeVATListing = Prop("Edm.Byte", post=True, put=True)
    ExpenseNonDeductiblePercentage = Prop("Edm.Double", post=True, put=True)
    ID = Prop("Edm.Guid", key=True, post=True)
    IsBlocked = Prop("Edm.Boolean", post=True, put=True)
    Matching = Prop("Edm.Boolean", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    PrivateGLAccount = Prop("Edm.Guid", post=True, put=True)
    PrivatePercentage = Prop("Edm.Double", post=True, put=True)
    ReportingCode = Prop("Edm.String", post=True, put=True)
    RevalueCurrency = Prop("Edm.Boolean", post=True, put=True)
    SearchCode = Prop("Edm.String", post=True, put=True)
    Type = Prop("Edm.Int32", post=True, put=True)
    TypeDescription = Prop("Edm.String")
    UseCostcenter = Prop("Edm.Byte", post=True, put=True)
    UseCostunit = Prop("Edm.Byte", post=True, put=True)
    VATCode = Prop("Edm.String", post=True, put=True)
    VATDescription = Prop("Edm.String")
    VATGLAccountType = Prop("Edm.String", post=True, put=True)
    VATNonDeductibleGLAccount = Prop("Edm.Guid", post=True, put=True)
    VATNonDeductiblePercentage = Prop("Edm.Double", post=True, put=True)
    VATSystem = Prop("Edm.String", post=True, put=True)
    YearEndCostGLAccount = Prop("Edm.Guid", post=True, put=True)
    YearEndReflectionGLAccount = Prop("Edm.Guid", post=True, put=True)


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
