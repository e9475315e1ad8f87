"""users/Users, users/UserRoles and system/Users: who may log in, and what he may do.

The two of `users` can be read only; they show those who may open the company. `system/Users` is the installation's own
list and has no company in its path [M]; its users are those with whom the caller shares a company [I].
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, Final

from unibooks.connectors.exact.target import Division
from unibooks.connectors.exact.target.system import SystemUser
from unibooks.connectors.exact.target.users import User as UserRow
from unibooks.connectors.exact.target.users import UserRole
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Table, User, World, Write, Writer
from unibooks.sandbox.exact.virtual import Virtual

#: The roles that everybody here has: number, level (2 customer, 3 division [H]) and name; numbers and names are ours.
ROLES: Final = ((1, 2, "Beheerder"), (20, 3, "Boekhouder"))
GENDERS: Final = frozenset({"M", "O", "V"})
#: Texts of a user that are kept as they were sent.
_KEPT: Final = (
    *("AuthenticationType", "BirthDate", "EndDate", "Gender", "Initials", "MiddleName", "Mobile", "Nationality"),
    *("Notes", "Phone", "PhoneExtension", "ProfileCode", "StartDate", "Title", "UserDivisionList", "UserTypeCode"),
)
_DEFAULTS: Final[Row] = {"AuthenticationType": 2, "Gender": "O", "UserTypeCode": "U"}


def users(world: World, company: Company) -> Iterator[Row]:
    """The rows of users/Users."""
    founded = references.division(company)
    for user in _of(world, company):
        about = _about(world, user)
        shared = {name: value for name, value in about.items() if name in UserRow.props()}
        yield (
            dict.fromkeys(UserRow.props())
            | shared
            | {
                "Created": about["Created"] or founded["Created"],
                "Customer": founded["Customer"],
                "CustomerName": founded["CustomerName"],
                "IsAnonymised": 0,
                "Modified": about["Modified"] or founded["Modified"],
                "StartDivision": user.current,
                "UserTypesList": about["UserTypeCode"],
            }
        )


def roles(world: World, company: Company) -> Iterator[Row]:
    """The rows of users/UserRoles: everybody has the same ones, from the company's first day on."""
    founded = references.division(company)
    stamps = ("Created", "Creator", "CreatorFullName", "Modified", "Modifier", "ModifierFullName", "StartDate")
    for user in _of(world, company):
        for number, level, name in ROLES:
            yield {
                **{stamp: founded[stamp] for stamp in stamps},
                "ID": uuid.uuid5(user.id, f"{company.code}/{number}"),
                "Description": name,
                "EndDate": None,
                "Role": number,
                "RoleLevel": level,
                "UserID": user.id,
            }


def system_users(world: World, reader: User) -> Table:
    """The rows of system/Users, as this user sees them."""
    table = Table(SystemUser)
    mine = set(reader.companies)
    for user in world.users.values():
        if user is reader or mine & set(user.companies):
            table.add(table.blank() | _about(world, user))
    return table


def create(write: Write, given: Row) -> Row:
    """Add a user, who may open the companies of his list, else that of whoever adds him [I].

    Raises:
        Refused: name or e-mail address missing, the name is taken, or a value that will not do.
    """
    faults = Faults(write.user)
    for name, label in (("UserName", texts.USER_NAME), ("Email", texts.EMAIL), ("LastName", texts.LAST_NAME)):
        if not (given.get(name) or "").strip():
            faults.add(texts.MISSING, label)
    divisions = _judge(write, given, faults)
    faults.stop()
    full = given.get("FullName") or " ".join(
        part for name in ("FirstName", "MiddleName", "LastName") if (part := (given.get(name) or "").strip())
    )
    companies = divisions or (write.company.code,)
    language = (given.get("Language") or "").strip() or write.user.language
    made = User(
        write.world.new_id(), given["UserName"].strip(), full, given["Email"], language, companies, companies[0]
    )
    write.world.users[made.id] = made
    now = write.world.local(write.company)
    sent = {name: given[name] for name in (*_KEPT, "FirstName", "LastName") if given.get(name) is not None}
    stamps = {"Created": now, "Creator": write.user.id, "CreatorFullName": write.user.full_name}
    write.world.profiles[made.id] = sent | stamps | _touched(write)
    return {**dict.fromkeys(SystemUser.props()), **_about(write.world, made)}


