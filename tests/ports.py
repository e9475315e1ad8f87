"""Ports that are known before anything listens on them."""

from __future__ import annotations

import os
import socket
from itertools import count
from typing import Final

#: Below the range from which systems take ports for outgoing connections, which another worker may have at any moment.
_FIRST, _EACH = 16_000, 4_000
_WORKER: Final = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 4
_turns = count()


def free_port() -> int:
    """A port that is free now, and that no other test of this run is given."""
    for turn in _turns:
        port = _FIRST + _WORKER * _EACH + turn % _EACH
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise AssertionError("the turns never end")
