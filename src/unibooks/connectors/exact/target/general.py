"""Exact Online: currencies. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Prop


class Currency(Entity):
    """general/Currencies."""

    path = "general/Currencies"
    type_name = "Exact.Web.Api.Models.Currency"
    methods = frozenset({"GET"})
    scope = "Financial currencies"

    Code = Prop("Edm.String", key=True)
    AmountPrecision = Prop("Edm.Double")
    Created = Prop("Edm.DateTime")
    Description = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    PricePrecision = Prop("Edm.Double")
