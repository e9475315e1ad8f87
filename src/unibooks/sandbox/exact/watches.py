"""Row versions of rows that nobody writes: they follow from others, so a new version is a difference to what was last seen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from unibooks.sandbox.exact.tables import Removal, Row, Table, Versions


@dataclass(eq=False)
class Watch:
    """What was last seen of a derived table. The state of a company keeps it, so that versions never go back.

    `versions` and `removed` are as those of a `Table`. A difference counts as written when it is seen.

    Attributes:
        digests: what tells one content of a row from another, by the row's key.
        looks: how often somebody looked; a derived table remembers by which look it was seen.
    """

    versions: dict[Any, int] = field(default_factory=dict[Any, int])
    removed: dict[Any, Removal] = field(default_factory=dict[Any, Removal])
    digests: dict[Any, str] = field(default_factory=dict[Any, str])
    looks: int = 0

    def look(self, table: Table, counter: Versions) -> None:
        """Compare with what the table has now; a difference gets the company's next version."""
        if table.memo.get(Watch) == self.looks:
            return
        for key, row in table.rows.items():
            digest = _digest(row)
            if self.digests.get(key) != digest:
                self.digests[key] = digest
                self.versions.pop(key, None)
                self.versions[key] = counter.next()
                self.removed.pop(key, None)
        for key in [key for key in self.digests if key not in table.rows]:
            del self.digests[key], self.versions[key]
            self.removed[key] = counter.removal()
        self.looks += 1
        table.memo[Watch] = self.looks


def _digest(row: Row) -> str:
    return hashlib.blake2b(repr(list(row.values())).encode(), digest_size=8).hexdigest()
