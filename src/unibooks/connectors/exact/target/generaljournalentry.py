"""Exact Online: general journal entries and their lines. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class GeneralJournalEntry(Entity):
    """generaljournalentry/GeneralJournalEntries."""

    path = "generaljournalentry/GeneralJournalEntries"
    type_name = "Exact.Web.Api.Models.GeneralJournalEntry"
    methods = frozenset({"GET", "POST", "DELETE"})
    scope = "Financial accounting"
    topic = "GeneralJournalEntries"

    EntryID = Prop("Edm.Guid", key=True, post=True)
    Created = Prop("Edm.DateTime")
    Currency = Prop("Edm.String", post=True, webhook=True)
    CustomField = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EntryNumber = Prop("Edm.Int32", post=True, webhook=True)
    ExchangeRate = Prop("Edm.Double", post=True, webhook=True)
    FinancialPeriod = Prop("Edm.Int16", post=True, webhook=True)
    FinancialYear = Prop("Edm.Int16", post=True, webhook=True)
    GeneralJournalEntryLines = Nav("GeneralJournalEntryLine", post=True, mandatory=True)
    JournalCode = Prop("Edm.String", post=True, mandatory=True, webhook=True)
    JournalDescription = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Reversal = Prop("Edm.Boolean", post=True)
    Status = Prop("Edm.Int16", webhook=True)
    StatusDescription = Prop("Edm.String")
    Type = Prop("Edm.Int32", webhook=True)
    TypeDescription = Prop("Edm.String")


class GeneralJournalEntryLine(Entity):
    """generaljournalentry/GeneralJournalEntryLines."""

    path = "generaljournalentry/GeneralJournalEntryLines"
    type_name = "Exact.Web.Api.Models.GeneralJournalEntryLine"
    methods = frozenset({"GET", "POST"})
    scope = "Financial accounting"
    topic = "GeneralJournalEntries"

    ID = Prop("Edm.Guid", key=True, post=True)
    Account = Prop("Edm.Guid", post=True, webhook=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountDC = Prop("Edm.Double", webhook=True)
    AmountFC = Prop("Edm.Double", post=True, webhook=True)
    AmountVATDC = Prop("Edm.Double")
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
    GLAccount = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
    LineNumber = Prop("Edm.Int32", webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String", post=True, webhook=True)
    OffsetID = Prop("Edm.Guid", post=True, webhook=True)
    OurRef = Prop("Edm.Int32", post=True, webhook=True)
    Project = Prop("Edm.Guid", post=True, webhook=True)
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProjectWBS = Prop("Edm.Guid", post=True, webhook=True)
    ProjectWBSDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Double", post=True, webhook=True)
    VATBaseAmountDC = Prop("Edm.Double")
    VATBaseAmountFC = Prop("Edm.Double")
    VATCode = Prop("Edm.String", post=True, webhook=True)
    VATCodeDescription = Prop("Edm.String")
    VATPercentage = Prop("Edm.Double", post=True, webhook=True)
    VATType = Prop("Edm.String", webhook=True)
