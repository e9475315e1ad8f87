"""crm/Quotations, their lines and order charges, as far as they are drafts; what becomes of them stands in
`quotation_actions`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.crm import Quotation
from unibooks.sandbox.exact.books import sold_book, texts
from unibooks.sandbox.exact.books.sold import QUOTATIONS
from unibooks.sandbox.exact.books.sold_book import Book
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Row, Write, Writer

REJECTED, REVIEWED, RECOVERY, DRAFT, OPEN = 5, 6, 10, 20, 25
PROCESSING, PRINTED, ACCEPTED, AWAITING, FAILED = 35, 40, 50, 60, 70
#: [H] the statuses of the reference page.
STATUSES: Final = {
    REJECTED: texts.REJECTED,
    REVIEWED: Text("Herzien en gesloten", "Reviewed and closed", "Überarbeitet und geschlossen", "Révisé et clôturé",
                   "Revisado y cerrado", "nl de fr es"),
    RECOVERY: Text("Herstel", "Recovery", "Wiederherstellung", "Récupération", "Recuperación", "nl de fr es"),
    DRAFT: Text("Concept", "Draft", "Entwurf", "Brouillon", "Borrador", "nl de fr es"),
    OPEN: texts.OPEN,
    PROCESSING: Text("In verwerking", "Processing", "In Bearbeitung", "En traitement", "En proceso", "nl de fr es"),
    PRINTED: Text("Afgedrukt", "Printed", "Gedruckt", "Imprimé", "Impreso", "nl de fr es"),
    ACCEPTED: Text("Geaccepteerd", "Accepted", "Angenommen", "Accepté", "Aceptado", "nl de fr es"),
    AWAITING: Text("Wacht op online acceptatie", "Awaiting online acceptance", "Wartet auf Online-Annahme",
                   "En attente d'acceptation en ligne", "Pendiente de aceptación en línea", "nl de fr es"),
    FAILED: Text("Geaccepteerd, verwerken mislukt", "Accepted but failed processing",
                 "Angenommen, Verarbeitung fehlgeschlagen", "Accepté, traitement échoué",
                 "Aceptado, proceso fallido", "nl de fr es"),
}  # fmt: skip
#: [I] What is printed is with the customer: it takes a review to change it.
CHANGEABLE: Final = frozenset({RECOVERY, DRAFT, OPEN})
#: So long an offer holds when nothing is said [I].
VALID: Final = timedelta(days=30)


def status(write: Write, number: int) -> Row:
    """A status and its text."""
    return {"Status": number, "StatusDescription": STATUSES[number].to(write.user)}


def move(write: Write, quotation: Row, number: int, **more: Any) -> None:
    """Bring a quotation into another status."""
    write.company[Quotation].change(quotation["QuotationID"], status(write, number) | more | touched(write))


def _own(write: Write, _given: Row, quotation: Row | None, header: Row, faults: Faults) -> Row:
    """A new one is the first version of a draft; no offer ends before it is made."""
    day, until = header["QuotationDate"], header["DueDate"]
    if until is not None and until < day:
        faults.add(texts.INVALID, texts.VALID_UNTIL)
    if quotation is not None:
        return {}
    return status(write, DRAFT) | {"DueDate": until or day + VALID, "VersionNumber": 1}


def open_quotation(write: Write, quotation: Row) -> None:
    """Refuse a change of a quotation that is printed or closed."""
    if quotation["Status"] not in CHANGEABLE:
        raise texts.refuse(write.user, texts.PROCESSED, texts.QUOTATION)


def _may_change(_line: Row, _given: Row | None, _faults: Faults) -> None:
    """Nothing else keeps a line of an open quotation."""


def _no_more(_write: Write, _rows: Any) -> None:
    """Nothing else follows from a quotation."""


BOOK: Final = Book(
    kind=QUOTATIONS,
    own=_own,
    line=sold_book.nothing_more,
    line_own={"Optional": False, "Quantity": Decimal(1)},
    is_open=open_quotation,
    may_change=_may_change,
    follow=_no_more,
    released=_no_more,
)


def delete(write: Write, quotation: Row) -> None:
    """Remove a quotation with its lines; one that was accepted stays [I].

    Raises:
        Refused: it was accepted.
    """
    if quotation["Status"] in {PROCESSING, ACCEPTED, FAILED}:
        raise texts.refuse(write.user, texts.PROCESSED, texts.QUOTATION)
    BOOK.delete(write, quotation)


WRITERS: Final = BOOK.writers() | {Quotation: Writer(BOOK.create, BOOK.update, delete)}
