"""financialtransaction/Transactions: the entries of the ledger, whatever resource they came by [R: their properties]."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unibooks.connectors.exact.target import (
    BankEntry,
    CashEntry,
    GeneralJournalEntry,
    PaymentCondition,
    PurchaseEntry,
    TransactionLine,
)
from unibooks.connectors.exact.target.financialtransaction import Transaction
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual

#: What an entry has from its first line.
_SHARED: Final = (
    *("Date", "Division", "Document", "DocumentNumber", "DocumentSubject", "EntryID", "EntryNumber"),
    *("ExternalLinkDescription", "ExternalLinkReference", "FinancialPeriod", "FinancialYear", "JournalCode"),
    *("JournalDescription", "PaymentReference", "Status", "Type"),
)
#: What it has from the record that it was entered as, where that has it.
_ENTERED: Final = ("ClosingBalanceFC", "Description", "OpeningBalanceFC", "PaymentReference")
_RECORDS: Final[tuple[type[Entity], ...]] = (PurchaseEntry, SalesEntry, BankEntry, CashEntry, GeneralJournalEntry)


def transactions(_world: World, company: Company) -> Iterator[Row]:
    """An entry for each that has lines; its texts are in the company's language [I]."""
    blank: Row = dict.fromkeys(Transaction.props()) | {"IsExtraDuty": False}
    entries: dict[object, list[Row]] = {}
    for line in company[TransactionLine]:
        entries.setdefault(line["EntryID"], []).append(line)
    for key, lines in entries.items():
        first = min(lines, key=_number)
        row = blank | {name: first[name] for name in _SHARED} | {"Description": first["Description"]}
        record = next((found for entity in _RECORDS if (found := company[entity].rows.get(key))), None)
        if record is not None:
            row |= {name: record[name] for name in _ENTERED if record.get(name) is not None}
            row |= _condition(company, record.get("PaymentCondition"))
        yield row | {
            "Created": min(line["Created"] for line in lines),
            "Modified": max(line["Modified"] for line in lines),
            "StatusDescription": texts.STATUSES[first["Status"]].nl,
            "TypeDescription": texts.KINDS[first["Type"]].nl if first["Type"] in texts.KINDS else None,
        }


def _number(line: Row) -> int:
    number: int = line["LineNumber"]
    return number


def _condition(company: Company, code: str | None) -> Row:
    found = references.payment_condition(company, code) if code else None
    text = references.described(found, "Description")[0]
    return {"PaymentConditionCode": code, "PaymentConditionDescription": text}


VIRTUALS: Final = {Transaction: Virtual(transactions, (TransactionLine, PaymentCondition, *_RECORDS))}
