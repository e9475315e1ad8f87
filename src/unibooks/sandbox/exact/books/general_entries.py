"""generaljournalentry/GeneralJournalEntries and their lines: debit is positive, credit negative.

The lines of each period have to sum to zero, with the VAT that their codes add. A line is booked in the period that
the header names, else in that of its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import entries, entry_rules, ledger, references, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.entries import CARRIED, CARRIED_BY_COUNTER, GENERAL, OTHER
from unibooks.sandbox.exact.books.ledger import VAT_LINE, Posting
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.vat_lines import SALES_LETTERS, WITH_AMOUNT
from unibooks.sandbox.exact.state import Company, Row, Write

#: Financial year and period.
Period = tuple[int, int]


def create(write: Write, given: Row, kind: int = OTHER) -> Row:
    """Book an entry with its lines; every fault is told at once.

    Args:
        write: the circumstances.
        given: the header with its lines.
        kind: its type; a client only makes 90 [H].

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop(GENERAL.lines, None) or []
    faults = Faults(write.user)
    header = entries.header(write, given, posted, GENERAL, faults)
    journal = references.journal(write.company, header["JournalCode"] or "")
    day = next((line["Date"] for line in posted if line.get("Date")), write.world.local(write.company))
    sent = given.get("ExchangeRate")
    header |= {
        "ExchangeRate": entry_rules.exchange_rate(write.company, header["Currency"], sent, day, journal, faults),
        "Reversal": bool(given.get("Reversal")),
        "Type": kind,
        "TypeDescription": texts.KINDS[kind].to(write.user),
    }
    found = [_line(write, line, header["ExchangeRate"], journal, faults) for line in posted]
    named = given.get("FinancialYear") is not None or given.get("FinancialPeriod") is not None
    periods = [_period_of(header) if named else (line["Date"].year, line["Date"].month) for line in found]
    for line, (year, period) in zip(found, periods, strict=True):
        entry_rules.period(write, line["Date"], year, period, faults, header["JournalCode"])
    faults.stop()
    entry = born(write, GENERAL.entry) | header
    lines = entries.new_lines(write, GENERAL, entry, found)
    _book(write, entry, lines, periods)
    return entries.store(write, GENERAL, entry, lines)


def create_line(write: Write, given: Row) -> Row:
    """Add a line to an open entry, in the header's period [I]; the entry has to stay in balance.

    Raises:
        Refused: no such entry, it is processed or closed, or a rule says no.
    """
    company = write.company
    entry = entries.of_line(write, given, GENERAL)
    journal = references.journal(company, entry["JournalCode"])
    faults = Faults(write.user)
    values = _line(write, given, entry["ExchangeRate"], journal, faults)
    faults.stop()
    before = entries.lines_of(company, GENERAL, entry["EntryID"])
    booked = {row["LineNumber"]: row for row in company[TransactionLine].where("EntryID", entry["EntryID"])}
    periods = [_period_of(booked[line["LineNumber"]]) for line in before]
    start = max((line["LineNumber"] for line in before), default=0) + 1
    lines = entries.new_lines(write, GENERAL, entry, [values], start)
    _book(write, entry, [*before, *lines], [*periods, _period_of(entry)])
    entries.touch(write, GENERAL, entry, lines)
    return company[GENERAL.line].add(lines[0])


def _period_of(row: Row) -> Period:
    return row["FinancialYear"], row["FinancialPeriod"]


def _line(write: Write, given: Row, rate: Decimal, journal: Row | None, faults: Faults) -> Row:
    """The properties of a new line, amounts in the entry's currency and in the company's."""
    row = entries.references_of_line(write, given, faults)
    # A line without AmountFC is a line of zero, as in purchase entries [R there].
    amount, vat = row.get("AmountFC") or ZERO, row.get("AmountVATFC")
    row |= _taxed(write, row, journal, faults)
    if row.get("OffsetID") is not None and row["OffsetID"] not in write.company[TransactionLine].rows:
        faults.add(texts.BAD_REFERENCE, texts.OFFSET)
    if not sane(amount) or not sane(vat):
        faults.add(texts.INVALID, texts.AMOUNT)
        amount = vat = ZERO
    code = references.vat_code(write.company, row["VATCode"] or "")
    kind, charged = (code["Type"], code["Charged"]) if code else ("N", False)
    if vat and (kind not in WITH_AMOUNT or not row["VATPercentage"]):
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
    amount = cents(amount)
    taxed = split(amount, kind, row["VATPercentage"], charged, None if vat is None else cents(vat))
    row |= {
        "AmountFC": amount,
        "AmountVATFC": taxed.vat,
        "VATBaseAmountFC": taxed.base if code and kind != "N" else ZERO,
    }
    pairs = (("AmountDC", "AmountFC"), ("AmountVATDC", "AmountVATFC"), ("VATBaseAmountDC", "VATBaseAmountFC"))
    return row | {own: cents(row[foreign] * rate) for own, foreign in pairs}


