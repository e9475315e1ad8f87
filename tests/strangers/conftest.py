"""Programs that strangers wrote for the real Exact Online, each run as it is against a sandbox on HTTPS."""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from tests.strangers.environments import HERE, node_modules_of, python_of
from tests.strangers.network import make_certificates, proxy
from tests.worlds import seeded_world

from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import App, Settings, Tls, World, create_app, running
from unibooks.sandbox.exact.state import Company

START: Final = datetime(2026, 11, 22, 10, tzinfo=UTC)
DIVISION: Final = 3187041
CLIENT: Final = "6f3c2f0e-4d3c-4a77-9d3e-0b1f6d6f7a10"
SECRET: Final = "sand"  # the sandbox's own, worth nothing
REDIRECT: Final = "https://stranger.example/callback"
#: seconds that a program may take
_PATIENCE: Final = 120


@dataclass
class Stranger:
    """A program's view of the sandbox, and the sandbox's of the program."""

    name: str
    world: World
    facts: dict[str, Any]
    calls: list[dict[str, Any]]

    @property
    def company(self) -> Company:
        return self.world.companies[DIVISION]

    def statuses(self, method: str, resource: str) -> list[int]:
        """The statuses of the calls of one verb on a resource, in order."""
        return [call["status"] for call in self.calls if call["method"] == method and f"/{resource}" in call["path"]]


Drive = Callable[[str], Awaitable[Stranger]]


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tls]:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
async def drive(certificates: tuple[Path, Tls], tmp_path: Path) -> AsyncIterator[Drive]:
    """Run a program's script in its own environment, pointed at a sandbox of its own."""
    authority, tls = certificates
    async with AsyncExitStack() as stack:

        async def run(name: str) -> Stranger:
            script = next((HERE / name).glob("drive.*"))
            if script.suffix == ".py":
                home = await asyncio.to_thread(python_of, name)
                command = [str(home), str(script)]
            else:
                home = await asyncio.to_thread(node_modules_of, name)
                command = ["node", "--require", str(HERE / name / "network.cjs"), str(script)]
            world = seeded_world(MovableClock(START))
            world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,))
            app = create_app(world, Settings(auto_consent=True))
            url = await stack.enter_async_context(running(app, tls=tls))
            plain = await stack.enter_async_context(running(app))
            port = url.rpartition(":")[2]
            away = await stack.enter_async_context(proxy(int(port)))
            settings = {
                "base": f"https://localhost:{port}",
                "plain": plain,
                "client_id": CLIENT,
                "client_secret": SECRET,
                "redirect_uri": REDIRECT,
                "division": DIVISION,
                "work": str(tmp_path),
                "modules": str(home),
            }
            told = await _told(command, authority, away, settings, tmp_path)
            calls = await asyncio.to_thread(_calls, settings["base"], authority)
            return Stranger(name, world, json.loads(told.splitlines()[-1]), calls)

        yield run


async def _told(command: list[str], authority: Path, away: str, settings: dict[str, Any], work: Path) -> str:
    """What a program printed; its environment holds what it is to know and nothing else."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(work),
        "TMPDIR": str(work),
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SSL_CERT_FILE": str(authority),
        "REQUESTS_CA_BUNDLE": str(authority),
        "NODE_EXTRA_CA_CERTS": str(authority),
        "HTTPS_PROXY": away,
        "NO_PROXY": "localhost,127.0.0.1",
        "STRANGER": json.dumps(settings),
    }
    out, err = work / "told.txt", work / "complaints.txt"
    with out.open("wb") as told, err.open("wb") as complaints:
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, cwd=work, stdout=told, stderr=complaints
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
    if process.returncode:
        pytest.fail(
            f"the program ended with {process.returncode}:\n{err.read_text()[-6000:]}\n{out.read_text()[-2000:]}"
        )
    return out.read_text()


def _calls(base: str, authority: Path) -> list[dict[str, Any]]:
    context = ssl.create_default_context(cafile=str(authority))
    with urllib.request.urlopen(f"{base}/_sandbox/calls", context=context) as answer:
        return json.load(answer)
