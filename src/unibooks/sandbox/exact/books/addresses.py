"""crm/Addresses: where a relation is visited, gets its post, its invoices, its goods.

The address that stands on a relation itself is its main visiting address: both show the same, and changing one changes
the other [I].
"""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import Account, Address
from unibooks.connectors.exact.target.inventory import Warehouse
from unibooks.sandbox.exact.books import countries, mains, references, texts
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

#: 1 visit, 2 postal, 3 invoice, 4 delivery [H: reference page].
VISIT: Final = 1
TYPES: Final = frozenset({1, 2, 3, 4})
#: Properties of an address and what they are called on the relation.
MIRRORED: Final = {
    "AddressLine1": "AddressLine1",
    "AddressLine2": "AddressLine2",
    "AddressLine3": "AddressLine3",
    "City": "City",
    "Country": "Country",
    "CountryName": "CountryName",
    "Postcode": "Postcode",
    "State": "State",
    "StateDescription": "StateName",
}
#: A relation with one of these has an address; the country alone, which all of them have, does not make one [I].
PLACES: Final = ("AddressLine1", "AddressLine2", "AddressLine3", "City", "Postcode", "State")
#: What makes two addresses the same.
IDENTITY: Final = ("Account", "Type", "Contact", "Country", *PLACES)


def create(write: Write, given: Row) -> Row:
    """Add an address, or find the one of the same content, whose key is the answer then [H: reference page].

    Raises:
        Refused: relation or type missing or wrong, or a reference that leads nowhere.
    """
    values = _resolve(write, given)
    row = born(write, Address) | {"Main": False, "Country": Address.Country.pad(write.company.country)}
    row |= {name: value for name, value in values.items() if value is not None}
    row |= _named(write.company, row)
    for twin in of(write.company, row["Account"]):
        if all(twin[name] == row[name] for name in IDENTITY):
            return twin
    write.company[Address].add(row)
    _settle(write, row)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change an address.

    Raises:
        Refused: as for a create, or the main visiting address would get another relation or type.
    """
    table, before = write.company[Address], (row["Account"], row["Type"])
    values = _resolve(write, given, row)
    if (values.get("Account", before[0]), values.get("Type", before[1])) != before:
        values.setdefault("Main", False)
    table.change(row["ID"], values | _named(write.company, row | values) | touched(write))
    _settle(write, row)
    mains.inherit(table, _family(write.company, *before))


def delete(write: Write, row: Row) -> None:
    """Remove an address; if it was the main one of its type, the oldest of the others takes its place [I].

    Raises:
        Refused: it is the main visiting address, which is the relation's own.
    """
    if _is_own(row):
        detail = f" - {texts.USED_IN.to(write.user)}: {texts.ACCOUNT.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.ADDRESS, detail)
    write.company[Address].remove(row["ID"])
    mains.inherit(write.company[Address], _family(write.company, row["Account"], row["Type"]))


def of(company: Company, account: object) -> list[Row]:
    """The addresses of a relation."""
    return company[Address].where("Account", account)


def follow(write: Write, relation: Row) -> None:
    """Bring the main visiting address and what the addresses say of their relation up to date."""
    table = write.company[Address]
    rows = of(write.company, relation["ID"])
    shown = {name: relation[same] for name, same in MIRRORED.items()}
    own = next((row for row in rows if _is_own(row)), None)
    if own is None and any(relation[name] for name in PLACES):
        new: Row = {"Account": relation["ID"], "Type": VISIT, "Main": True}
        own = table.add(born(write, Address) | shown | new)
        rows.append(own)
    elif own is not None and any(own[name] != value for name, value in shown.items()):
        table.change(own["ID"], shown | touched(write))
    for row in rows:
        table.change(row["ID"], {"AccountIsSupplier": relation["IsSupplier"], "AccountName": relation["Name"]})


def remove_all(company: Company, relation: Row) -> None:
    """Remove the addresses of a relation that goes."""
    for row in of(company, relation["ID"]):
        company[Address].remove(row["ID"])


def _is_own(row: Row) -> bool:
    return bool(row["Type"] == VISIT and row["Main"])


def _family(company: Company, account: object, kind: int) -> list[Row]:
    return [row for row in of(company, account) if row["Type"] == kind]


def _settle(write: Write, row: Row) -> None:
    """Find the main address of the row's type, and show it on the relation if that is the visiting one."""
    mains.settle(write.company[Address], row, _family(write.company, row["Account"], row["Type"]))
    relation = write.company[Account].rows[row["Account"]]
    shown = {same: row[name] for name, same in MIRRORED.items()}
    if _is_own(row) and any(relation[name] != value for name, value in shown.items()):
        write.company[Account].change(relation["ID"], shown | touched(write))


def _resolve(write: Write, given: Row, row: Row | None = None) -> Row:
    values = {name: value for name, value in given.items() if name != "ID"}
    now = (row or {}) | values
    faults = Faults(write.user)
    contact = references.contact(write.company, now.get("Contact"))
    if now.get("Account") is None and contact is not None:
        now["Account"] = values["Account"] = contact["Account"]
    if now.get("Account") is None:
        faults.add(texts.MISSING, texts.ACCOUNT)
    elif references.account(write.company, now["Account"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    if now.get("Contact") is not None and (contact is None or contact["Account"] != now["Account"]):
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    if now.get("Type") is None:
        faults.add(texts.MISSING, texts.TYPE)
    elif now["Type"] not in TYPES:
        faults.add(texts.INVALID, texts.TYPE)
    if values.get("Warehouse") is not None and values["Warehouse"] not in write.company[Warehouse].rows:
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    if "Country" in values:
        _country(write, values, faults)
    if row is not None and _is_own(row):
        for name, label in (("Account", texts.ACCOUNT), ("Type", texts.TYPE)):
            if now[name] != row[name]:
                faults.add(texts.NOT_ALLOWED, label)
    faults.stop()
    return values


def _country(write: Write, values: Row, faults: Faults) -> None:
    code = (values["Country"] or write.company.country).strip().upper()
    values["Country"] = Address.Country.pad(code)
    if code not in countries.CODES:
        faults.add(texts.BAD_REFERENCE, texts.COUNTRY)


def _named(company: Company, row: Row) -> Row:
    relation = company[Account].rows[row["Account"]]
    contact = references.contact(company, row["Contact"])
    warehouse = references.described(company[Warehouse].rows.get(row["Warehouse"]), "Code", "Description")
    return {
        "AccountIsSupplier": relation["IsSupplier"],
        "AccountName": relation["Name"],
        "ContactName": contact["FullName"] if contact else None,
        "CountryName": countries.NAMES.get((row["Country"] or "").strip()),
        "WarehouseCode": warehouse[0],
        "WarehouseDescription": warehouse[1],
    }
