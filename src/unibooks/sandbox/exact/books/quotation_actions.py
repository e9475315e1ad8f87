"""What becomes of a quotation: PrintQuotation, AcceptQuotation, RejectQuotation, ReopenQuotation, ReviewQuotation.

It has to be printed before it can be accepted, rejected or reviewed [H]. What an action cannot do here is refused:
there are no subscriptions, no work breakdown and no mail, so that nobody can sign online.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from unibooks.connectors.exact.target.crm import (
    AcceptQuotation,
    EmailWithSignOffQuotation,
    PrintQuotation,
    Quotation,
    QuotationLine,
    RejectQuotation,
    ReopenQuotation,
    ReviewQuotation,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import quotation_follow_up, sold_print, texts
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.quotations import (
    ACCEPTED,
    BOOK,
    CHANGEABLE,
    PRINTED,
    REJECTED,
    REVIEWED,
    move,
)
from unibooks.sandbox.exact.books.sold import QUOTATIONS
from unibooks.sandbox.exact.state import Refused, Row, Write, Writer

#: What a new version takes over of a header and of its lines.
KEPT: Final = (
    *("ClosingDate", "Currency", "DeliveryAccount", "DeliveryAccountContact", "DeliveryAddress", "DeliveryDate"),
    *("Description", "InvoiceAccount", "InvoiceAccountContact", "OrderAccount", "OrderAccountContact"),
    *("PaymentCondition", "Project", "Remarks", "SalesPerson", "WarehouseID", "YourRef"),
)
KEPT_OF_LINES: Final = (
    *("CostCenter", "CostUnit", "Description", "Item", "Notes", "Optional", "Quantity", "UnitCode", "VATCode"),
)
PRICES: Final = ("Discount", "NetPrice", "UnitPrice")
#: What whoever reviews may say of the new version.
SAID: Final = ("Description", "OrderAccount", "OrderAccountContact", "PaymentCondition", "QuotationDate", "Document")


def print_(write: Write, given: Row) -> Row:
    """Make the quotation's document; it is printed from then on.

    Raises:
        Refused: there is no such quotation, or it is closed.
    """
    quotation = _named(write, given, CHANGEABLE | {PRINTED})
    day: datetime | None = given.get("QuotationDate")
    dated: Row = {"QuotationDate": midnight(day)} if day else {}
    document = sold_print.issue(QUOTATIONS, write, quotation | dated, given)
    found = {"Document": document["ID"], "DocumentSubject": document["Subject"]}
    move(write, quotation, PRINTED, **dated, **found)
    return _answer(write, PrintQuotation, given) | sold_print.answer(write, given, document)


def accept(write: Write, given: Row) -> Row:
    """Accept a printed quotation, and make what `Action` asks for.

    Raises:
        Refused: there is no such quotation, it is not printed, or what it asks for cannot be made.
    """
    quotation = _named(write, given, {PRINTED})
    done = quotation_follow_up.follow(write, quotation, given)
    reference: Row = {"YourRef": given["YourRef"]} if given.get("YourRef") else {}
    move(write, quotation, ACCEPTED, CloseDate=_today(write), **reference)
    return _answer(write, AcceptQuotation, given) | done


def reject(write: Write, given: Row) -> Row:
    """Reject a printed quotation.

    Raises:
        Refused: there is no such quotation, it is not printed, or the reason is unknown.
    """
    quotation = _named(write, given, {PRINTED})
    quotation_follow_up.refuse_reason(write, given)
    move(write, quotation, REJECTED, CloseDate=_today(write))
    return _answer(write, RejectQuotation, given)


def reopen(write: Write, given: Row) -> Row:
    """Make a rejected or accepted quotation a printed one again; what came of it stays [I].

    Raises:
        Refused: there is no such quotation, or it is neither.
    """
    quotation = _named(write, given, {REJECTED, ACCEPTED})
    move(write, quotation, PRINTED, CloseDate=None)
    return _answer(write, ReopenQuotation, given)


def review(write: Write, given: Row) -> Row:
    """Close a printed quotation and make a new version of it, a draft under the same number [H].

    Prices are those of the old version unless `CopyItemPrices` is sent as false [I].

    Raises:
        Refused: there is no such quotation, it is not printed, or the new version breaks a rule.
    """
    quotation = _named(write, given, {PRINTED})
    company = write.company
    names = (*KEPT_OF_LINES, *(() if given.get("CopyItemPrices") is False else PRICES))
    body: Row = _filled(quotation, KEPT) | _filled(given, SAID)
    if body["OrderAccount"] != quotation["OrderAccount"]:
        # another relation brings its own contact, address and payer
        for name in ("DeliveryAccount", "DeliveryAddress", "InvoiceAccount"):
            body.pop(name, None)
        for name in ("DeliveryAccountContact", "InvoiceAccountContact", "OrderAccountContact"):
            body.pop(name, None)
    body[QUOTATIONS.lines] = [_filled(line, names) for line in QUOTATIONS.lines_of(company, quotation["QuotationID"])]
    body[QUOTATIONS.charges] = [
        _filled(charge, quotation_follow_up.CHARGE)
        for charge in QUOTATIONS.charges_of(company, quotation["QuotationID"])
    ]
    new = BOOK.create(write, body)
    numbers = {"QuotationNumber": quotation["QuotationNumber"], "VersionNumber": quotation["VersionNumber"] + 1}
    company[Quotation].change(new["QuotationID"], numbers)
    for line in QUOTATIONS.lines_of(company, new["QuotationID"]):
        company[QuotationLine].change(line["ID"], numbers)
    move(write, quotation, REVIEWED, CloseDate=_today(write))
    return _answer(write, ReviewQuotation, given) | {"NewQuotationID": new["QuotationID"]}


def email(write: Write, given: Row) -> Row:
    """Send a quotation to be signed online, which is refused: nothing is ever sent from here.

    Raises:
        Refused: always; a quotation or a layout that is missing is told first.
    """
    quotation = _named(write, given, CHANGEABLE | {PRINTED})
    if quotation and given.get("EmailLayout") is None:
        raise texts.refuse(write.user, texts.MISSING, texts.LAYOUT)
    raise Refused(texts.NOT_SENT.to(write.user))


def _named(write: Write, given: Row, statuses: frozenset[int] | set[int]) -> Row:
    """The quotation of an action, which has to be in one of the statuses."""
    key = given.get("QuotationID")
    found = write.company[Quotation].rows.get(key) if key is not None else None
    if found is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.QUOTATION)
    if found["Status"] not in statuses:
        raise texts.refuse(write.user, texts.INVALID, texts.STATUS)
    return found


def _today(write: Write) -> datetime:
    return midnight(write.world.local(write.company))


def _filled(row: Row, names: tuple[str, ...]) -> Row:
    return {name: row[name] for name in names if row.get(name) is not None}


def _answer(write: Write, entity: type[Entity], given: Row) -> Row:
    """What was sent, and that it is done."""
    row: Row = dict.fromkeys(entity.props())
    row |= {name: value for name, value in given.items() if name in row}
    said = {"Division": write.company.code, "ErrorMessage": None, "SuccessMessage": texts.DONE.to(write.user)}
    return row | {name: value for name, value in said.items() if name in row}


Action = Callable[[Write, Row], Row]

ACTIONS: Final[dict[type[Entity], Action]] = {
    PrintQuotation: print_,
    AcceptQuotation: accept,
    RejectQuotation: reject,
    ReopenQuotation: reopen,
    ReviewQuotation: review,
    EmailWithSignOffQuotation: email,
}
WRITERS: Final[dict[type[Entity], Any]] = {entity: Writer(action) for entity, action in ACTIONS.items()}
