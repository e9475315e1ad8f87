"""The how-to guides run: every Python block of a page, in order, against a running installation."""

from __future__ import annotations

import asyncio
import io
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.stack import Stack, running_stack

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"
#: A Python block, and the block with its output behind it where there is one.
BLOCK = re.compile(r"```python\n(?P<code>.*?)```(?:\n+```text\n(?P<output>.*?)```)?", re.DOTALL)
#: The pages whose programs call the API; that of the sandbox has tests of its own.
PAGES = sorted(path for path in FOLDER.glob("*.md") if "ub_live_..." in path.read_text(encoding="utf-8"))


def run_page(page: Path, stack: Stack) -> list[tuple[str, str]]:
    """What each block printed, beside what the page says it prints."""
    names: dict[str, Any] = {"__name__": page.stem}
    told: list[tuple[str, str]] = []
    text = page.read_text(encoding="utf-8")
    for place, given in (
        ("http://127.0.0.1:8000", stack.api),
        ("ub_live_...", stack.api_key),
        ("ua_live_...", stack.account_key),
    ):
        text = text.replace(place, given)
    for number, block in enumerate(BLOCK.finditer(text), 1):
        # The servers run in this process too and log to its standard output, so that the page gets a print of its own.
        printed = io.StringIO()
        names["print"] = partial(print, file=printed)
        exec(compile(block["code"], f"{page.name}, block {number}", "exec"), names)
        told.append((printed.getvalue(), block["output"] or ""))
    return told


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
async def test_the_page_does_what_it_says(page: Path, database_url: str, tmp_path: Path) -> None:
    async with running_stack(database_url, tmp_path) as stack:
        # The page's program waits for answers; the servers go on meanwhile.
        for printed, shown in await asyncio.to_thread(run_page, page, stack):
            if shown:
                assert printed == shown
