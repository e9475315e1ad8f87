"""The pages about the sandbox do what they say: their files under pytest, their scripts in a shell, their programs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from unibooks.sandbox.testing import ExactSandbox

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "how-to" / "test-against-the-sandbox.md").read_text(encoding="utf-8")
PAGE = (DOCS / "sandbox.md").read_text(encoding="utf-8")

FILE = re.compile(r"```python\n# (?P<name>[\w/.]+\.py)\n(?P<code>.*?)```", re.DOTALL)
PROGRAM = re.compile(r"```python\n(?P<code>(?!# [\w/.]+\.py\n).*?)```\n+```text\n(?P<output>.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(?P<code>.*?)```", re.DOTALL)
#: What a reader does once, or what runs until it is stopped.
ONCE = ("pip install .\n", "unibooks sandbox\n")


def environment(**more: str) -> dict[str, str]:
    """As in a shell where this unibooks is installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIBOOKS_")}
    return {**kept, "PATH": path, **more}


def run(command: list[str], folder: Path, **more: str) -> str:
    done = subprocess.run(command, cwd=folder, env=environment(**more), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_files_of_the_guide_pass_under_pytest(tmp_path: Path) -> None:
    for file in FILE.finditer(GUIDE):
        with (tmp_path / file["name"]).open("a", encoding="utf-8") as written:
            written.write(f"{file['code']}\n\n")
    told = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], tmp_path)
    assert "5 passed" in told


@pytest.mark.parametrize("page", [GUIDE, PAGE], ids=["guide", "page"])
def test_the_programs_print_what_the_page_shows(page: str, tmp_path: Path) -> None:
    programs = list(PROGRAM.finditer(page))
    assert programs
    for program in programs:
        assert run([sys.executable, "-c", program["code"]], tmp_path) == program["output"]


def test_the_script_for_any_language(tmp_path: Path) -> None:
    (script,) = SHELL.finditer(GUIDE)
    run(["bash", "-euo", "pipefail", "-c", script["code"]], tmp_path)
    assert (tmp_path / "exact.json").exists()


def test_the_commands_of_the_page(tmp_path: Path) -> None:
    scripts = [block["code"] for block in SHELL.finditer(PAGE)]
    assert scripts[0] == "".join(ONCE)
    with ExactSandbox() as exact:
        script = "\n".join(scripts[1:]).replace("curl ", "curl -f ").replace("http://127.0.0.1:9000", exact.url)
        told = run(["bash", "-euo", "pipefail", "-c", script], tmp_path, UNIBOOKS_SANDBOX_URL=exact.url)
        assert exact.limits()["enforced"] is False
        assert exact.settings()["rolling_minute"] is True
        assert exact.faults() == []
    for part in ("Sanne de Wit", "Waterkant", '"Code"', "refresh_grace", "eExact"):
        assert part in told, part


def test_every_command_and_method_of_the_table_is_there() -> None:
    rows = re.findall(r"^\| [^|]+ \| `unibooks sandbox ([\w-]+)[^|]*\| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert len(rows) > 15
    for command, methods in rows:
        run([Path(sys.executable).with_name("unibooks").as_posix(), "sandbox", command, "--help"], DOCS)
        for method in re.findall(r"`([\w.]+)\(", methods):
            owner, _, name = method.rpartition(".")
            assert hasattr(ExactSandbox().clock if owner else ExactSandbox, name), method
