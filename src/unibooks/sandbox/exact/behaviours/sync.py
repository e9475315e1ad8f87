"""The groups `bulk` and `sync`, and what is looked up instead of gone through."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_PAGE: Final = "the reference page, as generated clients carry it"
_TEXT: Final = "Exact's own text"
_REPORTS: Final = "independent reports"

_CONFIRMED: Final = (
    ("bulk", "The rows of the plain resource under a path and type of its own, 1,000 a page.", _PAGE),
    ("bulk", "Both groups, bulk and sync, are a 400 without $select or $top=1.", _REPORTS),
    ("bulk", "A filter names the properties that the reference lists for the resource, and no others.", _PAGE),
    ("bulk", "Neither bulk nor sync has a $skip.", _TEXT),
    ("sync", "Timestamp is a row version that counts up through the company, not a time.", _TEXT),
    ("sync", "1,000 rows a page, filtered by Timestamp alone; a row comes in its latest state only.", _TEXT),
    ("sync", "PaymentTerms holds receipts as line type 20 and payments as 22.", _PAGE),
    ("sync", "SalesInvoices holds each header as line 0 beside the lines.", _PAGE),
    ("sync", "Deleted names what is gone by the number of its kind and its key, with day and user.", _PAGE),
    ("sync", "Deleted remembers for two months.", "one credible report"),
    ("sync", "SyncTimestamp takes modified and endPoint, both needed, for ten of the resources here.", _TEXT),
    ("sync", "SyncTimestamp gives the version of the first row that was changed then or later.", _TEXT),
)

_ASSUMED: Final = (
    (
        "bulk",
        "A $skip in bulk and sync is a 400 `Bad Request - Error in query syntax.`; $skip=0 is let pass.",
        "no source",
    ),
    (
        "bulk",
        "A filter on another property is a 400, in bulk `Filtering on these fields is not supported: ..`.",
        "one report of bulk",
    ),
    (
        "bulk",
        "A page has the envelope of other resources; `bare_bulk` makes it an array beside its __next.",
        "one note has the other",
    ),
    (
        "paging",
        "Every resource outside bulk and sync serves $skip.",
        "newer ones refuse it; which are newer is not known",
    ),
    ("bulk", "Collections below a bulk record are deferred and cannot be opened there.", "no source"),
    (
        "sync",
        "The key of a row is Timestamp and ID, and so is its skip token.",
        "the reference names the pair; no recording",
    ),
    ("sync", "Timestamp is written as a text, as Int64 is.", "the wire form of OData 2; one client reads it so"),
    ("sync", "A row that joins a header with its line has the newer version of both.", "no source"),
    ("sync", "A line shows of its header what it has not itself.", "no source"),
    (
        "sync",
        "Payment terms get their versions, and their removal its day, when somebody looks.",
        "they follow from the ledger",
    ),
    ("sync", "A header in SalesInvoices has the invoice's key as ID.", "no source"),
    (
        "sync",
        "An entry that is booked anew keeps the keys of its lines, which are changed and not deleted.",
        "no source",
    ),
    (
        "sync",
        "Deleted tells a sales order by 32 and 33, never by 12; lines of purchase orders by 22.",
        "12 is being replaced",
    ),
    (
        "sync",
        "Other names than the listed ones are a 400 in SyncTimestamp; no row since then is an empty list.",
        "no source",
    ),
    (
        "functions",
        "A parameter that is missing or no literal of its type is a 400 `Error in query syntax.`",
        "no source",
    ),
    ("functions", "Parameters stand before the options in __next; their names are taken in exact case.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
