"""Exact Online: expenses and expense reports. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class Expense(Entity):
    """expensemanagement/Expenses."""

    path = "expensemanagement/Expenses"
    type_name = "Exact.Web.Api.Models.Expenses"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = ""

    ID = Prop("Edm.Guid", key=True)
    ApproverComment = Prop("Edm.String")
    Category = Prop("Edm.String")
    CategoryDescription = Prop("Edm.String")
    Claimant = Prop("Edm.Guid")
    ClaimantFullName = Prop("Edm.String")
    Country = Prop("Edm.String")
    Currency = Prop("Edm.String")
    Description = Prop("Edm.String")
    Distance = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    ExpenseDate = Prop("Edm.DateTime")
    ExpenseLines = Nav("ExpenseLine")
    ExpenseNumber = Prop("Edm.Int32")
    ExpenseType = Prop("Edm.Int32")
    ExpenseTypeDescription = Prop("Edm.String")
    PaymentMethod = Prop("Edm.Int32")
    PerDiemRateAmount = Prop("Edm.String")
    Project = Prop("Edm.String")
    ProjectDescription = Prop("Edm.String")
    Quantity = Prop("Edm.Int32")
    RateFC = Prop("Edm.Double")
    Report = Prop("Edm.String")
    ReportDescription = Prop("Edm.String")
    Status = Prop("Edm.Int32")
    StatusDescription = Prop("Edm.String")
    SysCreated = Prop("Edm.DateTime")
    SysCreator = Prop("Edm.String")
    SysCreatorFullName = Prop("Edm.String")
    SysModified = Prop("Edm.DateTime")
    SysModifier = Prop("Edm.String")
    SysModifierFullName = Prop("Edm.String")
    TotalAmountDC = Prop("Edm.Double")
    TotalAmountFC = Prop("Edm.Double")
    Vendor = Prop("Edm.String")
    Waypoints = Nav("Waypoint")


class ExpenseReport(Entity):
    """expensemanagement/ExpenseReports."""

    path = "expensemanagement/ExpenseReports"
    type_name = "Exact.Web.Api.Models.ExpenseReport"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = ""

    ID = Prop("Edm.Guid", key=True)
    ApprovedDate = Prop("Edm.DateTime")
    Approver = Prop("Edm.Guid")
    ApproverComment = Prop("Edm.String")
    ApproverFullName = Prop("Edm.String")
    Claimant = Prop("Edm.String")
    ClaimantFullName = Prop("Edm.String")
    ControlledDate = Prop("Edm.DateTime")
    Controller = Prop("Edm.Guid")
    ControllerFullName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    ExpenseCount = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Notes = Prop("Edm.String")
    RejectedDate = Prop("Edm.DateTime")
    Rejecter = Prop("Edm.Guid")
    RejecterFullName = Prop("Edm.String")
    ReportNumber = Prop("Edm.Int32")
    Status = Prop("Edm.Int32")
    StatusDescription = Prop("Edm.String")
    SubmittedDate = Prop("Edm.DateTime")
    Submitter = Prop("Edm.Guid")
    SubmitterFullName = Prop("Edm.String")
    TotalAmountDC = Prop("Edm.Double")
