"""Starts the measured servers, each in a process of its own, and ends them."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """Addresses of the running servers, and the API's key."""

    api: str
    late: str
    prompt: str
    api_key: str

    @property
    def redirect_uri(self) -> str:
        return f"{self.api}/auth/callback/exact-nl"


def free_ports(count: int) -> list[int]:
    """Ports that are free now, all different."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [listener.getsockname()[1] for listener in listeners]


@asynccontextmanager
async def processes(folder: Path, latency: float) -> AsyncGenerator[Running]:
    """A late sandbox, a prompt one, and the API in front of the late one."""
    api, late, prompt = free_ports(3)
    command = [sys.executable, "-m", "benchmarks.servers"]
    jobs = (
        ("sandbox", str(late), str(latency), str(api)),
        ("sandbox", str(prompt), "0", str(api)),
        ("api", str(api), f"http://127.0.0.1:{late}", str(folder)),
    )
    started: list[asyncio.subprocess.Process] = []
    with (folder / "servers.log").open("wb") as log:
        try:
            started += [await asyncio.create_subprocess_exec(*command, *job, stderr=log) for job in jobs]
            for port in (late, prompt, api):
                await _listening(port)
            key = (folder / "api.key").read_text(encoding="utf-8")
            yield Running(f"http://127.0.0.1:{api}", f"http://127.0.0.1:{late}", f"http://127.0.0.1:{prompt}", key)
        finally:
            for process in started:
                process.terminate()
            for process in started:
                await process.wait()


async def _listening(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            await writer.wait_closed()
            return
    raise RuntimeError(f"nothing listens on port {port} after 30 seconds")
