"""What programs that strangers wrote for the real system made us see."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_WCF: Final = "WCF Data Services, the library behind Exact's answers; no recording"

_CONFIRMED: Final = (
    (
        "write",
        "A change may send the whole record as it was read, deferred lists in it; its own code is refused.",
        "reports",
    ),
    ("write", "A text property takes numbers too, such as a code without quotes.", "two clients' requests"),
    ("write", "Base64 may hold blanks and line ends.", "one client's code, which breaks its lines"),
)

_ASSUMED: Final = (
    ("write", r"A date as answers write it, `\/Date(..)\/`, is taken; with plain slashes it is not.", _WCF),
    ("write", "A POST with X-HTTP-Method PUT, MERGE or DELETE is that verb; a MERGE is a PUT.", _WCF),
    ("query", "Empty segments of a path, from doubled slashes or one at the end, count for nothing.", _WCF),
    ("query", "The prefix of a literal, guid or datetime, is taken in any case; with a blank behind it is not.", _WCF),
    ("query", "A list whose entity is not described here expands to nothing.", "not built"),
    ("access", "hrm/Divisions lists the same companies as system/Divisions.", "reports of some that it misses"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
