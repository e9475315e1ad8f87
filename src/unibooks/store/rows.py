"""Between a row and its dataclass: the fields of the one are the columns of the other, by name."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import CursorResult

T = TypeVar("T")


def new_id() -> str:
    """An id for a row that is about to be written, known before it is there so that secrets can be bound to
    it."""
    return str(uuid4())


def records(kind: type[T], result: CursorResult[Any]) -> list[T]:
    """Every row as its dataclass."""
    return [kind(**row) for row in result.mappings()]


def first(kind: type[T], result: CursorResult[Any]) -> T | None:
    """The first row as its dataclass, None when there is none."""
    row = result.mappings().first()
    return None if row is None else kind(**row)
