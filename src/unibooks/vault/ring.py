"""The key ring: AES-256-GCM for what must be read again, HMAC-SHA-256 for what must be found again.

A sealed value is `v1.<key id>.<base64url(nonce + ciphertext)>`. It is bound to its table, row and column:
moved to another place it does not open. The newest key seals; every key of the ring opens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from unibooks.core.secret import Secret

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
KEY_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")


class KeyRingError(Exception):
    """The ring cannot be read or made; the message says where to look and never quotes a key."""


class SealBroken(Exception):
    """A sealed value does not open: its key is not in the ring, it was altered, or it belongs to another
    row."""


class KeyRing:
    """The keys of one installation, newest first."""

    def __init__(self, keys: Sequence[tuple[str, bytes]]) -> None:
        if not keys:
            raise KeyRingError("the key ring is empty; it needs at least one `id:key` pair")
        if len({kid for kid, _ in keys}) != len(keys):
            raise KeyRingError("two keys of the ring have the same id")
        self._newest = keys[0][0]
        self._ciphers = {kid: AESGCM(key) for kid, key in keys}
        self._index_keys = [_index_key(key) for _, key in keys]

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """A ring from `id:base64key` pairs, newest first, separated by commas or line ends.

        Raises:
            KeyRingError: a pair has no id, or its key is not 32 bytes in base64.
        """
        pairs = [pair.strip() for pair in re.split(r"[,\n]", text) if pair.strip()]
        return cls([_parse_pair(number, pair) for number, pair in enumerate(pairs, 1)])

    @property
    def key_ids(self) -> list[str]:
        """The ids of the keys, newest first."""
        return list(self._ciphers)

    @property
    def prefix(self) -> str:
        """How every value begins that the newest key has sealed."""
        return f"v1.{self._newest}."

    def seal(self, secret: Secret, *, table: str, row: str, column: str) -> str:
        """Encrypt with the newest key, for this row and column only."""
        nonce = os.urandom(NONCE_BYTES)
        bound = _bound(table, row, column)
        body = self._ciphers[self._newest].encrypt(nonce, secret.reveal().encode(), bound)
        return f"{self.prefix}{base64.urlsafe_b64encode(nonce + body).decode().rstrip('=')}"

    def open(self, sealed: str, *, table: str, row: str, column: str) -> Secret:
        """Decrypt what was sealed for this row and column.

        Raises:
            SealBroken: it does not open.
        """
        place = f"{table}.{column} of row {row}"
        version, _, rest = sealed.partition(".")
        kid, _, body = rest.partition(".")
        if version != "v1" or kid not in self._ciphers:
            raise SealBroken(f"{place} was sealed with key '{kid}', which is not in the key ring")
        try:
            raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
            clear = self._ciphers[kid].decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(table, row, column))
        except (InvalidTag, ValueError):
            raise SealBroken(f"{place} was altered, or sealed for another place") from None
        return Secret(clear.decode())

    def index(self, secret: Secret) -> str:
        """What to store beside a sealed value to find its row again: an HMAC under the newest key, in hex."""
        return self.indexes(secret)[0]

    def indexes(self, secret: Secret) -> list[str]:
        """The index under every key of the ring, newest first: a row may have been written under any of
        them."""
        text = secret.reveal().encode()
        return [hmac.new(key, text, hashlib.sha256).hexdigest() for key in self._index_keys]


def key_id(sealed: str) -> str:
    """The id of the key under which a value stands, which its beginning names."""
    return sealed.split(".", 2)[1] if sealed.count(".") > 1 else ""


def new_key() -> str:
    """A fresh `id:base64key` pair."""
    return f"{secrets.token_hex(4)}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def load_ring(keys: Secret | None, file: Path, *, create: bool = False) -> KeyRing:
    """The ring from the setting, or else from the file; `create` makes the file (mode 0600) if there is none.

    Raises:
        KeyRingError: there is no ring and none was to be made, or it cannot be read.
    """
    if keys:
        return KeyRing.parse(keys.reveal())
    try:
        return KeyRing.parse(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        if not create:
            raise KeyRingError(
                f"there is no key ring {file}: set UNIBOOKS_VAULT_KEYS, or start `unibooks serve` to make one"
            ) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise KeyRingError(f"the key ring {file} cannot be read: {type(fault).__name__}") from None
    try:
        _make_ring_file(file)
    except OSError as fault:
        raise KeyRingError(f"the key ring {file} cannot be made: {fault.strerror}") from None
    return load_ring(None, file)


def add_key(file: Path) -> list[str]:
    """Put a fresh key in front of those of a ring file, which then seals; gives the ids of all, newest first.

    Raises:
        KeyRingError: there is no ring in the file, or it cannot be read or written.
    """
    load_ring(None, file)
    text = f"{new_key()}\n{file.read_text(encoding='ascii').strip()}\n"
    try:
        draft = _draft(file, text)
        draft.replace(file)
    except OSError as fault:
        raise KeyRingError(f"the key ring {file} cannot be written: {fault.strerror}") from None
    return load_ring(None, file).key_ids


def _make_ring_file(file: Path) -> None:
    file.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Written apart and linked into place: of two processes that start together, both read the same whole
    # ring.
    draft = _draft(file, new_key() + "\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(file: Path, text: str) -> Path:
    """A file beside another, for its owner alone and on the disk for certain."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    return draft


def _parse_pair(number: int, pair: str) -> tuple[str, bytes]:
    kid, colon, encoded = pair.partition(":")
    if not colon or not KEY_ID.fullmatch(kid):
        raise KeyRingError(f"key {number} of the ring is not written as `id:base64key`")
    try:
        key = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise KeyRingError(f"key '{kid}' of the ring is not base64") from None
    if len(key) != KEY_BYTES:
        raise KeyRingError(f"key '{kid}' of the ring has {len(key)} bytes; it needs {KEY_BYTES}")
    return kid, key


def _bound(table: str, row: str, column: str) -> bytes:
    return f"unibooks\0{table}\0{row}\0{column}".encode()


def _index_key(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"unibooks index").derive(key)
