"""The two companies and the people of a new sandbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unibooks.sandbox.exact.seed.words import SERVICES, TRADING, Profile


@dataclass(frozen=True)
class Firm:
    """A fictional company.

    Attributes:
        division: its number.
        name: as in its register entry.
        profiles: its standing suppliers.
        goods: invoices a month from suppliers of trade goods.
        customers, suppliers, both, prospects: how many further relations of each kind.
        sales: sales entries a month, and the bounds of a line in whole euros.
        wages: gross wages a month in whole euros.
        capital: opening balance by ledger account, in whole euros; the rest goes to the reserves.
        long: lines on the one very long invoice, 0 for none.
    """

    division: int
    name: str
    address: str
    postcode: str
    city: str
    sbi: tuple[str, str]
    profiles: tuple[Profile, ...]
    goods: int
    customers: int
    suppliers: int
    both: int
    prospects: int
    sales: tuple[int, int, int]
    wages: int
    capital: dict[str, int]
    long: int = 0


@dataclass(frozen=True)
class Person:
    """Somebody who can log in to both companies."""

    name: str
    full_name: str
    email: str
    language: str


FIRMS: Final = (
    Firm(
        division=3187041,
        name="Waterkant Handelsonderneming B.V.",
        address="Handelskade 118",
        postcode="3011 TK",
        city="Rotterdam",
        sbi=("4690", "Niet-gespecialiseerde groothandel"),
        profiles=TRADING,
        goods=5,
        customers=58,
        suppliers=34,
        both=8,
        prospects=11,
        sales=(26, 450, 4800),
        wages=21500,
        capital={
            "0420": 48000,
            "0430": -19200,
            "0440": 36500,
            "0450": -14600,
            "1100": 96400,
            "1110": 50000,
            "3000": 128000,
            "1700": -8900,
            "0700": -18000,
            "0900": -75000,
        },
        long=68,
    ),
    Firm(
        division=3187042,
        name="Lindewerk Advies B.V.",
        address="Oude Gracht 27",
        postcode="3511 AG",
        city="Utrecht",
        sbi=("70221", "Organisatie-adviesbureaus"),
        profiles=SERVICES,
        goods=0,
        customers=24,
        suppliers=6,
        both=2,
        prospects=4,
        sales=(7, 600, 3400),
        wages=14200,
        capital={"0440": 12800, "0450": -5120, "1100": 41300, "1700": -5400, "0700": -100},
    ),
)

PEOPLE: Final = (
    Person("sanne.dewit", "Sanne de Wit", "sanne.dewit@waterkant.example", "nl-NL"),
    Person("oliver.hart", "Oliver Hart", "oliver.hart@waterkant.example", "en-GB"),
)
#: One for each of the other languages in which Exact speaks; their keys follow from their addresses.
COLLEAGUES: Final = (
    Person("jonas.brandt", "Jonas Brandt", "jonas.brandt@waterkant.example", "de-DE"),
    Person("claire.moreau", "Claire Moreau", "claire.moreau@waterkant.example", "fr-FR"),
    Person("lucia.navarro", "Lucía Navarro", "lucia.navarro@waterkant.example", "es-ES"),
)
