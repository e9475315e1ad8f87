"""Exact Online: cost centres and cost units. Generated; corrections stand in overlay.py."""

from unibooks.core.target import Entity, Prop


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
