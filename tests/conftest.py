"""Fixtures every test may use. The databases come from `tests.databases`."""

from __future__ import annotations

pytest_plugins = ("tests.databases",)
