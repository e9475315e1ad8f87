"""Who and what belongs to a relation: contacts, further addresses, bank accounts."""

from __future__ import annotations

import random
from typing import Final

from unibooks.sandbox.exact.books import addresses, bank_accounts, contacts
from unibooks.sandbox.exact.seed.clockwork import SeedClock
from unibooks.sandbox.exact.seed.identifiers import BANKS, account_number, digits, dutch_iban
from unibooks.sandbox.exact.seed.words import CITIES, STREETS
from unibooks.sandbox.exact.state import Row, Write

FIRST_NAMES: Final = (
    ("Anouk", "V"), ("Bas", "M"), ("Charlotte", "V"), ("Daan", "M"), ("Eva", "V"), ("Fatima", "V"), ("Gijs", "M"),
    ("Hanneke", "V"), ("Ibrahim", "M"), ("Jasmijn", "V"), ("Koen", "M"), ("Lieke", "V"), ("Marloes", "V"),
    ("Niels", "M"), ("Olaf", "M"), ("Pien", "V"), ("Ruben", "M"), ("Saskia", "V"), ("Thijs", "M"), ("Yara", "V"),
)  # fmt: skip
LAST_NAMES: Final = (
    (None, "Aerts"), (None, "Bakker"), ("de", "Boer"), ("van den", "Broek"), ("van", "Dam"), (None, "Dijkstra"),
    (None, "Haan"), ("van der", "Heijden"), (None, "Hendriks"), (None, "Jacobs"), ("de", "Jong"), (None, "Koster"),
    (None, "Maas"), (None, "Mulder"), (None, "Peters"), ("van", "Rijn"), (None, "Smit"), (None, "Veldhuis"),
    ("de", "Vries"), (None, "Yıldız"),
)  # fmt: skip
JOBS: Final = ("Administrateur", "Directeur", "Hoofd inkoop", "Medewerker debiteuren", "Officemanager", None)
POSTAL, DELIVERY = 2, 4


def equip(write: Write, clock: SeedClock, relation: Row) -> None:
    """Give a new relation what most have: one or two contacts, some a second address, suppliers a bank account."""
    rng = write.world.random
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        clock.tick(rng.randrange(40_000, 300_000))
        contacts.create(write, _contact(rng, relation))
    if relation["Country"] == "NL " and rng.random() < 0.3:
        clock.tick(rng.randrange(40_000, 90_000))
        addresses.create(write, {"Account": relation["ID"], **_address(rng, relation)})
    if relation["IsSupplier"]:
        for _ in range(rng.choice((1, 1, 1, 1, 2))):
            clock.tick(rng.randrange(40_000, 90_000))
            bank_accounts.create(write, {"Account": relation["ID"], **_bank_account(rng, relation)})


def _contact(rng: random.Random, relation: Row) -> Row:
    first, gender = rng.choice(FIRST_NAMES)
    middle, last = rng.choice(LAST_NAMES)
    host = (relation["Email"] or "").partition("@")[2]
    return {
        "Account": relation["ID"],
        "FirstName": first,
        "MiddleName": middle,
        "LastName": last,
        "Gender": gender,
        "Title": {"M": "DHR", "V": "MEVR"}[gender],
        "JobTitleDescription": rng.choice(JOBS),
        "Email": f"{first.lower()}@{host}" if host and rng.random() < 0.8 else None,
        "BusinessMobile": f"+31 6 {digits(rng, 8)}" if rng.random() < 0.5 else None,
        "BusinessPhone": relation["Phone"],
    }


def _address(rng: random.Random, relation: Row) -> Row:
    """A box for suppliers' post, a door for customers' goods."""
    city, area = rng.choice(CITIES)
    postal = bool(relation["IsSupplier"])
    street = f"Postbus {rng.randrange(10, 900)}" if postal else f"{rng.choice(STREETS)} {rng.randrange(1, 240)}"
    return {
        "Type": POSTAL if postal else DELIVERY,
        "AddressLine1": street,
        "Postcode": f"{area}{rng.randrange(10, 100)} {rng.choice('ABCDEGHJ')}{rng.choice('KLMNPRST')}",
        "City": city,
        "Country": "NL",
    }


def _bank_account(rng: random.Random, relation: Row) -> Row:
    country: str = (relation["Country"] or "NL").strip()
    if country != "NL":
        return {"BankAccount": account_number(rng, country)}
    number = dutch_iban(rng)
    return {"BankAccount": number, "BICCode": BANKS[number[4:8]]}
