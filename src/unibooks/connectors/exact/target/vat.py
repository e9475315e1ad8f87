"""Exact Online: VAT codes. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class VATCode(Entity):
    """vat/VATCodes."""

    path = "vat/VATCodes"
    type_name = "Exact.Web.Api.Models.VATCode"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial accounting"

    Account = Prop("Edm.Guid", post=True, put=True)
    AccountCode = Prop("Edm.String")
    AccountName = Prop("Edm.String")
    CalculationBasis = Prop("Edm.Byte", post=True, put=True)
    Charged = Prop("Edm.Boolean", post=True, put=True)
    Code = Prop("Edm.String", post=True, put=True, mandatory=True)
    Country = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True, mandatory=True)
    Division = Prop("Edm.Int32")
    EUSalesListing = Prop("Edm.String", post=True, put=True)
    ExcludeVATListing = Prop("Edm.Byte", post=True, put=True)
    GLDiscountPurchase = Prop("Edm.Guid", post=True, put=True)
    GLDiscountPurchaseCode = Prop("Edm.String")
    GLDiscountPurchaseDescription = Prop("Edm.String")
    GLDiscountSales = Prop("Edm.Guid", post=True, put=True)
    GLDiscountSalesCode = Prop("Edm.String")
    GLDiscountSalesDescription = Prop("Edm.String")
    GLToClaim = Prop("Edm.Guid", post=True, put=True)
    GLToClaimCode = Prop("Edm.String")
    GLToClaimDescription = Prop("Edm.String")
    GLToPay = Prop("Edm.Guid", post=True, put=True)
    GLToPayCode = Prop("Edm.String")
    GLToPayDescription = Prop("Edm.String")
    ID = Prop("Edm.Guid", key=True, post=True)
    IntraStat = Prop("Edm.Boolean", post=True, put=True)
    IntrastatType = Prop("Edm.String", post=True, put=True)
    IsBlocked = Prop("Edm.Boolean", post=True, put=True)
    LegalText = Prop("Edm.String", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OssCountry = Prop("Edm.String", post=True, put=True)
    Percentage = Prop("Edm.Double")
    TaxReturnType = Prop("Edm.Int16", post=True, put=True)
    Type = Prop("Edm.String", post=True, put=True)
    VatDocType = Prop("Edm.String", post=True, put=True)
    VatMargin = Prop("Edm.Byte", post=True, put=True)
    VATPartialRatio = Prop("Edm.Int16", post=True, put=True)
    VATPercentages = Nav("VatPercentage", post=True)
    VATTransactionType = Prop("Edm.String", post=True, put=True)
    CustomField = Prop("Edm.String")


class VatPercentage(Entity):
    """vat/VatPercentages."""

    path = "vat/VatPercentages"
    type_name = "Exact.Web.Api.Models.VatPercentage"
    methods = frozenset({"GET"})
    scope = "Financial accounting"

    ID = Prop("Edm.Guid", key=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    EndDate = Prop("Edm.DateTime")
    LineNumber = Prop("Edm.Int32")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Percentage = Prop("Edm.Double")
    StartDate = Prop("Edm.DateTime")
    Type = Prop("Edm.Int16")
    VATCodeID = Prop("Edm.Guid")
