"""vat/VatPercentages: the rates of a VAT code, each from a day on.

They are written with their code, under `VATPercentages`; the code's own Percentage is the rate of the day on which it is
written [I], and it is what entries take.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import VATCode
from unibooks.connectors.exact.target.vat import VatPercentage
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

#: Kinds of rate: normal, and the Spanish extra duty [H].
NORMAL, EXTRA_DUTY = 0, 1
#: The bounds of a rate without a first or last day.
_FIRST: Final = datetime(1900, 1, 1)  # noqa: DTZ001 - days, as rows hold them
_LAST: Final = datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001


def rate(company: Company, code: Row, day: datetime) -> Decimal | None:
    """The rate of a VAT code on a day, a fraction; None where none of its dated rates holds then."""
    found = [
        row
        for row in company[VatPercentage].where("VATCodeID", code["ID"])
        if row["Type"] == NORMAL and (row["StartDate"] or _FIRST) <= day <= (row["EndDate"] or _LAST)
    ]
    # of two that began on the same day, the one that was named last
    return max(found, key=lambda row: (row["StartDate"] or _FIRST, row["LineNumber"]))["Percentage"] if found else None


def check(rates: list[Row], faults: Faults) -> None:
    """Note what is wrong with the rates that a new VAT code brings."""
    for given in rates:
        value: Decimal | None = given.get("Percentage")
        if value is not None and not (value.is_finite() and 0 <= value <= 1):
            faults.add(texts.INVALID, texts.VAT_PERCENTAGE)
        if given.get("Type") not in {None, NORMAL, EXTRA_DUTY}:
            faults.add(texts.INVALID, texts.TYPE)
        if (given.get("EndDate") or _LAST) < (given.get("StartDate") or _FIRST):
            faults.add(texts.INVALID, texts.END_DATE)


def store(write: Write, code: Row, rates: list[Row]) -> None:
    """Keep the rates of a VAT code, in the order of their days."""
    for number, given in enumerate(sorted(rates, key=lambda one: one.get("StartDate") or _FIRST), 1):
        sent = {name: value for name, value in given.items() if value is not None and name != "ID"}
        row = born(write, VatPercentage) | {"Percentage": Decimal(0), "Type": NORMAL} | sent
        write.company[VatPercentage].add(row | {"LineNumber": number, "VATCodeID": code["ID"]})


def restate(write: Write, code: Row) -> None:
    """Show the rate of today as the code's own, where there is one."""
    today = rate(write.company, code, write.world.local(write.company))
    if today is not None:
        write.company[VATCode].change(code["ID"], {"Percentage": today})
