"""The sandbox that is measured against, in a process of its own: the seeded books, and more of everything.

python -m benchmarks.sandbox PORT LATENCY API_PORT [LEDGER_LINES]
"""

from __future__ import annotations

import asyncio
import sys
import uuid
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Final

import uvloop

from unibooks.connectors.exact.target import Division, GLAccount, TransactionLine
from unibooks.core.clock import SystemClock
from unibooks.sandbox.exact import App, LimitRules, Settings, World, create_app, serve
from unibooks.sandbox.exact.books import relations
from unibooks.sandbox.exact.seed import ZONE, build_world, people
from unibooks.sandbox.exact.seed.clockwork import SeedClock
from unibooks.sandbox.exact.state import Table, Write

#: The API's app, and the plain client's own: one user has one live token pair per app.
APP: Final = "bench-app"
PLAIN: Final = "plain-app"
SECRET: Final = "bench-secret"
#: Ledger accounts of the first company: seventeen pages of sixty.
ACCOUNTS: Final = 1000
#: Relations that the first company has besides the seeded ones, each both customer and supplier.
RELATIONS: Final = 200
#: Further companies. They share the books of the first, since they are only read.
COPIES: Final = 40


def crowded(world: World) -> World:
    """The seeded companies, the first with more ledger accounts and relations, and copies of it."""
    company = next(iter(world.companies.values()))
    write = Write(world, company, next(iter(world.users.values())))
    _add_accounts(write)
    for number in range(1, RELATIONS + 1):
        _add_relation(write, number)
    for number in range(1, COPIES + 1):
        copy = replace(company, code=company.code + 100 + number)
        copy.tables = company.tables | {Division: Table(Division)}
        world.companies[copy.code] = copy
    for user in world.users.values():
        user.companies = tuple(world.companies)
    return world


def _add_accounts(write: Write) -> None:
    table = write.company[GLAccount]
    template = dict(next(iter(table)))
    for number in range(ACCOUNTS - len(table)):
        key = uuid.UUID(int=write.world.random.getrandbits(128), version=4)
        table.add(template | {"ID": key, "Code": f"X{number:05d}"})


def _add_relation(write: Write, number: int) -> None:
    """A relation with the contacts, further addresses and bank accounts that a seeded one would have."""
    values = {
        "Name": f"Relatie {number:03d} B.V.",
        "Status": "C",
        "IsSupplier": True,
        "AddressLine1": f"Kade {number}",
        "Postcode": "3011 TK",
        "City": "Rotterdam",
        "Country": "NL",
        "Email": f"info@relatie{number}.example",
        "Phone": "+31 10 555 01 23",
    }
    people.equip(write, SeedClock(ZONE), relations.create(write, values))


def _fill_ledger(write: Write, lines: int) -> None:
    """Book the seeded entries again and again, each time a day earlier, until the ledger has so many lines."""
    table = write.company[TransactionLine]
    seeded, world = list(table), write.world
    for turn in count(1):
        entries: dict[uuid.UUID, uuid.UUID] = {}
        for row in seeded:
            if len(table) >= lines:
                return
            entry = entries.setdefault(row["EntryID"], world.new_id())
            earlier = {"Modified": row["Modified"] - timedelta(days=turn), "Date": row["Date"] - timedelta(days=turn)}
            table.add(row | earlier | {"ID": world.new_id(), "EntryID": entry, "OffsetID": None})


async def sandbox(port: int, latency: float, api_port: int, lines: int) -> None:
    """A sandbox with limits out of reach that consents by itself and answers `latency` seconds late."""
    world = build_world(SystemClock())
    if lines:
        company = next(iter(world.companies.values()))
        _fill_ledger(Write(world, company, next(iter(world.users.values()))), lines)
    else:
        world = crowded(world)
    for client_id in (APP, PLAIN):
        world.apps[client_id] = App(client_id, SECRET, (f"http://127.0.0.1:{api_port}/auth/callback/exact-nl",))
    settings = Settings(limits=LimitRules(minute=10**9, day=10**9), auto_consent=True, latency=latency)
    await serve(create_app(world, settings), "127.0.0.1", port, started=lambda _: None)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        _, port, latency, api_port, *lines = sys.argv
        runner.run(sandbox(int(port), float(latency), int(api_port), int(lines[0]) if lines else 0))
