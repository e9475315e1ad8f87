"""What bank, cash and general journal entries have in common: their kinds, lines, removal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from unibooks.connectors.exact.target import (
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    Document,
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.salesorder import GoodsDelivery
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import dimensions, documents, entry_rules, ledger, projects, references, texts
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, OPEN, midnight
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, Write

#: Types of ledger entries.
CASH_FLOW, OTHER = 40, 90


@dataclass(frozen=True)
class Kind:
    """One kind of entry.

    Attributes:
        entry: the entity of its header; line: that of its lines; lines: the header's name for them.
        posts_as: the type of its ledger lines.
        journals: the types of journal that it is booked in.
        wrong_journal: the sentence about a journal of another type.
    """

    entry: type[Entity]
    line: type[Entity]
    lines: str
    posts_as: int
    journals: frozenset[int]
    wrong_journal: Text


BANK: Final = Kind(BankEntry, BankEntryLine, "BankEntryLines", CASH_FLOW, frozenset({12, 16}), texts.NOT_A_BANK_JOURNAL)
CASH: Final = Kind(CashEntry, CashEntryLine, "CashEntryLines", CASH_FLOW, frozenset({10}), texts.NOT_A_CASH_JOURNAL)
GENERAL: Final = Kind(
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    "GeneralJournalEntryLines",
    OTHER,
    frozenset({90}),
    texts.NOT_A_GENERAL_JOURNAL,
)

#: References to things that these companies do not have, so that every one of them is unknown.
ABSENT: Final[tuple[tuple[str, Text], ...]] = (
    ("Asset", texts.ASSET),
    ("ProjectWBS", texts.PROJECT),
)

#: What a line hands to its ledger lines as it is.
CARRIED: Final = (
    *("Account", "AccountCode", "AccountName", "Date", "Description", "Document", "DocumentNumber"),
    *("DocumentSubject", "Notes", "Quantity"),
)
#: What it hands only to the one on the ledger account that it names.
CARRIED_BY_COUNTER: Final = (
    *("CostCenter", "CostCenterDescription", "CostUnit", "CostUnitDescription"),
    *("Project", "ProjectCode", "ProjectDescription"),
)


def header(write: Write, given: Row, posted: list[Row], kind: Kind, faults: Faults) -> Row:
    """Journal, currency, year, period and number of a new entry.

    Year and period are those sent, else those of the first line's day, else of today.
    """
    company = write.company
    sentence = kind.wrong_journal.to(write.user)
    journal = entry_rules.journal(write, given.get("JournalCode"), kind.journals, sentence, faults)
    home = (journal or {}).get("Currency") or company.currency
    currency = entry_rules.currency(given.get("Currency") or home, home, journal, faults)
    first: datetime | None = next((line["Date"] for line in posted if line.get("Date")), None)
    date = midnight(first or write.world.local(company))
    year = given.get("FinancialYear") or date.year
    period = given.get("FinancialPeriod") or date.month
    entry_rules.period(write, date, year, period, faults, given.get("JournalCode"))
    code, text = references.described(journal, "Code", "Description")
    # the ledger knows entries of the journal that no resource has, and deliveries of goods have its numbers too
    taken = [*company[TransactionLine].where("JournalCode", code), *company[GoodsDelivery]]
    number = entry_rules.entry_number(taken, code, year, given.get("EntryNumber"), faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    return {
        "JournalCode": code,
        "JournalDescription": text,
        "Currency": currency or company.currency,
        "FinancialYear": year,
        "FinancialPeriod": period,
        "EntryNumber": number,
        "Status": OPEN,
        "StatusDescription": texts.STATUSES[OPEN].to(write.user),
    }


def references_of_line(write: Write, given: Row, faults: Faults) -> Row:
    """A line with everything that its references tell; amounts and VAT are the caller's."""
    company = write.company
    row = {name: value for name, value in given.items() if name not in {"ID", "EntryID"}}
    gl = references.gl_account(company, row.get("GLAccount"))
    if row.get("GLAccount") is None:
        faults.add(texts.MISSING, texts.GL_ACCOUNT)
    elif gl is None:
        faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    elif gl["IsBlocked"]:
        faults.add(texts.BLOCKED, texts.GL_ACCOUNT)
    relation = references.account(company, row.get("Account"))
    if row.get("Account") is not None and relation is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    elif relation is not None and relation["Blocked"]:
        faults.add(texts.BLOCKED, texts.ACCOUNT)
    for name, label in ABSENT:
        if row.get(name):
            faults.add(texts.BAD_REFERENCE, label)
    if len(row.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    date: datetime = midnight(row.get("Date") or write.world.local(company))
    if date.year not in company.financial_years:
        faults.add(texts.UNKNOWN, texts.FINANCIAL_YEAR)
    row["Date"] = date
    row["GLAccountCode"], row["GLAccountDescription"] = references.described(gl, "Code", "Description")
    row["AccountCode"], row["AccountName"] = references.described(relation, "Code", "Name")
    row |= dimensions.on_line(write, row, gl, faults) | projects.on_line(write, row, faults)
    return row | entry_rules.document(write, row.get("Document"), faults)


def new_lines(write: Write, kind: Kind, entry: Row, found: list[Row], start: int = 1) -> list[Row]:
    """Rows for the lines of an entry, numbered on from `start`."""
    above = {"EntryID": entry["EntryID"], "EntryNumber": entry["EntryNumber"]}
    return [
        born(write, kind.line) | values | above | {"LineNumber": number} for number, values in enumerate(found, start)
    ]


def store(write: Write, kind: Kind, entry: Row, lines: list[Row]) -> Row:
    """Keep a new entry and its lines, and tie the lines' documents to it that no entry has yet [I]."""
    for line in lines:
        write.company[kind.line].add(line)
    _file_away(write, entry["EntryID"], lines)
    return write.company[kind.entry].add(entry)


def touch(write: Write, kind: Kind, entry: Row, added: list[Row]) -> None:
    """Stamp an entry that got lines, and tie their documents to it."""
    stamps = {name: value for name, value in touched(write).items() if name in kind.entry.props()}
    write.company[kind.entry].change(entry["EntryID"], stamps)
    _file_away(write, entry["EntryID"], added)


def _file_away(write: Write, entry_id: uuid.UUID, lines: list[Row]) -> None:
    documents = write.company[Document]
    for line in lines:
        if line["Document"] is not None and documents.rows[line["Document"]]["FinancialTransactionEntryID"] is None:
            documents.change(line["Document"], {"FinancialTransactionEntryID": entry_id})


def of_line(write: Write, given: Row, kind: Kind) -> Row:
    """The open entry that a new line names.

    Raises:
        Refused: it names none, there is none, or the entry is processed or closed.
    """
    key: Any = given.get("EntryID")
    entry = write.company[kind.entry].rows.get(key)
    if entry is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ENTRY)
    _changeable(write, entry)
    return entry


