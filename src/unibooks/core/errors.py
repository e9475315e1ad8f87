"""Every error that a caller can meet: one status, one next step.

    UnibooksError
    ├── InvalidRequest          400  the caller mends the request; every fault is listed
    ├── UnknownApiKey           403  the vendor checks its API key
    ├── UnknownAccountKey       401  the end user connects again
    ├── ReauthorisationNeeded   401  the end user connects again
    ├── Forbidden               403  the end user's rights in the target system do not reach this far
    ├── NotFound                404  the caller asks for something that is there
    ├── NotOffered              405  the target system cannot do this
    ├── Conflict                409  the caller sends another idempotency key
    ├── Rejected                422  the target system said no; its own words are quoted
    ├── Throttled               429  the caller waits until the time that is given
    ├── TargetUnavailable       503  nobody acts: the call can be repeated later
    └── OutcomeUnknown          504  the caller looks whether the write arrived before sending it again

None of them carries a secret, and none is raised for a fault in unibooks itself: that stays a plain exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

#: The most characters of a fault's message, and how many are kept of its two ends: a message quotes the caller, who may have
#: sent a book, and ends with the cure.
MOST: Final = 600
HEAD, TAIL = 160, 400


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a request.

    Attributes:
        field: the caller's own path to it, e.g. `lineItems[0].taxCode`.
        message: what is wrong and what would be right, one sentence each.
        code: a short constant for programs.
    """

    field: str
    message: str
    code: str = "INVALID"

    def __post_init__(self) -> None:
        if len(self.message) > MOST:
            object.__setattr__(self, "message", f"{self.message[:HEAD]} … {self.message[-TAIL:]}")


@dataclass(frozen=True)
class Downstream:
    """What the target system answered: its status, its sentence, and the sentence in English where it is another."""

    status: int
    message: str
    translation: str | None = None


class UnibooksError(Exception):
    """The root of the tree."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "ERROR"

    def __init__(
        self,
        message: str,
        *,
        faults: Iterable[Fault] = (),
        downstream: Iterable[Downstream] = (),
        retry_at: datetime | None = None,
        connect_url: str | None = None,
        allow: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.faults = tuple(faults)
        self.downstream = tuple(downstream)
        self.retry_at = retry_at
        self.connect_url = connect_url
        self.allow = tuple(allow)


class InvalidRequest(UnibooksError):
    """The request is malformed or contradicts itself or the company's own data; everything wrong is listed at once."""

    status, code = 400, "INVALID_PARAMETERS"

    def __init__(self, faults: Iterable[Fault], message: str = "") -> None:
        listed = tuple(faults)
        text = message or "; ".join(f"{f.field}: {f.message}" for f in listed)
        super().__init__(text, faults=listed)


class UnknownApiKey(UnibooksError):
    """No tenant has this API key, or it was revoked."""

    status, code = 403, "UNKNOWN_API_KEY"


class UnknownAccountKey(UnibooksError):
    """No connection of this tenant has this account key, or it was removed."""

    status, code = 401, "UNKNOWN_ACCOUNT_KEY"


class ReauthorisationNeeded(UnibooksError):
    """The connection's grant has ended: expired, revoked, or replaced by another consent of the same user."""

    status, code = 401, "REAUTHORISATION_NEEDED"


class Forbidden(UnibooksError):
    """The target system refuses this user or this app: a missing right, scope or module."""

    status, code = 403, "FORBIDDEN_BY_TARGET"


class NotFound(UnibooksError):
    """There is no such record."""

    status, code = 404, "NOT_FOUND"


class NotOffered(UnibooksError):
    """The target system cannot do this; `allow` lists the methods that it can."""

    status, code = 405, "NOT_OFFERED"


class Conflict(UnibooksError):
    """An idempotency key came back with another body."""

    status, code = 409, "CONFLICT"


class Rejected(UnibooksError):
    """The target system understood and said no; `downstream` quotes it and `faults` name the fields it means."""

    status, code = 422, "REJECTED"


class Throttled(UnibooksError):
    """A quota is used up; `retry_at` says when it returns."""

    status, code = 429, "THROTTLED"


class TargetUnavailable(UnibooksError):
    """The target system does not answer properly; nothing was written."""

    status, code = 503, "TARGET_UNAVAILABLE"


class OutcomeUnknown(UnibooksError):
    """A write was sent, its answer was lost, and looking for its effect failed as well."""

    status, code = 504, "OUTCOME_UNKNOWN"
