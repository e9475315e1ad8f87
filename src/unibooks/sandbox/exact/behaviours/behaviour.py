"""How a behaviour of the sandbox is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

#: Area, statement, evidence.
Line = tuple[str, str, str]


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


def table(confirmed: Iterable[Line], assumed: Iterable[Line]) -> tuple[Behaviour, ...]:
    """The behaviours of one part of the sandbox, the confirmed ones first."""
    return (
        *(Behaviour(area, statement, "confirmed", evidence) for area, statement, evidence in confirmed),
        *(Behaviour(area, statement, "assumed", evidence) for area, statement, evidence in assumed),
    )
