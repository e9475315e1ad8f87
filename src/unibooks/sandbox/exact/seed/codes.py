"""VAT codes, journals and payment conditions of a Dutch company.

Codes, names and ledger accounts of rows marked R stand in an audit file that Exact Online itself wrote or in recorded
answers; types, directions and rows marked I are ours.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple


class Vat(NamedTuple):
    """One VAT code: rate in percent, type, direction (purchases, sales, both) and the accounts it posts to."""

    code: str
    name: str
    percent: int
    kind: Literal["B", "E", "I", "N"]
    direction: Literal["B", "P", "S"]
    to_pay: str
    to_claim: str
    source: Literal["R", "I"]
    charged: bool = False
    listing: Literal["L", "N", "S"] = "N"
    blocked: bool = False

    @property
    def rate(self) -> Decimal:
        """The rate as a fraction."""
        return Decimal(self.percent) / 100


VAT_CODES: Final = (
    Vat("0", "Geen BTW", 0, "N", "B", "", "", "R"),
    Vat("1", "BTW laag tarief, exclusief", 9, "E", "B", "1510", "1520", "R"),
    Vat("10", "Verwerving binnen de EU", 21, "E", "P", "1512", "1520", "R", charged=True),
    Vat("11", "BTW prive gebruik", 21, "E", "S", "1513", "1520", "R"),
    Vat("12", "BTW overige tarieven", 13, "E", "B", "1500", "1520", "R"),
    Vat("13", "Diensten binnen de EU", 0, "B", "S", "", "", "I", listing="S"),
    Vat("14", "Verkoop verlegd binnenland", 0, "B", "S", "", "", "I"),
    Vat("15", "Diensten van binnen de EU", 21, "E", "P", "1512", "1520", "I", charged=True),
    Vat("19", "BTW hoog tarief 19% (tot 1-10-2012)", 19, "E", "B", "1500", "1520", "I", blocked=True),
    Vat("2", "BTW hoog tarief, exclusief", 21, "E", "B", "1500", "1520", "R"),
    Vat("20", "BTW 0% (alleen grondslag)", 0, "B", "B", "", "", "R"),
    Vat("3", "BTW laag tarief, inclusief", 9, "I", "B", "1510", "1520", "R"),
    Vat("4", "BTW hoog tarief, inclusief", 21, "I", "B", "1500", "1520", "R"),
    Vat("5", "BTW Verlegd", 21, "E", "P", "1500", "1520", "R", charged=True),
    Vat("6", "Verkoop buiten de EU", 0, "B", "S", "", "", "R"),
    Vat("7", "Verkoop binnen de EU", 0, "B", "S", "", "", "R", listing="L"),
    Vat("8", "Installatie/televerkoop in de EU", 0, "B", "S", "", "", "R"),
    Vat("9", "Verwerving buiten de EU (invoer)", 21, "E", "P", "1511", "1520", "R", charged=True),
)


class Book(NamedTuple):
    """One journal; `any_currency` allows other currencies with their own rate."""

    code: str
    name: str
    kind: int
    account: str
    source: Literal["R", "I"]
    any_currency: bool = False
    blocked: bool = False


JOURNALS: Final = (
    Book("10", "Kasboek", 10, "1000", "R"),
    Book("20", "Bankboek", 12, "1100", "R"),
    Book("60", "Inkoopboek", 22, "1600", "R"),
    Book("61", "Inkoopboek vreemde valuta", 22, "1600", "I", any_currency=True),
    Book("62", "Inkoopboek oud", 22, "1600", "I", blocked=True),
    Book("70", "Verkoopboek", 20, "1300", "R"),
    Book("80", "Memoriaal Lonen", 90, "", "I"),
    Book("90", "Memoriaal", 90, "", "R"),
    Book("95", "Activamutaties", 90, "", "R"),
)


class Condition(NamedTuple):
    """One payment condition: days, month ends to jump first, and the method (B on credit, I collection, K cash)."""

    code: str
    name: str
    days: int
    source: Literal["R", "I"]
    month_ends: int = 0
    method: Literal["B", "I", "K"] = "B"


CONDITIONS: Final = (
    Condition("00", "Contant", 0, "I", method="K"),
    Condition("08", "8 dagen", 8, "I"),
    Condition("14", "14 dagen", 14, "R"),
    Condition("15", "Binnen 15 dagen", 15, "R"),
    Condition("21", "21 dagen", 21, "R"),
    Condition("30", "30 dagen", 30, "I"),
    Condition("60", "60 dagen", 60, "I"),
    Condition("EM", "Einde volgende maand", 0, "I", month_ends=1),
    Condition("IN", "Automatische incasso", 14, "I", method="I"),
)
