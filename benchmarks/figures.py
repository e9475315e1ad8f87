"""How a measurement is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measurement and its goal, if it has one; smaller is better."""

    name: str
    value: float
    goal: float | None
    unit: str
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.goal is None or self.value <= self.goal

    def __str__(self) -> str:
        goal = "no goal" if self.goal is None else f"goal {self.goal:g}"
        mark = "    " if self.goal is None else "ok  " if self.met else "MISS"
        return f"{mark} {self.name}: {self.value:.3f} {self.unit} ({goal}) {self.detail}".rstrip()
