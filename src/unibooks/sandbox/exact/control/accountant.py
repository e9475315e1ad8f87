"""What the customer's accountant does in Exact itself, which no app can."""

from __future__ import annotations

from typing import Any, Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.sandbox.exact.books import (
    closing,
    matching,
    payments,
    purchase_invoice_booking,
    purchase_invoices,
    references,
    status,
)
from unibooks.sandbox.exact.books.differences import EXCHANGE_RATES
from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, Panel
from unibooks.sandbox.exact.odata.literals import parse_guid

_DIVISION: Final = {"division": "number of the company"}


def _match(panel: Panel, given: Given) -> dict[str, Any]:
    _one_of(given)
    write, limit = panel.write(given), given.money("amount")
    if "lines" in given:
        lines = dict.fromkeys(given.guids("lines", least=2))
        made = matching.match(write, lines, limit=limit, exchange=EXCHANGE_RATES)
    else:
        made = matching.match_entries(write, given.guids("entries", least=2), limit, EXCHANGE_RATES)
    return {"matched": [{"line": str(part.line), "amount": f"{part.dc:.2f}"} for part in made.parts]}


def _unmatch(panel: Panel, given: Given) -> dict[str, Any]:
    _one_of(given)
    company = panel.company(given)
    if "lines" in given:
        keys = given.guids("lines")
    else:
        found = (company[TransactionLine].where("EntryID", key) for key in given.guids("entries"))
        keys = [line["ID"] for lines in found for line in lines]
    undone = [key for key in keys if company.matches.get(key)]
    if not undone:
        raise ValueError("nothing of these is matched")
    matching.release(company, undone)
    return {"unmatched": [str(key) for key in undone]}


def _one_of(given: Given) -> None:
    if ("lines" in given) == ("entries" in given):
        raise ValueError("either lines or entries must be given")


def _set_period(panel: Panel, given: Given) -> None:
    company = panel.company(given)
    year, period, closed = given.whole("year"), given.whole("period"), given.yes("closed", True)
    if year not in company.financial_years or not 1 <= period <= 12:
        raise ValueError("year must be a financial year of the company and period a number from 1 to 12")
    journal = given.text("journal") if "journal" in given else None
    if journal is not None and references.journal(company, journal) is None:
        raise ValueError("journal must be the code of a journal of the company")
    (closing.close if closed else closing.reopen)(company, year, period, journal)


def _process(panel: Panel, given: Given) -> None:
    entry = parse_guid(given.text("entry", ""))
    invoice = panel.company(given)[PurchaseInvoice].rows.get(entry)
    if invoice is not None and invoice["Status"] == purchase_invoices.OPEN:
        if given.whole("status", default=50) != purchase_invoices.PROCESSED:
            raise ValueError("status must be 50: an invoice can only be processed")
        purchase_invoice_booking.process(panel.write(given), invoice)
        return
    if not status.change(panel.write(given), entry, given.whole("status", default=50)):
        raise ValueError("entry must be the EntryID of a booked entry")


def _select(panel: Panel, given: Given) -> None:
    payments.select(panel.write(given), given.guids("payments"), given.yes("selected", True))


CONTROLS: Final = (
    Control(
        "POST",
        "select",
        "Select payment terms to suppliers for payment, as is done before they are processed.",
        _select,
        {**_DIVISION, "payments": "one or more IDs of cashflow/Payments", "selected": "`false` takes them back"},
        writes=True,
    ),
    Control(
        "POST",
        "match",
        "Match an invoice with its payment; what is left of the larger side stays open.",
        _match,
        {
            **_DIVISION,
            "entries": "two or more EntryIDs",
            "lines": "instead of them, ledger lines by their TransactionLines ID, which have to balance",
            "amount": "no more than this; the rest stays open",
        },
        writes=True,
    ),
    Control(
        "POST",
        "unmatch",
        "Undo the matches of entries or ledger lines; they are open again.",
        _unmatch,
        {**_DIVISION, "entries": "one or more EntryIDs", "lines": "instead of them, ledger lines"},
        writes=True,
    ),
    Control(
        "POST",
        "period",
        "Close a financial period, or open it again.",
        _set_period,
        {
            **_DIVISION,
            "year": "the financial year",
            "period": "1 to 12",
            "journal": "code of a journal; all of them when it is left out",
            "closed": "`false` opens it",
        },
        writes=True,
    ),
    Control(
        "POST",
        "process",
        "Set the status of an entry and its ledger lines, or process an open purchase invoice.",
        _process,
        {
            **_DIVISION,
            "entry": "its EntryID, or the ID of a purchase invoice",
            "status": "50 Processed (the default), 20 Open or 5 Rejected",
        },
        writes=True,
    ),
)
