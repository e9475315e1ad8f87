from __future__ import annotations

import subprocess
import sys

import pytest
from tests.cli.conftest import Command

from unibooks import __version__

#: What takes long to import, and no command needs for its help.
HEAVY = {"sqlalchemy", "alembic", "fastapi", "starlette", "uvicorn", "aiohttp", "pydantic", "rich", "cryptography"}

COMMANDS = ("demo", "serve", "sandbox", "migrate", "settings", "doctor")
GROUPS = {
    "tenant": ("create", "list"),
    "key": ("create", "revoke", "list"),
    "system": ("register", "list"),
    "connection": ("list", "remove"),
    "vault": ("add-key", "rotate"),
}


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from unibooks.cli.main import main\n"
        "sys.argv = ['unibooks', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(','.join(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "doctor" in done.stdout
    loaded = set(done.stderr.strip().split(","))
    assert "typer" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "path", [(c,) for c in COMMANDS] + [(g, c) for g, commands in GROUPS.items() for c in commands], ids=" ".join
)
def test_every_command_says_what_it_does(unibooks: Command, path: tuple[str, ...]) -> None:
    told = unibooks(*path, "--help")
    assert told.code == 0
    sentence = told.out.splitlines()[2].strip()
    assert sentence[0].isupper()
    assert sentence.rstrip().endswith((".", ",")) or len(sentence) > 60


def test_version(unibooks: Command) -> None:
    assert unibooks("--version").out == f"unibooks {__version__}\n"


def test_an_unknown_command_is_refused(unibooks: Command) -> None:
    told = unibooks("sreve")
    assert told.code == 2
    assert "sreve" in told.err
