"""A wrong setting, a file that cannot be used: a sentence and exit code 1, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Command

COMMANDS = (("doctor",), ("migrate",), ("tenant", "list"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://u:hush@h/x", "postgresql://u:hush@h:port/x"]
)
def test_an_address_of_no_database(
    unibooks: Command, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], url: str
) -> None:
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", url)
    ended = unibooks(*command)
    assert ended.code == 1
    assert "UNIBOOKS_DATABASE_URL" in ended.err
    assert "hush" not in ended.err + ended.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_where_the_database_should_be(
    unibooks: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (folder / "books.db").mkdir()
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", "sqlite:///books.db")
    monkeypatch.setenv("UNIBOOKS_EXACT_URL", "http://127.0.0.1:1")
    ended = unibooks(*command)
    assert ended.code == 1
    assert "books.db cannot be used: Is a directory" in " ".join((ended.out + ended.err).split())


@pytest.mark.parametrize("command", [("migrate",), ("tenant", "list")], ids=" ".join)
def test_a_folder_that_cannot_be_made(
    unibooks: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", "sqlite:///file/books.db")
    ended = unibooks(*command)
    assert ended.code == 1
    assert "cannot be used" in ended.err


def test_a_key_ring_that_cannot_be_made(unibooks: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "loop").symlink_to("loop")
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS_FILE", str(folder / "loop" / "vault.keys"))
    assert unibooks("settings").code == 0
    ended = unibooks("tenant", "list")
    assert ended.code == 1
    assert "key ring" in ended.err


@pytest.mark.parametrize("content", [b"UNIBOOKS_LOG_LEVEL=debug # caf\xe9\n", b"UNIBOOKS_LOG_LEVEL=loud\n"])
def test_a_garbled_env_file(unibooks: Command, folder: Path, content: bytes) -> None:
    (folder / ".env").write_bytes(content)
    ended = unibooks("settings")
    assert ended.code == 1
    assert ".env cannot be read" in ended.err or "UNIBOOKS_LOG_LEVEL" in ended.err