def update(write: Write, row: Row, given: Row) -> None:
    """Change a user.

    Raises:
        Refused: as for a create.
    """
    faults = Faults(write.user)
    for name, label in (("UserName", texts.USER_NAME), ("Email", texts.EMAIL)):
        if name in given and not (given[name] or "").strip():
            faults.add(texts.MISSING, label)
    user = write.world.users[row["UserID"]]
    divisions = _judge(write, given, faults, user)
    faults.stop()
    user.name = (given.get("UserName") or user.name).strip()
    user.email = given.get("Email") or user.email
    user.full_name = given.get("FullName") or user.full_name
    user.language = (given.get("Language") or user.language).strip()
    if divisions:
        user.companies = divisions
        user.current = user.current if user.current in divisions else divisions[0]
    kept = {name: given[name] for name in (*_KEPT, "FirstName", "LastName") if name in given}
    write.world.profiles[user.id] = write.world.profiles.get(user.id, {}) | kept | _touched(write)


def _touched(write: Write) -> Row:
    return {
        "Modified": write.world.local(write.company),
        "Modifier": write.user.id,
        "ModifierFullName": write.user.full_name,
    }


def _judge(write: Write, given: Row, faults: Faults, user: User | None = None) -> tuple[int, ...]:
    """The companies that are named; notes what will not do."""
    if given.get("Email") and not references.EMAIL.fullmatch(given["Email"].strip()):
        faults.add(texts.INVALID, texts.EMAIL)
    if given.get("Gender") and given["Gender"] not in GENDERS:
        faults.add(texts.INVALID, texts.GENDER)
    named = (given.get("UserName") or "").strip().lower()
    if named and any(other.name.lower() == named for other in write.world.users.values() if other is not user):
        raise Refused(texts.EXISTS.to(write.user))
    listed = [part.strip() for part in (given.get("UserDivisionList") or "").replace(";", ",").split(",")]
    codes = tuple(int(part) for part in listed if part.isascii() and part.isdigit())
    if len(codes) < len([part for part in listed if part]) or not set(codes) <= set(write.user.companies):
        faults.add(texts.BAD_REFERENCE, texts.DIVISION)
    return codes


def _of(world: World, company: Company) -> list[User]:
    return [user for user in world.users.values() if company.code in user.companies]


def _about(world: World, user: User) -> Row:
    """What system/Users says of a user."""
    founded = references.division(world.companies[user.current])
    first, _, last = user.full_name.partition(" ")
    stamps = ("Created", "Creator", "CreatorFullName", "Modified", "Modifier", "ModifierFullName", "StartDate")
    row: Row = {name: founded[name] for name in stamps}
    row |= {
        "UserID": user.id,
        "Customer": founded["Customer"],
        "CustomerName": founded["CustomerName"],
        "Email": user.email,
        "FirstName": first,
        "FullName": user.full_name,
        "HasRegisteredForTwoStepVerification": True,
        "HasTwoStepVerification": True,
        "IsAPICall": False,
        "IsAnonymised": False,
        "Language": SystemUser.Language.pad(user.language[:2].upper()),
        "LastName": last or None,
        "UserDivisionList": ",".join(map(str, user.companies)),
        "UserLanguage": user.language,
        "UserName": user.name,
    }
    return row | _DEFAULTS | world.profiles.get(user.id, {})


def _state(world: World, _company: Company) -> Any:
    """Everything about users that the rows show."""
    people = [
        (user.id, user.name, user.full_name, user.email, user.language, user.companies, user.current)
        for user in world.users.values()
    ]
    return people, [(key, dict(row)) for key, row in world.profiles.items()]


WRITERS: Final = {SystemUser: Writer(create, update, echoes=False)}
VIRTUALS: Final = {
    UserRow: Virtual(users, (Division,), _state),
    UserRole: Virtual(roles, (Division,), _state),
}
