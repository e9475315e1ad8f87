"""Payment terms and lists of open items: cashflow/Payments and Receivables, read/financial/PayablesList and
ReceivablesList. They follow from the ledger's lines on control accounts and from the matches of these, see `terms`.

A term has status 20 Open, 30 Selected or 40 Processed on its way to the bank, 50 Matched. Payments that no invoice was
matched with are terms of their own, with the opposite sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
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
from unibooks.sandbox.exact.books.payments import OPEN, PROCESSED
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.terms import Term, discount, terms
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, MatchSet, Row, World, Write
from unibooks.sandbox.exact.virtual import Virtual

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
            if term.settled is not None:
                row["Status"] = MATCHED
            yield row

    return derive


def _amounts(company: Company, term: Term, mirrored: bool) -> Row:
    line, settled = term.line, term.settled
    # [M] a settled term has an amount of zero, say those who read the ledger's sign
    sign = -1 if mirrored else 0 if settled else 1
    row: Row = {
        "ID": term.key,
        "AmountDC": sign * term.dc,
        "AmountFC": sign * term.fc,
        "DueDate": term.due,
        "TransactionDueDate": term.due,
    }
    for name, value in discount(term).items():
        row[name] = sign * value if name.startswith("Amount") else value
    if settled is None:
        return row | {"Status": OPEN}
    day = _last_day(company, settled)
    row |= {"EndDate": day, "EndPeriod": day.month, "EndYear": day.year}
    return row | {"Status": MATCHED, "Modified": max(line["Modified"], settled.at)}


def _last_day(company: Company, settled: MatchSet) -> datetime:
    rows = company[TransactionLine].rows
    return max(rows[part.line]["Date"] for part in settled.parts)


def _payment(_company: Company, term: Term) -> Row:
    return _condition(term)


def _receivable(company: Company, term: Term) -> Row:
    line = term.line
    customer = references.account(company, line["Account"]) or {}
    settled = company.matches.get(line["ID"])
    return _condition(term) | {
        "AccountCountry": customer.get("Country"),
        "IsFullyPaid": term.settled is not None,
        "LastPaymentDate": _last_day(company, settled[-1]) if settled else None,
        "OrderNumber": line["OrderNumber"],
    }


def _condition(term: Term) -> Row:
    found = term.condition
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
                row = blank | _listed(company, term, sign)
                if "ApprovalStatus" in blank:
                    row["ApprovalStatus"] = 1
                changed = company.term_changes.get(term.key, {})
                yield row | {name: changed[name] for name in ("Description",) if name in changed}

    return derive


def _listed(company: Company, term: Term, sign: int) -> Row:
    line = term.line
    in_transit = company.term_changes.get(term.key, {}).get("Status") == PROCESSED
    return {
        # a running number in Exact; here one that stays the same as long as the term is there
        "HID": term.key.int >> 88,
        "Id": term.key,
        "AccountCode": line["AccountCode"],
        "AccountId": line["Account"],
        "AccountName": line["AccountName"],
        "Amount": sign * term.fc,
        "AmountInTransit": sign * term.fc if in_transit else ZERO,
        "CurrencyCode": line["Currency"],
        "Description": line["Description"],
        "DueDate": term.due,
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
        Refused: the term is selected, processed or settled [I], or there is no such payment method or bank account of its relation.
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
