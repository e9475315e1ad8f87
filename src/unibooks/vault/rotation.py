"""Putting every sealed value under the newest key of the ring, while others read and write.

It goes by batches, each a transaction of its own, and exchanges a value only for the one it has read: what somebody else
has written meanwhile stays, and was sealed by that somebody. Whatever is under the newest key already is passed over, so
that a rotation that was killed goes on when it is started again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from unibooks.core.secret import Secret
from unibooks.store import sealed
from unibooks.store.engine import reading, writing
from unibooks.vault.ring import SealBroken, key_id
from unibooks.vault.vault import Vault

BATCH: Final = 100
PASSES: Final = 3


@dataclass(frozen=True)
class Rotated:
    """What a rotation did with one column.

    Attributes:
        place: `table.column`.
        done: values that are under the newest key now and were not before.
        left: values that others kept changing meanwhile; the next rotation takes them.
        broken: what could not be opened, in sentences.
    """

    place: str
    done: int
    left: int
    broken: tuple[str, ...]


async def rotate(vault: Vault, batch: int = BATCH) -> list[Rotated]:
    """Put every sealed value under the newest key."""
    return [await _rotate(vault, place, batch) for place in sealed.places()]


async def keys_in_use(vault: Vault) -> Mapping[str, int]:
    """How many values stand under each key, by its id."""
    found: Counter[str] = Counter()
    async with reading(vault.engine) as connection:
        for place in sealed.places():
            found.update(key_id(head) for head in await sealed.heads(connection, place))
    return found


async def _rotate(vault: Vault, place: sealed.Place, batch: int) -> Rotated:
    done, missed, broken = await _pass(vault, place, batch)
    for _ in range(PASSES - 1):
        if not missed:
            break
        moved, missed, broken = await _pass(vault, place, batch)
        done += moved
    return Rotated(place.name, done, missed, tuple(broken))


async def _pass(vault: Vault, place: sealed.Place, batch: int) -> tuple[int, int, list[str]]:
    """Once through a column: how many values moved, how many somebody else changed meanwhile, and what does not open."""
    after, moved, missed, broken = "", 0, 0, list[str]()
    while True:
        async with writing(vault.engine) as connection:
            rows = await sealed.others(connection, place, vault.ring.prefix, after, batch)
            for row_id, old in rows:
                try:
                    new, index = _again(vault, place, row_id, old)
                except SealBroken as fault:
                    broken.append(str(fault))
                    continue
                exchanged = await sealed.exchange(connection, place, row_id, old, new, index)
                moved, missed = moved + exchanged, missed + (not exchanged)
        if len(rows) < batch:
            return moved, missed, broken
        after = rows[-1][0]


def _again(vault: Vault, place: sealed.Place, row_id: str, old: str) -> tuple[str, str | None]:
    where = {"table": place.table.name, "row": row_id, "column": place.column.name}
    secret: Secret = vault.ring.open(old, **where)
    return vault.ring.seal(secret, **where), vault.ring.index(secret) if place.index is not None else None
