"""read/financial/Aging*: open items by age group, by relation or over all; OutstandingInvoicesOverview.

Amounts are in the company's currency [I], positive on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from unibooks.connectors.exact.target import read
from unibooks.sandbox.exact.books.open_items import Term
from unibooks.sandbox.exact.books.reads.ages import (
    GROUPS,
    PAYABLE,
    RECEIVABLE,
    Side,
    group_of,
    open_terms,
    today,
    total,
)
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.state import Row

#: The kinds of entry that are invoices and credit notes, of sale and of purchase.
_INVOICES: Final = frozenset({20, 21, 30, 31})
_ACCOUNT: Final = {"accountId": "Edm.Guid"}
_GROUP: Final = {"ageGroup": "Edm.Int32"}


def _grouped(terms: Sequence[Term], day: datetime) -> dict[int, list[Term]]:
    found: dict[int, list[Term]] = {number: [] for number in GROUPS}
    for term in terms:
        found[group_of(term.line["Date"], day)].append(term)
    return found


def _by_relation(asked: Asked, *, side: Side) -> Iterator[Row]:
    """A row for each relation with open items; those of one age group where it is asked for [I]."""
    wanted = asked.given.get("ageGroup")
    relations: dict[object, list[Term]] = {}
    for term in open_terms(asked, side):
        relations.setdefault(term.line["Account"], []).append(term)
    for account, terms in relations.items():
        groups = _grouped(terms, today(asked))
        if wanted is not None and not groups.get(wanted):
            continue
        line = terms[-1].line
        row: Row = {"AccountId": account, "AccountCode": line["AccountCode"], "AccountName": line["AccountName"]}
        for number, text in GROUPS.items():
            row |= {
                f"AgeGroup{number}": number,
                f"AgeGroup{number}Amount": total(side, groups[number]),
                f"AgeGroup{number}Description": text,
            }
        yield row | {"CurrencyCode": asked.company.currency, "TotalAmount": total(side, terms)}


def _overview(asked: Asked) -> Iterator[Row]:
    """A row for each age group, over all relations or for the one that is asked for."""
    wanted = asked.given.get("accountId")
    sides: dict[Side, dict[int, list[Term]]] = {}
    for side in (PAYABLE, RECEIVABLE):
        terms = [term for term in open_terms(asked, side) if wanted is None or term.line["Account"] == wanted]
        sides[side] = _grouped(terms, today(asked))
    for number, text in GROUPS.items():
        yield {
            "AgeGroup": number,
            "AgeGroupDescription": text,
            "AmountPayable": total(PAYABLE, sides[PAYABLE][number]),
            "AmountReceivable": total(RECEIVABLE, sides[RECEIVABLE][number]),
            "CurrencyCode": asked.company.currency,
        }


def _outstanding(asked: Asked) -> Iterator[Row]:
    """One row: open invoices and credit notes, and those of them whose day of payment has passed [I]."""
    row: Row = {"CurrencyCode": asked.company.currency}
    for name, side in (("Payable", PAYABLE), ("Receivable", RECEIVABLE)):
        invoices = [term for term in open_terms(asked, side) if term.line["Type"] in _INVOICES]
        late = [term for term in invoices if term.due < today(asked)]
        row |= {
            f"Outstanding{name}InvoiceAmount": total(side, invoices),
            f"Outstanding{name}InvoiceCount": len(invoices),
            f"Overdue{name}InvoiceAmount": total(side, late),
            f"Overdue{name}InvoiceCount": len(late),
        }
    yield row


FUNCTIONS: Final = {
    read.AgingOverview: Function(_overview),
    read.AgingOverviewByAccount: Function(_overview, _ACCOUNT),
    read.AgingPayablesList: Function(partial(_by_relation, side=PAYABLE)),
    read.AgingPayablesListByAgeGroup: Function(partial(_by_relation, side=PAYABLE), _GROUP),
    read.AgingReceivablesList: Function(partial(_by_relation, side=RECEIVABLE)),
    read.AgingReceivablesListByAgeGroup: Function(partial(_by_relation, side=RECEIVABLE), _GROUP),
    read.OutstandingInvoicesOverview: Function(_outstanding),
}
