"""Exact Online: cost centres and cost units. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class Costcenter(Entity):
    """hrm/Costcenters."""

    path = "hrm/Costcenters"
    type_name = "Exact.Web.Api.Models.Costcenter"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial costcenters"

    ID = Prop("Edm.Guid", key=True, post=True)
    Active = Prop("Edm.Boolean", post=True, put=True)
    Code = Prop("Edm.String", post=True, mandatory=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True, mandatory=True)
    Division = Prop("Edm.Int32")
    EndDate = Prop("Edm.DateTime", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")


class Costunit(Entity):
    """hrm/Costunits."""

    path = "hrm/Costunits"
    type_name = "Exact.Web.Api.Models.Costunit"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Financial costcenters"

    ID = Prop("Edm.Guid", key=True, post=True)
    Code = Prop("Edm.String", post=True, mandatory=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CustomField = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True, mandatory=True)
    Division = Prop("Edm.Int32")
    EndDate = Prop("Edm.DateTime", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")


class HrmDivision(Entity):
    """hrm/Divisions."""

    path = "hrm/Divisions"
    type_name = "Exact.Web.Api.Models.Division"
    methods = frozenset({"GET"})
    scope = ""

    Code = Prop("Edm.Int32", key=True)
    ArchiveDate = Prop("Edm.DateTime")
    BlockingStatus = Prop("Edm.Int32")
    Class_01 = Nav("Class_01")
    Class_02 = Nav("Class_02")
    Class_03 = Nav("Class_03")
    Class_04 = Nav("Class_04")
    Class_05 = Nav("Class_05")
    Country = Prop("Edm.String")
    CountryDescription = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Currency = Prop("Edm.String")
    CurrencyDescription = Prop("Edm.String")
    Customer = Prop("Edm.Guid")
    CustomerCode = Prop("Edm.String")
    CustomerName = Prop("Edm.String")
    Description = Prop("Edm.String")
    HID = Prop("Edm.Int64")
    Main = Prop("Edm.Boolean")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    OBNumber = Prop("Edm.String")
    SiretNumber = Prop("Edm.String")
    StartDate = Prop("Edm.DateTime")
    Status = Prop("Edm.Int16")
    TaxOfficeNumber = Prop("Edm.String")
    TaxReferenceNumber = Prop("Edm.String")
    TemplateCode = Prop("Edm.String")
    VATNumber = Prop("Edm.String")
    Website = Prop("Edm.String")
