"""The reading of Exact's disputed behaviour under which the tests run: `UNIBOOKS_READING`, by default the harsher ones.

UNIBOOKS_READING=unauthorised=empty .venv/bin/python -m pytest tests/e2e tests/connectors
"""

from __future__ import annotations

import os
from typing import Any, Final

from unibooks.sandbox.exact import Settings
from unibooks.sandbox.exact.readings import changes

READING: Final = os.environ.get("UNIBOOKS_READING", "")


def taken(setting: str) -> bool:
    """Whether this run takes the other reading of a setting."""
    return setting in changes(READING)


def sandbox_settings(**given: Any) -> Settings:
    """The settings of a sandbox in this run; what a test gives itself goes first."""
    return Settings(**changes(READING) | given)
