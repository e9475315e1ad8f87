"""The protocol: wire form, queries, access, limits, OAuth, XML."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_RECORDED: Final = "recorded answers of a division, 2024-2026"
_TEXT: Final = "Exact's own text"
_REPORTS: Final = "independent reports"
_REPORT: Final = "one credible report"
_WCF: Final = "WCF Data Services, the library behind Exact's answers; no recording"

_CONFIRMED: Final = (
    ("wire", "JSON layout, escapes, doubles, dates and member order give the recorded lengths.", _RECORDED),
    ("wire", "Errors are `{error: {code, message: {lang, value}}}` in the same layout.", "a recorded answer"),
    ("wire", "Dates are the company's wall clock counted as if it were UTC.", _RECORDED),
    ("envelope", "A collection is a bare array when $top fits the page, else an object with results.", _RECORDED),
    ("envelope", "A page reached by a skip token has the object form.", _RECORDED),
    ("envelope", "current/Me is always an object with one row.", _RECORDED),
    ("paging", "60 rows a page; system/Divisions has a larger one.", _RECORDED),
    ("paging", "__next keeps $orderby and $select, drops $skip and lowers $top by the rows served.", _RECORDED),
    ("paging", "The token is the order's value and the key; zeros of a fraction are dropped.", _RECORDED),
    ("order", "Without $orderby, and among its ties, rows stand in SQL Server's order of GUIDs.", _RECORDED),
    ("query", "A literal that does not read is named with its type and position.", "a recorded answer"),
    ("query", "What does not parse is `Bad Request - Error in query syntax.`", _REPORTS),
    ("query", "Filters do not reach lines, lists or another field.", _TEXT),
    ("query", "With $select an expanded list needs a path such as PurchaseEntryLines/ID.", _TEXT),
    ("query", "Expansion goes one level, 60 rows, then a nested __next.", _REPORT),
    ("query", "$count is plain text; $inlinecount forces the object form with __count as text.", _REPORTS),
    ("query", "Receivables and general journal entries are a 400 without $select or $top=1.", _REPORTS),
    (
        "xml",
        "MatchSets are uploaded by GLAccount, Account and lines of year, period, journal, entry, amount.",
        _REPORTS,
    ),
    ("xml", "Each set is answered by a message of type 0 error or 2 success; 1 is a warning, 3 fatal.", _REPORTS),
    ("xml", "`Rekening: 1300 - Relatie: .. - 2 Regels Afgeletterd.` tells that a set was matched.", "a quoted answer"),
    ("xml", "A term in a closed period is `Betalingstermijn: .. Niet gevonden!`.", _REPORT),
    ("xml", "WriteOff type 0 leaves the difference of a set open.", "one client's code"),
    (
        "xml",
        "WriteOff books the difference: 1 as a discount, 3 a payment difference, 4 an exchange difference.",
        "a client that follows Exact's schema",
    ),
    ("write", "POST 201 with a body, PUT and DELETE 204 without; PUT changes what it names.", _RECORDED),
    ("write", "Master data comes back with its key only, entries filled but for VAT totals and lines.", _RECORDED),
    ("write", "Prefer: return=representation asks for a filled answer.", _TEXT),
    ("write", "Read-only properties are dropped without a word; unknown ones are a 400.", _RECORDED + "; reports"),
    ("write", "Dates are ISO, zone ignored, or American; /Date()/ is refused; numbers may be texts.", _REPORTS),
    ("write", "Lines nested in a PUT are a 400 that begins with `Binding to new entities`.", _REPORT),
    ("write", "What a business rule refuses is a 500.", _REPORTS),
    ("access", "A company that is not open is a 403 with Reason NoDivisionAccess.", _REPORTS),
    ("access", "system/Divisions ignores the company in its path.", _TEXT),
    ("access", "current/Me does not exist under a company.", _REPORT),
    ("access", "An expired or unknown token is a 401 with an HTML page.", _REPORTS),
    ("access", "Attachments are fetched with the API's own token.", _REPORTS),
    ("oauth", "Codes hold a `!` sent as %21, live three minutes, work once.", _TEXT),
    ("oauth", "expires_in is the text 600.", _TEXT),
    ("oauth", "A refresh before 570 s is a 400 with Reason TooEarlyToRefreshTokens.", _REPORTS),
    ("oauth", "Each refresh rotates the token; an old one is a 401 `Old refresh token used.`", _REPORTS),
    ("oauth", "A refresh token lives 30 days from its last use.", _TEXT),
    ("oauth", "A second consent of the same user to the same app ends the first.", _REPORT),
    ("oauth", "A token call with an old Bearer header is a 401; HTTP Basic works.", _REPORT),
    ("limits", "60 a minute of the wall clock, 5,000 a day from 00:00 UTC, by app and company.", _TEXT),
    ("limits", "Resets are in milliseconds; errors carry the headers too.", "a recorded header dump"),
    ("limits", "A 429 is empty and carries the headers of the limit that was hit.", _REPORTS),
    ("limits", "Addresses without a company are not counted.", _REPORT),
    ("limits", "Ten errors (400, 401, 403, 404) within an hour block the endpoint for an hour.", _TEXT),
)

_ASSUMED: Final = (
    ("wire", "__count stands after the rows, before __next.", _WCF),
    ("wire", "A negative zero is written -0.", "two recorded lengths are one byte longer than their bodies"),
    ("envelope", "With $expand a collection keeps the object form.", _WCF),
    ("paging", "$filter and $expand stand before $orderby in __next, $inlinecount behind it.", _WCF),
    ("paging", "Exactly one full page has no __next.", "no source"),
    ("paging", "The page of system/Divisions is 1,000 rows.", "larger than 100 is recorded"),
    ("order", "Nulls come first; texts sort character by character.", "SQL Server; its collation is not known"),
    ("query", "Texts compare with case and blanks; a comparison with null finds nothing.", "the harsher reading"),
    ("query", "Sentences for unknown names, functions and types that do not compare.", _WCF),
    ("query", "Unknown $-options are a 400; options without $ are ignored.", _WCF),
    ("query", "$select=* leaves out the lists; without a list's name $expand shows nothing.", _WCF),
    ("query", "Paths and verbs are taken in any case, names of properties are not.", "open; lenient for paths"),
    ("query", "No endpoint insists on $filter; a record by its key needs no $select.", "switched on per client"),
    ("access", "Without Accept: application/json the answer is a 415.", "not built: Exact answers in Atom XML"),
    ("access", "Unknown resources and keys are a 404 with `Resource not found for the segment`.", _WCF),
    ("access", "A verb that a resource lacks is a 405 with Allow.", "no source"),
    ("access", "The body of a 403 is an error envelope with `Forbidden`.", "no source"),
    ("access", "system/Divisions also lists companies that the user did not open to the app.", "no source"),
    ("access", "Scopes are not checked.", "not built"),
    ("access", "$metadata, DocViewContent.aspx and XML topics other than MatchSets are a 404.", "not built"),
    ("access", "Lists whose entity is not described here cannot be expanded or opened.", "not built"),
    ("write", "Bodies that are not JSON are a 415, bodies above 10 MB a 413.", "the size is reported, not the status"),
    ("write", "A text property takes texts only, a boolean only booleans and their names.", "the harsher reading"),
    ("write", "A day loses its time of day; padded texts are padded as stored.", "as recorded rows show them"),
    ("write", "VAT totals stay null in the answer to a create even where a filled one is asked for.", "no source"),
    ("xml", "Refusals come with HTTP 200, each set for itself; uploads count as calls of the company.", "no source"),
    (
        "xml",
        "Sets that do not balance are refused; other write-offs than type 0 are not there.",
        "no source; not built",
    ),
    ("xml", "A document type is refused; what is not eExact is a message of type 3.", "no source"),
    ("oauth", "The old refresh token dies at once; `refresh_grace` lets it live.", "reports disagree; the harsher one"),
    ("oauth", "The old access token lives to its end after a refresh.", "no source"),
    ("oauth", "Token calls above 200 a day are an empty 429.", "the number is reported, not the answer"),
    ("oauth", "A second consent ends the first's access token at once.", "no source"),
    ("oauth", "Denial redirects with error=access_denied; response_type=token is not offered.", "no source"),
    ("limits", "A refused call is not counted; the day is looked at before the minute.", "no source"),
    ("limits", "A blocked endpoint is a 429 without headers; the nth block lasts n hours.", "no source for either"),
    ("limits", "A 401 counts as an error where the token is known.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
