"""The VAT of an entry's line: which code and rate apply, and which ledger accounts it is booked on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from unibooks.connectors.exact.target import VATCode
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

#: The types of VAT code that come with an amount of VAT: on top, and contained.
WITH_AMOUNT: Final = frozenset({"E", "I"})
#: `VATType` of a line: the letters that put its VAT on the side of sales, and all that there are [H].
SALES_LETTERS: Final = frozenset("AV")
LETTERS: Final = frozenset("AVOIPSXZWQYMDNR")
#: Types of ledger account whose VAT is to be paid where nothing else tells the side [I].
INCOME: Final = frozenset({110, 140, 160})


@dataclass(frozen=True)
class Rules:
    """Where the evidence leaves a choice.

    Attributes:
        absent_vat_code: what a line without VATCode gets: `default`, the code of its ledger account, then of the
            supplier (the reference page says so of such properties in general); or `none`, no VAT.
        numeric_codes: whether the code of a relation may hold digits only.
        blanked_due_dates: whether a change of nothing but the customer of a sales entry empties its due date.
    """

    absent_vat_code: Literal["default", "none"] = "default"
    numeric_codes: bool = False
    blanked_due_dates: bool = True


def given_code(write: Write, code: str, faults: Faults) -> Row | None:
    """The VAT code that a line names; one that is blocked is a fault and found all the same."""
    if not code.strip():
        # [H] An empty text is refused; the property has to be left out.
        faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
        return None
    found = references.vat_code(write.company, code)
    if found is None:
        faults.add(texts.BAD_REFERENCE, texts.VAT_CODE)
    elif found["IsBlocked"]:
        faults.add(texts.BLOCKED, texts.VAT_CODE)
    return found


def by_rate(company: Company, rate: Decimal, foreign: str) -> Row | None:
    """The first code that puts this rate on top of the amount; one for both sides before one for this side only [I].

    `foreign` is the direction of the codes that are for the other side, P or S.
    """
    rows = (r for r in company[VATCode] if r["Type"] == "E" and not r["Charged"] and not r["IsBlocked"])
    found = [r for r in rows if r["Percentage"] == rate and r["VATTransactionType"] != foreign]
    return min(found, key=lambda row: row["VATTransactionType"] != "B", default=None)


def percentage(code: Row | None, sent: Decimal | None, faults: Faults) -> Decimal:
    """The rate that applies, a fraction: as sent, else the code's."""
    own: Decimal = (code["Percentage"] or ZERO) if code and code["Type"] in WITH_AMOUNT else ZERO
    if sent is None:
        return own
    if sent != own and not (sent.is_finite() and 0 < sent <= 1 and code and code["Type"] in WITH_AMOUNT):
        faults.add(texts.INVALID, texts.VAT_PERCENTAGE)
        return own
    return sent


def letter(sent: str | None, code: Row | None, gl: Row | None, faults: Faults) -> str | None:
    """`VATType` of a line: as sent, else V for sales and I for purchases, by the code, then the ledger account [I]."""
    if sent:
        if sent not in LETTERS:
            faults.add(texts.INVALID, texts.VAT_TYPE)
        return sent
    if code is None:
        return None
    side = code["VATTransactionType"]
    return "V" if side == "S" or (side == "B" and gl is not None and gl["Type"] in INCOME) else "I"


def check_accounts(company: Company, code: Row | None, rate: Decimal, selling: bool, faults: Faults) -> None:
    """Note a code with VAT that has no ledger account for it."""
    if code is not None and rate and not list(accounts(company, code, selling)):
        faults.add(texts.INVALID, texts.VAT_PAY_ACCOUNT if selling else texts.VAT_CLAIM_ACCOUNT)


def accounts(company: Company, code: Row, selling: bool) -> Iterator[tuple[Row, Literal[1, -1]]]:
    """The ledger accounts of a code, each with the sign of its VAT against that of the base.

    A reverse charge is claimed and paid at once; other codes go to one of the two accounts.
    """
    sides: tuple[tuple[str, Literal[1, -1]], ...] = (("GLToPay", 1),) if selling else (("GLToClaim", 1),)
    if code["Charged"]:
        sides = (("GLToClaim", 1), ("GLToPay", -1))
    for name, sign in sides:
        account = references.gl_account(company, code[name])
        if account is not None:
            yield account, sign


def named(text: str | None, code: Row | None, rate: Decimal) -> Row:
    """The properties of a ledger line that tell its VAT code."""
    if code is None:
        return {}
    return {
        "VATCode": text,
        "VATCodeDescription": code["Description"],
        "VATPercentage": rate,
        "VATType": code["Type"],
    }
