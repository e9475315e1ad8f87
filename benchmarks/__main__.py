"""Run every benchmark and print its figures beside their goals; exit code 1 when a goal is missed.

    python -m benchmarks [repetitions]

The API, a sandbox that answers 50 ms late, and a sandbox without delay each run in a process of their own. The plain client
is aiohttp reading the same pages of the same sandbox; the two take turns, and medians are compared.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import uvloop

from benchmarks.clients import Gateway, Plain
from benchmarks.mapping import mapping_ms
from benchmarks.processes import processes

LATENCY = 0.05


@dataclass(frozen=True)
class Figure:
    """One measurement and its goal, if it has one; smaller is better."""

    name: str
    value: float
    goal: float | None
    unit: str
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.goal is None or self.value <= self.goal

    def __str__(self) -> str:
        goal = "no goal" if self.goal is None else f"goal {self.goal:g}"
        mark = "    " if self.goal is None else "ok  " if self.met else "MISS"
        return f"{mark} {self.name}: {self.value:.3f} {self.unit} ({goal}) {self.detail}".rstrip()


async def seconds(job: Callable[[], Awaitable[object]]) -> float:
    """How long a job takes on the wall."""
    start = time.perf_counter()
    await job()
    return time.perf_counter() - start


async def ratio(
    name: str, goal: float | None, ours: Callable[[], Awaitable[int]], plain: Callable[[], Awaitable[int]], times: int
) -> Figure:
    """The median of ours over the median of the plain client's, the two in turn."""
    assert await ours() == await plain(), f"{name}: both must read the same number of records"
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        taken[0].append(await seconds(ours))
        taken[1].append(await seconds(plain))
    us, them = (statistics.median(t) * 1000 for t in taken)
    return Figure(name, us / them, goal, "x", f"{us:.1f} ms against {them:.1f} ms")


async def page_ms(client: Plain, path: str, times: int) -> float:
    """The median of a 60-row page without delay, as one client sees it."""
    await client.page(path)
    return statistics.median([await seconds(lambda: client.page(path)) for _ in range(times)]) * 1000


async def measure(times: int) -> list[Figure]:
    """Every figure."""
    few = max(times // 4, 3)
    figures = [Figure("map 1,000 ledger accounts, bytes to bytes", mapping_ms(max(times, 20)), 10, "ms CPU")]
    with tempfile.TemporaryDirectory() as folder:
        async with processes(Path(folder), LATENCY) as running, aiohttp.ClientSession() as http:
            gateway = await Gateway.connected(http, running)
            plain = await Plain.connected(http, running.late, running.redirect_uri)
            prompt = await Plain.connected(http, running.prompt, running.redirect_uri)
            figures += [
                await ratio("list of 60, 50 ms away", 1.05, gateway.first, plain.first, times),
                await ratio("17 pages of 60 in one list by cursor, 50 ms away", 1.04, gateway.whole, plain.walk, few),
                await ratio("the same in 17 lists of 60", None, gateway.walk, plain.walk, few),
            ]
            for path in ("financial/GLAccounts", "crm/Accounts"):
                name = f"sandbox, 60 rows of {path} with every property"
                figures.append(Figure(name, await page_ms(prompt, path, times), 8, "ms"))
    return figures


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        figures = runner.run(measure(times))
    for figure in figures:
        print(figure)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
