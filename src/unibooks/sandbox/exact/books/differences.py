"""What a match leaves over, booked in the ledger: payment differences, discounts, exchange differences.

Each is an entry of two lines in the general journal: one on the control account, which is matched with the others, and
one on the company's ledger account for such differences. Its type is 83, of exchange differences 82 [H: the list of
types; R: French payment differences]. generaljournalentry/GeneralJournalEntries knows the types 10 and 90 only, so
these entries stand in the ledger alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import GLAccount, Journal, TransactionLine
from unibooks.sandbox.exact.books import entry_rules, ledger, matching, references, texts
from unibooks.sandbox.exact.books.entry_rules import OPEN, midnight
from unibooks.sandbox.exact.books.ledger import Posting
from unibooks.sandbox.exact.books.matching import PAYABLES, RECEIVABLES, Amount
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, Write

GENERAL_JOURNALS: Final = 90
#: The journal that differences are booked in, where a company has it; else its first general one [I].
USUAL_JOURNAL: Final = "90"


@dataclass(frozen=True)
class Kind:
    """One kind of difference.

    Attributes:
        type: of its ledger lines; text: what they say.
        accounts: the codes of the ledger accounts for it, by country and by the type of the control account [R: the
            names in a Dutch audit file]. Other companies have to name one.
    """

    type: int
    text: Text
    accounts: Mapping[tuple[str, int], str]


DISCOUNT: Final = Kind(83, texts.PAYMENT_DISCOUNT, {("NL", RECEIVABLES): "9400", ("NL", PAYABLES): "9405"})
PAYMENT: Final = Kind(83, texts.PAYMENT_DIFFERENCE, {("NL", RECEIVABLES): "9410", ("NL", PAYABLES): "9415"})
EXCHANGE: Final = Kind(82, texts.EXCHANGE_DIFFERENCE, {("NL", RECEIVABLES): "9300", ("NL", PAYABLES): "9300"})


@dataclass(frozen=True)
class WriteOff:
    """How a difference is booked.

    Attributes:
        kind: what it is.
        account: the ledger account, None for the company's own.
        text: what its lines say, None for the usual words.
        day: its date, None for the last one among the lines that are matched.
        year, period: where it is booked, None for those of the day.
    """

    kind: Kind
    account: Row | None = None
    text: str | None = None
    day: datetime | None = None
    year: int | None = None
    period: int | None = None

    def __call__(self, write: Write, lines: Sequence[Row], amount: Amount) -> Row:
        """Book an amount on the control account of these lines; returns the line there.

        Raises:
            Refused: no ledger account for it, a blocked one, or a period that takes no bookings.
        """
        company, faults = write.company, Faults(write.user)
        first, control = lines[0], references.gl_account(company, lines[0]["GLAccount"]) or {}
        code = self.kind.accounts.get((company.country, control["Type"]))
        account = self.account or (company[GLAccount].first("Code", code) if code else None)
        if account is None:
            faults.add(texts.MISSING, texts.GL_ACCOUNT)
        elif account["IsBlocked"]:
            faults.add(texts.BLOCKED, texts.GL_ACCOUNT)
        journal = _journal(company)
        if journal is None:
            faults.add(texts.MISSING, texts.JOURNAL)
        day = midnight(self.day or max(line["Date"] for line in lines))
        year, period = self.year or day.year, self.period or day.month
        entry_rules.period(write, day, year, period, faults, journal["Code"] if journal else None)
        faults.stop()
        if account is None or journal is None:
            raise LookupError("faults stop here")
        currencies = {line["Currency"] for line in lines}
        one = len(currencies) == 1
        taken = company[TransactionLine].where("JournalCode", journal["Code"])
        shared = ledger.heading(
            journal,
            entry_id=write.world.new_id(),
            number=entry_rules.next_number(year, journal["Code"], taken),
            kind=self.kind.type,
            status=OPEN,
            date=day,
            year=year,
            period=period,
            currency=first["Currency"] if one else company.currency,
            rate=first["ExchangeRate"] if one else Decimal(1),
            relation=references.account(company, first["Account"]),
        ) | {"Description": self.text or self.kind.text.to(write.user)}
        dc, fc = amount.dc, amount.fc if one else amount.dc
        postings = [
            Posting(number=1, account=control, fc=fc, dc=dc),
            Posting(number=2, account=account, fc=-fc, dc=-dc),
        ]
        return ledger.book(write, shared, postings)[0]


#: What the accountant's own matching books for lines that were converted at different rates.
EXCHANGE_RATES: Final[matching.Book] = WriteOff(EXCHANGE)


def _journal(company: Company) -> Row | None:
    found = [row for row in company[Journal].where("Type", GENERAL_JOURNALS) if not row["IsBlocked"]]
    return min(found, key=lambda row: (row["Code"] != USUAL_JOURNAL, row["Code"]), default=None)
