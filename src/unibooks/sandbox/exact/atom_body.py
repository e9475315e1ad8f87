"""Request bodies in Atom XML, taken apart into the same members that a JSON body has."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat  # the tree's own parser would read entities

from unibooks.sandbox.exact.atom import ATOM, DATA, META, RELATED
from unibooks.sandbox.exact.odata import errors

_ENTRY: Final = f"{ATOM} entry"
_PROPERTIES: Final = f"{META} properties"
_NULL: Final = f"{META} null"


def read_entry(body: bytes) -> dict[str, Any]:
    """The members of an entry: texts, None for what is null, lists of the same for inline feeds.

    Raises:
        ODataError: 400 when the body is not one entry, or declares a document type, which could hold entities.
    """
    try:
        root = _parse(body)
    except (ValueError, expat.ExpatError, AssertionError):
        raise _not_an_entry() from None
    if root.tag != _ENTRY:
        raise _not_an_entry()
    return _members(root)


def _not_an_entry() -> errors.ODataError:
    return errors.stream("The request should be a valid top-level resource object.")


def _members(entry: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for content in _children(entry, f"{ATOM} content"):
        for properties in _children(content, _PROPERTIES):
            for child in properties:
                namespace, _, name = child.tag.partition(" ")
                if namespace == DATA:
                    values[name] = None if child.get(_NULL) == "true" else (child.text or "")
    for link in _children(entry, f"{ATOM} link"):
        for inline in _children(link, f"{META} inline"):
            feeds = _children(inline, f"{ATOM} feed")
            entries = [found for feed in feeds for found in _children(feed, _ENTRY)]
            values[link.get("rel", "").removeprefix(RELATED)] = [_members(found) for found in entries]
    return values


def _children(element: Element, tag: str) -> list[Element]:
    return [child for child in element if child.tag == tag]


def _parse(body: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.Parse(body, True)
    return builder.close()


def _refuse_declaration(*_: object) -> None:
    raise ValueError
