"""The general ledger: entries become balanced rows of financialtransaction/TransactionLines.

Debit is positive, credit negative. Line 0 is the control account, 1..n are the input lines, 9999 the VAT lines, in that
order [R: recorded entries of 2024, and a Dutch audit file written by Exact].
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import matching, texts
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.state import Company, Refused, Row, Write

VAT_LINE: Final = 9999


@dataclass(frozen=True, kw_only=True)
class Posting:
    """One ledger line to be.

    Attributes:
        number: 0 control, 1..n input, 9999 VAT.
        account: the row of the ledger account.
        fc: amount in the entry's currency; dc: the same in the company's currency.
        more: further properties of the ledger line.
    """

    number: int
    account: Row
    fc: Decimal
    dc: Decimal
    more: Row = field(default_factory=dict[str, Any])


def heading(
    journal: Row,
    *,
    entry_id: uuid.UUID,
    number: int,
    kind: int,
    status: int,
    date: datetime,
    year: int,
    period: int,
    currency: str,
    rate: Decimal = Decimal(1),
    relation: Row | None = None,
) -> Row:
    """The properties that every line of one entry shares."""
    row: Row = {
        "EntryID": entry_id,
        "EntryNumber": number,
        "JournalCode": journal["Code"],
        "JournalDescription": journal["Description"],
        "Type": kind,
        "Status": status,
        "Date": date,
        "FinancialYear": year,
        "FinancialPeriod": period,
        "Currency": currency,
        "ExchangeRate": rate,
    }
    if relation is not None:
        row |= about(relation)
    return row


def about(relation: Row) -> Row:
    """The properties of a ledger line that name its relation."""
    return {"Account": relation["ID"], "AccountCode": relation["Code"], "AccountName": relation["Name"]}


def book(write: Write, shared: Row, postings: Sequence[Posting], offset: bool = True) -> list[Row]:
    """Write an entry into the ledger, in place of the lines that it has there.

    Args:
        write: the circumstances.
        shared: what `heading` gives, and anything else that is the same on all lines.
        postings: the lines; they have to sum to zero in both currencies.
        offset: whether the other lines point at the first one, the control line.

    Raises:
        Refused: with Exact's sentence about an entry that is not in balance.
    """
    _balanced(write, shared, postings)
    table = write.company[TransactionLine]
    before: dict[tuple[Any, ...], list[Row]] = {}
    booked = table.where("EntryID", shared["EntryID"])
    for row in booked:
        before.setdefault(_place(row), []).append(row)
        table.remove(row["ID"])
    rows: list[Row] = []
    for posting in postings:
        row = born(write, TransactionLine) | shared | _values(posting) | posting.more
        if twins := before.get(_place(row)):
            was = twins.pop(0)
            row |= {"ID": was["ID"], "Created": was["Created"], "OffsetID": was["OffsetID"]}
        if offset and rows:
            row["OffsetID"] = rows[0]["ID"]
        rows.append(table.add(row))
    matching.release(write.company, [was["ID"] for was in booked if not _stands(was, table.rows)])
    return rows


def _stands(was: Row, rows: dict[Any, Row]) -> bool:
    """Whether a line that was booked anew is still worth the same, so that its matches stand [I]."""
    now = rows.get(was["ID"])
    return now is not None and all(now[name] == was[name] for name in ("Account", "AmountDC", "AmountFC"))


def erase(company: Company, entry_id: uuid.UUID) -> None:
    """Take an entry out of the ledger; payments that were matched with it become unmatched [I]."""
    table = company[TransactionLine]
    rows = table.where("EntryID", entry_id)
    matching.release(company, [row["ID"] for row in rows])
    for row in rows:
        for matched in table.where("OffsetID", row["ID"]):
            table.change(matched["ID"], {"OffsetID": None})
        table.remove(row["ID"])


@dataclass(slots=True)
class Sum:
    """What some ledger lines come to in the company's currency; debit and credit are both positive."""

    debit: Decimal = ZERO
    credit: Decimal = ZERO
    count: int = 0

    @property
    def amount(self) -> Decimal:
        """Debit less credit."""
        return self.debit - self.credit


def sums(company: Company, *names: str) -> dict[tuple[Any, ...], Sum]:
    """The ledger summed up by these properties of its lines: as tuples of their values."""
    found: dict[tuple[Any, ...], Sum] = {}
    for row in company[TransactionLine]:
        mine = found.setdefault(tuple(map(row.__getitem__, names)), Sum())
        amount: Decimal = row["AmountDC"]
        if amount > 0:
            mine.debit += amount
        else:
            mine.credit -= amount
        mine.count += 1
    return found


def trial_balance(company: Company) -> dict[str, Decimal]:
    """What stands on each ledger account, by code, in the company's currency; debit positive."""
    return {code: found.amount for (code,), found in sums(company, "GLAccountCode").items()}


def _place(row: Row) -> tuple[Any, ...]:
    """What tells one line of an entry from the others; a line that stays in its place keeps its key."""
    return row["LineNumber"], row["GLAccount"], row["VATCode"]


def _values(posting: Posting) -> Row:
    account = posting.account
    return {
        "LineNumber": posting.number,
        "GLAccount": account["ID"],
        "GLAccountCode": account["Code"],
        "GLAccountDescription": account["Description"],
        "AmountFC": posting.fc,
        "AmountDC": posting.dc,
    }


def _balanced(write: Write, shared: Row, postings: Sequence[Posting]) -> None:
    """Each period of an entry has to sum to zero, in the entry's currency and in the company's."""
    periods: dict[str, list[Posting]] = {}
    for posting in postings:
        row = shared | posting.more
        periods.setdefault(f"{row['FinancialYear']} / {row['FinancialPeriod']}", []).append(posting)
    for at, mine in periods.items():
        for currency, total in (
            (shared["Currency"], sum((p.fc for p in mine), ZERO)),
            (write.company.currency, sum((p.dc for p in mine), ZERO)),
        ):
            if total:
                kind = texts.KINDS.get(shared["Type"], texts.ENTRY).to(write.user)
                difference = texts.money(total)
                sentence = texts.NOT_BALANCED.to(write.user)
                raise Refused(sentence.format(at=at, kind=kind, currency=currency, amount=difference))
