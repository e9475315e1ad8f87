"""purchaseentry/PurchaseEntries and PurchaseEntryLines: writing them, and what that does to the ledger."""

from __future__ import annotations

import uuid
from decimal import Decimal

from unibooks.connectors.exact.target import Document, PurchaseEntry, PurchaseEntryLine
from unibooks.sandbox.exact.books import entry_rules, ledger, purchase_header, purchase_lines, references, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents, split
from unibooks.sandbox.exact.books.purchase_booking import file_away, settle
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.state import Company, Row, Write


def create(write: Write, given: Row, rules: Rules) -> Row:
    """Book a purchase entry with its lines; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop("PurchaseEntryLines", None) or []
    faults = Faults(write.user)
    header = purchase_header.resolve(write, given, faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    supplier = references.account(write.company, header.get("Supplier"))
    found = [purchase_lines.resolve(write, line, faults, supplier, rules) for line in posted]
    faults.stop()
    entry = born(write, PurchaseEntry) | purchase_header.DEFAULTS | header
    if entry["InvoiceNumber"] is None:
        entry["InvoiceNumber"] = entry["EntryNumber"]
    lines = [
        born(write, PurchaseEntryLine) | values | {"EntryID": entry["EntryID"], "LineNumber": number}
        for number, values in enumerate(found, 1)
    ]
    _override(write, lines, given.get("VATAmountFC"))
    settle(write, entry, lines)
    write.company[PurchaseEntry].add(entry)
    for line in lines:
        write.company[PurchaseEntryLine].add(line)
    file_away(write, entry)
    return entry


def update(write: Write, entry: Row, given: Row) -> None:
    """Change the header of an open entry and book it anew.

    Raises:
        Refused: the entry is processed, its period is closed, or a rule says no.
    """
    open_entry(write, entry)
    faults = Faults(write.user)
    header = purchase_header.resolve(write, given, faults, entry)
    faults.stop()
    changed = entry | header
    lines = [dict(line) for line in lines_of(write.company, entry["EntryID"])]
    _override(write, lines, given.get("VATAmountFC"))
    _store(write, changed, lines)


def delete(write: Write, entry: Row) -> None:
    """Remove an open entry, its lines and its place in the ledger; its document stays, without the link [I].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    open_entry(write, entry)
    company, key = write.company, entry["EntryID"]
    for line in lines_of(company, key):
        company[PurchaseEntryLine].remove(line["ID"])
    ledger.erase(company, key)
    company[PurchaseEntry].remove(key)
    for document in company[Document].where("FinancialTransactionEntryID", key):
        company[Document].change(document["ID"], {"FinancialTransactionEntryID": None} | touched(write))


def create_line(write: Write, given: Row, rules: Rules) -> Row:
    """Add a line to an open entry.

    Raises:
        Refused: no such entry, it is processed or closed, or a rule says no.
    """
    key: uuid.UUID | None = given.get("EntryID")
    entry = write.company[PurchaseEntry].rows.get(key)
    if key is None or entry is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ENTRY)
    open_entry(write, entry)
    lines = [dict(line) for line in lines_of(write.company, key)]
    faults = Faults(write.user)
    supplier = references.account(write.company, entry["Supplier"])
    values = purchase_lines.resolve(write, given, faults, supplier, rules)
    faults.stop()
    number = max((line["LineNumber"] for line in lines), default=0) + 1
    line = born(write, PurchaseEntryLine) | values | {"EntryID": key, "LineNumber": number}
    write.company[PurchaseEntryLine].add(line)
    _store(write, dict(entry), [*lines, line])
    return write.company[PurchaseEntryLine].rows[line["ID"]]


def update_line(write: Write, line: Row, given: Row, rules: Rules) -> None:
    """Change a line of an open entry and book the entry anew.

    Raises:
        Refused: the entry is processed or closed, the line would move to another entry, or a rule says no.
    """
    entry = write.company[PurchaseEntry].rows[line["EntryID"]]
    open_entry(write, entry)
    faults = Faults(write.user)
    if given.get("EntryID") not in (None, line["EntryID"]):
        faults.add(texts.NOT_ALLOWED, texts.ENTRY)
    supplier = references.account(write.company, entry["Supplier"])
    values = purchase_lines.resolve(write, given, faults, supplier, rules, line)
    faults.stop()
    lines = [dict(row) for row in lines_of(write.company, line["EntryID"])]
    _store(write, dict(entry), [row | values if row["ID"] == line["ID"] else row for row in lines])


def delete_line(write: Write, line: Row) -> None:
    """Remove a line of an open entry; the last line takes the entry with it [H for sales entries].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    entry = write.company[PurchaseEntry].rows[line["EntryID"]]
    open_entry(write, entry)
    left = [dict(row) for row in lines_of(write.company, line["EntryID"]) if row["ID"] != line["ID"]]
    if not left:
        delete(write, entry)
        return
    write.company[PurchaseEntryLine].remove(line["ID"])
    _store(write, dict(entry), left)


def open_entry(write: Write, entry: Row) -> None:
    """Refuse a change of an entry that is processed or lies in a closed period."""
    period = (entry["ReportingYear"], entry["ReportingPeriod"])
    entry_rules.changeable(write, entry["Status"], period, journal=entry["Journal"])


def lines_of(company: Company, entry_id: uuid.UUID) -> list[Row]:
    """The lines of an entry in their order."""
    return sorted(company[PurchaseEntryLine].where("EntryID", entry_id), key=lambda line: line["LineNumber"])


def _override(write: Write, lines: list[Row], total: Decimal | None) -> None:
    """Bring the VAT of the lines to the total that the header prescribes, on the line with the most VAT [I]."""
    if total is None:
        return
    coded = [(line, references.vat_code(write.company, line["VATCode"] or "")) for line in lines]
    taxed = [(line, code) for line, code in coded if code and line["VATPercentage"] and not code["Charged"]]
    gap = cents(total) - sum((line["VATAmountFC"] for line, _ in taxed), ZERO)
    if not gap:
        return
    if not taxed:
        faults = Faults(write.user)
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
        faults.stop()
    line, code = max(taxed, key=lambda pair: abs(pair[0]["VATAmountFC"]))
    parts = split(line["AmountFC"], code["Type"], line["VATPercentage"], False, line["VATAmountFC"] + gap)
    line |= {"VATAmountFC": parts.vat, "VATBaseAmountFC": parts.base}


def _store(write: Write, entry: Row, lines: list[Row]) -> None:
    """Put a changed entry and its lines back and book them."""
    settle(write, entry, lines)
    stamps = touched(write)
    company = write.company
    for line in lines:
        company[PurchaseEntryLine].change(line["ID"], line | stamps)
    company[PurchaseEntry].change(entry["EntryID"], entry | stamps)
    file_away(write, company[PurchaseEntry].rows[entry["EntryID"]])
