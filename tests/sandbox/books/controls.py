"""What has to hold in the books at any moment, whatever was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import (
    GLAccount,
    PayablesListRow,
    Payment,
    Receivable,
    ReceivablesListRow,
    ReportingBalance,
    TransactionLine,
)
from unibooks.connectors.exact.target.sync import SyncDeleted
from unibooks.core.target import Entity
from unibooks.sandbox.exact import sync, virtual
from unibooks.sandbox.exact.books import virtuals
from unibooks.sandbox.exact.functions import Asked
from unibooks.sandbox.exact.odata.options import next_query, parse_options
from unibooks.sandbox.exact.state import Company, Row, Table
from unibooks.sandbox.exact.streams import DELETED, STREAMS
from unibooks.sandbox.exact.virtual import Virtual

VIRTUALS = {entity: found for entity, found in virtuals().items() if isinstance(found, Virtual)}
CONTROL = {20: (Receivable, ReceivablesListRow, 1), 22: (Payment, PayablesListRow, -1)}


def table(desk: Desk, entity: type[Entity]) -> Table:
    return virtual.table(desk.world, desk.company, entity, VIRTUALS[entity])


def total(rows: Any, name: str) -> Decimal:
    return sum((row[name] for row in rows), Decimal(0))


def entries_balance(company: Company, since: int = 0) -> None:
    """Each entry with a line that was written since, and each period of it, sums to zero in both currencies."""
    lines = company[TransactionLine]
    written: set[Any] = set()
    for key, version in reversed(lines.versions.items()):
        if version <= since:
            break
        written.add(lines.rows[key]["EntryID"])
    for entry in written:
        rows = lines.where("EntryID", entry)
        periods = {(row["FinancialYear"], row["FinancialPeriod"]) for row in rows}
        for at in periods:
            mine = [row for row in rows if (row["FinancialYear"], row["FinancialPeriod"]) == at]
            sums = total(mine, "AmountDC"), total(mine, "AmountFC")
            assert sums == (0, 0), (entry, at, sums)


def ledger_balances(desk: Desk) -> None:
    """The whole ledger sums to zero, and the balances per account are the sums of its lines."""
    sums: dict[Any, list[Any]] = {}
    for row in desk.company[TransactionLine]:
        found = sums.setdefault((row["GLAccount"], row["FinancialYear"], row["FinancialPeriod"]), [Decimal(0), 0])
        found[0] += row["AmountDC"]
        found[1] += 1
    assert sum(amount for amount, _ in sums.values()) == 0
    reported: dict[Any, list[Any]] = {}
    for row in table(desk, ReportingBalance):
        at = row["GLAccount"], row["ReportingYear"], row["ReportingPeriod"]
        found = reported.setdefault(at, [Decimal(0), 0])
        found[0] += row["Amount"]
        found[1] += row["Count"]
    assert reported == sums


def open_items_agree(desk: Desk) -> None:
    """Of each control account the terms, all and the open ones, are what its lines are worth; so are the lists."""
    for kind, (term, listed, sign) in CONTROL.items():
        accounts = {row["ID"] for row in desk.company[GLAccount].where("Type", kind)}
        lines = [row for row in desk.company[TransactionLine] if row["GLAccount"] in accounts and row["Account"]]
        terms = list(table(desk, term))
        assert total(terms, "AmountDC") == -total(lines, "AmountDC")
        left = [row for row in terms if row["Status"] != 50]
        assert total(left, "AmountDC") == -total(lines, "AmountDC")
        items = {row["Id"]: row["Amount"] for row in table(desk, listed)}
        assert items == {row["ID"]: -sign * row["AmountFC"] for row in left}


@dataclass
class Mirror:
    """A copy of a company that is kept by what changed since the last look, as a client of the sync interface does."""

    company: Company
    last: int = 0
    rows: dict[type[Entity], dict[Any, Row]] = field(default_factory=dict)
    gone: Counter[tuple[type[Entity], Any, int]] = field(default_factory=Counter)

    def follow(self) -> None:
        since, self.last = self.last, self.company.versions.last
        for entity, rows in self.company.tables.items():
            mine = self.rows.setdefault(entity, {})
            for key, removal in reversed(rows.removed.items()):
                if removal.version <= since:
                    break
                self.gone[entity, key, removal.version] += 1
                mine.pop(key, None)
            for key, version in reversed(rows.versions.items()):
                if version <= since:
                    break
                mine[key] = dict(rows.rows[key])

    def agrees(self) -> None:
        for entity, rows in self.company.tables.items():
            assert self.rows[entity] == rows.rows, entity.__name__
        assert all(times == 1 for times in self.gone.values())


class SyncClient:
    """A client of the group `sync`: it asks for what is newer than what it has, and for what was deleted since.

    Some tables make several streams; a deletion names its entity by a number, which takes the key out of all of them.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rows: dict[type[Entity], dict[Any, Row]] = {entity: {} for entity in STREAMS}
        self.newest = dict.fromkeys([*STREAMS, SyncDeleted], 0)
        self.gone: Counter[tuple[int, Any, int]] = Counter()

    def asked(self) -> Asked:
        company = self.desk.company
        return Asked(
            self.desk.world, company, lambda each: table(self.desk, each) if each in VIRTUALS else company[each]
        )

    def follow(self) -> None:
        """Deletions first, as a key may come back."""
        asked = self.asked()
        for row in sorted(sync.table(asked, SyncDeleted), key=lambda row: row["Timestamp"]):
            if row["Timestamp"] > self.newest[SyncDeleted]:
                self.newest[SyncDeleted] = row["Timestamp"]
                self.gone[row["EntityType"], row["EntityKey"], row["Timestamp"]] += 1
                for entity, sources in STREAMS.items():
                    if row["EntityType"] in {DELETED.get(source.entity) for source in sources}:
                        self.rows[entity].pop(row["EntityKey"], None)
        for entity in STREAMS:
            # a stream has the key of its rows as ID, that of deliveries under their own name
            name = "ID" if "ID" in entity.props() else STREAMS[entity][0].entity.key.name
            options = parse_options(f"$filter=Timestamp gt {self.newest[entity]}L")
            while True:
                page = sync.read_stream(asked, entity, options)
                assert page is not None
                for row in page.rows:
                    self.newest[entity] = row["Timestamp"]
                    self.rows[entity][row[name]] = row
                if not page.token:
                    break
                options = parse_options(next_query(options, len(page.rows), page.token))

    def agrees(self) -> None:
        """Each stream holds the rows of its tables as they are now, and no others."""
        asked = self.asked()
        for entity, sources in STREAMS.items():
            now = {key: row for source in sources for key, row in asked.table(source.entity).rows.items()}
            mine = self.rows[entity]
            assert mine.keys() == now.keys(), entity.__name__
            if not any(source.renamed or source.header for source in sources):
                own = {name for source in sources for name in source.fixed} | {"Timestamp"}
                shown = [source.entity.props() for source in sources]
                values = itemgetter(
                    *(name for name in entity.props() if name not in own and all(name in p for p in shown))
                )
                wrong = [key for key, row in mine.items() if values(row) != values(now[key])]
                assert not wrong, (entity.__name__, wrong[:3])
        assert all(times == 1 for times in self.gone.values())


def everything(desk: Desk, mirror: Mirror, client: SyncClient) -> None:
    """All of it."""
    ledger_balances(desk)
    open_items_agree(desk)
    mirror.follow()
    mirror.agrees()
    client.follow()
    client.agrees()
