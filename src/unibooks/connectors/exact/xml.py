"""Exact's XML interface, of which matching needs the topic MatchSets: what is sent, and what the messages say.

    <eExact><MatchSets><MatchSet>
      <GLAccount code="1600"/><Account code="12"/>
      <MatchLines><MatchLine finyear="2026" finperiod="2" journal="60" entry="26600012" amountdc="-121.00"/> …</MatchLines>
      <WriteOff type="0"/>
    </MatchSet></MatchSets></eExact>

Amounts have the sign of the ledger lines, in the company's currency. With write-off type 0 what differs stays open [M]. Each
set is answered by a message: 0 error, 1 warning, 2 success, 3 fatal [H], under status 200 whatever it says [M].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.parsers import expat

from unibooks.connectors.exact.answers import Unwell

MATCH_SETS: Final = "MatchSets"
#: Messages that say that something was not done.
REFUSING: Final = frozenset({0, 3})
#: What Exact says, in any language, of a term that it does not find [U: an entry in a closed period].
_TERM: Final = ("betalingstermijn", "payment term")


@dataclass(frozen=True)
class MatchLine:
    """A line of a control account: the entry that it is in, and how much of it is meant."""

    year: int
    period: int
    journal: str
    entry: int
    amount: Decimal


@dataclass(frozen=True)
class MatchSet:
    """Lines of one control account and one relation that settle each other."""

    account: str
    relation: str
    lines: tuple[MatchLine, ...]


@dataclass(frozen=True)
class Message:
    """What Exact says of one set."""

    kind: int
    text: str

    @property
    def refused(self) -> bool:
        """Whether nothing was done."""
        return self.kind in REFUSING


def match_sets(sets: Sequence[MatchSet]) -> bytes:
    """The document that asks for sets of lines to be matched."""
    root = Element("eExact")
    above = SubElement(root, MATCH_SETS)
    for one in sets:
        found = SubElement(above, "MatchSet")
        SubElement(found, "GLAccount", code=one.account)
        SubElement(found, "Account", code=one.relation)
        lines = SubElement(found, "MatchLines")
        for line in one.lines:
            SubElement(
                lines,
                "MatchLine",
                finyear=str(line.year),
                finperiod=str(line.period),
                journal=line.journal,
                entry=str(line.entry),
                amountdc=f"{line.amount:f}",
            )
        if sum((line.amount for line in one.lines), Decimal(0)):
            SubElement(found, "WriteOff", type="0")
    return tostring(root, encoding="utf-8", xml_declaration=True)


def messages(body: bytes) -> list[Message]:
    """The messages of an answer, in their order.

    Raises:
        Unwell: it is no such answer.
    """
    root = _parsed(body)
    found: list[Message] = []
    for message in root.findall("./Messages/Message"):
        kind = message.get("type", "")
        text = (message.findtext("Description") or "").strip()
        found.append(Message(int(kind) if kind.isdigit() else 3, text))
    if not found:
        raise Unwell("the answer has no messages")
    return found


def told(text: str) -> str | None:
    """A message about matching in English, None where it is not known."""
    if text.lower().startswith(_TERM):
        return "its payment term was not found, as for an entry in a closed period"
    return None


def _parsed(body: bytes) -> Element:
    builder = TreeBuilder()
    # The tree's own parser would read entities that a document declares.
    parser = expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(body, True)
        root = builder.close()
    except (expat.ExpatError, ValueError, AssertionError) as problem:
        raise Unwell(f"the answer is no XML: {problem}") from problem
    if root.tag != "eExact":
        raise Unwell(f"the answer is {root.tag}, not eExact")
    return root


def _refuse(*_: object) -> None:
    raise ValueError("it declares a document type")


__all__ = ["MATCH_SETS", "MatchLine", "MatchSet", "Message", "match_sets", "messages", "told"]
