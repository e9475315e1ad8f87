"""Exact Online: users and their roles. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Nav, Prop


class User(Entity):
    """users/Users."""

    path = "users/Users"
    type_name = "Exact.Web.Api.Models.User"
    methods = frozenset({"GET"})
    scope = "Organization administration"

    UserID = Prop("Edm.Guid", key=True)
    BirthDate = Prop("Edm.DateTime")
    BirthName = Prop("Edm.String")
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Customer = Prop("Edm.Guid")
    CustomerName = Prop("Edm.String")
    Email = Prop("Edm.String")
    EndDate = Prop("Edm.DateTime")
    FirstName = Prop("Edm.String")
    FullName = Prop("Edm.String")
    Gender = Prop("Edm.String")
    HasRegisteredForTwoStepVerification = Prop("Edm.Boolean")
    HasTwoStepVerification = Prop("Edm.Boolean")
    Initials = Prop("Edm.String")
    IsAnonymised = Prop("Edm.Int32")
    Language = Prop("Edm.String")
    LastLogin = Prop("Edm.DateTime")
    LastName = Prop("Edm.String")
    MiddleName = Prop("Edm.String")
    Mobile = Prop("Edm.String")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Nationality = Prop("Edm.String")
    Notes = Prop("Edm.String")
    Phone = Prop("Edm.String")
    PhoneExtension = Prop("Edm.String")
    ProfileCode = Prop("Edm.String")
    StartDate = Prop("Edm.DateTime")
    StartDivision = Prop("Edm.Int32")
    Title = Prop("Edm.String")
    UserName = Prop("Edm.String")
    UserRoles = Nav("UserRole")
    UserRolesPerDivision = Nav("UserRolesPerDivision")
    UserTypesList = Prop("Edm.String")


class UserRole(Entity):
    """users/UserRoles."""

    path = "users/UserRoles"
    type_name = "Exact.Web.Api.Models.UserRole"
    methods = frozenset({"GET"})
    scope = "Organization administration"

    ID = Prop("Edm.Guid", key=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    Description = Prop("Edm.String")
    EndDate = Prop("Edm.DateTime")
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    Role = Prop("Edm.Int32")
    RoleLevel = Prop("Edm.Int32")
    StartDate = Prop("Edm.DateTime")
    UserID = Prop("Edm.Guid")
