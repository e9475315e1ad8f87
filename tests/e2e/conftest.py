"""The running installation, on each database."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio
from tests.e2e.stack import Stack, running_stack


@pytest_asyncio.fixture
async def stack(database_url: str, tmp_path: Path) -> AsyncGenerator[Stack]:
    """API, connector and sandbox on real sockets, with one customer connected."""
    async with running_stack(database_url, tmp_path) as running:
        yield running
