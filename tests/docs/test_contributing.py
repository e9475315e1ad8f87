"""The diffs that CONTRIBUTING.md shows apply to the code as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIFFS = re.findall(r"```diff\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_three() -> None:
    assert len(DIFFS) == 3


@pytest.mark.parametrize("diff", DIFFS, ids=["a field", "a resource", "a system"])
def test_the_diff_applies(diff: str, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not here to apply it")
    # Outside a repository git applies to plain files, so that a checkout without .git will do.
    for name in re.findall(r"^--- a/(\S+)", diff, re.MULTILINE):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    applied = subprocess.run(
        ["git", "apply", "--verbose", "-"], cwd=tmp_path, input=diff, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    for name in re.findall(r"^\+\+\+ b/(\S+)", diff, re.MULTILINE):
        compile((tmp_path / name).read_text(encoding="utf-8"), name, "exec")
