"""What a caller of a control gave, read member by member."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from unibooks.sandbox.exact.http import Call
from unibooks.sandbox.exact.odata.literals import parse_guid


class Given:
    """The members of a call: of its body, a JSON object, or of the query where there is no body.

    Every reader raises `ValueError` with a sentence that names the member.

    Args:
        members: the values by name.
        written: whether they come from a query, where numbers and truth are written as texts.
    """

    def __init__(self, members: Mapping[str, Any], *, written: bool = False) -> None:
        self.members = members
        self._written = written

    @classmethod
    def of(cls, call: Call, known: Collection[str]) -> Given:
        """The members of a call.

        Args:
            call: the call; a POST has a body, which may be left out.
            known: the names that may be given.
        """
        found: object = call.params()
        if call.method == "POST":
            try:
                found = json.loads(call.body) if call.body else {}
            except ValueError:
                raise ValueError("the body must be a JSON object") from None
        if not isinstance(found, dict):
            raise ValueError("the body must be a JSON object")
        members = cast("dict[str, Any]", found)
        unknown = sorted(members.keys() - set(known))
        if unknown:
            names = ", ".join(known) or "none"
            raise ValueError(f"unknown member {unknown[0]!r}; known are: {names}")
        return cls(members, written=call.method != "POST")

    def __contains__(self, name: str) -> bool:
        return self.members.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self.members.get(name, default)
        if not isinstance(value, str) or (default is None and not value):
            raise ValueError(f"{name} must be a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty when it is not given."""
        value = self.members.get(name, ())
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in cast("list[Any]", value)):
            raise ValueError(f"{name} must be a list of texts")
        return tuple(cast("list[str]", value))

    def whole(self, name: str, *, least: int | None = None, default: int | None = None) -> int:
        """A whole number, from a query also as digits."""
        value = self.members.get(name, default)
        if self._written and isinstance(value, str) and re.fullmatch("[0-9]{1,18}", value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or (least is not None and value < least):
            raise ValueError(f"{name} must be a whole number" + ("" if least is None else f", {least} or more"))
        return value

    def wholes(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when it is not given."""
        value = cast("object", self.members.get(name, ()))
        listed = cast("list[object]", value) if isinstance(value, list | tuple) else [None]
        found = [one for one in listed if isinstance(one, int) and not isinstance(one, bool)]
        if len(found) < len(listed):
            raise ValueError(f"{name} must be a list of whole numbers")
        return tuple(found)

    def seconds(self, name: str) -> float:
        """A number of seconds, 0 or more."""
        value = self.members.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
            raise ValueError(f"{name} must be a number of seconds, 0 or more")
        return value

    def yes(self, name: str, default: bool | None = None) -> bool:
        """True or false, from a query as these words."""
        value = self.members.get(name, default)
        if self._written and value in ("true", "false"):
            return value == "true"
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be true or false")
        return value

    def instant(self, name: str) -> datetime:
        """An instant in ISO 8601; one without an offset is UTC."""
        try:
            at = datetime.fromisoformat(self.text(name))
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueError(f"{name} must be an instant such as 2026-03-02T09:00:00Z") from None

    def pattern(self, name: str) -> str:
        """A regular expression, "" when it is not given."""
        value = self.text(name, "")
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{name} is not a regular expression: {error}") from None
        return value

    def money(self, name: str) -> Decimal | None:
        """An amount above 0 with no more than two decimals, None when it is not given."""
        if name not in self:
            return None
        try:
            value = Decimal(str(self.members[name]))
        except InvalidOperation:
            value = Decimal(0)
        if not (value.is_finite() and value > 0 and value == round(value, 2)):
            raise ValueError(f"{name} must be a number above 0 with no more than two decimals")
        return value

    def guids(self, name: str, *, least: int = 1) -> list[uuid.UUID]:
        """A list of different GUIDs."""
        values = cast("list[object]", self.members[name]) if isinstance(self.members[name], list) else []
        found = [parse_guid(value) for value in values if isinstance(value, str)]
        keys = [key for key in found if key is not None]
        if len(keys) < least or len(keys) < len(values) or len(set(keys)) < len(keys):
            number = {1: "one", 2: "two"}[least]
            raise ValueError(f"{name} must be a list of {number} or more GUIDs, none of them twice")
        return keys
