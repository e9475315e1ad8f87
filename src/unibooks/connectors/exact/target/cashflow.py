"""Exact Online: payment conditions. Generated; corrections stand in overlay.py."""

from unibooks.core.target import Entity, Prop


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
