"""The topics that an app can subscribe to, and the records that each of them tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.connectors.exact.target.financialtransaction import Transaction, TransactionLine
from unibooks.core.target import Entity, Nav

#: Topics of records that are not in the sandbox; subscribing to one is accepted, and nothing ever happens. [M] for the
#: first line, the reference index's marks [I] for the second.
_ELSEWHERE: Final = frozenset(
    {
        *("CostTransactions", "StockPositions", "Subscriptions", "TimeTransactions"),
        *("HostingOpportunities", "JournalStatusList", "MailMessageAttachments", "MailMessagesSent", "Opportunities"),
        "ProjectPlanning",
    }
)
#: [M] An older topic for entries of every kind.
UMBRELLA: Final = "FinancialTransactions"
_ENTRIES: Final = frozenset({"BankEntries", "CashEntries", "GeneralJournalEntries", "PurchaseEntries", "SalesEntries"})


@dataclass(frozen=True)
class Told:
    """How the rows of an entity are told of.

    Attributes:
        topic: the topic of their events.
        header: the entity whose record the message names.
        parent: the property of a line that holds its header's key, "" for a header itself.
        watched: the properties whose change raises an event, empty when every one does.
    """

    topic: str
    header: type[Entity]
    parent: str
    watched: frozenset[str]


def _told() -> dict[type[Entity], Told]:
    """From the reference: one topic covers a header and its lines."""
    above: dict[type[Entity], Nav] = {}
    for entity in ENTITIES:
        for member in entity.members.values():
            if isinstance(member, Nav) and member.parent and member.target is not None:
                above[member.target] = member
    told: dict[type[Entity], Told] = {}
    for entity in ENTITIES:
        # ledger lines carry the topics of all entries; the entries tell of them themselves
        if not entity.topic or entity is TransactionLine or not entity.company:
            continue
        nav = above.get(entity)
        line = nav is not None and nav.entity.topic == entity.topic
        header, parent = (nav.entity, nav.parent) if nav is not None and line else (entity, "")
        watched = frozenset(name for name, prop in entity.props().items() if prop.webhook)
        told[entity] = Told(entity.topic, header, parent, watched)
    return told


TOLD: Final = _told()
TOPICS: Final = frozenset({told.topic for told in TOLD.values()} | _ELSEWHERE | {UMBRELLA})


def also(topic: str, header: type[Entity]) -> tuple[tuple[str, type[Entity]], ...]:
    """Every topic that tells of an event, with the endpoint its message names; that of the older topic is [I]."""
    own = ((topic, header),)
    return (*own, (UMBRELLA, Transaction)) if topic in _ENTRIES else own
