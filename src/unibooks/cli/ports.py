"""Which ports are free."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import Final

LOOPBACK: Final = "127.0.0.1"


class AddressInUse(Exception):
    """Another program listens on that port, or the address is not this machine's."""


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on, before anything else is started.

    Raises:
        AddressInUse: it cannot.
    """
    try:
        with _bound(host, port):
            return
    except OSError as fault:
        reason = (fault.strerror or "it cannot be bound").lower()
        raise AddressInUse(f"{host}:{port} cannot be used ({reason}); choose another with --port") from None


def free_ports(*preferred: int) -> list[int]:
    """As many different ports of the loopback address that are free now: the preferred ones where they are."""
    with ExitStack() as held:
        taken = [held.enter_context(_first_free(port)) for port in preferred]
        return [int(bound.getsockname()[1]) for bound in taken]


def _first_free(preferred: int) -> socket.socket:
    try:
        return _bound(LOOPBACK, preferred)
    except OSError:
        return _bound(LOOPBACK, 0)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound
