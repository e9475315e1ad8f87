"""The rest of a year in the ledger: opening balance, sales, wages, depreciation and the bank."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import PurchaseEntry, TransactionLine
from unibooks.sandbox.exact.books import ledger, purchase_header, references, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.ledger import VAT_LINE, Posting
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.state import Row, Write

OPENING, SALE, SALES_CREDIT, CASH_FLOW, OTHER = 10, 20, 21, 40, 90
PROCESSED: Final = 50
#: The last months, whose purchase entries are still open, paid or not.
OPEN_MONTHS: Final = 3
#: Ledger account of sales by the customer's VAT code.
REVENUE: Final = {"2": "8000", "1": "8010", "7": "8100"}


@dataclass
class Bookkeeper:
    """Writes entries of all kinds and keeps the running number of each journal and year."""

    write: Write
    clock: SeedClock
    numbers: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def entry(self, journal: str, kind: int, day: date, relation: Row | None = None, status: int = PROCESSED) -> Row:
        """The shared properties of a new entry with the journal's next number."""
        rng = self.write.world.random
        self.clock.set(
            midnight(day) + timedelta(hours=17, seconds=rng.randrange(7000), milliseconds=rng.randrange(1000))
        )
        count = self.numbers[journal, day.year] = self.numbers.get((journal, day.year), 0) + 1
        book = references.journal(self.write.company, journal)
        if book is None:
            raise LookupError(f"there is no journal {journal}")
        return ledger.heading(
            book,
            entry_id=self.write.world.new_id(),
            number=int(f"{day.year % 100:02}{journal}{count:04}"),
            kind=kind,
            status=status,
            date=midnight(day),
            year=day.year,
            period=day.month,
            currency=self.write.company.currency,
            relation=relation,
        )

    def posting(self, number: int, code: str, amount: Decimal, text: str, **more: object) -> Posting:
        """One ledger line in the company's currency."""
        account = references.gl_account_by_code(self.write.company, code)
        return Posting(number=number, account=account, fc=amount, dc=amount, more={"Description": text, **more})

    def general(self, journal: str, day: date, text: str, amounts: dict[str, Decimal], kind: int = OTHER) -> None:
        """A general journal entry; the amounts have to sum to zero."""
        postings = [self.posting(n, code, cents(a), text) for n, (code, a) in enumerate(amounts.items(), 1)]
        ledger.book(self.write, self.entry(journal, kind, day), postings, offset=False)


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar, customers: list[Row]) -> None:
    """Book everything but the purchases, and pay what was due."""
    keeper = Bookkeeper(write, clock)
    _opening(keeper, firm, calendar.months[0])
    invoices: list[Row] = []
    for month in calendar.months:
        invoices += _sales(keeper, firm, month, customers)
        _wages(keeper, firm, month)
        _depreciation(keeper, firm, month)
    _bank(keeper, calendar, invoices)


def _opening(keeper: Bookkeeper, firm: Firm, day: date) -> None:
    amounts = {code: Decimal(amount) for code, amount in firm.capital.items()}
    keeper.general("90", day, "Beginbalans", amounts | {"0750": -sum(amounts.values(), ZERO)}, OPENING)


def _sales(keeper: Bookkeeper, firm: Firm, month: date, customers: list[Row]) -> list[Row]:
    """The month's sales entries; returns their control lines."""
    rng = keeper.write.world.random
    count, low, high = firm.sales
    made: list[Row] = []
    for day in sorted(rng.randrange(28) for _ in range(count)):
        customer = rng.choice(customers)
        sign = -1 if rng.random() < 0.04 else 1
        amounts = [
            sign * Decimal(rng.randrange(low * 100, high * 100)) / 100
            for _ in range(1 if sign < 0 else rng.randrange(1, 4))
        ]
        made.append(_sale(keeper, month + timedelta(days=day), customer, amounts))
    return made


def _sale(keeper: Bookkeeper, day: date, customer: Row, amounts: list[Decimal]) -> Row:
    company = keeper.write.company
    text = (customer["SalesVATCode"] or "2").strip()
    code = references.vat_code(company, text) or {}
    shared = keeper.entry("70", SALE if amounts[0] > 0 else SALES_CREDIT, day, customer, status=20)
    condition = references.payment_condition(company, customer["PaymentConditionSales"] or "30") or {}
    subject = texts.DEFAULT_DESCRIPTION.nl.format(shared["EntryNumber"])
    shared |= {
        "InvoiceNumber": shared["EntryNumber"],
        "DueDate": purchase_header.due_date(shared["Date"], condition),
        "YourRef": f"PO{shared['EntryNumber'] % 10_000 + 4000}",
    }
    named = {
        "VATCode": code["Code"],
        "VATCodeDescription": code["Description"],
        "VATPercentage": code["Percentage"],
        "VATType": code["Type"],
    }
    taxes = [cents(amount * code["Percentage"]) for amount in amounts]
    gross = sum(amounts, ZERO) + sum(taxes, ZERO)
    postings = [keeper.posting(0, "1300", gross, subject)]
    for number, (amount, tax) in enumerate(zip(amounts, taxes, strict=True), 1):
        vat: Row = named | {"AmountVATFC": -tax, "AmountVATBaseFC": -amount}
        postings.append(keeper.posting(number, REVENUE[text], -amount, f"Levering {number}", **vat))
    if any(taxes):
        vat = named | {"AmountVATBaseFC": -sum(amounts, ZERO)}
        postings.append(keeper.posting(VAT_LINE, code["GLToPayCode"], -sum(taxes, ZERO), subject, **vat))
    return ledger.book(keeper.write, shared, postings)[0]


def _wages(keeper: Bookkeeper, firm: Firm, month: date) -> None:
    gross = Decimal(firm.wages)
    tax, pension, social = (cents(gross * Decimal(share)) for share in ("0.31", "0.07", "0.19"))
    holiday = cents(gross * Decimal("0.08"))
    keeper.general(
        "80",
        month + timedelta(days=24),
        f"Salarissen {month:%m-%Y}",
        {
            "4000": gross,
            "4010": holiday,
            "4040": pension,
            "4100": social,
            "1700": -(tax + social),
            "1720": -pension,
            "1830": -holiday,
            "2100": -(gross - tax),
        },
    )


def _depreciation(keeper: Bookkeeper, firm: Firm, month: date) -> None:
    amounts: dict[str, Decimal] = {}
    for asset, total, cost in (("0420", "0430", "5120"), ("0440", "0450", "5130")):
        if asset in firm.capital:
            amount = cents(Decimal(firm.capital[asset]) / 60)
            amounts |= {cost: amount, total: -amount}
    keeper.general("95", month + timedelta(days=27), f"Afschrijving {month:%m-%Y}", amounts)


def _bank(keeper: Bookkeeper, calendar: Calendar, invoices: list[Row]) -> None:
    """One bank entry for each day on which money moved."""
    rng, company = keeper.write.world.random, keeper.write.company
    moves: dict[date, list[tuple[str, Decimal, str, Row | None]]] = {}
    for invoice in invoices:
        paid = invoice["DueDate"].date() + timedelta(days=rng.randrange(-4, 12))
        if rng.random() < 0.95:
            moves.setdefault(_working(paid), []).append(("1300", -invoice["AmountDC"], "", invoice))
    for control in _payables(keeper):
        paid = control["DueDate"].date() - timedelta(days=rng.randrange(0, 2))
        moves.setdefault(_working(paid), []).append(("1600", -control["AmountDC"], "", control))
    for month in calendar.months:
        _standing_orders(keeper, month, moves)
    for day in sorted(moves):
        if calendar.months[0] <= day <= calendar.end:
            _statement(keeper, day, moves[day])
    for entry in company[PurchaseEntry]:
        control = company[TransactionLine].where("EntryID", entry["EntryID"])[0]
        if control["OffsetID"] is not None and entry["EntryDate"].date() < calendar.months[-OPEN_MONTHS]:
            _process(keeper, entry["EntryID"])


def _standing_orders(
    keeper: Bookkeeper, month: date, moves: dict[date, list[tuple[str, Decimal, str, Row | None]]]
) -> None:
    """Net wages, the tax on them, pension premiums and the bank's charges."""
    company = keeper.write.company
    booked = [
        row
        for row in company[TransactionLine].where("JournalCode", "80")
        if (row["FinancialYear"], row["FinancialPeriod"]) == (month.year, month.month)
    ]
    for row in booked:
        if row["GLAccountCode"] in {"1700", "1720", "2100"}:
            delay = 1 if row["GLAccountCode"] == "2100" else 26
            day = _working(row["Date"].date() + timedelta(days=delay))
            moves.setdefault(day, []).append((row["GLAccountCode"], -row["AmountDC"], row["Description"], None))
    last = _working(month + timedelta(days=26))
    moves.setdefault(last, []).append(("5560", Decimal("38.75"), "Bankkosten", None))


def _payables(keeper: Bookkeeper) -> list[Row]:
    rows = keeper.write.company[TransactionLine].where("GLAccountCode", "1600")
    return [row for row in rows if row["LineNumber"] == 0]


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=8 - day.isoweekday() if day.isoweekday() > 5 else 0)


def _statement(keeper: Bookkeeper, day: date, moves: list[tuple[str, Decimal, str, Row | None]]) -> None:
    """One pair of ledger lines a payment; invoice and payment then point at each other [M]."""
    table = keeper.write.company[TransactionLine]
    shared = keeper.entry("20", CASH_FLOW, day)
    postings: list[Posting] = []
    for number, (code, amount, text, invoice) in enumerate(moves, 1):
        subject = text or (invoice or {}).get("Description") or "Betaling"
        more: Row = {} if invoice is None else {n: invoice[n] for n in _OF_INVOICE}
        postings += [
            keeper.posting(number, "1100", -amount, subject, **more),
            keeper.posting(number, code, amount, subject, **more),
        ]
    rows = ledger.book(keeper.write, shared, postings, offset=False)
    for bank, counter, (_, _, _, invoice) in zip(rows[::2], rows[1::2], moves, strict=True):
        if invoice is None:
            table.change(counter["ID"], {"OffsetID": bank["ID"]})
        else:
            table.change(counter["ID"], {"OffsetID": invoice["ID"]})
            table.change(invoice["ID"], {"OffsetID": counter["ID"]})


def _process(keeper: Bookkeeper, entry_id: uuid.UUID) -> None:
    """Mark a purchase entry as processed; in these companies that happens some time after it was paid [I]."""
    company = keeper.write.company
    stamp: datetime = keeper.write.world.local(company)
    values: Row = {"Status": PROCESSED, "StatusDescription": texts.STATUSES[PROCESSED].nl, "Modified": stamp}
    company[PurchaseEntry].change(entry_id, values)
    for line in company[TransactionLine].where("EntryID", entry_id):
        company[TransactionLine].change(line["ID"], {"Status": PROCESSED})


_OF_INVOICE: Final = ("Account", "AccountCode", "AccountName", "InvoiceNumber", "PaymentReference", "YourRef")
