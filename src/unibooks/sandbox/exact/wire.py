"""Rows to JSON, byte for byte as Exact's WCF Data Services writer lays them out.

CRLF after each `{` and `[` and before each `}` and `]`; members separated by `, ` and written
`"name": value`, but the outermost is `"d" : `; dates `"\\/Date(ms)\\/"` with the company's wall clock counted as
if it were UTC; no other slash escaped, everything beyond ASCII as `\\uXXXX` [R].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any, Final
from uuid import UUID

from unibooks.connectors.exact.target import Account, Contact, Document, DocumentAttachment, Me
from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact import mirrors
from unibooks.sandbox.exact.odata import keys
from unibooks.sandbox.exact.odata.shape import Shape

Row = dict[str, Any]

NL: Final = "\r\n"
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clocks are counted from a wall-clock epoch
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is written for: addresses in it begin with what the client called.

    Args:
        origin: scheme and host, without a slash at the end.
        company: the company number of the request's path, None where it has none.
        stamp: the name of the installation in addresses of documents, such as `NL001`.
    """

    origin: str
    company: int | None
    stamp: str

    @property
    def root(self) -> str:
        """What the addresses of entities begin with."""
        return f"{self.origin}/api/v1/{'' if self.company is None else f'{self.company}/'}"


#: The rows below a record and the address of what did not fit, "" when all did.
Below = Callable[[Nav, Any], tuple[list[Row], str]]


@dataclass(frozen=True, slots=True)
class Style:
    """What is disputed of the layout; `Settings` says what each of these is."""

    int64_as_text: bool = True
    negative_zero: bool = True


STYLE: Final = Style()


def double(value: Decimal | int) -> str:
    """A double as .NET writes it: without forced decimals [R], a minus before a negative zero [I]."""
    # the zeros are equal, so that a cache would take one for the other
    return _double(value) if value else repr(float(value))[:-2]


@lru_cache(maxsize=65536)
def _double(value: Decimal | int) -> str:
    text = repr(float(value))
    if text.endswith(".0"):
        return text[:-2]
    return text.replace("e", "E") if "e" in text else text


@lru_cache(maxsize=65536)
def _guid_of(number: int) -> str:
    return f'"{UUID(int=number)}"'


def _guid(value: UUID) -> str:
    return _guid_of(value.int)  # numbers are found faster than the objects around them


@lru_cache(maxsize=65536)
def _datetime(value: datetime) -> str:
    return f'"\\/Date({(value - _EPOCH) // _MILLISECOND})\\/"'


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _integer_text(value: int) -> str:
    return f'"{value}"'


def _positive_zero(value: Decimal | int) -> str:
    return double(value + 0)


_ENCODERS: Final[dict[str, Callable[[Any], str]]] = {
    "Edm.Binary": lambda _: "null",  # [R] the content of an attachment is never in an answer
    "Edm.Boolean": _boolean,
    "Edm.Byte": str,
    "Edm.DateTime": _datetime,
    "Edm.Double": double,
    "Edm.Guid": _guid,
    "Edm.Int16": str,
    "Edm.Int32": str,
    "Edm.Int64": _integer_text,
    "Edm.String": _quoted,
}


def _encoder(edm: str, style: Style) -> Callable[[Any], str]:
    if edm == "Edm.Int64" and not style.int64_as_text:
        return str
    if edm == "Edm.Double" and not style.negative_zero:
        return _positive_zero
    return _ENCODERS[edm]


def _document_page(page: str) -> Callable[[Row, Place], str]:
    return lambda row, place: (
        f"{place.origin}/docs/{page}?ID={row['ID']}&_Division_={place.company}&Stamp={place.stamp}"
    )


def _image(prop: Prop) -> Callable[[Row, Place], str | None]:
    """A row keeps the path or a whole address; the answer to a create leaves it out [R]."""

    def address(row: Row, place: Place) -> str | None:
        value: str | None = row[prop.name]
        return f"{place.origin}/{value}" if value is not None and value.startswith("/") else value

    return address


