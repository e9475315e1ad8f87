"""The generated pages: they are those of the code as it stands, and the check can fail."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.setattr(sys, "argv", ["generate_reference.py", "--check"])
    return importlib.import_module("generate_reference")


def test_the_pages_are_fresh(generator: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert generator.main() == 0, capsys.readouterr().err


def test_a_stale_page_is_named(
    generator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in generator.PAGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    (tmp_path / "docs/reference/errors.md").write_text("# Errors\n")
    monkeypatch.setattr(generator, "ROOT", tmp_path)
    assert generator.main() == 1
    assert capsys.readouterr().err.splitlines() == ["docs/reference/errors.md is stale: run `make docs` and commit it"]
