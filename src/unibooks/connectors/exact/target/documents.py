"""Exact Online: documents, their attachments and their types. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Prop


class Document(Entity):
    """documents/Documents."""

    path = "documents/Documents"
    type_name = "Exact.Web.Api.Models.Document"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Organization documents"
    topic = "Documents"

    ID = Prop("Edm.Guid", key=True, post=True)
    Account = Prop("Edm.Guid", post=True, put=True, webhook=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    AmountFC = Prop("Edm.Double", post=True, put=True, webhook=True)
    Body = Prop("Edm.String", post=True, put=True, webhook=True)
    Category = Prop("Edm.Guid", post=True, put=True, webhook=True)
    CategoryDescription = Prop("Edm.String", post=True, put=True)
    Contact = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ContactFullName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String", post=True, put=True)
    Currency = Prop("Edm.String", post=True, put=True, webhook=True)
    Division = Prop("Edm.Int32")
    DocumentDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    DocumentFolder = Prop("Edm.Guid", post=True, put=True, webhook=True)
    DocumentFolderCode = Prop("Edm.String")
    DocumentFolderDescription = Prop("Edm.String")
    DocumentViewUrl = Prop("Edm.String")
    ExpiryDate = Prop("Edm.DateTime", post=True, put=True, webhook=True)
    FinancialTransactionEntryID = Prop("Edm.Guid", post=True, put=True, webhook=True)
    HasEmptyBody = Prop("Edm.Boolean", webhook=True)
    HID = Prop("Edm.Int32", post=True, put=True)
    Language = Prop("Edm.String", post=True, put=True, webhook=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    ShopOrderNumber = Prop("Edm.Int32", post=True, put=True, webhook=True)
    Subject = Prop("Edm.String", post=True, put=True, mandatory=True, webhook=True)
    Type = Prop("Edm.Int32", post=True, put=True, mandatory=True, webhook=True)
    TypeDescription = Prop("Edm.String")
    Opportunity = Prop("Edm.Guid", post=True, put=True, webhook=True)
    Project = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ProjectCode = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    ProposedEntryStatus = Prop("Edm.Int16", post=True, put=True)
    SalesInvoiceNumber = Prop("Edm.Int32", post=True, put=True, webhook=True)
    SalesOrderNumber = Prop("Edm.Int32", post=True, put=True, webhook=True)
    SendMethod = Prop("Edm.Int32")
    InheritShare = Prop("Edm.Boolean", post=True, put=True)
    Item = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    TeamsMeetingId = Prop("Edm.String", post=True, put=True)
    ContractNumber = Prop("Edm.String")
    ContractID = Prop("Edm.Guid", post=True, put=True, webhook=True)
    ScanServiceStatus = Prop("Edm.Int16", post=True, put=True)
    EntryStatusDescription = Prop("Edm.String")
    ActionRegenerateEntryProposal = Prop("Edm.Boolean")
    CostcenterCode = Prop("Edm.String")
    CostcenterDescription = Prop("Edm.String")
    CostunitCode = Prop("Edm.String")
    CostunitDescription = Prop("Edm.String")


class DocumentAttachment(Entity):
    """documents/DocumentAttachments."""

    path = "documents/DocumentAttachments"
    type_name = "Exact.Web.Api.Models.DocumentAttachment"
    methods = frozenset({"GET", "POST", "DELETE"})
    scope = "Organization documents"
    topic = "DocumentAttachments"

    ID = Prop("Edm.Guid", key=True, post=True)
    Attachment = Prop("Edm.Binary", post=True, mandatory=True)
    FileName = Prop("Edm.String", post=True, mandatory=True)
    FileSize = Prop("Edm.Double")
    Url = Prop("Edm.String")
    Document = Prop("Edm.Guid", post=True, mandatory=True, webhook=True)


class DocumentType(Entity):
    """documents/DocumentTypes."""

    path = "documents/DocumentTypes"
    type_name = "Exact.Web.Api.Models.DocumentType"
    methods = frozenset({"GET"})
    scope = "Organization documents"

    ID = Prop("Edm.Int32", key=True)
    Created = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    DocumentIsCreatable = Prop("Edm.Boolean")
    DocumentIsDeletable = Prop("Edm.Boolean")
    DocumentIsUpdatable = Prop("Edm.Boolean")
    DocumentIsViewable = Prop("Edm.Boolean")
    Modified = Prop("Edm.DateTime")
    TypeCategory = Prop("Edm.Int32")
