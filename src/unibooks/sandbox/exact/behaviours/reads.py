"""What is worked out of the ledger for those who only read."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_PAGE: Final = "the reference page, as generated clients carry it"

_CONFIRMED: Final = (
    ("aging", "Four age groups: <= 30, 31 - 60, 61 - 90, > 90.", "a recorded row"),
    ("revenue", "Revenue is what stands on ledger accounts of type 110.", _PAGE),
    ("revenue", "RevenueListByYearAndStatus tells processed entries from all by afterEntry.", _PAGE),
    ("opening balances", "Accounts of the balance sheet whose amount is not zero, of this year or the last.", _PAGE),
    ("opening balances", "AfterEntry counts every entry, Processed those of status 50.", _PAGE),
    ("functions", "Functions take their parameters beside the options and need all of them.", _PAGE),
    ("entries", "Transactions holds every entry of the ledger with its lines.", "a recorded answer"),
)

_ASSUMED: Final = (
    ("aging", "Days count from the invoice's date; amounts are in the company's currency.", "no source"),
    ("aging", "A list by age group shows each relation with an item of that age, in all four columns.", "no source"),
    ("aging", "Payments that nothing was matched with take off from the amounts of their relation.", "no source"),
    (
        "aging",
        "Invoices are overdue from the day after they are due; only invoices and credit notes count.",
        "no source",
    ),
    ("revenue", "A period without revenue has no row.", "the harsher reading"),
    ("revenue", "Costs are all accounts of profit and loss but those of revenue.", "no source"),
    ("revenue", "The current year and period are those of the company's day.", "no source"),
    ("revenue", "A balance that its scheme does not classify is left out.", "no source"),
    (
        "opening balances",
        "The result of earlier years stands on the first account of type 52.",
        "so that they sum to zero",
    ),
    ("opening balances", "Amount is positive on the account's own side.", "one client's code"),
    ("entries", "The texts of Transactions for status and type are Dutch.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
