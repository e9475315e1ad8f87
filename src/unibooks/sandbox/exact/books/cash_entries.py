"""financialtransaction/BankEntries, CashEntries and their lines: money in is positive, money out negative.

Each line becomes a pair in the ledger, money and counter account, and three where it has VAT: money, VAT, counter. Its
amount contains the VAT even under a code that puts it on top [R: a Dutch audit file; that a posted amount is gross
too is I].
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import entries, entry_rules, ledger, references, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.entries import CARRIED, CARRIED_BY_COUNTER, Kind
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.vat_lines import SALES_LETTERS, WITH_AMOUNT, Rules
from unibooks.sandbox.exact.state import Company, Row, Write


def create(write: Write, given: Row, kind: Kind, rules: Rules) -> Row:
    """Book an entry with its lines; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop(kind.lines, None) or []
    faults = Faults(write.user)
    header = entries.header(write, given, posted, kind, faults)
    journal = _journal(write, header["JournalCode"], faults)
    if "BankStatementDocument" in kind.entry.props():
        key = given.get("BankStatementDocument")
        header |= entry_rules.document(write, key, faults, "BankStatementDocument")
    found = [_line(write, line, header["Currency"], journal, faults, rules) for line in posted]
    header |= _balances(write, given, found, header["JournalCode"], kind, faults)
    faults.stop()
    entry = born(write, kind.entry) | header
    lines = entries.new_lines(write, kind, entry, found)
    _book(write, kind, entry, lines)
    return entries.store(write, kind, entry, lines)


def create_line(write: Write, given: Row, kind: Kind, rules: Rules) -> Row:
    """Add a line to an open entry; the closing balance follows [I].

    Raises:
        Refused: no such entry, it is processed or closed, or a rule says no.
    """
    company = write.company
    entry = entries.of_line(write, given, kind)
    faults = Faults(write.user)
    journal = _journal(write, entry["JournalCode"], faults)
    values = _line(write, given, entry["Currency"], journal, faults, rules)
    faults.stop()
    before = entries.lines_of(company, kind, entry["EntryID"])
    start = max((line["LineNumber"] for line in before), default=0) + 1
    lines = entries.new_lines(write, kind, entry, [values], start)
    _book(write, kind, entry, [*before, *lines])
    company[kind.entry].change(entry["EntryID"], {"ClosingBalanceFC": entry["ClosingBalanceFC"] + values["AmountFC"]})
    entries.touch(write, kind, entry, lines)
    return company[kind.line].add(lines[0])


def last_balance(company: Company, kind: Kind, journal: str | None) -> Decimal:
    """What the last entry of a journal left, in the journal's currency; nothing for an empty journal."""
    rows = company[kind.entry].where("JournalCode", journal)
    last = max(rows, key=lambda row: (row["FinancialYear"], row["EntryNumber"]), default=None)
    return ZERO if last is None else last["ClosingBalanceFC"]


def _journal(write: Write, code: str | None, faults: Faults) -> Row | None:
    """The journal, which has to name the ledger account of its money."""
    journal = references.journal(write.company, code or "")
    if journal is not None and references.gl_account(write.company, journal["GLAccount"]) is None:
        faults.add(texts.MISSING, texts.GL_ACCOUNT)
    return journal


def _balances(write: Write, given: Row, lines: list[Row], journal: str | None, kind: Kind, faults: Faults) -> Row:
    """Opening and closing balance; one that is sent need not go on from the entry before [I: a client sends zero]."""
    opening, closing = given.get("OpeningBalanceFC"), given.get("ClosingBalanceFC")
    if not sane(opening) or not sane(closing):
        faults.add(texts.INVALID, texts.AMOUNT)
        return {}
    opening = last_balance(write.company, kind, journal) if opening is None else cents(opening)
    reached = opening + sum((line["AmountFC"] for line in lines), ZERO)
    if closing is not None and cents(closing) != reached:
        faults.say(texts.STATEMENT_BALANCE.to(write.user))
    return {"OpeningBalanceFC": opening, "ClosingBalanceFC": reached}


