"""An environment of its own for each program: made from its locked requirements, kept under `.tools/` until they change."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
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

    def build(home: Path) -> None:
        _run(name, [sys.executable, "-m", "venv", "--without-pip", str(home)])
        install = ["pip", "install", "--quiet", "--require-hashes", "--requirement", str(locked)]
        _run(name, [_uv(), *install, "--python", str(home / "bin" / "python")])

    return _made(name, locked.read_bytes() + sys.version.encode(), build) / "bin" / "python"


def node_modules_of(name: str) -> Path:
    """The folder with the locked packages of a program for Node; where there is no Node the test is skipped."""
    if shutil.which("npm") is None:
        pytest.skip("node and npm are not here")
    files = [HERE / name / file for file in ("package.json", "package-lock.json")]

    def build(home: Path) -> None:
        for file in files:
            shutil.copy(file, home)
        _run(name, ["npm", "ci", "--loglevel=error", "--ignore-scripts", "--no-audit"], home)

    return _made(name, b"".join(file.read_bytes() for file in files), build)


def _made(name: str, locked: bytes, build: Callable[[Path], None]) -> Path:
    """The folder of an environment; it is built beside its place and then moved there, so that it is whole or absent."""
    home = KEPT / f"{name}-{hashlib.sha256(locked).hexdigest()[:12]}"
    if home.exists():
        return home
    KEPT.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=KEPT))
    try:
        build(building)
        # another worker may have made it meanwhile; theirs is as good
        if not home.exists():
            building.rename(home)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return home


def _uv() -> str:
    ours = ROOT / ".tools" / "bin" / "uv"
    found = str(ours) if ours.exists() else shutil.which("uv")
    return found or unavailable("uv is not here; `make setup` brings it")


def _run(name: str, command: list[str], folder: Path | None = None) -> None:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT")
    }
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        unavailable(f"{name} was not installed within {_PATIENCE} seconds")
    if done.returncode:
        unavailable(f"{name} cannot be installed: {done.stderr.strip()[-500:]}")


def unavailable(reason: str) -> str:
    """Skip the test, or fail it where everything has to be there."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)
