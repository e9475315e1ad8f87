"""How a behaviour of the sandbox is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Behaviour:
    """One thing the sandbox does the way Exact Online does it, or the way we suppose that it does.

    Attributes:
        area: the part of the sandbox, e.g. `purchase entries`.
        statement: what it does, one sentence.
        mark: `confirmed` by a recorded answer, Exact's own text or independent reports; `assumed` otherwise.
        evidence: where that comes from.
    """

    area: str
    statement: str
    mark: Literal["confirmed", "assumed"]
    evidence: str