def _taxed(write: Write, row: Row, journal: Row | None, faults: Faults) -> Row:
    """The VAT code of a line, which needs a journal that allows one [M: the refusal]; it has no default [I]."""
    sent: str | None = row.get("VATCode")
    asks = sent is not None or bool(row.get("AmountVATFC")) or bool(row.get("VATPercentage"))
    if asks and journal is not None and not journal["AllowVAT"]:
        faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
    elif asks and sent is None:
        faults.add(texts.MISSING, texts.VAT_CODE)
    allowed = sent is not None and journal is not None and journal["AllowVAT"]
    code = vat_lines.given_code(write, sent, faults) if sent is not None and allowed else None
    rate = vat_lines.percentage(code, row.get("VATPercentage") if allowed else None, faults)
    gl = references.gl_account(write.company, row.get("GLAccount"))
    letter = vat_lines.letter(None, code, gl, faults)
    vat_lines.check_accounts(write.company, code, rate, letter in SALES_LETTERS, faults)
    named, text = references.described(code, "Code", "Description")
    return {"VATCode": named, "VATCodeDescription": text, "VATPercentage": rate, "VATType": letter}


def _book(write: Write, entry: Row, lines: list[Row], periods: list[Period]) -> None:
    """Write the entry into the ledger: its lines, then per period, code and side the VAT that they add."""
    company = write.company
    postings = [_input(company, line, period) for line, period in zip(lines, periods, strict=True)]
    postings += _taxes(company, lines, periods)
    shared = entries.shared(company, GENERAL, entry, lines[0]["Date"], entry["ExchangeRate"])
    ledger.book(write, shared, _rounded(postings), offset=False)


def _input(company: Company, line: Row, period: Period) -> Posting:
    code = references.vat_code(company, line["VATCode"] or "")
    account = references.gl_account(company, line["GLAccount"])
    if account is None:
        raise LookupError(f"line {line['ID']} names a ledger account that is not there")
    contained = code is not None and code["Type"] == "I" and not code["Charged"]
    more: Row = {name: line[name] for name in (*CARRIED, *CARRIED_BY_COUNTER)}
    more |= {"OffsetID": line["OffsetID"], "InvoiceNumber": line["OurRef"], **_in(period)}
    more |= vat_lines.named(line["VATCode"], code, line["VATPercentage"])
    if code is not None:
        more |= {"AmountVATFC": line["AmountVATFC"], "AmountVATBaseFC": line["VATBaseAmountFC"]}
    fc = line["AmountFC"] - line["AmountVATFC"] if contained else line["AmountFC"]
    dc = line["AmountDC"] - line["AmountVATDC"] if contained else line["AmountDC"]
    return Posting(number=line["LineNumber"], account=account, fc=fc, dc=dc, more=more)


def _taxes(company: Company, lines: list[Row], periods: list[Period]) -> Iterator[Posting]:
    groups: dict[tuple[Period, str, bool], list[Row]] = {}
    for line, period in zip(lines, periods, strict=True):
        if line["AmountVATFC"]:
            groups.setdefault((period, line["VATCode"], line["VATType"] in SALES_LETTERS), []).append(line)
    for (period, text, selling), mine in groups.items():
        code = references.vat_code(company, text) or {}
        fc, dc, base = (
            sum((line[name] for line in mine), ZERO) for name in ("AmountVATFC", "AmountVATDC", "VATBaseAmountFC")
        )
        more = _in(period) | vat_lines.named(text, code, mine[0]["VATPercentage"]) | {"AmountVATBaseFC": base}
        for account, sign in vat_lines.accounts(company, code, selling):
            yield Posting(number=VAT_LINE, account=account, fc=sign * fc, dc=sign * dc, more=more)


def _in(period: Period) -> Row:
    return {"FinancialYear": period[0], "FinancialPeriod": period[1]}


def _rounded(postings: list[Posting]) -> list[Posting]:
    """The cents that converting line by line leaves over go to the period's largest line [I]."""
    found = list(postings)
    periods = [_period_of(posting.more) for posting in found]
    for period in dict.fromkeys(periods):
        mine = [index for index, its in enumerate(periods) if its == period]
        gap = sum((found[index].dc for index in mine), ZERO)
        if gap and not sum((found[index].fc for index in mine), ZERO):
            largest = max(mine, key=lambda index: abs(found[index].dc))
            found[largest] = replace(found[largest], dc=found[largest].dc - gap)
    return found
