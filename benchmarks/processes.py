"""Starts the measured servers, each in a process of its own, and ends them."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sandbox import APP, SECRET
from unibooks.cli.opening import opened
from unibooks.core.secret import Secret
from unibooks.settings import Settings, load
from unibooks.store.migrate import migrate
from unibooks.vault.systems import register_system
from unibooks.vault.tenants import create_api_key, create_tenant

SERVE = "from unibooks.cli.main import main; main()"


@dataclass(frozen=True)
class Server:
    """A running process that listens."""

    url: str
    pid: int

    async def memory_mb(self) -> float:
        """What the process holds of the machine's memory now (RSS), in MB of 1,024 * 1,024 bytes."""
        command = ("ps", "-o", "rss=", "-p", str(self.pid))
        asked = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        return int((await asked.communicate())[0]) / 1024

    def cpu_seconds(self) -> float:
        """Processor time of the process so far; always 0 where the system does not tell in `/proc`."""
        try:
            told = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def started(port: int, *arguments: str, patience: float = 30) -> AsyncGenerator[Server]:
    """A Python process that listens on that port while the block runs."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=quiet, stderr=quiet)
    try:
        await _listening(port, patience, 0.005)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        await process.wait()


@dataclass(frozen=True)
class Running:
    """The API as `unibooks serve` runs it, a sandbox that answers late, which it speaks to, and one that does not."""

    api: Server
    late: Server
    prompt: Server
    api_key: str

    @property
    def redirect_uri(self) -> str:
        return f"{self.api.url}/auth/callback/exact-nl"


@asynccontextmanager
async def processes(folder: Path, latency: float) -> AsyncGenerator[Running]:
    """The three processes on a fresh SQLite file in that folder, with one tenant whose app the sandboxes know."""
    api, late, prompt = free_ports(3)
    exact = f"http://127.0.0.1:{late}"
    settings = load(
        database_url=f"sqlite:///{folder / 'bench.db'}",
        port=api,
        public_url=f"http://127.0.0.1:{api}",
        vault_keys_file=folder / "vault.keys",
        exact_url=exact,
        log_format="json",
    )
    key = await _registered(settings)
    given = {f"UNIBOOKS_{name.upper()}": str(value) for name, value in settings.model_dump(exclude_unset=True).items()}
    started: list[asyncio.subprocess.Process] = []

    async def start(port: int, *arguments: str, **extra: str) -> Server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, env=os.environ | extra, stdout=log, stderr=log
        )
        started.append(process)
        return Server(f"http://127.0.0.1:{port}", process.pid)

    with (folder / "servers.log").open("wb") as log:
        try:
            running = Running(
                api=await start(api, "-c", SERVE, "serve", **given),
                late=await start(late, "-m", "benchmarks.sandbox", str(late), str(latency), str(api)),
                prompt=await start(prompt, "-m", "benchmarks.sandbox", str(prompt), "0", str(api)),
                api_key=key,
            )
            for port in (api, late, prompt):
                await _listening(port)
            yield running
        finally:
            for process in started:
                process.terminate()
            for process in started:
                await process.wait()


async def _registered(settings: Settings) -> str:
    """Make the database with a tenant and its app, and give the tenant's API key."""
    await migrate(settings.database_url)
    async with opened(settings) as vault:
        tenant = await create_tenant(vault, "bench")
        _, key = await create_api_key(vault, tenant.id, "bench")
        await register_system(vault, tenant.id, "exact-nl", APP, Secret(SECRET))
    return key.reveal()


def free_ports(count: int) -> list[int]:
    """Ports that are free now, all different."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [listener.getsockname()[1] for listener in listeners]


async def _listening(port: int, patience: float = 30, pause: float = 0.1) -> None:
    for _ in range(round(patience / pause)):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(pause)
        else:
            writer.close()
            await writer.wait_closed()
            return
    raise RuntimeError(f"nothing listens on port {port} after {patience:.0f} seconds")
