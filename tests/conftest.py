"""Fixtures every test may use. The databases come from `tests.databases`."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from tests.evidence import Evidence

pytest_plugins = ("tests.databases", "tests.leaks")

# CI judges a change by the same examples each time; everybody else looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI", "").lower() in ("true", "1"):
    settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Gather what the tests see work, and hold it against what the coverage claims."""
    config.pluginmanager.register(Evidence(), "evidence")
