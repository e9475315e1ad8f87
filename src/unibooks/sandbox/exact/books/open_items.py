"""Payment terms and lists of open items: cashflow/Payments and Receivables, read/financial/PayablesList and
ReceivablesList. They follow from the ledger's lines on control accounts and from the matches of these.

Each line gives one term, status 20 Open; a line that is settled, one of status 50 Matched; of a line that is settled
in part, each match gives a matched term, and the rest keeps the term's key and stays open [I]. Payments that no
invoice was matched with are terms of their own, with the opposite sign.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Final

from unibooks.connectors.exact.target import (
    Account,
    BankAccount,
    GLAccount,
    PayablesListRow,
    Payment,
    PaymentCondition,
    PurchaseEntry,
    Receivable,
    ReceivablesListRow,
    TransactionLine,
)
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.books.matching import PAYABLES, RECEIVABLES
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, MatchPart, MatchSet, Row, World, Write
from unibooks.sandbox.exact.virtual import Virtual

OPEN: Final = 20
MATCHED: Final = 50
#: B on credit, I collection, K cash, V credit card.
PAYMENT_METHODS: Final = frozenset("BIKV")

_SOURCES: Final = (TransactionLine, GLAccount, Account, PaymentCondition, PurchaseEntry, SalesEntry)
#: What a term has from its line under the same name, and under another.
_SAME: Final = (
    *("Account", "AccountCode", "AccountName", "Created", "Creator", "CreatorFullName", "Currency", "Description"),
    *("Division", "Document", "DocumentNumber", "DocumentSubject", "EntryID", "EntryNumber", "GLAccount"),
    *("GLAccountCode", "GLAccountDescription", "InvoiceNumber", "JournalDescription", "Modified", "Modifier"),
    *("ModifierFullName", "PaymentReference", "YourRef"),
)
_FROM_LINE: Final = {name: name for name in _SAME} | {
    "EntryDate": "Date",
    "InvoiceDate": "Date",
    "Journal": "JournalCode",
    "RateFC": "ExchangeRate",
    "TransactionAmountDC": "AmountDC",
    "TransactionAmountFC": "AmountFC",
    "TransactionEntryID": "EntryID",
    "TransactionID": "ID",
    "TransactionReportingPeriod": "FinancialPeriod",
    "TransactionReportingYear": "FinancialYear",
    "TransactionStatus": "Status",
    "TransactionType": "Type",
}
_line_values: Final = itemgetter(*_FROM_LINE.values())
#: What every term has.
_ALWAYS: Final[Row] = {
    "AmountDiscountDC": ZERO,
    "AmountDiscountFC": ZERO,
    "IsBatchBooking": 0,
    "PaymentDiscountPercentage": ZERO,
    "PaymentMethod": "B",
    "Source": 1,
    "TransactionIsReversal": False,
}


@dataclass(frozen=True)
class Term:
    """A term or a part of one: its amounts with the sign of the ledger, and the match that settled it."""

    key: uuid.UUID
    line: Row
    dc: Decimal
    fc: Decimal
    settled: MatchSet | None = None


def terms(company: Company, kind: int) -> Iterator[Term]:
    """The terms of all lines on accounts of this type, in the order of the ledger."""
    accounts = {row["ID"] for row in company[GLAccount].where("Type", kind)}
    lines = company[TransactionLine]
    for line in (line for account in accounts for line in lines.where("GLAccount", account)):
        if line["Account"] is not None and (line["AmountDC"] or line["AmountFC"]):
            yield from _terms_of(company, line)


def _terms_of(company: Company, line: Row) -> Iterator[Term]:
    key = term_key(line["ID"])
    settled = company.matches.get(line["ID"])
    if not settled:
        yield Term(key, line, line["AmountDC"], line["AmountFC"])
        return
    found = [(match, _part_of(match, line)) for match in settled]
    dc = line["AmountDC"] - sum((part.dc for _, part in found), ZERO)
    fc = line["AmountFC"] - sum((part.fc for _, part in found), ZERO)
    if dc:
        yield Term(key, line, dc, fc)
    for match, part in found:
        closes = not dc and match is settled[-1]
        yield Term(key if closes else uuid.uuid5(match.id, str(key)), line, part.dc, part.fc, match)


@lru_cache(maxsize=65536)
def term_key(line: uuid.UUID) -> uuid.UUID:
    """The key of a line's term, the same whenever it is worked out."""
    return uuid.uuid5(line, "term")


def _part_of(match: MatchSet, line: Row) -> MatchPart:
    return next(part for part in match.parts if part.line == line["ID"])


def term_tables(mirrored: bool) -> dict[type[Entity], Virtual]:
    """How the terms and lists are derived; `mirrored`: amounts of terms are the opposite of the ledger's."""
    return {
        Payment: Virtual(_deriver(Payment, PAYABLES, mirrored), _SOURCES),
        Receivable: Virtual(_deriver(Receivable, RECEIVABLES, mirrored), _SOURCES),
        PayablesListRow: Virtual(_lister(PayablesListRow, PAYABLES, -1), (*_SOURCES, Payment)),
        ReceivablesListRow: Virtual(_lister(ReceivablesListRow, RECEIVABLES, 1), (*_SOURCES, Receivable)),
    }


