"""The sandbox by itself: how soon it is there, what it holds, and how fast it reads from a large ledger.

    python -m benchmarks.reading [repetitions]

Beside each time on the wall stands the processor time of the sandbox, which does not grow when the machine is busy with
something else as well. A query after a write is timed alone; the write is not.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

import aiohttp
import uvloop

from benchmarks.clients import Plain
from benchmarks.figures import Figure
from benchmarks.processes import SERVE, Server, free_ports, started
from unibooks.connectors.exact.target.sync import SyncTransactionLine

LINES: Final = 100_000
CONNECTIONS: Final = 32
RECORDS: Final = 3200
REPETITIONS: Final = 40
STARTS: Final = 5
_LEDGER: Final = "financialtransaction/TransactionLines"
#: Properties of a ledger line that are asked for of a page of sync.
_CHOSEN: Final = ",".join(list(SyncTransactionLine.members)[:40])

#: What is looked up in a large ledger.
QUERIES: Final = {
    "in order of the key": "",
    "by entry": "$filter=EntryID eq guid'{EntryID}'",
    "by relation": "$filter=Account eq guid'{Account}'",
    "by period, in order of the number": "$filter=FinancialYear eq {FinancialYear} and FinancialPeriod eq 3&$orderby=EntryNumber",
    "changed since a moment": "$filter=Modified gt datetime'{Modified}'",
    "the last changed first": "$orderby=Modified desc",
    "a week, in order of the day": "$filter=Date ge datetime'{Date}'&$orderby=Date",
    "counted by status": "$filter=Status eq 20&$inlinecount=allpages&$top=5",
}


async def timed(server: Server, work: Callable[[], Awaitable[object]], times: int) -> tuple[float, float]:
    """Median milliseconds on the wall, and mean milliseconds of the server's processor."""
    taken: list[float] = []
    busy = server.cpu_seconds()
    for _ in range(times):
        start = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), (server.cpu_seconds() - busy) / times * 1000


async def start() -> AsyncGenerator[Figure]:
    """The seeded sandbox as a command: from its start to its first answer, and its memory then."""
    waits: list[float] = []
    cpu = memory = 0.0
    async with aiohttp.ClientSession() as http:
        for _ in range(STARTS):
            (port,) = free_ports(1)
            begun = time.perf_counter()
            async with started(port, "-c", SERVE, "sandbox", "--port", str(port)) as server:
                async with http.get(f"{server.url}/api/v1/current/Me") as answer:
                    assert answer.status == 401
                waits.append(time.perf_counter() - begun)
                cpu, memory = server.cpu_seconds(), await server.memory_mb()
    detail = f"{cpu:.2f} s CPU"
    yield Figure("sandbox, from its start to its first answer", statistics.median(waits), 1, "s", detail)
    yield Figure("sandbox, memory with its seed", memory, 150, "MB")


async def ledger(client: Plain, server: Server, times: int) -> AsyncGenerator[Figure]:
    """Queries of a ledger of many lines, and again right after a booking."""
    row = (await client.get(client.url(f"{_LEDGER}?$top=1&$filter=Account ne null")))[0]
    values = row | {name: _moment(row[name]) for name in ("Date", "Modified")}
    for name, text in QUERIES.items():
        path = f"{_LEDGER}?{quote(text.format(**values), safe='$=&,')}"
        first, _ = await timed(server, lambda path=path: client.answer(path), 1)
        wall, cpu = await timed(server, lambda path=path: client.answer(path), times)
        detail = f"{cpu:.1f} ms CPU; the first of its kind {first:.0f} ms"
        yield Figure(f"sandbox, {LINES:,} ledger lines, {name}", wall, 30, "ms", detail)
        yield Figure(f"the same right after a booking, {name}", await _after(client, path), 30, "ms")


def _moment(value: str) -> str:
    """A time as Exact writes it, as a filter takes it."""
    return datetime.fromtimestamp(int(value[6:-2]) / 1000, UTC).replace(tzinfo=None).isoformat()


async def _after(client: Plain, path: str, times: int = 5) -> float:
    """Median milliseconds of the first such query after a booking."""
    taken: list[float] = []
    supplier = (await client.rows("crm/Accounts", 1, filter="IsSupplier eq true", select="ID", top="1"))[0]["ID"]
    cost = (await client.rows("financial/GLAccounts", 1, filter="Type eq 121", select="ID", top="1"))[0]["ID"]
    for _ in range(times):
        line = {"GLAccount": cost, "AmountFC": 100}
        await client.post(
            "purchaseentry/PurchaseEntries", {"Supplier": supplier, "Journal": "60", "PurchaseEntryLines": [line]}
        )
        start = time.perf_counter()
        await client.answer(path)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


async def pages(client: Plain, server: Server, times: int) -> AsyncGenerator[Figure]:
    """Large pages of sync, and single records from many connections."""
    query = f"$select={_CHOSEN}&$filter=Timestamp%20gt%205000L"
    path = f"sync/Financial/TransactionLines?{query}"
    await client.answer(path)
    wall, cpu = await timed(server, lambda: client.answer(path), times)
    yield Figure("sandbox, 1,000 rows of sync with 40 properties", wall, 30, "ms", f"{cpu:.1f} ms CPU")
    yield Figure("the same right after a booking", await _after(client, path), 30, "ms")
    keys = [row["ID"] for row in await client.rows(_LEDGER, 600, select="ID")]
    busy, begun = server.cpu_seconds(), time.perf_counter()

    async def member(number: int) -> None:
        for turn in range(RECORDS // CONNECTIONS):
            await client.answer(f"{_LEDGER}(guid'{keys[(number * 100 + turn) % len(keys)]}')")

    await asyncio.gather(*(member(number) for number in range(CONNECTIONS)))
    taken = time.perf_counter() - begun
    cpu = (server.cpu_seconds() - busy) / RECORDS * 1000
    detail = f"{RECORDS / taken:.0f} a second, {cpu:.2f} ms CPU each"
    yield Figure(f"sandbox, a record by its key, {CONNECTIONS} connections", taken / RECORDS * 1000, 2, "ms", detail)
    yield Figure(
        f"sandbox, memory with {LINES:,} ledger lines and all these orders", await server.memory_mb(), None, "MB"
    )


async def reading(times: int) -> AsyncGenerator[Figure]:
    """Every figure of the sandbox by itself."""
    async for figure in start():
        yield figure
    port, elsewhere = free_ports(2)
    command = ("-m", "benchmarks.sandbox", str(port), "0", str(elsewhere), str(LINES))
    async with started(port, *command, patience=120) as server, aiohttp.ClientSession() as http:
        client = await Plain.connected(http, server.url, f"http://127.0.0.1:{elsewhere}/auth/callback/exact-nl")
        name = f"sandbox, memory with {LINES:,} ledger lines"
        yield Figure(name, await server.memory_mb(), None, "MB")
        for path in ("financial/GLAccounts", "crm/Accounts", _LEDGER):
            await client.page(path)
            wall, cpu = await timed(server, lambda path=path: client.page(path), times)
            yield Figure(f"sandbox, 60 rows of {path} beside them", wall, 8, "ms", f"{cpu:.1f} ms CPU")
        async for figure in ledger(client, server, times):
            yield figure
        async for figure in pages(client, server, times):
            yield figure


async def run(times: int) -> bool:
    """Print every figure; whether all goals are met."""
    met = True
    async for figure in reading(times):
        print(figure, flush=True)
        met = met and figure.met
    return met


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sys.exit(0 if runner.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else REPETITIONS)) else 1)
