"""Sales entries."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_PAGE: Final = "the reference page, as generated clients carry it"

_CONFIRMED: Final = (
    ("sales entries", "The receivable is booked as a debit, revenue and VAT as credits.", "recorded answers of 2024"),
    ("sales entries", "A header's amounts contain the VAT, those of its lines do not under a code of type E.", _PAGE),
    ("sales entries", "A relation whose status is not C gives `Ongeldig: Klant (Type)`.", "reported texts"),
    ("sales entries", "Receivables and VAT accounts on a line give `Ongeldig: Grootboekrekeningtype`.", "one report"),
    ("sales entries", "Deleting the last line of a sales entry deletes the entry.", _PAGE),
    ("sales entries", "Type cannot be written; an entry whose total is below zero is a credit note.", _PAGE),
    ("sales entries", "No document is made for an entry that comes without one.", "a live report"),
    ("sales entries", "The receivables account of the customer goes before that of the journal.", _PAGE),
)

_ASSUMED: Final = (
    (
        "sales entries",
        "An InvoiceNumber that another entry of the journal has is ignored, and the entry number stands.",
        "one report says that numbers out of sequence may be ignored without a word",
    ),
    ("sales entries", "A VAT code for purchases only is refused.", "one report says so of the other side"),
    ("sales entries", "A reverse charge gives the seller a base and no VAT.", "what such codes mean in law"),
    (
        "sales entries",
        "A VATPercentage without a code gets the first code that puts this rate on top, one for both sides first.",
        "one report says that a rate will do; which code follows is ours",
    ),
    (
        "sales entries",
        "A change of the customer alone empties the due date, unless `blanked_due_dates` is off.",
        "one report says it may",
    ),
    ("sales entries", "Only entries that are open and in an open period can be changed.", "the rule of other entries"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
