"""What can be set about a sandbox, the readings of disputed behaviour among it."""

from __future__ import annotations

from dataclasses import dataclass, field

from unibooks.sandbox.exact.limits import LimitRules


@dataclass(frozen=True)
class Settings:
    """How a sandbox behaves.

    Attributes:
        limits: the rate and error limits.
        auto_consent: whether the authorise page redirects at once, as if the user had agreed.
        auto_user: name of the user who agrees then; "" for the first one.
        latency: seconds of real time added to each call of the API, for measurements.
        refresh_grace: whether an old refresh token lives until the new one is first used [M]; by default it
            dies at once, the harsher reading.
        mirrored_terms: whether the `Amount` of a term in cashflow/Payments and cashflow/Receivables is the opposite of
            its ledger line [M], so that an open receivable is negative; otherwise it has the ledger's sign. By
            default it is, as whoever looked at a live company says.
        control: whether the control endpoints under `/_sandbox/` exist.
    """

    limits: LimitRules = field(default_factory=LimitRules)
    auto_consent: bool = False
    auto_user: str = ""
    latency: float = 0.0
    refresh_grace: bool = False
    mirrored_terms: bool = True
    control: bool = True
