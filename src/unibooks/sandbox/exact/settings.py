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
        control: whether the control endpoints under `/_sandbox/` exist.
    """

    limits: LimitRules = field(default_factory=LimitRules)
    auto_consent: bool = False
    auto_user: str = ""
    latency: float = 0.0
    refresh_grace: bool = False
    control: bool = True
