"""What can be set about a sandbox, the readings of disputed behaviour among it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from unibooks.sandbox.exact.limits import LimitRules, Manners


@dataclass(frozen=True)
class Settings:
    """How a sandbox behaves.

    Attributes:
        limits: the rate and error limits.
        auto_consent: whether the authorise page redirects at once, as if the user had agreed.
        auto_user: name of the user who agrees then; "" for the first one.
        latency: seconds of real time added to each call of the API, for measurements.
        control: whether the control endpoints under `/_sandbox/` exist.

    The others are readings: what the real system does there is disputed or not known. `readings.READINGS` says of each
    what the evidence is and why its default is what it is.

    Attributes:
        refresh_grace: whether an old refresh token lives until the new pair is first used.
        access_outlives_refresh: whether an access token lives to its end when the pair is renewed before.
        unauthorised: what a 401 of the API looks like: the login page, an empty body with an explanation in
            `WWW-Authenticate`, or an empty body alone.
        refusal_headers: which rate headers a 429 carries: those of the limit that was hit, none, or all.
        error_headers: whether 400, 403, 404 and 500 carry rate headers.
        rolling_minute: whether 60 seconds count instead of the minute of the clock, so that a 429 comes with budget left.
        refused_calls_count: whether calls that a limit refuses use up the day as well.
        exact_case: whether a path has to be spelled as in the reference.
        mandatory_filter: whether large lists are refused to every app without a filter; `App.filtered` does it for one.
        selected_terms: whether terms and general journal entries are refused without `$select` or `$top=1`.
        bare_bulk: whether `bulk/` answers with a bare array and its `__next` beside it.
        int64_as_text: whether 64-bit numbers are written as texts in JSON.
        negative_zero: whether a negative zero keeps its sign.
        granted_divisions_only: whether `system/Divisions` leaves out what the user did not open to the app.
        mirrored_terms: whether the `Amount` of a term in cashflow/Payments and cashflow/Receivables is the opposite of
            its ledger line, so that an open receivable is negative.
        negative_purchases: whether the amounts of a purchase entry's header have the sign of its creditor line.
        entry_scopes: under which scopes sales and purchase entries stand: `accounting` or `invoices`.
        absent_vat_code: what a line without VATCode gets: the default of its ledger account or supplier, or no VAT.
        numeric_codes: whether the code of a relation may hold digits only.
        blanked_due_dates: whether a change of nothing but the customer of a sales entry empties its due date.
    """

    limits: LimitRules = field(default_factory=LimitRules)
    auto_consent: bool = False
    auto_user: str = ""
    latency: float = 0.0
    control: bool = True
    refresh_grace: bool = False
    access_outlives_refresh: bool = False
    unauthorised: Literal["page", "header", "empty"] = "page"
    refusal_headers: Literal["hit", "none", "all"] = "hit"
    error_headers: bool = True
    rolling_minute: bool = False
    refused_calls_count: bool = True
    exact_case: bool = False
    mandatory_filter: bool = False
    selected_terms: bool = True
    bare_bulk: bool = False
    int64_as_text: bool = True
    negative_zero: bool = True
    granted_divisions_only: bool = False
    mirrored_terms: bool = True
    negative_purchases: bool = False
    entry_scopes: Literal["accounting", "invoices"] = "accounting"
    absent_vat_code: Literal["default", "none"] = "default"
    numeric_codes: bool = False
    blanked_due_dates: bool = True

    @property
    def manners(self) -> Manners:
        """How the rate limits count and show."""
        return Manners(self.refusal_headers, self.error_headers, self.rolling_minute, self.refused_calls_count)
