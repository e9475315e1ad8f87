"""An environment of its own for each program: made from its locked requirements, kept under `.tools/` until they change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pytest

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
KEPT: Final = ROOT / ".tools" / "strangers"
#: seconds that an installation may take
_PATIENCE: Final = 300


def python_of(name: str) -> Path:
    """The interpreter of a program's environment, which is made when it is not there.

    Where the packages cannot be fetched the test is skipped, in CI it fails.
    """
    locked = HERE / name / "requirements.txt"
    return _made(
        name, locked.read_bytes(), ["pip", "install", "--quiet", "--require-hashes", "--requirement", str(locked)]
    )


def _made(name: str, locked: bytes, install: list[str]) -> Path:
    digest = hashlib.sha256(locked + sys.version.encode()).hexdigest()[:12]
    home = KEPT / f"{name}-{digest}"
    python = home / "bin" / "python"
    if python.exists():
        return python
    KEPT.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=KEPT))
    try:
        _run(name, [sys.executable, "-m", "venv", "--without-pip", str(building)])
        _run(name, [_uv(), *install, "--python", str(building / "bin" / "python")])
        # another worker may have made it meanwhile; theirs is as good
        if not python.exists():
            building.rename(home)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return python


def _uv() -> str:
    ours = ROOT / ".tools" / "bin" / "uv"
    found = str(ours) if ours.exists() else shutil.which("uv")
    return found or unavailable("uv is not here; `make setup` brings it")


def _run(name: str, command: list[str]) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT")
    }
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        unavailable(f"{name} was not installed within {_PATIENCE} seconds")
    if done.returncode:
        unavailable(f"{name} cannot be installed: {done.stderr.strip()[-500:]}")


def unavailable(reason: str) -> str:
    """Skip the test, or fail it where everything has to be there."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)
