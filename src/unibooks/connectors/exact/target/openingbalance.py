"""Exact Online: opening balances. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Prop


class CurrentYearAfterEntry(Entity):
    """openingbalance/CurrentYear/AfterEntry."""

    path = "openingbalance/CurrentYear/AfterEntry"
    type_name = "Exact.Web.Api.Models.CurrentYearAfterEntry"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Division = Prop("Edm.Int32", key=True)
    GLAccount = Prop("Edm.Guid", key=True)
    ReportingYear = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")
    BalanceSide = Prop("Edm.String")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")


class CurrentYearProcessed(Entity):
    """openingbalance/CurrentYear/Processed."""

    path = "openingbalance/CurrentYear/Processed"
    type_name = "Exact.Web.Api.Models.CurrentYearProcessed"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Division = Prop("Edm.Int32", key=True)
    GLAccount = Prop("Edm.Guid", key=True)
    ReportingYear = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")
    BalanceSide = Prop("Edm.String")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")


class PreviousYearAfterEntry(Entity):
    """openingbalance/PreviousYear/AfterEntry."""

    path = "openingbalance/PreviousYear/AfterEntry"
    type_name = "Exact.Web.Api.Models.PreviousYearAfterEntry"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Division = Prop("Edm.Int32", key=True)
    GLAccount = Prop("Edm.Guid", key=True)
    ReportingYear = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")
    BalanceSide = Prop("Edm.String")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")


class PreviousYearProcessed(Entity):
    """openingbalance/PreviousYear/Processed."""

    path = "openingbalance/PreviousYear/Processed"
    type_name = "Exact.Web.Api.Models.PreviousYearProcessed"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    Division = Prop("Edm.Int32", key=True)
    GLAccount = Prop("Edm.Guid", key=True)
    ReportingYear = Prop("Edm.Int32", key=True)
    Amount = Prop("Edm.Double")
    BalanceSide = Prop("Edm.String")
    GLAccountCode = Prop("Edm.String")
    GLAccountDescription = Prop("Edm.String")
