"""Everything the sandbox does as Exact does it, and everything it only supposes, one module for each part of it."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours import (
    books,
    buying,
    clients,
    protocol,
    reads,
    reference,
    sales,
    selling,
    sync,
    webhooks,
)
from unibooks.sandbox.exact.behaviours.behaviour import Behaviour

BEHAVIOURS: Final[tuple[Behaviour, ...]] = (
    *protocol.BEHAVIOURS,
    *reads.BEHAVIOURS,
    *books.BEHAVIOURS,
    *buying.BEHAVIOURS,
    *sales.BEHAVIOURS,
    *selling.BEHAVIOURS,
    *sync.BEHAVIOURS,
    *reference.BEHAVIOURS,
    *webhooks.BEHAVIOURS,
    *clients.BEHAVIOURS,
)

__all__ = ["BEHAVIOURS", "Behaviour"]
