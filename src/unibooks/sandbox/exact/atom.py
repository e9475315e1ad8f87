"""Rows to Atom XML, as WCF Data Services lays out version 2 of the protocol; no recording shows it of Exact [I]."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.odata.shape import Shape
from unibooks.sandbox.exact.wire import Below, Place, Row

HEAD: Final = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'
DATA: Final = "http://schemas.microsoft.com/ado/2007/08/dataservices"
META: Final = f"{DATA}/metadata"
ATOM: Final = "http://www.w3.org/2005/Atom"
RELATED: Final = f"{DATA}/related/"
_SPACES: Final = f'xmlns:d="{DATA}" xmlns:m="{META}" xmlns="{ATOM}"'
#: What XML 1.0 cannot hold.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def text(value: str) -> str:
    """A text as it stands between tags."""
    return escape(_CONTROL.sub("?", value))


def attribute(value: str) -> str:
    """A text as an attribute's value, in its quotes."""
    return quoteattr(_CONTROL.sub("?", value))


def _datetime(value: datetime) -> str:
    found = value.isoformat()
    return found.rstrip("0") if "." in found else found


_ENCODERS: Final[dict[str, Callable[[Any], str]]] = {
    "Edm.Boolean": lambda value: "true" if value else "false",
    "Edm.DateTime": _datetime,
    "Edm.Double": wire.double,
    "Edm.String": text,
}


def base(entity: type[Entity], place: Place) -> str:
    """The address of the service, which the links of a document hang under."""
    return f"{place.root}{entity.path.rpartition('/')[0]}/"


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a collection: its address under the company, its rows, how many there are in all, where it goes on."""

    path: str
    rows: list[Row]
    count: int | None = None
    onwards: str = ""


class EntryWriter:
    """Writes rows of one shape."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._entity = shape.entity
        self._kind = shape.entity.type_name.rpartition(".")[2]
        self._nested = {nav.name: writer_of(below) for nav, below in shape.expanded}

    def document(self, row: Row, place: Place, below: Below, updated: str) -> bytes:
        """One record as a document."""
        spaces = f"xml:base={attribute(base(self._entity, place))} {_SPACES}"
        return (HEAD + self._entry(row, place, below, updated, f" {spaces}")).encode()

    def feed(self, feed: Feed, place: Place, below: Below, updated: str) -> bytes:
        """A page as a document."""
        spaces = f"xml:base={attribute(base(self._entity, place))} {_SPACES}"
        return (HEAD + self._feed(feed, place, below, updated, f" {spaces}")).encode()

    def _feed(self, feed: Feed, place: Place, below: Below, updated: str, spaces: str) -> str:
        title = feed.path.rpartition("/")[2]
        href = attribute(_relative(f"{place.root}{feed.path}", base(self._entity, place)))
        count = "" if feed.count is None else f"<m:count>{feed.count}</m:count>"
        onwards = f'<link rel="next" href={attribute(feed.onwards)} />' if feed.onwards else ""
        entries = "".join(self._entry(row, place, below, updated, "") for row in feed.rows)
        # [I] an empty feed has an author, one with entries leaves that to them
        author = "" if feed.rows else "<author><name /></author>"
        return (
            f'<feed{spaces}><title type="text">{text(title)}</title><id>{text(place.root + feed.path)}</id>'
            f'<updated>{updated}</updated><link rel="self" title={attribute(title)} href={href} />{count}{author}'
            f"{entries}{onwards}</feed>"
        )

    def _entry(self, row: Row, place: Place, below: Below, updated: str, spaces: str) -> str:
        address = wire.address(self._entity, row, place)
        href = _relative(address, base(self._entity, place))
        links: list[str] = []
        values: list[str] = []
        for member in self._shape.members:
            if isinstance(member, Nav):
                links.append(self._link(member, row, address, href, place, below, updated))
            else:
                values.append(_value(member, row, place))
        return (
            f'<entry{spaces}><id>{text(address)}</id><title type="text"></title><updated>{updated}</updated>'
            f'<author><name /></author><link rel="edit" title={attribute(self._kind)} href={attribute(href)} />'
            f'{"".join(links)}<category term={attribute(self._entity.type_name)} scheme="{DATA}/scheme" />'
            f'<content type="application/xml"><m:properties>{"".join(values)}</m:properties></content></entry>'
        )

    def _link(self, nav: Nav, row: Row, address: str, href: str, place: Place, below: Below, updated: str) -> str:
        name = attribute(nav.name)
        opening = (
            f'<link rel="{RELATED}{nav.name}" type="application/atom+xml;type=feed" title={name} '
            f"href={attribute(f'{href}/{nav.name}')}"
        )
        nested = self._nested.get(nav.name)
        if nested is None:
            return f"{opening} />"
        rows, onwards = below(nav, row[self._entity.key.name])
        path = address.removeprefix(place.root)
        feed = Feed(f"{path}/{nav.name}", rows, None, f"{address}/{nav.name}?{onwards}" if onwards else "")
        return f"{opening}><m:inline>{nested._feed(feed, place, below, updated, '')}</m:inline></link>"


def _relative(address: str, under: str) -> str:
    return address.removeprefix(under)


def _value(prop: Prop, row: Row, place: Place) -> str:
    kind = "" if prop.edm == "Edm.String" else f' m:type="{prop.edm}"'
    linked = wire.ADDRESSES.get(prop)
    value = row[prop.name] if linked is None else linked(row, place)
    if value is None or prop.edm == "Edm.Binary":
        return f'<d:{prop.name}{kind} m:null="true" />'
    written = _ENCODERS.get(prop.edm, str)(value)
    # WCF keeps blanks at either end from being lost
    kept = ' xml:space="preserve"' if written != written.strip() else ""
    return f"<d:{prop.name}{kind}{kept}>{written}</d:{prop.name}>"


@lru_cache(maxsize=512)
def writer_of(shape: Shape) -> EntryWriter:
    """The writer of a shape."""
    return EntryWriter(shape)


def error(message: str) -> bytes:
    """The error element of the protocol; code and language are empty as in JSON [I]."""
    return (f'{HEAD}<error xmlns="{META}"><code></code><message xml:lang="">{text(message)}</message></error>').encode()
