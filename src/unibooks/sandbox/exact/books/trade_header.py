"""The header of a purchase or sales entry: what may stand in it, and what Exact fills in when it is left out."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.sandbox.exact.books import entry_rules, references, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.trade import Trade
from unibooks.sandbox.exact.state import Row, Write

#: Used when neither the entry nor its relation names one [I: a recorded entry got 30 days, its reason is not known].
DEFAULT_CONDITION: Final = "30"
#: Stands in `STEPS` for the property that names the relation.
PARTY: Final = "(party)"


@dataclass
class Draft:
    """A header in the making.

    Attributes:
        trade: the side of trade.
        write: the circumstances.
        faults: what is wrong with it so far.
        given: the properties that were sent.
        entry: the entry as it stands, None for a new one.
        row: the properties found so far.
    """

    trade: Trade
    write: Write
    faults: Faults
    given: Row
    entry: Row | None
    row: Row

    def value(self, name: str) -> Any:
        """The property as sent, else as it stands."""
        if name in self.given:
            return self.given[name]
        return None if self.entry is None else self.entry[name]

    def others(self) -> list[Row]:
        """The other entries of the journal."""
        rows = self.write.company[self.trade.entry].where("Journal", (self.value("Journal") or "").strip())
        return [row for row in rows if row is not self.entry]


def resolve(trade: Trade, write: Write, given: Row, faults: Faults, entry: Row | None = None) -> Row:
    """The header's properties after this write; on a change only the parts that were sent are looked at again."""
    draft = Draft(trade, write, faults, given, entry, {name: given[name] for name in PLAIN if name in given})
    for names, step in STEPS:
        if entry is None or any((trade.party if name == PARTY else name) in given for name in names):
            step(draft)
    return draft.row


def due_date(entry_date: datetime, condition: Row) -> datetime:
    """Month ends first, then days: 17 January, 2 month ends and 15 days make 15 April [H: reference page].

    Raises:
        ValueError: the day lies outside the calendar.
    """
    day = entry_date
    if months := condition["PaymentEndOfMonths"] or 0:
        index = day.year * 12 + day.month - 1 + months
        year, month = divmod(index, 12)
        day = day.replace(year=year, month=month + 1, day=calendar.monthrange(year, month + 1)[1])
    try:
        return day + timedelta(days=condition["PaymentDays"] or 0)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def _party(draft: Draft) -> None:
    trade = draft.trade
    key = draft.value(trade.party)
    if key is None:
        draft.faults.add(texts.MISSING, trade.label)
        return
    relation = references.account(draft.write.company, key)
    if relation is None:
        draft.faults.add(texts.BAD_REFERENCE, trade.label)
    elif not trade.is_party(relation):
        draft.faults.add(texts.INVALID, trade.wrong_type)
    elif relation["Blocked"]:
        draft.faults.add(texts.BLOCKED, trade.label)
    else:
        draft.row |= {trade.party: relation["ID"], trade.party + "Name": relation["Name"]}


def _journal(draft: Draft) -> None:
    wrong = f"{texts.INVALID.to(draft.write.user)}: {texts.JOURNAL_TYPE.to(draft.write.user)}"
    journal = entry_rules.journal(draft.write, draft.value("Journal"), draft.trade.journals, wrong, draft.faults)
    if journal is None:
        return
    if draft.entry is not None and journal["Code"] != draft.entry["Journal"]:
        draft.faults.add(texts.NOT_ALLOWED, texts.JOURNAL)
    else:
        draft.row |= {"Journal": journal["Code"], "JournalDescription": journal["Description"]}


def _currency(draft: Draft) -> None:
    company = draft.write.company
    journal = references.journal(company, draft.value("Journal") or "")
    code = entry_rules.currency(draft.value("Currency") or company.currency, company.currency, journal, draft.faults)
    if code is None:
        return
    # A change of currency alone drops the old rate, which belongs to the old currency.
    rate = draft.given.get("Rate") if "Currency" in draft.given else draft.value("Rate")
    judge = journal if "Rate" in draft.given else None
    day = draft.value("EntryDate") or draft.write.world.local(company)
    draft.row |= {
        "Currency": code,
        "Rate": entry_rules.exchange_rate(company, code, rate, day, judge, draft.faults),
    }


def _period(draft: Draft) -> None:
    date = midnight(draft.value("EntryDate") or draft.write.world.local(draft.write.company))
    follows = draft.entry is None or "EntryDate" in draft.given
    source = draft.given if follows else (draft.entry or {}) | draft.given
    year = source.get("ReportingYear") or date.year
    period = source.get("ReportingPeriod") or date.month
    if draft.entry is not None and year != draft.entry["ReportingYear"]:
        draft.faults.say(texts.YEAR_FIXED.to(draft.write.user))
    entry_rules.period(draft.write, date, year, period, draft.faults, draft.value("Journal"))
    draft.row |= {"EntryDate": date, "ReportingYear": year, "ReportingPeriod": period}


