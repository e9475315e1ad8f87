"""The bank and cash entries of a year: invoices paid, standing orders, and petty cash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import PurchaseEntry, TransactionLine
from unibooks.sandbox.exact.books import cash_entries, matching, references
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.entries import BANK, CASH
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.seed.clockwork import midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.keeper import Keeper
from unibooks.sandbox.exact.state import Row

RULES: Final = Rules("none")
#: Liabilities of the payroll that the bank pays: the account, and how many days later.
PAYROLL: Final = {"2100": 1, "1700": 26, "1720": 26}
#: Whole euros that go from the bank into the till each month.
WITHDRAWAL: Final = Decimal(250)
#: What is bought from the till: ledger account, VAT code, text, and its bounds in cents, VAT included.
PURCHASES: Final = (
    ("5520", "2", "Kantoorartikelen", 850, 6400),
    ("5542", "1", "Lunch", 1900, 8200),
    ("5550", "0", "Postzegels", 400, 3100),
)
#: Of the bills of the last months each so many-th is not paid when it is due, but for half of the first of them.
LATE_MONTHS: Final = 4
LATE_EVERY: Final = 8


@dataclass(frozen=True)
class Move:
    """Money that moves: in is positive; `invoice` is the control line that it pays."""

    code: str
    amount: Decimal
    text: str
    invoice: Row | None = None


def book(keeper: Keeper, firm: Firm, sales: list[Row]) -> None:
    """One bank entry for each day on which money moved, one cash entry a month, and what was paid is processed."""
    calendar = keeper.calendar
    moves: dict[date, list[Move]] = {}
    _payments(keeper, sales, moves)
    for month in calendar.months:
        _standing_orders(keeper, month, moves)
    opening: Row = {"OpeningBalanceFC": Decimal(firm.capital["1100"])}
    for day in sorted(moves):
        if calendar.months[0] <= day <= calendar.end:
            _statement(keeper, day, moves[day], opening)
            opening = {}
    for month in calendar.months:
        _till(keeper, month)
    table = keeper.write.company[TransactionLine]
    for entry in keeper.write.company[PurchaseEntry]:
        if table.where("EntryID", entry["EntryID"])[0]["OffsetID"] is not None:
            keeper.settle(entry, entry["EntryDate"].date())


def _payments(keeper: Keeper, sales: list[Row], moves: dict[date, list[Move]]) -> None:
    rng, company = keeper.write.world.random, keeper.write.company
    for invoice in sales:
        paid = invoice["DueDate"].date() + timedelta(days=rng.randrange(-4, 12))
        if rng.random() < 0.95:
            moves.setdefault(_working(paid), []).append(_paying("1300", invoice))
    controls = [row for row in company[TransactionLine].where("GLAccountCode", "1600") if row["LineNumber"] == 0]
    recent = [row["ID"] for row in controls if row["Date"].date() >= keeper.calendar.months[-LATE_MONTHS]]
    kept = recent[::LATE_EVERY]
    for control in controls:
        paid = control["DueDate"].date() - timedelta(days=rng.randrange(0, 2))
        if control["ID"] in kept[:1]:
            moves.setdefault(_working(paid), []).append(_paying("1600", control, cents(control["AmountDC"] / 2)))
        elif control["ID"] not in kept:
            moves.setdefault(_working(paid), []).append(_paying("1600", control))


def _paying(code: str, invoice: Row, amount: Decimal | None = None) -> Move:
    return Move(code, amount or invoice["AmountDC"], invoice["Description"] or "Betaling", invoice)


def _standing_orders(keeper: Keeper, month: date, moves: dict[date, list[Move]]) -> None:
    """Net wages, the tax on them, pension premiums, the bank's charges, and cash for the till."""
    for row in keeper.write.company[TransactionLine].where("JournalCode", "80"):
        booked = (row["FinancialYear"], row["FinancialPeriod"])
        if booked == (month.year, month.month) and row["GLAccountCode"] in PAYROLL:
            day = _working(row["Date"].date() + timedelta(days=PAYROLL[row["GLAccountCode"]]))
            moves.setdefault(day, []).append(Move(row["GLAccountCode"], row["AmountDC"], row["Description"]))
    charged = _working(month + timedelta(days=26))
    moves.setdefault(charged, []).append(Move("5560", Decimal("-38.75"), "Bankkosten"))
    moves.setdefault(_withdrawn(month), []).append(Move("1290", -WITHDRAWAL, "Opname kas"))


def _withdrawn(month: date) -> date:
    return _working(month + timedelta(days=4))


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=8 - day.isoweekday() if day.isoweekday() > 5 else 0)


def _statement(keeper: Keeper, day: date, moves: list[Move], opening: Row) -> None:
    """A day's bank entry; what it pays is matched."""
    keeper.at(day)
    lines = [_line(keeper, day, move.code, move.amount, move.text, move.invoice) for move in moves]
    entry = cash_entries.create(keeper.write, {"JournalCode": "20", BANK.lines: lines} | opening, BANK, RULES)
    keeper.settle(entry, day)
    counters = keeper.write.company[TransactionLine].where("EntryID", entry["EntryID"])[1::2]
    for move, counter in zip(moves, counters, strict=True):
        if move.invoice is not None:
            matching.match(keeper.write, {move.invoice["ID"]: None, counter["ID"]: None}, rest_open=True)


def _till(keeper: Keeper, month: date) -> None:
    """The month's cash entry: the withdrawal, and what it was spent on."""
    rng = keeper.write.world.random
    day = _withdrawn(month)
    lines = [_line(keeper, day, "1290", WITHDRAWAL, "Opname kas")]
    for code, vat, text, low, high in PURCHASES:
        day += timedelta(days=rng.randrange(1, 7))
        amount = -Decimal(rng.randrange(low, high)) / 100
        lines.append(_line(keeper, day, code, amount, text, VATCode=vat))
    keeper.at(day)
    entry = cash_entries.create(keeper.write, {"JournalCode": "10", CASH.lines: lines}, CASH, RULES)
    keeper.settle(entry, day)


def _line(
    keeper: Keeper, day: date, code: str, amount: Decimal, text: str, invoice: Row | None = None, **more: Any
) -> Row:
    account = references.gl_account_by_code(keeper.write.company, code)["ID"]
    line: Row = {"Date": midnight(day), "GLAccount": account, "AmountFC": amount, "Description": text, **more}
    if invoice is not None:
        line |= {"Account": invoice["Account"], "OurRef": invoice["InvoiceNumber"]}
    return line
