"""Changing the key of an installation by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Command

from unibooks.settings import load
from unibooks.vault.vault import key_ring

RING = Path(".unibooks/vault.keys")


def test_a_key_is_added_everything_moved_and_the_old_one_taken_out(
    unibooks: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    unibooks("tenant", "create", "Acme")
    monkeypatch.setenv("UNIBOOKS_CLIENT_SECRET", "s3cret")
    unibooks("system", "register", "exact-nl", "--tenant", "Acme", "--client-id", "id-1")
    (old,) = key_ring(load(), create=False).key_ids

    added = unibooks("vault", "add-key")
    assert added.code == 0
    newest, before = key_ring(load(), create=False).key_ids
    assert before == old
    assert RING.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in RING.parent.glob("vault.keys*")] == ["vault.keys"]
    for line in RING.read_text().splitlines():
        assert line.partition(":")[2] not in added.out + added.err
    assert "Secrets under an older key: 1." in unibooks("doctor").out

    moved = unibooks("vault", "rotate")
    assert moved.code == 0
    assert "systems.client_secret_sealed" in moved.out
    assert f"Every secret is under {newest}; {old} can leave" in unibooks("doctor").out
    assert unibooks("vault", "rotate").code == 0

    whole = RING.read_text()
    RING.write_text(whole.splitlines()[0] + "\n")
    assert "id-1" in unibooks("system", "list", "--tenant", "Acme").out
    RING.write_text(whole.splitlines()[1] + "\n")
    told = unibooks("vault", "rotate")
    assert told.code == 1
    assert newest in told.err
    assert f"not in the ring ({newest}): 1" in unibooks("doctor").out


def test_a_ring_in_the_settings_is_changed_there(unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS", f"k1:{'A' * 43}=")
    told = unibooks("vault", "add-key")
    assert told.code == 0
    monkeypatch.setenv("UNIBOOKS_VAULT_KEYS", f"{told.out.strip()},k1:{'A' * 43}=")
    assert key_ring(load(), create=False).key_ids[1] == "k1"
    assert not RING.exists()


def test_no_key_is_added_to_a_ring_that_is_not_there(unibooks: Command) -> None:
    told = unibooks("vault", "add-key")
    assert told.code == 1
    assert "no key ring" in told.err