def _number(draft: Draft) -> None:
    journal: str | None = draft.value("Journal")
    year = draft.row.get("ReportingYear", (draft.entry or {}).get("ReportingYear"))
    taken, sent = draft.others(), draft.value("EntryNumber")
    if sent is None and draft.trade.numbered is not None:
        taken += draft.write.company[draft.trade.numbered].where("Journal", (journal or "").strip())
    number = entry_rules.entry_number(taken, journal, year, sent, draft.faults)
    draft.row["EntryNumber"] = number


def _invoice_number(draft: Draft) -> None:
    """As sent; without one a new entry gets its own number [R], and so does a sale whose number is taken.

    [M] The number of a sales entry is a hint that may be ignored when it is out of sequence, without a word.
    """
    sent = draft.given.get("InvoiceNumber")
    if sent is not None and draft.trade.selling and any(row["InvoiceNumber"] == sent for row in draft.others()):
        sent = None
    if sent is None and draft.entry is None:
        sent = draft.row["EntryNumber"]
    elif sent is None and draft.trade.selling and draft.entry is not None:
        sent = draft.entry["InvoiceNumber"]
    draft.row["InvoiceNumber"] = sent


def _payment(draft: Draft) -> None:
    company = draft.write.company
    relation = references.account(company, draft.value(draft.trade.party)) or {}
    code = draft.value("PaymentCondition") or relation.get(draft.trade.condition) or DEFAULT_CONDITION
    condition = references.payment_condition(company, code)
    if condition is None:
        known = bool(draft.value("PaymentCondition"))
        draft.faults.add(texts.BAD_REFERENCE if known else texts.MISSING, texts.PAYMENT_CONDITION)
        return
    date: datetime = draft.row["EntryDate"] if draft.entry is None else (draft.entry | draft.row)["EntryDate"]
    due: datetime | None = draft.given.get("DueDate")
    try:
        due = midnight(due) if due else due_date(date, condition)
    except ValueError:
        # a condition takes any number of days, so one may end behind the last day there is
        draft.faults.add(texts.INVALID, texts.DUE_DATE)
    draft.row |= {
        "PaymentCondition": condition["Code"],
        "PaymentConditionDescription": condition["Description"],
        "PaymentConditionPaymentMethod": condition["PaymentMethod"],
        "DueDate": due,
    }


def _document(draft: Draft) -> None:
    draft.row |= entry_rules.document(draft.write, draft.value("Document"), draft.faults)


def _vat(draft: Draft) -> None:
    if not sane(draft.given.get("VATAmountFC")):
        draft.faults.add(texts.INVALID, texts.AMOUNT)


def _text(draft: Draft) -> None:
    text = draft.value("Description")
    if text and len(text) > DESCRIPTION_WIDTH:
        draft.faults.add(texts.INVALID, texts.DESCRIPTION)
    number = draft.row.get("EntryNumber") or draft.value("EntryNumber")
    # Exact fills an empty text itself [R for entries made on its screens]; a recorded zero entry kept it empty.
    draft.row["Description"] = text or texts.DEFAULT_DESCRIPTION.to(draft.write.user).format(number)


#: Properties that are kept as they were sent.
PLAIN: Final = (
    "BatchNumber",
    "ExternalLinkReference",
    "GAccountAmountFC",
    "IsExtraDuty",
    "OrderNumber",
    "PaymentReference",
    "ProcessNumber",
    "Reversal",
    "WithholdingTaxAmountDC",
    "WithholdingTaxBaseAmount",
    "WithholdingTaxPercentage",
    "YourRef",
)

#: In this order, because a later step reads what an earlier one found.
STEPS: Final[tuple[tuple[tuple[str, ...], Callable[[Draft], None]], ...]] = (
    ((PARTY,), _party),
    (("Journal",), _journal),
    (("Currency", "Rate"), _currency),
    (("EntryDate", "ReportingYear", "ReportingPeriod"), _period),
    (("EntryNumber",), _number),
    (("InvoiceNumber",), _invoice_number),
    (("PaymentCondition", "DueDate", "EntryDate"), _payment),
    (("Document",), _document),
    (("Description",), _text),
    (("VATAmountFC",), _vat),
)

#: What a new entry has when nothing else is said [R: a recorded create].
DEFAULTS: Final[Row] = {"ProcessNumber": 0, "Rate": Decimal(1), "Reversal": False, "Status": 20}
