"""A certificate that the sandbox makes for itself, for clients that speak TLS only."""

from __future__ import annotations

import ipaddress
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from unibooks.sandbox.exact.server import Tls

#: What the certificate is good for: this machine, and Exact's own hosts where a name server or hosts file leads here.
NAMES: Final = (
    "localhost",
    *(f"start.exactonline.{land}" for land in ("nl", "be", "de", "fr", "es", "co.uk", "com")),
)
ADDRESSES: Final = ("127.0.0.1", "::1")
_LIFE: Final = timedelta(days=397)


def files_in(folder: Path) -> Tls:
    """Where certificate and key lie in a folder; the certificate is what clients have to trust."""
    return Tls(folder / "sandbox-cert.pem", folder / "sandbox-key.pem")


def certificate(folder: Path, now: datetime) -> Tls:
    """The certificate of a folder, made anew unless there is one that is good for another day."""
    # cryptography takes long to load, and most sandboxes need none of it
    from cryptography import x509

    files = files_in(folder)
    if files.certificate.exists() and files.key.exists():
        known = x509.load_pem_x509_certificate(files.certificate.read_bytes())
        if known.not_valid_before_utc <= now <= known.not_valid_after_utc - timedelta(days=1):
            return files
    folder.mkdir(parents=True, exist_ok=True)
    _make(files, now)
    return files


def _make(files: Tls, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "unibooks sandbox")])
    alternatives = [
        *(x509.DNSName(host) for host in NAMES),
        *(x509.IPAddress(ipaddress.ip_address(address)) for address in ADDRESSES),
    ]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files.key.unlink(missing_ok=True)
    with open(os.open(files.key, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as written:
        written.write(text)
    files.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
