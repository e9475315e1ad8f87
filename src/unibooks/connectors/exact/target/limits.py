"""How much Exact Online allows, and in which headers it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limit:
    """One limit on the calls of an app on a company. Its reset header holds milliseconds since 1970 [H]."""

    name: str
    calls: int
    limit_header: str
    remaining_header: str
    reset_header: str


#: [H] a minute of the wall clock, not a sliding one.
MINUTE: Final = Limit(
    "minute", 60, "X-RateLimit-Minutely-Limit", "X-RateLimit-Minutely-Remaining", "X-RateLimit-Minutely-Reset"
)
#: [H] a day that begins at 00:00 UTC; other contracts have more calls [M].
DAY: Final = Limit("day", 5000, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")

#: [H] answers that count towards the error limit of an app, user, company and endpoint.
COUNTED_ERRORS: Final = frozenset({400, 401, 403, 404})
#: [H] as many of them within an hour block the endpoint for an hour.
ERRORS_PER_HOUR: Final = 10

#: Bytes of a request body. [M] "10 MB", read here in its smaller sense.
MAX_BODY: Final = 10_000_000
#: [M] rows of an expanded collection before it goes on behind `__next`.
EXPANDED_ROWS: Final = 60
