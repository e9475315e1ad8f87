"""The two forms in which the API answers: Atom XML by default, JSON when it is asked for [H]."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from unibooks.sandbox.exact import atom, wire
from unibooks.sandbox.exact.http import JSON, Answer
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.shape import Shape
from unibooks.sandbox.exact.wire import Below, Place, Row

ATOM: Final = "application/atom+xml"
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a collection.

    Attributes:
        shape: the members to write.
        rows: the records.
        place: for whom.
        below: the rows of expanded collections.
        path: the address of the collection under the company.
        count: how many records there are in all, None when it was not asked.
        onwards: the address of the next page, "" on the last.
        bare: whether it is an array by itself in JSON.
    """

    shape: Shape
    rows: list[Row]
    place: Place
    below: Below
    path: str
    count: int | None = None
    onwards: str = ""
    bare: bool = False


class Form(Protocol):
    """How records, collections and errors are written."""

    def record(self, shape: Shape, row: Row, place: Place, below: Below) -> Answer:
        """One record."""
        ...

    def collection(self, listing: Listing) -> Answer:
        """A page."""
        ...

    def error(self, error: errors.ODataError) -> Answer:
        """A refusal."""
        ...


@dataclass(frozen=True)
class JsonForm:
    """`application/json`, in the old verbose layout."""

    style: wire.Style = field(default_factory=wire.Style)

    def record(self, shape: Shape, row: Row, place: Place, below: Below) -> Answer:
        """One record under `d`."""
        return Answer(200, wire.document(wire.writer_of(shape, self.style).write(row, place, below)))

    def collection(self, listing: Listing) -> Answer:
        """An array, bare or in an object."""
        writer = wire.writer_of(listing.shape, self.style)
        rows = [writer.write(row, listing.place, listing.below) for row in listing.rows]
        if listing.bare:
            return Answer(200, wire.document(wire.array(rows), onwards=listing.onwards))
        return Answer(200, wire.document(wire.results(rows, count=listing.count, onwards=listing.onwards)))

    def error(self, error: errors.ODataError) -> Answer:
        """Exact's error envelope."""
        return Answer(error.status, wire.error(error.message), JSON, error.headers)


@dataclass(frozen=True)
class AtomForm:
    """`application/atom+xml`.

    Attributes:
        updated: the time of the answer, which feeds and entries carry.
    """

    updated: str

    def record(self, shape: Shape, row: Row, place: Place, below: Below) -> Answer:
        """An entry as a document."""
        text = atom.writer_of(shape).document(row, place, below, self.updated)
        return Answer(200, text, f"{ATOM};type=entry;charset=utf-8")

    def collection(self, listing: Listing) -> Answer:
        """A feed as a document."""
        found = atom.Feed(listing.path, listing.rows, listing.count, listing.onwards)
        text = atom.writer_of(listing.shape).feed(found, listing.place, listing.below, self.updated)
        return Answer(200, text, f"{ATOM};type=feed;charset=utf-8")

    def error(self, error: errors.ODataError) -> Answer:
        """OData's error element."""
        return Answer(error.status, atom.error(error.message), "application/xml;charset=utf-8", error.headers)


def _weight(part: str) -> tuple[str, float]:
    kind, *options = (piece.strip().lower() for piece in part.split(";"))
    for option in options:
        name, _, value = option.partition("=")
        if name.strip() == "q":
            try:
                return kind, float(value)
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def wants(accept: str) -> str:
    """The form that an `Accept` header asks for: a media type of the two, or "" when it takes neither.

    Of several the one with the greatest weight, among equals the first [I]; whoever takes anything gets Atom [H].
    """
    taken = sorted((_weight(part) for part in (accept or "*/*").split(",")), key=lambda found: -found[1])
    for kind, weight in taken:
        if weight > 0 and kind in (_JSON, ATOM):
            return kind
        if weight > 0 and kind in ("*/*", "application/*"):
            return ATOM
    return ""


def is_json(accept: str) -> bool:
    """Whether an answer is to be JSON."""
    return wants(accept) == _JSON


def nothing_below(_nav: Any, _key: Any) -> tuple[list[Row], str]:
    """For records whose collections are all deferred."""
    return [], ""
