"""The cost centres and cost units of a company, and which ledger accounts ask for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import GLAccount
from unibooks.sandbox.exact.books import dimensions, references
from unibooks.sandbox.exact.books.dimensions import FORBIDDEN, MANDATORY
from unibooks.sandbox.exact.seed.clockwork import SeedClock, midnight
from unibooks.sandbox.exact.state import Row, Write


class Part(NamedTuple):
    """A cost centre or a cost unit; `ended` says that it had its last day before the booked year."""

    code: str
    name: str
    ended: bool = False


CENTERS: Final = (
    Part("ALG", "Algemeen"),
    Part("INKOOP", "Inkoop"),
    Part("KANTOOR", "Kantoor"),
    Part("LOGISTEK", "Logistiek"),
    Part("OUD", "Vestiging Dordrecht (gesloten)", ended=True),
    Part("VERKOOP", "Verkoop en marketing"),
)
UNITS: Final = (
    Part("BEURS", "Vakbeurs"),
    Part("PROJ-01", "Verbouwing kantoor"),
    Part("PROJ-02", "Nieuwe webwinkel"),
    Part("WAGENP", "Wagenpark"),
)

#: Ledger accounts whose lines need a cost centre, or must not have one.
USES: Final = {"5543": MANDATORY, "5560": FORBIDDEN}

#: What the bookkeeper gives a line by its ledger account: cost centre and cost unit.
HABITS: Final = {
    "5500": ("KANTOOR", None),
    "5510": ("KANTOOR", None),
    "5531": ("LOGISTEK", "WAGENP"),
    "5532": ("LOGISTEK", "WAGENP"),
    "5541": ("VERKOOP", "BEURS"),
    "7000": ("INKOOP", None),
    "7100": ("LOGISTEK", None),
}


def fill(write: Write, clock: SeedClock, opened: date) -> None:
    """Add them on the day after the company was opened, before anything is booked."""
    clock.set(midnight(opened) + timedelta(days=1, hours=9))
    last = datetime(opened.year + 1, 6, 30)  # noqa: DTZ001 - a day, as rows hold it
    for master, parts in ((dimensions.COST_CENTERS, CENTERS), (dimensions.COST_UNITS, UNITS)):
        for part in parts:
            clock.tick(47_311)
            end = last if part.ended else None
            master.create(write, {"Code": part.code, "Description": part.name, "EndDate": end})
    for code, use in USES.items():
        # the stamps of the template stay [R]
        write.company[GLAccount].change(
            references.gl_account_by_code(write.company, code)["ID"], {"UseCostcenter": use}
        )


def habit(account: str) -> Row:
    """The cost centre and cost unit of a line on this ledger account."""
    center, unit = HABITS.get(account, (None, None))
    return {"CostCenter": center, "CostUnit": unit}
