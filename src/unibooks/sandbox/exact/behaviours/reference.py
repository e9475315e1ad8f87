"""What is done about currencies, rates, headings, banks, mandates, users and expenses."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_PAGE: Final = "reference page"

_CONFIRMED: Final = (
    ("currencies", "An exchange rate holds until the next one of its currency starts.", _PAGE),
    ("currencies", "A rate says what the foreign currency is worth in the company's.", _PAGE),
    ("mandates", "Relation and bank account are mandatory; types of the United Kingdom are refused here.", _PAGE),
    ("users", "users/Users and users/UserRoles can only be read; system/Users has no company in its path.", _PAGE),
    ("companies", "hrm/Divisions shows fewer companies than system/Divisions.", "a quoted answer of Exact's support"),
    ("vat", "Dated rates are posted with their VAT code, under VATPercentages, as fractions.", _PAGE),
)

_ASSUMED: Final = (
    ("currencies", "The seeded rates are round figures of ours; eight currencies exist.", "no public list"),
    ("currencies", "A rate needs an amount; its day is today when none is sent; one a day and currency.", "no source"),
    ("currencies", "Amounts have a precision of 0.01, prices of 0.0001.", "no source"),
    (
        "headings",
        "Codes and names of the classifications are ours; there is one scheme.",
        "the public one is not copied",
    ),
    ("headings", "A ledger account stands once in a scheme, under no group; the mapping goes with it.", "no source"),
    ("vat", "A VAT code's Percentage is the rate of the day on which it was written; entries take that.", "no source"),
    ("banks", "cashflow/Banks is a selection of twelve banks.", "no public list"),
    ("mandates", "A mandate's reference is unique; the first mandate of a relation is its main one.", "no source"),
    ("mandates", "A bank account or relation with a mandate cannot be deleted.", "as relations"),
    ("users", "Roles are a short list of ours, the same for everybody.", "no public list"),
    ("users", "system/Users shows those with whom one shares a company.", "no source"),
    ("users", "A new user needs a name, an e-mail address and a last name, and can log in at once.", "no source"),
    ("users", "UserDivisionList holds numbers with commas between; all must be open to who writes it.", "no source"),
    ("companies", "hrm/Divisions leaves out the companies of another customer.", "the reason is not reported"),
    ("companies", "A company can be deleted only while it is empty and nobody's current one.", "the harsher reading"),
    ("expenses", "Expenses and their reports can only be read.", "methods are unconfirmed; the harsher reading"),
    ("relations", "BankAccounts can be posted with a relation; every fault in them is told.", "clients do so"),
    ("documents", "A contact has to exist and to belong to the document's relation.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