def _deriver(entity: type[Entity], kind: int, mirrored: bool) -> Callable[[World, Company], Iterator[Row]]:
    blank: Row = dict.fromkeys(entity.props()) | _ALWAYS
    more = _receivable if entity is Receivable else _payment

    def derive(_: World, company: Company) -> Iterator[Row]:
        for term in terms(company, kind):
            row = blank.copy()
            row.update(zip(_FROM_LINE, _line_values(term.line), strict=True))
            row.update(_amounts(company, term, mirrored))
            row.update(more(company, term))
            row.update(company.term_changes.get(term.key, ()))
            yield row

    return derive


def _amounts(company: Company, term: Term, mirrored: bool) -> Row:
    line, settled = term.line, term.settled
    due = line["DueDate"] or line["Date"]
    # [M] a settled term has an amount of zero, say those who read the ledger's sign
    dc, fc = (-term.dc, -term.fc) if mirrored else (ZERO, ZERO) if settled else (term.dc, term.fc)
    row: Row = {"ID": term.key, "AmountDC": dc, "AmountFC": fc, "DueDate": due, "TransactionDueDate": due}
    if settled is None:
        return row | {"Status": OPEN}
    day = _last_day(company, settled)
    row |= {"EndDate": day, "EndPeriod": day.month, "EndYear": day.year}
    return row | {"Status": MATCHED, "Modified": max(line["Modified"], settled.at)}


def _last_day(company: Company, settled: MatchSet) -> datetime:
    rows = company[TransactionLine].rows
    return max(rows[part.line]["Date"] for part in settled.parts)


def _payment(company: Company, term: Term) -> Row:
    entry = company[PurchaseEntry].rows.get(term.line["EntryID"])
    return _condition(company, entry["PaymentCondition"] if entry else None)


def _receivable(company: Company, term: Term) -> Row:
    line = term.line
    customer = references.account(company, line["Account"]) or {}
    settled = company.matches.get(line["ID"])
    entry = company[SalesEntry].rows.get(line["EntryID"])
    return _condition(company, entry["PaymentCondition"] if entry else None) | {
        "AccountCountry": customer.get("Country"),
        "IsFullyPaid": term.settled is not None,
        "LastPaymentDate": _last_day(company, settled[-1]) if settled else None,
        "OrderNumber": line["OrderNumber"],
    }


def _condition(company: Company, code: str | None) -> Row:
    found = references.payment_condition(company, code) if code else None
    if found is None:
        return {}
    return {
        "PaymentCondition": found["Code"],
        "PaymentConditionDescription": found["Description"],
        "PaymentDays": found["PaymentDays"],
        "PaymentMethod": found["PaymentMethod"] if found["PaymentMethod"] in PAYMENT_METHODS else "B",
    }


def _lister(entity: type[Entity], kind: int, sign: int) -> Callable[[World, Company], Iterator[Row]]:
    blank: Row = dict.fromkeys(entity.props())

    def derive(_: World, company: Company) -> Iterator[Row]:
        for term in terms(company, kind):
            if term.settled is None:
                row = blank | _listed(term, sign)
                if "ApprovalStatus" in blank:
                    row["ApprovalStatus"] = 1
                changed = company.term_changes.get(term.key, {})
                yield row | {name: changed[name] for name in ("Description",) if name in changed}

    return derive


def _listed(term: Term, sign: int) -> Row:
    line = term.line
    return {
        # a running number in Exact; here one that stays the same as long as the term is there
        "HID": term.key.int >> 88,
        "Id": term.key,
        "AccountCode": line["AccountCode"],
        "AccountId": line["Account"],
        "AccountName": line["AccountName"],
        "Amount": sign * term.fc,
        "AmountInTransit": ZERO,
        "CurrencyCode": line["Currency"],
        "Description": line["Description"],
        "DueDate": line["DueDate"] or line["Date"],
        "EntryNumber": line["EntryNumber"],
        "InvoiceDate": line["Date"],
        "InvoiceNumber": line["InvoiceNumber"],
        "JournalCode": line["JournalCode"],
        "JournalDescription": line["JournalDescription"],
        "YourRef": line["YourRef"],
    }


def update(write: Write, term: Row, given: Row) -> None:
    """Change how a term is to be paid.

    Raises:
        Refused: the term is settled [I], or there is no such payment method or bank account of its relation.
    """
    faults = Faults(write.user)
    if term["Status"] != OPEN:
        faults.add(texts.PROCESSED, texts.PAYMENT_TERM)
    if "PaymentMethod" in given and given["PaymentMethod"] not in PAYMENT_METHODS:
        faults.add(texts.INVALID, texts.PAYMENT_METHOD)
    changed = dict(given)
    if given.get("AccountBankAccountID") is not None:
        account = write.company[BankAccount].rows.get(given["AccountBankAccountID"])
        if account is None or account["Account"] != term["Account"]:
            faults.add(texts.BAD_REFERENCE, texts.BANK_ACCOUNT)
        else:
            changed["AccountBankAccountNumber"] = account["BankAccount"]
    faults.stop()
    company = write.company
    company.term_changes[term["ID"]] = company.term_changes.get(term["ID"], {}) | changed | touched(write)
    for entity in (Payment, Receivable):  # nobody writes their rows; this makes readers work them out again
        company[entity].memo.clear()
