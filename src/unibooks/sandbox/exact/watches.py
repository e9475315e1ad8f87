"""Row versions of rows that nobody writes: they follow from others, so a new version is a difference to what was last seen."""

from __future__ import annotations

from typing import Any

from unibooks.sandbox.exact.tables import Removal, Row, Table, Versions


class Watch:
    """What was last seen of a derived table. The state of a company keeps it, so that versions never go back.

    `versions` and `removed` are as those of a `Table`. A difference counts as written when it is seen.
    """

    def __init__(self, counter: Versions) -> None:
        self._counter = counter
        self._seen: Table | None = None
        self._rows: dict[Any, Row] = {}
        self.versions: dict[Any, int] = {}
        self.removed: dict[Any, Removal] = {}

    def look(self, table: Table) -> None:
        """Compare with what the table has now."""
        if table is self._seen:
            return
        for key, row in table.rows.items():
            if self._rows.get(key) != row:
                self.versions.pop(key, None)
                self.versions[key] = self._counter.next()
                self.removed.pop(key, None)
        for key in [key for key in self._rows if key not in table.rows]:
            del self.versions[key]
            self.removed[key] = self._counter.removal()
        self._seen, self._rows = table, dict(table.rows)
