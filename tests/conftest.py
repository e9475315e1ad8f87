"""Fixtures every test may use. The databases come from `tests.databases`."""

from __future__ import annotations

import os

import pytest
import structlog
from hypothesis import settings
from tests.evidence import Evidence

pytest_plugins = ("tests.databases", "tests.leaks")

# CI judges a change by the same examples each time; everybody else looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI", "").lower() in ("true", "1"):
    settings.load_profile("ci")


@pytest.fixture(autouse=True)
def _plain_tracebacks() -> None:  # pyright: ignore[reportUnusedFunction] - pytest calls it
    """What a server logs in a test without a log of its own; the pretty tracebacks print the values of variables."""
    if not structlog.is_configured():
        renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        structlog.configure(processors=[*structlog.get_config()["processors"][:-1], renderer])


def pytest_configure(config: pytest.Config) -> None:
    """Gather what the tests see work, and hold it against what the coverage claims."""
    config.pluginmanager.register(Evidence(), "evidence")
