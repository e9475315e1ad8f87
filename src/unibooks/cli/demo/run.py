"""`unibooks demo`: sets the stage, tells the story, and leaves it standing if wanted."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

import aiohttp
from rich.console import Console
from rich.markup import escape

from unibooks.cli.demo.browser import Lost
from unibooks.cli.demo.stage import Stage, staged
from unibooks.cli.demo.story import Ending, tell
from unibooks.cli.demo.telling import NotAsTold, Telling
from unibooks.cli.loop import run
from unibooks.cli.tables import console as standard_console
from unibooks.core.clock import SystemClock

KEPT: Final = Path(".unibooks")
API_PORT: Final = 8000
SANDBOX_PORT: Final = 9000


def run_demo(*, keep: bool) -> int:
    """The demo's exit code: 0 when everything came out as told."""
    console = standard_console()
    console.print("[bold]unibooks[/]: one bill, from an empty folder to the ledger of Exact Online")
    try:
        run(_kept(console) if keep else _once(console))
    except (NotAsTold, Lost) as difference:
        console.print(f"\n[bold red]not as told[/] {escape(str(difference))}")
        return 1
    except aiohttp.ClientError as fault:
        console.print(f"\n[bold red]not as told[/] a server did not answer: {escape(str(fault))}")
        return 1
    return 0


async def _once(console: Console) -> None:
    with tempfile.TemporaryDirectory(prefix="unibooks-demo-") as folder:
        async with staged(Path(folder)) as stage:
            await tell(Telling(console), stage, _today())
    console.print("\n[bold]Go on by hand[/]")
    console.print("   make demo KEEP=1           the same, and everything keeps running: keys, URLs and a curl line")
    console.print("   unibooks serve --sandbox   the API for your own program, with a sandbox beside it")
    console.print("   docs/tutorial.md           the same story, one command at a time")


async def _kept(console: Console) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    folder = _emptied(KEPT / "demo")
    file = KEPT / "demo.env"
    # A script that waits for the file must not find an earlier demo's, whose keys open nothing any more.
    file.unlink(missing_ok=True)
    try:
        async with staged(folder, api_port=API_PORT, sandbox_port=SANDBOX_PORT) as stage:
            ending = await tell(Telling(console), stage, _today())
            _write(file, stage, ending)
            _invite(console, stage, ending, file)
            await stop.wait()
    finally:
        file.unlink(missing_ok=True)
    console.print("\nStopped.")


def _today() -> date:
    return SystemClock().now().date()


def _emptied(folder: Path) -> Path:
    """A fresh folder: what an earlier demo left is of no use, for its sandbox has forgotten everything."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)
    return folder.absolute()


def _variables(stage: Stage, ending: Ending) -> dict[str, str]:
    return {
        "UNIBOOKS_URL": stage.api_url,
        "UNIBOOKS_API_KEY": stage.api_key.reveal(),
        "UNIBOOKS_ACCOUNT_KEY": ending.account_key,
        "UNIBOOKS_COMPANY_ID": ending.company_id,
        "UNIBOOKS_DATABASE_URL": stage.database_url,
        "UNIBOOKS_VAULT_KEYS_FILE": str(stage.key_file),
        "EXACT_URL": stage.exact_url,
        "EXACT_CLIENT_ID": stage.app.client_id,
        "EXACT_CLIENT_SECRET": stage.app.client_secret.reveal(),
        "EXACT_REDIRECT_URI": stage.redirect_uri,
    }


def _write(file: Path, stage: Stage, ending: Ending) -> None:
    """The file for the reader's own scripts; it holds keys, so nobody else may read it."""
    text = "".join(f"{name}={value}\n" for name, value in _variables(stage, ending).items())
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)


def _invite(console: Console, stage: Stage, ending: Ending, file: Path) -> None:
    console.print("\n[bold]It keeps running. In another terminal:[/]")
    for name, value in _variables(stage, ending).items():
        console.print(f"   {name:<24} {value}", soft_wrap=True, markup=False)
    console.print(f"\n   set -a; . {file}; set +a")
    console.print(
        '   curl -s -H "X-API-KEY: $UNIBOOKS_API_KEY" -H "X-ACCOUNT-KEY: $UNIBOOKS_ACCOUNT_KEY"'
        ' "$UNIBOOKS_URL/accounting/bills?companyId=$UNIBOOKS_COMPANY_ID&limit=5"',
        soft_wrap=True,
        markup=False,
    )
    console.print(f"   API pages: {stage.api_url}/docs\n\nCtrl-C stops it.", markup=False)
