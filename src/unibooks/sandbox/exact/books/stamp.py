"""The properties that Exact fills on every row: company, creator, times."""

from __future__ import annotations

import uuid
from functools import cache

from unibooks.core.target import Entity
from unibooks.sandbox.exact.state import Row, Write


@cache
def _names(entity: type[Entity]) -> tuple[str, ...]:
    return tuple(entity.props())


def born(write: Write, entity: type[Entity], key: uuid.UUID | None = None) -> Row:
    """A blank row of this entity with this key, a fresh one unless told otherwise, and the stamps of its creation."""
    row: Row = dict.fromkeys(_names(entity))
    now = write.world.local(write.company)
    row[entity.key.name] = write.world.new_id() if key is None else key
    stamps: Row = {
        "Created": now,
        "Creator": write.user.id,
        "CreatorFullName": write.user.full_name,
        "Modified": now,
        "Modifier": write.user.id,
        "ModifierFullName": write.user.full_name,
        "Division": write.company.code,
    }
    row.update({name: value for name, value in stamps.items() if name in row})
    return row


def touched(write: Write) -> Row:
    """The properties that a change renews."""
    return {
        "Modified": write.world.local(write.company),
        "Modifier": write.user.id,
        "ModifierFullName": write.user.full_name,
    }
