"""What comes back from Exact, decoded: pages of rows in every envelope, records, and answers that are none.

A page is decoded in one go into structs that hold the wanted properties and nothing else. When one value is not of its
type, the page is decoded again record by record: that value becomes null with a warning, and every other is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import msgspec

from unibooks.connectors.exact.odata import Selection

#: Wire type -> type in JSON. Int64 travels as text [R], binary content never travels [R].
WIRE: Final[dict[str, Any]] = {
    "Edm.Binary": str,
    "Edm.Boolean": bool,
    "Edm.Byte": int,
    "Edm.DateTime": str,
    "Edm.Double": Decimal,
    "Edm.Guid": str,
    "Edm.Int16": int,
    "Edm.Int32": int,
    "Edm.Int64": str,
    "Edm.String": str,
}


class Unwell(Exception):
    """The answer is no answer: a page of the maintenance, JSON that breaks off, a gateway's complaint."""


@dataclass(frozen=True)
class Page:
    """One page of rows.

    Attributes:
        rows: structs with the properties' names as attributes; collections below a row are `Below`.
        onwards: the address of the next page, None on the last.
        count: how many rows there are in all, where that was asked for.
        warnings: what could not be read.
    """

    rows: list[Any]
    onwards: str | None = None
    count: int | None = None
    warnings: Sequence[str] = field(default=())


_ANY: Final[msgspec.json.Decoder[Any]] = msgspec.json.Decoder(float_hook=Decimal)


def untyped(body: bytes) -> Any:
    """Any JSON, its numbers exact."""
    try:
        return _ANY.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise _broken(body) from problem


def raw_results(body: bytes) -> list[Any]:
    """The rows of a page as Exact wrote them."""
    d = untyped(body).get("d")
    return list(d if isinstance(d, list) else d.get("results", []))  # pyright: ignore[reportUnknownArgumentType]


def created_key(name: str) -> Callable[[bytes], str]:
    """Decode the answer to a create, of which only the key is sure to be filled [R]."""
    record = msgspec.defstruct("Created", [(name, str | int)])
    decoder = msgspec.json.Decoder(msgspec.defstruct("Envelope", [("d", record)]))

    def decode(body: bytes) -> str:
        try:
            return str(getattr(decoder.decode(body).d, name))  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise _broken(body) from problem

    return decode


def nothing(body: bytes) -> None:
    """Decode the empty answer to a change or a removal."""


def _broken(body: bytes) -> Unwell:
    if body.lstrip()[:1] == b"<":
        return Unwell("a web page came instead of data, as it does during maintenance")
    if b'"error"' in body:
        return Unwell("the answer broke off with an error inside")
    return Unwell("the answer is not whole, or not in a known form")


class _Collection(msgspec.Struct):
    """The object form of a collection; other forms are `None` here."""

    results: list[msgspec.Raw] | None = None
    next: str | None = msgspec.field(default=None, name="__next")
    count: str | int | None = msgspec.field(default=None, name="__count")


class _Bare(msgspec.Struct):
    d: list[msgspec.Raw] | _Collection


_LOOSE: Final = msgspec.json.Decoder(_Bare)
_BELOW: Final[msgspec.json.Decoder[list[msgspec.Raw] | _Collection | None]] = msgspec.json.Decoder(
    list[msgspec.Raw] | _Collection | None
)
_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


class PageDecoder:
    """Decodes the pages of one selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.types: dict[str, Any] = {prop.name: WIRE[prop.edm] for prop in selection.props}
        self.below = {nav.name: decoder_of(lines) for nav, lines in selection.lines}
        fields = [(name, wire | None, None) for name, wire in self.types.items()]
        fields += [(name, decoder.nested | None, None) for name, decoder in self.below.items()]
        self.row = msgspec.defstruct(selection.entity.__name__, fields, gc=False)
        rows: Any = list[self.row]  # pyright: ignore[reportInvalidTypeForm]
        collection = msgspec.defstruct(
            "Collection",
            [("results", rows | None, None), ("next", str | None, None), ("count", str | int | None, None)],
            rename={"next": "__next", "count": "__count"},
        )
        self.nested: Any = rows | collection
        self._page: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
            msgspec.defstruct("Envelope", [("d", self.nested)])
        )

    def decode(self, body: bytes) -> Page:
        """A page.

        Raises:
            Unwell: the body is not a whole answer.
        """
        try:
            found = self._page.decode(body).d
        except msgspec.ValidationError:
            return self._carefully(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise _broken(body) from problem
        return self._opened(found)

    def _opened(self, found: Any) -> Page:
        if isinstance(found, list):
            return self._flat(Page(found))  # pyright: ignore[reportUnknownArgumentType]
        if found.results is None:
            raise Unwell("the answer is not whole, or not in a known form")
        return self._flat(Page(found.results, found.next, None if found.count is None else int(found.count)))

    def _flat(self, page: Page) -> Page:
        """Turn the collections below the rows into pages as well; those that were not sent stay None."""
        for name, decoder in self.below.items():
            for row in page.rows:
                below = getattr(row, name)
                if below is not None:
                    deferred = not isinstance(below, list) and below.results is None
                    setattr(row, name, None if deferred else decoder._opened(below))
        return page

    def _carefully(self, body: bytes) -> Page:
        try:
            found = _LOOSE.decode(body).d
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise _broken(body) from problem
        warnings: dict[str, None] = {}
        if isinstance(found, list):
            return Page([self._record(raw, warnings) for raw in found], warnings=tuple(warnings))
        if found.results is None:
            raise Unwell("the answer is not whole, or not in a known form")
        rows = [self._record(raw, warnings) for raw in found.results]
        count = None if found.count is None else int(found.count)
        return Page(rows, found.next, count, tuple(warnings))

    def _record(self, raw: msgspec.Raw, warnings: dict[str, None]) -> Any:
        """One record, property by property: what is not of its type becomes null."""
        try:
            members = _MEMBERS.decode(raw)
        except msgspec.ValidationError:
            raise Unwell("a record of the answer is not an object") from None
        row = self.row()
        key = self._selection.entity.key.name
        for name, wire in self.types.items():
            try:
                setattr(row, name, msgspec.json.decode(members.get(name, b"null"), type=wire | None))
            except msgspec.ValidationError:
                shown = bytes(members[name])[:40].decode("utf-8", "replace")
                where = bytes(members.get(key, b"?")).decode("utf-8", "replace").strip('"')
                path = f"{self._selection.entity.__name__}.{name}"
                warnings[f"{path} of {where} is {shown}, which is not of its type; null is given"] = None
        for name, decoder in self.below.items():
            setattr(row, name, decoder._collection(members.get(name), warnings))
        return row

    def _collection(self, raw: msgspec.Raw | None, warnings: dict[str, None]) -> Page | None:
        if raw is None:
            return None
        try:
            found = _BELOW.decode(raw)
        except msgspec.ValidationError:
            raise Unwell("the lines of a record are not in a known form") from None
        items, onwards = (
            (found, None) if isinstance(found, list) else (found.results, found.next) if found else (None, None)
        )
        return None if items is None else Page([self._record(item, warnings) for item in items], onwards)


@lru_cache(maxsize=256)
def decoder_of(selection: Selection) -> PageDecoder:
    """The decoder of a selection, made once."""
    return PageDecoder(selection)
