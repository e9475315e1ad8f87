"""The relations of a company: believable, fictional, and a tenth of them as untidy as in real life."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from unibooks.connectors.exact.target import Account
from unibooks.sandbox.exact.books import addresses, references, relations
from unibooks.sandbox.exact.seed import people
from unibooks.sandbox.exact.seed.clockwork import SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.identifiers import (
    belgian_vat,
    chamber_of_commerce,
    digits,
    dutch_vat,
    german_vat,
    rsin,
)
from unibooks.sandbox.exact.seed.words import CITIES, FORMS, STEMS, STREETS, TRADES, Profile
from unibooks.sandbox.exact.state import Row, Write

#: Defects seen in a real address book: they are stored without asking the rules, as an import would.
DEFECTS: Final[tuple[Callable[[Row], Row], ...]] = (
    lambda row: {"City": (row["City"] or "").upper(), "Postcode": (row["Postcode"] or "").replace(" ", "")},
    lambda row: {"Postcode": (row["Postcode"] or "")[:4] or None, "AddressLine1": None},
    lambda _row: {"Phone": "070  3559269", "Email": None},
    lambda row: {"ChamberOfCommerce": (row["ChamberOfCommerce"] or "00123456") + "0000"},
    lambda _row: dict.fromkeys(
        ("AddressLine1", "ChamberOfCommerce", "City", "Email", "Phone", "Postcode", "VATNumber")
    ),
    lambda _row: {"ChamberOfCommerce": "00411852"},
)

FOREIGN: Final = {"DE": ("Düsseldorf", "40210"), "BE": ("Antwerpen", "2000"), "IE": ("Dublin", "D02 XY45")}


def fill(write: Write, clock: SeedClock, firm: Firm, opened: date) -> dict[str, list[Row]]:
    """Add the relations; returns them by role: `customers`, `goods` (suppliers), and one key per profile name."""
    rng = write.world.random
    names = _names(rng)
    moment = midnight(opened) + timedelta(days=1, hours=10)
    roles: dict[str, list[Row]] = {"customers": [], "goods": []}
    plan = ["customer"] * firm.customers + ["supplier"] * firm.suppliers + ["both"] * firm.both
    plan += ["prospect"] * firm.prospects
    rng.shuffle(plan)
    for number, role in enumerate([*firm.profiles, *plan]):
        moment += timedelta(hours=rng.randrange(2, 40), seconds=rng.randrange(3000), milliseconds=rng.randrange(1000))
        clock.set(moment)
        if isinstance(role, Profile):
            roles[role.name] = [_standing(write, role)]
            people.equip(write, clock, roles[role.name][0])
            continue
        row = _relation(write, role, next(names))
        blocked = number % 41 == 40
        if number % 10 == 7:
            write.company[Account].change(row["ID"], DEFECTS[number // 10 % len(DEFECTS)](row))
            addresses.follow(write, row)
        else:
            people.equip(write, clock, row)
        if blocked:
            write.company[Account].change(row["ID"], {"Blocked": True})
        if not blocked and role in {"customer", "both"}:
            roles["customers"].append(row)
        if not blocked and role == "supplier":
            roles["goods"].append(row)
    return roles


def _names(rng: random.Random) -> Iterator[str]:
    """Names of which none comes twice."""
    pairs = [f"{stem} {trade}" for stem in STEMS for trade in TRADES]
    rng.shuffle(pairs)
    for pair in pairs:
        yield f"{pair} {rng.choice(FORMS)}".strip()


def _relation(write: Write, role: str, name: str) -> Row:
    rng = write.world.random
    country = rng.choice(("NL",) * 9 + ("BE", "DE")) if role in {"customer", "both"} else "NL"
    values = _address(rng, country) | _registration(rng, country) | _contact(rng, name, country)
    values |= {
        "Name": name,
        "Status": {"customer": "C", "both": "C", "prospect": "P"}.get(role, "A"),
        "IsSupplier": role in {"supplier", "both"},
    }
    if role in {"customer", "both"}:
        values["PaymentConditionSales"] = rng.choice(("14", "30", "30", "30", "60"))
        values["SalesVATCode"] = "2" if country == "NL" else "7"
    if role in {"supplier", "both"}:
        values |= {"PaymentConditionPurchase": rng.choice(("14", "21", "30", "30")), "PurchaseVATCode": "2"}
        values["GLAccountPurchase"] = references.gl_account_by_code(write.company, "7000")["ID"]
    return relations.create(write, values)


def _standing(write: Write, profile: Profile) -> Row:
    rng = write.world.random
    values = _address(rng, profile.country) | _registration(rng, profile.country)
    values |= _contact(rng, profile.name, profile.country)
    values |= {
        "Name": profile.name,
        "IsSupplier": True,
        "PaymentConditionPurchase": profile.condition,
        "PurchaseVATCode": profile.vat,
        "PurchaseCurrency": profile.currency,
        "GLAccountPurchase": references.gl_account_by_code(write.company, profile.account)["ID"],
    }
    return relations.create(write, values)


def _address(rng: random.Random, country: str) -> Row:
    street = f"{rng.choice(STREETS)} {rng.randrange(1, 240)}"
    if country != "NL":
        city, postcode = FOREIGN.get(country, ("", ""))
        return {"Country": country, "City": city or None, "Postcode": postcode or None, "AddressLine1": street}
    city, area = rng.choice(CITIES)
    letters = "".join(rng.choice("ABCDEGHJKLMNPRSTVWXZ") for _ in range(2))
    return {
        "Country": "NL",
        "AddressLine1": street,
        "Postcode": f"{area}{rng.randrange(10, 100)} {letters}",
        "City": city,
    }


def _registration(rng: random.Random, country: str) -> Row:
    if country == "NL":
        number = rsin(rng)
        return {
            "ChamberOfCommerce": chamber_of_commerce(rng),
            "RSIN": number,
            "VATNumber": dutch_vat(number),
        }
    make = {"BE": belgian_vat, "DE": german_vat}.get(country)
    return {"VATNumber": make(rng)} if make else {}


def _contact(rng: random.Random, name: str, country: str) -> Row:
    host = "".join(c for c in name.lower() if c.isascii() and c.isalnum())[:24]
    prefix = {"NL": "+31", "BE": "+32", "DE": "+49", "GB": "+44", "IE": "+353"}.get(country, "+86")
    return {
        "Email": f"{rng.choice(('info', 'administratie', 'facturen'))}@{host}.example",
        "Phone": f"{prefix} {rng.randrange(10, 80)} {digits(rng, 3)} {digits(rng, 2)} {digits(rng, 2)}",
        "Website": f"https://www.{host}.example" if rng.random() < 0.4 else None,
        "Language": "NL" if country in {"NL", "BE"} else "EN",
    }
