"""Exact Online: the read group, functions with parameters. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class AgingOverview(Entity):
    """read/financial/AgingOverview."""

    path = "read/financial/AgingOverview"
    type_name = "Exact.Web.Api.Models.AgingOverview"
    methods = frozenset({"GET"})
    scope = "Financial receivables, financial payables"

    AgeGroup = Prop("Edm.Int32", key=True)
    AgeGroupDescription = Prop("Edm.String")
    AmountPayable = Prop("Edm.Double")
    AmountReceivable = Prop("Edm.Double")
    CurrencyCode = Prop("Edm.String")


class AgingOverviewByAccount(Entity):
    """read/financial/AgingOverviewByAccount."""

    path = "read/financial/AgingOverviewByAccount"
    type_name = "Exact.Web.Api.Models.AgingOverviewByAccount"
    methods = frozenset({"GET"})
    scope = "Financial receivables, financial payables"

    AgeGroup = Prop("Edm.Int32", key=True)
    AgeGroupDescription = Prop("Edm.String")
    AmountPayable = Prop("Edm.Double")
    AmountReceivable = Prop("Edm.Double")
    CurrencyCode = Prop("Edm.String")


class AgingPayablesList(Entity):
    """read/financial/AgingPayablesList."""

    path = "read/financial/AgingPayablesList"
    type_name = "Exact.Web.Api.Models.AgingPayablesList"
    methods = frozenset({"GET"})
    scope = "Financial payables"

    AccountId = Prop("Edm.Guid", key=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AgeGroup1 = Prop("Edm.Int32")
    AgeGroup1Amount = Prop("Edm.Double")
    AgeGroup1Description = Prop("Edm.String")
    AgeGroup2 = Prop("Edm.Int32")
    AgeGroup2Amount = Prop("Edm.Double")
    AgeGroup2Description = Prop("Edm.String")
    AgeGroup3 = Prop("Edm.Int32")
    AgeGroup3Amount = Prop("Edm.Double")
    AgeGroup3Description = Prop("Edm.String")
    AgeGroup4 = Prop("Edm.Int32")
    AgeGroup4Amount = Prop("Edm.Double")
    AgeGroup4Description = Prop("Edm.String")
    CurrencyCode = Prop("Edm.String")
    TotalAmount = Prop("Edm.Double")


class AgingPayablesListByAgeGroup(Entity):
    """read/financial/AgingPayablesListByAgeGroup."""

    path = "read/financial/AgingPayablesListByAgeGroup"
    type_name = "Exact.Web.Api.Models.AgingPayablesListByAgeGroup"
    methods = frozenset({"GET"})
    scope = "Financial payables"

    AccountId = Prop("Edm.Guid", key=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AgeGroup1 = Prop("Edm.Int32")
    AgeGroup1Amount = Prop("Edm.Double")
    AgeGroup1Description = Prop("Edm.String")
    AgeGroup2 = Prop("Edm.Int32")
    AgeGroup2Amount = Prop("Edm.Double")
    AgeGroup2Description = Prop("Edm.String")
    AgeGroup3 = Prop("Edm.Int32")
    AgeGroup3Amount = Prop("Edm.Double")
    AgeGroup3Description = Prop("Edm.String")
    AgeGroup4 = Prop("Edm.Int32")
    AgeGroup4Amount = Prop("Edm.Double")
    AgeGroup4Description = Prop("Edm.String")
    CurrencyCode = Prop("Edm.String")
    TotalAmount = Prop("Edm.Double")


class AgingReceivablesList(Entity):
    """read/financial/AgingReceivablesList."""

    path = "read/financial/AgingReceivablesList"
    type_name = "Exact.Web.Api.Models.AgingReceivablesList"
    methods = frozenset({"GET"})
    scope = "Financial receivables"

    AccountId = Prop("Edm.Guid", key=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AgeGroup1 = Prop("Edm.Int32")
    AgeGroup1Amount = Prop("Edm.Double")
    AgeGroup1Description = Prop("Edm.String")
    AgeGroup2 = Prop("Edm.Int32")
    AgeGroup2Amount = Prop("Edm.Double")
    AgeGroup2Description = Prop("Edm.String")
    AgeGroup3 = Prop("Edm.Int32")
    AgeGroup3Amount = Prop("Edm.Double")
    AgeGroup3Description = Prop("Edm.String")
    AgeGroup4 = Prop("Edm.Int32")
    AgeGroup4Amount = Prop("Edm.Double")
    AgeGroup4Description = Prop("Edm.String")
    CurrencyCode = Prop("Edm.String")
    TotalAmount = Prop("Edm.Double")


class AgingReceivablesListByAgeGroup(Entity):
    """read/financial/AgingReceivablesListByAgeGroup."""

    path = "read/financial/AgingReceivablesListByAgeGroup"
    type_name = "Exact.Web.Api.Models.AgingReceivablesListByAgeGroup"
    methods = frozenset({"GET"})
    scope = "Financial receivables"

    AccountId = Prop("Edm.Guid", key=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AgeGroup1 = Prop("Edm.Int32")
    AgeGroup1Amount = Prop("Edm.Double")
    AgeGroup1Description = Prop("Edm.String")
    AgeGroup2 = Prop("Edm.Int32")
    AgeGroup2Amount = Prop("Edm.Double")
    AgeGroup2Description = Prop("Edm.String")
    AgeGroup3 = Prop("Edm.Int32")
    AgeGroup3Amount = Prop("Edm.Double")
    AgeGroup3Description = Prop("Edm.String")
    AgeGroup4 = Prop("Edm.Int32")
    AgeGroup4Amount = Prop("Edm.Double")
    AgeGroup4Description = Prop("Edm.String")
    CurrencyCode = Prop("Edm.String")
    TotalAmount = Prop("Edm.Double")


class JournalStatusByFinancialPeriod(Entity):
    """read/financial/JournalStatusByFinancialPeriod."""

    path = "read/financial/JournalStatusByFinancialPeriod"
    type_name = "Exact.Web.Api.Models.JournalStatusByFinancialPeriod"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Journal = Prop("Edm.String")
    Period = Prop("Edm.Int32")
    Year = Prop("Edm.Int32", key=True)
    JournalDescription = Prop("Edm.String")
    JournalType = Prop("Edm.Int32")
    JournalTypeDescription = Prop("Edm.String")
    Status = Prop("Edm.Int32")
    StatusDescription = Prop("Edm.String")


class OutstandingInvoicesOverview(Entity):
    """read/financial/OutstandingInvoicesOverview."""

    path = "read/financial/OutstandingInvoicesOverview"
    type_name = "Exact.Web.Api.Models.OutstandingInvoicesOverview"
    methods = frozenset({"GET"})
    scope = "Financial receivables, financial payables"

    CurrencyCode = Prop("Edm.String", key=True)
    OutstandingPayableInvoiceAmount = Prop("Edm.Double")
    OutstandingPayableInvoiceCount = Prop("Edm.Double")
    OutstandingReceivableInvoiceAmount = Prop("Edm.Double")
    OutstandingReceivableInvoiceCount = Prop("Edm.Double")
    OverduePayableInvoiceAmount = Prop("Edm.Double")
    OverduePayableInvoiceCount = Prop("Edm.Double")
    OverdueReceivableInvoiceAmount = Prop("Edm.Double")
    OverdueReceivableInvoiceCount = Prop("Edm.Double")


class PayablesListByAccount(Entity):
    """read/financial/PayablesListByAccount."""

    path = "read/financial/PayablesListByAccount"
    type_name = "Exact.Web.Api.Models.PayablesListByAccount"
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


class PayablesListByAccountAndAgeGroup(Entity):
    """read/financial/PayablesListByAccountAndAgeGroup."""

    path = "read/financial/PayablesListByAccountAndAgeGroup"
    type_name = "Exact.Web.Api.Models.PayablesListByAccountAndAgeGroup"
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


class PayablesListByAgeGroup(Entity):
    """read/financial/PayablesListByAgeGroup."""

    path = "read/financial/PayablesListByAgeGroup"
    type_name = "Exact.Web.Api.Models.PayablesListByAgeGroup"
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


class ProfitLossOverview(Entity):
    """read/financial/ProfitLossOverview."""

    path = "read/financial/ProfitLossOverview"
    type_name = "Exact.Web.Api.Models.ProfitLossOverview"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    CurrentYear = Prop("Edm.Int32", key=True)
    CostsCurrentPeriod = Prop("Edm.Double")
    CostsCurrentYear = Prop("Edm.Double")
    CostsPreviousYear = Prop("Edm.Double")
    CostsPreviousYearPeriod = Prop("Edm.Double")
    CurrencyCode = Prop("Edm.String")
    CurrentPeriod = Prop("Edm.Int32")
    PreviousYear = Prop("Edm.Int32")
    PreviousYearPeriod = Prop("Edm.Int32")
    ResultCurrentPeriod = Prop("Edm.Double")
    ResultCurrentYear = Prop("Edm.Double")
    ResultPreviousYear = Prop("Edm.Double")
    ResultPreviousYearPeriod = Prop("Edm.Double")
    RevenueCurrentPeriod = Prop("Edm.Double")
    RevenueCurrentYear = Prop("Edm.Double")
    RevenuePreviousYear = Prop("Edm.Double")
    RevenuePreviousYearPeriod = Prop("Edm.Double")


class ReceivablesListByAccount(Entity):
    """read/financial/ReceivablesListByAccount."""

    path = "read/financial/ReceivablesListByAccount"
    type_name = "Exact.Web.Api.Models.ReceivablesListByAccount"
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


class ReceivablesListByAccountAndAgeGroup(Entity):
    """read/financial/ReceivablesListByAccountAndAgeGroup."""

    path = "read/financial/ReceivablesListByAccountAndAgeGroup"
    type_name = "Exact.Web.Api.Models.ReceivablesListByAccountAndAgeGroup"
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


class ReceivablesListByAgeGroup(Entity):
    """read/financial/ReceivablesListByAgeGroup."""

    path = "read/financial/ReceivablesListByAgeGroup"
    type_name = "Exact.Web.Api.Models.ReceivablesListByAgeGroup"
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


class ReportingBalanceByClassification(Entity):
    """read/financial/ReportingBalanceByClassification."""

    path = "read/financial/ReportingBalanceByClassification"
    type_name = "Exact.Web.Api.Models.ReportingBalanceByClassification"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    ID = Prop("Edm.Int64", key=True)
    Amount = Prop("Edm.Double")
    AmountCredit = Prop("Edm.Double")
    AmountDebit = Prop("Edm.Double")
    BalanceType = Prop("Edm.String")
    ClassificationCode = Prop("Edm.String")
    ClassificationDescription = Prop("Edm.String")
    CostCenterCode = Prop("Edm.String")
    CostCenterDescription = Prop("Edm.String")
    CostUnitCode = Prop("Edm.String")
    CostUnitDescription = Prop("Edm.String")
    Count = Prop("Edm.Int32")
    Division = Prop("Edm.Int32")
    GLAccount = Prop("Edm.Guid")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    GLScheme = Prop("Edm.Guid")
    ReportingPeriod = Prop("Edm.Int32")
    ReportingYear = Prop("Edm.Int32")
    Status = Prop("Edm.Int32")
    Type = Prop("Edm.Int32")


class RevenueList(Entity):
    """read/financial/RevenueList."""

    path = "read/financial/RevenueList"
    type_name = "Exact.Web.Api.Models.RevenueList"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Period = Prop("Edm.Int32", key=True)
    Year = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")


class RevenueListByYear(Entity):
    """read/financial/RevenueListByYear."""

    path = "read/financial/RevenueListByYear"
    type_name = "Exact.Web.Api.Models.RevenueListByYear"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Period = Prop("Edm.Int32")
    Year = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")


class RevenueListByYearAndStatus(Entity):
    """read/financial/RevenueListByYearAndStatus."""

    path = "read/financial/RevenueListByYearAndStatus"
    type_name = "Exact.Web.Api.Models.RevenueListByYearAndStatus"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Period = Prop("Edm.Int32")
    Year = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")
