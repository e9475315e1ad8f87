from __future__ import annotations

from pathlib import Path

import pytest

from unibooks.settings import load
from unibooks.vault.ring import KeyRingError
from unibooks.vault.tenants import create_api_key, create_tenant
from unibooks.vault.vault import open_vault


async def test_a_vault_opens_by_its_settings_and_its_ring_outlives_it(database_url, clock, tmp_path: Path):
    settings = load(database_url=database_url, vault_keys_file=tmp_path / "vault.keys")
    with pytest.raises(KeyRingError):
        open_vault(settings, clock)
    vault = open_vault(settings, clock, make_ring=True)
    await create_api_key(vault, (await create_tenant(vault, "Acme")).id)
    await vault.close()
    again = open_vault(settings, clock)
    assert again.ring.key_ids == vault.ring.key_ids
    await again.close()


async def test_one_process_has_one_keeper_for_a_grant(vault, connected, profile, target):
    first = vault.grant_source(connected.connection.grant_id, profile, target)
    assert vault.grant_source(connected.connection.grant_id, profile, target) is first
