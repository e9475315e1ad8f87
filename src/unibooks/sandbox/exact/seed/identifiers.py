"""Identifiers with valid check digits, in ranges that are probably not issued."""

from __future__ import annotations

import random
from typing import Final

from stdnum.iso7064 import mod_11_10  # type: ignore[import-untyped]

BANKS: Final = {"ABNA": "ABNANL2A", "INGB": "INGBNL2A", "RABO": "RABONL2U", "KNAB": "KNABNL2H"}


def digits(rng: random.Random, count: int) -> str:
    """That many random digits."""
    return "".join(str(rng.randrange(10)) for _ in range(count))


def rsin(rng: random.Random) -> str:
    """A Dutch legal entity's number: nine digits, eleven test with the last one subtracted."""
    while True:
        front = "00" + digits(rng, 6)
        check = sum((9 - i) * int(d) for i, d in enumerate(front)) % 11
        if check < 10 and int(front):
            return f"{front}{check}"


def dutch_vat(number: str) -> str:
    """The VAT number of the legal entity with this RSIN."""
    return f"NL{number}B01"


def chamber_of_commerce(rng: random.Random) -> str:
    """A Dutch trade register number: eight digits, no check digit, in the unused range below one million."""
    return "00" + digits(rng, 6)


def belgian_vat(rng: random.Random) -> str:
    """A Belgian VAT number: the last two digits are 97 minus the rest modulo 97."""
    front = "01" + digits(rng, 6)
    return f"BE{front}{97 - int(front) % 97:02}"


def german_vat(rng: random.Random) -> str:
    """A German VAT number: nine digits, ISO 7064 mod 11,10."""
    front = "1" + digits(rng, 7)
    return "DE" + front + str(mod_11_10.calc_check_digit(front))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def dutch_iban(rng: random.Random) -> str:
    """A Dutch account number: ten digits that pass the eleven test (ING's short numbers do not have one)."""
    bank = rng.choice(sorted(BANKS))
    while True:
        number = "000" + digits(rng, 7) if bank == "INGB" else "0" + digits(rng, 9)
        if bank == "INGB" or sum((10 - i) * int(d) for i, d in enumerate(number)) % 11 == 0:
            break
    return _iban("NL", f"{bank}{number}")


def account_number(rng: random.Random, country: str) -> str:
    """A bank account outside the Netherlands: an IBAN, or plain digits for a country without IBANs."""
    if country == "BE":
        front = "000" + digits(rng, 7)
        return _iban("BE", f"{front}{int(front) % 97 or 97:02}")
    if country == "DE":
        return _iban("DE", "37040044" + "0" + digits(rng, 9))
    if country in {"GB", "IE"}:
        return _iban(country, {"GB": "NWBK", "IE": "AIBK"}[country] + digits(rng, 14))
    return "6" + digits(rng, 15)


def _iban(country: str, number: str) -> str:
    turned = "".join(str(int(c, 36)) for c in f"{number}{country}00")
    return f"{country}{98 - int(turned) % 97:02}{number}"


def payment_reference(rng: random.Random) -> str:
    """A Dutch betalingskenmerk of sixteen digits, the first of which is the check digit."""
    body = digits(rng, 15)
    weights = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)
    total = sum(int(d) * weights[i % 10] for i, d in enumerate(reversed(body)))
    check = 11 - total % 11
    return str({10: 1, 11: 0}.get(check, check)) + body
