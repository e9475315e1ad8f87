"""Purchase and sales entries and their lines: writing them, and what that does to the ledger."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from decimal import Decimal

from unibooks.sandbox.exact.books import documents, entry_rules, ledger, references, texts, trade_header, trade_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, split
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.trade import Trade
from unibooks.sandbox.exact.books.trade_booking import file_away, settle
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.state import Company, Row, Write


def create(
    trade: Trade,
    write: Write,
    given: Row,
    rules: Rules,
    line_key: Callable[[], uuid.UUID] | None = None,
    key: uuid.UUID | None = None,
) -> Row:
    """Book an entry with its lines; every fault is told at once.

    Args:
        trade: the side of trade.
        write: the circumstances.
        given: the header, its lines under their name.
        rules: what the evidence leaves open.
        line_key: gives the keys of the lines; the world does unless told otherwise.
        key: the key of the entry, a fresh one unless told otherwise.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop(trade.lines, None) or []
    faults = Faults(write.user)
    header = trade_header.resolve(trade, write, given, faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    party = references.account(write.company, header.get(trade.party))
    found = [trade_lines.resolve(trade, write, line, faults, party, rules) for line in posted]
    faults.stop()
    entry = born(write, trade.entry, key) | trade_header.DEFAULTS | header
    lines = [
        born(write, trade.line, line_key() if line_key else None)
        | values
        | {"EntryID": entry["EntryID"], "LineNumber": number}
        for number, values in enumerate(found, 1)
    ]
    _override(write, lines, given.get("VATAmountFC"))
    settle(trade, write, entry, lines)
    write.company[trade.entry].add(entry)
    for line in lines:
        write.company[trade.line].add(line)
    file_away(trade, write, entry)
    return entry


def update(trade: Trade, write: Write, entry: Row, given: Row, *, blanked: bool = False) -> None:
    """Change the header of an open entry and book it anew.

    With `blanked` a change of nothing but the party empties the due date, as one report has it of sales entries [M].

    Raises:
        Refused: the entry is processed, its period is closed, or a rule says no.
    """
    open_entry(write, entry)
    faults = Faults(write.user)
    header = trade_header.resolve(trade, write, given, faults, entry)
    faults.stop()
    changed = entry | header
    if blanked and given.keys() == {trade.party}:
        changed["DueDate"] = None
    lines = [dict(line) for line in lines_of(trade, write.company, entry["EntryID"])]
    _override(write, lines, given.get("VATAmountFC"))
    _store(trade, write, changed, lines)


def delete(trade: Trade, write: Write, entry: Row) -> None:
    """Remove an open entry, its lines and its place in the ledger; its document stays, without the link [I].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    open_entry(write, entry)
    company, key = write.company, entry["EntryID"]
    for line in lines_of(trade, company, key):
        company[trade.line].remove(line["ID"])
    ledger.erase(company, key)
    company[trade.entry].remove(key)
    documents.untie(write, key)


def create_line(trade: Trade, write: Write, given: Row, rules: Rules) -> Row:
    """Add a line to an open entry.

    Raises:
        Refused: no such entry, it is processed or closed, or a rule says no.
    """
    key: uuid.UUID | None = given.get("EntryID")
    entry = write.company[trade.entry].rows.get(key)
    if key is None or entry is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ENTRY)
    open_entry(write, entry)
    lines = [dict(line) for line in lines_of(trade, write.company, key)]
    faults = Faults(write.user)
    party = references.account(write.company, entry[trade.party])
    values = trade_lines.resolve(trade, write, given, faults, party, rules)
    faults.stop()
    number = max((line["LineNumber"] for line in lines), default=0) + 1
    line = born(write, trade.line) | values | {"EntryID": key, "LineNumber": number}
    write.company[trade.line].add(line)
    _store(trade, write, dict(entry), [*lines, line])
    return write.company[trade.line].rows[line["ID"]]


def update_line(trade: Trade, write: Write, line: Row, given: Row, rules: Rules) -> None:
    """Change a line of an open entry and book the entry anew.

    Raises:
        Refused: the entry is processed or closed, the line would move to another entry, or a rule says no.
    """
    entry = write.company[trade.entry].rows[line["EntryID"]]
    open_entry(write, entry)
    faults = Faults(write.user)
    if given.get("EntryID") not in (None, line["EntryID"]):
        faults.add(texts.NOT_ALLOWED, texts.ENTRY)
    party = references.account(write.company, entry[trade.party])
    values = trade_lines.resolve(trade, write, given, faults, party, rules, line)
    faults.stop()
    lines = [dict(row) for row in lines_of(trade, write.company, line["EntryID"])]
    _store(trade, write, dict(entry), [row | values if row["ID"] == line["ID"] else row for row in lines])


def delete_line(trade: Trade, write: Write, line: Row) -> None:
    """Remove a line of an open entry; the last line takes the entry with it [H].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    entry = write.company[trade.entry].rows[line["EntryID"]]
    open_entry(write, entry)
    left = [dict(row) for row in lines_of(trade, write.company, line["EntryID"]) if row["ID"] != line["ID"]]
    if not left:
        delete(trade, write, entry)
        return
    write.company[trade.line].remove(line["ID"])
    _store(trade, write, dict(entry), left)


def open_entry(write: Write, entry: Row) -> None:
    """Refuse a change of an entry that is processed or lies in a closed period."""
    period = (entry["ReportingYear"], entry["ReportingPeriod"])
    entry_rules.changeable(write, entry["Status"], period, journal=entry["Journal"])


def lines_of(trade: Trade, company: Company, entry_id: uuid.UUID) -> list[Row]:
    """The lines of an entry in their order."""
    return sorted(company[trade.line].where("EntryID", entry_id), key=lambda line: line["LineNumber"])


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


def _store(trade: Trade, write: Write, entry: Row, lines: list[Row]) -> None:
    """Put a changed entry and its lines back and book them."""
    settle(trade, write, entry, lines)
    stamps = touched(write)
    company = write.company
    for line in lines:
        company[trade.line].change(line["ID"], line | stamps)
    company[trade.entry].change(entry["EntryID"], entry | stamps)
    file_away(trade, write, company[trade.entry].rows[entry["EntryID"]])
