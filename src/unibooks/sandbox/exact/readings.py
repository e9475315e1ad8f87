"""Where it is disputed or not known what Exact does, and the setting that shows it one way or another.

The default of each setting is the reading that is harder on a client, unless better evidence speaks for the other; `why`
says which. A program that works under each of these readings works whichever is true.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

from unibooks.sandbox.exact.settings import Settings


@dataclass(frozen=True)
class Reading:
    """One question that the evidence leaves open.

    Attributes:
        setting: the field of `Settings`.
        question: what is asked.
        others: the values besides the default, the most different one first.
        why: what the evidence is, and why the default is what it is.
    """

    setting: str
    question: str
    others: tuple[Any, ...]
    why: str

    @property
    def default(self) -> Any:
        """The value that holds unless another is chosen."""
        return next(field.default for field in fields(Settings) if field.name == self.setting)


READINGS: Final = (
    Reading(
        "refresh_grace",
        "Does an old refresh token live until the new pair is first used?",
        (True,),
        "One report says so; others lost their connection. By default it dies at once.",
    ),
    Reading(
        "access_outlives_refresh",
        "Does an access token live to its end when the pair is renewed before?",
        (True,),
        "No source. By default it dies with its pair.",
    ),
    Reading(
        "unauthorised",
        "What does a 401 of the API look like?",
        ("header", "empty"),
        "Reports show an HTML page that leads to the login, an explanation in WWW-Authenticate, and nothing. The page is "
        "the hardest to tell from data.",
    ),
    Reading(
        "refusal_headers",
        "Which rate headers does a 429 carry?",
        ("none", "all"),
        "In 2024 those of the limit that was hit, in 2019 none. The newer report counts.",
    ),
    Reading(
        "error_headers",
        "Do refusals carry rate headers?",
        (False,),
        "A dump of 2023 has them on a 400, a report of 2019 none. The newer one counts.",
    ),
    Reading(
        "rolling_minute",
        "Does a minute of the clock count, or 60 seconds?",
        (True,),
        "Exact's text has the minute of the clock; one report had a 429 with budget left, which 60 seconds would explain.",
    ),
    Reading(
        "refused_calls_count",
        "Do calls that a limit refuses use up the day as well?",
        (False,),
        "No source. By default they do.",
    ),
    Reading(
        "exact_case",
        "Does a path have to be spelled as in the reference?",
        (True,),
        "Only one client's notes say so, partly written by an assistant. By default any case will do.",
    ),
    Reading(
        "mandatory_filter",
        "Are large lists refused without a filter?",
        (True,),
        "Switched on for single clients: reported of crm/Accounts and logistics/Items in 2022, recorded without it in 2026.",
    ),
    Reading(
        "selected_terms",
        "Are receivables, payments and general journal entries refused without $select or $top=1?",
        (False,),
        "One live report of receivables. By default they are.",
    ),
    Reading(
        "bare_bulk",
        "Does `bulk/` answer with a bare array and __next beside it?",
        (True,),
        "One client's notes. By default it answers as everything else does.",
    ),
    Reading(
        "int64_as_text",
        "Are 64-bit numbers, such as Timestamp, texts in JSON?",
        (False,),
        "The rule of the protocol says texts; no recording shows one.",
    ),
    Reading(
        "negative_zero",
        "Does a negative zero keep its sign?",
        (False,),
        "Two recorded answers are one byte longer than they should be, which a sign would explain.",
    ),
    Reading(
        "granted_divisions_only",
        "Does system/Divisions leave out what the user did not open to the app?",
        (True,),
        "No source. By default it lists companies that then answer 403.",
    ),
    Reading(
        "mirrored_terms",
        "Is the amount of an open receivable negative?",
        (False,),
        "Whoever looked at a live company says so, another client teaches the opposite.",
    ),
    Reading(
        "negative_purchases",
        "Are the amounts in the header of a purchase entry negative?",
        (True,),
        "No recording has one that is not zero; clients take the absolute value. By default they are positive. Filters and "
        "orders go by the positive amounts either way.",
    ),
    Reading(
        "entry_scopes",
        "Which scopes do sales and purchase entries need?",
        ("invoices",),
        "Exact's index says financial.accounting, an app's audit sales.invoices and purchase.invoices. The index counts.",
    ),
    Reading(
        "absent_vat_code",
        "What does a line without VATCode get?",
        ("none",),
        "The reference page speaks of a default of the ledger account or supplier; some clients count on no VAT.",
    ),
    Reading(
        "numeric_codes",
        "May the code of a relation hold digits only?",
        (True,),
        "No source; every recorded code is a number. By default letters are taken, as the reference page calls it a text.",
    ),
    Reading(
        "blanked_due_dates",
        "Does a change of nothing but the customer empty the due date of a sales entry?",
        (False,),
        "One report says that it may. By default it does.",
    ),
)

#: What a run under another reading is called: `refresh_grace`, `unauthorised=empty`.
NAMES: Final = tuple(
    reading.setting if number == 0 else f"{reading.setting}={value}"
    for reading in READINGS
    for number, value in enumerate(reading.others)
)
#: All the others at once, of each reading the first.
OTHERS: Final = "others"


def changes(name: str) -> dict[str, Any]:
    """The settings of a run: of one other reading by its name, of all at once, or "" for the defaults.

    Raises:
        ValueError: there is no reading of that name.
    """
    if not name:
        return {}
    if name == OTHERS:
        return {reading.setting: reading.others[0] for reading in READINGS}
    setting, _, text = name.partition("=")
    for reading in READINGS:
        for value in reading.others if reading.setting == setting else ():
            if text in ("", str(value)):
                return {setting: value}
    raise ValueError(f"{name!r} is no reading; there are {', '.join((*NAMES, OTHERS))}")
