"""Run every benchmark and print its figures beside their goals; exit code 1 when a goal is missed.

    python -m benchmarks [repetitions]
    python -m benchmarks.reading [repetitions]

The second measures the sandbox by itself, alone.

The API, a sandbox that answers 50 ms late, and a sandbox without delay each run in a process of their own. The plain client
is aiohttp making the same calls to the same sandbox; the two take turns, and medians are compared.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import aiohttp
import uvloop

from benchmarks.clients import Gateway, Plain
from benchmarks.crowd import CONNECTIONS, crowd
from benchmarks.figures import Figure
from benchmarks.jobs import Job, Work, jobs
from benchmarks.mapping import mapping_ms
from benchmarks.processes import Running, processes
from benchmarks.reading import reading

LATENCY: Final = 0.05
REPETITIONS: Final = 40
FEWEST: Final = 3


async def seconds(work: Work) -> float:
    """How long something takes on the wall."""
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def ratio(job: Job, times: int) -> Figure:
    """The median of ours over the median of the plain client's, the two in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(max(round(times * job.share), FEWEST)):
        taken[0].append(await seconds(job.ours))
        taken[1].append(await seconds(job.plain))
    us, them = (statistics.median(t) * 1000 for t in taken)
    name = f"{job.name}, {LATENCY * 1000:.0f} ms away"
    return Figure(name, us / them, job.goal, "x", f"{us:.1f} ms against {them:.1f} ms")


async def calls(job: Job, gateway: Gateway, plain: Plain) -> Figure:
    """How far the calls that the API declares, that arrive, and that the plain client needs for as many records differ."""
    await job.ours()  # what the API keeps for a while is fetched now
    log = f"{plain.exact}/_sandbox/calls"
    async with plain.http.delete(log):
        gateway.calls = plain.calls = 0
    ours = await job.ours()
    async with plain.http.get(log) as answer:
        arrived = sum(call["path"].startswith("/api/v1/") for call in await answer.json())
    theirs = await job.plain()
    assert ours == theirs, f"{job.name}: {ours} records against {theirs}"
    spread = max(gateway.calls, arrived, plain.calls) - min(gateway.calls, arrived, plain.calls)
    detail = f"{gateway.calls} declared, {arrived} arrived, {plain.calls} needed"
    return Figure(f"{job.name}, calls upstream", spread, 0, "apart", detail)


async def page_ms(client: Plain, path: str, times: int) -> float:
    """The median of a 60-row page without delay, as one client sees it."""
    await client.page(path)
    return statistics.median([await seconds(lambda: client.page(path)) for _ in range(times)]) * 1000


async def memory(gateway: Gateway, running: Running) -> AsyncGenerator[Figure]:
    """The processes after one request."""
    await gateway.get("/accounting/accounts", limit=5)
    yield Figure("memory of the API after one request", await running.api.memory_mb(), 110, "MB")
    yield Figure("memory of a sandbox", await running.prompt.memory_mb(), None, "MB")


async def connections(gateway: Gateway, running: Running) -> AsyncGenerator[Figure]:
    """What a thousand connections meet with."""
    for company in gateway.companies:
        await gateway.get("/accounting/accounts", companyId=company, limit=5)
    met = await crowd(gateway)
    name = f"{CONNECTIONS:,} connections"
    yield Figure(f"{name}, errors", len(met.errors), 0, "errors", "; ".join(sorted(set(met.errors))[:3]))
    if met.seconds:
        detail = f"{len(met.seconds)} answers, median {statistics.median(met.seconds) * 1000:.0f} ms"
        yield Figure(f"{name}, 99 of 100 lists of 60", met.p99, 2, "s", detail)
    yield Figure("memory of the API after them", await running.api.memory_mb(), None, "MB")


async def measure(times: int) -> AsyncGenerator[Figure]:
    """Every figure, as it is found."""
    yield Figure("map 1,000 ledger accounts, bytes to bytes", mapping_ms(max(times, 20)), 10, "ms CPU")
    with tempfile.TemporaryDirectory() as folder:
        async with processes(Path(folder), LATENCY) as running, aiohttp.ClientSession() as http:
            gateway = await Gateway.connected(http, running)
            plain = await Plain.connected(http, running.late.url, running.redirect_uri)
            prompt = await Plain.connected(http, running.prompt.url, running.redirect_uri)
            async for figure in memory(gateway, running):
                yield figure
            for job in await jobs(gateway, plain):
                yield await calls(job, gateway, plain)
                yield await ratio(job, times)
            async for figure in connections(gateway, running):
                yield figure
            for path in ("financial/GLAccounts", "crm/Accounts"):
                name = f"sandbox, 60 rows of {path} with every property"
                yield Figure(name, await page_ms(prompt, path, times), 8, "ms")
    async for figure in reading(times):
        yield figure


async def run(times: int) -> bool:
    """Print every figure; whether all goals are met."""
    met = True
    async for figure in measure(times):
        print(figure, flush=True)
        met = met and figure.met
    return met


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else REPETITIONS
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return 0 if runner.run(run(times)) else 1


if __name__ == "__main__":
    sys.exit(main())
