"""What pydantic found wrong, in the caller's own words: his path, what would be right, and a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from unibooks.core.errors import Fault

FEW: Final = 20
"""A closed set of up to so many words is listed whole; of a longer one only what resembles the caller's word."""

Wording = Callable[[dict[str, Any], Any], str]


def _says(text: str) -> Wording:
    return lambda context, given: text


def _one_of(context: dict[str, Any], given: Any) -> str:
    words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    if len(words) <= FEW:
        return f"must be one of {', '.join(words)}"
    near = get_close_matches(str(given)[:50].upper(), words, cutoff=0.5) or words[:5]
    return f"must be one of {len(words)} documented codes, for example {', '.join(near)}"


_NUMBER, _TEXT, _WHOLE = "must be a number", "must be text", "must be a whole number"
_FLAG, _LIST, _OBJECT = "must be true or false", "must be a list", "must be an object"

#: Pydantic's type of an error -> our code for it, and what to say.
WORDINGS: Final[dict[str, tuple[str, Wording]]] = {
    "missing": ("MISSING", _says("is required")),
    "enum": ("UNKNOWN_VALUE", _one_of),
    "literal_error": ("UNKNOWN_VALUE", _one_of),
    "string_type": ("WRONG_TYPE", _says(_TEXT)),
    "string_unicode": ("WRONG_TYPE", _says(_TEXT)),
    "int_type": ("WRONG_TYPE", _says(_WHOLE)),
    "int_parsing": ("WRONG_TYPE", _says(_WHOLE)),
    "int_parsing_size": ("OUT_OF_RANGE", _says("is too large")),
    "int_from_float": ("WRONG_TYPE", _says(_WHOLE)),
    "bool_type": ("WRONG_TYPE", _says(_FLAG)),
    "bool_parsing": ("WRONG_TYPE", _says(_FLAG)),
    "list_type": ("WRONG_TYPE", _says(_LIST)),
    "dict_type": ("WRONG_TYPE", _says(_OBJECT)),
    "model_type": ("WRONG_TYPE", _says(_OBJECT)),
    "model_attributes_type": ("WRONG_TYPE", _says(_OBJECT)),
    "number": ("WRONG_TYPE", lambda context, given: ""),
    "digits": ("OUT_OF_RANGE", lambda context, given: ""),
    "too_long": ("OUT_OF_RANGE", lambda context, given: f"must have at most {context['max_length']} entries"),
    "string_too_long": ("OUT_OF_RANGE", lambda context, given: f"must have at most {context['max_length']} characters"),
    "string_too_short": ("MISSING", _says("must not be empty")),
    "greater_than_equal": ("OUT_OF_RANGE", lambda context, given: f"must be at least {context['ge']}"),
    "less_than_equal": ("OUT_OF_RANGE", lambda context, given: f"must be at most {context['le']}"),
}


def faults_of(problem: ValidationError) -> list[Fault]:
    """Every fault at once. Where a value may have several forms and has none of them, they are named together."""
    found: dict[str, Fault] = {}
    for error in problem.errors(include_url=False):
        field = path_of(error["loc"])
        code, wording = WORDINGS.get(error["type"], ("INVALID", _says("")))
        message = wording(error.get("ctx", {}), error["input"]) or error["msg"]
        earlier = found.get(field)
        if earlier is not None and message not in earlier.message:
            message = f"{earlier.message}, or {message}"
        found[field] = Fault(field, message, code)
    return list(found.values())


def path_of(location: Iterable[int | str]) -> str:
    """`lineItems[0].taxCode` for where pydantic says an error is.

    The names it gives to the forms of a union are no part of the caller's path; unlike our fields they do not look
    like `camelCase`.
    """
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part.isidentifier() and part[0].islower() and part != "str":
            path += f".{part}" if path else part
    return path
