"""crm/Contacts: the people one deals with at a relation."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import Account, Address, Contact
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

PLACEHOLDER: Final = "/docs/images/placeholder_contact_myeol.png"
#: What a contact has when nothing is said about it [R].
DEFAULTS: Final[Row] = {
    "Gender": "O",
    "IsAnonymised": 0,
    "IsMailingExcluded": False,
    "PictureThumbnailUrl": PLACEHOLDER,
    "PictureUrl": PLACEHOLDER,
}
GENDERS: Final = frozenset({"M", "O", "V"})
#: Titles by code, with their short forms; ours, as no list is public [I].
TITLES: Final = {
    "DHR": ("De heer", "Dhr."),
    "MEVR": ("Mevrouw", "Mevr."),
    "DR": ("Doctor", "Dr."),
    "IR": ("Ingenieur", "Ir."),
}
#: [I] Keys and running numbers are Exact's own, whatever a client sends; a picture is not kept.
LEFT_OUT: Final = frozenset({"HID", "ID", "Picture"})


def create(write: Write, given: Row) -> Row:
    """Add a contact; the first one of a relation becomes its main contact [R].

    Raises:
        Refused: relation or name missing, or a value that will not do.
    """
    faults = Faults(write.user)
    values = _resolve(write, given, faults)
    relation = references.account(write.company, given.get("Account"))
    if given.get("Account") is None:
        faults.add(texts.MISSING, texts.ACCOUNT)
    elif relation is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    faults.stop()
    if relation is None:
        raise LookupError("a contact without a relation was not refused")
    table = write.company[Contact]
    row = born(write, Contact) | DEFAULTS
    row |= {
        "Country": relation["Country"],
        "HID": max((other["HID"] for other in table), default=0) + 1,
        "Language": relation["Language"] or Contact.Language.pad(write.company.country),
        "StartDate": write.world.local(write.company).replace(hour=0, minute=0, second=0, microsecond=0),
    }
    row |= {name: value for name, value in values.items() if value is not None}
    row["Person"] = row["Person"] or write.world.new_id()
    # [R] both are copied once, when the contact is made
    row["BusinessEmail"] = row["BusinessEmail"] or row["Email"]
    row["BirthName"] = row["BirthName"] or row["LastName"]
    table.add(row | {"FullName": _full_name(row)})
    if relation["MainContact"] is None:
        write.company[Account].change(relation["ID"], {"MainContact": row["ID"]})
    follow(write.company, relation)
    return table.rows[row["ID"]]


def update(write: Write, row: Row, given: Row) -> None:
    """Change a contact, which stays with its relation: Account can be sent in a create only.

    Raises:
        Refused: both names emptied, or a value that will not do.
    """
    faults = Faults(write.user)
    values = _resolve(write, given, faults, row)
    faults.stop()
    values["FullName"] = _full_name(row | values)
    write.company[Contact].change(row["ID"], values | touched(write))
    for address in write.company[Address].where("Contact", row["ID"]):
        write.company[Address].change(address["ID"], {"ContactName": values["FullName"]})


def delete(write: Write, row: Row) -> None:
    """Remove a contact; a relation that loses its main contact has none until one is set or made [I].

    Raises:
        Refused: an address names it.
    """
    if write.company[Address].where("Contact", row["ID"]):
        detail = f" - {texts.USED_IN.to(write.user)}: {texts.ADDRESS.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.CONTACT, detail)
    write.company[Contact].remove(row["ID"])
    relation = write.company[Account].rows[row["Account"]]
    if relation["MainContact"] == row["ID"]:
        write.company[Account].change(relation["ID"], {"MainContact": None})
        follow(write.company, relation)


def of(company: Company, account: object) -> list[Row]:
    """The contacts of a relation."""
    return company[Contact].where("Account", account)


def follow(company: Company, relation: Row) -> None:
    """Bring what the contacts say of their relation up to date; their Code is the relation's [R]."""
    for row in of(company, relation["ID"]):
        values: Row = {
            "AccountIsCustomer": relation["Status"] == "C",
            "AccountIsSupplier": relation["IsSupplier"],
            "AccountMainContact": relation["MainContact"],
            "AccountName": relation["Name"],
            "Code": relation["Code"],
            "IsMainContact": relation["MainContact"] == row["ID"],
        }
        company[Contact].change(row["ID"], values)


def remove_all(company: Company, relation: Row) -> None:
    """Remove the contacts of a relation that goes."""
    for row in of(company, relation["ID"]):
        company[Contact].remove(row["ID"])


def _resolve(write: Write, given: Row, faults: Faults, row: Row | None = None) -> Row:
    values = {name: value for name, value in given.items() if name not in LEFT_OUT}
    now = (row or {}) | values
    if not any((now.get(name) or "").strip() for name in ("FirstName", "LastName")):
        faults.add(texts.MISSING, texts.LAST_NAME)
    for name in ("Email", "BusinessEmail"):
        if values.get(name) and not references.EMAIL.fullmatch(values[name].strip()):
            faults.add(texts.INVALID, texts.EMAIL)
    if values.get("Gender") and values["Gender"] not in GENDERS:
        faults.add(texts.INVALID, texts.GENDER)
    if values.get("Language"):
        values["Language"] = Contact.Language.pad(values["Language"].strip())
    if values.get("Person") and write.company[Contact].first("Person", values["Person"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.PERSON)
    if now.get("StartDate") and now.get("EndDate") and now["EndDate"] < now["StartDate"]:
        faults.add(texts.INVALID, texts.END_DATE)
    if values.get("Title") and values["Title"].strip().upper() not in TITLES:
        faults.add(texts.BAD_REFERENCE, texts.TITLE)
    elif "Title" in values:
        values |= _title(values["Title"])
    return values


def _title(code: str | None) -> Row:
    code = (code or "").strip().upper()
    text, short = TITLES.get(code, (None, None))
    return {"Title": code or None, "TitleDescription": text, "TitleAbbreviation": short}


def _full_name(row: Row) -> str:
    parts = (row[name] for name in ("FirstName", "MiddleName", "LastName"))
    return " ".join(part.strip() for part in parts if part and part.strip())
