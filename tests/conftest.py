"""Fixtures every test may use. The databases come from `tests.databases`."""

from __future__ import annotations

import os

from hypothesis import settings

pytest_plugins = ("tests.databases",)

# CI judges a change by the same examples each time; everybody else looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI", "").lower() in ("true", "1"):
    settings.load_profile("ci")
