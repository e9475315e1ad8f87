"""The properties that Exact fills on every row: company, creator, times."""

from __future__ import annotations

import uuid
from functools import cache

from unibooks.core.target import Entity
from unibooks.sandbox.exact.state import Row, Write


@cache
def _blank(entity: type[Entity]) -> tuple[Row, frozenset[str]]:
    """An empty row to copy, and its names."""
    row: Row = dict.fromkeys(entity.props())
    return row, frozenset(row)


def born(write: Write, entity: type[Entity], key: uuid.UUID | None = None) -> Row:
    """A blank row of this entity with this key, a fresh one unless told otherwise, and the stamps of its creation."""
    blank, names = _blank(entity)
    now, user = write.world.local(write.company), write.user
    row = blank.copy()
    row[entity.key.name] = write.world.new_id() if key is None else key
    stamps: Row = {
        "Created": now,
        "Creator": user.id,
        "CreatorFullName": user.full_name,
        "Modified": now,
        "Modifier": user.id,
        "ModifierFullName": user.full_name,
        "Division": write.company.code,
    }
    row.update(stamps if names.issuperset(stamps) else {name: stamps[name] for name in stamps if name in names})
    return row


def touched(write: Write) -> Row:
    """The properties that a change renews."""
    return {
        "Modified": write.world.local(write.company),
        "Modifier": write.user.id,
        "ModifierFullName": write.user.full_name,
    }
