"""What a call did to the records that webhooks tell of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from unibooks.core.target import Entity
from unibooks.sandbox.exact.state import Change
from unibooks.sandbox.exact.webhooks.topics import TOLD, also

Action = Literal["Create", "Update", "Delete"]

#: What two events of one record within one call come to; None: nothing to tell.
_TOGETHER: Final[dict[tuple[Action, Action], Action | None]] = {
    ("Create", "Create"): "Create",
    ("Create", "Update"): "Create",
    ("Create", "Delete"): None,
    ("Update", "Create"): "Update",
    ("Update", "Update"): "Update",
    ("Update", "Delete"): "Delete",
    ("Delete", "Create"): "Update",
    ("Delete", "Update"): "Delete",
    ("Delete", "Delete"): "Delete",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record.

    Attributes:
        topic: its topic; entity: the endpoint at which the record is read; key: its key; action: what happened.
    """

    topic: str
    entity: type[Entity]
    key: Any
    action: Action


def events(changes: Iterable[Change]) -> list[Event]:
    """The events of one call, in the order in which records were first touched: one for each record [I].

    A change of a line is an update of its header [H]; a change of properties that the reference does not mark raises
    nothing.
    """
    found: dict[tuple[type[Entity], Any], Action | None] = {}
    topics: dict[tuple[type[Entity], Any], str] = {}
    for change in changes:
        told = TOLD.get(change.entity)
        if told is None or (change.action == "Update" and told.watched and not change.names & told.watched):
            continue
        key = change.row[told.parent] if told.parent else change.key
        place = (told.header, key)
        action: Action = "Update" if told.parent else change.action
        before = found.get(place)
        found[place] = action if before is None else _TOGETHER[before, action]
        topics[place] = told.topic
    return [
        Event(topic, endpoint, key, action)
        for (header, key), action in found.items()
        if action is not None
        for topic, endpoint in also(topics[header, key], header)
    ]