def _line(write: Write, given: Row, currency: str, journal: Row | None, faults: Faults, rules: Rules) -> Row:
    """The properties of a new line, amounts in the entry's currency and in the company's."""
    row = entries.references_of_line(write, given, faults)
    sent = row.get("ExchangeRate")
    rate = entry_rules.exchange_rate(write.company, currency, sent, row["Date"], journal, faults)
    # A line without AmountFC is a line of zero, as in purchase entries [R there].
    amount, vat = row.get("AmountFC") or ZERO, row.get("AmountVATFC")
    row |= {"AmountFC": ZERO, "AmountDC": ZERO, "AmountVATFC": ZERO, "ExchangeRate": rate}
    row |= _taxed(write, row, faults, rules)
    if not sane(amount) or not sane(vat):
        faults.add(texts.INVALID, texts.AMOUNT)
        return row
    code = references.vat_code(write.company, row["VATCode"] or "")
    if vat and (code is None or code["Type"] not in WITH_AMOUNT or not row["VATPercentage"]):
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
    amount = cents(amount)
    if code is not None:
        kind = "I" if code["Type"] in WITH_AMOUNT else code["Type"]
        prescribed = None if vat is None else cents(vat)
        row["AmountVATFC"] = split(amount, kind, row["VATPercentage"], code["Charged"], prescribed).vat
    return row | {"AmountFC": amount, "AmountDC": cents(amount * rate)}


def _taxed(write: Write, row: Row, faults: Faults, rules: Rules) -> Row:
    """The VAT code that applies, its rate, and the side its VAT is booked on."""
    gl = references.gl_account(write.company, row.get("GLAccount"))
    sent: str | None = row.get("VATCode")
    code = None if sent is None else vat_lines.given_code(write, sent, faults)
    if sent is None and gl is not None and gl["VATCode"] and rules.absent_vat_code == "default":
        default = references.vat_code(write.company, gl["VATCode"])
        code = default if default and not default["IsBlocked"] else None
    rate = vat_lines.percentage(code, row.get("VATPercentage"), faults)
    letter = vat_lines.letter(row.get("VATType"), code, gl, faults)
    vat_lines.check_accounts(write.company, code, rate, letter in SALES_LETTERS, faults)
    named, text = references.described(code, "Code", "Description")
    return {"VATCode": named, "VATCodeDescription": text, "VATPercentage": rate, "VATType": letter}


def _book(write: Write, kind: Kind, entry: Row, lines: list[Row]) -> None:
    """Write the entry into the ledger; each line's counter and VAT point at its money [M] until they are matched."""
    company = write.company
    journal = references.journal(company, entry["JournalCode"]) or {}
    money = references.gl_account(company, journal["GLAccount"])
    if money is None:
        raise LookupError(f"journal {entry['JournalCode']} of company {company.code} has no ledger account")
    groups = [list(_postings(company, money, line)) for line in lines]
    heading = entries.shared(company, kind, entry, lines[0]["Date"], lines[0]["ExchangeRate"])
    rows = iter(ledger.book(write, heading, [p for group in groups for p in group], offset=False))
    for group in groups:
        first, *others = [next(rows) for _ in group]
        for row in others:
            if row["OffsetID"] is None:
                company[TransactionLine].change(row["ID"], {"OffsetID": first["ID"]})


def _postings(company: Company, money: Row, line: Row) -> Iterator[Posting]:
    code = references.vat_code(company, line["VATCode"] or "")
    rate, vat, number = line["ExchangeRate"], line["AmountVATFC"], line["LineNumber"]
    more: Row = {name: line[name] for name in CARRIED}
    more |= {"ExchangeRate": rate, "InvoiceNumber": line["OurRef"]}
    named = vat_lines.named(line["VATCode"], code, line["VATPercentage"])
    base, base_dc = line["AmountFC"], line["AmountDC"]
    yield Posting(number=number, account=money, fc=base, dc=base_dc, more=more)
    if code is not None and vat:
        inside = line["AmountFC"] if code["Charged"] else line["AmountFC"] - vat
        for account, sign in vat_lines.accounts(company, code, line["VATType"] in SALES_LETTERS):
            fc, dc = -sign * vat, cents(-sign * vat * rate)
            base, base_dc = base + fc, base_dc + dc
            yield Posting(
                number=number, account=account, fc=fc, dc=dc, more=more | named | {"AmountVATBaseFC": -inside}
            )
    counter = references.gl_account(company, line["GLAccount"])
    if counter is None:
        raise LookupError(f"line {line['ID']} names a ledger account that is not there")
    more = more | named | {name: line[name] for name in CARRIED_BY_COUNTER}
    if code is not None:
        more |= {"AmountVATFC": -vat, "AmountVATBaseFC": -base if code["Type"] != "N" else ZERO}
    yield Posting(number=number, account=counter, fc=-base, dc=-base_dc, more=more)
