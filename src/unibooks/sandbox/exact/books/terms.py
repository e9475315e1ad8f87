"""Payment terms: when which part of a ledger line on a control account is due, and which matches settled it.

A line has one term, or as many as its payment condition has rows: those with the same code share the amount by their
`Percentage` [I]. What matches took of a line settles its terms in their order, the one that is due first before the
others [I]. Of a term that is settled in part, each match gives a settled term, and the rest keeps the key and stays
open [I].
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from unibooks.connectors.exact.target import GLAccount, PaymentCondition, PurchaseEntry, TransactionLine
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.trade_header import due_date
from unibooks.sandbox.exact.state import Company, MatchSet, Row


@dataclass(frozen=True)
class Term:
    """A term or a part of one.

    Attributes:
        key: the same whenever it is worked out; line: the ledger line that it is of.
        dc, fc: amounts with the sign of the ledger.
        due: the day it is due.
        entry: the purchase or sales entry that the line is the control line of, if it is of one.
        condition: the row of the payment condition that made it.
        settled: the match that settled it.
    """

    key: uuid.UUID
    line: Row
    dc: Decimal
    fc: Decimal
    due: datetime
    entry: Row | None = None
    condition: Row | None = None
    settled: MatchSet | None = None


@lru_cache(maxsize=65536)
def term_key(line: uuid.UUID, number: int = 0) -> uuid.UUID:
    """The key of a term of a line, which has more than one by some payment conditions."""
    return uuid.uuid5(line, f"term{number or ''}")


def terms(company: Company, kind: int) -> Iterator[Term]:
    """The terms of all lines on accounts of this type, in the order of the ledger."""
    accounts = {row["ID"] for row in company[GLAccount].where("Type", kind)}
    lines = company[TransactionLine]
    for line in (line for account in accounts for line in lines.where("GLAccount", account)):
        if line["Account"] is not None and (line["AmountDC"] or line["AmountFC"]):
            whole = _whole(company, line)
            matches = company.matches.get(line["ID"])
            yield from _settled(whole, line, matches) if matches else whole


def _whole(company: Company, line: Row) -> list[Term]:
    """The terms of a line before anything is settled, the one that is due first in front."""
    entry = None
    if line["LineNumber"] == 0:
        key = line["EntryID"]
        entry = company[PurchaseEntry].rows.get(key) or company[SalesEntry].rows.get(key)
    shares = company[PaymentCondition].where("Code", entry["PaymentCondition"]) if entry else []
    due: datetime = line["DueDate"] or line["Date"]
    one = Term(
        term_key(line["ID"]), line, line["AmountDC"], line["AmountFC"], due, entry, shares[0] if shares else None
    )
    if entry is None or len(shares) < 2:
        return [one]
    found: list[Term] = []
    left, left_fc = one.dc, one.fc
    for number, share in enumerate(shares):
        last = number == len(shares) - 1
        part = share["Percentage"] or ZERO
        dc, fc = (left, left_fc) if last else (cents(one.dc * part), cents(one.fc * part))
        left, left_fc = left - dc, left_fc - fc
        day = due_date(entry["EntryDate"], share)
        found.append(replace(one, key=term_key(line["ID"], number), dc=dc, fc=fc, due=day, condition=share))
    return sorted((term for term in found if term.dc or term.fc), key=lambda term: term.due)


def _settled(whole: Sequence[Term], line: Row, matches: Sequence[MatchSet]) -> Iterator[Term]:
    """The terms of a line with the matches of it laid over them."""
    pieces = [(match, part) for match in matches for part in match.parts if part.line == line["ID"]]
    taken = [(match, part.dc, part.fc) for match, part in pieces]
    over = ZERO  # what rounding left of the terms before in the line's currency
    for term in whole:
        dc, fc = term.dc, term.fc + over
        paid: list[Term] = []
        while taken and (dc or not paid):
            match, most, share = taken[0]
            part = most if abs(most) <= abs(dc) else dc
            part_fc = share if part == most else cents(share * part / most)
            paid.append(replace(term, dc=part, fc=part_fc, settled=match))
            dc, fc = dc - part, fc - part_fc
            taken[0] = (match, most - part, share - part_fc)
            if part == most:
                del taken[0]
        over = ZERO if dc else fc
        if dc or not paid:
            yield replace(term, dc=dc, fc=fc)
        for number, piece in enumerate(paid, 1):
            closes = not dc and number == len(paid)
            yield piece if closes else replace(piece, key=uuid.uuid5(_match_of(piece), str(term.key)))


def _match_of(term: Term) -> uuid.UUID:
    if term.settled is None:
        raise LookupError("an open term has no match")
    return term.settled.id


def discount(term: Term) -> Row:
    """What is taken off when it is paid in time, by the condition; with the sign of the ledger.

    `DiscountCalculation` I reckons it of the whole amount, E of the amount without VAT [H: reference page, the letters].
    """
    condition, entry = term.condition, term.entry
    rate: Decimal = (condition or {}).get("DiscountPercentage") or ZERO
    if condition is None or entry is None or not rate:
        return {}
    base = Decimal(1)
    if condition["DiscountCalculation"] == "E" and entry["AmountFC"]:
        base = (entry["AmountFC"] - entry["VATAmountFC"]) / entry["AmountFC"]
    days: int = condition["DiscountPaymentDays"] or 0
    return {
        "AmountDiscountDC": cents(term.dc * base * rate),
        "AmountDiscountFC": cents(term.fc * base * rate),
        "DiscountDueDate": entry["EntryDate"] + timedelta(days=days),
        "PaymentDaysDiscount": days,
        "PaymentDiscountPercentage": rate,
    }
