"""Exact Online: webhook subscriptions. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Prop


class WebhookSubscription(Entity):
    """webhooks/WebhookSubscriptions."""

    path = "webhooks/WebhookSubscriptions"
    type_name = "Exact.Web.Api.Models.WebhookSubscription"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Organization administration"

    ID = Prop("Edm.Guid", key=True, post=True)
    CallbackURL = Prop("Edm.String", post=True, put=True, mandatory=True)
    ClientID = Prop("Edm.Guid")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Description = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Topic = Prop("Edm.String", post=True, put=True, mandatory=True)
    UserID = Prop("Edm.Guid", post=True, put=True)
    IsInstant = Prop("Edm.Boolean")
