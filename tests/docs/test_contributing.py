"""The diffs that CONTRIBUTING.md shows apply to the code as it is, or stand in it already."""

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


EXAMPLES = [("a field", False), ("a resource", True), ("a system", False)]


@pytest.mark.parametrize(
    ("diff", "done"), [(d, done) for d, (_, done) in zip(DIFFS, EXAMPLES, strict=True)], ids=[n for n, _ in EXAMPLES]
)
def test_the_diff_applies(diff: str, done: bool, tmp_path: Path) -> None:
    """A diff that was made for real is taken back here, one that is an example is applied."""
    if shutil.which("git") is None:
        pytest.skip("git is not here to apply it")
    # Outside a repository git applies to plain files, so that a checkout without .git will do.
    for name in re.findall(rf"^{'[+]{3} b' if done else '--- a'}/(\S+)", diff, re.MULTILINE):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    way = ["--reverse"] if done else []
    applied = subprocess.run(
        ["git", "apply", "--verbose", *way, "-"], cwd=tmp_path, input=diff, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    for name in re.findall(r"^[+]{3} b/(\S+)", diff, re.MULTILINE) if not done else ():
        compile((tmp_path / name).read_text(encoding="utf-8"), name, "exec")
