"""Subscriptions, the empty POST, messages, retries."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_REPORTS: Final = "independent reports"

_CONFIRMED: Final = (
    ("webhooks", "A new subscription's address gets an empty POST and has to answer 2xx.", "live reports, 2026"),
    ("webhooks", "An address that answers otherwise is a 500 that quotes its status.", "a quoted answer"),
    ("webhooks", "An app has one subscription for a topic of a company; a second is `Data already exists`.", _REPORTS),
    ("webhooks", "The address is https and on the domain of the app's redirect URI.", "Exact's own text"),
    ("webhooks", "Messages are compact JSON with members in Exact's order and local times.", "two recorded messages"),
    ("webhooks", "HashCode is the upper-case HMAC-SHA256 of the raw characters of Content.", _REPORTS),
    ("webhooks", "A message tells the key only; a line's change is an update of its header.", "the reference page"),
    ("webhooks", "A change of properties that the reference does not mark raises no event.", "the reference index"),
    ("webhooks", "Messages come at least once and in no order.", _REPORTS),
    ("webhooks", "There is no list of topics to be read.", "a live report"),
)
_ASSUMED: Final = (
    ("webhooks", "An answer other than 2xx is tried again ten times, the nth 2^n minutes later.", "one report"),
    ("webhooks", "Messages of one call go out last event first, all others as they happen.", "the harsher reading"),
    ("webhooks", "Messages go out at once; the real ones are said to take minutes.", "no figure; use a late webhook"),
    ("webhooks", "A receiver has ten seconds; redirects are not followed.", "no source"),
    ("webhooks", "PUT of a subscription is a 405.", "reported to be refused, not how"),
    ("webhooks", "IsInstant is dropped.", "one source calls it an error, one client sends it and is accepted"),
    ("webhooks", "An address of this machine, or a host without a dot, may be plain http.", "for tests"),
    ("webhooks", "Domains are compared by their last two labels.", "no source"),
    ("webhooks", "An app sees its own subscriptions only; ending one drops its waiting messages.", "no source"),
    ("webhooks", "A topic that is not known is refused; some topics are known and never happen here.", "no source"),
    ("webhooks", "FinancialTransactions tells of entries of every kind by their EntryID.", "an older topic"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
