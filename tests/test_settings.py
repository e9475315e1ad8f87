from __future__ import annotations

import os
from pathlib import Path

import pytest

from unibooks.settings import MASK, Settings, SettingsError, describe, load, warnings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("UNIBOOKS_")]:
        monkeypatch.delenv(name)


def sources(settings: Settings) -> dict[str, tuple[str, str]]:
    return {row.name: (row.value, row.source) for row in describe(settings)}


def test_a_fresh_machine_needs_no_setting():
    settings = load()
    assert settings.database_url == "sqlite:///.unibooks/unibooks.db"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.exact_url is None
    assert {source for _, source in sources(settings).values()} == {"default"}
    assert warnings(settings) == []


def test_the_environment_goes_before_the_file_and_an_argument_before_both(monkeypatch: pytest.MonkeyPatch):
    Path(".env").write_text("UNIBOOKS_PORT=8001\nUNIBOOKS_QUOTA_WAIT=7\nUNIBOOKS_HOST=0.0.0.0\nEXACT_URL=x\n")
    monkeypatch.setenv("UNIBOOKS_PORT", "8002")
    monkeypatch.setenv("UNIBOOKS_LOG_LEVEL", "")
    settings = load(host="::1")
    assert (settings.port, settings.quota_wait, settings.host) == (8002, 7, "::1")
    shown = sources(settings)
    assert shown["port"] == ("8002", "environment")
    assert shown["quota_wait"] == ("7", ".env")
    assert shown["log_level"] == ("info", "default")
    assert load().host == "0.0.0.0"


def test_the_public_address_follows_the_port_until_it_is_set():
    assert load(port=9001).public_url == "http://127.0.0.1:9001"
    assert load(public_url="https://books.example.com/unibooks/").public_url == "https://books.example.com/unibooks"


def test_secrets_are_masked_wherever_settings_are_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS", "k1:c2VjcmV0")
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", "postgresql://books:hunter2@db.internal/books")
    settings = load()
    shown = sources(settings)
    assert shown["vault_keys"] == (MASK, "environment")
    assert shown["database_url"] == (f"postgresql://books:{MASK}@db.internal/books", "environment")
    assert "c2VjcmV0" not in repr(settings)
    assert "hunter2" not in "".join(value for value, _ in shown.values())


def test_a_key_ring_from_its_file_is_said_to_be_so():
    Path("ring").write_text("k1:x")
    Path("ring").chmod(0o600)
    settings = load(vault_keys_file="ring")
    assert sources(settings)["vault_keys"] == ("", "file")
    assert warnings(settings) == []
    Path("ring").chmod(0o644)
    assert warnings(settings) == ["ring can be read by other users of this machine: run `chmod 600 ring`."]


def test_every_unusable_setting_is_named_at_once_without_its_value(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNIBOOKS_PORT", "70000")
    monkeypatch.setenv("UNIBOOKS_PUBLIC_URL", "books.example.com")
    monkeypatch.setenv("UNIBOOKS_DATABASE_URL", "mysql://root:hunter2@db/books")
    monkeypatch.setenv("UNIBOOKS_LOG_FORMAT", "xml")
    with pytest.raises(SettingsError) as refused:
        load()
    lines = str(refused.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "UNIBOOKS_DATABASE_URL",
        "UNIBOOKS_PORT",
        "UNIBOOKS_PUBLIC_URL",
        "UNIBOOKS_LOG_FORMAT",
    ]
    assert "write an absolute address" in lines[2]
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["ftp://x.example", "https://", "https://me:pw@x.example", "https://x.example/?a=1", "https://[x"]
)
def test_a_public_address_is_a_plain_web_address(url: str):
    with pytest.raises(SettingsError, match="UNIBOOKS_PUBLIC_URL"):
        load(public_url=url)


def test_plain_http_is_for_this_machine_only():
    for local in (
        "http://localhost:8000",
        "http://127.0.0.5",
        "http://[::1]:8000",
        "https://books.example.com",
    ):
        assert warnings(load(public_url=local)) == []
    assert "use https" in warnings(load(public_url="http://books.example.com"))[0]
    assert "TRUSTED_PROXIES" in warnings(load(trusted_proxies="*"))[0]


def test_every_setting_says_what_it_means():
    for row in describe(load()):
        assert row.meaning.endswith("."), row.name
        assert len(row.meaning) > 20, row.name
        assert row.env == f"UNIBOOKS_{row.name.upper()}"