def _changeable(write: Write, entry: Row) -> None:
    """Refuse a change of an entry that is processed or has a ledger line in a closed period."""
    booked = write.company[TransactionLine].where("EntryID", entry["EntryID"])
    periods = sorted({(row["FinancialYear"], row["FinancialPeriod"]) for row in booked})
    entry_rules.changeable(write, entry["Status"], *periods, journal=entry["JournalCode"])


def lines_of(company: Company, kind: Kind, entry_id: uuid.UUID) -> list[Row]:
    """The lines of an entry in their order."""
    return sorted(company[kind.line].where("EntryID", entry_id), key=lambda line: line["LineNumber"])


def delete(write: Write, entry: Row, kind: Kind) -> None:
    """Remove an open entry, its lines and its place in the ledger; its documents stay, without the link [I].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    _changeable(write, entry)
    company, key = write.company, entry["EntryID"]
    for line in lines_of(company, kind, key):
        company[kind.line].remove(line["ID"])
    ledger.erase(company, key)
    company[kind.entry].remove(key)
    documents.untie(write, key)


def shared(company: Company, kind: Kind, entry: Row, date: datetime, rate: Any) -> Row:
    """What all ledger lines of an entry have alike; a line's own day stands on its ledger lines."""
    return ledger.heading(
        references.journal(company, entry["JournalCode"]) or {},
        entry_id=entry["EntryID"],
        number=entry["EntryNumber"],
        kind=entry.get("Type") or kind.posts_as,
        status=entry["Status"],
        date=date,
        year=entry["FinancialYear"],
        period=entry["FinancialPeriod"],
        currency=entry["Currency"],
        rate=rate,
    )