_FOLLOWING: Final[dict[Prop, Callable[[Row, Place], str | None]]] = {
    Document.DocumentViewUrl: _document_page("DocViewContent.aspx"),
    DocumentAttachment.Url: _document_page("SysAttachment.aspx"),
    # [R] the slash is doubled in addresses of images
    Me.PictureUrl: lambda _, place: f"{place.origin}//docs/images/placeholder_contact_myeol.png",
    Contact.PictureThumbnailUrl: _image(Contact.PictureThumbnailUrl),
    Contact.PictureUrl: _image(Contact.PictureUrl),
    Account.LogoThumbnailUrl: _image(Account.LogoThumbnailUrl),
    Account.LogoUrl: _image(Account.LogoUrl),
}
#: Addresses that follow the host of the request [R], in bulk and sync too [I].
ADDRESSES: Final = {twin: make for prop, make in _FOLLOWING.items() for twin in (prop, *mirrors.twins(prop))}


def address(entity: type[Entity], row: Row, place: Place) -> str:
    """The address of a record."""
    return f"{place.root}{entity.path}({keys.text(entity, row)})"


_Column = tuple[str, str, str, Callable[[Any], str]]


class RowWriter:
    """Writes rows of one shape; everything that does not depend on a row is worked out once."""

    def __init__(self, shape: Shape, style: Style) -> None:
        self.entity = shape.entity
        self._shape = shape
        self._type = _quoted(shape.entity.type_name)
        self._runs = self._split(style)
        self._nested = {nav.name: writer_of(below, style) for nav, below in shape.expanded}

    def _split(self, style: Style) -> list[tuple[list[_Column], Nav | Prop | None]]:
        """Runs of plain columns, each ended by a member that needs more than its own value."""
        runs: list[tuple[list[_Column], Nav | Prop | None]] = []
        columns: list[_Column] = []
        for member in self._shape.members:
            if isinstance(member, Nav) or member in ADDRESSES:
                runs.append((columns, member))
                columns = []
            else:
                label = f', "{member.name}": '
                columns.append((label, label + "null", member.name, _encoder(member.edm, style)))
        runs.append((columns, None))
        return runs

    def address(self, row: Row, place: Place) -> str:
        """The address of a record, which its `__metadata` and its deferred collections begin with."""
        return address(self.entity, row, place)

    def write(self, row: Row, place: Place, below: Below) -> str:
        """One record."""
        address = self.address(row, place)
        out = [
            f'{{{NL}"__metadata": {{{NL}"uri": {_quoted(address)}, "type": {self._type}{NL}}}',
        ]
        add = out.append
        for columns, last in self._runs:
            out += [
                null if (value := row[name]) is None else label + encode(value) for label, null, name, encode in columns
            ]
            if isinstance(last, Nav):
                add(f', "{last.name}": {self._collection(last, row, address, place, below)}')
            elif last is not None:
                link = ADDRESSES[last](row, place)
                add(f', "{last.name}": {"null" if link is None else _quoted(link)}')
        add(NL + "}")
        return "".join(out)

    def _collection(self, nav: Nav, row: Row, address: str, place: Place, below: Below) -> str:
        nested = self._nested.get(nav.name)
        if nested is None and nav in self._shape.empty:
            return results([])
        if nested is None:
            return f'{{{NL}"__deferred": {{{NL}"uri": {_quoted(f"{address}/{nav.name}")}{NL}}}{NL}}}'
        rows, onwards = below(nav, row[self.entity.key.name])
        written = [nested.write(r, place, below) for r in rows]
        return results(written, onwards=f"{address}/{nav.name}?{onwards}" if onwards else "")


@lru_cache(maxsize=512)
def writer_of(shape: Shape, style: Style = STYLE) -> RowWriter:
    """The writer of a shape."""
    return RowWriter(shape, style)


def results(rows: list[str], *, count: int | None = None, onwards: str = "") -> str:
    """A collection in its object form; `__count` is text [M], its place after the rows [I]."""
    counted = "" if count is None else f', "__count": "{count}"'
    further = f', "__next": {_quoted(onwards)}' if onwards else ""
    return f'{{{NL}"results": {array(rows)}{counted}{further}{NL}}}'


def array(rows: list[str]) -> str:
    """A collection in its bare form."""
    return f"[{NL}{', '.join(rows)}{NL}]"


def document(content: str, *, onwards: str = "") -> bytes:
    """The whole answer; `onwards` stands beside a bare array that goes on [M: reported of `bulk/`]."""
    further = f', "__next": {_quoted(onwards)}' if onwards else ""
    return f'{{{NL}"d" : {content}{further}{NL}}}'.encode("ascii")


def error(message: str) -> bytes:
    """Exact's error body [R]."""
    value = _quoted(message)
    text = f'{{{NL}"error": {{{NL}"code": "", "message": {{{NL}"lang": "", "value": {value}{NL}}}{NL}}}{NL}}}'
    return text.encode("ascii")
