from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest

from unibooks.core.secret import Secret
from unibooks.vault.ring import KeyRing, KeyRingError, SealBroken, load_ring, new_key

PLACE = {"table": "grants", "row": "1", "column": "access_token_sealed"}
TOKEN = Secret("a token with ünïcode")


def test_a_secret_does_not_print_itself():
    for shown in (repr(TOKEN), str(TOKEN), f"{TOKEN}", f"{[TOKEN]}", f"{TOKEN!r:>40}"):
        assert "token" not in shown
    assert Secret(TOKEN.reveal()) == TOKEN
    assert Secret("another") != TOKEN
    assert TOKEN.reveal() != TOKEN
    assert not Secret("")
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(TOKEN)


def test_what_is_sealed_opens_again_and_never_looks_the_same():
    ring = KeyRing.parse(new_key())
    first, second = ring.seal(TOKEN, **PLACE), ring.seal(TOKEN, **PLACE)
    assert first != second
    assert first.startswith(f"v1.{ring.key_ids[0]}.")
    assert ring.open(first, **PLACE) == ring.open(second, **PLACE) == TOKEN


@pytest.mark.parametrize("moved", [{"table": "systems"}, {"row": "2"}, {"column": "refresh_token_sealed"}])
def test_a_sealed_value_does_not_open_in_another_place(moved: dict[str, str]):
    ring = KeyRing.parse(new_key())
    with pytest.raises(SealBroken, match="another place"):
        ring.open(ring.seal(TOKEN, **PLACE), **{**PLACE, **moved})


@pytest.mark.parametrize("change", [lambda s: s[:-4] + "AAAA", lambda s: s[:20], lambda s: s[:-1], lambda s: s + "!"])
def test_an_altered_value_does_not_open(change):
    ring = KeyRing.parse(new_key())
    with pytest.raises(SealBroken):
        ring.open(change(ring.seal(TOKEN, **PLACE)), **PLACE)


@pytest.mark.parametrize("sealed", ["", "plain text", "v2.k.AAAA", "v1.unknown.AAAA"])
def test_what_was_never_sealed_by_this_ring_does_not_open(sealed: str):
    with pytest.raises(SealBroken, match="not in the key ring"):
        KeyRing.parse(new_key()).open(sealed, **PLACE)


def test_the_newest_key_seals_and_every_key_opens_and_finds():
    old, new = new_key(), new_key()
    before, after = KeyRing.parse(old), KeyRing.parse(f"{new},\n{old}\n")
    sealed = before.seal(TOKEN, **PLACE)
    assert after.open(sealed, **PLACE) == TOKEN
    assert after.seal(TOKEN, **PLACE).split(".")[1] == new.split(":")[0]
    assert before.index(TOKEN) in after.indexes(TOKEN)
    assert after.index(TOKEN) == after.indexes(TOKEN)[0] != before.index(TOKEN)
    with pytest.raises(SealBroken, match="not in the key ring"):
        KeyRing.parse(new).open(sealed, **PLACE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "at least one"),
        ("c2VjcmV0c2VjcmV0", "not written as"),
        ("k 1:c2VjcmV0", "not written as"),
        ("k1:s$cret", "not base64"),
        ("k1:c2VjcmV0", "has 6 bytes"),
        (f"{new_key()},{'k2:' + 'A' * 43}=,{'k2:' + 'A' * 43}=", "same id"),
    ],
)
def test_a_ring_that_cannot_be_read_is_explained_without_quoting_a_key(text: str, reason: str):
    with pytest.raises(KeyRingError, match=reason) as refused:
        KeyRing.parse(text)
    for pair in text.split(","):
        assert not pair.partition(":")[2] or pair.partition(":")[2] not in str(refused.value)


def test_the_ring_file_is_made_once_for_its_owner_alone(tmp_path: Path):
    file = tmp_path / "new" / "vault.keys"
    with pytest.raises(KeyRingError, match="unibooks serve"):
        load_ring(None, file)
    made = load_ring(None, file, create=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert load_ring(None, file, create=True).key_ids == made.key_ids
    assert load_ring(Secret("k1:" + "A" * 43 + "="), file).key_ids == ["k1"]


def test_processes_that_start_together_get_the_same_ring(tmp_path: Path):
    file, found = tmp_path / "vault.keys", []
    starts = [
        threading.Thread(target=lambda: found.append(load_ring(None, file, create=True).key_ids)) for _ in range(8)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert found == [found[0]] * 8


def test_a_ring_file_that_cannot_be_read_says_so(tmp_path: Path):
    with pytest.raises(KeyRingError, match="IsADirectoryError"):
        load_ring(None, tmp_path)
