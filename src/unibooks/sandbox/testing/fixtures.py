"""Fixtures for pytest: one sandbox a session, as it began for each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from unibooks.sandbox.testing.server import ExactSandbox


@pytest.fixture(scope="session")
def exact_sandbox_options() -> dict[str, Any]:
    """What the sandbox is started with: the arguments of `ExactSandbox`. Override it in a `conftest.py`."""
    return {}


@pytest.fixture(scope="session")
def running_exact_sandbox(exact_sandbox_options: dict[str, Any]) -> Iterator[ExactSandbox]:
    """The sandbox of the session; tests want `exact_sandbox`."""
    with ExactSandbox(**exact_sandbox_options) as exact:
        yield exact


@pytest.fixture
def exact_sandbox(running_exact_sandbox: ExactSandbox) -> ExactSandbox:
    """A local Exact Online on a real socket, just begun: its books, apps, clock, limits and call log."""
    running_exact_sandbox.reset()
    return running_exact_sandbox
